"""Rows of somebody else's table as articles without text and reports without words, straight in Arrow.

A reader hands over columns by name (``Columns``); what it leaves out is unknown. An article is what shares ``key`` within a block.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from detente import schema
from detente.exchange.columns import nothing, plain
from detente.records import Prominence, Status, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Columns = dict[str, pa.Array]
"""key, id, day, published, outlet, url, type, mode, context, tag, source_name/_code/_entity, target_..., place_name/_country/_region,
latitude, longitude, prominence, failure. ``tag`` ends the rule ("CAMEO 042"); ``failure`` says why a row makes no report."""

NOTE = "import"
"""Kind of the note on an imported article: format and what the row was part of."""
TAIL = 56
"""Hexadecimal digits of a block's hash in the page ids of its articles."""
EMPTY = hashlib.sha256(b"").hexdigest()


def build(columns: Mapping[str, Any], name: str, block: str, fail: Callable[[int, str], None]) -> dict[str, pa.Table]:
    """Return the tables of a block of format ``name``; rows that make no report go to ``fail`` with their place in the block."""
    rows = len(columns["id"])
    full: Columns = {each: plain(columns[each]) if each in columns else nothing(rows) for each in _TEXT}
    for each, kind in _VALUES.items():
        full[each] = plain(columns[each]) if each in columns else nothing(rows, kind)
    keep = _keep(full, fail)
    taken = {each: column.take(keep) for each, column in full.items()}
    articles, place = articles_of(taken, name, block)
    return {**no_tables(), "articles": articles, "reports": _reports(taken, name, articles.column("id").combine_chunks().take(place))}


_TEXT = (
    "key", "id", "outlet", "url", "type", "mode", "context", "tag", "source_name", "source_code", "source_entity",
    "target_name", "target_code", "target_entity", "place_name", "place_country", "place_region", "prominence", "failure",
)  # fmt: skip
_VALUES = {"day": pa.date32(), "published": pa.date32(), "latitude": pa.float64(), "longitude": pa.float64()}


def _keep(full: Columns, fail: Callable[[int, str], None]) -> pa.Array:
    """Return the places of rows that make a report."""
    rows = len(full["id"])
    bad: dict[int, str] = {}
    checks = (
        (pc.is_valid(full["failure"]), None),
        (pc.is_null(full["id"]), "no id"),
        (pc.is_null(full["day"]), "no date that can be read"),
        (pc.is_null(full["type"]), "no event type"),
        (pc.and_(pc.is_null(full["source_code"]), pc.is_null(full["target_code"])), "no actor"),
    )
    for mask, reason in checks:
        for at in np.flatnonzero(mask.to_numpy(zero_copy_only=False)).tolist():
            bad.setdefault(at, reason or full["failure"][at].as_py())
    codes = pc.fill_null(full["id"], "").dictionary_encode().indices.to_numpy()
    first = np.zeros(rows, dtype=bool)
    first[np.unique(codes, return_index=True)[1]] = True
    for at in np.flatnonzero(~first).tolist():
        bad.setdefault(at, "an id that an earlier row has")
    for at in sorted(bad):
        fail(at, bad[at])
    good = np.ones(rows, dtype=bool)
    good[list(bad)] = False
    return pa.array(np.flatnonzero(good))


def no_tables() -> dict[str, pa.Table]:
    """Return the tables of a store without rows."""
    return {table: schema.arrow_schema(table).empty_table() for table in schema.TABLES}


def articles_of(taken: Columns, name: str, block: str) -> tuple[pa.Table, pa.Array]:
    """Return the articles of a block, and for each row the place of its article."""
    coded = pc.fill_null(pc.coalesce(taken["key"], taken["id"]), "").dictionary_encode()
    count = len(coded.dictionary)
    first = pa.array(np.unique(coded.indices.to_numpy(), return_index=True)[1])
    keys = coded.dictionary.to_pylist()
    schema_ = schema.arrow_schema("articles")
    published = taken["published"].take(first)
    values: dict[str, Any] = {
        "id": [digest(name, block, key) for key in keys],
        "page": [f"{at:08x}{block[:TAIL]}" for at in range(count)],
        "url": taken["url"].take(first),
        "outlet": taken["outlet"].take(first),
        "authors": pa.ListArray.from_arrays(pa.array([0] * (count + 1), pa.int32()), pa.array([], pa.string())),
        "published": published,
        "published_from": pc.if_else(pc.is_valid(published), "given", None),
        "text": [""] * count,
        "text_sha256": [EMPTY] * count,
        "notes": [[{"kind": NOTE, "text": f"{name} {key}", "start": None}] for key in keys],
    }
    arrays = [_as(values.get(each.name, nothing(count, each.type)), each.type) for each in schema_]
    return pa.Table.from_arrays(arrays, schema=schema_), coded.indices


