"""Commands that make, check and look up: code, verify, check, actors."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.options import DEFAULT_STORE, StoreOption, first_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.batch import Summary
    from detente.records import Page

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Pages: files, folders, or - for standard input. HTML or text.")]
Published = Annotated[
    dt.date | None, typer.Option(parser=first_day, metavar="DATE", help="Publication date of pages that do not name one themselves.")
]
Pages = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="Code at most so many pages in this run.")]
Workers = Annotated[int | None, typer.Option(min=1, metavar="N", help="Processes that code; as many as cores unless told otherwise.")]
On = Annotated[dt.date | None, typer.Option("--on", parser=first_day, metavar="DATE", help="Who that was on this day; today unless told.")]


def code(
    paths: Paths, store: StoreOption = DEFAULT_STORE, published: Published = None, limit: Pages = None, workers: Workers = None
) -> None:
    """Code pages into a store. Stop it whenever you like: the same command goes on where it stopped.

    Ends with 0 when all pages were coded, 1 when some failed (see `detente articles`), 2 when there was nothing to read.

    Example: detente code pages/ --store store --published 2022-12-31
    """
    from detente.batch import Recipe, code_into_store
    from detente.cli.progress import shown_progress

    reading = _Reading(paths)
    with shown_progress() as tell:
        summary = code_into_store(reading, store, Recipe(published=published), workers=workers, limit=limit, tell=tell)
    _sum_up(summary, reading, store)


class _Reading:
    """The pages at some paths; what cannot be read is said at once and counted."""

    def __init__(self, paths: list[str]) -> None:
        self.paths, self.unread, self.read = paths, 0, 0

    def __iter__(self) -> Iterator[Page]:
        from detente.cli.output import tell
        from detente.pages import read_pages
        from detente.records import Page

        pages: Iterable[object] = read_pages(self.paths)
        for page in pages:
            if isinstance(page, Page):
                self.read += 1
                yield page
            else:
                self.unread += 1
                tell(f"not read: {page}")


def _sum_up(summary: Summary, reading: _Reading, store: Path) -> None:
    from detente.cli.output import tell

    found = f"{summary.reports} reports, {summary.statements} statements, {summary.figures} figures"
    again = f", {summary.known} were in the store before" if summary.known else ""
    tell(f"{summary.coded} articles coded in {summary.seconds:.1f} s: {found}{again}; store: {store}")
    if summary.failed or reading.unread:
        tell(f"{summary.failed} pages failed, {reading.unread} could not be read: `detente articles --store {store}` gives the reasons")
    if reading.read == 0:
        tell("nothing to read: give files or folders that hold pages")
        raise typer.Exit(2)
    if summary.failed or reading.unread:
        raise typer.Exit(1)


def verify(store: StoreOption = DEFAULT_STORE) -> None:
    """Check a store: each part against its checksum, each record's words against the stored text.

    Ends with 4 when something is wrong.

    Example: detente verify --store store
    """
    from detente.cli.output import tell
    from detente.store import open_store, verify_store

    wrong = 0
    for line in verify_store(store):
        wrong += 1
        typer.echo(line)
    if wrong:
        tell(f"{store}: {wrong} problems")
        raise typer.Exit(4)
    with open_store(store) as opened:
        counts = ", ".join(f"{count} {table}" for table, count in opened.counts().items())
    tell(f"{store}: every word in its place ({counts})")


def check() -> None:
    """Check the lexicon: unknown types, missing examples, wrong dates, codes that do not exist.

    Ends with 3 when something is wrong.

    Example: detente check
    """
    from detente.cli.output import tell
    from detente.lexicon import Lexicon
    from detente.lexicon.lint import lint

    problems = list(lint(Lexicon.load("en")))
    for problem in problems:
        typer.echo(problem)
    if problems:
        tell(f"{len(problems)} problems in the lexicon")
        raise typer.Exit(3)
    tell("the lexicon is in order")
