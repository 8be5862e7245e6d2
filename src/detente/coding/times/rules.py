"""The rules that the grammar's patterns name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from detente.coding.times import days, holidays, hours, lengths, relative, spans
from detente.coding.times.matches import Match
from detente.coding.times.scene import Scene, Sense

Rule = Callable[[Match, Scene], Sense | None]

RULES: Mapping[str, Rule] = {
    "date": days.date,
    "day of month": days.day_of_month,
    "numeric": days.numeric,
    "dotted": days.dotted,
    "days": days.days,
    "weekday": days.weekday,
    "deictic": days.deictic,
    "daypart": hours.daypart,
    "holiday": holidays.holiday,
    "clock": hours.clock,
    "month": spans.month,
    "year": spans.year,
    "years": spans.years,
    "decade": spans.decade,
    "century": spans.century,
    "season": spans.season,
    "quarter": spans.quarter,
    "half": spans.half,
    "year end": spans.year_end,
    "nth of month": spans.nth_of_month,
    "same period": spans.same_period,
    "shifted": relative.shifted,
    "the next": relative.the_next,
    "quarter ended": spans.quarter_ended,
    "latest period": spans.latest_period,
    "anchored": relative.anchored,
    "the unit": relative.the_unit,
    "ago": relative.ago,
    "from now": relative.from_now,
    "later": relative.later,
    "earlier": relative.earlier,
    "year before": relative.year_before,
    "week of": relative.week_of_date,
    "weekend": relative.weekend,
    "trailing": relative.trailing,
    "leading": relative.leading,
    "duration": lengths.duration,
    "indefinite": lengths.duration,
    "recent": lengths.recent,
    "coming": lengths.coming,
    "often": lengths.often,
    "set": lengths.repeated,
    "reference": lengths.reference,
}

# Rules whose quarter is the one that the text goes on to speak of as "the quarter".
QUARTER_NAMERS = frozenset({"quarter", "quarter ended", "shifted", "latest period"})
