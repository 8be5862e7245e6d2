"""Search: words in the sentences of reports, statements and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import InputError
from detente.web.answers import Answer
from detente.web.conditions import Conditions
from detente.web.pages.acts import TABLES, filtered, page_of, shown

if TYPE_CHECKING:
    from detente.web.asked import Asked
    from detente.web.shelf import Shelf


def search(shelf: Shelf, asked: Asked) -> Answer:
    """Return the records whose sentence contains the words, in upper or lower case; the newest first. Raises InputError."""
    kind = asked.where or "reports"
    if kind not in TABLES:
        message = f"{kind!r} cannot be searched: choose {', '.join(TABLES)}"
        raise InputError(message)
    conditions = Conditions().add("contains(folded, lower(?))", asked.q)
    if kind == "reports":
        filtered(conditions, asked).add("place = ?", asked.place)
        conditions.add("list_contains(doers, ?) or list_contains(receivers, ?)", asked.actor)
    else:
        conditions.period(asked)
    rows, total = page_of(shelf, TABLES[kind], conditions, asked, newest=True)
    return Answer("search.html", "Search", shown(rows), {"total": total}, {"records": rows, "kind": kind})
