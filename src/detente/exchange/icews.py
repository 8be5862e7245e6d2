"""ICEWS event files (yearly events.YYYY.*.tab, weekly *-icews-events.tab): 20 columns with a header."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from detente.exchange.cameo import cameo_columns
from detente.exchange.codes import BODIES, NOBODY, country_name
from detente.exchange.columns import days, degrees, mapped, several, without

if TYPE_CHECKING:
    from detente.exchange.build import Columns
    from detente.exchange.codes import Known
    from detente.exchange.deeds import Deed
    from detente.records import Mention

NAME = "icews"


def read_icews(table: pa.Table, known: Known) -> Columns:
    """Return what a block of ICEWS rows says. Event ids are unique only together with the date."""
    cell = {name: without(table.column(name), known.layout.missing) for name in table.column_names}
    day = days(table.column("Event Date"))
    region = cell["Province"]
    columns: Columns = {
        "key": pc.binary_join_element_wise(
            pc.fill_null(cell["Story ID"], ""), pc.fill_null(cell["Publisher"], ""), pc.fill_null(cell["Event Date"], ""), " "
        ),
        "id": pc.binary_join_element_wise(cell["Event ID"], pc.cast(day, pa.string()), "-"),
        "day": day,
        "published": day,
        "outlet": cell["Publisher"],
        "place_name": pc.coalesce(cell["City"], cell["District"], region, cell["Country"]),
        "place_country": mapped(cell["Country"], known.country, pa.string()),
        "place_region": region,
        "latitude": degrees(table.column("Latitude"), 90),
        "longitude": degrees(table.column("Longitude"), 180),
        **cameo_columns(cell["CAMEO Code"], known),
    }
    for side, title in (("source", "Source"), ("target", "Target")):
        cells = [cell[f"{title} Name"], cell[f"{title} Sectors"], cell[f"{title} Country"]]
        found = several(cells, lambda name, sectors, country: _actor(name, sectors, country, known), [pa.string(), pa.string()])
        columns[f"{side}_name"], columns[f"{side}_code"] = found
    # A date that cannot be read takes the id with it: say which of the two was wrong.
    columns["id"] = pc.coalesce(columns["id"], cell["Event ID"])
    return columns


def _actor(name: str, sectors: str, country: str, known: Known) -> tuple[str | None, str | None]:
    """Return name and code of an actor; the code is without a country where its name is not known."""
    if not name and not country:
        return None, None
    ranked = [known.layout.sectors[each] for part in sectors.replace('"', "").split(",") if (each := part.strip()) in known.layout.sectors]
    sector = min(ranked)[1] if ranked else ""
    state = known.country(country) if country else None
    if sector in BODIES:
        return name or None, f"{state}" if state else sector
    return name or None, f"{state or NOBODY} {sector}".strip()


def write_icews(deed: Deed, known: Known) -> list[str]:
    """Return a deed as a row of ICEWS."""
    place = deed.report.place
    score = known.layout.goldstein_icews.get(deed.code, known.events.goldstein_score(deed.code))
    return [
        deed.event_id,
        str(deed.day or ""),
        *_side(deed.source, deed, known),
        known.events.roots[deed.code[:2]].capitalize(),
        deed.code,
        "NULL" if score is None else f"{score:g}",
        *_side(deed.target, deed, known),
        deed.story,
        "NULL",
        deed.origin.outlet or "NULL",
        *((place.name, "NULL", place.region or "NULL", country_name(place.country, deed.day, known) or "NULL") if place else ("NULL",) * 4),
        *(("NULL", "NULL") if place is None else (_number(place.latitude), _number(place.longitude))),
    ]


def _number(value: float | None) -> str:
    return "NULL" if value is None else repr(value)


def _side(mention: Mention | None, deed: Deed, known: Known) -> tuple[str, str, str]:
    if mention is None:
        return "NULL", "NULL", "NULL"
    country, _, sector = mention.code.partition(" ")
    label = known.layout.sector_labels.get(country if country in BODIES else sector)
    return mention.name, label or "NULL", country_name(country, deed.day, known) or "NULL"
