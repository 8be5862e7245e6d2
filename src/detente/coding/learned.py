"""What the network adds to the frames: doubt where words mislead, and acts whose words no frame has."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from detente.coding.frames import Proposal
from detente.coding.reader import NOBODY
from detente.errors import ModelError

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.coding.clauses import Clauses
    from detente.coding.reader import EventScores

IsActor = Callable[[int], bool]
RULE = "model:events"
SIGNS = ("act", "type", "best", "verb", "noun", "frame", "narrow", "source", "target", "source_chance", "target_chance", "reciprocal")
"""What a score is made of, in the order of ``signs``."""
FLAT = 1e-3  # probabilities are kept this far from 0 and 1 before their logarithms are taken


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which probability the network is believed, and from which score a report is kept. Checked on annotated articles."""

    keep: float = 0.05  # the least score of a report
    propose: float = 0.80  # an act that no frame proposes
    doubt: float = 0.05  # a frame's act is dropped where the network gives all acts together less than this
    doubt_alone: float = 0.15  # the same where the frame found no second actor
    retype: float = 0.90  # a frame's type gives way to another
    actor: float = 0.50  # a word is the source or target


@dataclass(frozen=True, slots=True)
class Calibration:
    """The weights of training/calibrate.py: they turn signs into the probability that a report is right."""

    bias: float
    weights: Mapping[str, float]

    def score(self, values: Sequence[float]) -> float:
        """Return the probability that a report with these signs is right."""
        total = self.bias + sum(self.weights[name] * value for name, value in zip(SIGNS, values, strict=True))
        return 1 / (1 + math.exp(-total))


@cache
def load_calibration() -> Calibration:
    """Return the shipped weights. Raises ModelError where they are missing or do not fit."""
    place = files("detente.coding") / "models" / "en" / "calibration.json"
    try:
        table = json.loads(place.read_text(encoding="utf-8"))
        return Calibration(table["bias"], {name: table["weights"][name] for name in SIGNS})
    except (OSError, ValueError, KeyError) as error:
        message = f"model {place}: {error}: reinstall detente, or run training/calibrate.py again"
        raise ModelError(message) from error


def weigh(  # noqa: PLR0917 - what the frames found, and one text as parser, clauses and network see it
    proposals: Sequence[Proposal], doc: Doc, clauses: Clauses, scores: EventScores, is_actor: IsActor, at: Thresholds = Thresholds()
) -> tuple[Proposal, ...]:
    """Return the proposals of the frames that the network does not doubt, with its own beside them, scored, in text order."""
    calibration = load_calibration()
    seen = [_retyped(proposal, scores, is_actor, at) for proposal in proposals if not _is_doubted(proposal, scores, at)]
    seen += propose_by_network(doc, clauses, scores, is_actor, proposals, at)
    rated = [replace(proposal, score=round(calibration.score(signs(proposal, scores)), 4)) for proposal in seen]
    kept = [proposal for proposal in rated if proposal.score >= at.keep]
    return tuple(sorted(kept, key=lambda proposal: (proposal.trigger, proposal.rule)))


def _is_doubted(proposal: Proposal, scores: EventScores, at: Thresholds) -> bool:
    """Tell whether the network sees no act at all at a frame's words; with one actor it must see more of one than with two."""
    is_alone = len({*proposal.source, *proposal.target}) < 2  # noqa: PLR2004  # an act has two sides
    chance = 1 - float(scores.types[_best_word(proposal, scores)][0])
    return chance < (at.doubt_alone if is_alone else at.doubt)


