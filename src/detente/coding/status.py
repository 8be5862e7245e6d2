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
    found = _clause_status(clause, doc, clauses, hedges, is_word=proposal.type in hedges.spoken)
    if proposal.status and found is Status.HAPPENED:
        return Status(proposal.status)
    return found


def _clause_status(clause: Clause, doc: Doc, clauses: Clauses, hedges: Hedges, *, is_word: bool = False) -> Status:
    """Return the status of a clause's act; ``is_word`` says that the act is itself spoken (a demand, a reproach)."""
    own = _own_status(clause, doc, hedges)
    if own is not None:
        return own
    above = clauses.clause(clause.parent)
    if above is None or clause.kind not in {*CONTROLLED, ClauseKind.COMPLEMENT}:
        return Status.HAPPENED
    if clause.kind is ClauseKind.COMPLEMENT:
        return Status.DENIED if hedges.below.get(above.lemma) is Status.DENIED and not above.negated else Status.HAPPENED
    if clause.kind is ClauseKind.CONJUNCT:
        return _clause_status(above, doc, clauses, hedges) if clause.tense is Tense.NONE else Status.HAPPENED
    if clause.kind is ClauseKind.INFINITIVE or (clause.kind is ClauseKind.ADVERBIAL and above.lemma in hedges.below and clause.marker):
        return _controlled_status(above, doc, clauses, hedges)
    if doc[clause.head].tag_ != "VB":
        return Status.HAPPENED
    if clause.kind is ClauseKind.PARTICIPLE:
        # "a plan to attack", "an opportunity to protest": the noun says whether it took place.
        return hedges.after_noun.get(doc[clauses.governor(clause.head)].lemma_.lower(), Status.PLANNED)
    return Status.HAPPENED if is_word else Status.PLANNED


def _own_status(clause: Clause, doc: Doc, hedges: Hedges) -> Status | None:
    if clause.negated:
        return Status.DENIED
    for word in clause.modals:
        if word in hedges.modals:
            return hedges.modals[word]
    if clause.marker is not None and clause.marker in hedges.markers:
        return hedges.markers[clause.marker]
    for token in clause.adverbs:
        if doc[token].lower_ in hedges.adverbs:
            return hedges.adverbs[doc[token].lower_]
    return Status.PLANNED if clause.tense is Tense.FUTURE else None


def _controlled_status(above: Clause, doc: Doc, clauses: Clauses, hedges: Hedges) -> Status:
    """Return the status of what stands below ``above``: the governing verb's word, turned over by its own negation or denial."""
    status = hedges.below.get(above.lemma, Status.PLANNED)
    own = _clause_status(above, doc, clauses, hedges)
    if status is Status.HAPPENED:
        return own
    if own is Status.DENIED:
        return Status.DENIED if status is not Status.DENIED else Status.HAPPENED
    return Status.POSSIBLE if own is Status.POSSIBLE and status is Status.PLANNED else status


def _nominal_status(proposal: Proposal, clause: Clause, doc: Doc, clauses: Clauses, hedges: Hedges) -> Status:
    """Return the status of an act told by a noun: what stands before the noun, and the verb that governs it."""
    phrase = clauses.phrase(proposal.trigger)
    is_occasion = any(token == proposal.trigger and word in hedges.occasions for word, token in clause.obliques)
    if phrase is not None and not is_occasion:
        for word in (doc[token].lower_ for token in range(phrase.start, phrase.head)):
            if word in hedges.before_noun:
                return hedges.before_noun[word]
    if is_occasion or not _is_governed(proposal.trigger, clause, clauses):
        return Status.HAPPENED
    governed = hedges.above_noun.get(clause.lemma)
    if governed is Status.DENIED:
        is_denial = not clause.negated and proposal.type not in hedges.spoken
        return Status.DENIED if is_denial else Status.HAPPENED
    if governed is not None:
        return governed
    own = _own_status(clause, doc, hedges)
    return own if own in {Status.POSSIBLE, Status.PLANNED} and proposal.trigger in (*clause.objects, *clause.subjects) else Status.HAPPENED


def _is_governed(trigger: int, clause: Clause, clauses: Clauses) -> bool:
    """Tell whether a noun is the clause's object, subject or complement, or hangs on one by a preposition."""
    heads = {*clause.subjects, *clause.patients, *clause.objects, *(token for _, token in clause.obliques)}
    return trigger in heads or clauses.governor(trigger) in heads
