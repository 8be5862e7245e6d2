"""The command dossier."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.options import DEFAULT_STORE, Since, StoreOption, Until, last_day

if TYPE_CHECKING:
    from detente.dossier import Difference, Dossier, Side
    from detente.lexicon import Lexicon
    from detente.lexicon.names import NameRow

One = Annotated[str, typer.Argument(metavar="A", help="A country (RUS or Russia), an organisation (NATO), or a code (RUS GOV).")]
Other = Annotated[str, typer.Argument(metavar="B", help="The other one.")]
Out = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file: .md, .html or .json.")]


class Unit(StrEnum):
    """How long the periods of the index are."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


AsOf = Annotated[
    dt.date | None, typer.Option("--as-of", parser=last_day, metavar="DATE", help="As known on this day: only what was published by then.")
]
Compare = Annotated[
    dt.date | None, typer.Option("--compare", parser=last_day, metavar="DATE", help="Say what became known after this earlier day.")
]
By = Annotated[Unit, typer.Option("--by", help="The index by day, week or month.")]


def dossier(
    one: One,
    other: Other,
    store: StoreOption = DEFAULT_STORE,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    compare: Compare = None,
    by: By = Unit.MONTH,
    output: Out = None,
) -> None:
    """Write a dossier of two actors: events, index, readouts side by side, plans, figures, third parties, phrases, sources.

    Without a file it prints Markdown.

    Example: detente dossier RUS CHN --since 2022-12 -o rus-chn.html
    """
    form = _form(output)
    from detente.cli.output import tell
    from detente.dossier import Scope, gather
    from detente.dossier import compare as differ
    from detente.lexicon import Lexicon
    from detente.lexicon.events import load_events
    from detente.store import open_store

    lexicon = Lexicon.load("en")
    scores = {kind.name: kind.score for kind in lexicon.get(load_events).types.values()}
    scope = Scope((_side(one, lexicon), _side(other, lexicon)), since, until, as_of, by.value)
    with open_store(store) as opened:
        made = gather(opened, scope, scores, lexicon)
        difference = differ(gather(opened, replace(scope, as_of=compare), scores, lexicon), made) if compare else None
    text = _rendered(made, form, difference)
    if output is None:
        typer.echo(text, nl=False)
        return
    _write(output, text)
    tell(f"{output}: {len(made.events)} events from {len(made.articles)} articles of {len(set(made.origins.values()))} origins")


def _form(output: Path | None) -> str:
    form = output.suffix.lower() if output else ".md"
    if form not in (".md", ".html", ".json"):
        message = f"{output}: a dossier ends in .md, .html or .json: name the file so"
        raise typer.BadParameter(message)
    return form


def _rendered(made: Dossier, form: str, difference: Difference | None) -> str:
    from detente.dossier import as_json, html, markdown

    return {".html": html, ".json": as_json, ".md": markdown}[form](made, difference)


def _write(output: Path, text: str) -> None:
    from detente.errors import InputError

    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        message = f"{output}: cannot be written ({error.strerror}): choose another file"
        raise InputError(message) from error


def _side(asked: str, lexicon: Lexicon) -> Side:
    """Return who is meant: by code first, then by name."""
    from detente.cli.output import tell
    from detente.dossier import Side
    from detente.lexicon.actors import load_actors, look_up

    country, _, sector = asked.partition(" ")
    rows = [row for row in lexicon.get(load_actors).entity(country.upper()) if _is_body(row)]
    if rows:
        return Side(asked.upper(), f"{rows[0].name} {sector.upper()}".strip())
    named = next((Side(row.entity, row.name) for row in look_up(lexicon, asked, None) if _is_body(row)), None)
    if named is None:
        tell(f"{asked}: no state or organisation of this name or code is known; only records with this very code are taken")
    return named or Side(asked, asked)


def _is_body(row: NameRow) -> bool:
    """Tell whether a row names a state, territory or organisation itself, not its people, capital or leader."""
    return row.kind in ("state", "former_state", "territory", "grouping") or row.code in ("IGO", "NGO")
