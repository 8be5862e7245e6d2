"""Records as flat rows: columns for CSV, and the few that fit a table on a terminal."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.records import Figure, Mention, Report, Statement
    from detente.store import Origin, Store

AT_ONCE = 500
Flat = dict[str, Any]


def with_origins(store: Store, records: Iterable[Any]) -> Iterator[tuple[Any, Origin]]:
    """Yield each record with where its article came from, looking articles up some hundreds at a time."""
    chunk: list[Any] = []
    for record in records:
        chunk.append(record)
        if len(chunk) == AT_ONCE:
            yield from _joined(store, chunk)
            chunk = []
    yield from _joined(store, chunk)


def _joined(store: Store, chunk: list[Any]) -> Iterator[tuple[Any, Origin]]:
    origins = {origin.id: origin for origin in store.origins({record.article for record in chunk})} if chunk else {}
    for record in chunk:
        yield record, origins[record.article]


def codes(mentions: Iterable[Mention | None]) -> str:
    """Return the codes of mentions, with the name where the code alone says little."""
    return "; ".join(dict.fromkeys(_code(mention) for mention in mentions if mention is not None))


def _code(mention: Mention) -> str:
    return mention.code if mention.code[:3] not in ("IGO", "NGO", "---") else f"{mention.code} {mention.name}"


def names(mentions: Iterable[Mention | None]) -> str:
    """Return the names of mentions."""
    return "; ".join(dict.fromkeys(mention.name for mention in mentions if mention is not None))


def days(start: dt.date | None, end: dt.date | None) -> str:
    """Return an interval of days: one day, "a/b", or with ".." for an open end; empty where neither is known."""
    if start is None and end is None:
        return ""
    if start == end:
        return str(start)
    return f"{start or '..'}/{end or '..'}"


def number(value: float) -> str:
    """Return a number without needless decimals."""
    return f"{int(value):,}" if value == int(value) else f"{value:,.10g}"


def _origin(origin: Origin) -> Flat:
    return {"article": origin.id, "published": origin.published, "outlet": origin.outlet, "url": origin.url, "title": origin.title}


def flat_report(report: Report, origin: Origin) -> Flat:
    """Return a report as a row of CSV."""
    return {
        "id": report.id,
        "type": report.type,
        "mode": report.mode,
        "context": report.context,
        "status": report.status.value,
        "source": codes(report.source),
        "source_names": names(report.source),
        "target": codes(report.target),
        "target_names": names(report.target),
        "time_start": report.time.start if report.time else None,
        "time_end": report.time.end if report.time else None,
        "time_reason": report.time.reason if report.time else None,
        "place": report.place.name if report.place else None,
        "attributed_to": names(report.attributed_to),
        "prominence": report.prominence.value,
        "trigger": report.trigger.text,
        "trigger_start": report.trigger.start,
        "trigger_end": report.trigger.end,
        "sentence": report.sentence.text,
        "rule": report.rule,
        "score": report.score,
        **_origin(origin),
    }


def flat_statement(statement: Statement, origin: Origin) -> Flat:
    """Return a statement as a row of CSV."""
    return {
        "id": statement.id,
        "speaker": names([statement.speaker]),
        "speaker_code": statement.speaker.code if statement.speaker else None,
        "cue": statement.cue.text if statement.cue else None,
        "stance": statement.stance,
        "kind": statement.kind.value,
        "content": statement.content.text,
        "content_start": statement.content.start,
        "content_end": statement.content.end,
        "addressee": names([statement.addressee]),
        "attributed_to": names(statement.attributed_to),
        "sentence": statement.sentence.text,
        "rule": statement.rule,
        **_origin(origin),
    }


def flat_figure(figure: Figure, origin: Origin) -> Flat:
    """Return a figure as a row of CSV."""
    return {
        "id": figure.id,
        "value": figure.value,
        "upper": figure.upper,
        "bound": figure.bound,
        "unit": figure.unit,
        "direction": figure.direction.value if figure.direction else None,
        "measure": figure.measure,
        "subject": names([figure.subject]),
        "period": figure.period.value if figure.period else None,
        "base": figure.base,
        "attributed_to": names(figure.attributed_to),
        "words": figure.span.text,
        "start": figure.span.start,
        "end": figure.span.end,
        "sentence": figure.sentence.text,
        "rule": figure.rule,
        **_origin(origin),
    }


def flat_origin(origin: Origin) -> Flat:
    """Return an article as a row of CSV."""
    return {**_origin(origin), "page": origin.page, "published_from": origin.published_from, "failure": origin.failure}


def brief_report(report: Report, origin: Origin) -> Flat:
    """Return a report as a row of a table."""
    time = days(report.time.start, report.time.end) if report.time else ""
    return {
        "when": time or f"({origin.published or '?'})",
        "source": codes(report.source),
        "type": report.type,
        "target": codes(report.target),
        "status": report.status.value,
        "says": names(report.attributed_to) or (origin.outlet or ""),
        "words": _marked(report.sentence.text, report.trigger.start - report.sentence.start, len(report.trigger.text)),
        "article": origin.id[:8],
    }


def brief_statement(statement: Statement, origin: Origin) -> Flat:
    """Return a statement as a row of a table."""
    return {
        "published": str(origin.published or "?"),
        "speaker": names([statement.speaker]),
        "code": codes([statement.speaker]),
        "cue": statement.cue.text if statement.cue else "",
        "kind": statement.kind.value,
        "content": statement.content.text,
        "article": origin.id[:8],
    }


def brief_figure(figure: Figure, origin: Origin) -> Flat:
    """Return a figure as a row of a table."""
    value = number(figure.value) + (f" to {number(figure.upper)}" if figure.upper is not None else "")
    return {
        "value": f"{figure.bound + ' ' if figure.bound else ''}{value} {figure.unit or ''}".strip(),
        "direction": figure.direction.value if figure.direction else "",
        "measure": figure.measure or "",
        "period": figure.period.value or "" if figure.period else "",
        "says": names(figure.attributed_to) or (origin.outlet or ""),
        "words": _marked(figure.sentence.text, figure.span.start - figure.sentence.start, len(figure.span.text)),
        "article": origin.id[:8],
    }


def brief_origin(origin: Origin) -> Flat:
    """Return an article as a row of a table."""
    return {
        "article": origin.id[:8],
        "published": str(origin.published or "?"),
        "outlet": origin.outlet or "",
        "title": origin.title or "",
        "failure": origin.failure or "",
    }


def _marked(sentence: str, start: int, length: int) -> str:
    """Return a sentence with some of its words between brackets."""
    if not 0 <= start <= len(sentence) - length:
        return sentence
    return f"{sentence[:start]}[{sentence[start : start + length]}]{sentence[start + length :]}"
