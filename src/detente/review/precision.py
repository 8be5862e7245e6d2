"""How many of the judged records were right, with a confidence interval."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Z = 1.959964
"""The normal quantile of a 95 % interval."""
ALL = "all"


@dataclass(frozen=True, slots=True)
class Precision:
    """Of ``judged`` records of a stratum ``right`` were right; ``low`` and ``high`` bound the share with 95 % confidence."""

    stratum: str
    judged: int
    right: int
    share: float
    low: float
    high: float


def wilson(right: int, judged: int, z: float = Z) -> tuple[float, float]:
    """Return the Wilson score interval of a share (Wilson 1927); 0 to 1 where nothing was judged."""
    if not judged:
        return 0.0, 1.0
    share, square = right / judged, z * z
    middle = (share + square / (2 * judged)) / (1 + square / judged)
    half = z / (1 + square / judged) * math.sqrt(share * (1 - share) / judged + square / (4 * judged * judged))
    return max(0.0, middle - half), min(1.0, middle + half)


def precisions(verdicts: Iterable[tuple[str, bool]]) -> tuple[Precision, ...]:
    """Return the precision of each stratum, by name, and of all together last. ``verdicts`` are pairs of stratum and right or wrong.

    The last line counts each verdict once: a sample drawn evenly over strata is not the store's own mix.
    """
    counts: dict[str, list[bool]] = defaultdict(list)
    for stratum, is_right in verdicts:
        counts[stratum].append(is_right)
    together = [each for verdict in counts.values() for each in verdict]
    return tuple(_precision(name, counts[name]) for name in sorted(counts)) + ((_precision(ALL, together),) if together else ())


def _precision(name: str, verdicts: list[bool]) -> Precision:
    right = sum(verdicts)
    return Precision(name, len(verdicts), right, right / len(verdicts), *wilson(right, len(verdicts)))
