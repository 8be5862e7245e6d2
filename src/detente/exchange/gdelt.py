"""GDELT events, 1.0 (57 or 58 columns) and 2.0 (61), and 2.0 mentions (16): tab-separated, without a header."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.compute as pc

from detente.errors import InputError
from detente.exchange.cameo import cameo_actors, cameo_columns
from detente.exchange.codes import BLOCK, cameo_actor, fips
from detente.exchange.columns import days, degrees, mapped, without
from detente.records import Prominence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.exchange.build import Columns
    from detente.exchange.codes import Known
    from detente.exchange.deeds import Deed
    from detente.records import Mention

COUNTRY, TOWN = "1", "4"
"""Kinds of places: a country, a town outside the United States."""


def find_columns_1(head: Sequence[str], _row: Sequence[str], known: Known) -> tuple[tuple[str, ...], bool]:
    """Return the columns of a 1.0 file by its width: 58, or 57 before 2013-04-01, when there was no address."""
    columns = known.layout.columns["gdelt1"]
    return _of_width(head, {len(columns): columns, len(columns) - 1: columns[:-1]})


def find_columns_2(head: Sequence[str], _row: Sequence[str], known: Known) -> tuple[tuple[str, ...], bool]:
    """Return the columns of a 2.0 file."""
    columns = known.layout.columns["gdelt2"]
    return _of_width(head, {len(columns): columns})


def _of_width(head: Sequence[str], layouts: dict[int, tuple[str, ...]]) -> tuple[tuple[str, ...], bool]:
    if len(head) not in layouts:
        message = f"{len(head)} columns instead of {' or '.join(map(str, layouts))}: choose the format that the file has"
        raise InputError(message)
    return layouts[len(head)], not head[0].strip().isdigit()


def read_gdelt(table: pa.Table, known: Known) -> Columns:
    """Return what a block of GDELT events says; places in it are FIPS, actors CAMEO."""
    cell = {name: without(table.column(name), known.layout.missing) for name in table.column_names if name in _READ}
    url = cell.get("SOURCEURL", pa.nulls(len(table), pa.string()))
    return {
        "key": url,
        "id": cell["GLOBALEVENTID"],
        "day": days(table.column("SQLDATE")),
        "published": days(table.column("DATEADDED")),
        "outlet": mapped(url, _host, pa.string()),
        "url": url,
        "place_name": cell["ActionGeo_FullName"],
        "place_country": mapped(cell["ActionGeo_CountryCode"], known.layout.fips.get, pa.string()),
        "place_region": cell["ActionGeo_ADM1Code"],
        "latitude": degrees(table.column("ActionGeo_Lat"), 90),
        "longitude": degrees(table.column("ActionGeo_Long"), 180),
        "prominence": pc.if_else(pc.equal(table.column("IsRootEvent"), "0"), Prominence.BACKGROUND.value, Prominence.LEAD.value),
        **cameo_columns(cell["EventCode"], known),
        **cameo_actors(cell["Actor1Code"], cell["Actor1Name"], "source", known),
        **cameo_actors(cell["Actor2Code"], cell["Actor2Name"], "target", known),
    }


_READ = frozenset(
    (
        "GLOBALEVENTID", "SOURCEURL", "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_ADM1Code", "EventCode",
        "Actor1Code", "Actor1Name", "Actor2Code", "Actor2Name",
    )
)  # fmt: skip


def _host(url: str) -> str | None:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def write_gdelt(deed: Deed, known: Known) -> list[str]:
    """Return a deed as a row of GDELT 2.0 events."""
    score, day = known.events.goldstein_score(deed.code), deed.day
    added = deed.origin.published or day
    written = {
        "GLOBALEVENTID": deed.event_id,
        "SQLDATE": f"{day:%Y%m%d}" if day else "",
        "MonthYear": f"{day:%Y%m}" if day else "",
        "Year": f"{day:%Y}" if day else "",
        "FractionDate": f"{day.year + (day.month * 30 + day.day) / 365:.4f}" if day else "",
        **_side(deed.source, "Actor1", known),
        **_side(deed.target, "Actor2", known),
        "IsRootEvent": "1" if deed.report.prominence is Prominence.LEAD else "0",
        "EventCode": deed.code,
        "EventBaseCode": deed.code[:BLOCK],
        "EventRootCode": deed.code[:2],
        "QuadClass": str(known.quad("gdelt", deed.code) or ""),
        "GoldsteinScale": "" if score is None else f"{score:g}",
        "NumMentions": "1",
        "NumSources": "1",
        "NumArticles": "1",
        **_place(deed, known),
        "DATEADDED": f"{added:%Y%m%d}000000" if added else "",
        "SOURCEURL": deed.origin.url or "",
    }
    return [written.get(name, "") for name in known.layout.columns["gdelt2"]]


def _side(mention: Mention | None, name: str, known: Known) -> dict[str, str]:
    if mention is None:
        return {}
    code = cameo_actor(mention)
    blocks = [code[at : at + BLOCK] for at in range(0, len(code), BLOCK)]
    country = mention.code[:BLOCK]
    types = [block for block in blocks if block in known.layout.sector_codes][:3]
    return {
        f"{name}Code": code,
        f"{name}Name": mention.name.upper(),
        f"{name}CountryCode": country if known.states(country, None) else "",
        **{f"{name}Type{at}Code": block for at, block in enumerate(types, 1)},
    }


def _place(deed: Deed, known: Known) -> dict[str, str]:
    place = deed.report.place
    if place is None:
        return {"ActionGeo_Type": "0"}
    return {
        "ActionGeo_Type": TOWN if place.latitude is not None else COUNTRY,
        "ActionGeo_FullName": place.name,
        "ActionGeo_CountryCode": fips(place.country, deed.day, known),
        "ActionGeo_ADM1Code": place.region or "",
        "ActionGeo_Lat": "" if place.latitude is None else repr(place.latitude),
        "ActionGeo_Long": "" if place.longitude is None else repr(place.longitude),
    }


def write_mention(deed: Deed, _known: Known) -> list[str]:
    """Return a deed's report as a row of GDELT 2.0 mentions: one event in one article, with where its words stand."""
    added = deed.origin.published or deed.day
    stamp = f"{added:%Y%m%d}000000" if added else ""
    is_worded = deed.report.sentence.text != ""
    sides = [str(each.span.start) if each and is_worded else "-1" for each in (deed.source, deed.target)]
    trigger = str(deed.report.trigger.start) if is_worded else "-1"
    confidence = str(round(deed.report.score * 100))
    return [
        deed.event_id, stamp, stamp, "1" if deed.origin.url else "2", deed.origin.outlet or "", deed.origin.url or deed.origin.id,
        "", *sides, trigger, "1", confidence, "", "", "", "",
    ]  # fmt: skip
