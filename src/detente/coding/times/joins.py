"""Two expressions that are one: a time of day with its day, and the two ends of a stretch."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.coding.times.periods import day_of, stretch
from detente.coding.times.scene import Sense
from detente.records import Granularity, TimeKind

if TYPE_CHECKING:
    from detente.coding.times.matches import Match
    from detente.lexicon.times import TimeTable

Found = tuple["Match", Sense]
_CLOCKS = (Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR)
_LEFT = 10  # characters before the first end in which "from" or "between" may stand


def join(text: str, found: list[Found], table: TimeTable, has_stretches: bool) -> list[Found]:  # noqa: FBT001 - passed on
    """Return the findings with those joined that belong together."""
    joined: list[Found] = []
    for each in found:
        both = _pair(text, joined[-1], each, table, has_stretches) if joined else None
        if both is None:
            joined.append(each)
        else:
            joined[-1] = both
    return joined


def _pair(text: str, first: Found, second: Found, table: TimeTable, has_stretches: bool) -> Found | None:  # noqa: FBT001
    gap = text[first[0].end : second[0].start]
    if first[1].granularity in _CLOCKS and second[1].granularity in (Granularity.DAY, Granularity.DAYPART):
        return _clocked(text, first, second, first) if table.joins["clock_then_day"].search(gap) else None
    if second[1].granularity in _CLOCKS and first[1].granularity in (Granularity.DAY, Granularity.DAYPART):
        return _clocked(text, first, second, second) if table.joins["day_then_clock"].search(gap) else None
    return _stretched(text, first, second, table, gap) if has_stretches else None


def _clocked(text: str, first: Found, second: Found, clock: Found) -> Found | None:
    day = second if clock is first else first
    if day[1].period is None or clock[1].value is None or day[1].period.start != day[1].period.end:
        return None
    hour = clock[1].value[clock[1].value.index("T") :]
    match = replace(day[0], start=first[0].start, end=second[0].end, text=text[first[0].start : second[0].end])
    sense = replace(clock[1], value=f"{day[1].period.start}{hour}", period=day_of(day[1].period.start), reason=day[1].reason)
    return match, sense


def _stretched(text: str, first: Found, second: Found, table: TimeTable, gap: str) -> Found | None:
    start, end = first[1].period, second[1].period
    if start is None or end is None or first[1].kind != TimeKind.DATE or second[1].kind != TimeKind.DATE:
        return None
    left = text[max(0, first[0].start - _LEFT) : first[0].start]
    opened = table.joins["between"].search(left) if table.joins["and"].search(gap) else None
    if opened is None:
        if not table.joins["until"].search(gap):
            return None
        opened = table.joins["from"].search(left)
        if opened is None and gap.strip().isalpha() and first[1].granularity != second[1].granularity:
            return None
    if start.start > end.start and first[1].granularity == Granularity.MONTH and not first[0].words.get("year"):
        start = replace(start, start=start.start.replace(year=end.start.year - (start.start.month > end.start.month)))
        start = replace(start, value=f"{start.start:%Y-%m}")
    if start.start > end.end:
        return None
    begin = opened.start(1) + max(0, first[0].start - _LEFT) if opened and table.joins["and"].search(gap) else first[0].start
    match = replace(first[0], start=begin, end=second[0].end, text=text[begin : second[0].end])
    return match, replace(
        second[1], value=stretch(start, end).value, period=stretch(start, end), reason=f"{first[1].reason}; {second[1].reason}"
    )
