"""Commands for people who read and judge: serve, audit, judgements."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.options import DEFAULT_STORE, StoreOption

if TYPE_CHECKING:
    from detente.records import Review
    from detente.store import Store

Address = Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen on; others than loopback let others in.")]
Port = Annotated[int, typer.Option(min=0, max=65535, metavar="PORT", help="The port to listen on; 0 picks a free one.")]
Host = Annotated[
    list[str] | None, typer.Option("--host", metavar="NAME", help="A name that visitors may ask for besides localhost. Repeat it.")
]
Count = Annotated[int, typer.Option("--n", min=1, metavar="N", help="Reports in the sample.")]
By = Annotated[str, typer.Option(metavar="WHAT", help="As many of each: type, status, prominence, mode, rule or outlet.")]
Seed = Annotated[str, typer.Option(metavar="WORD", help="Another word draws another sample; the same word the same one.")]
Name = Annotated[str, typer.Option("--name", envvar="USER", metavar="NAME", help="Who judges; kept with each judgement.")]
Out = Annotated[Path | None, typer.Option("--export", metavar="FILE", help="Write all judgements as CSV; - for standard output.")]
In = Annotated[Path | None, typer.Option("--import", metavar="FILE", help="Add the judgements of a CSV file; those already there once.")]


def serve(store: StoreOption = DEFAULT_STORE, bind: Address = "127.0.0.1", port: Port = 8377, host: Host = None) -> None:
    """Show a store as pages in a browser: pairs of actors, articles with their records marked, a map, a network; and judge records there.

    Example: detente serve --store store
    """
    import uvicorn

    from detente.cli.output import tell
    from detente.web import make_app

    application = make_app(store, [*(host or ()), bind])
    if bind not in ("127.0.0.1", "::1", "localhost"):
        tell(f"detente: anybody who reaches {bind} can read this store and add judgements")
    tell(f"http://{'127.0.0.1' if bind == '0.0.0.0' else bind}:{port}/ shows {store}; stop with Ctrl-C")  # noqa: S104 - only compared
    uvicorn.run(application, host=bind, port=port, log_level="warning", server_header=False, proxy_headers=False)


def audit(store: StoreOption = DEFAULT_STORE, n: Count = 50, by: By = "type", seed: Seed = "", name: Name = "unnamed") -> None:
    """Judge a sample of reports, as many of each type, and see how many are right. What was judged before is not asked again.

    Answers: y right, n wrong (then says why), s skip, q stop. At the end: precision with a 95 % interval (Wilson) for each type.

    Example: detente audit --n 50 --by type --name Ana
    """
    from detente.review import draw
    from detente.store import latest, open_store, read_judgements

    with open_store(store) as opened:
        drawn = draw(opened, n, by, seed)
        known = latest(read_judgements(opened))
        said = {report: known["report", report, None].is_right for report, _ in drawn if ("report", report, None) in known}
        _ask(opened, store, [pair for pair in drawn if pair[0] not in said], said, name)
    _print_precision([(stratum, said[report]) for report, stratum in drawn if report in said], by)


def _ask(opened: Store, root: Path, drawn: list[tuple[str, str]], said: dict[str, bool], name: str) -> None:
    """Ask for a verdict on each report and keep it at once."""
    from detente.store import add_judgements

    for number, (report, stratum) in enumerate(drawn, 1):
        typer.echo(f"\n{number}/{len(drawn)}  {stratum}\n{_shown(opened, report)}")
        answer = _answer()
        if answer == "q":
            return
        if answer == "s":
            continue
        why = "" if answer == "y" else _line("why? ")
        add_judgements(root, [_review(report, name, why, is_right=answer == "y")])
        said[report] = answer == "y"


def _shown(opened: Store, report: str) -> str:
    """Return a report as a few lines for the terminal, its words between brackets."""
    from detente.cli.output import printable
    from detente.cli.rows import brief_report

    found = next(opened.records("reports", "select * from reports where id = ?", [report]))
    row = brief_report(found, next(opened.origins([found.article])))
    deed = f"{row['source'] or '?'} > {row['type']} > {row['target'] or '-'}"
    says = f"says {row['says'] or '?'}, article {row['article']}"
    return printable(f"{deed}  ({row['status']}, {row['when']})\n{row['words'].strip()}\n  {says}")


def _answer() -> str:
    while True:
        answer = _line("right? [y/n/s/q] ", "q").lower()[:1]
        if answer in ("y", "n", "s", "q"):
            return answer
        typer.echo("y right, n wrong, s skip, q stop")


def _line(prompt: str, at_end: str = "") -> str:
    """Return a line from standard input; ``at_end`` where there are no more."""
    typer.echo(prompt, nl=False)
    line = sys.stdin.readline()
    return " ".join(line.split()) if line else at_end


def _review(report: str, name: str, why: str, *, is_right: bool) -> Review:
    import datetime as dt

    from detente.records import Review as Made

    return Made("report", report, None, is_right, why, name, dt.datetime.now(dt.UTC))


def _print_precision(verdicts: list[tuple[str, bool]], by: str) -> None:
    from detente.cli.output import tell
    from detente.review import precisions

    typer.echo(f"\n{by:<24}{'right':>6}{'judged':>8}{'precision':>11}   95 % interval")
    for each in precisions(verdicts):
        typer.echo(f"{each.stratum:<24}{each.right:>6}{each.judged:>8}{each.share:>11.2f}   {each.low:.2f} to {each.high:.2f}")
    if not verdicts:
        tell("nothing judged")


def judgements(store: StoreOption = DEFAULT_STORE, export: Out = None, import_: In = None) -> None:
    """Export what people judged as CSV, or import it: verdicts on reports, statements, figures and merges, with why, who and when.

    Judgements on merges take effect with the next `detente merge`.

    Example: detente judgements --export judgements.csv
    """
    if import_ is not None:
        _import(store, import_)
    if export is not None or import_ is None:
        _export(store, export)


def _export(root: Path, file: Path | None) -> None:
    from detente.cli.output import tell
    from detente.errors import InputError
    from detente.store import open_store, read_judgements, write_judgements

    with open_store(root) as opened:
        said = read_judgements(opened)
    if file is None or str(file) == "-":
        write_judgements(said, sys.stdout)
        return
    try:
        with file.open("w", encoding="utf-8", newline="") as stream:
            tell(f"{file}: {write_judgements(said, stream)} judgements")
    except OSError as error:
        message = f"{file}: cannot be written ({error.strerror}): choose another file"
        raise InputError(message) from error


def _import(root: Path, file: Path) -> None:
    from detente.cli.output import tell
    from detente.errors import InputError
    from detente.store import add_judgements, parse_judgements

    try:
        with file.open(encoding="utf-8", newline="") as stream:
            said = list(dict.fromkeys(parse_judgements(stream, str(file))))
    except (OSError, UnicodeDecodeError) as error:
        message = f"{file}: cannot be read ({error}): give a CSV file as --export writes it"
        raise InputError(message) from error
    tell(f"{file}: {add_judgements(root, said)} new judgements of {len(said)}; run `detente merge` where some are on merges")
