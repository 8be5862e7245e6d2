"""Sources: the articles of the store, their outlets, and the pages that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.web.answers import Answer
from detente.web.conditions import Conditions

if TYPE_CHECKING:
    from detente.web.asked import Asked
    from detente.web.shelf import Shelf

MOST_OUTLETS = 40


def sources(shelf: Shelf, asked: Asked) -> Answer:
    """Return articles, the newest first, with how many records each gave; ``show=failed`` asks for pages without text."""
    conditions = Conditions().add("contains(lower(coalesce(title, '')), lower(?))", asked.q).add("outlet = ?", asked.outlet)
    conditions.add("published >= ?", asked.since).add("published <= ?", asked.until)
    if asked.show == "failed":
        conditions.parts.append("failure is not null")
    where = conditions.sql
    total = shelf.count(f"select count(*) from sheets where {where}", conditions.values)  # noqa: S608 - values are bound
    columns = "id as article, outlet, published, published_from, title, url, lang, failure, flags"
    chosen = (
        f"select {columns} from sheets where {where} order by published desc nulls last, id "  # noqa: S608 - values are bound
        f"limit {asked.limit} offset {asked.skipped}"
    )
    question = f"select * from ({chosen}) join counted using (article) order by published desc nulls last, article"  # noqa: S608 - as above
    rows = shelf.rows(question, conditions.values)
    outlets = shelf.rows(
        "select outlet, count(*) as articles, count(failure) as failed from sheets group by outlet "  # noqa: S608 - a whole number
        f"order by articles desc, outlet limit {MOST_OUTLETS}"
    )
    return Answer("sources.html", "Sources", rows, {"total": total}, {"outlets": outlets})
