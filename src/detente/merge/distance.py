"""How far two places on earth lie apart."""

from __future__ import annotations

import math

EARTH_KM = 6371.0
Point = tuple[float, float]
"""Latitude and longitude in degrees."""


def kilometres(one: Point, two: Point) -> float:
    """Return the great-circle distance between two points (haversine), in kilometres."""
    phi, psi = math.radians(one[0]), math.radians(two[0])
    half = math.sin((psi - phi) / 2) ** 2
    half += math.cos(phi) * math.cos(psi) * math.sin(math.radians(two[1] - one[1]) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))
