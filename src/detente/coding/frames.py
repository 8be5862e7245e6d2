"""Clauses and noun phrases -> proposals: the frames of the lexicon laid over the parse."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.clauses import Clause, ClauseKind, Clauses, Phrase, Voice
from detente.lexicon.frames import Frame, FrameTable, load_frames

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.lexicon import Lexicon

IsActor = Callable[[int], bool]
INSIDE_OBJECT = "object."
BELOW = "below."
PERSON = "person"
# How often a frame's report is right, roughly: verbs say more than nouns.
SCORES = {"verb": 0.8, "adjective": 0.7, "noun": 0.6}
# A light verb and its noun make one trigger if no more words than this stand between them.
LONGEST_TRIGGER = 8


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place in a doc that may tell of an event; everything is a token index. ``score`` is 0..1."""

    trigger: int
    start: int
    end: int
    type: str
    mode: str | None
    context: str | None
    source: tuple[int, ...]
    target: tuple[int, ...]
    clause: Clause | None
    is_reciprocal: bool
    status: str | None
    absorbs: bool
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class _Text:
    doc: Doc
    clauses: Clauses
    table: FrameTable
    is_actor: IsActor


def propose_by_frames(doc: Doc, clauses: Clauses, lexicon: Lexicon, is_actor: IsActor) -> tuple[Proposal, ...]:
    """Return what the frames find, in text order. ``is_actor`` tells whether the noun phrase with this head holds an actor."""
    text = _Text(doc, clauses, lexicon.get(load_frames), is_actor)
    found = [proposal for clause in clauses.clauses for proposal in _from_clause(text, clause)]
    used = {token for proposal in found for token in range(proposal.start, proposal.end)}
    found += [proposal for phrase in clauses.phrases if phrase.head not in used for proposal in _from_phrase(text, phrase)]
    return tuple(sorted(found, key=lambda proposal: (proposal.trigger, proposal.rule)))


def _from_clause(text: _Text, clause: Clause) -> Iterator[Proposal]:
    token = text.doc[clause.head]
    kind = "adjective" if clause.is_nominal and token.pos_ == "ADJ" else "verb"
    # "pulled back from the town" may be told by "pull back" or, where no frame has the particle, by "pull".
    names = [clause.lemma] if clause.particle is None else [f"{clause.lemma} {clause.particle}", clause.lemma]
    for name in names if kind != "verb" or text.table.find(kind, clause.lemma) else (*names, *text.table.guess_verb(token.lower_)):
        for frame in text.table.find(kind, name):
            if _fits(text, frame, clause):
                made = _proposal_of_clause(text, frame, clause)
                if made is not None:
                    yield made
                    return


def _fits(text: _Text, frame: Frame, clause: Clause) -> bool:
    lemmas = {form for token in (*clause.patients, *_predicates(text, clause)) for form in _forms(text, token)}
    if frame.voice and frame.voice != clause.voice.value:
        return False
    if (frame.object and not lemmas & frame.object) or lemmas & frame.object_not:
        return False
    if frame.subject and not {form for token in clause.agents for form in _forms(text, token)} & frame.subject:
        return False
    if frame.prep and not _has_prep(text, frame, clause):
        return False
    if frame.prep_object_not and any(text.doc[token].lemma_.lower() in frame.prep_object_not for _, token in clause.obliques):
        return False
    if frame.below and not {text.doc[each.head].lemma_.lower() for each in _infinitives(text, clause)} & frame.below:
        return False
    return frame.complement is None or _has_complement(text, frame.complement, clause)


def _predicates(text: _Text, clause: Clause) -> Iterator[int]:
    """Yield what a verb says that somebody is: "called him a liar", "holds Moscow responsible"."""
    below = (text.clauses.clause(head) for head in clause.complements)
    return (each.head for each in below if each is not None and each.is_nominal and each.kind is ClauseKind.INFINITIVE)


def _forms(text: _Text, token: int) -> tuple[str, str]:
    """Return a noun's lemma and its form without a plural ending, since lemma tables keep some plurals ("troops")."""
    word = text.doc[token]
    return word.lemma_.lower(), word.lower_.removesuffix("s")


def _has_prep(text: _Text, frame: Frame, clause: Clause) -> bool:
    pairs = [*clause.obliques]
    for head in (*clause.patients, *clause.indirect):
        phrase = text.clauses.phrase(head)
        pairs += phrase.preps if phrase else ()
    return _is_among(text, frame, pairs)


def _is_among(text: _Text, frame: Frame, pairs: Sequence[tuple[str, int]]) -> bool:
    """Return whether one of these prepositional complements is what the frame asks for."""
    return any(
        word in frame.prep and (not frame.prep_object or frame.prep_object.intersection(_forms(text, token))) for word, token in pairs
    )


def _has_complement(text: _Text, wanted: str, clause: Clause) -> bool:
    below = [text.clauses.clause(head) for head in clause.complements]
    is_infinitive = any(each is not None and _is_infinitive(text, each) for each in below)
    return {"infinitive": is_infinitive, "clause": bool(below) and not is_infinitive, "none": not below}[wanted]


def _infinitives(text: _Text, clause: Clause) -> Iterator[Clause]:
    below = (text.clauses.clause(head) for head in clause.complements)
    return (each for each in below if each is not None and _is_infinitive(text, each))


def _is_infinitive(text: _Text, clause: Clause) -> bool:
    return text.doc[clause.head].tag_ in {"VB", "VBG"} and not clause.modals and not clause.own_subject


