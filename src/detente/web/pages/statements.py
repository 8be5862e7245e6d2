"""Statements by speaker, and the ledger of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.web.answers import Answer
from detente.web.conditions import Conditions
from detente.web.pages.acts import page_of, shown

if TYPE_CHECKING:
    from detente.web.asked import Asked
    from detente.web.shelf import Shelf

MOST_SPEAKERS = 40


def statements(shelf: Shelf, asked: Asked) -> Answer:
    """Return who said what, the newest first: by a speaker's name or part of it, country or code."""
    conditions = Conditions().period(asked).add("kind = ?", asked.kind).add("contains(lower(content), lower(?))", asked.q)
    conditions.add("contains(lower(speaker), lower(?)) or party = ? or code = ?", asked.speaker)
    rows, total = page_of(shelf, "sayings", conditions, asked, newest=True)
    question = f"select * from speakers order by statements desc, speaker limit {MOST_SPEAKERS}"  # noqa: S608 - a whole number
    return Answer("statements.html", "Statements", shown(rows), {"total": total}, {"records": rows, "speakers": shelf.rows(question)})


def figures(shelf: Shelf, asked: Asked) -> Answer:
    """Return reported quantities, the newest first: by words of the measure or the sentence, and by whom they are about."""
    conditions = Conditions().period(asked).add("contains(lower(coalesce(measure, '')), lower(?))", asked.measure)
    conditions.add("subject = ? or starts_with(subject, ? || ' ')", asked.actor).add("contains(folded, lower(?))", asked.q)
    rows, total = page_of(shelf, "amounts", conditions, asked, newest=True)
    return Answer("figures.html", "Figures", shown(rows), {"total": total}, {"records": rows})
