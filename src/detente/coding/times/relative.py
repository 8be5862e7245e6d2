"""Rules that step from the day of publication or from a time named before: "last week", "two days ago", "a year earlier"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.coding.times.lengths import UNITS, length_value
from detente.coding.times.periods import Period, day_of, month_of, moved, period_at, stepped, stretch
from detente.coding.times.scene import NO_ANCHOR, NO_DATE, Scene, Sense, dated, from_anchor, from_day, undated, with_part, year_named
from detente.coding.times.tense import Outlook
from detente.records import Granularity, TimeKind

if TYPE_CHECKING:
    from detente.coding.times.matches import Match

_BELOW_DAY = (Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR)
# What "some weeks later" is reckoned with, in steps of the unit: a few is three or four.
_FEW = 4
_SIZE_OF_VAGUE = {Granularity.DAY: Granularity.WEEK, Granularity.WEEK: Granularity.MONTH, Granularity.MONTH: Granularity.YEAR}


def unit_of(match: Match) -> Granularity:
    """Return the size of the unit that the expression names; none where it names none."""
    return UNITS.get(match.word("unit") or "", Granularity.NONE)


def shifted(match: Match, scene: Scene) -> Sense | None:
    """Read "last month", "this week", "earlier in the year": steps from the day of publication."""
    unit, steps = unit_of(match), match.number("shift") or 0
    if scene.published is None:
        return undated(None, unit, NO_DATE)
    period = stepped(period_at(scene.published, unit), steps, unit)
    return with_part(dated(period, from_day(scene, match.text)), match, scene)


def the_next(match: Match, scene: Scene) -> Sense | None:
    """Read "the next year": in a story told in the past the one after the time named last, else that after publication."""
    if scene.outlook == Outlook.PAST and scene.anchor is not None:
        return anchored(match, scene)
    unit = unit_of(match)
    if scene.published is None:
        return undated(None, unit, NO_DATE)
    return with_part(dated(stepped(period_at(scene.published, unit), 1, unit), from_day(scene, match.text)), match, scene)


def anchored(match: Match, scene: Scene) -> Sense | None:
    """Read "the previous month", "that day": steps from the time named last; refused where there is none."""
    unit, steps = unit_of(match), match.number("order") or 0
    anchor = scene.day if unit == Granularity.DAY else scene.anchor
    if anchor is None:
        return undated(None, unit, NO_ANCHOR)
    base = anchor.end if steps > 0 else anchor.start
    period = stepped(period_at(base, unit), steps, unit)
    return with_part(dated(period, from_anchor(anchor, match.text)), match, scene)


def the_unit(match: Match, scene: Scene) -> Sense | None:
    """Read "in the quarter", "for the year": the one named last, else the one the article speaks from."""
    unit = unit_of(match)
    if unit == Granularity.QUARTER and scene.quarter is not None:
        return dated(scene.quarter, from_anchor(scene.quarter, match.text))
    near = scene.day if unit == Granularity.DAY else scene.anchor
    if near is not None and unit in (Granularity.DAY, Granularity.MONTH):
        return dated(period_at(near.start, unit), from_anchor(near, match.text))
    if scene.published is None:
        return undated(None, unit, NO_DATE)
    steps = -1 if unit == Granularity.QUARTER else 0
    return dated(stepped(period_at(scene.published, unit), steps, unit), from_day(scene, match.text))


def _steps(match: Match) -> tuple[float | None, bool]:
    """Return the number of steps (None where the words are vague) and whether it is vague."""
    number = match.words.get("num", 1)
    if isinstance(number, (int, float)):
        return float(number), False
    if isinstance(number, str) and number.replace(".", "").isdigit():
        return float(number), True
    return None, True


def ago(match: Match, scene: Scene) -> Sense | None:
    """Read "two days ago"."""
    return _from_publication(match, scene, -1)


def from_now(match: Match, scene: Scene) -> Sense | None:
    """Read "in two weeks' time"."""
    return _from_publication(match, scene, 1)


def _from_publication(match: Match, scene: Scene, sign: int) -> Sense | None:
    unit, (number, _) = unit_of(match), _steps(match)
    modifier = match.word("bound")
    if scene.published is None:
        return undated(None, unit, NO_DATE, modifier)
    if number is None:
        return undated("PAST_REF" if sign < 0 else "FUTURE_REF", unit, f'"{match.text}"', modifier)
    if unit == Granularity.YEAR and number == 1 and scene.quarter is not None and sign < 0 and modifier is None:
        return dated(stepped(scene.quarter, -1, Granularity.YEAR), from_anchor(scene.quarter, match.text))
    return replace(_stepped_from(day_of(scene.published), sign * number, unit, from_day(scene, match.text)), modifier=modifier)


def _stepped_from(base: Period, steps: float, unit: Granularity, reason: str) -> Sense:
    start = base.end if steps > 0 else base.start
    if unit in _BELOW_DAY:
        return replace(dated(day_of(start), reason), kind=TimeKind.TIME, granularity=unit)
    if unit in (Granularity.DECADE, Granularity.CENTURY):
        return dated(period_at(moved(start, int(steps), unit), Granularity.YEAR), reason)
    if steps != int(steps):
        finer = {
            Granularity.YEAR: (12, Granularity.MONTH),
            Granularity.WEEK: (7, Granularity.DAY),
            Granularity.MONTH: (30, Granularity.DAY),
        }
        factor, unit = finer.get(unit, (1, unit))
        steps *= factor
    return dated(period_at(moved(start, int(steps), unit), unit), reason)


def later(match: Match, scene: Scene) -> Sense | None:
    """Read "three days later": steps from the time named last; refused where there is none."""
    return _from_anchor(match, scene, 1)


def earlier(match: Match, scene: Scene) -> Sense | None:
    """Read "a year earlier": steps back from the time named last; refused where there is none."""
    return _from_anchor(match, scene, -1)


def _from_anchor(match: Match, scene: Scene, sign: int) -> Sense | None:
    unit, (number, is_vague) = unit_of(match), _steps(match)
    modifier = match.word("bound") or ("APPROX" if is_vague else None)
    anchor = scene.day if unit == Granularity.DAY and scene.day is not None else scene.anchor
    if unit == Granularity.YEAR and sign < 0 and scene.quarter is not None:
        anchor = scene.quarter
    if anchor is None:
        return undated(None, unit, NO_ANCHOR, modifier)
    reason = from_anchor(anchor, match.text)
    if is_vague:
        return _vaguely_from(anchor, sign * int(number or _FEW), unit, reason)
    assert number is not None  # noqa: S101 - not vague
    if unit == Granularity.YEAR and number == int(number) and anchor.granularity != Granularity.DAY:
        return replace(dated(stepped(anchor, int(sign * number), unit), reason), modifier=modifier)
    return replace(_stepped_from(anchor, sign * number, unit, reason), modifier=modifier)


def _vaguely_from(anchor: Period, steps: int, unit: Granularity, reason: str) -> Sense:
    middle = anchor.start + (anchor.end - anchor.start) // 2
    size = _SIZE_OF_VAGUE.get(unit, unit)
    if unit in _BELOW_DAY:
        return replace(dated(day_of(anchor.end), reason), modifier="APPROX")
    return replace(dated(period_at(moved(middle, steps, unit), size), reason), modifier="APPROX")


def year_before(match: Match, scene: Scene) -> Sense | None:
    """Read "the year-ago quarter": the quarter or stretch named last, a year back."""
    number = match.number("ordinal")
    if number is not None and number > 0 and scene.published is not None:
        base = period_at(scene.published, Granularity.YEAR)
        found = period_at(month_of(base.start.year - 1, 3 * number).start, Granularity.QUARTER)
        return dated(found, from_day(scene, match.text))
    anchor = scene.quarter or scene.anchor
    if anchor is None:
        return undated(None, Granularity.NONE, NO_ANCHOR)
    return dated(stepped(anchor, -1, Granularity.YEAR), from_anchor(anchor, match.text))


def week_of_date(match: Match, scene: Scene) -> Sense | None:
    """Read "the week of Oct. 3"."""
    from detente.coding.times.days import date

    sense = date(match, scene)
    if sense is None or sense.period is None:
        return sense
    return dated(period_at(sense.period.start, Granularity.WEEK), sense.reason)


def weekend(match: Match, scene: Scene) -> Sense | None:
    """Read "over the weekend": the latest one that has begun, or the coming one."""
    if scene.published is None:
        return undated(None, Granularity.WEEKEND, NO_DATE)
    this = period_at(scene.published, Granularity.WEEKEND)
    steps = match.number("shift")
    if steps is None:
        steps = 0 if this.start <= scene.published or scene.outlook == Outlook.FUTURE else -1
    return dated(stepped(this, steps, Granularity.WEEK), from_day(scene, match.text))


def trailing(match: Match, scene: Scene) -> Sense | None:
    """Read "the past two months": a length that ends, or begins, on the day of publication."""
    unit, (number, is_vague), shift = unit_of(match), _steps(match), match.number("shift") or 0
    value = length_value(number, match.word("unit") or "")
    modifier = match.word("bound") or ("APPROX" if is_vague else None)
    if number is None or scene.published is None or shift == 0 or unit in _BELOW_DAY:
        return Sense(TimeKind.DURATION, value, None, unit, modifier, NO_DATE if scene.published is None else f'"{match.text}"')
    far = moved(scene.published, int(shift * number), unit)
    days = (far, scene.published) if shift < 0 else (scene.published, far)
    return Sense(TimeKind.DURATION, value, Period(*days, unit, value), unit, modifier, from_day(scene, match.text))


def leading(match: Match, scene: Scene) -> Sense | None:
    """Read "the first nine months of 2022"; without a year the length, laid into the year the article speaks from."""
    unit, (number, _), named = unit_of(match), _steps(match), year_named(match, scene)
    value = length_value(number, match.word("unit") or "")
    month = match.number("month")
    has_place = named is not None or month is not None
    if number is None:
        return Sense(TimeKind.DURATION, value, None, unit, None, f'"{match.text}"')
    whole = _whole(named, month, scene)
    if whole is None:
        return Sense(TimeKind.DURATION, value, None, unit, None, NO_DATE)
    period = _within(whole, int(number), unit, match.word("first_last") or "")
    if has_place:
        return dated(period, f'"{match.text}"' if named is not None else from_day(scene, match.text))
    return Sense(TimeKind.DURATION, value, period, unit, None, from_day(scene, match.text))


def _whole(named: int | None, month: int | None, scene: Scene) -> Period | None:
    year = named if named is not None else scene.published.year if scene.published else None
    if year is None:
        return None
    return (
        month_of(year, month) if month is not None else Period(dt.date(year, 1, 1), dt.date(year, 12, 31), Granularity.YEAR, f"{year:04d}")
    )


def _within(whole: Period, number: int, unit: Granularity, side: str) -> Period:
    one_day = dt.timedelta(days=1)
    if side == "first":
        first, last = whole.start, moved(whole.start, number, unit) - one_day
    else:
        first, last = moved(whole.end + one_day, -number, unit), whole.end
    if unit == Granularity.QUARTER and number == 2:  # noqa: PLR2004 - two quarters are half a year
        return period_at(first, Granularity.HALF)
    return stretch(period_at(first, unit), period_at(last, unit))
