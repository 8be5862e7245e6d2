"""Clauses -> cue words: which predicates report speech, who speaks, and which tokens belong to the cue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.coding.clauses import ClauseKind, Voice
from detente.coding.statements.phrases import speaker_at, whole_phrase
from detente.coding.statements.reading import cue_entry
from detente.coding.statements.shapes import CueWord, Reading, Speaker
from detente.coding.statements.speakers import find_speakers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.coding.clauses import Clause
    from detente.lexicon.speech import Cue


def find_cues(reading: Reading) -> tuple[CueWord, ...]:
    """Return the verbs that report speech, in text order; words inside quotations report nothing of their own."""
    found = []
    for clause in reading.clauses.clauses:
        if reading.quote_at[clause.head] >= 0 or not _is_verb(reading, clause):
            continue
        relayed = _relayed(reading, clause)
        for entry in _entries(reading, clause, is_relayed=relayed is not None):
            speakers, outer = relayed or (find_speakers(reading, clause), ())
            group = _relayed_group(reading, clause, (*speakers, *outer)) if relayed else _group(reading, clause, speakers)
            found.append(CueWord(clause.head, entry, clause, speakers, group, outer))
    return tuple(found)


def _is_verb(reading: Reading, clause: Clause) -> bool:
    """Return whether the predicate is a verb, or a participle that the tagger takes for a noun ("..., warning of ...")."""
    word = reading.doc[clause.head]
    is_participle = word.pos_ in {"NOUN", "ADJ"} and word.lower_ in reading.table.forms and clause.kind is ClauseKind.ADVERBIAL
    return word.pos_ in {"VERB", "AUX"} or is_participle


def _entries(reading: Reading, clause: Clause, *, is_relayed: bool) -> Iterator[Cue]:
    verbs = reading.table.verbs
    after = reading.doc[clause.head + 1].lower_ if clause.head + 1 < len(reading.doc) else ""
    longer = [f"{clause.lemma} {word}" for word in (clause.particle, after) if word]
    entry = next((verbs[words] for words in longer if words in verbs), None) or cue_entry(reading, clause.head)
    if entry is None and is_relayed:
        entry = verbs.get(reading.table.relay_as)
    if entry is not None and (reading.is_wide or not _is_withheld(reading, clause)):
        yield entry


def _is_withheld(reading: Reading, clause: Clause) -> bool:
    """Return whether the words were not said, or only may be said: "did not say whether", "could argue that", "refused to say"."""
    if clause.negated or (set(clause.modals) & reading.table.unreal):
        return True
    above = reading.clauses.clause(clause.parent)
    is_inference = clause.lemma in reading.table.inferring and reading.doc[clause.head].tag_ == "VBG"
    if is_inference and (above is None or cue_entry(reading, above.head) is None):
        return True  # "markets rose, suggesting that ..."
    return clause.kind is ClauseKind.INFINITIVE and above is not None and above.lemma in reading.table.withholding


def _relayed(reading: Reading, clause: Clause) -> tuple[tuple[Speaker, ...], tuple[Speaker, ...]] | None:
    """Return speakers and relaying source of "X was quoted by Y as saying ..." and "Y quoted X as saying ..."."""
    above = reading.clauses.clause(clause.parent)
    if above is None or above.lemma not in reading.table.relay_verbs or clause.marker not in reading.table.relay_markers:
        return None
    if above.voice is Voice.PASSIVE:
        said, relayed = above.subjects, above.agents
    else:
        said, relayed = above.objects, above.subjects
    if above.voice is Voice.PASSIVE and not above.own_subject:
        return find_speakers(reading, replace(above, voice=Voice.ACTIVE, subjects=())), tuple(speaker_at(reading, head) for head in relayed)
    if not said:
        return None
    return tuple(speaker_at(reading, head) for head in said), tuple(speaker_at(reading, head) for head in relayed)


def _relayed_group(reading: Reading, clause: Clause, speakers: tuple[Speaker, ...]) -> tuple[int, int]:
    """Return the tokens from the speaker to the verb: "a minister was quoted by the agency as saying"."""
    starts = [whole_phrase(reading, speaker.head)[0] for speaker in speakers]
    return min([start for start in starts if start < clause.head], default=clause.head), clause.head + 1


def _group(reading: Reading, clause: Clause, speakers: tuple[Speaker, ...]) -> tuple[int, int]:
    """Return the token range of the cue: the verb with its auxiliaries, adverbs, and the subject where it stands beside it."""
    doc, start, end = reading.doc, clause.head, clause.head + 1
    while start > 0 and doc[start - 1].pos_ in {"AUX", "ADV", "PART"} and not doc[start - 1].is_space:
        start -= 1
    for speaker in speakers:
        first, last = whole_phrase(reading, speaker.head)
        if first > clause.head and all(doc[token].pos_ in {"ADV", "AUX", "PRON", "PUNCT"} for token in range(end, first)):
            end = max(end, last)
        elif last <= clause.head and _reaches(reading, last, start):
            start = min(start, first)
    return start, end


def _reaches(reading: Reading, last: int, verb: int) -> bool:
    """Return whether only an aside about the speaker stands between subject and verb: no quotation, no other speaker's verb."""
    between = range(last, verb)
    if any(reading.quote_at[token] >= 0 for token in between):
        return False
    inner = [reading.clauses.clause(token) for token in between]
    return all(clause is None or clause.kind in {ClauseKind.RELATIVE, ClauseKind.PARTICIPLE} for clause in inner)
