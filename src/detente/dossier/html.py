"""A dossier as one HTML file: no script, nothing from the network, every text of a page escaped."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from detente.dossier import words
from detente.dossier.chart import chart
from detente.dossier.gather import codes_of, label
from detente.dossier.index import RECIPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from detente.dossier.gather import Amount, Dossier, Entry
    from detente.records import Report, Span, Statement

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
SECTIONS = {
    "index": "Cooperation and conflict by month",
    "timeline": "Timeline",
    "statements": "Statements by both sides",
    "positions": "Positions of third parties",
    "figures": "Figures",
    "plans": "Plans",
    "sources": "Sources",
}


def html(dossier: Dossier, scores: Mapping[str, float]) -> str:
    """Return the dossier as a self-contained page; ``scores`` colour the timeline."""
    notes = {article: number for number, article in enumerate(dossier.origins, 1)}
    bodies: dict[str, Iterable[str]] = {
        "index": _months(dossier),
        "timeline": _timeline(dossier, notes, scores),
        "statements": (_statement(statement, notes) for statement in dossier.statements),
        "positions": (_deed(report, notes) for report in dossier.positions),
        "figures": _figures(dossier.figures, notes),
        "plans": (_entry(entry, notes, scores.get(entry.type, 0.0), words.day(entry)) for entry in dossier.plans),
        "sources": _sources(dossier),
    }
    return "\n".join([*_head(dossier), *(line for name in SECTIONS for line in _section(name, bodies[name])), *_foot()]) + "\n"


def _head(dossier: Dossier) -> Iterator[str]:
    title = escape(words.title(dossier))
    style = files("detente.dossier").joinpath("page.css").read_text(encoding="utf-8")
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}: dossier</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{title}</h1>"
    counts = f"{sum(len(entry.reports) for entry in dossier.timeline)} reports in {len(dossier.origins)} articles"
    yield f'<p class="meta">{" and ".join(escape(side.code) for side in dossier.sides)} · {words.period(dossier)} · {counts}</p>'
    links = "".join(f'<a href="#{name}">{title}</a>' for name, title in SECTIONS.items())
    yield f'<nav aria-label="Sections">{links}</nav>'


def _foot() -> Iterator[str]:
    yield "<footer>Made by detente. Each line rests on the words quoted with it; numbers in brackets lead to the article.</footer>"
    yield "</main>\n</body>\n</html>"


def _section(name: str, lines: Iterable[str]) -> Iterator[str]:
    yield f'<section id="{name}">\n<h2>{SECTIONS[name]}</h2>'
    written = list(lines)
    yield from written or ['<p class="meta">None found.</p>']
    yield "</section>"


def _timeline(dossier: Dossier, notes: dict[str, int], scores: Mapping[str, float]) -> Iterator[str]:
    before = ""
    for entry in dossier.timeline:
        day = words.day(entry)
        if day != before:
            yield f"<h3>{escape(day)}</h3>"
            before = day
        yield _entry(entry, notes, scores.get(entry.type, 0.0))


def _entry(entry: Entry, notes: dict[str, int], score: float, day: str = "") -> str:
    side = "up" if score > 0 else "down" if score < 0 else ""
    count = f' <span class="meta">{len(entry.reports)} reports</span>' if len(entry.reports) > 1 else ""
    when = f' <span class="meta">{escape(day)}</span>' if day else ""
    heading = f"{_chips(entry.type, entry.status)} {escape(words.who(entry.source, entry.target))}{when}{count}"
    quotes = "".join(_quote(report.sentence, report.trigger, report.article, notes, words.says(report)) for report in entry.reports)
    return f'<div class="entry {side}"><p class="who">{heading}</p>{quotes}</div>'


def _chips(kind: str, status: str) -> str:
    chip = f'<span class="chip">{escape(kind)}</span>'
    return chip if status == "happened" else f'{chip} <span class="chip {escape(status)}">{escape(status)}</span>'


def _deed(report: Report, notes: dict[str, int]) -> str:
    heading = f"{_chips(report.type, report.status)} {escape(words.who(codes_of(report.source), codes_of(report.target)))}"
    quote = _quote(report.sentence, report.trigger, report.article, notes, words.says(report))
    return f'<div class="entry"><p class="who">{heading}</p>{quote}</div>'


def _statement(statement: Statement, notes: dict[str, int]) -> str:
    cue = f' <span class="meta">{escape(statement.cue.text)}</span>' if statement.cue else ""
    heading = f'<p class="who">{escape(words.speaker(statement))}{cue}</p>'
    quote = f"<blockquote>“{escape(statement.content.text)}” {_link(statement.article, notes)}</blockquote>"
    return f'<div class="entry">{heading}{quote}</div>'


def _months(dossier: Dossier) -> Iterator[str]:
    if not dossier.months:
        return
    yield f'<div class="scroll">{chart(dossier.months)}</div>'
    heads = "".join(f'<th class="num">{name}</th>' for name in ("reports", "counted", "cooperation", "conflict", "index"))
    yield f'<div class="scroll"><table><thead><tr><th>month</th>{heads}</tr></thead><tbody>'
    for month in dossier.months:
        if month.mean is not None:
            cells = (str(month.reports), str(month.counted), f"{month.cooperation:.1f}", f"{month.conflict:.1f}", f"{month.mean:+.2f}")
            yield f'<tr><td class="day">{month.first:%Y-%m}</td>' + "".join(f'<td class="num">{cell}</td>' for cell in cells) + "</tr>"
    yield "</tbody></table></div>"
    yield f'<p class="meta">Recipe: {escape(RECIPE)}</p>'


def _figures(amounts: Iterable[Amount], notes: dict[str, int]) -> Iterator[str]:
    rows = [_amount(amount, notes) for amount in amounts]
    if rows:
        yield '<div class="scroll"><table><thead><tr><th>what</th><th></th><th class="num">value</th>'
        yield "<th>period</th><th>says</th><th>words</th></tr></thead>"
        yield from ["<tbody>", *rows, "</tbody></table></div>"]


def _amount(amount: Amount, notes: dict[str, int]) -> str:
    figure = amount.figures[0]
    subject = f"{label(figure.subject)}: " if figure.subject else ""
    arrow = {"up": "▲", "down": "▼", "level": "="}.get(figure.direction or "", "")
    period = (figure.period and figure.period.value) or ""
    cells = (escape(subject + (figure.measure or "")), arrow, escape(words.amount(figure)), escape(period))
    kinds = ("", "", ' class="num"', "")
    row = "".join(f"<td{kind}>{cell}</td>" for kind, cell in zip(kinds, cells, strict=True))
    quotes = "".join(_quote(each.sentence, each.span, each.article, notes) for each in amount.figures)
    return f"<tr>{row}<td>{escape(words.says(figure))}</td><td>{quotes}</td></tr>"


def _sources(dossier: Dossier) -> Iterator[str]:
    if dossier.origins:
        yield '<ol class="sources">'
        for number, origin in enumerate(dossier.origins.values(), 1):
            url = origin.url or ""
            safe = url.startswith(("https://", "http://"))
            address = f'<a href="{escape(url)}" rel="noreferrer">{escape(url)}</a>' if safe else escape(url)
            place = f'<span class="meta">{address} · article {escape(origin.id)}</span>'
            yield f'<li id="source-{number}">{escape(words.origin_line(origin))}<br>{place}</li>'
        yield "</ol>"


def _quote(sentence: Span, marked: Span, article: str, notes: dict[str, int], says: str = "") -> str:
    start, end = marked.start - sentence.start, marked.end - sentence.start
    text = escape(sentence.text)
    if 0 <= start < end <= len(sentence.text):
        text = f"{escape(sentence.text[:start])}<mark>{escape(sentence.text[start:end])}</mark>{escape(sentence.text[end:])}"
    according = f' <span class="meta">says {escape(says)}</span>' if says else ""
    return f"<blockquote>{text}{according} {_link(article, notes)}</blockquote>"


def _link(article: str, notes: dict[str, int]) -> str:
    return f'<a class="src" href="#source-{notes[article]}">[{notes[article]}]</a>'
