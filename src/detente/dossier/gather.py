"""Two actors and a period: everything a store holds on them, gathered by questions that anybody can repeat."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from detente.dossier.ask import events_among, find_origins, find_provenance
from detente.dossier.headlines import Flag, flags_of
from detente.dossier.index import Move, Period, index_of, moves_of
from detente.dossier.ledger import Amount, amounts_of
from detente.dossier.phrases import Phrase, phrases_of
from detente.dossier.readouts import Readout, readouts_of
from detente.lexicon.merging import load_merge_rules
from detente.merge.events import Event, events_of
from detente.merge.plans import Plan, plans_of
from detente.records import Figure, Mention, Report, Statement
from detente.store import Filter, Origin, Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from detente.lexicon import Lexicon
    from detente.lexicon.merging import MergeRules


R = TypeVar("R", Report, Statement, Figure)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: what it is asked by ("RUS", "UNO") and what it is called."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked: the two, the period (inclusive), what was published by ``as_of``, and the index by day, week or month."""

    sides: tuple[Side, Side]
    since: dt.date | None = None
    until: dt.date | None = None
    as_of: dt.date | None = None
    by: str = "month"

    @property
    def codes(self) -> tuple[str, str]:
        """What the two are asked by."""
        return self.sides[0].code, self.sides[1].code


@dataclass(frozen=True, slots=True)
class Dossier:
    """The answer about two actors. ``articles`` has every article that a record rests on, ``origins`` where its text comes from.

    ``positions`` are the events and statements of third parties; ``copies`` tells which articles are copies of one another.
    """

    scope: Scope
    events: tuple[Event, ...]
    periods: tuple[Period, ...]
    moves: tuple[Move, ...]
    readouts: tuple[Readout, ...]
    phrases: tuple[Phrase, ...]
    statements: tuple[Statement, ...]
    positions: tuple[Event, ...]
    views: tuple[Statement, ...]
    figures: tuple[Amount, ...]
    plans: tuple[Plan, ...]
    flags: tuple[Flag, ...]
    articles: Mapping[str, Origin]
    origins: Mapping[str, str]
    scores: Mapping[str, float]


def gather(store: Store, scope: Scope, scores: Mapping[str, float], lexicon: Lexicon) -> Dossier:
    """Return the dossier of two actors. ``scores`` are those of the event types, for the index. Raises StoreError.

    Statements, positions of third parties and figures are taken from the articles that report on the two.
    """
    rules = lexicon.get(load_merge_rules)
    known = _Known(store, scope.as_of)
    reports = known.only(store.reports(Filter(dyad=scope.codes, since=scope.since, until=scope.until)))
    among = frozenset(report.article for report in reports)
    statements = known.only(_statements(store, among, scope.codes))
    third = known.only(_third_parties(store, among, scope.codes))
    views = known.only(_views(store, among, scope.codes))
    figures = known.only(store.figures(Filter(among=among, about=scope.codes))) if among else ()
    records: tuple[Report | Statement | Figure, ...] = (*reports, *statements, *third, *views, *figures)
    articles = known.articles({record.article for record in records})
    origins = find_origins(store, find_provenance(store, articles), rules)
    events = events_among(store, reports, rules)
    periods = index_of(events, scores, scope.codes, scope.by)
    published = {key: article.published for key, article in articles.items()}
    return Dossier(
        scope=scope,
        events=events,
        periods=periods,
        moves=moves_of(events, periods, scores, scope.by),
        readouts=readouts_of(events, (*statements, *reports), published, origins, scope.codes, rules),
        phrases=phrases_of((*statements, *reports), published, origins, rules),
        statements=statements,
        positions=_events(store, third, rules),
        views=views,
        figures=amounts_of(figures),
        plans=plans_of(events, rules, scope.as_of),
        flags=flags_of(store, articles, rules),
        articles=articles,
        origins=origins,
        scores=scores,
    )


class _Known:
    """What was published by a day; everything where no day is asked. An article without a date is then unknown."""

    def __init__(self, store: Store, as_of: dt.date | None) -> None:
        self.store, self.as_of = store, as_of
        self.seen: dict[str, Origin] = {}

    def articles(self, ids: Iterable[str]) -> dict[str, Origin]:
        """Return where articles came from, by date and id; those published later are left out."""
        found = (article for article in self.store.origins(ids) if self.as_of is None or (article.published or dt.date.max) <= self.as_of)
        return {article.id: article for article in found}

    def only(self, records: Iterable[R]) -> tuple[R, ...]:
        """Return the records of articles published by the day, by day of publication and place in the text."""
        listed = tuple(records)
        articles = self.articles({record.article for record in listed})
        kept = [record for record in listed if record.article in articles]
        kept.sort(key=lambda record: (articles[record.article].published or dt.date.max, record.article, record.sentence.start))
        return tuple(kept)


def _statements(store: Store, among: frozenset[str], codes: tuple[str, str]) -> Iterator[Statement]:
    seen: set[str] = set()
    for code in codes if among else ():
        for statement in store.statements(Filter(among=among, actor=code)):
            if statement.id not in seen:
                seen.add(statement.id)
                yield statement


def _third_parties(store: Store, among: frozenset[str], codes: tuple[str, str]) -> Iterator[Report]:
    """Yield what others did toward one of the two, in articles about both."""
    seen: set[str] = set()
    for code in codes if among else ():
        for report in store.reports(Filter(among=among, target=code, source_is_not=codes)):
            if report.id not in seen and all(is_known(actor) for actor in report.source):
                seen.add(report.id)
                yield report


def _views(store: Store, among: frozenset[str], codes: tuple[str, str]) -> Iterator[Statement]:
    """Yield what governments and organisations other than the two said in sentences that name one of them."""
    if not among:
        return
    names = " or ".join("names_actor(statements_dated.article, statements_dated.sentence, ?)" for _ in codes)
    question = f"select * from statements_dated where article in (select unnest(?)) and speaker is not null and ({names}) order by id"  # noqa: S608 - values are bound
    for statement in store.records("statements", question, [sorted(among), *codes]):
        speaker = statement.speaker
        if is_known(speaker) and _is_official(speaker) and not any(covers(code, speaker) for code in codes):
            yield statement


def _is_official(actor: Mention) -> bool:
    """Tell whether an actor speaks for a state, its forces, or an organisation of states."""
    return actor.code.partition(" ")[2] in ("GOV", "MIL") or actor.code == "IGO"


def is_known(actor: Mention) -> bool:
    """Tell whether it is known whose actor that is."""
    return not actor.code.startswith("---")


def covers(code: str, actor: Mention) -> bool:
    """Tell whether what is asked ("RUS", "UNO") covers an actor."""
    return actor.code == code or actor.code.startswith(f"{code} ") or actor.entity == code


def _events(store: Store, reports: tuple[Report, ...], rules: MergeRules) -> tuple[Event, ...]:
    made = events_among(store, reports, rules) if reports else events_of((), (), {})
    return tuple(sorted(made, key=lambda event: (event.source, event.start or dt.date.max, event.id)))
