"""What a dossier's page is made of, the same for Markdown and HTML: sections of headings, lines with their words, and tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.dossier.index import Period
    from detente.records import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article: a sentence of which some words are marked, who says so, and the article's id."""

    before: str
    marked: str
    after: str
    article: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph in small letters: how something was made, or what is missing."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a dossier: chips ("CONSULT", "planned"), a text, and the words it rests on. ``tone`` is the type's score."""

    text: str
    chips: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    note: str = ""
    tone: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each a text or quotes; ``numbers`` are the columns (from 0) that hold numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str | tuple[Quote, ...], ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Chart:
    """The index as a picture; Markdown leaves it out."""

    periods: tuple[Period, ...]
    by: str


Block = Heading | Note | Line | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the page; ``key`` is its anchor."""

    key: str
    title: str
    blocks: tuple[Block, ...] = field(default=())


def quote_of(sentence: Span, marked: Span, article: str, says: str = "") -> Quote:
    """Return a sentence with some of its words marked; all of it unmarked where they stand outside it."""
    start, end = marked.start - sentence.start, marked.end - sentence.start
    text = sentence.text
    if not 0 <= start < end <= len(text):
        return Quote(text, "", "", article, says)
    return Quote(text[:start], text[start:end], text[end:], article, says)
