"""Reports with coordinates as points of GeoJSON (RFC 7946: longitude first, WGS 84)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from detente.exchange.deeds import Deed
from detente.exchange.flat import flat_row

if TYPE_CHECKING:
    from detente.exchange.codes import Known
    from detente.records import Report
    from detente.store import Origin

LEFT_OUT = frozenset({"latitude", "longitude"})
HEAD, TAIL = '{"type": "FeatureCollection", "features": [\n', "\n]}\n"


def feature(report: Report, origin: Origin, code: str, known: Known) -> str | None:
    """Return a report as a feature, None where it has no coordinates."""
    place = report.place
    if place is None or place.latitude is None or place.longitude is None:
        return None
    row = flat_row(Deed(report, origin, None, None, code), known, report.source, report.target)
    told = {name: value if isinstance(value, int | float) else str(value) for name, value in row.items() if value not in (None, "")}
    properties = {name: value for name, value in told.items() if name not in LEFT_OUT}
    geometry = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    return json.dumps({"type": "Feature", "id": report.id, "geometry": geometry, "properties": properties}, ensure_ascii=False)
