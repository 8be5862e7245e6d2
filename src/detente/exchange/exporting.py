"""A store's reports into somebody else's format, row by row: memory does not grow with the store."""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from detente import schema
from detente.errors import InputError
from detente.exchange import flat, gdelt, geojson, icews, networks, phoenix, plover, polecat
from detente.exchange.codes import Known, cameo_code, load_known
from detente.exchange.deeds import Deed, Options, Pairs, deeds_of, find_deeds, read_reports
from detente.records import Status

if TYPE_CHECKING:
    from pathlib import Path

    from detente.lexicon import Lexicon
    from detente.records import Report
    from detente.store import Origin, Store

BATCH = 8192


@dataclass(slots=True)
class ExportSummary:
    """How many rows were written, what was left out and how often, and what the format cannot carry at all."""

    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Dyadic:
    """A format of one row for one deed: its columns in the lexicon, whether they are a header, and how a deed is written."""

    columns: str
    has_header: bool
    row: Callable[[Deed, Known], list[str]]


_DYADIC = {
    "gdelt": _Dyadic("gdelt2", False, gdelt.write_gdelt),  # noqa: FBT003 - named in the class
    "mentions": _Dyadic("mentions", False, gdelt.write_mention),  # noqa: FBT003
    "icews": _Dyadic("icews", True, icews.write_icews),  # noqa: FBT003
    "polecat": _Dyadic("polecat", True, polecat.write_polecat),  # noqa: FBT003
    "phoenix": _Dyadic("phoenix", False, phoenix.write_phoenix),  # noqa: FBT003
}
FORMATS = ("csv", "stata", "parquet", "jsonl", *_DYADIC, "geojson", "gexf", "gephi")
Found = Iterator[tuple["Report", "Origin"]]


def export_store(store: Store, name: str, out: Path, options: Options, lexicon: Lexicon) -> ExportSummary:
    """Write the reports that ``options`` ask for to the file ``out``. Raises InputError where it cannot be written, StoreError."""
    known = load_known(lexicon)
    summary = ExportSummary(losses=known.layout.losses_out[name])
    found = islice(_counted(read_reports(store, options), name, options, summary), options.limit)
    if name == "parquet":
        _write_parquet(found, out, summary)
        return summary
    lines = _lines(name, found, known, options, summary)
    with _whole(out) as stream:
        if name in ("csv", "stata", "gephi"):
            csv.writer(stream, lineterminator="\n").writerows(lines)
        else:
            stream.writelines("\t".join(map(_cell, line)) + "\n" if isinstance(line, list) else line for line in lines)
    return summary


def _counted(found: Found, name: str, options: Options, summary: ExportSummary) -> Found:
    """Pass reports on, counting those whose status the format has no place for."""
    for report, origin in found:
        if name in (*_DYADIC, "gexf", "gephi") and report.status is not Status.HAPPENED and not options.all_statuses:
            summary.left_out[f"{report.status.value} (--all-statuses writes them as if they had happened)"] += 1
            continue
        yield report, origin


def _lines(name: str, found: Found, known: Known, options: Options, summary: ExportSummary) -> Iterator[list[str] | str]:
    """Yield what a file of a format consists of, in order: rows as lists of cells, or text."""
    if name in _DYADIC:
        layout = _DYADIC[name]
        if layout.has_header:
            yield list(known.layout.columns[layout.columns])
        for deed in find_deeds(found, known, options):
            summary.rows += 1
            yield layout.row(deed, known)
    elif name in ("csv", "stata"):
        yield list(flat.COLUMNS)
        for row in _flat_rows(found, known, options):
            summary.rows += 1
            yield flat.csv_cells(row) if name == "csv" else flat.stata_cells(row)
    elif name == "jsonl":
        for report, origin in _one_a_day(found, known, options):
            summary.rows += 1
            yield plover.plover_line(report, origin, known) + "\n"
    elif name == "geojson":
        yield from _features(_one_a_day(found, known, options), known, summary)
    else:
        yield from _network(name, find_deeds(found, known, options), known, summary)


