"""How surely two reports tell of one event: 0 where something speaks against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.merge.distance import kilometres
from detente.records import Status

if TYPE_CHECKING:
    from detente.lexicon.merging import MergeRules
    from detente.merge.occurrences import Occurrence

TOLD_AS_DONE = frozenset({Status.HAPPENED, Status.DENIED})
"""Somebody says that it happened and somebody that it did not: two accounts of one event. A plan is an event of its own."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A score from 0 to 1 and the reason in words, which goes into the link."""

    score: float
    reason: str


def agreement(one: Occurrence, two: Occurrence, rules: MergeRules) -> Agreement | None:
    """Return how far two reports agree, or None where they cannot be of one event."""
    if one.family != two.family or (one.status in TOLD_AS_DONE) != (two.status in TOLD_AS_DONE) or _is_reversed(one, two, rules):
        return None
    parts = {
        "time": _time(one, two, rules),
        "parties": _parties(one, two),
        "type": _type(one, two),
        "words": _words(one, two),
        "place": _place(one, two, rules),
    }
    if any(parts[name] is None for name in ("time", "parties", "place")):
        return None
    known = {name: value for name, value in parts.items() if value is not None}
    if known["words"] < rules.least_words.get(one.family, 0.0):
        return None
    score = sum(rules.weights[name] * value for name, value in known.items())
    best = sorted((name for name, value in known.items() if value >= 0.6), key=lambda name: -rules.weights[name])  # noqa: PLR2004
    return Agreement(round(score, 6), f"{one.family}: {' and '.join(f'same {name}' for name in best) or 'near in all'}")


def _is_reversed(one: Occurrence, two: Occurrence, rules: MergeRules) -> bool:
    """Tell whether one report has as source what the other has as target: accusations go back and forth."""
    is_mutual = one.family in rules.mutual and one.status in TOLD_AS_DONE
    both_directed = not is_mutual and bool(one.source and one.target and two.source and two.target)
    return both_directed and not one.source & two.source and bool(one.source & two.target)


def _time(one: Occurrence, two: Occurrence, rules: MergeRules) -> float | None:
    if one.start is None or two.start is None:
        return 0.4 if one.start is two.start else None
    if one.end is None or two.end is None:
        return 0.5 if abs((one.start - two.start).days) <= rules.tight_days else 0.3
    gap = max((max(one.start, two.start) - min(one.end, two.end)).days, 0)
    is_tight = (one.days or 0) <= rules.tight_days and (two.days or 0) <= rules.tight_days
    if is_tight and one.is_stated and two.is_stated:
        return {0: 1.0, 1: 0.7}.get(gap) if gap <= rules.near_days else None
    if gap > rules.near_days:
        return None
    if one.is_stated != two.is_stated:
        return 0.8 if (one.days or 0) <= 7 and (two.days or 0) <= 7 else 0.45  # noqa: PLR2004  # a week
    return 0.75 if one.start == two.start and one.end == two.end else 0.5


def _parties(one: Occurrence, two: Occurrence) -> float | None:
    if not one.parties & two.parties:
        return 0.3 if not one.parties and not two.parties else None
    if one.parties == two.parties:
        return 1.0
    if one.parties < two.parties or two.parties < one.parties:
        return 0.7
    shared = len(one.parties & two.parties)
    return shared / len(one.parties | two.parties) if shared > 1 else None


def _type(one: Occurrence, two: Occurrence) -> float:
    if one.type != two.type:
        return 0.4
    return 0.8 if one.mode and two.mode and one.mode != two.mode else 1.0


def _words(one: Occurrence, two: Occurrence) -> float:
    shared, fewest = len(one.words & two.words), min(len(one.words), len(two.words))
    return min(1.0, 2 * shared / fewest) if fewest else 0.0


def _place(one: Occurrence, two: Occurrence, rules: MergeRules) -> float | None:
    if one.point is not None and two.point is not None:
        distance = kilometres(one.point, two.point)
        if distance > rules.apart_km and one.family in rules.placed:
            return None
        return 1.0 if distance <= rules.same_km else 0.3
    if one.country and two.country and one.country != two.country:
        return None if one.family in rules.placed else 0.2
    return 0.7 if one.country and one.country == two.country else 0.5
