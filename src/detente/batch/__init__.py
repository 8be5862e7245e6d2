"""Pages -> rows: ``local`` on all cores of one machine."""

from detente.batch.local import CAP, Summary, code_into_store
from detente.batch.merging import MergeSummary, judge, merge_store
from detente.batch.recipe import Recipe, failed, guarded, unread

__all__ = ["CAP", "MergeSummary", "Recipe", "Summary", "code_into_store", "failed", "guarded", "judge", "merge_store", "unread"]
