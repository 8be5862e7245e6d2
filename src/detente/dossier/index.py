"""Cooperation and conflict month by month, from the reports of two actors, by a recipe that is printed with every dossier."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detente.records import Report

RECIPE = (
    "Reports with status “happened”. What several reports tell of the same day, type, source codes and target codes counts once. "
    "Each counts with its type's score (PLOVER 2.0's, as in the lexicon's events.toml: from -10, conflict, to +10, cooperation)"
    ", in the month of its first day; a report whose text names no day counts in the month of its article. "
    "Cooperation is the sum of the positive scores, conflict the sum of the negative ones, the index their mean. "
    "A month without reports has no index, which is not zero, and no row."
)


@dataclass(frozen=True, slots=True)
class Month:
    """One month: ``counted`` happenings after deduplication, from ``reports`` reports; ``mean`` is None where there are none."""

    first: dt.date
    reports: int
    counted: int
    cooperation: float
    conflict: float
    mean: float | None


def index_of(reports: Iterable[Report], published: Mapping[str, dt.date | None], scores: Mapping[str, float]) -> tuple[Month, ...]:
    """Return the months from the first to the last that a report falls into. Reports without any date, or score, are left out."""
    told: dict[dt.date, list[tuple[object, ...]]] = {}
    for report in reports:
        day = (report.time.start or report.time.end if report.time else None) or published.get(report.article)
        if day is None or report.type not in scores:
            continue
        key = (day, report.type, *(tuple(sorted({mention.code for mention in side})) for side in (report.source, report.target)))
        told.setdefault(day.replace(day=1), []).append(key)
    if not told:
        return ()
    return tuple(_month(first, told.get(first, []), scores) for first in months_between(min(told), max(told)))


def _month(first: dt.date, told: list[tuple[object, ...]], scores: Mapping[str, float]) -> Month:
    counted = set(told)
    each = sorted(scores[str(key[1])] for key in counted)
    mean = sum(each) / len(each) if each else None
    return Month(first, len(told), len(counted), sum(score for score in each if score > 0), sum(score for score in each if score < 0), mean)


def months_between(first: dt.date, last: dt.date) -> Iterable[dt.date]:
    """Yield the first day of each month from ``first`` to ``last``, both included."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + dt.timedelta(days=31)).replace(day=1)
