"""Who passes whose words on: chains of sources, and outlets that only relay what somebody said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.coding.statements.phrases import speaker_at
from detente.coding.statements.reading import clauses_between, frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.coding.statements.shapes import Reading, Speaker, Utterance

RELAYING = frozenset({"source", "aside", "quote"})
"""Ways of an outlet's own cue that may only pass on a statement: "..., Reuters reported", "according to Reuters"."""


def link_sources(reading: Reading, utterances: tuple[Utterance, ...], is_outlet: Callable[[Speaker], bool]) -> tuple[Utterance, ...]:
    """Return the utterances with their outer sources, and without those of outlets that only relay another's words.

    ``is_outlet`` tells news media from other speakers.
    """
    cited = [_with_cited(reading, each) for each in utterances]
    linked = []
    for utterance in cited:
        around = sorted((each for each in cited if _holds(each, utterance)), key=lambda each: each.start - each.end)
        is_text = utterance.way == "source" and any(
            reading.doc[each.head].lemma_.lower() in reading.table.documents for each in utterance.speakers
        )
        relays = utterance.way in RELAYING and (is_text or any(map(is_outlet, utterance.speakers))) and _is_relay(utterance, cited)
        if relays:
            continue
        outer = tuple(speaker for each in around for speaker in each.speakers if speaker not in utterance.speakers)
        linked.append(replace(utterance, outer=(*outer, *utterance.outer)))
    return tuple(linked)


def _with_cited(reading: Reading, utterance: Utterance) -> Utterance:
    """Return an outlet's utterance as that of whom it cites: "Reuters reported, citing two officials"."""
    if utterance.cue is None or not utterance.speakers:
        return utterance
    _, end = frame(reading, utterance.cue[0])
    own = None if utterance.cue_token is None else reading.clauses.clause(utterance.cue_token)
    for word, head in () if own is None else own.obliques:
        if reading.table.forms.get(word) in reading.table.source_verbs and _is_source(reading, head):
            return _cited(reading, utterance, [head])
    for clause in clauses_between(reading, utterance.cue[1], end):
        if clause.lemma not in reading.table.source_verbs or reading.doc[clause.head].tag_ != "VBG" or reading.quote_at[clause.head] >= 0:
            continue
        sources = [head for head in clause.objects if _is_source(reading, head)]
        is_same = set(clause.subjects) & {speaker.head for speaker in utterance.speakers}
        if sources and (is_same or _follows(reading, utterance, clause.head)):
            return _cited(reading, utterance, sources)
    return utterance


def _cited(reading: Reading, utterance: Utterance, sources: list[int]) -> Utterance:
    speakers = tuple(speaker_at(reading, head) for head in sources)
    return replace(utterance, speakers=speakers, outer=(*utterance.outer, *utterance.speakers), rule=utterance.rule + "+cited")


def _is_source(reading: Reading, head: int) -> bool:
    """Return whether a noun means people or texts that tell something, not a reason."""
    return reading.doc[head].lemma_.lower() in reading.table.source_nouns


def _follows(reading: Reading, utterance: Utterance, token: int) -> bool:
    """Return whether a participle stands right behind the utterance's cue and comma."""
    between = reading.text[(utterance.cue or (0, 0))[1] : reading.doc[token].idx].strip()
    return between == ","


def _holds(outer: Utterance, inner: Utterance) -> bool:
    """Return whether the inner utterance, cue and all, is part of what the outer speaker says."""
    if outer is inner or outer.cue is None or inner.cue is None or outer.cue == inner.cue:
        return False
    holds_cue = any(start <= inner.cue[0] < end for start, end in outer.pieces)
    return holds_cue and outer.start <= inner.start and inner.end <= outer.end and (outer.start, outer.end) != (inner.start, inner.end)


def _is_relay(utterance: Utterance, others: list[Utterance]) -> bool:
    """Return whether the main thing that an outlet passes on is that another one spoke."""
    return any(_holds(utterance, each) and 2 * _length(each) > utterance.end - utterance.start for each in others)


def _length(utterance: Utterance) -> int:
    """Return how many characters an utterance takes with its speaker and cue."""
    starts = [utterance.start, *(speaker.extent[0] for speaker in utterance.speakers)]
    ends = [utterance.end, *([utterance.cue[1]] if utterance.cue else [])]
    return max(ends) - min(starts)
