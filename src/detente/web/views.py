"""Answers as HTML: the templates, and the few filters that they use. Everything is escaped."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from detente.dossier import words
from detente.web.pages.article import tone

if TYPE_CHECKING:
    from detente.records import Review
    from detente.web.answers import Answer
    from detente.web.asked import Asked
    from detente.web.library import Library

MENU = {
    "/dyads": "Pairs",
    "/search": "Search",
    "/statements": "Statements",
    "/figures": "Figures",
    "/map": "Map",
    "/network": "Network",
    "/sources": "Sources",
    "/audit": "Audit",
}
ARROWS = {"up": "▲", "down": "▼", "level": "="}


class Views:
    """Makes HTML of answers."""

    def __init__(self, library: Library) -> None:
        """Take the library whose verdicts and names the pages show."""
        self.library = library
        self.environment = Environment(
            loader=PackageLoader("detente.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self.environment.filters.update(number=words.number, days=days, safe_link=safe_link, query=urlencode, cut=cut)
        self.environment.globals.update(
            menu=MENU, arrows=ARROWS, amount=words.amount, tone=lambda kind: tone(library.scores.get(kind, 0.0)), name=library.names.name,
            types=sorted(library.scores), verdict=lambda *subject: library.verdicts.get(subject),
        )  # fmt: skip

    def page(self, answer: Answer, asked: Asked, path: str, token: str, reviewer: str) -> str:
        """Return a whole page."""
        total = answer.facts.get("total", len(answer.rows))
        paging = {"total": total, "first": asked.skipped + 1, "last": min(asked.skipped + asked.limit, total)}
        known = {"asked": asked, "path": path, "token": token, "reviewer": reviewer, "paging": paging, "title": answer.title}
        return self.environment.get_template(answer.template).render(rows=answer.rows, **known, **{**answer.facts, **answer.view})

    def judging(self, review: Review, token: str) -> str:
        """Return the form of one record after a judgement, for a page that is open."""
        macros: Any = self.environment.get_template("macros.html").module
        return str(macros.judging(review.kind, review.one, review.two, token, review.by, "/"))


def days(start: dt.date | None, end: dt.date | None) -> str:
    """Return days as words: one, or two; a whole month or year by its name."""
    if start is None or end is None or start == end:
        return str(start or end or "")
    if start.day == 1 and (end + dt.timedelta(days=1)).day == 1 and start.year == end.year:
        if start.month == end.month:
            return f"{start:%Y-%m}"
        if (start.month, end.month) == (1, 12):
            return f"{start:%Y}"
    return f"{start} to {end}"


def safe_link(url: str | None) -> str:
    """Return an address that a page may link to; nothing for any other scheme than http(s)."""
    return url if url and url.startswith(("https://", "http://")) else ""


def cut(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return a text in three: before, within and after the letters from ``start`` to ``end``."""
    return (text[:start], text[start:end], text[end:]) if 0 <= start < end <= len(text) else (text, "", "")
