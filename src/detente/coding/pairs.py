"""What one named actor does to another in a sentence: frames, the network's triggers and its view of the pair, weighed together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.coding.frames import Proposal, propose_by_frames
from detente.coding.reader import NOBODY

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    from detente.coding.clauses import Clauses
    from detente.coding.reader import EventScores
    from detente.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class PairWeights:
    """How much each view counts beside the network's view of the pair, which counts 1."""

    frame: float = 0.5  # a frame with both actors in their places
    half: float = 0.15  # a frame with one of them
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
        if token.is_space or scores.types[token.i][0] > 0.9:  # noqa: PLR2004  # no event to speak of
            continue
        together = _chance(scores.find_sources(token.i), source) * _chance(scores.find_targets(token.i), target)
        best = np.maximum(best, scores.types[token.i] * together)
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
