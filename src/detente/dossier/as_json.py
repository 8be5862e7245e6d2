"""A dossier as JSON: the records as they are, and what was made of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from detente.dossier.index import RECIPE

if TYPE_CHECKING:
    from detente.dossier.compare import Difference
    from detente.dossier.gather import Dossier


def as_json(dossier: Dossier, difference: Difference | None = None) -> str:
    """Return the dossier as JSON. A field that is an event inside another part is given by the event's id."""
    events = {event.id for event in dossier.events}
    content: dict[str, Any] = {
        "scope": _ready(dossier.scope, set()),
        "events": [_whole(event) for event in dossier.events],
        "index": {
            "recipe": RECIPE,
            "by": dossier.scope.by,
            "periods": _ready(dossier.periods, events),
            "moves": _ready(dossier.moves, events),
        },
        "readouts": _ready(dossier.readouts, events),
        "plans": _ready(dossier.plans, events),
        "figures": _ready(dossier.figures, events),
        "positions": [_whole(event) for event in dossier.positions],
        "views": _ready(dossier.views, events),
        "statements": _ready(dossier.statements, events),
        "phrases": _ready(dossier.phrases, events),
        "flags": _ready(dossier.flags, events),
        "sources": [{**_ready(each, events), "text_origin": dossier.origins.get(key)} for key, each in dossier.articles.items()],
    }
    if difference is not None:
        content["changes"] = _ready(difference, events)
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _whole(event: Any) -> dict[str, Any]:
    return {field.name: _ready(getattr(event, field.name), set()) for field in dataclasses.fields(event)}


def _ready(value: Any, events: set[str]) -> Any:
    """Return a value as ``json.dumps`` takes it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        if getattr(value, "id", None) in events and hasattr(value, "reports"):
            return getattr(value, "id")  # noqa: B009 - any dataclass may come here
        return {field.name: _ready(getattr(value, field.name), events) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_ready(each, events) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else value
