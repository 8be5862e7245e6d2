"""Reports as flat rows with everything side by side: CSV, names that Stata takes, Parquet; and the columns themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.exchange.codes import cameo_actor, cameo_code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.exchange.codes import Known
    from detente.exchange.deeds import Deed
    from detente.records import Mention

STATA_NAME, STATA_CELL = 32, 2045
"""Stata's longest name of a variable, and the longest str# value in bytes."""
SPLIT = "; "
SIDE = ("code", "name", "cameo", "iso3", "iso2", "cow", "gw", "fips", "country")
COLUMNS = (
    "id", "event_date", "time_start", "time_end", "type", "mode", "context", "status", "prominence", "score",
    "cameo", "cameo_root", "quad_plover", "quad_gdelt", "quad_icews", "penta", "goldstein_gdelt", "goldstein_icews",
    *(f"source_{name}" for name in SIDE), *(f"target_{name}" for name in SIDE),
    "place", "place_iso3", "place_region", "latitude", "longitude", "attributed_to", "rule", "match",
    "trigger", "trigger_start", "trigger_end", "sentence", "article", "published", "outlet", "url", "title",
)  # fmt: skip


def flat_row(deed: Deed, known: Known, sources: Iterable[Mention], targets: Iterable[Mention]) -> dict[str, Any]:
    """Return a report as a flat row; several actors stand in one cell, split by semicolons."""
    report, origin, place = deed.report, deed.origin, deed.report.place
    code = deed.code or cameo_code(report, known)
    time = report.time
    row: dict[str, Any] = {
        "id": report.id, "event_date": deed.day, "time_start": time and time.start, "time_end": time and time.end,
        "type": report.type, "mode": report.mode, "context": report.context, "status": report.status.value,
        "prominence": report.prominence.value, "score": known.events.score(report.type, report.mode),
        "cameo": code, "cameo_root": code[:2], "quad_plover": known.events.types[report.type].quad,
        "quad_gdelt": known.quad("gdelt", code), "quad_icews": known.quad("icews", code), "penta": known.quad("penta", code),
        "goldstein_gdelt": known.events.goldstein_score(code),
        "goldstein_icews": known.layout.goldstein_icews.get(code, known.events.goldstein_score(code)),
        **_side("source", sources, deed, known), **_side("target", targets, deed, known),
        "place": place and place.name, "place_iso3": place and place.country, "place_region": place and place.region,
        "latitude": place and place.latitude, "longitude": place and place.longitude,
        "attributed_to": SPLIT.join(each.name for each in report.attributed_to), "rule": report.rule, "match": report.score,
        "trigger": report.trigger.text, "trigger_start": report.trigger.start, "trigger_end": report.trigger.end,
        "sentence": report.sentence.text, "article": report.article, "published": origin.published, "outlet": origin.outlet,
        "url": origin.url, "title": origin.title,
    }  # fmt: skip
    return row


def _side(name: str, mentions: Iterable[Mention], deed: Deed, known: Known) -> dict[str, str]:
    rows = []
    for mention in mentions:
        state = known.states(mention.code[:3], deed.day)
        codes = (state.iso3, state.iso2, state.cow, state.gw, state.fips, state.name) if state else ("",) * 6
        rows.append((mention.code, mention.name, cameo_actor(mention), *codes))
    return {f"{name}_{column}": SPLIT.join(row[at] for row in rows) for at, column in enumerate(SIDE)}


def csv_cells(row: dict[str, Any]) -> list[str]:
    """Return the cells of a row as text."""
    return ["" if row[name] is None else str(row[name]) for name in COLUMNS]


def stata_cells(row: dict[str, Any]) -> list[str]:
    """Return the cells of a row on one line each, none longer than Stata's longest text."""
    cells = (" ".join(cell.split()) for cell in csv_cells(row))
    return [cell if len(cell) <= STATA_CELL // 4 else cell.encode()[:STATA_CELL].decode("utf-8", "ignore") for cell in cells]
