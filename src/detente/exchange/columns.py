"""Columns of text to columns of values: each different cell is read once."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SEPARATOR = "\x1f"
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: .*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?")


def plain(column: Any) -> pa.Array:
    """Return a column as one array."""
    if not isinstance(column, pa.ChunkedArray):
        return column
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def mapped(column: Any, read: Callable[[str], Any], kind: pa.DataType) -> pa.Array:
    """Return a column of what ``read`` makes of each cell, which it sees once however often it stands there; None stays None."""
    coded = plain(column).dictionary_encode()
    made = pa.array([None if cell is None else read(cell) for cell in coded.dictionary.to_pylist()], type=kind)
    return made.take(coded.indices)


def several(columns: Sequence[Any], read: Callable[..., Any], kinds: Sequence[pa.DataType]) -> list[pa.Array]:
    """Return columns of what ``read`` makes of the cells side by side, a tuple with one value for each of ``kinds``."""
    joined = pc.binary_join_element_wise(*(pc.fill_null(plain(each), "") for each in columns), SEPARATOR)
    coded = plain(joined).dictionary_encode()
    made = [read(*cell.split(SEPARATOR)[: len(columns)]) for cell in coded.dictionary.to_pylist()]
    return [pa.array([each[at] for each in made], type=kind).take(coded.indices) for at, kind in enumerate(kinds)]


def without(column: Any, missing: frozenset[str]) -> pa.Array:
    """Return a column of text in which cells that stand for nothing are null, and others have no blanks around them."""
    return mapped(column, lambda cell: None if cell.strip() in missing else cell.strip(), pa.string())


def read_day(cell: str) -> dt.date | None:
    """Return the day that a cell names: 2018-06-01, 6/1/2018 (month first), 20180601 or 20180601120000; None for others."""
    text = cell.strip().strip('"')
    for pattern, order in ((_ISO, (0, 1, 2)), (_AMERICAN, (2, 0, 1)), (_COMPACT, (0, 1, 2))):
        if match := pattern.fullmatch(text):
            year, month, day = (int(match.groups()[at]) for at in order)
            try:
                return dt.date(year, month, day)
            except ValueError:
                return None
    return None


def days(column: Any) -> pa.Array:
    """Return a column of days, null where a cell names none."""
    return mapped(column, read_day, pa.date32())


def degrees(column: Any, most: float) -> pa.Array:
    """Return a column of coordinates, null where a cell is no number between ``-most`` and ``most``."""

    def read(cell: str) -> float | None:
        try:
            value = float(cell)
        except ValueError:
            return None
        return value if math.isfinite(value) and abs(value) <= most else None

    return mapped(column, read, pa.float64())


def nothing(rows: int, kind: pa.DataType | None = None) -> pa.Array:
    """Return a column without values."""
    return pa.nulls(rows, kind or pa.string())