def _proposal_of_clause(text: _Text, frame: Frame, clause: Clause) -> Proposal | None:
    actors = _settle(frame, _fill(text, frame.source, clause), _fill(text, frame.target, clause))
    if actors is None:
        return None
    end = clause.head + 1
    if frame.object or (frame.prep_object and clause.patients):
        end = max([end, *(token + 1 for token in clause.patients if token - clause.head < LONGEST_TRIGGER)])
    return _proposal(frame, (clause.head, end), actors, clause)


def _settle(frame: Frame, source: tuple[int, ...], target: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Return who stands where, or None where the frame does not hold with these actors."""
    if frame.is_reciprocal:
        source, target = tuple(dict.fromkeys((*source, *target))), ()
    target = tuple(head for head in target if head not in source)
    if ("source" in frame.needs and not source) or ("target" in frame.needs and not target):
        return None
    if frame.is_pair and len({*source, *target}) < 2:  # noqa: PLR2004  # a pair
        return None
    return (source, target) if source or target or frame.is_actorless else None


def _proposal(frame: Frame, words: tuple[int, int], actors: tuple[tuple[int, ...], tuple[int, ...]], clause: Clause | None) -> Proposal:
    return Proposal(
        trigger=words[0],
        start=words[0],
        end=words[1],
        type=frame.type,
        mode=frame.mode,
        context=frame.context,
        source=actors[0],
        target=actors[1],
        clause=clause,
        is_reciprocal=frame.is_reciprocal,
        status=frame.status,
        absorbs=frame.absorbs,
        rule=frame.id,
        score=SCORES[frame.kind],
    )


def _from_phrase(text: _Text, phrase: Phrase) -> Iterator[Proposal]:
    for frame in text.table.find("noun", text.doc[phrase.head].lemma_.lower()):
        if frame.prep and not _is_among(text, frame, phrase.preps):
            continue
        if frame.modifier and not {text.doc[token].lower_ for token in phrase.modifiers} & frame.modifier:
            continue
        actors = _settle(frame, _fill_noun(text, frame.source, phrase), _fill_noun(text, frame.target, phrase))
        if actors is not None:
            yield _proposal(frame, (phrase.head, phrase.head + 1), actors, text.clauses.clause_of(phrase.head))
            return


def _fill(text: _Text, slots: Sequence[str], clause: Clause) -> tuple[int, ...]:
    """Return the actors in the first slot that holds any."""
    for slot in slots:
        if slot == PERSON:
            heads = tuple(head for head in (*clause.patients, *clause.indirect) if text.is_actor(head))
        else:
            heads = _with_actors(text, _slot(text, slot, clause), is_agent=slot in {"agent", "subject"})
        if heads:
            return heads
    return ()


def _slot(text: _Text, slot: str, clause: Clause) -> tuple[int, ...]:
    if slot.startswith(INSIDE_OBJECT):
        phrases = [text.clauses.phrase(head) for head in clause.patients]
        return tuple(head for phrase in phrases if phrase for head in _noun_slot(slot.removeprefix(INSIDE_OBJECT), phrase))
    if slot.startswith(BELOW):
        slots = [_slot(text, slot.removeprefix(BELOW), each) for each in _infinitives(text, clause)]
        return tuple(head for heads in slots for head in heads)
    by_name = {"agent": clause.agents, "patient": clause.patients or clause.indirect, "subject": clause.subjects}
    if slot in by_name:
        return by_name[slot]
    if slot == "recipient":
        # "gave Ukraine tanks", "Ukraine was given tanks": the passive's second object.
        return clause.indirect or (clause.subjects if clause.voice is Voice.PASSIVE and clause.objects else ())
    return tuple(token for word, token in clause.obliques if word == slot)


def _fill_noun(text: _Text, slots: Sequence[str], phrase: Phrase) -> tuple[int, ...]:
    for slot in slots:
        heads = _with_actors(text, _noun_slot(slot, phrase))
        if heads:
            return heads
    return ()


def _noun_slot(slot: str, phrase: Phrase) -> tuple[int, ...]:
    if slot == "poss":
        return (phrase.possessor,) if phrase.possessor is not None else ()
    if slot == "modifier":
        return phrase.modifiers
    return tuple(token for word, token in phrase.preps if word == slot)


def _with_actors(text: _Text, heads: Sequence[int], *, is_agent: bool = False) -> tuple[int, ...]:
    """Return the heads that hold an actor; where one holds none, the first actor inside its phrase ("condemned Moscow's invasion").

    Of what acts, only owner and modifiers are looked at ("Turkish drones struck"): "sanctions from Washington hit" is no attack.
    """
    found: list[int] = []
    for head in heads:
        if text.is_actor(head):
            found.append(head)
            continue
        phrase = text.clauses.phrase(head)
        if phrase is not None:
            inside = (*_noun_slot("poss", phrase), *_noun_slot("modifier", phrase)) if is_agent else _inside(text, phrase)
            found += [token for token in inside if text.is_actor(token)][:1]
    return tuple(dict.fromkeys(found))


def _inside(text: _Text, phrase: Phrase) -> Iterator[int]:
    """Yield where the actor of a thing may stand: its owner, its maker, its modifiers, its complements, who did it in a clause on it."""
    yield from _noun_slot("poss", phrase)
    yield from _noun_slot("by", phrase)
    for clause in text.clauses.clauses:
        if clause.kind in {ClauseKind.PARTICIPLE, ClauseKind.RELATIVE} and phrase.head in clause.patients:
            yield from clause.agents
    yield from _noun_slot("modifier", phrase)
    yield from (token for _, token in phrase.preps)
