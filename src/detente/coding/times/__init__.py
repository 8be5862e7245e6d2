"""Doc -> time expressions, each with its interval and the reason for it.

The grammar is ``lexicon/en/times.toml``; values are TIMEX3 (TimeML annotation guidelines 1.2.1). An expression whose interval
neither the words, nor the day of publication, nor a time named before gives is kept without one, and says why.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.coding.times.iso import iso_value
from detente.coding.times.joins import join
from detente.coding.times.matches import Match, find_matches
from detente.coding.times.rules import QUARTER_NAMERS, RULES
from detente.coding.times.scene import Scene, Sense
from detente.coding.times.tense import Outlook, outlook_at
from detente.lexicon.times import TimeTable, load_times
from detente.records import Granularity, Span, Time, TimeKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.lexicon import Lexicon

__all__ = ["find_times", "iso_value"]

_HEAD = 400  # characters from the start in which a dateline may stand


def find_times(doc: Doc, published: dt.date | None, lexicon: Lexicon, *, join_stretches: bool = True) -> tuple[Time, ...]:
    """Return the time expressions of a text in its order.

    ``published`` is the day from which "last week" is reckoned; where it is None, a full date in the dateline takes its
    place, and without one such expressions get no interval. ``join_stretches`` makes one expression of "from August to December";
    TIMEX3 wants two.
    """
    table = lexicon.get(load_times)
    text = doc.text  # built anew at every look
    matches = find_matches(doc, text, table)
    origin = "publication"
    if published is None:
        published, origin = _dateline(text, matches, table), "dateline"
    scene = Scene(published, origin, None, None, 0, None, Outlook.NONE, table)
    found: list[tuple[Match, Sense]] = []
    for match in matches:
        scene = replace(scene, outlook=outlook_at(doc, text, match, table))
        sense = _sense(match, scene)
        if sense is not None:
            found.append((match, sense))
            scene = _remembered(scene, match, sense)
    return tuple(_time(match, sense) for match, sense in join(text, found, table, join_stretches))


def _sense(match: Match, scene: Scene) -> Sense | None:
    try:
        return RULES[match.rule](match, scene)
    except (ValueError, OverflowError):  # beyond the calendar of datetime: "3000 years ago"
        return Sense(TimeKind.REFERENCE, None, None, Granularity.NONE, None, "beyond the calendar")


def _remembered(scene: Scene, match: Match, sense: Sense) -> Scene:
    if sense.period is None or sense.kind not in (TimeKind.DATE, TimeKind.TIME) or sense.granularity == Granularity.CENTURY:
        return scene
    if sense.period.start == sense.period.end:
        scene = replace(scene, day=sense.period, day_at=match.end)
    if sense.period.granularity == Granularity.QUARTER and match.rule in QUARTER_NAMERS:
        scene = replace(scene, quarter=sense.period)
    return replace(scene, anchor=sense.period)


def _dateline(text: str, matches: tuple[Match, ...], table: TimeTable) -> dt.date | None:
    bare = Scene(None, "text", None, None, 0, None, Outlook.NONE, table)
    for match in matches:
        if match.start > _HEAD:
            return None
        sense = _sense(match, bare)
        if sense is None or sense.period is None or sense.granularity != Granularity.DAY or sense.period.start != sense.period.end:
            continue
        is_marked = table.joins["dateline_before"].search(text[: match.start]) or table.joins["dateline_after"].search(text[match.end :])
        if is_marked:
            return sense.period.start
    return None


def _time(match: Match, sense: Sense) -> Time:
    period = sense.period
    return Time(
        span=Span(match.start, match.end, match.text),
        kind=sense.kind,
        value=sense.value,
        start=period.start if period else None,
        end=period.end if period else None,
        granularity=sense.granularity,
        modifier=sense.modifier,
        reason=sense.reason,
        rule=match.pattern,
    )
