"""Rules for durations, sets and references: they name no place on the calendar, and say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.coding.times.scene import Scene, Sense
from detente.records import Granularity, TimeKind

if TYPE_CHECKING:
    from detente.coding.times.matches import Match


UNITS = {
    "TS": Granularity.SECOND,
    "TM": Granularity.MINUTE,
    "TH": Granularity.HOUR,
    "D": Granularity.DAY,
    "WE": Granularity.WEEKEND,
    "W": Granularity.WEEK,
    "M": Granularity.MONTH,
    "Q": Granularity.QUARTER,
    "H": Granularity.HALF,
    "Y": Granularity.YEAR,
    "DE": Granularity.DECADE,
    "CE": Granularity.CENTURY,
}

_TEN = 10
# How a half of each unit is written: two years and a half are P2Y6M.
_HALVES = {"Y": "6M", "TH": "30M", "TM": "30S"}


def length_value(number: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a length: X for a number left open, a fortnight as two weeks, a decade as ten years."""
    if unit == "F":
        number, unit = None if number is None else 2 * number, "W"
    elif unit == "DE" and number is not None:
        number, unit = _TEN * number, "Y"
    elif unit == "CE" and number is not None:
        number, unit = _TEN * _TEN * number, "Y"
    mark, letter = ("PT", unit[1:]) if unit.startswith("T") else ("P", unit)
    if number is not None and number % 1 == 0.5 and unit in _HALVES:  # noqa: PLR2004 - one half
        whole = f"{int(number)}{letter}" if number > 1 else ""
        return f"{mark}{whole}{_HALVES[unit]}"
    return f"{mark}{'X' if number is None else f'{number:g}'}{letter}"


def _number(match: Match) -> float | None:
    number = match.words.get("num", 1 if match.pattern == "year ended" else None)
    if isinstance(number, (int, float)):
        return float(number)
    return float(number) if isinstance(number, str) and number.replace(".", "").isdigit() else None


def duration(match: Match, scene: Scene) -> Sense | None:  # noqa: ARG001 - all rules are called alike
    """Read "more than 10 months", "two-day"."""
    unit = match.word("unit") or ""
    number = _number(match)
    if number is not None and match.number("half"):
        number += 0.5
    return Sense(
        TimeKind.DURATION, length_value(number, unit), None, UNITS.get(unit, Granularity.NONE), match.word("bound"), f'"{match.text}"'
    )


def reference_to_units(value: str) -> Sense:
    """Return the sense of "recent years" and its like."""
    return Sense(TimeKind.REFERENCE, value, None, Granularity.NONE, None, value)


def recent(match: Match, scene: Scene) -> Sense | None:  # noqa: ARG001 - all rules are called alike
    """Read "recent years"."""
    return reference_to_units("PAST_REF")


def coming(match: Match, scene: Scene) -> Sense | None:  # noqa: ARG001 - all rules are called alike
    """Read "coming weeks"."""
    return reference_to_units("FUTURE_REF")


def often(match: Match, scene: Scene) -> Sense | None:  # noqa: ARG001 - all rules are called alike
    """Read "annually"."""
    return Sense(TimeKind.SET, match.word("often"), None, Granularity.NONE, None, f'"{match.text}"')


def repeated(match: Match, scene: Scene) -> Sense | None:  # noqa: ARG001 - all rules are called alike
    """Read "every Tuesday", "each year", "a month" in a rate."""
    day, month, season, unit = match.number("weekday"), match.number("month"), match.word("season"), match.word("unit")
    part = match.word("daypart")
    if day is not None:
        value = f"XXXX-WXX-{day}" + (f"T{part}" if part else "")
    elif month is not None:
        value = f"XXXX-{month:02d}"
    elif season is not None:
        value = f"XXXX-{season}"
    elif unit is not None:
        count = match.words.get("count", match.words.get("words", 1))
        value = length_value(float(count) if isinstance(count, (int, float)) else 1, unit)
    else:
        value = f"XXXX-XX-XXT{part}"
    return Sense(TimeKind.SET, value, None, Granularity.NONE, match.word("each"), f'"{match.text}"')


def reference(match: Match, scene: Scene) -> Sense | None:  # noqa: ARG001 - all rules are called alike
    """Read "now", "recently", "the future"."""
    names = ("present_reference", "past_reference", "future_reference", "reference_adjective")
    value = next((match.word(name) for name in names if match.word(name)), None)
    return Sense(TimeKind.REFERENCE, value, None, Granularity.NONE, None, f'"{match.text}"')
