"""Check a store: every part against its checksum, every record's words against the stored text."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from detente import schema
from detente.records import Span
from detente.store.commits import Commit, Part, read_commits, sha256_of
from detente.store.merged import read_merged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from detente.records import Coded


def spans_of(record: Any) -> Iterator[Span]:
    """Yield every span in a record, however deep."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for each in record:
            yield from spans_of(each)
    elif dataclasses.is_dataclass(record):
        for field in dataclasses.fields(record):
            yield from spans_of(getattr(record, field.name))


def verify_store(root: Path) -> Iterator[str]:
    """Yield one line for everything that is wrong in a store; nothing where all is well. Raises StoreError where it is no store."""
    pages: set[str] = set()
    ids: set[str] = set()
    for commit in read_commits(root):
        wrong = [line for part in commit.parts for line in _check_part(root, part)]
        yield from wrong
        if not wrong:
            yield from _check_records(root, commit, pages, ids)
    for part in read_merged(root).parts:
        yield from _check_part(root, part)


def _check_part(root: Path, part: Part) -> Iterator[str]:
    try:
        found = sha256_of(root / part.file)
    except OSError as error:
        yield f"{part.file}: {error.strerror}: restore it from a copy"
        return
    if found != part.sha256:
        yield f"{part.file}: its bytes changed after it was written (sha256 {found[:12]}, not {part.sha256[:12]}): restore it from a copy"


def _check_records(root: Path, commit: Commit, pages: set[str], ids: set[str]) -> Iterator[str]:
    try:
        tables = _read_tables(root, commit)
    except (OSError, pa.ArrowException) as error:
        yield f"commit {commit.number}: cannot be read ({str(error).splitlines()[0]}): restore its parts from a copy"
        return
    counted = 0
    for coded in schema.coded_of(tables):
        counted += sum(len(getattr(coded, table)) for table in list(schema.TABLES)[1:])
        yield from verify_coded(coded)
        for kind, key, seen in (("page", coded.article.page, pages), ("article", coded.article.id, ids)):
            if key in seen:
                yield f"{kind} {key}: stands twice in the store: code its pages again into a new store"
            seen.add(key)
    held = sum(table.num_rows for name, table in tables.items() if name != "articles")
    if counted != held:
        yield f"commit {commit.number}: {held - counted} records belong to no article of it: code its pages again into a new store"


def _read_tables(root: Path, commit: Commit) -> dict[str, pa.Table]:
    tables = {table: schema.arrow_schema(table).empty_table() for table in schema.TABLES}
    for part in commit.parts:
        tables[part.table] = pq.read_table(root / part.file, schema=schema.arrow_schema(part.table))
    return tables


def verify_coded(coded: Coded) -> Iterator[str]:
    """Yield one line for each record whose words are not those of the article's text, or for a text that is not its hash's."""
    text = coded.article.text
    if hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() != coded.article.text_sha256:
        yield f"article {coded.article.id}: its text is not what its hash says: restore the store from a copy"
    for table in list(schema.TABLES)[1:]:
        for record in getattr(coded, table):
            for span in spans_of(record):
                if text[span.start : span.end] != span.text:
                    stands = text[span.start : span.end][:40]
                    place = f"article {coded.article.id}: {table}"
                    yield f"{place}: {span.text[:40]!r} at {span.start}-{span.end} reads {stands!r} in the stored text"
