"""Write a store: whole commits or nothing, one writer at a time."""

from __future__ import annotations

import contextlib
import fcntl
import os
from typing import IO, TYPE_CHECKING

import pyarrow.parquet as pq

from detente import schema
from detente.errors import StoreError
from detente.store.commits import (
    COMMITS,
    HEAD,
    Commit,
    Part,
    check_head,
    commit_file,
    commit_text,
    head_text,
    part_file,
    read_commits,
    sha256_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    import pyarrow as pa

    from detente.records import Coded

LOCK = "writer.lock"
TEMPORARY = ".partial"


class Writer:
    """The one process that adds to a store. Get it from ``open_writer``."""

    def __init__(self, root: Path) -> None:
        """Take the store at ``root``, which exists and is locked by this process."""
        self.root = root
        self.commits = list(read_commits(root))

    def done_pages(self) -> set[bytes]:
        """Return the keys (see ``page_key``) of the pages whose article is in the store."""
        done: set[bytes] = set()
        for commit in self.commits:
            for part in commit.parts:
                if part.table == "articles":
                    column = pq.read_table(self.root / part.file, columns=["page"]).column("page")
                    done.update(page_key(page) for page in column.to_pylist())
        return done

    def append(self, many: Iterable[Coded]) -> Commit | None:
        """Add articles with their records as one commit; nothing where there are none. Raises StoreError and leaves the store as it was."""
        return self.append_tables(schema.tables_of(many))

    def append_tables(self, tables: dict[str, pa.Table]) -> Commit | None:
        """Add the rows of articles and their records as one commit, as ``append`` does."""
        if not tables["articles"].num_rows:
            return None
        number = self.commits[-1].number + 1 if self.commits else 1
        written: list[Path] = []
        try:
            parts = tuple(self.write_part(table, number, rows, written) for table, rows in tables.items() if rows.num_rows)
            commit = Commit(number, parts)
            self._write(commit_file(number), lambda stream: stream.write(commit_text(commit).encode()), written)
        except OSError as error:
            for file in written:
                with contextlib.suppress(OSError):
                    file.unlink()
            message = f"{self.root}: cannot write: {error.strerror or error}: the store holds what it held before; make room and run again"
            raise StoreError(message) from error
        self.commits.append(commit)
        return commit

    def write_part(self, table: str, number: int, rows: pa.Table, written: list[Path]) -> Part:
        """Write rows as a part, which nobody sees until a commit names it; add its file to ``written``. Raises OSError."""
        name = part_file(table, number)
        file = self._write(name, lambda stream: pq.write_table(rows, stream, compression="zstd"), written)
        return Part(table, name, rows.num_rows, sha256_of(file))

    def write_file(self, name: str, content: bytes, written: list[Path]) -> Path:
        """Write a file of the store as a whole; add it to ``written``. Raises OSError."""
        return self._write(name, lambda stream: stream.write(content), written)

    def _write(self, name: str, fill: Callable[[IO[bytes]], object], written: list[Path]) -> Path:
        """Write a file under a temporary name, force it to the disk, and give it its name."""
        file = self.root / name
        partial = file.with_name(file.name + TEMPORARY)
        file.parent.mkdir(exist_ok=True)
        written.append(partial)
        with partial.open("wb") as stream:
            fill(stream)
            stream.flush()
            os.fsync(stream.fileno())
        partial.rename(file)
        written[-1] = file
        _sync_folder(file.parent)
        return file

    def drop_leftovers(self) -> None:
        """Delete what an interrupted write left behind."""
        named = {part.file for commit in self.commits for part in commit.parts}
        for table in schema.TABLES:
            for file in (self.root / table).glob("*"):
                if f"{table}/{file.name}" not in named:
                    file.unlink()
        for file in (self.root / COMMITS).glob(f"*{TEMPORARY}"):
            file.unlink()


def page_key(page: str) -> bytes:
    """Return a short stand-in for a page's id (the first half of its sha256), so that millions fit in memory."""
    try:
        return bytes.fromhex(page)[:16]
    except ValueError:
        return page.encode()


@contextlib.contextmanager
def open_writer(root: Path) -> Iterator[Writer]:
    """Open the store at ``root`` for adding, making it where there is none. Raises StoreError."""
    with contextlib.ExitStack() as stack:
        try:
            _make(root)
            _take(stack.enter_context((root / LOCK).open("w")), root)
            writer = Writer(root)
            writer.drop_leftovers()
        except OSError as error:
            message = f"{error.filename or root}: cannot write: {error.strerror or error}: choose a folder that can be written to"
            raise StoreError(message) from error
        yield writer


def _make(root: Path) -> None:
    head = root / HEAD
    if head.exists():
        return
    if root.is_dir() and any(each.name not in (LOCK, HEAD + TEMPORARY, COMMITS) for each in root.iterdir()):
        check_head(root)
    root.mkdir(parents=True, exist_ok=True)
    (root / COMMITS).mkdir(exist_ok=True)
    partial = root / (HEAD + TEMPORARY)
    partial.write_text(head_text(), encoding="utf-8")
    partial.rename(head)
    _sync_folder(root)


def _take(lock: IO[str], root: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        message = f"{root}: another program is writing to this store: wait until it has ended"
        raise StoreError(message) from error


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
