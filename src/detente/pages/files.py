"""Pages from files, folders and standard input."""

from __future__ import annotations

import gzip
import hashlib
import io
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from detente.pages.failure import PageFailure
from detente.pages.sniff import find_media_type
from detente.records import Page

MOST_BYTES = 20_000_000
_GZIP = b"\x1f\x8b"
STANDARD_INPUT = "-"


def read_pages(
    paths: Iterable[str | Path], most_bytes: int = MOST_BYTES, standard_input: BinaryIO | None = None
) -> Iterator[Page | PageFailure]:
    """Yield a page, or the reason why there is none, for every file: folders are read whole, in the order of their names.

    A path "-" is standard input. Files that end in ``.gz`` or begin as gzip does are unpacked. Hidden files are left out.
    ``most_bytes`` bounds a page, unpacked. Nothing that a file holds raises an error.
    """
    for path in paths:
        if str(path) == STANDARD_INPUT:
            yield _read_stream(standard_input or sys.stdin.buffer, STANDARD_INPUT, most_bytes)
            continue
        places = list(find_files(Path(path)))
        if not places and Path(path).is_dir():
            yield PageFailure(str(path), "folder has no files: give another path")
        for place in places:
            yield _read_file(place, most_bytes)


def find_files(path: Path) -> Iterator[Path]:
    """Yield the files under a folder, sorted, hidden ones left out; or the path itself where it is no folder."""
    if not path.is_dir():
        yield path
        return
    try:
        entries = sorted(path.iterdir(), key=lambda entry: entry.name)
    except OSError:
        yield path
        return
    for entry in entries:
        if not entry.name.startswith(".") and not (entry.is_symlink() and entry.is_dir()):
            yield from find_files(entry)


def _read_file(place: Path, most_bytes: int) -> Page | PageFailure:
    name = place.as_posix()
    if place.exists() and not place.is_file():
        return PageFailure(name, "is not a readable file: leave it out")
    try:
        with place.open("rb") as stream:
            return _read_stream(stream, name, most_bytes)
    except FileNotFoundError:
        return PageFailure(name, "no such file or folder: check the path")
    except OSError as error:
        return PageFailure(name, f"cannot be read ({error.strerror or error}): check its permissions")


def _read_stream(stream: BinaryIO, name: str, most_bytes: int) -> Page | PageFailure:
    content = stream.read(most_bytes + 1)
    if content.startswith(_GZIP):
        try:
            content = _unpack(content, most_bytes + 1)
        except (OSError, EOFError, zlib.error) as error:
            return PageFailure(name, f"is a broken gzip file ({error}): fetch it again")
    return make_page(content, name, most_bytes)


def _unpack(content: bytes, most_bytes: int) -> bytes:
    with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
        return packed.read(most_bytes)


def make_page(content: bytes, name: str, most_bytes: int = MOST_BYTES, charset: str | None = None) -> Page | PageFailure:
    """Return the page that ``content`` is, or why it is none: empty, too large, or no text. ``charset`` is what its server said."""
    if len(content) > most_bytes:
        return PageFailure(name, f"is larger than {most_bytes / 1e6:g} MB: split it or raise the limit")
    if not content.strip():
        return PageFailure(name, "is empty: leave it out")
    media_type = find_media_type(content, charset)
    if media_type is None:
        return PageFailure(name, "is binary, neither HTML nor text: leave it out")
    return Page(hashlib.sha256(content).hexdigest(), None if name == STANDARD_INPUT else name, None, media_type, content)
