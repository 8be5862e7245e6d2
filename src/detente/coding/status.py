"""Whether an event happened, is planned, is possible or is denied, read from the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.coding.clauses import Clause, ClauseKind, Clauses, Tense
from detente.lexicon.hedges import Hedges, load_hedges
from detente.records import Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.coding.frames import Proposal
    from detente.lexicon import Lexicon

CONTROLLED = frozenset({ClauseKind.INFINITIVE, ClauseKind.PARTICIPLE, ClauseKind.ADVERBIAL, ClauseKind.CONJUNCT})


def find_status(proposal: Proposal, doc: Doc, clauses: Clauses, lexicon: Lexicon) -> Status:
    """Return the status of what a proposal tells of."""
    hedges = lexicon.get(load_hedges)
    clause = proposal.clause
    if clause is None:
        return Status(proposal.status or Status.HAPPENED)
    if clause.head != proposal.trigger:
        return _nominal_status(proposal, clause, doc, clauses, hedges)
    found = _clause_status(clause, doc, clauses, hedges)
    if proposal.status and found is Status.HAPPENED:
        return Status(proposal.status)
    return found


def _clause_status(clause: Clause, doc: Doc, clauses: Clauses, hedges: Hedges) -> Status:
    own = _own_status(clause, doc, hedges)
    if own is not None:
        return own
    if clause.kind not in CONTROLLED:
        return Status.HAPPENED
    above = clauses.clause(clause.parent)
    if above is None:
        return Status.HAPPENED
    if clause.kind is ClauseKind.CONJUNCT:
        return _clause_status(above, doc, clauses, hedges) if clause.tense is Tense.NONE else Status.HAPPENED
    if clause.kind is ClauseKind.INFINITIVE:
        return _controlled_status(above, doc, clauses, hedges)
    is_infinitive = doc[clause.head].tag_ == "VB"
    # "a plan to attack", "met to sign": a bare infinitive after a noun or of purpose has not happened yet.
    return Status.PLANNED if is_infinitive else Status.HAPPENED


def _own_status(clause: Clause, doc: Doc, hedges: Hedges) -> Status | None:
    if clause.negated:
        return Status.DENIED
    for word in clause.modals:
        if word in hedges.modals:
            return hedges.modals[word]
    if clause.marker in hedges.markers:
        return hedges.markers[clause.marker]
    for token in clause.adverbs:
        if doc[token].lower_ in hedges.adverbs:
            return hedges.adverbs[doc[token].lower_]
    return Status.PLANNED if clause.tense is Tense.FUTURE else None


def _controlled_status(above: Clause, doc: Doc, clauses: Clauses, hedges: Hedges) -> Status:
    """Return the status of an infinitive below ``above``: the governing verb's word, turned over by its own negation."""
    status = hedges.below.get(above.lemma, Status.PLANNED)
    if status is Status.HAPPENED:
        return _clause_status(above, doc, clauses, hedges)
    if above.negated:
        return Status.DENIED if status is not Status.DENIED else Status.HAPPENED
    return status


def _nominal_status(proposal: Proposal, clause: Clause, doc: Doc, clauses: Clauses, hedges: Hedges) -> Status:
    phrase = clauses.phrase(proposal.trigger)
    if phrase is not None:
        words = [doc[token].lower_ for token in range(phrase.start, phrase.head)]
        for word in words:
            if word in hedges.before_noun:
                return hedges.before_noun[word]
    if proposal.trigger in clause.patients or any(token == proposal.trigger for _, token in clause.obliques):
        governed = hedges.above_noun.get(clause.lemma)
        if governed is not None:
            return Status.HAPPENED if clause.negated and governed is Status.DENIED else governed
    if clause.negated and proposal.trigger in (*clause.subjects, *clause.objects) and phrase is not None and phrase.determiner is not None:
        return Status.DENIED if doc[phrase.determiner].lower_ in hedges.before_noun else Status.HAPPENED
    return Status.HAPPENED
