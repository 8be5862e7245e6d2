"""Judging a store: a sample drawn by type, and how often people found it right."""

from detente.review.precision import Precision, precisions, wilson
from detente.review.sample import draw

__all__ = ["Precision", "draw", "precisions", "wilson"]
