"""What was made of a store's records: links, pairs, copies, and people's judgements. Made again at will; records stay as they are.

Layout, beside the commits::

    merges/000001.json        the newest names all parts of the merge, and the last commit that it covers
    links/000001.parquet      a part, named after its merge

The newest file is the merge; the one before it stays for readers that opened it, older ones go.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente import schema
from detente.errors import StoreError
from detente.store.commits import Part

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from detente.store.write import Writer

MERGES = "merges"


@dataclass(frozen=True, slots=True)
class Merged:
    """One merge: its number, the last commit whose reports it holds, and its parts."""

    number: int
    covers: int
    parts: tuple[Part, ...] = ()


def read_merged(root: Path) -> Merged:
    """Return the newest merge of a store; number 0 where there is none. Raises StoreError."""
    files = sorted((root / MERGES).glob("*.json"))
    if not files:
        return Merged(0, 0)
    try:
        said: dict[str, Any] = json.loads(files[-1].read_text(encoding="utf-8"))
        return Merged(int(said["merge"]), int(said["covers"]), tuple(Part(**part) for part in said["parts"]))
    except OSError as error:
        message = f"{files[-1]}: {error.strerror}: check its permissions"
        raise StoreError(message) from error
    except (ValueError, KeyError, TypeError) as error:
        message = f"{files[-1]}: damaged merge: delete the file and run `detente merge --store {root}`"
        raise StoreError(message) from error


def write_merged(writer: Writer, tables: dict[str, pa.Table], covers: int) -> Merged:
    """Write a merge as a whole: ``tables`` replace those of the same name, others stay. Raises StoreError and leaves what was there."""
    before = read_merged(writer.root)
    number = before.number + 1
    written: list[Path] = []
    try:
        kept = [part for part in before.parts if part.table not in tables]
        made = [writer.write_part(table, number, rows, written) for table, rows in tables.items() if rows.num_rows]
        merged = Merged(number, covers, tuple(kept + made))
        writer.write_file(f"{MERGES}/{number:06d}.json", _text(merged).encode(), written)
    except OSError as error:
        for file in written:
            with contextlib.suppress(OSError):
                file.unlink()
        message = f"{writer.root}: cannot write: {error.strerror or error}: the merge is as it was before; make room and run again"
        raise StoreError(message) from error
    _drop_old(writer.root, before, merged)
    return merged


def _text(merged: Merged) -> str:
    parts = [{"table": part.table, "file": part.file, "rows": part.rows, "sha256": part.sha256} for part in merged.parts]
    return json.dumps({"merge": merged.number, "covers": merged.covers, "parts": parts}, indent=1) + "\n"


def _drop_old(root: Path, before: Merged, now: Merged) -> None:
    """Delete parts that neither this merge nor the one before names."""
    named = {part.file for merged in (before, now) for part in merged.parts}
    for table in schema.MERGED:
        for file in (root / table).glob("*.parquet"):
            if f"{table}/{file.name}" not in named:
                file.unlink()
    for file in (root / MERGES).glob("*.json"):
        if file.stem not in (f"{before.number:06d}", f"{now.number:06d}"):
            file.unlink()
