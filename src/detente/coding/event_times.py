"""When a report says its event took place: the expression that governs its clause, else the sentence's, else another sentence's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.clauses import Clause, Clauses, Tense
from detente.records import EventTime, Status, Time, TimeKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.coding.frames import Proposal

DATED = frozenset({TimeKind.DATE, TimeKind.TIME})


@dataclass(frozen=True, slots=True)
class TimeIndex:
    """The dated expressions of a doc by the token they begin at."""

    doc: Doc
    clauses: Clauses
    at: tuple[tuple[int, Time], ...]


def index_times(doc: Doc, clauses: Clauses, times: Sequence[Time]) -> TimeIndex:
    """Return the expressions that name a calendar interval, by token."""
    found = []
    for time in times:
        span = doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
        if span is not None and time.kind in DATED and (time.start or time.end):
            found.append((span.root.i, time))
    return TimeIndex(doc, clauses, tuple(found))


def find_event_time(proposal: Proposal, index: TimeIndex) -> EventTime | None:
    """Return the time that the sentence gives to a proposal's event; None where it gives none."""
    in_phrase = _in_phrase(proposal, index)
    if in_phrase is not None:
        return _event_time(in_phrase, "phrase")
    clause = proposal.clause
    if clause is None:
        return None
    in_clause = _in_clause(clause, proposal.trigger, index)
    if in_clause is not None:
        return _event_time(in_clause, "clause")
    for above in index.clauses.ancestors(clause):
        if above.kind in {above.kind.PARENTHETICAL} or index.clauses.sentence(above.head) != index.clauses.sentence(clause.head):
            break
        if clause.own_subject and clause.kind not in {clause.kind.CONJUNCT}:
            break
        in_above = _in_clause(above, above.head, index)
        if in_above is not None:
            return _event_time(in_above, "clause above")
        clause = above
    return None


def _in_phrase(proposal: Proposal, index: TimeIndex) -> Time | None:
    """Return a time inside the noun phrase that tells of the event ("their meeting in September")."""
    phrase = index.clauses.phrase(proposal.trigger)
    if phrase is None:
        return None
    return next((time for token, time in index.at if phrase.start <= token < phrase.end), None)


def _in_clause(clause: Clause, trigger: int, index: TimeIndex) -> Time | None:
    """Return the time nearest to the trigger among those in the clause's own words."""
    near = [
        (abs(token - trigger), token, time)
        for token, time in index.at
        if clause.start <= token < clause.end and _owner(index.clauses, token) == clause.head
    ]
    return min(near, key=lambda each: each[:2])[2] if near else None


def _owner(clauses: Clauses, token: int) -> int | None:
    owner = clauses.clause_of(token)
    return owner.head if owner else None


def _event_time(time: Time, reason: str) -> EventTime:
    return EventTime(time.start, time.end, f"{reason}: {time.span.text}", time.span)


def guess_event_time(clause: Clause | None, status: Status, published: dt.date | None) -> EventTime | None:
    """Return what tense and the day of publication allow, as an open interval that says so."""
    if published is None or clause is None:
        return None
    if status is Status.PLANNED:
        return EventTime(published, None, "future at publication")
    if clause.tense in {Tense.PAST, Tense.PRESENT} or clause.perfect:
        return EventTime(None, published, "past at publication")
    return None
