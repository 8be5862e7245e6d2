"""Commands for other people's formats: export, import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.ask import Actor, By, Source, Status, Target
from detente.cli.options import DEFAULT_STORE, ArticleOption, Dyad, Limit, Since, StoreOption, Until, Words, known_status

if TYPE_CHECKING:
    from detente.exchange.blocks import Failure
    from detente.exchange.importing import ImportSummary

OutFormat = Annotated[
    str,
    typer.Argument(metavar="FORMAT", help="csv, stata, parquet, jsonl, gdelt, mentions, icews, polecat, phoenix, geojson, gexf or gephi."),
]
InFormat = Annotated[
    str, typer.Argument(metavar="FORMAT", help="gdelt1, gdelt2, mentions (of GDELT events held), icews, polecat, phoenix or petrarch2.")
]
Out = Annotated[Path, typer.Option("-o", "--out", metavar="PATH", help="The file to write; - is standard output.")]
Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files to read, as they are or packed as .gz or .zip.")]
Type = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Of this event type: CONSULT, SANCTION, ...")]
OneADay = Annotated[bool, typer.Option("--one-a-day", help="Of the same day, source, target and code only the first.")]
Lead = Annotated[bool, typer.Option("--lead-only", help="News of the day only, no background.")]
All = Annotated[bool, typer.Option("--all-statuses", help="Also what was planned, possible or denied, where the format cannot say so.")]
Reciprocal = Annotated[
    str | None,
    typer.Option("--reciprocal", metavar="HOW", help="Joint acts: expand (a row each way, as in CAMEO), collapse (a row a pair), keep."),
]
Failures = Annotated[Path | None, typer.Option("--failures", metavar="PATH", help="Write every row that made no report here, as CSV.")]


def export(
    format_: OutFormat,
    out: Out,
    store: StoreOption = DEFAULT_STORE,
    dyad: Dyad = None,
    actor: Actor = None,
    source: Source = None,
    target: Target = None,
    type_: Type = None,
    status: Status = None,
    by: By = None,
    since: Since = None,
    until: Until = None,
    text: Words = None,
    article: ArticleOption = None,
    limit: Limit = None,
    one_a_day: OneADay = False,
    lead_only: Lead = False,
    all_statuses: All = False,
    reciprocal: Reciprocal = None,
) -> None:
    """Write reports in somebody else's format, and say on standard error what that could not carry.

    Example: detente export icews -o events.tab --dyad RUS CHN --one-a-day
    """
    from detente.cli.output import tell
    from detente.exchange.deeds import Options, Pairs
    from detente.exchange.exporting import FORMATS, export_store
    from detente.lexicon import Lexicon
    from detente.store import Filter, open_store

    _one_of(format_, FORMATS)
    default = Pairs.KEEP if format_ in ("csv", "stata", "parquet", "jsonl", "geojson") else Pairs.EXPAND
    pairs = Pairs(_one_of(reciprocal, tuple(Pairs))) if reciprocal else default
    asked = Filter(
        dyad=dyad, actor=actor, source=source, target=target, type=type_, status=known_status(status), by=by, since=since, until=until,
        text=text, article=article,
    )  # fmt: skip
    options = Options(asked, limit, lead_only, one_a_day, all_statuses or status is not None, pairs)
    with open_store(store) as opened:
        summary = export_store(opened, format_, out, options, Lexicon.load("en"))
    tell(f"{out}: {summary.rows} rows")
    for reason, count in summary.left_out.most_common():
        tell(f"left out: {count} {reason}")
    tell(f"{format_} cannot carry: {'; '.join(summary.losses)}")


def import_(format_: InFormat, paths: Paths, store: StoreOption = DEFAULT_STORE, failures: Failures = None) -> None:
    """Add other people's events to a store, as reports without words. Stop it whenever you like: the same command goes on.

    Ends with 1 when there were rows that could not be read.

    Example: detente import icews events.2018.tab --store store
    """
    from detente.cli.output import tell
    from detente.errors import InputError
    from detente.exchange.importing import READERS, import_files
    from detente.lexicon import Lexicon

    _one_of(format_, tuple(READERS))
    if failures is None:
        summary = import_files(paths, format_, store, Lexicon.load("en"))
    else:
        import csv

        try:
            with failures.open("w", encoding="utf-8", newline="") as stream:
                rows = csv.writer(stream, lineterminator="\n")
                rows.writerow(("file", "line", "reason"))

                def write(failure: Failure) -> None:
                    rows.writerow((failure.file, failure.line, failure.reason))

                summary = import_files(paths, format_, store, Lexicon.load("en"), tell=write)
        except OSError as error:
            message = f"{failures}: cannot be written ({error.strerror}): choose another file"
            raise InputError(message) from error
    _sum_up(summary, store)
    if summary.bad:
        tell("these lines could not be read; the others are in the store")
        raise typer.Exit(1)


def _sum_up(summary: ImportSummary, store: Path) -> None:
    from detente.cli.output import tell

    known = f"; {summary.known} blocks were in the store before" if summary.known else ""
    tell(f"{summary.rows} rows: {summary.reports} reports in {summary.articles} articles without text{known}; store: {store}")
    for reason, count in summary.failures.most_common():
        lines = ", ".join(str(failure.line) for failure in summary.first[reason])
        tell(f"no report: {count} rows, {reason} (line {lines}{', ...' if count > len(summary.first[reason]) else ''})")


def _one_of(name: str, known: tuple[str, ...]) -> str:
    if name not in known:
        message = f"{name!r} is not known here: choose {', '.join(known)}"
        raise typer.BadParameter(message)
    return name
