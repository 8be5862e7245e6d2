"""Records to Arrow and back: the one place that knows column types.

Types follow from the dataclasses of ``records``: a nested record is a struct, a tuple a list, an enum its string.
The columns of a table are the fields of its record, in order; records without an ``article`` field get one in front.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from detente.records import Article, Coded, Copy, Edge, Figure, Judgement, Link, Mention, Report, Review, Statement, Time

VERSION = 1
"""Version of the tables below; raise it, and write a migration, when a column changes."""

TABLES: dict[str, Any] = {
    "articles": Article,
    "mentions": Mention,
    "times": Time,
    "reports": Report,
    "statements": Statement,
    "figures": Figure,
}
"""Tables of a store, in the order in which they are written, and the record in each row."""

MERGED: dict[str, Any] = {"links": Link, "edges": Edge, "copies": Copy, "judgements": Judgement, "reviews": Review}
"""Tables that later stages add, and the record in each row."""

R = TypeVar("R")
Row = dict[str, Any]

_SIMPLE: dict[type, Any] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    bytes: pa.binary(),
    dt.date: pa.date32(),
    dt.datetime: pa.timestamp("us", tz="UTC"),
}


@cache
def _fields(record: type) -> tuple[tuple[str, Any, bool], ...]:
    """Return name, type and whether it may be missing, for each field of a record."""
    hints = get_type_hints(record)
    return tuple((field.name, *_split(hints[field.name])) for field in dataclasses.fields(record))


def _split(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, UnionType):
        inner = [each for each in get_args(hint) if each is not NoneType]
        return inner[0], True
    return hint, False


def _arrow_type(hint: Any) -> pa.DataType:
    if get_origin(hint) is tuple:
        return pa.list_(_arrow_type(get_args(hint)[0]))
    if dataclasses.is_dataclass(hint):
        return pa.struct(_arrow_fields(hint))  # type: ignore[arg-type]
    return pa.string() if issubclass(hint, StrEnum) else _SIMPLE[hint]


def _arrow_fields(record: type) -> list[pa.Field]:
    return [pa.field(name, _arrow_type(hint), nullable=missing) for name, hint, missing in _fields(record)]


@cache
def arrow_schema(table: str) -> pa.Schema:
    """Return the columns of a table of ``TABLES`` or ``MERGED``."""
    record = TABLES.get(table) or MERGED[table]
    columns = _arrow_fields(record)
    if table == "articles":
        columns.append(pa.field("failure", pa.string(), nullable=True))
    elif table in TABLES and all(name != "article" for name, _, _ in _fields(record)):
        columns.insert(0, pa.field("article", pa.string(), nullable=False))
    return pa.schema(columns)


@cache
def _encoder(hint: Any) -> Callable[[Any], Any] | None:
    """Return what turns a value of that type into what Arrow takes; ``None`` where it takes the value itself."""
    if get_origin(hint) is tuple:
        inner = _encoder(get_args(hint)[0])
        return list if inner is None else lambda values: [inner(value) for value in values]
    if dataclasses.is_dataclass(hint):
        return plain
    if issubclass(hint, StrEnum):
        return str
    return None


@cache
def _decoder(hint: Any) -> Callable[[Any], Any] | None:
    """Return the reverse of ``_encoder``."""
    if get_origin(hint) is tuple:
        inner = _decoder(get_args(hint)[0])
        return tuple if inner is None else lambda values: tuple(inner(value) for value in values)
    if dataclasses.is_dataclass(hint):
        return lambda row: record_of(hint, row)  # type: ignore[arg-type]
    return hint if issubclass(hint, StrEnum) else None


@cache
def _plan(record: type, make: Callable[[Any], Callable[[Any], Any] | None]) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    return tuple((name, make(hint)) for name, hint, _ in _fields(record))


def plain(record: Any) -> Row:
    """Return a record as a dict of plain values, the shape of a row."""
    row = {}
    for name, encode in _plan(record.__class__, _encoder):
        value = getattr(record, name)
        row[name] = value if encode is None or value is None else encode(value)
    return row


def record_of(record: type[R], row: Row) -> R:
    """Return the record that a row holds; columns that the record does not have are left out."""
    values = {}
    kind: Any = record
    for name, decode in _plan(kind, _decoder):
        value = row[name]
        values[name] = value if decode is None or value is None else decode(value)
    return record(**values)


def json_ready(record: Any) -> Row:
    """Return a record as a dict that ``json.dumps`` takes: dates and times become ISO 8601."""
    ready: Row = _dates_as_text(plain(record))
    return ready


def _dates_as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _dates_as_text(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_dates_as_text(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def rows_of(coded: Coded) -> dict[str, list[Row]]:
    """Return the rows of one article, by table."""
    rows: dict[str, list[Row]] = {"articles": [{**plain(coded.article), "failure": coded.failure}]}
    for table in list(TABLES)[1:]:
        rows[table] = [{"article": coded.article.id, **plain(record)} for record in getattr(coded, table)]
    return rows


def tables_of(many: Iterable[Coded]) -> dict[str, pa.Table]:
    """Return the tables of many articles, in the order given."""
    rows: dict[str, list[Row]] = {table: [] for table in TABLES}
    for coded in many:
        for table, more in rows_of(coded).items():
            rows[table].extend(more)
    return {table: pa.Table.from_pylist(rows[table], schema=arrow_schema(table)) for table in TABLES}


def table_of(table: str, records: Iterable[Any]) -> pa.Table:
    """Return records as an Arrow table with the columns of ``table``, one of ``MERGED``."""
    return pa.Table.from_pylist([plain(record) for record in records], schema=arrow_schema(table))


def records_of(table: str, rows: pa.Table) -> Iterator[Any]:
    """Yield the record of each row of an Arrow table with the columns of ``table``, or more."""
    record = TABLES.get(table) or MERGED[table]
    for batch in rows.to_batches():
        for row in batch.to_pylist():
            yield record_of(record, row)


def coded_of(tables: dict[str, pa.Table]) -> Iterator[Coded]:
    """Yield the articles with their records: the reverse of ``tables_of``."""
    found: dict[str, dict[str, list[Any]]] = {}
    for table in list(TABLES)[1:]:
        for row in tables[table].to_pylist():
            record = record_of(TABLES[table], row)
            found.setdefault(row["article"], {}).setdefault(table, []).append(record)
    for row in tables["articles"].to_pylist():
        records = found.get(row["id"], {})
        parts = {table: tuple(records.get(table, ())) for table in list(TABLES)[1:]}
        yield Coded(record_of(Article, row), **parts, failure=row["failure"])
