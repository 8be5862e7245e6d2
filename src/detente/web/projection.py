"""The Equal Earth projection: where a longitude and latitude stand on our world map.

Formula: Šavrič, Patterson and Jenny 2019, "The Equal Earth map projection".
"""

from __future__ import annotations

import math

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
WIDTH, HEIGHT = 1000, 440
"""The map in its own units; everything south of 57° S is cut off."""
SCALE = WIDTH / 5.4133
TOP = 1.3173  # the projection's y at 90° N


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Return x (to the right) and y (down) of a place given in degrees."""
    slant = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = slant * slant
    sixth = square**3
    width = math.sqrt(3) * (9 * A4 * sixth * square + 7 * A3 * sixth + 3 * A2 * square + A1)
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(slant) * math.sqrt(3) / (3 * width)
    y = slant * (A4 * sixth * square + A3 * sixth + A2 * square + A1)
    return WIDTH / 2 + SCALE * x, SCALE * (TOP - y)