def _as(values: Any, kind: pa.DataType) -> pa.Array:
    if isinstance(values, list):
        return pa.array(values, type=kind)
    return values if values.type == kind else values.cast(kind)


def _reports(taken: Columns, name: str, article: pa.Array) -> pa.Table:
    wanted = schema.arrow_schema("reports")
    rows = len(article)
    tag = pc.fill_null(pc.binary_join_element_wise("", taken["tag"], " "), "")
    rule = pc.binary_join_element_wise(f"import:{name}", tag, "")
    span = _struct(wanted.field("sentence").type, rows, {"start": _same(0, rows), "end": _same(0, rows), "text": _same("", rows)})
    values = {
        "id": pc.binary_join_element_wise(name, taken["id"], "-"),
        "article": article,
        "sentence": span,
        "trigger": span,
        "type": taken["type"],
        "mode": taken["mode"],
        "context": taken["context"],
        "status": _same(Status.HAPPENED.value, rows),
        "source": _actors(taken, "source", rule, wanted.field("source").type, span),
        "target": _actors(taken, "target", rule, wanted.field("target").type, span),
        "time": _time(taken, name, wanted.field("time").type),
        "place": _place(taken, rule, wanted.field("place").type, span),
        "attributed_to": _nobody(wanted.field("attributed_to").type, rows),
        "prominence": pc.fill_null(taken["prominence"], Prominence.LEAD.value),
        "rule": rule,
        "score": _same(1.0, rows),
    }
    return pa.Table.from_arrays([_as(values[each.name], each.type) for each in wanted], schema=wanted)


def _same(value: Any, rows: int) -> pa.Array:
    return pa.repeat(pa.scalar(value), rows)


def _struct(kind: pa.StructType, rows: int, values: Mapping[str, Any], mask: Any = None) -> pa.Array:
    """Return a column of records; fields without values are null, as are rows of ``mask``."""
    fields = [kind.field(at) for at in range(kind.num_fields)]
    arrays = [_as(values[each.name], each.type) if each.name in values else _unknown(rows, each.type) for each in fields]
    return pa.StructArray.from_arrays(arrays, fields=fields, mask=mask)


def _unknown(rows: int, kind: pa.DataType) -> pa.Array:
    """Return a column without values; a missing record still needs cells in those of its fields that cannot be missing."""
    if not pa.types.is_struct(kind):
        return nothing(rows, kind)
    blank = {each.name: _same(0 if pa.types.is_integer(each.type) else "", rows) for each in kind}
    return _struct(kind, rows, blank, mask=pa.array(np.ones(rows, dtype=bool)))


def _actors(taken: Columns, side: str, rule: pa.Array, kind: pa.ListType, span: pa.Array) -> pa.Array:
    """Return a column of lists with one mention, or none where the side has no code."""
    there = pc.is_valid(taken[f"{side}_code"])
    at = pa.array(np.flatnonzero(there.to_numpy(zero_copy_only=False)))
    code = taken[f"{side}_code"].take(at)
    mention = {
        "span": span.slice(0, len(at)),
        "name": pc.coalesce(taken[f"{side}_name"].take(at), code),
        "code": code,
        "entity": taken[f"{side}_entity"].take(at),
        "rule": rule.take(at),
    }
    offsets = np.concatenate([[0], np.cumsum(there.to_numpy(zero_copy_only=False))]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), _struct(kind.value_type, len(at), mention), type=kind)


def _nobody(kind: pa.ListType, rows: int) -> pa.Array:
    return pa.ListArray.from_arrays(pa.array(np.zeros(rows + 1, dtype=np.int32)), nothing(0, kind.value_type), type=kind)


def _time(taken: Columns, name: str, kind: pa.StructType) -> pa.Array:
    rows = len(taken["day"])
    return _struct(kind, rows, {"start": taken["day"], "end": taken["day"], "reason": _same(f"import:{name}", rows)})


def _place(taken: Columns, rule: pa.Array, kind: pa.StructType, span: pa.Array) -> pa.Array:
    known = pc.or_(pc.or_(pc.is_valid(taken["place_name"]), pc.is_valid(taken["place_country"])), pc.is_valid(taken["latitude"]))
    at = {
        "span": span,
        "name": pc.coalesce(taken["place_name"], taken["place_region"], taken["place_country"], ""),
        "country": taken["place_country"],
        "region": taken["place_region"],
        "latitude": taken["latitude"],
        "longitude": taken["longitude"],
        "rule": rule,
    }
    return _struct(kind, len(rule), at, mask=pc.invert(known))
