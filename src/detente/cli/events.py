"""Commands on events: merge, events, judge."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli.options import DEFAULT_STORE, Csv, Dyad, Json, Limit, Since, StoreOption, Until

if TYPE_CHECKING:
    from detente.merge.events import Event

Again = Annotated[bool, typer.Option("--again", help="Forget the links made before; judgements stay.")]
Actor = Annotated[str | None, typer.Option(metavar="ACTOR", help="In which this actor takes part.")]
Type = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Of this event type: CONSULT, SANCTION, ...")]
Status = Annotated[str | None, typer.Option(metavar="STATUS", help="happened, planned, possible or denied.")]
Same = Annotated[bool | None, typer.Option("--same/--different", help="They tell of one event, or of two.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so; kept with the time.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, kept with it.")]
One = Annotated[str, typer.Argument(metavar="REPORT", help="The id of a report.")]


def merge(store: StoreOption = DEFAULT_STORE, again: Again = False) -> None:
    """Link reports of one happening into events, and find copies of texts. Only what new articles touch is done again.

    Example: detente merge --store store
    """
    from detente.batch import merge_store
    from detente.cli.output import tell
    from detente.lexicon import Lexicon

    made = merge_store(store, Lexicon.load("en"), again=again)
    tell(f"{made.reports} reports of {made.events} events, {made.copies} pairs of copies; {made.new} reports were new; store: {store}")


def events(
    store: StoreOption = DEFAULT_STORE,
    dyad: Dyad = None,
    actor: Actor = None,
    type_: Type = None,
    status: Status = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List events: what several reports tell of one happening, how many independent origins they have, and who disagrees.

    Example: detente events --dyad RUS CHN --type CONSULT
    """
    from itertools import islice

    from detente.cli import output
    from detente.dossier.ask import find_events
    from detente.lexicon import Lexicon
    from detente.store import Filter, open_store

    asked = Filter(dyad=dyad, actor=actor, type=type_, status=status, since=since, until=until)
    with open_store(store) as opened:
        found = islice(find_events(opened, asked, Lexicon.load("en")), limit)
        if json:
            output.write_json(nested_event(event) for event in found)
        elif csv:
            output.write_csv(flat_event(event) for event in found)
        else:
            output.write_table((brief_event(event) for event in found), "events")


def judge(one: One, two: One, by: By, same: Same = None, why: Why = "", store: StoreOption = DEFAULT_STORE) -> None:
    """Say that two reports tell of the same event, or that they do not. Judgements come before all rules; the last one counts.

    Example: detente judge 61ab20f3c9d47e5582aa 9c1d04be77f0a3562e18 --different --by "A. Reader"
    """
    from detente.batch import judge as keep
    from detente.cli.output import tell
    from detente.errors import InputError
    from detente.lexicon import Lexicon
    from detente.records import Review
    from detente.store import open_store

    if same is None:
        raise typer.BadParameter("say --same or --different")
    with open_store(store) as opened:
        for report in (one, two):
            if opened.article_of(report) is None:
                message = f"{store}: no report {report!r}: `detente events --json --store {store}` gives the ids"
                raise InputError(message)
    made = keep(store, Lexicon.load("en"), Review("merge", one, two, same, why, by, dt.datetime.now(dt.UTC)))
    tell(f"kept: {'the same event' if same else 'not the same event'}, says {by}; {made.reports} reports of {made.events} events")


def flat_event(event: Event) -> dict[str, Any]:
    """Return an event as a row of CSV."""
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status.value,
        "source": "; ".join(event.source),
        "target": "; ".join(event.target),
        "start": event.start,
        "end": event.end,
        "day_from": "text" if event.is_dated else "publication",
        "place": event.place.name if event.place else None,
        "reports": len(event.reports),
        "articles": len({report.article for report in event.reports}),
        "origins": len(event.origins),
        "first_seen": event.first_seen,
        "last_seen": event.last_seen,
        "course": "; ".join(f"{turn.told or '?'} {turn.status}" for turn in event.course),
        "dissent": "; ".join(f"{each.report} {each.field}: {each.said}" for each in event.dissent),
        "words": " | ".join(report.sentence.text for report in event.reports),
    }


def nested_event(event: Event) -> dict[str, Any]:
    """Return an event as JSON takes it, its reports as records."""
    from detente.schema import json_ready

    row = {
        name: _text(value) for name, value in flat_event(event).items() if name not in ("course", "dissent", "words", "source", "target")
    }
    return {
        **row,
        "source": list(event.source),
        "target": list(event.target),
        "origin_names": list(event.origins),
        "course": [{"told": _text(turn.told), "status": turn.status.value} for turn in event.course],
        "dissent": [{"report": each.report, "field": each.field, "said": each.said} for each in event.dissent],
        "report_records": [json_ready(report) for report in event.reports],
    }


def brief_event(event: Event) -> dict[str, str]:
    """Return an event as a row of a table."""
    from detente.cli.rows import days

    when = days(event.start, event.end)
    return {
        "when": when if event.is_dated else f"({when})",
        "source": "; ".join(event.source),
        "type": event.type,
        "target": "; ".join(event.target),
        "status": event.status.value,
        "reports": f"{len(event.reports)} from {len(event.origins)}",
        "place": event.place.name if event.place else "",
        "words": event.reports[0].sentence.text,
        "event": event.id[:8],
    }


def _text(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value
