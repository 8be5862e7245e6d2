"""Pages into a store on all cores of this machine, so that it can be stopped at any moment and run again.

The articles in the store are the ledger: a page that is in it is not coded again. Commits hold a fixed number of pages in the order
of reading, so a run that was killed and run again leaves the same files as one that was not.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

import pyarrow as pa

from detente.batch.pool import Pool
from detente.batch.recipe import CodePage, InRows, Recipe, Rows, failed_rows, key_of
from detente.store import Writer, open_writer, page_key

if TYPE_CHECKING:
    from pathlib import Path

    from detente.pages import PageFailure
    from detente.records import Page

COMMIT = 128
"""Pages in a commit: what a kill can cost, and what a part of the store holds."""
CAP = 60.0
"""Seconds that one page may take."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: articles coded, pages that failed, pages that were in the store before, and what was found."""

    coded: int = 0
    failed: int = 0
    known: int = 0
    reports: int = 0
    statements: int = 0
    figures: int = 0
    seconds: float = 0.0

    def plus(self, rows: Rows) -> Summary:
        """Return the summary with more articles."""
        failed = rows["articles"].num_rows - rows["articles"].column("failure").null_count
        return replace(
            self,
            coded=self.coded + rows["articles"].num_rows - failed,
            failed=self.failed + failed,
            reports=self.reports + rows["reports"].num_rows,
            statements=self.statements + rows["statements"].num_rows,
            figures=self.figures + rows["figures"].num_rows,
        )


Tell = Callable[[Summary], None]


def code_into_store(
    pages: Iterable[Page | PageFailure],
    root: Path,
    make: Callable[[], CodePage] | None = None,
    *,
    workers: int | None = None,
    limit: int | None = None,
    cap: float = CAP,
    commit: int = COMMIT,
    tell: Tell | None = None,
) -> Summary:
    """Code pages into the store at ``root`` and return what was done; ``tell`` hears of every article. Raises DetenteError.

    ``limit`` counts the pages that are coded in this run.
    """
    pool: Pool[Page | PageFailure, Rows] = Pool(InRows(make or Recipe()), failed_rows, workers or os.cpu_count() or 1, cap)
    began = time.monotonic()
    with open_writer(root) as writer:
        fresh = _Fresh(pages, writer.done_pages())
        summary = Summary()
        waiting: list[Rows] = []
        for rows in pool.run(islice(fresh, limit)):
            waiting.append(rows)
            summary = replace(summary.plus(rows), known=fresh.known, seconds=time.monotonic() - began)
            if len(waiting) == commit:
                _commit(writer, waiting)
            if tell is not None:
                tell(summary)
        _commit(writer, waiting)
        return replace(summary, known=fresh.known, seconds=time.monotonic() - began)


class _Fresh:
    """The pages that are not done, each once; ``known`` counts the others."""

    def __init__(self, pages: Iterable[Page | PageFailure], done: set[bytes]) -> None:
        self.pages, self.done, self.known = pages, done, 0

    def __iter__(self) -> Iterator[Page | PageFailure]:
        for page in self.pages:
            key = page_key(key_of(page))
            if key in self.done:
                self.known += 1
                continue
            self.done.add(key)
            yield page


def _commit(writer: Writer, waiting: list[Rows]) -> None:
    if waiting:
        writer.append_tables({table: pa.concat_tables(rows[table] for rows in waiting).combine_chunks() for table in waiting[0]})
        waiting.clear()
