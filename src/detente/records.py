"""The frozen records that every room passes on, and the envelope around one article's records.

Standard library only, so that anybody can read our output without installing anything else.
Offsets are characters into ``Article.text``, end exclusive.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Whether what a report tells of took place, in the words of the text."""

    HAPPENED = "happened"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


class Prominence(StrEnum):
    """Whether a report is news of the day or background told again."""

    LEAD = "lead"
    BACKGROUND = "background"


class StatementKind(StrEnum):
    """How much of a statement's content stands inside quotation marks: all, some, none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Direction(StrEnum):
    """Where a figure moved, where the text says so."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"


class TimeKind(StrEnum):
    """Kinds of time expressions, after TIMEX3, with reference for PRESENT_REF and its like."""

    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    SET = "set"
    REFERENCE = "reference"


class Granularity(StrEnum):
    """The finest calendar unit that a time expression names."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAYPART = "daypart"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    NONE = "none"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words of an article: ``article.text[start:end] == text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it came: ``id`` is the sha256 of ``content``."""

    id: str
    url: str | None
    fetched: dt.datetime | None
    media_type: str | None
    content: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """What cleaning dropped, or what looked wrong: a kind, the words, and where they stood in the page's text."""

    kind: str
    text: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """The readable text of a page. The first paragraph of ``text`` is the title where one is known.

    Paragraphs are separated by a blank line. ``text_sha256`` is the hash of ``text``; every offset points into ``text``.
    ``published_from`` names where the date came from (``meta``, ``url``, ``text``, ``given``, ``guessed``).
    """

    id: str
    page: str
    url: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: dt.date | None
    published_from: str | None
    fetched: dt.datetime | None
    lang: str | None
    title: str | None
    text: str
    text_sha256: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor as named at one place: ``code`` is country and sector ("RUS GOV"), ``entity`` a stable id of who is meant.

    ``antecedent`` is the span that a pronoun or description was resolved to; ``name`` the resolved name.
    """

    span: Span
    name: str
    code: str
    entity: str | None
    antecedent: Span | None
    rule: str


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression and the interval it stands for, both ends inclusive; ``None`` is an open or unknown end.

    ``value`` is TIMEX3; ``reason`` says how the interval follows from the words and the anchor; ``modifier`` is "early", "more than"...
    """

    span: Span
    kind: TimeKind
    value: str | None
    start: dt.date | None
    end: dt.date | None
    granularity: Granularity
    modifier: str | None
    reason: str
    rule: str


@dataclass(frozen=True, slots=True)
class EventTime:
    """When a report says its event took place: an interval, and why (a time expression's span where there is one)."""

    start: dt.date | None
    end: dt.date | None
    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report says it happened: country as ISO alpha-3, coordinates in degrees."""

    span: Span
    name: str
    country: str | None
    region: str | None
    latitude: float | None
    longitude: float | None
    rule: str


@dataclass(frozen=True, slots=True)
class Report:
    """A text says that a source did something to a target. ``source`` and ``target`` hold several actors, never one fused code.

    ``attributed_to`` is the chain of those who say so, outermost first. ``score`` is 0..1; ``rule`` a frame's id or a model's name.
    """

    id: str
    article: str
    sentence: Span
    trigger: Span
    type: str
    mode: str | None
    context: str | None
    status: Status
    source: tuple[Mention, ...]
    target: tuple[Mention, ...]
    time: EventTime | None
    place: Place | None
    attributed_to: tuple[Mention, ...]
    prominence: Prominence
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody said something. ``speaker`` or ``cue`` may be missing; ``content`` never is. Outer sources in ``attributed_to``."""

    id: str
    article: str
    sentence: Span
    speaker: Mention | None
    cue: Span | None
    stance: str | None
    content: Span
    kind: StatementKind
    addressee: Mention | None
    attributed_to: tuple[Mention, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A reported quantity. ``upper`` is the end of a range; ``bound`` is "at least", "about"...; ``unit`` a row of units.toml."""

    id: str
    article: str
    sentence: Span
    span: Span
    value: float
    upper: float | None
    bound: str | None
    unit: str | None
    direction: Direction | None
    measure: str | None
    subject: Mention | None
    period: Time | None
    base: str | None
    attributed_to: tuple[Mention, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Link:
    """A report belongs to an event, says a rule or a person; a judgement carries the person's name and time in ``by``."""

    report: str
    event: str
    score: float
    by: str


@dataclass(frozen=True, slots=True)
class Edge:
    """Two reports that may be one event, with how far they agree; ``by`` names the rule or the person."""

    one: str
    two: str
    score: float
    by: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """Somebody's word on two reports: the same event or not. ``by`` is the person, ``at`` when it was said."""

    one: str
    two: str
    is_same: bool
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Copy:
    """One article's text stands in another's: ``score`` is the share of the shorter text that the longer one holds."""

    article: str
    other: str
    score: float


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody's word on a record, or on two reports as one event: right or wrong, and why.

    ``kind`` is report, statement, figure or merge; ``one`` the record's id, ``two`` the other report's where it is about a merge.
    Of several on the same the latest counts.
    """

    kind: str
    one: str
    two: str | None
    is_right: bool
    why: str
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Coded:
    """Everything found in one article; one article is one row. ``failure`` says why nothing could be coded."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    reports: tuple[Report, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    failure: str | None = None


def digest(*parts: object) -> str:
    """Return a stable id of 20 hexadecimal digits for the parts: equal parts, equal id, in any process."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:20]
