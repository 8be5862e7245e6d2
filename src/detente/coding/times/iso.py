"""A time's interval in ISO 8601, as coarse as the words are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.coding.times.periods import week_of
from detente.records import Granularity, TimeKind

if TYPE_CHECKING:
    import datetime as dt

    from detente.records import Time

_MONTHS = (Granularity.MONTH, Granularity.QUARTER, Granularity.SEASON, Granularity.HALF)
_YEARS = (Granularity.YEAR, Granularity.DECADE, Granularity.CENTURY)


def iso_value(time: Time) -> str | None:
    """Return 2022-09-01, 2022-09, 2022 or an interval a/b of these; None where the expression names no calendar interval.

    Weeks, weekends and stretches of days are intervals of days; quarters, seasons and halves of months.
    """
    if time.start is None or time.end is None or time.kind in (TimeKind.SET, TimeKind.REFERENCE):
        return None
    if time.granularity == Granularity.WEEK and time.modifier is not None:  # "early this week" is annotated as the week
        week = week_of(time.start)
        return f"{week.start}/{week.end}"
    start, end = _cut(time.start, time.granularity), _cut(time.end, time.granularity)
    return start if start == end else f"{start}/{end}"


def _cut(day: dt.date, granularity: Granularity) -> str:
    if granularity in _MONTHS:
        return day.isoformat()[:7]
    return day.isoformat()[:4] if granularity in _YEARS else day.isoformat()
