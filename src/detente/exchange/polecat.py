"""POLECAT event files (ngecEvents...txt): 40 columns with a header, in which several files carry names without a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from detente.exchange.codes import NOBODY, country_name
from detente.exchange.columns import days, degrees, mapped, several, without

if TYPE_CHECKING:
    from detente.exchange.build import Columns
    from detente.exchange.codes import Known
    from detente.exchange.deeds import Deed
    from detente.records import Mention

WIKIPEDIA = "wikipedia:"
"""Begins the entity of an actor that POLECAT found in Wikipedia."""
KINDS = ("type", "mode", "context", "failure")


def read_polecat(table: pa.Table, known: Known) -> Columns:
    """Return what a block of POLECAT rows says; several contexts and sectors are split by semicolons, the first counts."""
    wanted = known.layout.columns["polecat"]
    cell = {name: without(table.column(name), known.layout.missing) for name in wanted}
    kind = several(
        [cell["Event Type"], cell["Event Mode"], cell["Contexts"]],
        lambda said, mode, contexts: _kind(said, mode, contexts, known),
        [pa.string()] * len(KINDS),
    )
    columns: Columns = {
        "key": pc.binary_join_element_wise(*(pc.fill_null(cell[each], "") for each in ("Publication Date", "Source", "Event ID")), " "),
        "id": cell["Event ID"],
        "day": days(table.column("Event Date")),
        "published": days(table.column("Publication Date")),
        "outlet": cell["Source"],
        "place_name": pc.coalesce(cell["Placename"], cell["City"], cell["District"], cell["Province"], cell["Country"]),
        "place_country": mapped(cell["Country"], known.country, pa.string()),
        "place_region": cell["Province"],
        "latitude": degrees(table.column("Latitude"), 90),
        "longitude": degrees(table.column("Longitude"), 180),
        **dict(zip(KINDS, kind, strict=True)),
    }
    for side, title, sector in (("source", "Actor", "Primary Actor Sector"), ("target", "Recipient", "Primary Recipient Sector")):
        cells = [cell[f"{title} Name"], cell[f"{title} Country"], cell[sector], cell[f"Wikipedia {title} ID"]]
        found = several(cells, lambda *said: _actor(*said, known=known), [pa.string()] * 3)
        columns[f"{side}_name"], columns[f"{side}_code"], columns[f"{side}_entity"] = found
    return columns


def _kind(said: str, mode: str, contexts: str, known: Known) -> tuple[str | None, str | None, str | None, str | None]:
    found = known.events.types.get(said.upper())
    if found is None:
        return None, None, None, f"unknown event type {said[:20]!r}"
    first = contexts.partition(";")[0].strip().lower().replace(" ", "_")
    wanted = mode.lower().replace("_", "-")
    return found.name, wanted if wanted in found.modes else None, first if first in known.events.contexts else None, None


def _actor(name: str, country: str, sector: str, wiki: str, *, known: Known) -> tuple[str | None, str | None, str | None]:
    """Return name, code and entity; a country is a name, a code of three letters, or unknown."""
    if not name and not country:
        return None, None, None
    first = country.partition(";")[0].strip()
    state = first if first in known.layout.country_codes else known.country(first) if first else None
    sectors = {theirs: ours for ours, theirs in known.layout.plover_sectors.items()}
    code = f"{state or NOBODY} {sectors.get(sector.partition(';')[0].strip(), '')}".strip()
    return name or first, code, WIKIPEDIA + wiki if wiki else None


def write_polecat(deed: Deed, known: Known) -> list[str]:
    """Return a deed as a row of POLECAT."""
    report, place = deed.report, deed.report.place
    kind = known.events.types[report.type]
    written = {
        "Event ID": report.id.removeprefix("polecat-") + (f".{deed.part}" if deed.part else ""),
        "Event Date": str(deed.day or ""),
        "Event Type": report.type,
        "Event Mode": report.mode or "",
        "Intensity": f"{known.events.score(report.type, report.mode):g}",
        "Quad Code": kind.quad.upper(),
        "Contexts": report.context or "",
        **_side(deed.source, "Actor", "Primary Actor Sector", deed, known),
        **_side(deed.target, "Recipient", "Primary Recipient Sector", deed, known),
        "Source": deed.origin.outlet or "",
        "Publication Date": str(deed.origin.published or ""),
        "Language": "English",
        "Version": "detente",
    }
    if place:
        written |= {
            "Placename": place.name,
            "Province": place.region or "",
            "Country": country_name(place.country, deed.day, known),
            "Latitude": "" if place.latitude is None else repr(place.latitude),
            "Longitude": "" if place.longitude is None else repr(place.longitude),
        }
    return [written.get(name) or "None" for name in known.layout.columns["polecat"]]


def _side(mention: Mention | None, title: str, primary: str, deed: Deed, known: Known) -> dict[str, str]:
    if mention is None:
        return {}
    country, _, sector = mention.code.partition(" ")
    state = known.states(country, deed.day)
    theirs = known.layout.plover_sectors.get(sector, sector)
    wiki = mention.entity.removeprefix(WIKIPEDIA) if mention.entity and mention.entity.startswith(WIKIPEDIA) else ""
    return {
        f"{title} Name": mention.name,
        f"{title} Country": state.name if state else country if country != NOBODY else "",
        f"{title} COW": state.cow if state else "",
        primary: theirs,
        f"{title} Sectors": theirs,
        f"{title} Name Raw": mention.span.text or mention.name,
        f"Wikipedia {title} ID": wiki,
    }
