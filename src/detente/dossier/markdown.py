"""A dossier as Markdown: each line with its words, each article a footnote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.dossier import words
from detente.dossier.blocks import Block, Chart, Heading, Line, Note, Quote, Section, Table
from detente.dossier.sections import sections_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.dossier.compare import Difference
    from detente.dossier.gather import Dossier

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def markdown(dossier: Dossier, difference: Difference | None = None) -> str:
    """Return the dossier as Markdown with footnotes."""
    notes = {article: number for number, article in enumerate(dossier.articles, 1)}
    return "\n".join(_lines(dossier, difference, notes)) + "\n"


def _lines(dossier: Dossier, difference: Difference | None, notes: dict[str, int]) -> Iterator[str]:
    yield f"# {plain(words.title(dossier))}"
    yield f"\nPeriod: {words.period(dossier)}. {words.count(len(dossier.events), 'event')} in {words.count(len(notes), 'article')}."
    for section in sections_of(dossier, difference):
        yield from _section(section, notes)
    for article, number in notes.items():
        source = dossier.articles[article]
        origin = f"; origin: {dossier.origins[article]}" if article in dossier.origins else ""
        yield f"[^{number}]: {plain(words.origin_line(source))}. {plain(source.url or '')} (article {article}{plain(origin)})"


def _section(section: Section, notes: dict[str, int]) -> Iterator[str]:
    yield f"\n## {plain(section.title)}\n"
    for block in section.blocks:
        yield from _block(block, notes)
    if not section.blocks:
        yield "None found."


def _block(block: Block, notes: dict[str, int]) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"\n### {plain(block.text)}\n"
    elif isinstance(block, Note):
        yield f"\n{plain(block.text)}\n"
    elif isinstance(block, Line):
        yield from _line(block, notes)
    elif isinstance(block, Table):
        yield from _table(block, notes)
    else:
        assert isinstance(block, Chart)  # noqa: S101 - the one that a text cannot show


def _line(line: Line, notes: dict[str, int]) -> Iterator[str]:
    chips = " ".join(f"**{plain(chip)}**" for chip in line.chips)
    note = f" ({plain(line.note)})" if line.note else ""
    yield f"- {chips} {plain(line.text)}{note}"
    for each in line.quotes:
        yield f"  - {_quote(each, notes)}"


def _table(table: Table, notes: dict[str, int]) -> Iterator[str]:
    yield "\n| " + " | ".join(plain(name) for name in table.head) + " |"
    yield "|" + "|".join("---:" if place in table.numbers else "---" for place in range(len(table.head))) + "|"
    for row in table.rows:
        cells = (plain(cell) if isinstance(cell, str) else "; ".join(_quote(each, notes) for each in cell) for cell in row)
        yield "| " + " | ".join(cells) + " |"


def _quote(quote: Quote, notes: dict[str, int]) -> str:
    """Return a sentence in quotation marks with some of its words in bold."""
    says = f" (says {plain(quote.says)})" if quote.says else ""
    inner = quote.marked.strip()
    marked = f"**{plain(inner)}**" if inner else ""
    lead = " " if quote.marked[:1].isspace() else ""
    return f"“{plain(quote.before.lstrip())}{lead}{marked}{plain(quote.after.rstrip())}”{says}[^{notes[quote.article]}]"


def plain(text: str) -> str:
    """Return a text in which nothing is Markdown, on one line."""
    return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text))
