"""An article on the terminal: its text with records marked, and each sentence's records under it."""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from detente.cli.output import printable, tell
from detente.cli.rows import codes, days, names, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.records import Coded, Figure, Report, Span, Statement

STYLES = {"actor": "bold cyan", "trigger": "bold yellow", "time": "green", "statement": "italic", "figure": "magenta"}


def write_article(coded: Coded) -> None:
    """Print an article and everything found in it."""
    article = coded.article
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    date = f"{article.published} ({article.published_from})" if article.published else "no date"
    heads = [article.outlet, ", ".join(article.authors), date, article.url, article.id]
    console.print(Text(printable(" · ".join(head for head in heads if head)), style="dim"))
    if coded.failure is not None:
        tell(f"failed: {coded.failure}")
        return
    text = Text(printable(article.text))
    for kind, span in _marks(coded):
        text.stylize(STYLES[kind], span.start, span.end)
    listed = _lines(coded)
    position = 0
    for start, end in sorted(listed):
        if end > position:
            console.print(_trimmed(text[position:end]))
            position = end
        for line in listed[start, end]:
            console.print(Text("    " + printable(line), style="dim"), soft_wrap=True)
    console.print(_trimmed(text[position:]))
    for note in article.notes:
        console.print(Text(printable(f"dropped ({note.kind}): {note.text[:100]}").replace("\n", " "), style="dim"), soft_wrap=True)


def _trimmed(text: Text) -> Text:
    """Return a text without spaces around it, but with the blank line that a new paragraph begins with."""
    start = len(text.plain) - len(text.plain.lstrip())
    lines = "\n" if "\n\n" in text.plain[:start] else ""
    return Text(lines).append_text(text[start : max(start, len(text.plain.rstrip()))])


def _marks(coded: Coded) -> Iterator[tuple[str, Span]]:
    yield from (("statement", statement.content) for statement in coded.statements)
    yield from (("actor", mention.span) for mention in coded.mentions)
    yield from (("time", time.span) for time in coded.times)
    yield from (("figure", figure.span) for figure in coded.figures)
    yield from (("trigger", report.trigger) for report in coded.reports)


def _lines(coded: Coded) -> dict[tuple[int, int], list[str]]:
    """Return what to print after the text up to the end of each sentence."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for report in coded.reports:
        found[report.sentence.start, report.sentence.end].append(_report(report))
    for statement in coded.statements:
        found[statement.sentence.start, statement.sentence.end].append(_statement(statement))
    for figure in coded.figures:
        found[figure.sentence.start, figure.sentence.end].append(_figure(figure))
    return found


def _report(report: Report) -> str:
    time = f" · {days(report.time.start, report.time.end) or 'when unknown'} ({report.time.reason})" if report.time else ""
    says = f" · says {names(report.attributed_to)}" if report.attributed_to else ""
    who = f"{codes(report.source) or '?'} > {report.type} > {codes(report.target) or '-'}"
    return f"{who} · {report.status} · “{report.trigger.text}”{time}{says} · {report.rule}"


def _statement(statement: Statement) -> str:
    cue = f" {statement.cue.text}" if statement.cue else ""
    who = f"{names([statement.speaker]) or '?'} ({codes([statement.speaker])})"
    return f"{who}{cue}: “{statement.content.text}” · {statement.kind} · {statement.rule}"


def _figure(figure: Figure) -> str:
    direction = figure.direction.value if figure.direction else ""
    parts = [figure.measure or "", direction, f"{number(figure.value)} {figure.unit or ''}".strip()]
    says = f" · says {names(figure.attributed_to)}" if figure.attributed_to else ""
    return f"{' '.join(part for part in parts if part)}{says} · {figure.rule}"
