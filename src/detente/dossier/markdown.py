"""A dossier as Markdown: each line with its words, each article a footnote."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from detente.dossier import words
from detente.dossier.index import RECIPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.dossier.gather import Amount, Dossier, Entry
    from detente.records import Report, Span, Statement

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def markdown(dossier: Dossier) -> str:
    """Return the dossier as Markdown with footnotes."""
    notes = {article: number for number, article in enumerate(dossier.origins, 1)}
    return "\n".join(_lines(dossier, notes)) + "\n"


def _lines(dossier: Dossier, notes: dict[str, int]) -> Iterator[str]:
    yield f"# {plain(words.title(dossier))}"
    yield f"\nPeriod: {words.period(dossier)}. {len(dossier.origins)} articles."
    yield from _section("Timeline", _timeline(dossier, notes))
    yield from _section("Cooperation and conflict by month", _months(dossier))
    yield from _section("Statements by both sides", (_statement(said, notes) for said in dossier.statements))
    yield from _section("Positions of third parties", (_report(report, notes) for report in dossier.positions))
    yield from _section("Figures", (_amount(amount, notes) for amount in dossier.figures))
    yield from _section("Plans", chain.from_iterable(_entry(entry, notes, words.day(entry)) for entry in dossier.plans))
    yield from _section("Sources", ())
    for article, number in notes.items():
        origin = dossier.origins[article]
        yield f"[^{number}]: {plain(words.origin_line(origin))}. {plain(origin.url or '')} (article {article})"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f"\n## {title}\n"
    count = 0
    for line in lines:
        count += 1
        yield line
    if not count and title != "Sources":
        yield "None found."


def _timeline(dossier: Dossier, notes: dict[str, int]) -> Iterator[str]:
    before = ""
    for entry in dossier.timeline:
        day = words.day(entry)
        if day != before:
            yield f"\n### {day}\n"
            before = day
        yield from _entry(entry, notes)


def _entry(entry: Entry, notes: dict[str, int], day: str = "") -> Iterator[str]:
    count = f", {len(entry.reports)} reports" if len(entry.reports) > 1 else ""
    yield f"- **{entry.type}** ({entry.status}{count}) {plain(words.who(entry.source, entry.target))}{', ' + day if day else ''}"
    for report in entry.reports:
        says = f" (says {plain(words.says(report))})" if report.attributed_to else ""
        yield f"  - {_quote(report.sentence, report.trigger)}{says}[^{notes[report.article]}]"


def _months(dossier: Dossier) -> Iterator[str]:
    if dossier.months:
        yield "| month | reports | counted | cooperation | conflict | index |"
        yield "|---|---:|---:|---:|---:|---:|"
        for month in dossier.months:
            if month.mean is not None:
                sums = f"{month.cooperation:.1f} | {month.conflict:.1f} | {month.mean:+.2f}"
                yield f"| {month.first:%Y-%m} | {month.reports} | {month.counted} | {sums} |"
        yield f"\nRecipe: {RECIPE}"


def _report(report: Report, notes: dict[str, int]) -> str:
    return f"- {plain(words.deed(report))}: {_quote(report.sentence, report.trigger)}[^{notes[report.article]}]"


def _statement(statement: Statement, notes: dict[str, int]) -> str:
    cue = f" {statement.cue.text}" if statement.cue else ""
    return f"- {plain(words.speaker(statement) + cue)}: “{plain(statement.content.text)}”[^{notes[statement.article]}]"


def _amount(amount: Amount, notes: dict[str, int]) -> str:
    first = amount.figures[0]
    says = f", says {plain(words.says(first))}" if first.attributed_to else ""
    quotes = "".join(f"\n  - {_quote(figure.sentence, figure.span)}[^{notes[figure.article]}]" for figure in amount.figures)
    return f"- {plain(words.ledger(first))}{says}{quotes}"


def _quote(sentence: Span, marked: Span) -> str:
    """Return a sentence in quotation marks with some of its words in bold."""
    start, end = marked.start - sentence.start, marked.end - sentence.start
    if not 0 <= start < end <= len(sentence.text):
        return f"“{plain(sentence.text.strip())}”"
    before, after = sentence.text[:start].lstrip(), sentence.text[end:].rstrip()
    return f"“{plain(before)}**{plain(sentence.text[start:end])}**{plain(after)}”"


def plain(text: str) -> str:
    """Return a text in which nothing is Markdown, on one line."""
    return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text))
