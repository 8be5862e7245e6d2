"""Rules for months, quarters, halves, seasons, years, decades and centuries."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from detente.coding.times.days import near_year
from detente.coding.times.periods import (
    Period,
    century_of,
    day_of,
    decade_of,
    half_of,
    month_of,
    period_at,
    quarter_of,
    season_at,
    season_of,
    stepped,
    stretch,
    week_of,
    year_of,
)
from detente.coding.times.scene import (
    NO_ANCHOR,
    NO_DATE,
    QUOTES,
    Scene,
    Sense,
    dated,
    from_anchor,
    from_day,
    full_year,
    undated,
    with_part,
    year_named,
)
from detente.coding.times.tense import Outlook
from detente.records import Granularity

if TYPE_CHECKING:
    from detente.coding.times.matches import Match

_HALF_YEAR = 183  # days


def month(match: Match, scene: Scene) -> Sense | None:
    """Read a month, with a year, "last", "next", "the following", or by the verb's outlook."""
    number = match.number("month")
    if number is None:
        return None
    year, reason = year_named(match, scene), f'"{match.text}"'
    if year is None:
        year, reason = _month_year(match, scene, number), from_day(scene, match.text)
    if year is None:
        return undated(f"XXXX-{number:02d}", Granularity.MONTH, NO_DATE)
    return with_part(dated(month_of(year, number), reason), match, scene)


def _month_year(match: Match, scene: Scene, number: int) -> int | None:
    shift, order = match.number("shift"), match.number("order")
    if order is not None and shift is None and scene.anchor is not None:
        base = scene.anchor.start
        return base.year + (number <= base.month if order > 0 else -(number >= base.month) if order < 0 else 0)
    if scene.published is None:
        return None
    if shift is None:
        return near_year(scene, number, None)
    base = scene.published
    return base.year + (number <= base.month if shift > 0 else -(number >= base.month) if shift < 0 else 0)


def year(match: Match, scene: Scene) -> Sense | None:
    """Read a year in digits or words, calendar or fiscal."""
    number = year_named(match, scene)
    if number is None:
        return None
    return with_part(dated(year_of(number), f'"{match.text}"'), match, scene)


def years(match: Match, scene: Scene) -> Sense | None:
    """Read "1950-53": a stretch of years."""
    first, last = match.number("year"), match.number("year2")
    if first is None:
        return None
    if last is None:
        short = match.number("year_two")
        last = None if short is None else first - first % 100 + short
    return (
        None if last is None or last <= first else with_part(dated(stretch(year_of(first), year_of(last)), f'"{match.text}"'), match, scene)
    )


def decade(match: Match, scene: Scene) -> Sense | None:
    """Read "the 1990s", "the '80s", "the nineteen nineties"."""
    number = match.number("decade")
    if number is None:
        short = match.word("decade_short") or match.word("decade_word")
        century = match.number("century_word")
        two = int(short.lstrip(QUOTES)) if short else 0
        number = century * 100 + two if century else full_year(two, scene)
    return with_part(dated(decade_of(number), f'"{match.text}"'), match, scene)


def century(match: Match, scene: Scene) -> Sense | None:
    """Read "the 20th century"."""
    number = match.number("century_ordinal")
    return None if number is None else with_part(dated(century_of((number - 1) * 100), f'"{match.text}"'), match, scene)


def season(match: Match, scene: Scene) -> Sense | None:
    """Read a season: of a year, last, next, or by the verb's outlook."""
    code = match.word("season")
    if code is None:
        return None
    number, reason = year_named(match, scene), f'"{match.text}"'
    if number is None:
        if scene.published is None:
            return undated(f"XXXX-{code}", Granularity.SEASON, NO_DATE)
        number, reason = _season_year(match, scene, scene.published, code), from_day(scene, match.text)
    return with_part(dated(season_of(number, code), reason), match, scene)


def _season_year(match: Match, scene: Scene, base: dt.date, code: str) -> int:
    shift = match.number("shift") if match.number("shift") is not None else match.number("order")
    this = season_of(base.year, code)
    if code == "WI" and season_at(base).value.endswith(code):
        this = season_at(base)
    if shift is None:
        shift = 1 if scene.outlook == Outlook.FUTURE else -1
        if this.holds(base):
            return this.start.year
    if shift > 0:
        return this.start.year + (this.start <= base)
    if shift < 0:
        return this.start.year - (this.end >= base)
    return this.start.year


def quarter(match: Match, scene: Scene) -> Sense | None:
    """Read a quarter: of a year, by its number the one nearest to publication, or the latest one."""
    number = match.number("ordinal") or match.number("qnumber")
    named = year_named(match, scene)
    if number == -1:
        return _latest_quarter(match, scene, named)
    if number is None:
        return undated(f"{named}-QX", Granularity.QUARTER, f'"{match.text}"') if named else None
    if named is not None:
        return with_part(dated(quarter_of(named, number), f'"{match.text}"'), match, scene)
    if scene.published is None:
        return undated(f"XXXX-Q{number}", Granularity.QUARTER, NO_DATE)
    found = quarter_of(scene.published.year, number)
    if scene.outlook == Outlook.FUTURE and (scene.published - found.end).days > _HALF_YEAR:
        found = quarter_of(scene.published.year + 1, number)
    elif scene.outlook != Outlook.FUTURE and found.start > scene.published:
        found = quarter_of(scene.published.year - 1, number)
    return with_part(dated(found, from_day(scene, match.text)), match, scene)