def _flat_rows(found: Found, known: Known, options: Options) -> Iterator[dict[str, object]]:
    if options.pairs is Pairs.KEEP:
        for report, origin in _one_a_day(found, known, options):
            deed = Deed(report, origin, None, None, cameo_code(report, known))
            yield flat.flat_row(deed, known, report.source, report.target)
        return
    for deed in find_deeds(found, known, replace(options, all_statuses=True)):
        yield flat.flat_row(deed, known, [deed.source] if deed.source else [], [deed.target] if deed.target else [])


def _one_a_day(found: Found, known: Known, options: Options) -> Found:
    """Yield reports, of those with the same day, actors and code the first where one a day is asked for."""
    seen: set[tuple[object, ...]] = set()
    last = None
    for report, origin in found:
        if options.one_a_day:
            deeds = list(deeds_of(report, origin, known, Pairs.COLLAPSE))
            if deeds[0].day != last:
                seen, last = set(), deeds[0].day
            key = tuple((each.source and each.source.code, each.target and each.target.code, each.code) for each in deeds)
            if key in seen:
                continue
            seen.add(key)
        yield report, origin


def _features(found: Found, known: Known, summary: ExportSummary) -> Iterator[str]:
    yield geojson.HEAD
    for report, origin in found:
        line = geojson.feature(report, origin, cameo_code(report, known), known)
        if line is None:
            summary.left_out["reports without coordinates"] += 1
            continue
        yield (",\n" if summary.rows else "") + line
        summary.rows += 1
    yield geojson.TAIL


def _network(name: str, deeds: Iterator[Deed], known: Known, summary: ExportSummary) -> Iterator[list[str] | str]:
    edges = networks.count_edges(deeds, known)
    summary.rows = len(edges)
    if name == "gephi":
        yield list(networks.GEPHI)
        yield from networks.gephi_rows(edges)
    else:
        yield from (line + "\n" for line in networks.gexf_lines(edges))


def _cell(text: str) -> str:
    """Return a cell without what would break a tab-separated line."""
    return " ".join(text.split()) if any(letter in text for letter in "\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029") else text


def _write_parquet(found: Found, out: Path, summary: ExportSummary) -> None:
    columns = pa.schema(
        [*schema.arrow_schema("reports"), *(pa.field(name, kind) for name, kind in _ORIGIN.items())]
    )
    with _whole(out, binary=True) as stream, pq.ParquetWriter(stream, columns, compression="zstd") as writer:
        rows: list[dict[str, object]] = []
        for report, origin in found:
            rows.append({**schema.plain(report), **{name: getattr(origin, name) for name in _ORIGIN}})
            if len(rows) == BATCH:
                writer.write_table(pa.Table.from_pylist(rows, schema=columns))
                summary.rows += len(rows)
                rows = []
        writer.write_table(pa.Table.from_pylist(rows, schema=columns))
        summary.rows += len(rows)


_ORIGIN = {"published": pa.date32(), "outlet": pa.string(), "url": pa.string(), "title": pa.string()}


@contextmanager
def _whole(out: Path, *, binary: bool = False) -> Iterator[IO[Any]]:
    """Open a file that appears under its name only when it is whole. Standard output, for ``-``, is written at once."""
    if str(out) == "-":
        with open(os.dup(1), "wb") if binary else open(os.dup(1), "w", encoding="utf-8", newline="") as stream:  # noqa: PTH123 - a descriptor
            yield stream
        return
    partial = out.with_name(out.name + ".partial")
    try:
        with partial.open("wb") if binary else partial.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        partial.replace(out)
    except OSError as error:
        partial.unlink(missing_ok=True)
        message = f"{out}: cannot be written ({error.strerror or error}): choose another file, or make room"
        raise InputError(message) from error
