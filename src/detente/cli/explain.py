"""The command that says why: explain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.options import DEFAULT_STORE, Json, StoreOption

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from detente.coding.explain import Explanation
    from detente.lexicon.frames import Frame
    from detente.records import Mention

ReportArgument = Annotated[str, typer.Argument(metavar="REPORT", help="A report's id, as `detente reports --json` gives it.")]


def explain(report: ReportArgument, store: StoreOption = DEFAULT_STORE, json: Json = False) -> None:
    """Say why a report was coded: its words, the frame or the network's alternatives, its actors' entries, the reason for its time.

    Example: detente explain 5d41402abc4b2a76b971
    """
    from detente.cli.output import write_json
    from detente.coding.explain import explain as explain_report
    from detente.errors import InputError
    from detente.lexicon import Lexicon
    from detente.store import open_store

    with open_store(store) as opened:
        article = opened.article_of(report)
        coded = opened.coded(article) if article else None
    found = next((each for each in coded.reports if each.id == report), None) if coded else None
    if coded is None or found is None:
        message = f"no report {report} in {store}: list them with detente reports --json"
        raise InputError(message)
    explanation = explain_report(found, coded.article, Lexicon.load())
    if json:
        write_json([dict(_flat(explanation))])
    else:
        typer.echo("\n".join(_lines(explanation)))


def _lines(explanation: Explanation) -> Iterator[str]:
    from detente.cli.output import printable

    report = explanation.report
    yield printable(report.sentence.text)
    yield ""
    yield f"{report.type} ({report.status.value}), score {report.score}: “{printable(report.trigger.text)}”, by {report.rule}"
    if explanation.clause:
        yield f"  clause     {printable(explanation.clause)}"
    if explanation.frame:
        yield f"  frame      {_shape(explanation.frame)}"
        yield f"  as in      {explanation.frame.example}"
    yield f"  network    {_chances(explanation.types)}; {_chances(explanation.statuses)}"
    for side, actors in (("source", report.source), ("target", report.target)):
        for actor in actors:
            yield from _actor(side, actor, explanation)
    if report.time:
        yield f"  time       {report.time.start or '..'} to {report.time.end or '..'}: {printable(report.time.reason)}"
    if report.attributed_to:
        yield f"  says       {printable(' < '.join(each.name for each in report.attributed_to))}"


def _actor(side: str, actor: Mention, explanation: Explanation) -> Iterator[str]:
    from detente.cli.output import printable

    back = f", which stands for “{printable(actor.antecedent.text)}”" if actor.antecedent else ""
    yield f"  {side:10} {actor.code}: “{printable(actor.span.text)}”{back}, by {actor.rule}"
    for row in explanation.rows.get(actor.span.start, ()):
        since, until = row.since or "..", row.until or ".."
        yield f"             {row.name}, {row.role or row.kind}, {row.code}, {since} to {until} ({row.source}; {row.file} line {row.line})"


def _shape(frame: Frame) -> str:
    """Return a frame as one line: its word, what narrows it, where its actors stand."""
    narrow = [("object", frame.object), ("preposition", frame.prep), ("after it", frame.prep_object), ("subject", frame.subject)]
    parts = [f"{frame.kind} “{frame.word}”"]
    parts += [f"{name} {'|'.join(sorted(words)[:6])}" for name, words in narrow if words]
    parts.append(f"source at {', '.join(frame.source)}; target at {', '.join(frame.target) or 'none'}")
    return "; ".join(parts)


def _chances(chances: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {chance:.2f}" for name, chance in chances.items())


def _flat(explanation: Explanation) -> Iterator[tuple[str, object]]:
    from detente.schema import json_ready

    yield "report", json_ready(explanation.report)
    yield "frame", explanation.frame.id if explanation.frame else None
    yield "types", dict(explanation.types)
    yield "statuses", dict(explanation.statuses)
    yield "clause", explanation.clause
    yield "actors", {str(start): [f"{row.file}:{row.line}" for row in rows] for start, rows in explanation.rows.items()}
