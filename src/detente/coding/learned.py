"""What the network adds to the frames: doubt where words mislead, and acts whose words no frame has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.coding.frames import Proposal
from detente.coding.reader import NOBODY

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.coding.clauses import Clauses
    from detente.coding.reader import EventScores

IsActor = Callable[[int], bool]
RULE = "model:events"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which probability the network is believed. Set on sentences of our own and checked on annotated articles."""

    propose: float = 0.80  # an act that no frame proposes
    doubt: float = 0.05  # a frame's act is dropped where the network gives its type and all others together less than this
    doubt_alone: float = 0.15  # the same where the frame found no second actor
    retype: float = 0.90  # a frame's type gives way to another
    actor: float = 0.50  # a word is the source or target


def weigh(  # noqa: PLR0917 - what the frames found, and one text as parser, clauses and network see it
    proposals: Sequence[Proposal], doc: Doc, clauses: Clauses, scores: EventScores, is_actor: IsActor, at: Thresholds = Thresholds()
) -> tuple[Proposal, ...]:
    """Return the proposals of the frames as the network sees them, with its own beside them, in text order."""
    weighed = [each for proposal in proposals if (each := _weighed(proposal, scores, is_actor, at)) is not None]
    used = {token for proposal in proposals for token in range(proposal.start, proposal.end)}
    own = [each for each in _own(doc, clauses, scores, is_actor, at) if each.trigger not in used]
    return tuple(sorted([*weighed, *own], key=lambda proposal: (proposal.trigger, proposal.rule)))


def _weighed(proposal: Proposal, scores: EventScores, is_actor: IsActor, at: Thresholds) -> Proposal | None:
    """Return a frame's proposal with the network's score and, where slots are empty, its actors; None where it sees no act at all."""
    words = range(proposal.start, proposal.end)
    best = max(words, key=lambda word: float(1 - scores.types[word][0]))
    chances = scores.types[best]
    is_alone = len({*proposal.source, *proposal.target}) < 2  # noqa: PLR2004  # an act has two sides
    if 1 - float(chances[0]) < (at.doubt_alone if is_alone else at.doubt):
        return None
    own = float(chances[scores.type_names.index(proposal.type)])
    other = int(chances[1:].argmax()) + 1
    if float(chances[other]) >= at.retype and scores.type_names[other] != proposal.type:
        proposal = replace(proposal, type=scores.type_names[other], mode=None, rule=f"{RULE}/{proposal.rule}", is_reciprocal=False)
        own = float(chances[other])
    source, target = proposal.source, proposal.target
    if not source and not proposal.is_reciprocal:
        source = tuple(word for word in _likely(scores.find_sources(best), is_actor, at) if word not in target)
    if not target and not proposal.is_reciprocal:
        target = tuple(word for word in _likely(scores.find_targets(best), is_actor, at) if word not in source)
    return replace(proposal, source=source, target=target, score=round((proposal.score + own) / 2, 4))


def _own(doc: Doc, clauses: Clauses, scores: EventScores, is_actor: IsActor, at: Thresholds) -> Iterator[Proposal]:
    """Yield the acts that the network alone sees."""
    for token in doc:
        chances = scores.types[token.i]
        best = int(chances[1:].argmax()) + 1
        if float(chances[best]) < at.propose:
            continue
        source = _likely(scores.find_sources(token.i), is_actor, at)
        target = _likely(scores.find_targets(token.i), is_actor, at)
        is_reciprocal = len(source) > 1 and set(source) == set(target)
        target = () if is_reciprocal else tuple(word for word in target if word not in source)
        if source or target:
            yield Proposal(
                trigger=token.i,
                start=token.i,
                end=token.i + 1,
                type=scores.type_names[best],
                mode=None,
                context=None,
                source=source,
                target=target,
                clause=clauses.clause_of(token.i),
                is_reciprocal=is_reciprocal,
                status=None,
                absorbs=False,
                rule=RULE,
                score=round(float(chances[best]), 4),
            )


def _likely(chances: Mapping[int, float], is_actor: IsActor, at: Thresholds) -> tuple[int, ...]:
    """Return the words that are likely enough and stand for an actor, in text order."""
    return tuple(sorted(word for word, chance in chances.items() if word != NOBODY and chance >= at.actor and is_actor(word)))
