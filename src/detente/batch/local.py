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

from detente.batch.pool import Pool
from detente.batch.recipe import Recipe, failed
from detente.records import Coded, Page
from detente.store import Writer, open_writer, page_key

if TYPE_CHECKING:
    from pathlib import Path

    from detente.store.commits import Commit

COMMIT = 128
"""Pages in a commit: what a kill can cost, and what a part of the store holds."""
CAP = 60.0
"""Seconds that one page may take."""

Make = Callable[[], Callable[[Page], Coded]]


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

    def plus(self, coded: Coded) -> Summary:
        """Return the summary with one more article."""
        return replace(
            self,
            coded=self.coded + (coded.failure is None),
            failed=self.failed + (coded.failure is not None),
            reports=self.reports + len(coded.reports),
            statements=self.statements + len(coded.statements),
            figures=self.figures + len(coded.figures),
        )


Tell = Callable[[Summary], None]


def code_into_store(
    pages: Iterable[Page],
    root: Path,
    make: Make | None = None,
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
    pool: Pool[Page, Coded] = Pool(make or Recipe(), failed, workers or os.cpu_count() or 1, cap)
    began = time.monotonic()
    with open_writer(root) as writer:
        fresh = _Fresh(pages, writer.done_pages())
        summary = Summary()
        waiting: list[Coded] = []
        for coded in pool.run(islice(fresh, limit)):
            waiting.append(coded)
            summary = replace(summary.plus(coded), known=fresh.known, seconds=time.monotonic() - began)
            if len(waiting) == commit:
                _commit(writer, waiting)
            if tell is not None:
                tell(summary)
        _commit(writer, waiting)
        return replace(summary, known=fresh.known, seconds=time.monotonic() - began)


class _Fresh:
    """The pages that are not done, each once; ``known`` counts the others."""

    def __init__(self, pages: Iterable[Page], done: set[bytes]) -> None:
        self.pages, self.done, self.known = pages, done, 0

    def __iter__(self) -> Iterator[Page]:
        for page in self.pages:
            key = page_key(page.id)
            if key in self.done:
                self.known += 1
                continue
            self.done.add(key)
            yield page


def _commit(writer: Writer, waiting: list[Coded]) -> Commit | None:
    made = writer.append(waiting)
    waiting.clear()
    return made
