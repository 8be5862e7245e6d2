"""Rows to standard output: a table, JSON lines or CSV. Messages go to standard error."""

from __future__ import annotations

import csv
import json
import sys
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TABLE_ROWS = 1000
"""A table must know its widest cell before its first line, so it is cut here; CSV and JSON are not."""
WHOLE = frozenset({"article", "type", "status", "published", "when", "direction"})
"""Columns whose cells are never broken."""


def tell(message: str) -> None:
    """Print one line to standard error."""
    sys.stderr.write(message.rstrip("\n") + "\n")


def write_json(records: Iterable[Any]) -> None:
    """Print dicts, or records, as JSON: one a line."""
    from detente.schema import json_ready

    for record in records:
        ready = record if isinstance(record, dict) else json_ready(record)
        sys.stdout.write(json.dumps(ready, ensure_ascii=False) + "\n")


def write_csv(rows: Iterable[dict[str, Any]]) -> None:
    """Print rows as CSV with a header."""
    stream = iter(rows)
    first = next(stream, None)
    if first is None:
        return
    lines = csv.DictWriter(sys.stdout, list(first), lineterminator="\n")
    lines.writeheader()
    lines.writerow(first)
    lines.writerows(stream)


def write_table(rows: Iterator[dict[str, str]], noun: str) -> None:
    """Print rows as a table as wide as the terminal; say on standard error how many there were."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = list(islice(rows, TABLE_ROWS))
    if not shown:
        tell(f"no {noun}")
        return
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 160)
    table = Table(box=None, pad_edge=False, header_style="bold")
    last = list(shown[0])[-2] if len(shown[0]) > 1 else ""
    for name in shown[0]:
        table.add_column(name, overflow="fold", ratio=1 if name == last else None, no_wrap=name in WHOLE)
    for row in shown:
        table.add_row(*(Text(printable(value).replace("\n", " ")) for value in row.values()))
    console.print(table)
    more = sum(1 for _ in rows)
    tell(f"{len(shown) + more} {noun}" + (f", the first {len(shown)} shown: use --csv or --json for all" if more else ""))


def printable(text: str) -> str:
    """Return a text of the same length without control characters, which could write anything on a terminal; lines stay."""
    return "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in text)
