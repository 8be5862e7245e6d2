"""Calendar periods: a day, week, month, quarter, season ... as an interval with its TIMEX3 value, and how to step from one to another."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from detente.records import Granularity

_ONE_DAY = dt.timedelta(days=1)
_WEEK_DAYS = 7
_YEAR_MONTHS = 12
# First month of each season on the northern half of the globe, by TIMEX3 code.
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar, both ends inclusive, and its TIMEX3 value."""

    start: dt.date
    end: dt.date
    granularity: Granularity
    value: str

    def holds(self, day: dt.date) -> bool:
        """Return whether the day lies in the period."""
        return self.start <= day <= self.end


def day_of(day: dt.date) -> Period:
    """Return one day."""
    return Period(day, day, Granularity.DAY, day.isoformat())


def week_of(day: dt.date) -> Period:
    """Return the ISO week (Monday to Sunday) that holds the day."""
    year, week, weekday = day.isocalendar()
    monday = day - dt.timedelta(days=weekday - 1)
    return Period(monday, monday + dt.timedelta(days=6), Granularity.WEEK, f"{year:04d}-W{week:02d}")


def weekend_of(day: dt.date) -> Period:
    """Return Saturday and Sunday of the ISO week that holds the day."""
    week = week_of(day)
    return Period(week.end - _ONE_DAY, week.end, Granularity.WEEKEND, f"{week.value}-WE")


def month_of(year: int, month: int) -> Period:
    """Return a month of a year; months beyond 1..12 count into the neighbouring years."""
    year, month = year + (month - 1) // _YEAR_MONTHS, (month - 1) % _YEAR_MONTHS + 1
    last = calendar.monthrange(year, month)[1]
    return Period(dt.date(year, month, 1), dt.date(year, month, last), Granularity.MONTH, f"{year:04d}-{month:02d}")


def quarter_of(year: int, quarter: int) -> Period:
    """Return a quarter of the calendar year; quarters beyond 1..4 count into the neighbouring years."""
    year, quarter = year + (quarter - 1) // 4, (quarter - 1) % 4 + 1
    start, end = month_of(year, 3 * quarter - 2).start, month_of(year, 3 * quarter).end
    return Period(start, end, Granularity.QUARTER, f"{year:04d}-Q{quarter}")


def half_of(year: int, half: int) -> Period:
    """Return the first or second half of a year."""
    start, end = month_of(year, 6 * half - 5).start, month_of(year, 6 * half).end
    return Period(start, end, Granularity.HALF, f"{year:04d}-H{half}")


def season_of(year: int, season: str) -> Period:
    """Return a season by its TIMEX3 code; a winter begins in December of its year."""
    first = _SEASON_MONTHS[season]
    return Period(month_of(year, first).start, month_of(year, first + 2).end, Granularity.SEASON, f"{year:04d}-{season}")


def year_of(year: int) -> Period:
    """Return a calendar year."""
    return Period(dt.date(year, 1, 1), dt.date(year, 12, 31), Granularity.YEAR, f"{year:04d}")


def decade_of(year: int) -> Period:
    """Return the ten years that begin with a multiple of ten."""
    first = year - year % 10
    return Period(dt.date(first, 1, 1), dt.date(first + 9, 12, 31), Granularity.DECADE, f"{first // 10:03d}")


def century_of(year: int) -> Period:
    """Return the hundred years that begin with a multiple of a hundred."""
    first = max(year - year % 100, 1)
    return Period(dt.date(first, 1, 1), dt.date(year - year % 100 + 99, 12, 31), Granularity.CENTURY, f"{year // 100:02d}")


def stretch(start: Period, end: Period) -> Period:
    """Return what lies between two periods, both included; the value is ``a/b`` unless both are the same."""
    value = start.value if start.value == end.value else f"{start.value}/{end.value}"
    coarser = start.granularity if start.granularity == end.granularity else max((start, end), key=_length).granularity
    return Period(min(start.start, end.start), max(start.end, end.end), coarser, value)


def _length(period: Period) -> dt.timedelta:
    return period.end - period.start


def period_at(day: dt.date, granularity: Granularity) -> Period:
    """Return the period of that size that holds the day."""
    makers: dict[Granularity, Callable[[dt.date], Period]] = {
        Granularity.WEEK: week_of,
        Granularity.WEEKEND: weekend_of,
        Granularity.MONTH: lambda at: month_of(at.year, at.month),
        Granularity.QUARTER: lambda at: quarter_of(at.year, (at.month + 2) // 3),
        Granularity.HALF: lambda at: half_of(at.year, 1 if at.month <= 6 else 2),  # noqa: PLR2004
        Granularity.SEASON: season_at,
        Granularity.YEAR: lambda at: year_of(at.year),
        Granularity.DECADE: lambda at: decade_of(at.year),
        Granularity.CENTURY: lambda at: century_of(at.year),
    }
    return makers.get(granularity, day_of)(day)


def season_at(day: dt.date) -> Period:
    """Return the season that holds the day; January and February belong to the winter of the year before."""
    for season, first in _SEASON_MONTHS.items():
        if first <= day.month < first + 3:
            return season_of(day.year, season)
    return season_of(day.year - 1, "WI")


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the day some months on, the last of the month where that day does not exist."""
    month = month_of(day.year, day.month + months)
    return month.start + dt.timedelta(days=min(day.day, month.end.day) - 1)


# How many months or days one step of each size is.
_MONTHS = {
    Granularity.MONTH: 1,
    Granularity.QUARTER: 3,
    Granularity.HALF: 6,
    Granularity.YEAR: 12,
    Granularity.SEASON: 12,
    Granularity.DECADE: 120,
    Granularity.CENTURY: 1200,
}
_DAYS = {Granularity.DAY: 1, Granularity.WEEK: _WEEK_DAYS, Granularity.WEEKEND: _WEEK_DAYS}


def moved(day: dt.date, steps: int, granularity: Granularity) -> dt.date:
    """Return the day some steps of that size on; sizes below a day stay on the day. Raises ValueError off the calendar."""
    if granularity in _MONTHS:
        return add_months(day, steps * _MONTHS[granularity])
    return day + dt.timedelta(days=steps * _DAYS.get(granularity, 0))


def stepped(period: Period, steps: int, granularity: Granularity) -> Period:
    """Return the period of the same kind, some steps of ``granularity`` on. Raises ValueError off the calendar."""
    if period.granularity == Granularity.SEASON:
        return season_of(period.start.year + steps * (1 if granularity == Granularity.YEAR else 0), period.value[-2:])
    if "/" not in period.value and period == period_at(period.start, period.granularity):
        return period_at(moved(period.start, steps, granularity), period.granularity)
    start, end = moved(period.start, steps, granularity), _moved_end(period.end, steps, granularity)
    return Period(start, end, period.granularity, period_at(start + (end - start) // 2, period.granularity).value)


def _moved_end(day: dt.date, steps: int, granularity: Granularity) -> dt.date:
    is_last = (day + _ONE_DAY).day == 1
    return moved(day + _ONE_DAY, steps, granularity) - _ONE_DAY if is_last else moved(day, steps, granularity)
