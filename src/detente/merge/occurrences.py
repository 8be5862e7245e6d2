"""What merging reads of a report: its family, parties, interval, place and words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.records import Mention, Place, Prominence, Report, Status

if TYPE_CHECKING:
    from detente.lexicon.merging import MergeRules
    from detente.merge.distance import Point

WORD = re.compile(r"[^\W\d_]{4,}")
STEM = 6  # characters of a word that are compared: enough to tell words apart, few enough to bring "attacked" and "attackers" together
UNKNOWN = "---"
# Codes of organisations say only what kind they are; who they are stands in the entity.
NAMED = frozenset({"IGO", "NGO", UNKNOWN})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One report as merging sees it. ``start``..``end`` are inclusive and always set where the day of publication is known."""

    report: str
    article: str
    published: dt.date | None
    family: str
    type: str
    mode: str | None
    status: Status
    source: frozenset[str]
    target: frozenset[str]
    start: dt.date | None
    end: dt.date | None
    is_stated: bool
    country: str | None
    point: Point | None
    words: frozenset[str]

    @property
    def parties(self) -> frozenset[str]:
        """All who take part."""
        return self.source | self.target

    @property
    def days(self) -> int | None:
        """The length of the interval in days, 1 for a single day; None where it is open."""
        return None if self.start is None or self.end is None else (self.end - self.start).days + 1


def occurrence_of(report: Report, published: dt.date | None, rules: MergeRules) -> Occurrence:
    """Return what merging needs of a report in an article published on that day (None: unknown)."""
    start, end, is_stated = _interval(report, published, rules)
    place = report.place
    return Occurrence(
        report=report.id,
        article=report.article,
        published=published,
        family=rules.family.get(report.type, report.type),
        type=report.type,
        mode=report.mode,
        status=report.status,
        source=frozenset(_keys(report.source)),
        target=frozenset(_keys(report.target)),
        start=start,
        end=end,
        is_stated=is_stated,
        country=place.country if place else None,
        point=point_of(place),
        words=_words(report),
    )


def point_of(place: Place | None) -> Point | None:
    """Return where on the map a place is, where its coordinates are known."""
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _keys(actors: Iterable[Mention]) -> Iterable[str]:
    """Yield who takes part: a country, or an organisation by its entity. Unknown actors without a name are left out."""
    for actor in actors:
        country = actor.code.partition(" ")[0]
        if country not in NAMED:
            yield country
        elif actor.entity and country != UNKNOWN:
            yield actor.entity


def _interval(report: Report, published: dt.date | None, rules: MergeRules) -> tuple[dt.date | None, dt.date | None, bool]:
    time = report.time
    if time is not None and time.span is not None and time.start is not None and time.end is not None:
        if report.status is Status.PLANNED and published is not None and time.end <= published:
            return published, None, False  # a day in the past is that of the telling, not of what is planned
        return time.start, time.end, True
    if published is None or report.prominence is Prominence.BACKGROUND:
        return None, None, False
    if report.status is Status.PLANNED:
        return published, None, False
    return published - dt.timedelta(days=rules.lead_days), published, False


def _words(report: Report) -> frozenset[str]:
    """Return the stems of the sentence's words without those of its actors, which agree anyway."""
    named = {stem for actor in (*report.source, *report.target) for stem in stems(actor.span.text)}
    return frozenset(stems(report.sentence.text)) - named


def stems(text: str) -> set[str]:
    """Return the beginnings of a text's longer words."""
    return {word[:STEM] for word in WORD.findall(text.lower())}
