"""What a store holds: a version, and a log of commits that name their parts with checksums.

Layout of the folder::

    store.json               format and schema version
    commits/000001.json      the parts of one commit; the file's appearance is the commit
    reports/000001.parquet   a part: rows of one table, named after its commit

Parts that no commit names are leftovers of an interrupted write; readers never see them.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente import schema
from detente.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = "detente store"
HEAD = "store.json"
COMMITS = "commits"


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file: its table, its path inside the store, how many rows it has, and the sha256 of its bytes."""

    table: str
    file: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Commit:
    """Parts that became visible together."""

    number: int
    parts: tuple[Part, ...]


def part_file(table: str, number: int) -> str:
    """Return the path of a table's part inside the store."""
    return f"{table}/{number:06d}.parquet"


def commit_file(number: int) -> str:
    """Return the path of a commit's file inside the store."""
    return f"{COMMITS}/{number:06d}.json"


def head_text() -> str:
    """Return what ``store.json`` of a new store says."""
    return json.dumps({"format": FORMAT, "version": schema.VERSION}) + "\n"


def commit_text(commit: Commit) -> str:
    """Return what a commit's file says."""
    parts = [{"table": part.table, "file": part.file, "rows": part.rows, "sha256": part.sha256} for part in commit.parts]
    return json.dumps({"commit": commit.number, "parts": parts}, indent=1) + "\n"


def check_head(root: Path) -> None:
    """Raise StoreError where ``root`` is no store, or one of a newer version."""
    head = root / HEAD
    if not root.is_dir():
        message = f"{root}: no such store: make one with `detente code PATH --store {root}`"
        raise StoreError(message)
    try:
        said = json.loads(head.read_text(encoding="utf-8"))
        version = int(said["version"]) if said["format"] == FORMAT else None
    except FileNotFoundError:
        version = None
    except OSError as error:
        message = f"{head}: {error.strerror}: check its permissions"
        raise StoreError(message) from error
    except (ValueError, KeyError, TypeError):
        version = None
    if version is None:
        message = f"{root}: not a detente store ({HEAD} is missing or damaged): give the folder that `detente code --store` wrote"
        raise StoreError(message)
    if version > schema.VERSION:
        message = f"{root}: store of version {version}, this program reads up to {schema.VERSION}: upgrade detente"
        raise StoreError(message)


def read_commits(root: Path) -> tuple[Commit, ...]:
    """Return the commits of a store, oldest first. Raises StoreError."""
    check_head(root)
    return tuple(_read_commit(file) for file in sorted((root / COMMITS).glob("*.json")))


def _read_commit(file: Path) -> Commit:
    try:
        said: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return Commit(int(said["commit"]), tuple(Part(**part) for part in said["parts"]))
    except OSError as error:
        message = f"{file}: {error.strerror}: check its permissions"
        raise StoreError(message) from error
    except (ValueError, KeyError, TypeError) as error:
        message = f"{file}: damaged commit: restore the file from a copy"
        raise StoreError(message) from error


def sha256_of(file: Path) -> str:
    """Return the sha256 of a file's bytes, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
