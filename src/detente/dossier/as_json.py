"""A dossier as JSON: the records as they are, and what was counted from them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from detente.dossier.index import RECIPE
from detente.schema import json_ready

if TYPE_CHECKING:
    from detente.dossier.gather import Dossier, Entry


def as_json(dossier: Dossier) -> str:
    """Return the dossier as JSON."""
    content: dict[str, Any] = {
        "sides": [{"code": side.code, "name": side.name} for side in dossier.sides],
        "since": _text(dossier.since),
        "until": _text(dossier.until),
        "timeline": [_entry(entry) for entry in dossier.timeline],
        "index": {"recipe": RECIPE, "months": [json_ready(month) for month in dossier.months]},
        "statements": [json_ready(statement) for statement in dossier.statements],
        "positions": [json_ready(report) for report in dossier.positions],
        "figures": [[json_ready(figure) for figure in amount.figures] for amount in dossier.figures],
        "plans": [report.id for entry in dossier.plans for report in entry.reports],
        "sources": [json_ready(origin) for origin in dossier.origins.values()],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "first_day": _text(entry.day),
        "last_day": _text(entry.end),
        "day_from": "text" if entry.is_told else "publication",
        "type": entry.type,
        "status": entry.status.value,
        "source": list(entry.source),
        "target": list(entry.target),
        "reports": [json_ready(report) for report in entry.reports],
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
