"""Phoenix daily files (events.full.YYYYMMDD.txt): 26 columns, tab-separated, without a header."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from detente.errors import InputError
from detente.exchange.cameo import cameo_actors, cameo_columns
from detente.exchange.codes import BLOCK, cameo_actor
from detente.exchange.columns import days, degrees, mapped, without

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.exchange.build import Columns
    from detente.exchange.codes import Known
    from detente.exchange.deeds import Deed
    from detente.records import Mention


def find_columns(head: Sequence[str], _row: Sequence[str], known: Known) -> tuple[tuple[str, ...], bool]:
    """Return the columns of a file, which has a header only where somebody added one."""
    columns = known.layout.columns["phoenix"]
    if len(head) != len(columns):
        message = f"{len(head)} columns instead of {len(columns)}: choose the format that the file has"
        raise InputError(message)
    return columns, not head[1].strip().isdigit()


def read_phoenix(table: pa.Table, known: Known) -> Columns:
    """Return what a block of Phoenix rows says. Lists are split by semicolons; the first address and source stand for the event."""
    cell = {name: without(table.column(name), known.layout.missing) for name in table.column_names}
    url = mapped(cell["URLs"], _first, pa.string())
    day = days(table.column("Date"))
    return {
        "key": url,
        "id": cell["EventID"],
        "day": day,
        "published": day,
        "outlet": mapped(cell["NewsSources"], _first, pa.string()),
        "url": url,
        "place_name": pc.coalesce(cell["LocationName"], cell["StateName"]),
        "place_country": mapped(cell["CountryCode"], lambda code: code if code in known.layout.country_codes else None, pa.string()),
        "place_region": cell["StateName"],
        "latitude": _coordinate(table, "Lat", 90),
        "longitude": _coordinate(table, "Lon", 180),
        **cameo_columns(cell["EventCode"], known),
        **cameo_actors(cell["SourceActorFull"], pa.nulls(len(table), pa.string()), "source", known),
        **cameo_actors(cell["TargetActorFull"], pa.nulls(len(table), pa.string()), "target", known),
    }


def _coordinate(table: pa.Table, name: str, most: float) -> pa.Array:
    return degrees(table.column(name), most)


def _first(cell: str) -> str | None:
    return cell.partition(";")[0].strip() or None


def write_phoenix(deed: Deed, known: Known) -> list[str]:
    """Return a deed as a row of a Phoenix file."""
    day, place = deed.day, deed.report.place
    score = known.events.goldstein_score(deed.code)
    quad = known.quad("penta", deed.code)
    return [
        f"{deed.event_id}_1",
        f"{day:%Y%m%d}" if day else "",
        f"{day:%Y}" if day else "",
        f"{day:%m}" if day else "",
        f"{day:%d}" if day else "",
        *_side(deed.source, known),
        *_side(deed.target, known),
        deed.code,
        deed.code[:2],
        "" if quad is None else str(quad),
        "" if score is None else f"{score:g}",
        "",
        "" if place is None or place.latitude is None else repr(place.latitude),
        "" if place is None or place.longitude is None else repr(place.longitude),
        place.name if place else "",
        (place.region or "") if place else "",
        (place.country or "") if place else "",
        deed.report.id,
        deed.origin.url or "",
        (deed.origin.outlet or "").replace(";", ","),
    ]


def _side(mention: Mention | None, known: Known) -> tuple[str, str, str, str]:
    """Return the whole code, the country, the first role, and the rest joined by semicolons."""
    code = cameo_actor(mention)
    blocks = [code[at : at + BLOCK] for at in range(0, len(code), BLOCK)]
    role = next((block for block in blocks[1:] if block in known.layout.sector_codes), "")
    return code, blocks[0], role, ";".join(block for block in blocks[1:] if block != role)
