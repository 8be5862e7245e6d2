"""Commands that make, check and look up: code, verify, check, actors."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.options import DEFAULT_STORE, Csv, Json, StoreOption, first_day
from detente.errors import DetenteError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.batch import Summary
    from detente.pages import PageFailure
    from detente.records import Page

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Pages: files, folders, or - for standard input. HTML or text.")]
Published = Annotated[
    dt.date | None, typer.Option(parser=first_day, metavar="DATE", help="Publication date of pages that do not name one themselves.")
]
Pages = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="Code at most so many pages in this run.")]
Workers = Annotated[int | None, typer.Option(min=1, metavar="N", help="Processes that code; as many as cores unless told otherwise.")]
Merge = Annotated[bool, typer.Option("--merge/--no-merge", help="Link the new reports into events afterwards.")]
On = Annotated[
    dt.date | None, typer.Option("--on", parser=first_day, metavar="DATE", help="Who that was on this day; all entries unless told.")
]


class StoppedError(DetenteError):
    """Somebody at the keyboard has had enough."""

    exit_code = 130


def code(
    paths: Paths,
    store: StoreOption = DEFAULT_STORE,
    published: Published = None,
    limit: Pages = None,
    workers: Workers = None,
    merge: Merge = True,
) -> None:
    """Code pages into a store. Stop it whenever you like: the same command goes on where it stopped.

    Ends with 0 when all pages were coded, 1 when some failed (see `detente articles`), 2 when no path exists.

    Example: detente code pages/ --store store --published 2022-12-31
    """
    from detente.batch import Recipe, code_into_store
    from detente.cli.progress import shown_progress

    reading = _Reading(paths)
    if not reading.paths:
        raise typer.Exit(2)
    try:
        with shown_progress() as tell:
            summary = code_into_store(reading, store, Recipe(published=published), workers=workers, limit=limit, tell=tell)
    except KeyboardInterrupt as error:
        raise StoppedError("stopped: what was written is safe; run the same command again to go on") from error
    if merge and store.exists():
        _merge(store)
    _sum_up(summary, reading, store)


def _merge(store: Path) -> None:
    from detente.batch import merge_store
    from detente.cli.output import tell
    from detente.lexicon import Lexicon

    made = merge_store(store, Lexicon.load("en"))
    tell(f"{made.reports} reports of {made.events} events")


class _Reading:
    """The pages at some paths that exist, counted; the other paths are said at once."""

    def __init__(self, paths: list[str]) -> None:
        from detente.cli.output import tell

        self.paths = [path for path in paths if path == "-" or Path(path).exists()]
        self.missing = len(paths) - len(self.paths)
        self.read = 0
        for path in paths:
            if path not in self.paths:
                tell(f"detente: {path}: no such file or folder: check the path")

    def __iter__(self) -> Iterator[Page | PageFailure]:
        from detente.pages import read_pages

        for page in read_pages(self.paths):
            self.read += 1
            yield page


def _sum_up(summary: Summary, reading: _Reading, store: Path) -> None:
    from detente.cli.output import tell

    found = f"{summary.reports} reports, {summary.statements} statements, {summary.figures} figures"
    again = f", {summary.known} were in the store before" if summary.known else ""
    tell(f"{summary.coded} articles coded in {summary.seconds:.1f} s: {found}{again}; store: {store}")
    if summary.failed:
        tell(f"{summary.failed} pages failed: `detente articles --store {store}` gives the reasons")
    if summary.failed or reading.missing:
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


def actors(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name as a text may write it: a person, state, city, organisation.")],
    on: On = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Look a name up in the lexicon: who or what it stands for, with its code, from when to when, and where that is known from.

    Example: detente actors "Joe Biden" --on 2014-03-01
    """
    from detente.cli import output
    from detente.lexicon import Lexicon
    from detente.lexicon.actors import look_up

    fields = ("name", "code", "entity", "role", "since", "until", "kind", "source")
    rows = look_up(Lexicon.load("en"), name, on)
    if not rows:
        tell_nobody(name, on)
        raise typer.Exit(1)
    found = [{field: str(getattr(row, field) or "") for field in fields} for row in rows]
    if json:
        output.write_json(found)
    elif csv:
        output.write_csv(found)
    else:
        output.write_table(iter(found), "entries")


def tell_nobody(name: str, on: dt.date | None) -> None:
    """Say that a name is unknown, on a day or at all."""
    from detente.cli.output import tell

    tell(f"{name!r} is not in the lexicon{f' on {on}' if on else ''}")
