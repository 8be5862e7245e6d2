"""The command line: a thin skin. Each command imports what it needs when it runs, so that ``--help`` is quick."""

from __future__ import annotations

import os
import sys

import typer

from detente.cli import ask, coding, dossier, events, exchange, explain, serve
from detente.errors import DetenteError

INTERNAL = 70
"""Exit status for what should never happen (EX_SOFTWARE)."""

app = typer.Typer(
    name="detente",
    help="Reads news pages and writes down how states and political actors deal with each other.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
COMMANDS = (
    coding.code,
    ask.reports,
    ask.statements,
    ask.figures,
    ask.articles,
    ask.show,
    explain.explain,
    events.events,
    dossier.dossier,
    events.merge,
    events.judge,
    serve.serve,
    serve.audit,
    serve.judgements,
    exchange.export,
    exchange.import_,
    coding.verify,
    coding.check,
    coding.actors,
)
for command in COMMANDS:
    app.command(command.__name__.rstrip("_"))(command)


def main() -> None:
    """Run the program. Whatever goes wrong is one line on standard error."""
    try:
        app()
    except DetenteError as error:
        _stop(str(error), error.exit_code)
    except BrokenPipeError:
        # The reader (head, less) has seen enough; keep Python from complaining when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("DETENTE_TRACEBACK"):
            raise
        said = f"{type(error).__name__}: {error}"
        _stop(f"a mistake in detente itself: {said}: set DETENTE_TRACEBACK=1 and report what it prints", INTERNAL)


def _stop(message: str, status: int) -> None:
    line = " ".join(message.split())
    sys.stderr.write(f"detente: {line}\n")
    sys.exit(status)
