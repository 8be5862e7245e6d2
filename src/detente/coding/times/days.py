"""Rules for days: full dates, numeric dates, weekdays, "yesterday"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.coding.times.periods import day_of, month_of, moved, stretch, week_of
from detente.coding.times.scene import NO_DATE, Scene, Sense, dated, from_anchor, from_day, undated, with_part, year_named
from detente.coding.times.tense import Outlook
from detente.records import Granularity, TimeKind

if TYPE_CHECKING:
    from detente.coding.times.matches import Match

_WEEK = dt.timedelta(days=7)
_MONTHS = 12
SOON = 45  # days


def near_year(scene: Scene, month: int, day: int | None) -> int | None:
    """Return the year of a month or day named without one: the latest, the next where the verb looks ahead, else the nearest.

    A day that lies a few weeks ahead is not last year's, whatever the verb: news would say so.
    """
    if scene.published is None:
        return None
    base = scene.published
    after = base.year + ((month, day or 31) < (base.month, base.day))
    before = base.year - ((month, day or 1) > (base.month, base.day))
    if scene.outlook == Outlook.FUTURE:
        return after
    middle = day or 15
    ahead = (month_of(after, month).start + dt.timedelta(days=middle - 1) - base).days
    back = (base - month_of(before, month).start - dt.timedelta(days=middle - 1)).days
    if scene.outlook == Outlook.PAST:
        return after if day is not None and 0 < ahead <= SOON else before
    return after if ahead < back else before


def _year_by_weekday(match: Match, scene: Scene) -> int | None:
    wanted, month, day = match.number("weekday"), match.number("month"), match.number("day")
    if wanted is None or month is None or day is None or scene.published is None:
        return None
    years = sorted(range(scene.published.year - 6, scene.published.year + 2), key=lambda year: _far(year, month, day, scene))
    return next((year for year in years if (found := _safe_day(year, month, day)) and found.isoweekday() == wanted), None)


def _far(year: int, month: int, day: int, scene: Scene) -> int:
    found = _safe_day(year, month, day)
    return 9999 if found is None or scene.published is None else abs((found - scene.published).days)


def date(match: Match, scene: Scene) -> Sense | None:
    """Read a day of a month, with or without weekday and year."""
    month, day = match.number("month"), match.number("day")
    if month is None or day is None:
        return None
    year, reason = year_named(match, scene), f'"{match.text}"'
    if year is None:
        year, reason = _year_by_weekday(match, scene) or _shifted_year(match, scene, month, day), from_day(scene, match.text)
    if year is None:
        return undated(f"XXXX-{month:02d}-{day:02d}", Granularity.DAY, NO_DATE)
    found = _safe_day(year, month, day)
    if found is None:
        return None
    return _with_daypart(dated(day_of(found), reason, match.word("bound")), match, scene)


def _shifted_year(match: Match, scene: Scene, month: int, day: int) -> int | None:
    shift = match.number("shift")
    if shift is None or match.number("weekday") is not None or scene.published is None:
        return near_year(scene, month, day)
    base = scene.published
    is_ahead = (month, day) > (base.month, base.day)
    return base.year if shift == 0 else base.year + (not is_ahead) if shift > 0 else base.year - is_ahead


def _safe_day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def day_of_month(match: Match, scene: Scene) -> Sense | None:
    """Read "on the 14th": the day of the month the article speaks from."""
    day = match.number("day")
    if scene.published is None or day is None:
        return undated(None, Granularity.DAY, NO_DATE)
    found = _safe_day(scene.published.year, scene.published.month, day)
    if found is not None and found > scene.published and scene.outlook != Outlook.FUTURE:
        month = month_of(found.year, found.month - 1)
        found = _safe_day(month.start.year, month.start.month, day)
    return None if found is None else dated(day_of(found), from_day(scene, match.text))


def numeric(match: Match, scene: Scene) -> Sense | None:
    """Read 2019-10-14 and 10/14/2019, in the order that the lexicon names."""
    first, second, year = match.number("n1"), match.number("n2"), year_named(match, scene)
    if first is None or second is None or year is None:
        return None
    is_iso = match.text[:4].isdigit()
    day_first = not is_iso and (first > _MONTHS or (second <= _MONTHS and scene.table.settings["numeric_order"] == "dmy"))
    found = _safe_day(year, second, first) if day_first else _safe_day(year, first, second)
    return None if found is None else dated(day_of(found), f'"{match.text}"')


def dotted(match: Match, scene: Scene) -> Sense | None:
    """Read 14.10.2019, which is day first everywhere."""
    day, month, year = match.number("n1"), match.number("n2"), year_named(match, scene)
    found = _safe_day(year or 0, month or 0, day or 0)
    return None if found is None else dated(day_of(found), f'"{match.text}"')


def days(match: Match, scene: Scene) -> Sense | None:
    """Read "June 6-10": a stretch of days."""
    month, first, last = match.number("month"), match.number("day"), match.number("day2")
    last_month = match.number("month2") or month
    if month is None or first is None or last is None or last_month is None:
        return None
    year = year_named(match, scene)
    reason = f'"{match.text}"' if year else from_day(scene, match.text)
    year = year or near_year(scene, month, first)
    if year is None:
        return undated(f"XXXX-{month:02d}-{first:02d}", Granularity.DAY, NO_DATE)
    start, end = _safe_day(year, month, first), _safe_day(year + (last_month < month), last_month, last)
    return None if start is None or end is None or start > end else dated(stretch(day_of(start), day_of(end)), reason)


def weekday(match: Match, scene: Scene) -> Sense | None:
    """Read a weekday: the latest one, the next one where the verb looks ahead, or as last, this, next and following say."""
    wanted, shift, order = match.number("weekday"), match.number("shift"), match.number("order")
    if wanted is None:
        return None
    if scene.published is None and scene.anchor is None:
        return undated(f"XXXX-WXX-{wanted}", Granularity.DAY, NO_DATE)
    if match.number("coming") and scene.published is not None:
        found = _weekday_from(scene.published, wanted, 1)
        return _with_daypart(dated(day_of(found), from_day(scene, match.text)), match, scene)
    if order is not None and scene.day is not None:
        found = _weekday_from(scene.day.start, wanted, order)
        return _with_daypart(dated(day_of(found), from_anchor(scene.day, match.text)), match, scene)
    if scene.published is None:
        return undated(f"XXXX-WXX-{wanted}", Granularity.DAY, NO_DATE)
    week_shift = match.number("wshift")
    if week_shift is not None:
        found = week_of(scene.published).start + _WEEK * week_shift + dt.timedelta(days=wanted - 1)
    else:
        found = _weekday_near(scene.published, wanted, shift if shift is not None else order, scene.outlook)
    return _with_daypart(dated(day_of(found), from_day(scene, match.text)), match, scene)


def _weekday_from(anchor: dt.date, wanted: int, order: int) -> dt.date:
    if order == 0:
        return week_of(anchor).start + dt.timedelta(days=wanted - 1)
    step = dt.timedelta(days=order)
    found = anchor + step
    while found.isoweekday() != wanted:
        found += step
    return found


def _weekday_near(base: dt.date, wanted: int, shift: int | None, outlook: Outlook) -> dt.date:
    this_week = week_of(base).start + dt.timedelta(days=wanted - 1)
    if shift == 0:
        return this_week
    if shift is not None and shift > 0:
        return this_week + _WEEK
    back = dt.timedelta(days=(base.isoweekday() - wanted) % 7)
    if shift is not None:
        return base - (back or _WEEK)
    if outlook == Outlook.FUTURE and back:
        return base - back + _WEEK
    return base - back


def deictic(match: Match, scene: Scene) -> Sense | None:
    """Read "yesterday", "tonight", "last night": steps in days from publication, and a part of the day."""
    code = match.word("deictic") or match.word("deictic_part")
    if code is None:
        return None
    steps, _, part = code.partition(" ")
    if scene.published is None:
        return undated(None, Granularity.DAY, NO_DATE)
    sense = dated(day_of(moved(scene.published, int(steps), Granularity.DAY)), from_day(scene, match.text))
    if part:
        return replace(sense, kind=TimeKind.TIME, value=f"{sense.value}T{part}", granularity=Granularity.DAYPART)
    return _with_daypart(sense, match, scene)


def _with_daypart(sense: Sense, match: Match, scene: Scene) -> Sense:
    sense = with_part(sense, match, scene)
    part = match.word("daypart")
    if part is None:
        return sense
    return replace(sense, kind=TimeKind.TIME, value=f"{sense.value}T{part}", granularity=Granularity.DAYPART)
