"""Big tab-separated files in blocks of whole lines: every line has its number, a bad one becomes a failure, memory stays the same."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, cast

import pyarrow as pa
import pyarrow.csv as pa_csv

from detente.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

BLOCK_BYTES = 1 << 24
LINE_BYTES = 1 << 20
"""A line longer than this is no row of a table."""
ENCODINGS = ("utf-8-sig", "utf-8", "cp1252", "latin-1")


@dataclass(frozen=True, slots=True)
class Failure:
    """A row that could not be read: its file, its line (from 1), and why."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines of a file as bytes without line ends. ``first`` is the number of the first line, ``key`` the hash of the bytes."""

    file: str
    first: int
    lines: tuple[bytes, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a block's rows as text, by column, with the line of each row."""

    table: pa.Table
    lines: list[int]


def read_blocks(path: Path, size: int = BLOCK_BYTES) -> Iterator[Block]:
    """Yield a file's lines in blocks; .gz and .zip (its first member) are unpacked. Raises InputError."""
    try:
        with contextlib.ExitStack() as stack:
            yield from _blocks(_open(path, stack), path, size)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        message = f"{path}: cannot be read ({error}): give a text file, or one packed as .gz or .zip"
        raise InputError(message) from error


def _open(path: Path, stack: contextlib.ExitStack) -> IO[bytes]:
    if path.suffix.lower() == ".gz":
        return cast("IO[bytes]", stack.enter_context(gzip.open(path, "rb")))
    if path.suffix.lower() == ".zip":
        archive = stack.enter_context(zipfile.ZipFile(path))
        names = archive.namelist()
        if not names:
            message = f"{path}: an empty archive: give one that holds a table"
            raise InputError(message)
        return stack.enter_context(archive.open(names[0]))
    return stack.enter_context(path.open("rb"))


def _blocks(stream: IO[bytes], path: Path, size: int) -> Iterator[Block]:
    first, rest = 1, b""
    while chunk := stream.read(size):
        text = rest + chunk
        cut = text.rfind(b"\n") + 1
        if not cut and len(text) < max(size, LINE_BYTES):
            rest = text
            continue
        whole, rest = (text[:cut], text[cut:]) if cut else (text, b"")
        block = _block(path, first, whole)
        yield block
        first += len(block.lines)
    if rest:
        yield _block(path, first, rest)


def _block(path: Path, first: int, whole: bytes) -> Block:
    lines = whole.removesuffix(b"\n").split(b"\n")
    return Block(str(path), first, tuple(lines), hashlib.sha256(whole).hexdigest())


def decoded(lines: Sequence[bytes]) -> str:
    """Return lines as one text, each decoded as UTF-8 or, where that fails, as Windows-1252 or Latin-1."""
    joined = b"\n".join(lines)
    try:
        return joined.decode("utf-8")
    except UnicodeDecodeError:
        return "\n".join(_decode(line) for line in lines)


def _decode(line: bytes) -> str:
    for encoding in ENCODINGS[1:]:
        with contextlib.suppress(UnicodeDecodeError):
            return line.decode(encoding)
    return line.decode("utf-8", "replace")


def read_cells(
    block: Block, columns: Sequence[str], fail: Callable[[Failure], None], mend: Callable[[list[str]], list[str] | None] | None = None
) -> Cells:
    """Return a block's rows as columns of text. ``mend`` turns the cells of a row of another width into those of a good one, or None.

    Quotation marks are letters like others. Empty lines are passed over; rows that cannot be mended go to ``fail``.
    """
    tabs = len(columns) - 1
    good: list[bytes] = []
    numbers: list[int] = []
    for number, raw in enumerate(block.lines, block.first):
        line = raw.rstrip(b"\r")
        if not line.strip():
            continue
        if line.count(b"\t") != tabs:
            cells = _mended(line, len(columns), mend)
            if cells is None:
                fail(Failure(block.file, number, f"{line.count(9) + 1} columns instead of {len(columns)}"))
                continue
            line = "\t".join(cells).encode()
        good.append(line)
        numbers.append(number)
    return Cells(_table(good, columns), numbers)


def _mended(line: bytes, width: int, mend: Callable[[list[str]], list[str] | None] | None) -> list[str] | None:
    """Return the cells of a row of the wrong width: empty cells at its end go; then the format's own repair."""
    if len(line) > LINE_BYTES:
        return None
    cells = _decode(line).split("\t")
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    return cells if len(cells) == width else mend(cells) if mend else None


def _table(lines: Sequence[bytes], columns: Sequence[str]) -> pa.Table:
    schema = pa.schema([(name, pa.string()) for name in columns])
    if not lines:
        return schema.empty_table()
    text = decoded(lines).replace("\r", " ").replace("\x00", " ")
    table = pa_csv.read_csv(
        io.BytesIO(text.encode()),
        read_options=pa_csv.ReadOptions(column_names=list(columns), use_threads=False, block_size=1 << 27),
        parse_options=pa_csv.ParseOptions(delimiter="\t", quote_char=False, double_quote=False, escape_char=False),
        convert_options=pa_csv.ConvertOptions(column_types=schema, strings_can_be_null=False),
    )
    return table.combine_chunks()
