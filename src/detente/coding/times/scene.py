"""What a rule may ask about the place where an expression stands, and what it answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.coding.times.periods import Period, add_months, month_of, period_at
from detente.records import Granularity, TimeKind

if TYPE_CHECKING:
    from detente.coding.times.matches import Match
    from detente.coding.times.tense import Outlook
    from detente.lexicon.times import TimeTable

NO_DATE = "no publication date to reckon from"
NO_ANCHOR = "no time before it in the text to reckon from"
QUOTES = "'\u2019\u2018`"  # before a year or decade of two digits
START, MID, END = "START", "MID", "END"


@dataclass(frozen=True, slots=True)
class Scene:
    """The day the article speaks from (and where that is known from), the latest time named before, and the verbs' outlook."""

    published: dt.date | None
    origin: str
    anchor: Period | None
    day: Period | None
    day_at: int
    quarter: Period | None
    outlook: Outlook
    table: TimeTable


@dataclass(frozen=True, slots=True)
class Sense:
    """What an expression means: its TIMEX3 value, and its interval where the words and an anchor give one."""

    kind: TimeKind
    value: str | None
    period: Period | None
    granularity: Granularity
    modifier: str | None
    reason: str


def dated(period: Period, reason: str, modifier: str | None = None) -> Sense:
    """Return the sense of an expression that names a calendar period."""
    return Sense(TimeKind.DATE, period.value, period, period.granularity, modifier, reason)


def undated(value: str | None, granularity: Granularity, reason: str, modifier: str | None = None) -> Sense:
    """Return the sense of an expression whose interval nothing gives."""
    return Sense(TimeKind.DATE, value, None, granularity, modifier, reason)


def with_part(sense: Sense, match: Match, scene: Scene) -> Sense:
    """Return the sense narrowed by "early", "late", "the end of" ..., its TIMEX3 value kept."""
    part, edge = match.word("part"), match.word("edge")
    if not (part or edge) or sense.period is None:
        return replace(sense, modifier=(part or edge or "").rstrip("<>") or sense.modifier) if part or edge else sense
    modifier = (edge or part or "").rstrip("<>")
    period = sense.period
    if part and part[-1] in "<>" and scene.published and period.holds(scene.published):
        ends = (period.start, scene.published) if part.endswith("<") else (scene.published, period.end)
        return replace(sense, period=replace(period, start=ends[0], end=ends[1]), modifier=modifier)
    narrowed = _edge(period, modifier) if edge or modifier == MID else _third(period, modifier)
    return replace(sense, period=narrowed, granularity=narrowed.granularity, modifier=modifier)


def _edge(period: Period, modifier: str) -> Period:
    if period.granularity == Granularity.YEAR and period.value[:4].isdigit():
        year = period.start.year
        return month_of(year, {START: 1, MID: 6, END: 12}[modifier])
    return _third(period, modifier)


def _third(period: Period, modifier: str) -> Period:
    if period.granularity == Granularity.DAY or period.start == period.end:
        return period
    if period.granularity == Granularity.YEAR:
        first = {START: 1, MID: 5, END: 9}[modifier]
        start = dt.date(period.start.year, first, 1)
        return replace(period, start=start, end=add_months(start, 4) - dt.timedelta(days=1))
    if period.granularity == Granularity.DECADE:
        low, high = {START: (0, 3), MID: (4, 6), END: (6, 9)}[modifier]
        return replace(
            period, start=period.start.replace(year=period.start.year + low), end=period.end.replace(year=period.start.year + high)
        )
    days = (period.end - period.start).days + 1
    third = dt.timedelta(days=days // 3)
    starts = {START: period.start, MID: period.start + third, END: period.end - third + dt.timedelta(days=0 if days % 3 else 1)}
    ends = {START: period.start + third - dt.timedelta(days=1), MID: period.end - third, END: period.end}
    return replace(period, start=starts[modifier], end=ends[modifier])


def from_day(scene: Scene, text: str) -> str:
    """Return the reason of an interval that rests on the day of publication."""
    return f'"{text}" + {scene.published} ({scene.origin})'


def from_anchor(anchor: Period, text: str) -> str:
    """Return the reason of an interval that rests on a time named before."""
    return f'"{text}" + {anchor.value or anchor.start} (text)'


def year_named(match: Match, scene: Scene) -> int | None:
    """Return the year that the expression names: in digits, by "last year" from publication, by "the previous year" from the text."""
    year = match.number("year")
    if year is not None:
        return year
    for name in ("year_short", "year_two"):
        short = match.word(name)
        if short is not None:
            return full_year(int(short.lstrip(QUOTES)), scene)
    shift, order = match.number("yshift"), match.number("yorder")
    if shift is not None:
        return scene.published.year + shift if scene.published else None
    if order is not None:
        return scene.anchor.start.year + order if scene.anchor else None
    return None


def full_year(short: int, scene: Scene) -> int:
    """Return the year of two digits: of this century below the pivot of the lexicon."""
    return short + (2000 if short < int(scene.table.settings["century_pivot"]) else 1900)


def current(scene: Scene, granularity: Granularity) -> Period | None:
    """Return the period of that size that the article speaks from."""
    return None if scene.published is None else period_at(scene.published, granularity)
