"""A dossier as one HTML file: no script, nothing from the network, every text of a page escaped."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from detente.dossier import words
from detente.dossier.blocks import Block, Chart, Heading, Line, Note, Quote, Section, Table
from detente.dossier.chart import chart
from detente.dossier.sections import sections_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from detente.dossier.compare import Difference
    from detente.dossier.gather import Dossier
    from detente.store import Origin

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
LEGEND = "Bars: the sums of the positive and of the negative scores. Line: the index, with its band in grey."
FOOT = "Made by detente. Each line rests on the words quoted with it; numbers in brackets lead to the article."


def html(dossier: Dossier, difference: Difference | None = None) -> str:
    """Return the dossier as a self-contained page."""
    notes = {article: number for number, article in enumerate(dossier.articles, 1)}
    sections = sections_of(dossier, difference)
    body = (line for section in sections for line in _section(section, notes))
    sources = _sources(dossier.articles, dossier.origins)
    return "\n".join([*_head(dossier, sections), *body, *sources, f"<footer>{FOOT}</footer>\n</main>\n</body>\n</html>"]) + "\n"


def _head(dossier: Dossier, sections: tuple[Section, ...]) -> Iterator[str]:
    title = escape(words.title(dossier))
    style = files("detente.dossier").joinpath("page.css").read_text(encoding="utf-8")
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}: dossier</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{title}</h1>"
    counts = f"{words.count(len(dossier.events), 'event')} in {words.count(len(dossier.articles), 'article')}"
    asked = " and ".join(escape(code) for code in dossier.scope.codes)
    yield f'<p class="meta">{asked} · {escape(words.period(dossier))} · {counts}</p>'
    links = "".join(f'<a href="#{section.key}">{escape(section.title)}</a>' for section in sections)
    yield f'<nav aria-label="Sections">{links}</nav>'


def _section(section: Section, notes: Mapping[str, int]) -> Iterator[str]:
    yield f'<section id="{section.key}">\n<h2>{escape(section.title)}</h2>'
    if not section.blocks:
        yield '<p class="meta">None found.</p>'
    for block in section.blocks:
        yield _block(block, notes)
    yield "</section>"


def _block(block: Block, notes: Mapping[str, int]) -> str:
    if isinstance(block, Heading):
        return f"<h3>{escape(block.text)}</h3>"
    if isinstance(block, Note):
        return f'<p class="meta">{escape(block.text)}</p>'
    if isinstance(block, Line):
        return _line(block, notes)
    if isinstance(block, Table):
        return "\n".join(_table(block, notes))
    assert isinstance(block, Chart)  # noqa: S101 - the last kind of block
    return f'<div class="scroll">{chart(block.periods, block.by)}</div><p class="meta">{LEGEND}</p>'


def _line(line: Line, notes: Mapping[str, int]) -> str:
    tone = "up" if line.tone > 0 else "down" if line.tone < 0 else "level"
    chips = " ".join(f'<span class="chip {_style(chip)}">{escape(chip)}</span>' for chip in line.chips)
    note = f'<p class="meta">{escape(line.note)}</p>' if line.note else ""
    quotes = "".join(f"<blockquote>{_quote(each, notes)}</blockquote>" for each in line.quotes)
    return f'<div class="entry {tone}"><p class="who">{chips} {escape(line.text)}</p>{note}{quotes}</div>'


def _style(chip: str) -> str:
    return escape(chip.split(" ", maxsplit=1)[0].lower())


def _table(table: Table, notes: Mapping[str, int]) -> Iterator[str]:
    kinds = [' class="num"' if place in table.numbers else "" for place in range(len(table.head))]
    yield '<div class="scroll"><table><thead><tr>'
    yield "".join(f"<th{kind}>{escape(name)}</th>" for kind, name in zip(kinds, table.head, strict=True))
    yield "</tr></thead><tbody>"
    for row in table.rows:
        cells = (escape(cell) if isinstance(cell, str) else "<br>".join(_quote(each, notes) for each in cell) for cell in row)
        yield "<tr>" + "".join(f"<td{kind}>{cell}</td>" for kind, cell in zip(kinds, cells, strict=True)) + "</tr>"
    yield "</tbody></table></div>"


def _quote(quote: Quote, notes: Mapping[str, int]) -> str:
    marked = f"<mark>{escape(quote.marked)}</mark>" if quote.marked else ""
    says = f' <span class="meta">says {escape(quote.says)}</span>' if quote.says else ""
    number = notes[quote.article]
    link = f'<a class="src" href="#source-{number}">[{number}]</a>'
    return f"{escape(quote.before)}{marked}{escape(quote.after)}{says} {link}"


def _sources(articles: Mapping[str, Origin], origins: Mapping[str, str]) -> Iterator[str]:
    if not articles:
        return
    yield '<ol class="sources">'
    for number, article in enumerate(articles.values(), 1):
        url = article.url or ""
        is_safe = url.startswith(("https://", "http://"))
        address = f'<a href="{escape(url)}" rel="noreferrer">{escape(url)}</a>' if is_safe else escape(url)
        origin = f" · origin: {escape(origins[article.id])}" if article.id in origins else ""
        place = f'<span class="meta">{address} · article {escape(article.id)}{origin}</span>'
        yield f'<li id="source-{number}">{escape(words.origin_line(article))}<br>{place}</li>'
    yield "</ol>"
