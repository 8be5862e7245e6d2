"""Two actors and a period: everything a store holds on them, gathered by questions that anybody can repeat."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from detente.dossier.index import Month, index_of
from detente.records import Figure, Report, Statement, Status
from detente.store import Filter, Origin, Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detente.records import Mention


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: what it is asked by ("RUS", "UNO") and what it is called."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Reports of one day that tell of the same type and status between the same codes: one line of the timeline."""

    day: dt.date | None
    end: dt.date | None
    is_told: bool
    type: str
    status: Status
    source: tuple[str, ...]
    target: tuple[str, ...]
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """Figures of several articles that give the same value, direction and source for the same actor: one line of the ledger."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """The answer about two actors. ``since`` and ``until`` are as asked; ``origins`` has every article that a record rests on."""

    sides: tuple[Side, Side]
    since: dt.date | None
    until: dt.date | None
    timeline: tuple[Entry, ...]
    months: tuple[Month, ...]
    statements: tuple[Statement, ...]
    positions: tuple[Report, ...]
    figures: tuple[Amount, ...]
    plans: tuple[Entry, ...]
    origins: Mapping[str, Origin]


def gather(store: Store, sides: tuple[Side, Side], scores: Mapping[str, float], since: dt.date | None, until: dt.date | None) -> Dossier:
    """Return the dossier of two actors. ``scores`` are those of the event types, for the index. Raises StoreError.

    Statements, positions of third parties and figures are taken from the articles that report on the two.
    """
    one, other = sides[0].code, sides[1].code
    reports = tuple(store.reports(Filter(dyad=(one, other), since=since, until=until)))
    among = frozenset(report.article for report in reports)
    statements = _sorted(store, (store.statements(Filter(among=among, actor=code)) for code in (one, other))) if among else ()
    positions = _positions(store, (one, other), among) if among else ()
    figures = tuple(store.figures(Filter(among=among, about=(one, other)))) if among else ()
    records: tuple[Report | Statement | Figure, ...] = (*reports, *statements, *positions, *figures)
    used = {record.article for record in records}
    origins = {origin.id: origin for origin in store.origins(used)}
    timeline = entries_of(reports, origins)
    happened = [report for report in reports if report.status is Status.HAPPENED]
    return Dossier(
        sides=sides,
        since=since,
        until=until,
        timeline=timeline,
        months=index_of(happened, {origin.id: origin.published for origin in origins.values()}, scores),
        statements=statements,
        positions=positions,
        figures=amounts_of(figures),
        plans=tuple(entry for entry in timeline if entry.status is Status.PLANNED),
        origins=origins,
    )


def _sorted(store: Store, questions: Iterable[Iterable[Statement]]) -> tuple[Statement, ...]:
    found = {statement.id: statement for statement in chain.from_iterable(questions)}
    days = {origin.id: origin.published or dt.date.max for origin in store.origins({statement.article for statement in found.values()})}
    return tuple(sorted(found.values(), key=lambda said: (days[said.article], said.article, said.content.start)))


def _positions(store: Store, dyad: tuple[str, str], among: frozenset[str]) -> tuple[Report, ...]:
    """Return what others did toward one of the two, in articles about both."""
    found: dict[str, Report] = {}
    for code in dyad:
        for report in store.reports(Filter(among=among, target=code, source_is_not=dyad)):
            found[report.id] = report
    return tuple(sorted(found.values(), key=lambda report: (first_code(report.source), report.article, report.trigger.start)))


def entries_of(reports: Iterable[Report], origins: Mapping[str, Origin]) -> tuple[Entry, ...]:
    """Return the lines of the timeline, by day; a report without an expression of time stands on the day its article was published."""
    groups: dict[Entry, list[Report]] = defaultdict(list)
    for report in reports:
        day, end, is_told = day_of(report, origins[report.article].published)
        groups[Entry(day, end, is_told, report.type, report.status, codes_of(report.source), codes_of(report.target))].append(report)
    entries = (replace(entry, reports=tuple(group)) for entry, group in groups.items())
    return tuple(sorted(entries, key=_order))


def _order(entry: Entry) -> tuple[object, ...]:
    return entry.day or dt.date.max, entry.end or dt.date.max, not entry.is_told, entry.type, entry.status, entry.source, entry.target


def amounts_of(figures: Iterable[Figure]) -> tuple[Amount, ...]:
    """Return the lines of the ledger, in the order in which they were first told."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        subject = figure.subject.code[:3] if figure.subject else figure.measure
        says = tuple(label(mention) for mention in figure.attributed_to)
        groups[figure.value, figure.upper, figure.unit, figure.direction, subject, says].append(figure)
    return tuple(Amount(tuple(group)) for group in groups.values())


def day_of(report: Report, published: dt.date | None) -> tuple[dt.date | None, dt.date | None, bool]:
    """Return the first and last day of a report's event, and whether words of the text tell them; else the day of publication."""
    time = report.time
    if time is None or time.span is None or (time.start is None and time.end is None):
        return published, published, False
    return time.start or time.end, time.end or time.start, True


def codes_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Return the codes of mentions, sorted, each once; organisations by name, since their code does not tell them apart."""
    return tuple(sorted({label(mention) for mention in mentions}))


def first_code(mentions: tuple[Mention, ...]) -> str:
    """Return what the first of the actors is called, for sorting and headings."""
    return label(mentions[0]) if mentions else ""


def label(mention: Mention) -> str:
    """Return an actor's code, or its short name where the code is shared by many."""
    return mention.code if mention.code[:3] not in ("IGO", "NGO", "---") else (mention.entity or mention.name)
