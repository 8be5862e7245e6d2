"""Rules for days: full dates, numeric dates, weekdays, "yesterday", holidays, times of day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.coding.times.periods import Period, day_of, month_of, moved, stretch, week_of
from detente.coding.times.scene import NO_ANCHOR, NO_DATE, Scene, Sense, dated, from_anchor, from_day, undated, with_part, year_named
from detente.coding.times.tense import Outlook
from detente.records import Granularity, TimeKind

if TYPE_CHECKING:
    from detente.coding.times.matches import Match

_WEEK = dt.timedelta(days=7)
_MONTHS = 12
_SOON = 45  # days
_SAME_PASSAGE = 120  # characters: a time of day belongs to a day named no farther off


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
        return after if day is not None and 0 < ahead <= _SOON else before
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


def daypart(match: Match, scene: Scene) -> Sense | None:
    """Read "in the morning": a part of the day named last, else of the day of publication."""
    codes = scene.table.classes["daypart"]
    part = next((codes[word] for word in match.text.lower().replace("-", " ").split() if word in codes), None)
    day, reason = _passage_day(match, scene)
    if day is None or part is None:
        return undated(None, Granularity.DAYPART, NO_DATE)
    return Sense(TimeKind.TIME, f"{day.start}T{part}", day, Granularity.DAYPART, match.word("part"), reason)


def _passage_day(match: Match, scene: Scene) -> tuple[Period | None, str]:
    if scene.day is not None and match.start - scene.day_at < _SAME_PASSAGE:
        return scene.day, from_anchor(scene.day, match.text)
    return (day_of(scene.published), from_day(scene, match.text)) if scene.published else (None, NO_DATE)


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
        is_near = scene.outlook == Outlook.NONE and 0 < (day - scene.published).days <= _SOON
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


def clock(match: Match, scene: Scene) -> Sense | None:
    """Read a time of day; its day is the latest day named before, else that of publication."""
    hour, minute = _clock_hour(match)
    if hour is None:
        return None
    day, reason = _passage_day(match, scene)
    value = f"T{hour:02d}:{minute:02d}{match.word('zone') or ''}".upper()
    size = Granularity.MINUTE if minute or match.word("minute") else Granularity.HOUR
    if day is None:
        return Sense(TimeKind.TIME, value, None, size, match.word("bound"), NO_ANCHOR)
    return Sense(TimeKind.TIME, f"{day.start}{value}", Period(day.start, day.start, size, ""), size, match.word("bound"), reason)


def _clock_hour(match: Match) -> tuple[int | None, int]:
    military, word = match.word("military"), match.word("clock_word")
    if military is not None:
        return int(military.zfill(4)[:2]), int(military.zfill(4)[2:])
    if word is not None:
        return int(word[:2]), int(word[3:])
    hour, half = match.number("hour"), match.word("half_day")
    if hour is None or (half is not None and not 1 <= hour <= _MONTHS):
        return None, 0
    if half is not None:
        hour = hour % _MONTHS + (_MONTHS if half == "pm" else 0)
    return hour, match.number("minute") or 0