def _latest_quarter(match: Match, scene: Scene, named: int | None) -> Sense | None:
    if named is not None:
        return dated(quarter_of(named, 4), f'"{match.text}"')
    if scene.quarter is not None and (scene.published is None or scene.quarter.end <= scene.published):
        return dated(scene.quarter, from_anchor(scene.quarter, match.text))
    if scene.published is None:
        return undated(None, Granularity.QUARTER, NO_DATE)
    return dated(stepped(period_at(scene.published, Granularity.QUARTER), -1, Granularity.QUARTER), from_day(scene, match.text))


def quarter_ended(match: Match, scene: Scene) -> Sense | None:
    """Read "the quarter" before "ended July 31": the three months up to that day."""
    month_number, day = match.number("month"), match.number("day")
    if month_number is None or day is None or scene.published is None:
        return undated(None, Granularity.QUARTER, NO_DATE)
    year_number = scene.published.year - ((month_number, day) > (scene.published.month, scene.published.day))
    last = month_of(year_number, month_number)
    end = min(last.end, last.start + dt.timedelta(days=day - 1))
    start = month_of(year_number, month_number - 2).start if end == last.end else end - dt.timedelta(days=90)
    value = period_at(end, Granularity.QUARTER).value if month_number % 3 == 0 else f"{year_number:04d}-QX"
    return dated(Period(start, end, Granularity.QUARTER, value), from_day(scene, match.text))


def latest_period(match: Match, scene: Scene) -> Sense | None:
    """Read "the latest period": the quarter named last; without one it stays open."""
    if scene.quarter is None:
        return undated(None, Granularity.NONE, NO_ANCHOR)
    return dated(scene.quarter, from_anchor(scene.quarter, match.text))


def half(match: Match, scene: Scene) -> Sense | None:
    """Read the first or second half of a year."""
    number = match.number("ordinal") or match.number("hnumber")
    if number is None or number > 2:  # noqa: PLR2004 - a year has two halves
        return None
    number = 2 if number == -1 else number
    named = year_named(match, scene)
    if named is not None:
        return dated(half_of(named, number), f'"{match.text}"')
    if scene.published is None:
        return undated(f"XXXX-H{number}", Granularity.HALF, NO_DATE)
    found = half_of(scene.published.year, number)
    if found.start > scene.published and scene.outlook != Outlook.FUTURE:
        found = half_of(scene.published.year - 1, number)
    return dated(found, from_day(scene, match.text))


def year_end(match: Match, scene: Scene) -> Sense | None:
    """Read "year-end": December of the year named, else of the year the article speaks from."""
    named = year_named(match, scene)
    if named is None:
        if scene.published is None:
            return undated(None, Granularity.MONTH, NO_DATE)
        named = scene.published.year
    found = month_of(named, 12)
    return Sense(dated(found, "").kind, f"{named:04d}", found, Granularity.MONTH, "END", f'"{match.text}" = {found.value}')


def nth_of_month(match: Match, scene: Scene) -> Sense | None:
    """Read "the first week of May": a week or day counted within a month."""
    sense, number, unit = month(match, scene), match.number("ordinal"), match.word("unit")
    if sense is None or sense.period is None or number is None:
        return sense
    whole = sense.period
    if unit == "W":
        found = week_of(whole.start + dt.timedelta(days=7 * (number - 1))) if number > 0 else week_of(whole.end)
    elif unit == "D":
        found = day_of(whole.start + dt.timedelta(days=number - 1) if number > 0 else whole.end)
    elif unit == "WE":
        found = _weekend_of_month(whole, number)
    else:
        return sense
    return dated(found, sense.reason)


def _weekend_of_month(whole: Period, number: int) -> Period:
    saturday = whole.start + dt.timedelta(days=(6 - whole.start.isoweekday()) % 7 + 7 * (number - 1))
    if number < 0:
        saturday = whole.end - dt.timedelta(days=(whole.end.isoweekday() - 6) % 7)
    return period_at(saturday, Granularity.WEEKEND)


def same_period(match: Match, scene: Scene) -> Sense | None:
    """Read "the same period of the previous year": the stretch named before, so many years on."""
    anchor = scene.quarter or scene.anchor
    if anchor is None:
        return undated(None, Granularity.NONE, NO_ANCHOR)
    named = match.number("year")
    shift = match.number("yshift")
    if named is None and shift is not None and scene.published is not None:
        named = scene.published.year + shift
    order = match.number("yorder")
    steps = named - anchor.start.year if named is not None else order if order is not None else -1
    return dated(_moved_years(anchor, steps), from_anchor(anchor, match.text))


def _moved_years(period: Period, steps: int) -> Period:
    last = period.value.partition("/")[2]
    if last and period.granularity == Granularity.MONTH:
        return stretch(month_of(period.start.year + steps, period.start.month), month_of(period.end.year + steps, period.end.month))
    return stepped(period, steps, Granularity.YEAR)
