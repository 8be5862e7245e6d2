"""When a report says its event took place: the expression that governs its clause, else the sentence's, else what tense allows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.clauses import Clause, ClauseKind, Clauses, Phrase, Tense
from detente.lexicon.hedges import Hedges, load_hedges
from detente.records import EventTime, Status, Time, TimeKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.coding.frames import Proposal
    from detente.lexicon import Lexicon

DATED = frozenset({TimeKind.DATE, TimeKind.TIME})


@dataclass(frozen=True, slots=True)
class TimeIndex:
    """The dated expressions of a doc, each with its head token."""

    doc: Doc
    clauses: Clauses
    hedges: Hedges
    at: tuple[tuple[int, Time], ...]

    def of_noun(self, token: int) -> Iterator[Time]:
        """Yield the times that the text gives elsewhere to a happening of the same name ("last month's G20 summit")."""
        phrase = self.clauses.phrase(token)
        if phrase is None or not phrase.modifiers:
            return
        for dated, time in self.at:
            other = self.clauses.phrase(self.clauses.governor(dated))
            if other is not None and self._name(other) == self._name(phrase):
                yield time

    def _name(self, phrase: Phrase) -> tuple[str, ...]:
        words = sorted((*phrase.modifiers, phrase.head))
        dated = {token for token, _ in self.at}
        return tuple(self.doc[word].lower_ for word in words if word not in dated and self.doc[word].pos_ != "ADJ")


def index_times(doc: Doc, clauses: Clauses, times: Sequence[Time], lexicon: Lexicon) -> TimeIndex:
    """Return the expressions that name a calendar interval, by token."""
    found = []
    for time in times:
        span = doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
        if span is not None and time.kind in DATED and time.start is not None and time.end is not None:
            found.append((span.root.i, time))
    return TimeIndex(doc, clauses, lexicon.get(load_hedges), tuple(found))


def find_event_time(proposal: Proposal, index: TimeIndex) -> EventTime | None:
    """Return the time that the sentence gives to a proposal's event; None where it gives none."""
    clause = proposal.clause
    for reason, time in _candidates(proposal, clause, index):
        if time is not None:
            return EventTime(time.start, time.end, f"{reason}: {time.span.text}", time.span)
    return None


def _candidates(proposal: Proposal, clause: Clause | None, index: TimeIndex) -> Iterator[tuple[str, Time | None]]:
    yield "in the phrase", _in_phrase(proposal.trigger, index)
    if clause is None:
        return
    if clause.head == proposal.trigger:
        yield "in the clause", _in_clause(clause, index)
        if proposal.status == Status.PLANNED:
            below = [index.clauses.clause(head) for head in clause.complements]
            yield "in the clause below", next((time for each in below if each and (time := _in_clause(each, index))), None)
    else:
        is_governed = proposal.trigger in (*clause.objects, *clause.subjects)
        yield "in the clause", _in_clause(clause, index) if is_governed else None
    yield from (("in the clause above", _in_clause(above, index)) for above in _sharing(clause, index))
    yield from (("in a clause of the same time", _in_clause(below, index)) for below in _simultaneous(clause, index))
    yield "at the head of the sentence", _fronted(proposal.trigger, index)


def _in_phrase(trigger: int, index: TimeIndex) -> Time | None:
    """Return a time on the noun that tells of the event ("their meeting in September", "the June call")."""
    return next((time for token, time in index.at if index.clauses.governor(token) == trigger), None)


def _in_clause(clause: Clause, index: TimeIndex) -> Time | None:
    """Return the time on the predicate itself, on its object (where parsers often put it), or on a happening that it took place at."""
    occasions = {token for word, token in clause.obliques if word in index.hedges.occasions}
    # Parsers also hang "on Wednesday" on a subject that stands right before it.
    governors = {clause.head, *clause.patients, *clause.objects, *occasions, *(clause.subjects if clause.own_subject else ())}
    open_ended = {token for word, token in clause.obliques if word in index.hedges.open_ended}
    near = [
        (index.clauses.governor(token) != clause.head, abs(token - clause.head), token, time)
        for token, time in index.at
        if index.clauses.governor(token) in governors and token not in {clause.head, *open_ended}
    ]
    if near:
        return min(near, key=lambda each: each[:3])[3]
    within = [phrase for token in sorted(occasions) if (phrase := index.clauses.phrase(token)) is not None]
    for token, time in index.at:
        if any(phrase.start <= token < phrase.end for phrase in within):
            return time
    return next((time for token in sorted(occasions) for time in index.of_noun(token)), None)


def _sharing(clause: Clause, index: TimeIndex) -> Iterator[Clause]:
    """Yield the clauses above whose time holds for this one too: controlled ones, and "when he met ..."."""
    for above in index.clauses.ancestors(clause):
        if index.clauses.sentence(above.head) != index.clauses.sentence(clause.head):
            return
        is_simultaneous = clause.kind is ClauseKind.ADVERBIAL and clause.marker in index.hedges.simultaneous
        is_controlled = clause.kind in {ClauseKind.CONJUNCT, ClauseKind.INFINITIVE, ClauseKind.ADVERBIAL} and not clause.own_subject
        if not (is_simultaneous or is_controlled):
            return
        yield above
        clause = above


def _simultaneous(clause: Clause, index: TimeIndex) -> Iterator[Clause]:
    """Yield the clauses below that say when: "when they met at last month's summit, ..."."""
    for below in index.clauses.children(clause):
        if below.kind is ClauseKind.ADVERBIAL and below.marker in index.hedges.simultaneous:
            yield below


def _fronted(trigger: int, index: TimeIndex) -> Time | None:
    """Return the time with which the trigger's sentence begins: it holds for all that follows ("In September, Putin said that ...")."""
    start, _ = index.clauses.sentences[index.clauses.sentence(trigger)]
    while start < trigger and (index.doc[start].is_space or index.doc[start].is_punct):
        start += 1
    return next((time for token, time in index.at if start <= token <= start + 4 and time.span.start - index.doc[start].idx < FRONT), None)


SIMPLE_PAST = "simple past at publication"
FRONT = 12
"""A time that begins within this many characters of its sentence stands at the front of it."""


def guess_event_time(clause: Clause | None, status: Status, published: dt.date | None, index: TimeIndex) -> EventTime | None:
    """Return what tense and the day of publication allow, as an open interval that says so."""
    if published is None or clause is None:
        return None
    if status is Status.PLANNED:
        return EventTime(published, None, "future at publication")
    # "signed it three weeks before the war began" is dated by another happening, not by the news.
    is_placed = any(below.marker in index.hedges.open_ended for below in index.clauses.children(clause))
    if clause.tense is Tense.PAST and not clause.perfect and not is_placed:
        return EventTime(None, published, SIMPLE_PAST)
    if clause.tense in {Tense.PAST, Tense.PRESENT} or clause.perfect:
        return EventTime(None, published, "past at publication")
    return None
