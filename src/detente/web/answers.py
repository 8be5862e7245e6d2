"""A page is a query: what it found, and how that is written as HTML, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from typing import Any

from detente.schema import _dates_as_text

Row = dict[str, Any]
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula for a spreadsheet, and the text of a page may be anything."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page found. ``rows`` are its table; ``facts`` what stands beside it in JSON too; ``view`` is for the template alone."""

    template: str
    title: str
    rows: list[Row]
    facts: Row = field(default_factory=dict)
    view: Row = field(default_factory=dict)
    status: int = 200


def as_json(answer: Answer) -> str:
    """Return facts and rows as JSON."""
    ready = _dates_as_text({"title": answer.title, **answer.facts, "rows": answer.rows})
    return json.dumps(ready, ensure_ascii=False, indent=1, default=str) + "\n"


def as_csv(answer: Answer) -> str:
    """Return the rows as CSV with a header; a cell that a spreadsheet would take for a formula gets a quotation mark in front."""
    if not answer.rows:
        return ""
    out = io.StringIO()
    lines = csv.DictWriter(out, list(answer.rows[0]), lineterminator="\n")
    lines.writeheader()
    lines.writerows({name: _cell(value) for name, value in row.items()} for row in answer.rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    return "'" + value if isinstance(value, str) and value.startswith(DANGEROUS) else value
