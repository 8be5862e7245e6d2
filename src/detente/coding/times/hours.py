"""Rules for times of day: "in the morning", "6 a.m.", "0735 GMT"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.coding.times.periods import Period, day_of
from detente.coding.times.scene import NO_ANCHOR, NO_DATE, Scene, Sense, from_anchor, from_day, undated
from detente.records import Granularity, TimeKind

if TYPE_CHECKING:
    from detente.coding.times.matches import Match

_HALF_DAY = 12  # hours
_SAME_PASSAGE = 120  # characters: a time of day belongs to a day named no farther off


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
    if hour is None or (half is not None and not 1 <= hour <= _HALF_DAY):
        return None, 0
    if half is not None:
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "pm" else 0)
    return hour, match.number("minute") or 0
