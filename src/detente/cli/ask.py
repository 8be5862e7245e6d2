"""Commands that ask a store: reports, statements, figures, articles, show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli.options import DEFAULT_STORE, ArticleOption, Csv, Dyad, Json, Limit, Since, StoreOption, Until, Words, known_status

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Actor = Annotated[str | None, typer.Option(metavar="ACTOR", help="In which this actor takes part.")]
Source = Annotated[str | None, typer.Option(metavar="ACTOR", help="Of which this actor is a source.")]
Target = Annotated[str | None, typer.Option(metavar="ACTOR", help="Of which this actor is a target.")]
Status = Annotated[str | None, typer.Option(metavar="STATUS", help="happened, planned, possible or denied.")]
Speaker = Annotated[str | None, typer.Option(metavar="ACTOR", help="By this speaker: a name or part of it, a country or a code.")]
By = Annotated[str | None, typer.Option(metavar="WHO", help="Attributed to this actor, or told by this outlet.")]
Kind = Annotated[str | None, typer.Option(metavar="KIND", help="direct, mixed or indirect.")]
Measure = Annotated[str | None, typer.Option(metavar="WORDS", help="Whose measure contains these words.")]
ArticleArgument = Annotated[str, typer.Argument(metavar="ARTICLE", help="The id of an article or a record, or how an article's id begins.")]


def reports(
    store: StoreOption = DEFAULT_STORE,
    dyad: Dyad = None,
    actor: Actor = None,
    source: Source = None,
    target: Target = None,
    type_: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Of this event type: CONSULT, SANCTION, ...")] = None,
    status: Status = None,
    by: By = None,
    since: Since = None,
    until: Until = None,
    text: Words = None,
    article: ArticleOption = None,
    limit: Limit = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List reports: who did what to whom, when, who says so, and in which words.

    Example: detente reports --dyad RUS CHN --type CONSULT --since 2022-12
    """
    asked = {
        "dyad": dyad, "actor": actor, "source": source, "target": target, "type": type_, "status": known_status(status), "by": by,
        "since": since, "until": until, "text": text, "article": article,
    }  # fmt: skip
    _list(store, "reports", asked, limit, json=json, csv=csv)


def statements(
    store: StoreOption = DEFAULT_STORE,
    speaker: Speaker = None,
    kind: Kind = None,
    by: By = None,
    since: Since = None,
    until: Until = None,
    text: Words = None,
    article: ArticleOption = None,
    limit: Limit = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List statements: who said what.

    Example: detente statements --speaker "Yun Sun" --csv
    """
    asked = {"speaker": speaker, "kind": kind, "by": by, "since": since, "until": until, "text": text, "article": article}
    _list(store, "statements", asked, limit, json=json, csv=csv)


def figures(
    store: StoreOption = DEFAULT_STORE,
    measure: Measure = None,
    actor: Actor = None,
    by: By = None,
    since: Since = None,
    until: Until = None,
    text: Words = None,
    article: ArticleOption = None,
    limit: Limit = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List figures: reported quantities with their measure, direction, period and source.

    Example: detente figures --measure exports --json
    """
    asked = {"measure": measure, "actor": actor, "by": by, "since": since, "until": until, "text": text, "article": article}
    _list(store, "figures", asked, limit, json=json, csv=csv)


def articles(store: StoreOption = DEFAULT_STORE, limit: Limit = None, json: Json = False, csv: Csv = False) -> None:
    """List the articles of a store, and the pages that failed with the reason.

    Example: detente articles --csv
    """
    from itertools import islice

    from detente.cli import output, rows
    from detente.store import open_store

    with open_store(store) as opened:
        origins = islice(opened.origins(), limit)
        if json:
            output.write_json({name: _text(value) for name, value in rows.flat_origin(origin).items()} for origin in origins)
        elif csv:
            output.write_csv(rows.flat_origin(origin) for origin in origins)
        else:
            output.write_table((rows.brief_origin(origin) for origin in origins), "articles")


def show(article: ArticleArgument, store: StoreOption = DEFAULT_STORE, json: Json = False) -> None:
    """Print an article with its records marked in the text and listed under their sentences.

    Example: detente show 3f2a91c0
    """
    from detente.cli.marked import write_article
    from detente.cli.output import write_json
    from detente.store import open_store

    with open_store(store) as opened:
        coded = opened.coded(opened.article_of(article) or article)
    if json:
        write_json([coded])
    else:
        write_article(coded)


def _list(store: Path, table: str, asked: dict[str, Any], limit: int | None, *, json: bool, csv: bool) -> None:
    from detente.cli import output, rows
    from detente.store import Filter, open_store

    makers: dict[str, tuple[Callable[..., rows.Flat], Callable[..., rows.Flat]]] = {
        "reports": (rows.flat_report, rows.brief_report),
        "statements": (rows.flat_statement, rows.brief_statement),
        "figures": (rows.flat_figure, rows.brief_figure),
    }
    flat, brief = makers[table]
    with open_store(store) as opened:
        records = getattr(opened, table)(Filter(**asked), limit=limit)
        if json:
            output.write_json(records)
        elif csv:
            output.write_csv(flat(record, origin) for record, origin in rows.with_origins(opened, records))
        else:
            output.write_table((brief(record, origin) for record, origin in rows.with_origins(opened, records)), table)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
