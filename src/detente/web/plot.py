"""Cooperation and conflict over time as the geometry of an inline SVG: bars up and down from zero, one per day, month or year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH, HEIGHT = 960, 220
LEFT, RIGHT, TOP, BOTTOM = 40, 8, 12, 26
MOST_LABELS = 10
WIDEST = 36.0
DAYS, YEARS = 92, 12
FORMS = {"day": "%d %b %Y", "month": "%b %Y", "year": "%Y"}
SHORT = {"day": "%d %b", "month": "%Y-%m", "year": "%Y"}


@dataclass(frozen=True, slots=True)
class Bin:
    """The sums of one day, month or year: ``counted`` happenings from ``reports`` reports."""

    first: dt.date
    cooperation: float
    conflict: float
    counted: int
    reports: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bin as drawn: ``x`` and ``step`` of its column, the boxes as (y, height), what a pointer reads, and its days."""

    x: float
    step: float
    left: float
    wide: float
    up: tuple[float, float]
    down: tuple[float, float]
    told: str
    tick: str
    first: dt.date
    last: dt.date
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """All that the template draws. ``lines`` are the heights of the axis with their labels."""

    unit: str
    bars: tuple[Bar, ...]
    lines: tuple[tuple[float, str], ...]
    zero: float
    width: int = WIDTH
    height: int = HEIGHT


def unit_of(first: dt.date, last: dt.date) -> str:
    """Return what one bar stands for in a span of days."""
    if (last - first).days <= DAYS:
        return "day"
    return "month" if last.year - first.year <= YEARS else "year"


def starts(first: dt.date, last: dt.date, unit: str) -> Iterator[dt.date]:
    """Yield the first day of each day, month or year of a span."""
    day = first_of(first, unit)
    while day <= last:
        yield day
        day = after(day, unit)


def first_of(day: dt.date, unit: str) -> dt.date:
    """Return the first day of the day's month or year, or the day."""
    return {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}[unit]


def after(day: dt.date, unit: str) -> dt.date:
    """Return the first day of the next day, month or year."""
    return day + dt.timedelta(days=1) if unit == "day" else first_of(day + dt.timedelta(days=31 if unit == "month" else 366), unit)


def draw(bins: Sequence[Bin], unit: str, since: dt.date | None, until: dt.date | None) -> Plot | None:
    """Return the plot of bins in the order of time, those of the period marked as chosen; None where there is nothing."""
    if not bins:
        return None
    known = {each.first: each for each in bins}
    columns = list(starts(bins[0].first, bins[-1].first, unit))
    top, low = max(1.0, *(each.cooperation for each in bins)), min(-1.0, *(each.conflict for each in bins))
    step = (WIDTH - LEFT - RIGHT) / len(columns)
    every = -(-len(columns) // MOST_LABELS)
    bars = []
    for place, first in enumerate(columns):
        last = after(first, unit) - dt.timedelta(days=1)
        chosen = (since is None or last >= since) and (until is None or first <= until)
        tick = f"{first:{SHORT[unit]}}" if place % every == 0 else ""
        drawn = _bar(known.get(first) or Bin(first, 0.0, 0.0, 0, 0), place * step + LEFT, step, (top, low), unit)
        bars.append(replace(drawn, tick=tick, last=last, is_chosen=chosen))
    lines = tuple((_y(value, top, low), f"{value:+.0f}" if value else "0") for value in (top, 0.0, low))
    return Plot(unit, tuple(bars), lines, _y(0.0, top, low))


def _y(value: float, top: float, low: float) -> float:
    return round(TOP + (top - value) / (top - low) * (HEIGHT - TOP - BOTTOM), 1)


def _bar(each: Bin, x: float, step: float, ends: tuple[float, float], unit: str) -> Bar:
    zero, up, down = _y(0.0, *ends), _y(each.cooperation, *ends), _y(each.conflict, *ends)
    wide = min(step * 0.72, WIDEST)
    told = f"{each.first:{FORMS[unit]}}: cooperation {each.cooperation:+.1f}, conflict {each.conflict:+.1f}, {each.counted} counted"
    left = round(x + (step - wide) / 2, 1)
    boxes = (up, round(zero - up, 1)), (zero, round(down - zero, 1))
    return Bar(round(x, 2), round(step, 2), left, round(wide, 1), *boxes, told, "", each.first, each.first, is_chosen=True)
