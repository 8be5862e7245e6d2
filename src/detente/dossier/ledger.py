"""The ledger of figures: one line for what several texts say alike; lines that cannot both be right are marked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from detente.merge.occurrences import stems

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.records import Figure, Mention

ALIKE = 0.5
"""Share of the shorter measure's words that two measures have in common to be one."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Figures of several articles that give the same value and direction of the same: one line of the ledger.

    ``conflicts`` are the numbers of the lines (from 0) that give the same measure of the same period another value.
    """

    figures: tuple[Figure, ...]
    conflicts: tuple[int, ...] = ()


def amounts_of(figures: Iterable[Figure]) -> tuple[Amount, ...]:
    """Return the lines of the ledger, in the order in which they were first told."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        subject = figure.subject.code[:3] if figure.subject else figure.measure
        says = tuple(_label(mention) for mention in figure.attributed_to)
        groups[figure.value, figure.upper, figure.unit, figure.direction, subject, says].append(figure)
    lines = [Amount(tuple(group)) for group in groups.values()]
    found: dict[int, list[int]] = defaultdict(list)
    for (left, one), (right, two) in combinations(enumerate(lines), 2):
        if is_conflict(one.figures[0], two.figures[0]):
            found[left].append(right)
            found[right].append(left)
    return tuple(replace(line, conflicts=tuple(found[number])) for number, line in enumerate(lines))


def is_conflict(one: Figure, two: Figure) -> bool:
    """Tell whether two figures measure the same of the same actor and period and differ in value or direction."""
    if one.unit != two.unit or one.subject is None or two.subject is None or one.subject.code[:3] != two.subject.code[:3]:
        return False
    if one.period is None or two.period is None or (one.period.start, one.period.end) != (two.period.start, two.period.end):
        return False
    if one.sentence.text == two.sentence.text:
        return False  # a sentence does not contradict itself: it measures two things
    left, right = _measured(one), _measured(two)
    is_same = bool(left and right) and len(left & right) / min(len(left), len(right)) >= ALIKE
    differs = (one.value, one.upper) != (two.value, two.upper) or (one.direction != two.direction and bool(one.direction and two.direction))
    return is_same and differs


def _measured(figure: Figure) -> set[str]:
    """Return the words of what is measured, without names."""
    named = stems(figure.subject.name) if figure.subject else set()
    first, *others = (figure.measure or "").split() or [""]
    return stems(" ".join([first, *(word for word in others if word.islower())])) - named


def _label(mention: Mention) -> str:
    return mention.code if mention.code[:3] not in ("IGO", "NGO", "---") else (mention.entity or mention.name)
