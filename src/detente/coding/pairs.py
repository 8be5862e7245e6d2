"""What one named actor does to another in a sentence: frames, the network's triggers and its view of the pair, weighed together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.coding.frames import Proposal, propose_by_frames
from detente.coding.reader import NOBODY
from detente.coding.status import find_status
from detente.records import Status

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    from detente.coding.clauses import Clauses
    from detente.coding.reader import EventScores
    from detente.lexicon import Lexicon


# A word that the network takes for no act at all with this probability is not looked at.
QUIET = 0.9


@dataclass(frozen=True, slots=True)
class PairWeights:
    """How much each view counts beside the network's view of the pair, which counts 1."""

    frame: float = 1.0  # a frame with both actors in their places
    half: float = 0.3  # a frame with one of them
    trigger: float = 1.0


def rate_pair(  # noqa: PLR0917 - one sentence, read, and the two actors in it
    doc: Doc,
    clauses: Clauses,
    scores: EventScores,
    source: Sequence[int],
    target: Sequence[int],
    lexicon: Lexicon,
    weights: PairWeights = PairWeights(),
) -> dict[str, float]:
    """Return a rating of each event type for what ``source`` does to ``target``, both given as their tokens; higher is likelier.

    The ratings compare types for one pair; they are no probabilities. One of the two may be empty.
    """
    ends = frozenset(source) | frozenset(target)
    rated = _by_pair(doc, scores, _head(doc, source), _head(doc, target))
    rated += weights.trigger * _by_triggers(doc, scores, source, target)
    names = scores.type_names
    for proposal in propose_by_frames(doc, clauses, lexicon, ends.__contains__):
        rated[names.index(proposal.type)] += _frame_weight(proposal, frozenset(source), frozenset(target), weights)
    return {name: float(value) for name, value in zip(names, rated, strict=True) if name}


@dataclass(frozen=True, slots=True)
class Act:
    """The word that carries an act between two actors, by lemma, and whether it took place."""

    lemma: str
    status: Status


def find_act(  # noqa: PLR0917 - as rate_pair
    doc: Doc, clauses: Clauses, scores: EventScores, name: str, ends: tuple[Sequence[int], Sequence[int]], lexicon: Lexicon
) -> Act:
    """Return the act that a type would be told by in this sentence: a frame's, else the network's likeliest word."""
    actors = {*ends[0], *ends[1]}
    proposed = [each for each in propose_by_frames(doc, clauses, lexicon, actors.__contains__) if each.type == name]
    if not proposed:
        place = scores.type_names.index(name)
        chances = [float(scores.types[token.i][place]) * _together(scores, token.i, ends) for token in doc]
        trigger = max(range(len(chances)), key=chances.__getitem__)
        proposed = [_bare(trigger, name, clauses)]
    best = proposed[0]
    clause = best.clause
    lemma = clause.lemma if clause is not None and clause.head == best.trigger else doc[best.trigger].lemma_.lower()
    return Act(lemma, find_status(best, doc, clauses, lexicon))


def _together(scores: EventScores, trigger: int, ends: tuple[Sequence[int], Sequence[int]]) -> float:
    if scores.types[trigger][0] > QUIET:
        return 0.0
    return _chance(scores.find_sources(trigger), ends[0]) * _chance(scores.find_targets(trigger), ends[1])


def _bare(trigger: int, name: str, clauses: Clauses) -> Proposal:
    clause = clauses.clause_of(trigger)
    return Proposal(
        trigger, trigger, trigger + 1, name, None, None, (), (), clause, is_reciprocal=False, status=None, absorbs=False, rule="", score=0.0
    )


def _head(doc: Doc, tokens: Sequence[int]) -> int:
    return int(doc[tokens[0] : tokens[-1] + 1].root.i) if tokens else NOBODY


def _by_pair(doc: Doc, scores: EventScores, source: int, target: int) -> NDArray[np.float64]:
    """Return the network's view of the pair; nothing where the text was cut into two sentences between them."""
    named = [token for token in (source, target) if token != NOBODY]
    if not named or len({doc[token].sent.start for token in named}) > 1:
        return np.zeros(len(scores.type_names))
    return scores.type_pair(source, target).astype(np.float64)


def _by_triggers(doc: Doc, scores: EventScores, source: Sequence[int], target: Sequence[int]) -> NDArray[np.float64]:
    """Return for each type the best word that carries it with these two actors: how likely word, source and target are together."""
    best = np.zeros(len(scores.type_names))
    for token in doc:
        if not token.is_space:
            best = np.maximum(best, scores.types[token.i] * _together(scores, token.i, (source, target)))
    best[0] = 0.0
    return best


def _chance(chances: Mapping[int, float], tokens: Sequence[int]) -> float:
    return max((chances.get(token, 0.0) for token in tokens), default=0.0)


def _frame_weight(proposal: Proposal, source: frozenset[int], target: frozenset[int], weights: PairWeights) -> float:
    """Return how much a frame speaks for the pair: both in their places, one of them, or neither."""
    sources, targets = set(proposal.source), set(proposal.target)
    if proposal.is_reciprocal:
        return weights.frame if sources & source and sources & target else weights.half * bool(sources & (source | target))
    if sources & source and targets & target:
        return weights.frame
    is_turned = bool(sources & target or targets & source)
    return 0.0 if is_turned else weights.half * bool(sources & source or targets & target)