def signs(proposal: Proposal, scores: EventScores) -> tuple[float, ...]:
    """Return what speaks for a proposal, in the order of ``SIGNS``: the network's odds, the frame's kind, the actors found."""
    word = _best_word(proposal, scores)
    chances = scores.types[word]
    own = float(chances[scores.type_names.index(proposal.type)])
    is_frame = not proposal.rule.startswith(RULE)
    sources, targets = scores.find_sources(word), scores.find_targets(word)
    return (
        _odds(1 - float(chances[0])),
        _odds(own),
        float(own >= float(chances[1:].max())),
        float(is_frame and "/v:" in proposal.rule),
        float(is_frame and "/n:" in proposal.rule),
        float(is_frame),
        float(min(proposal.rule.count("+"), 3)),
        float(bool(proposal.source)),
        float(bool(proposal.target)),
        max((sources.get(head, 0.0) for head in proposal.source), default=sources.get(NOBODY, 0.0)),
        max((targets.get(head, 0.0) for head in proposal.target), default=targets.get(NOBODY, 0.0)),
        float(proposal.is_reciprocal and len(proposal.source) > 1),
    )


def _best_word(proposal: Proposal, scores: EventScores) -> int:
    return max(range(proposal.start, proposal.end), key=lambda word: float(1 - scores.types[word][0]))


def _odds(chance: float) -> float:
    chance = min(max(chance, FLAT), 1 - FLAT)
    return math.log(chance / (1 - chance))


def _retyped(proposal: Proposal, scores: EventScores, is_actor: IsActor, at: Thresholds) -> Proposal:
    """Return a frame's proposal with the actors that the network adds where slots are empty, and its type where that is sure."""
    best = _best_word(proposal, scores)
    chances = scores.types[best]
    other = int(chances[1:].argmax()) + 1
    if float(chances[other]) >= at.retype and scores.type_names[other] != proposal.type:
        proposal = replace(proposal, type=scores.type_names[other], mode=None, rule=f"{RULE}/{proposal.rule}", is_reciprocal=False)
    source, target = proposal.source, proposal.target
    if not source and not proposal.is_reciprocal:
        source = tuple(word for word in _likely(scores.find_sources(best), is_actor, at) if word not in target)
    if not target and not proposal.is_reciprocal:
        target = tuple(word for word in _likely(scores.find_targets(best), is_actor, at) if word not in source)
    return replace(proposal, source=source, target=target)


def propose_by_network(  # noqa: PLR0917 - as weigh
    doc: Doc, clauses: Clauses, scores: EventScores, is_actor: IsActor, proposals: Sequence[Proposal], at: Thresholds = Thresholds()
) -> list[Proposal]:
    """Return the acts that the network alone sees, at words that no frame has taken."""
    used = {token for proposal in proposals for token in range(proposal.start, proposal.end)}
    found = []
    for token in doc:
        chances = scores.types[token.i]
        best = int(chances[1:].argmax()) + 1
        if token.i in used or float(chances[best]) < at.propose:
            continue
        source = _likely(scores.find_sources(token.i), is_actor, at)
        target = _likely(scores.find_targets(token.i), is_actor, at)
        is_reciprocal = len(source) > 1 and set(source) == set(target)
        target = () if is_reciprocal else tuple(word for word in target if word not in source)
        if source or target:
            found.append(_bare(token.i, scores.type_names[best], source, target, clauses, is_reciprocal=is_reciprocal))
    return found


def _bare(trigger: int, name: str, source: tuple[int, ...], target: tuple[int, ...], clauses: Clauses, *, is_reciprocal: bool) -> Proposal:
    return Proposal(
        trigger=trigger,
        start=trigger,
        end=trigger + 1,
        type=name,
        mode=None,
        context=None,
        source=source,
        target=target,
        clause=clauses.clause_of(trigger),
        is_reciprocal=is_reciprocal,
        status=None,
        absorbs=False,
        rule=RULE,
        score=0.0,
    )


def _likely(chances: Mapping[int, float], is_actor: IsActor, at: Thresholds) -> tuple[int, ...]:
    """Return the words that are likely enough and stand for an actor, in text order."""
    return tuple(sorted(word for word, chance in chances.items() if word != NOBODY and chance >= at.actor and is_actor(word)))
