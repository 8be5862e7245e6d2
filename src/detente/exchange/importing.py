"""Files of other people's events into a store, block by block: each block is one commit, and is never added twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import InputError
from detente.exchange import gdelt, icews, mentions, petrarch, phoenix, polecat
from detente.exchange.blocks import BLOCK_BYTES, Block, Cells, Failure, decoded, read_blocks, read_cells
from detente.exchange.build import TAIL, Columns, build
from detente.exchange.cameo import STATEMENT
from detente.exchange.codes import Known, load_known
from detente.store import open_store, open_writer

if TYPE_CHECKING:
    import pyarrow as pa

    from detente.lexicon import Lexicon

FIRST = 5
"""Lines named for each reason in a summary."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How a format is read: its columns, given the header and first row of a file; how rows become columns; how a row is mended.

    Mentions have no ``read``: they become reports of events that the store holds.
    """

    find_columns: Callable[[Sequence[str], Sequence[str], Known], tuple[tuple[str, ...], bool]]
    read: Callable[[pa.Table, Known], Columns] | None
    mend: Callable[[list[str]], list[str] | None] | None = None


@dataclass(slots=True)
class ImportSummary:
    """What an import did: rows seen, reports and articles added, blocks that the store held before, and failures by reason."""

    rows: int = 0
    reports: int = 0
    articles: int = 0
    known: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    first: dict[str, list[Failure]] = field(default_factory=dict)

    @property
    def bad(self) -> int:
        """How many rows could not be read; statements, which are no events, are none of them."""
        return sum(count for reason, count in self.failures.items() if reason != STATEMENT)

    def add(self, failure: Failure) -> None:
        """Count a failure."""
        self.failures[failure.reason] += 1
        where = self.first.setdefault(failure.reason, [])
        if len(where) < FIRST:
            where.append(failure)


READERS = {
    "icews": Reader(lambda head, row, known: named(head, row, known.layout.columns["icews"], known), icews.read_icews),
    "gdelt1": Reader(gdelt.find_columns_1, gdelt.read_gdelt),
    "gdelt2": Reader(gdelt.find_columns_2, gdelt.read_gdelt),
    "polecat": Reader(lambda head, row, known: named(head, row, known.layout.columns["polecat"], known), polecat.read_polecat),
    "phoenix": Reader(phoenix.find_columns, phoenix.read_phoenix),
    "petrarch2": Reader(petrarch.find_columns, petrarch.read_petrarch, petrarch.mend),
    mentions.NAME: Reader(mentions.find_columns, None, mentions.mend),
}


def named(head: Sequence[str], row: Sequence[str], wanted: tuple[str, ...], known: Known) -> tuple[tuple[str, ...], bool]:
    """Return the columns that a header names: others' names for a column translated, names without a column beneath them dropped."""
    names = [known.layout.rename.get(each.strip().strip('"'), each.strip().strip('"')) for each in head]
    while names and not names[-1]:
        names.pop()
    beneath = len(row) - next((at for at, cell in enumerate(reversed(row)) if cell.strip()), len(row))
    kept = [each for each in names if each in wanted or each not in known.layout.stray]
    if len(kept) < len(names) and (len(row) < len(names) or beneath <= len(kept)):
        names = kept
    missing = [each for each in wanted if each not in names]
    if len(missing) == len(wanted):
        return wanted, False
    if missing:
        message = f"its header lacks {', '.join(missing)}: choose the format that the file has"
        raise InputError(message)
    return tuple(each or f"empty {at}" for at, each in enumerate(names)), True


def import_files(
    paths: Iterable[Path],
    name: str,
    store: Path,
    lexicon: Lexicon,
    *,
    tell: Callable[[Failure], None] | None = None,
    size: int = BLOCK_BYTES,
) -> ImportSummary:
    """Add files of format ``name`` to a store, which is made where there is none. Each failure goes to ``tell`` and into the summary.

    A stop at any moment leaves whole blocks; the same call goes on where it stopped. Raises InputError and StoreError.
    """
    reader, known, summary = READERS[name], load_known(lexicon), ImportSummary()

    def fail(failure: Failure) -> None:
        summary.add(failure)
        if tell:
            tell(failure)

    with open_writer(store) as writer:
        done = _done(store)
        for path in paths:
            columns: tuple[str, ...] = ()
            for block in read_blocks(path, size):
                if not columns:
                    columns, block = _begin(block, reader, known)  # noqa: PLW2901 - the header is no row
                summary.rows += sum(1 for line in block.lines if line.strip())
                if block.key[:TAIL] in done:
                    summary.known += 1
                    continue
                tables = _tables(read_cells(block, columns, fail, reader.mend), block, store, name, known, fail)
                if writer.append_tables(tables):
                    done.add(block.key[:TAIL])
                    summary.reports += tables["reports"].num_rows
                    summary.articles += tables["articles"].num_rows
        if name == mentions.NAME:
            mentions.link_mentions(writer)
    return summary


def _done(store: Path) -> set[str]:
    """Return the keys of the blocks that a store holds."""
    with open_store(store) as opened:
        found = opened.sql(f"select distinct right(page, {TAIL}) as block from articles where published_from = 'given'")  # noqa: S608 - a number
    return set(found.column("block").to_pylist())


def _begin(block: Block, reader: Reader, known: Known) -> tuple[tuple[str, ...], Block]:
    """Return a file's columns, and its first block without the header."""
    lines = [line.rstrip(b"\r") for line in block.lines[:2]]
    cells = [decoded([line]).removeprefix("\ufeff").split("\t") for line in lines]
    try:
        columns, has_header = reader.find_columns(cells[0], cells[1] if len(cells) > 1 else [], known)
    except InputError as error:
        message = f"{block.file}: {error}"
        raise InputError(message) from error
    if has_header:
        return columns, Block(block.file, block.first + 1, block.lines[1:], block.key)
    mark = b"\xef\xbb\xbf"
    return columns, Block(block.file, block.first, (block.lines[0].removeprefix(mark), *block.lines[1:]), block.key)


def _tables(  # noqa: PLR0917 - all are needed
    cells: Cells, block: Block, store: Path, name: str, known: Known, fail: Callable[[Failure], None]
) -> dict[str, pa.Table]:
    """Return the tables that a block's rows make; the others go to ``fail`` with their lines."""

    def fail_at(at: int, reason: str) -> None:
        fail(Failure(block.file, cells.lines[at], reason))

    read = READERS[name].read
    if read is not None:
        return build(read(cells.table, known), name, block.key, fail_at)
    with open_store(store) as opened:
        return mentions.build_mentions(cells.table, opened, known, block.key, fail_at)
