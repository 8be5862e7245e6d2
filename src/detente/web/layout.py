"""Where the nodes of a network stand: forces from a circle on, the same for the same edges.

Method: Fruchterman and Reingold 1991, with a fixed beginning (a circle in the order given) and a fixed number of steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

STEPS = 200
PULL = 0.35
"""How strongly nodes are drawn to the middle, so that separate groups stay on the page."""


def layout(count: int, edges: Sequence[tuple[int, int, float]], width: float, height: float) -> list[tuple[float, float]]:
    """Return x and y for ``count`` nodes within a box; ``edges`` are two nodes and a weight from 0 to 1."""
    if not count:
        return []
    turns = np.arange(count) * (2 * np.pi / count)
    at = np.stack([np.cos(turns), np.sin(turns)], axis=1)
    weights = np.zeros((count, count))
    for one, two, weight in edges:
        weights[one, two] = weights[two, one] = weight
    ideal = 1.3 / np.sqrt(count)
    for step in range(STEPS):
        apart = at[:, None, :] - at[None, :, :]
        far = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-3)
        force = ideal**2 / far**2 - weights * far / ideal
        moved = (apart / far[:, :, None] * force[:, :, None]).sum(axis=1) - PULL * at
        long = np.maximum(np.sqrt((moved**2).sum(axis=1, keepdims=True)), 1e-9)
        at = at + moved / long * np.minimum(long, 0.1 * (1 - step / STEPS))
    low, high = at.min(axis=0), at.max(axis=0)
    unit = (at - low) / np.where(high - low > 1e-9, high - low, 1.0)  # noqa: PLR2004 - a box without width
    return [(round(float(x * width), 1), round(float(y * height), 1)) for x, y in unit]
