"""All utterances of an article, in text order, by the words of speech.toml and the quotation marks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.coding.statements.contents import Content, find_content
from detente.coding.statements.continuations import find_continuations, find_posts
from detente.coding.statements.cues import find_cues
from detente.coding.statements.phrases import speaker_at
from detente.coding.statements.reading import frame
from detente.coding.statements.shapes import CueWord, Reading, Speaker, Utterance
from detente.coding.statements.sources import find_colons, find_nominal, find_prepositional

if TYPE_CHECKING:
    from collections.abc import Iterable


PASSING = frozenset({"source", "aside", "quote", "colon", "block"})
"""Ways of cues that may pass on a whole sentence with its own speaker; what stands inside other content is that speaker's."""
FULL = frozenset({"quote", "clause", "aside", "source", "noun", "colon", "block", "naming"})
"""Ways that count wherever they stand; an object or an infinitive counts only where the verb is asserted."""


def find_utterances(reading: Reading) -> tuple[Utterance, ...]:
    """Return what the article says that somebody said, without overlap of two readings of the same words."""
    found: list[Utterance] = [*find_prepositional(reading), *find_nominal(reading)]
    found += _by_verbs(reading)
    posts = find_posts(reading)
    found = [*(each for each in found if not _overlaps(each, posts)), *posts]
    found += [each for each in find_colons(reading) if not _overlaps(each, found)]
    found = _unnested(reading, _unrepeated(found))
    found = [_from_start(reading, each) for each in found]
    found += find_continuations(reading, found)
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


def _from_start(reading: Reading, utterance: Utterance) -> Utterance:
    """Return the utterance with the paragraphs before it that belong to the same quotation: it is attributed at its end."""
    start, end = utterance.pieces[0]
    quotes = reading.quotes
    number = next((place for place, quote in enumerate(quotes) if quote.start == start), 0)
    while utterance.way == "quote" and number > 0 and quotes[number - 1].runs_on:
        number -= 1
        start = quotes[number].start
    return utterance if start == utterance.pieces[0][0] else utterance.with_pieces((start, end), *utterance.pieces[1:])


def _by_verbs(reading: Reading) -> Iterable[Utterance]:
    earlier = 0
    latest: Utterance | None = None
    for found in find_cues(reading):
        cue = _with_speaker_of(reading, found, latest)
        content = find_content(reading, cue, earlier)
        if content is None:
            continue
        token = reading.doc[cue.token]
        is_nobody = not cue.speakers and not (cue.clause.own_subject or reading.is_wide)
        if is_nobody or (not cue.speakers and content.way not in {"quote", "clause", "aside"}):
            continue
        latest = Utterance(
            speakers=_speakers(reading, cue),
            cue=(token.idx, token.idx + len(token)),
            cue_token=cue.token,
            pieces=content.pieces,
            stance=cue.entry.stance(content.way),
            way=content.way,
            rule=f"{cue.entry.lemma}:{content.way}",
            addressee=_addressee(reading, cue, content),
            outer=cue.outer,
        )
        yield latest
        if content.way in {"quote", "aside"}:
            earlier = max(earlier, token.idx + len(token))


def _with_speaker_of(reading: Reading, cue: CueWord, latest: Utterance | None) -> CueWord:
    """Return the cue with the speaker of the cue before it, where the parse took its subject from what that one said.

    "Kim said the talks failed, adding that ..." has one speaker, wherever "adding" hangs.
    """
    if latest is None or latest.cue is None or cue.clause.own_subject or not latest.speakers or cue.outer:
        return cue
    place = reading.doc[cue.token].idx
    if not latest.cue[1] <= place or frame(reading, latest.cue[0]) != frame(reading, place):
        return cue
    heads = [reading.doc[speaker.head].idx for speaker in cue.speakers]
    is_inside = all(any(start <= head < end for start, end in latest.pieces) for head in heads)
    is_later = all(place >= end for _, end in latest.pieces)
    return replace(cue, speakers=latest.speakers) if is_inside and is_later else cue


def _speakers(reading: Reading, cue: CueWord) -> tuple[Speaker, ...]:
    """Return the cue's speakers without those who are an "it" that stands for nobody."""
    words = {reading.doc[speaker.head].lower_ for speaker in cue.speakers}
    is_impersonal = cue.clause.voice.value == "passive" and words <= reading.table.impersonal_subjects
    return () if is_impersonal else cue.speakers


def _addressee(reading: Reading, cue: CueWord, content: Content) -> Speaker | None:
    """Return who is spoken to: the object of "told", or who stands behind "to"."""
    clause = cue.clause
    heads = list(clause.indirect)
    if cue.entry.object_is_addressee:
        heads += clause.patients
    heads += [head for word, head in clause.obliques if word in reading.table.addressee_prepositions]
    speaking = {speaker.head for speaker in cue.speakers}
    for head in heads:
        place = reading.doc[head].idx
        if head not in speaking and not any(start <= place < end for start, end in content.pieces):
            return speaker_at(reading, head)
    return None


def _overlaps(utterance: Utterance, found: list[Utterance]) -> bool:
    return any(start < utterance.end and utterance.start < end for each in found for start, end in each.pieces)


def _unnested(reading: Reading, found: list[Utterance]) -> list[Utterance]:
    """Return the utterances without acts of speech that others only tell of in passing: "said he had praised the deal"."""
    clause = reading.clauses.clause
    kept = []
    for utterance in found:
        place = utterance.cue or (0, 0)
        around = [other for other in found if other is not utterance and any(start <= place[0] < end for start, end in other.pieces)]
        is_inner = bool(around)
        is_passed_on = not reading.is_wide and all(other.way in PASSING for other in around)
        if around and not is_passed_on and utterance.way != "source":
            continue
        at = None if utterance.cue_token is None else clause(utterance.cue_token)
        is_bare = at is not None and reading.doc[at.head].tag_ == "VB" and not at.modals
        if utterance.way in FULL or not (is_inner or is_bare):
            kept.append(utterance)
    return kept


def _unrepeated(found: list[Utterance]) -> list[Utterance]:
    """Return the utterances without a second cue for the same words, unless its speaker differs; the first in the text stays."""
    kept: dict[tuple[object, ...], Utterance] = {}
    for utterance in sorted(found, key=lambda each: (each.cue or (0, 0), each.start)):
        key = (utterance.pieces, tuple(speaker.head for speaker in utterance.speakers))
        kept.setdefault(key, utterance)
    return list(kept.values())
