"""The rule for named days: Christmas, the fourth Thursday of November, days counted from Easter."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from detente.coding.times.days import SOON
from detente.coding.times.periods import day_of, month_of, week_of
from detente.coding.times.scene import NO_DATE, Scene, Sense, dated, undated, year_named
from detente.coding.times.tense import Outlook
from detente.records import Granularity

if TYPE_CHECKING:
    from detente.coding.times.matches import Match

_WEEK = dt.timedelta(days=7)


def holiday(match: Match, scene: Scene) -> Sense | None:
    """Read a named day by its rule: a date, a weekday's place in a month, or a distance from Easter."""
    rule = match.word("holiday")
    if rule is None:
        return None
    year = year_named(match, scene)
    if year is None and rule.count("-") < 2:  # noqa: PLR2004 - a full date names its year
        if scene.published is None:
            return undated(None, Granularity.DAY, NO_DATE)
        year = _holiday_year(rule, scene, match.number("shift"))
    found = day_of(holiday_day(rule, year or 1))
    if match.number("week"):
        this = week_of(holiday_day(rule, scene.published.year)) if scene.published and year_named(match, scene) is None else None
        found = this if this is not None and scene.published and this.start - _WEEK < scene.published <= this.end else week_of(found.start)
    return dated(found, f'"{match.text}" = {found.value}')


def _holiday_year(rule: str, scene: Scene, shift: int | None) -> int:
    assert scene.published is not None  # noqa: S101 - the caller has looked
    year = scene.published.year
    day = holiday_day(rule, year)
    if shift is None:
        is_near = scene.outlook == Outlook.NONE and 0 < (day - scene.published).days <= SOON
        shift = 1 if scene.outlook == Outlook.FUTURE or is_near else -1
    return year + (day < scene.published) if shift > 0 else year - (day > scene.published) if shift < 0 else year


def holiday_day(rule: str, year: int) -> dt.date:
    """Return the day that a rule of the lexicon gives for a year: "12-25", "11/4/4", "easter-2" or a full date."""
    if rule.startswith("easter"):
        return easter(year) + dt.timedelta(days=int(rule.removeprefix("easter")))
    if "/" in rule:
        month, wanted, nth = (int(part) for part in rule.partition("+")[0].split("/"))
        extra = dt.timedelta(days=int(rule.partition("+")[2] or 0))
        if nth < 0:
            last = month_of(year, month).end
            return last - dt.timedelta(days=(last.isoweekday() - wanted) % 7)
        first = month_of(year, month).start
        return first + dt.timedelta(days=(wanted - first.isoweekday()) % 7 + 7 * (nth - 1)) + extra
    return dt.date.fromisoformat(rule if rule.count("-") > 1 else f"{year:04d}-{rule}")


def easter(year: int) -> dt.date:
    """Return Western Easter Sunday of a year (the anonymous Gregorian computus, Nature, 20 April 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap_centuries, century_rest = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - shift + 15) % 30
    leap_years, year_rest = divmod(rest, 4)
    weekday_shift = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    correction = (golden + 11 * epact + 22 * weekday_shift) // 451
    month, day = divmod(epact + weekday_shift - 7 * correction + 114, 31)
    return dt.date(year, month, day + 1)
