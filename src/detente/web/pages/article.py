"""An article: its text with the records marked, each beside its paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.schema import json_ready
from detente.web.answers import Answer
from detente.web.marking import paragraphs_of

if TYPE_CHECKING:
    from detente.records import Coded
    from detente.web.shelf import Row, Shelf


def article(shelf: Shelf, wanted: str) -> Answer:
    """Return an article by its id or the beginning of it; a record's id gives its article. Raises InputError."""
    coded = shelf.coded(shelf.article_of(wanted) or wanted)
    tones = {kind: tone(score) for kind, score in shelf.scores.items()}
    view = {"coded": coded, "paragraphs": paragraphs_of(coded, tones)}
    facts = {"article": json_ready(coded.article), "failure": coded.failure}
    return Answer("article.html", coded.article.title or "Without a title", _rows(coded), facts, view)


def tone(score: float) -> str:
    """Return the class that colours a type: up for cooperation, down for conflict."""
    return "up" if score > 0 else "down" if score < 0 else ""


def _rows(coded: Coded) -> list[Row]:
    rows: list[Row] = []
    for kind, records in (("report", coded.reports), ("statement", coded.statements), ("figure", coded.figures)):
        for each in records:
            words = {"report": "trigger", "statement": "content", "figure": "span"}[kind]
            span = getattr(each, words)
            told = {"record": kind, "id": each.id, "type": getattr(each, "type", None), "words": span.text, "start": span.start}
            rows.append({**told, "end": span.end, "sentence": each.sentence.text, "rule": each.rule})
    return sorted(rows, key=lambda row: (row["start"], row["end"], row["id"]))
