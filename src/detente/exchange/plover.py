"""PLOVER's interchange layout (manual, chapter 5): JSON, one event a line, with offsets into the article's text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.exchange.codes import Known
    from detente.records import Mention, Place, Report
    from detente.store import Origin

QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}


def plover_line(report: Report, origin: Origin, known: Known) -> str:
    """Return a report as one line of JSON. Keys whose value is unknown are left out."""
    time, place = report.time, report.place
    day = (time.start or time.end) if time else None
    kind = known.events.types[report.type]
    written: dict[str, Any] = {
        "id": report.id,
        "date": str(day or origin.published or ""),
        "enddate": str(time.end) if time and time.end and time.end != day else None,
        "actor": [_entity(each, known) for each in report.source],
        "recipient": [_entity(each, known) for each in report.target],
        "event": [report.type],
        "mode": [report.mode] if report.mode else None,
        "context": [report.context] if report.context else None,
        "quad_code": QUADS[kind.quad],
        "event_scale": known.events.score(report.type, report.mode),
        "event_loc": place and _place(place),
        "status": report.status.value,
        "text": report.sentence.text or None,
        "text_info": _words(report) if report.sentence.text else None,
        "cite_info": {
            "url": origin.url,
            "title": origin.title,
            "publication": origin.outlet,
            "citation": str(origin.published) if origin.published else None,
        },
        "coder": report.rule,
        "comment": [each.name for each in report.attributed_to] or None,
    }
    return json.dumps({name: _known(value) for name, value in written.items() if value not in (None, "")}, ensure_ascii=False)


def _place(place: Place) -> dict[str, Any]:
    return {"name": place.name, "country": place.country, "region": place.region, "lat": place.latitude, "lon": place.longitude}


def _words(report: Report) -> dict[str, Any]:
    return {"sequence": report.article, "start": report.trigger.start, "end": report.trigger.end}


def _known(value: Any) -> Any:
    return {name: each for name, each in value.items() if each is not None} if isinstance(value, dict) else value


def _entity(mention: Mention, known: Known) -> dict[str, Any]:
    country, _, sector = mention.code.partition(" ")
    written = {
        "code": country,
        "sector": known.layout.plover_sectors.get(sector, sector) or None,
        "entity_text": mention.span.text or mention.name,
        "identifier_text": mention.name,
        "identifier_id": mention.entity,
    }
    return {name: each for name, each in written.items() if each is not None}
