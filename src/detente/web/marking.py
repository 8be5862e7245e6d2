"""An article's text cut into pieces, each with the records whose words it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.records import Article, Coded, Figure, Report, Statement

KINDS = ("report", "statement", "figure")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a record in the text; ``tone`` colours them."""

    start: int
    end: int
    record: str
    kind: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that belong to the same records. ``begins`` are the records whose words start here."""

    text: str
    marks: tuple[Mark, ...]
    begins: tuple[str, ...]

    @property
    def records(self) -> str:
        """The ids of the records, for the page's script."""
        return " ".join(dict.fromkeys(mark.record for mark in self.marks))

    @property
    def classes(self) -> str:
        """The classes that style the piece."""
        return " ".join(dict.fromkeys(part for mark in self.marks for part in (f"m-{mark.kind}", mark.tone) if part))

    @property
    def leads_to(self) -> str:
        """The record that a click on the piece leads to: the one with the fewest words."""
        return min(self.marks, key=lambda mark: (mark.end - mark.start, mark.start)).record if self.marks else ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as pieces, and the records whose sentence begins in it."""

    pieces: tuple[Piece, ...]
    reports: tuple[Report, ...]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]

    @property
    def count(self) -> int:
        """How many records stand beside it."""
        return len(self.reports) + len(self.statements) + len(self.figures)


def marks_of(coded: Coded, tones: dict[str, str]) -> list[Mark]:
    """Return the words of all records; ``tones`` are those of the event types."""
    found = [Mark(each.trigger.start, each.trigger.end, each.id, "report", tones.get(each.type, "")) for each in coded.reports]
    found += [Mark(each.content.start, each.content.end, each.id, "statement") for each in coded.statements]
    found += [Mark(each.span.start, each.span.end, each.id, "figure") for each in coded.figures]
    return found


def paragraphs_of(coded: Coded, tones: dict[str, str]) -> tuple[Paragraph, ...]:
    """Return an article's paragraphs, its records beside the one in which their words begin."""
    marks = marks_of(coded, tones)
    return tuple(_paragraph(coded, marks, start, end) for start, end in bounds_of(coded.article))


def bounds_of(article: Article) -> list[tuple[int, int]]:
    """Return where paragraphs start and end, without the blank lines between them."""
    found, start = [], 0
    for part in article.text.split("\n\n"):
        if part.strip():
            found.append((start, start + len(part)))
        start += len(part) + 2
    return found


def _paragraph(coded: Coded, marks: Sequence[Mark], start: int, end: int) -> Paragraph:
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    return Paragraph(
        tuple(pieces_of(coded.article.text, inside, start, end)),
        tuple(sorted((each for each in coded.reports if start <= each.trigger.start < end), key=lambda each: each.trigger.start)),
        tuple(sorted((each for each in coded.statements if start <= each.content.start < end), key=lambda each: each.content.start)),
        tuple(sorted((each for each in coded.figures if start <= each.span.start < end), key=lambda each: each.span.start)),
    )


def pieces_of(text: str, marks: Iterable[Mark], start: int, end: int) -> Iterable[Piece]:
    """Yield the pieces of ``text[start:end]``; put together they are the text."""
    marks = list(marks)
    cuts = sorted({start, end, *(cut for mark in marks for cut in (mark.start, mark.end) if start < cut < end)})
    for one, two in pairwise(cuts):
        here = tuple(mark for mark in marks if mark.start <= one and mark.end >= two)
        begins = tuple(mark.record for mark in here if max(mark.start, start) == one)
        yield Piece(text[one:two], here, begins)
