"""What a verb of speech takes: a clause, an infinitive, an object, a name, or words after a preposition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.clauses import ClauseKind, Tense
from detente.coding.statements.edges import content_extent, frame_end, skip_addressee, skip_times
from detente.coding.statements.reading import FINITE, cue_entry, last_mark, token_at
from detente.coding.statements.shapes import CueWord, Extent, Reading

if TYPE_CHECKING:
    from detente.coding.clauses import Clause, Phrase

LOOK = 14
"""Tokens behind the cue in which a content clause's conjunction may stand ("told Reuters in Kyiv on Monday that ...")."""


@dataclass(frozen=True, slots=True)
class Complement:
    """Content to the right of a cue, and its way."""

    extent: Extent
    way: str


def find_complement(reading: Reading, cue: CueWord) -> Complement | None:
    """Return what stands behind the verb as its content, the fullest reading first: clause, naming, infinitive, preposition, object."""
    for find in (_clause, _gap, _unattached, _naming, _infinitive, _preposition, _object):
        found = find(reading, cue)
        if found is not None:
            return found
    return None


def _made(reading: Reading, cue: CueWord, start: int, end: int, way: str) -> Complement | None:
    doc = reading.doc
    start = skip_times(reading, max(start, cue.token + 1))
    while start < end and reading.quote_at[start] < 0 and (doc[start].lower_ in reading.table.subordinators or doc[start].is_punct):
        start += 1
    found = content_extent(reading, cue.token, start, end)
    return None if found is None else Complement(found, way)


def _clause(reading: Reading, cue: CueWord) -> Complement | None:
    """Return the content clause that the parse gives the verb, from the cue on where its subject got lost on the way."""
    if not cue.entry.allows("clause", is_wide=reading.is_wide):
        return None
    spans = [reading.subtrees[clause.head] for clause in _clauses_below(reading, cue) if _is_content(reading, clause)]
    if not spans:
        return None
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    first = skip_times(reading, skip_addressee(reading, cue))
    has_gap = start > first and not any(reading.doc[token].is_punct for token in range(first, start))
    is_cut = has_gap and reading.doc[first].pos_ not in {"ADP", "SCONJ"} and not _is_marked(reading, start)
    start = first if is_cut or start <= cue.token else start
    end = end if any(reading.doc[token].tag_ in FINITE for token in range(start, end)) else frame_end(reading, cue.token)
    return _made(reading, cue, start, end, "clause")


def _clauses_below(reading: Reading, cue: CueWord) -> list[Clause]:
    below = (reading.clauses.clause(head) for head in cue.clause.complements if head > cue.token)
    return [clause for clause in below if clause is not None]


def _is_content(reading: Reading, clause: Clause) -> bool:
    is_participle = reading.doc[clause.head].tag_ in {"VB", "VBG", "VBN"} and not clause.own_subject and clause.tense is Tense.NONE
    return clause.kind is ClauseKind.COMPLEMENT and not is_participle


def _is_marked(reading: Reading, start: int) -> bool:
    """Return whether the clause opens with a conjunction, so that words before it are no part of it."""
    return reading.doc[start].lower_ in reading.table.subordinators or reading.doc[start].tag_ in {"IN", "WRB", "WP", "WDT"}


def _unattached(reading: Reading, cue: CueWord) -> Complement | None:
    """Return a clause behind the cue that the parse hung elsewhere: behind "that", or at once behind cue and addressee."""
    is_inverted = any(speaker.head > cue.token for speaker in cue.speakers)
    if is_inverted or not cue.entry.allows("clause", is_wide=reading.is_wide):
        return None
    doc, limit = reading.doc, frame_end(reading, cue.token)
    first = skip_times(reading, skip_addressee(reading, cue))
    for token in range(first, min(limit, first + LOOK)):
        if reading.quote_at[token] >= 0 or doc[token].tag_ in FINITE or reading.clauses.clause(token) is not None:
            break
        is_noun_before = doc[token - 1].pos_ == "NOUN" and doc[token - 1].lower_ not in reading.table.times and token > first
        if doc[token].lower_ in reading.table.subordinators and (doc[token].tag_ == "IN" or not is_noun_before):
            return _made(reading, cue, token, limit, "clause")
    if first >= limit or doc[first].is_punct or not (cue.clause.own_subject or doc[cue.token].tag_ == "VBG"):
        return None
    phrase = next((each for each in reading.clauses.phrases if each.start == first), None)
    has_verb = phrase is not None and _has_finite(reading, doc[phrase.head].right_edge.i + 1, limit)
    return _made(reading, cue, first, limit, "clause") if has_verb else None


def _gap(reading: Reading, cue: CueWord) -> Complement | None:
    """Return the rest of a clause whose subject stands before the cue: "which Kyiv said was shot down"."""
    first = cue.token + 1
    is_relative = cue.clause.kind is ClauseKind.RELATIVE and cue.clause.own_subject
    if not is_relative or first >= len(reading.doc) or reading.doc[first].tag_ not in FINITE:
        return None
    end = frame_end(reading, cue.token)
    comma = next((token for token in range(first, end) if reading.doc[token].text == "," and reading.quote_at[token] < 0), end)
    return _made(reading, cue, first, comma, "clause") if cue.entry.allows("clause", is_wide=reading.is_wide) else None


def _has_finite(reading: Reading, start: int, end: int) -> bool:
    """Return whether the words behind a noun phrase go on with its verb; a comma may close the phrase."""
    for token in range(start, end):
        word = reading.doc[token]
        if word.tag_ in FINITE:
            return cue_entry(reading, token) is None or reading.doc[token - 1].text != ","
        if word.pos_ != "ADV" and word.text != ",":
            return False
    return False


def right_objects(reading: Reading, cue: CueWord) -> list[int]:
    """Return the heads of the verb's objects behind it, without a speaker who stands there."""
    behind = [head for head in cue.clause.objects if head > cue.token]
    return [head for head in behind if not any(speaker.extent[0] <= reading.doc[head].idx < speaker.extent[1] for speaker in cue.speakers)]


def _object_end(reading: Reading, cue: CueWord, phrase: Phrase) -> int:
    """Return where an object ends: with its participles and relative clauses, its infinitive, and the prepositions the cue takes."""
    end = phrase.end
    for word, head in cue.clause.obliques:
        other = reading.clauses.phrase(head)
        is_taken = cue.entry.allows(word, is_wide=reading.is_wide) or (word in reading.table.relay_markers and "naming" in cue.entry.ways)
        if head > phrase.head and other is not None and is_taken:
            end = max(end, other.end)
    tight = {ClauseKind.RELATIVE, ClauseKind.PARTICIPLE, ClauseKind.COMPLEMENT, ClauseKind.INFINITIVE}
    for child in reading.clauses.children(cue.clause):
        start, last = reading.subtrees[child.head]
        if child.own_subject and child.kind is ClauseKind.ADVERBIAL:
            continue
        if (
            child.kind is ClauseKind.ADVERBIAL
            and child.head > phrase.head
            and child.marker
            and cue.entry.allows(child.marker, is_wide=reading.is_wide)
        ):
            end = max(end, last)
        while end < start and (reading.doc[end].is_punct and reading.doc[end].text != ","):
            end += 1  # a closing quotation mark
        is_bare = start <= end and (start == end or start > cue.token) and child.head > phrase.head
        if is_bare and (child.kind in tight or reading.doc[start].tag_ == "TO"):
            end = max(end, last)
    return end


def _naming(reading: Reading, cue: CueWord) -> Complement | None:
    """Return object and name of "called the vote a farce"; verbs of praise and blame must have a quotation in the name."""
    is_plain = cue.entry.allows("naming", is_wide=reading.is_wide)
    is_quoted = cue.entry.allows("naming+quoted", is_wide=reading.is_wide)
    objects = right_objects(reading, cue)
    below = _clauses_below(reading, cue)
    phrase = reading.clauses.phrase(objects[0]) if objects else _phrase_at(reading, cue.token + 1)
    if phrase is None and is_plain:
        return _name_only(reading, cue)
    if phrase is None or not (is_plain or is_quoted):
        return None
    end = max(
        _object_end(reading, cue, phrase), cue.clause.end, *(reading.subtrees[clause.head][1] for clause in below if clause.is_nominal)
    )
    following = next((each for each in reading.quotes if token_at(reading, each.outer_start) == end), None)
    end = token_at(reading, following.end) if following is not None and is_plain else end
    quote = next((each for token in range(phrase.start, end) if (each := reading.quote(token)) is not None), None)
    if quote is not None and last_mark(reading.text, quote) in ",.":
        end = min(end, token_at(reading, quote.end))
    has_name = end > phrase.end and any(not reading.doc[token].is_punct for token in range(phrase.end, end))
    is_as = any(word in reading.table.relay_markers and head > phrase.head for word, head in cue.clause.obliques)
    has_second = any(clause.is_nominal and clause.head > phrase.head for clause in below) or len(objects) > 1
    has_quote = has_quotation(reading, cue.token, end)
    is_named = (has_name and (is_as or has_second or (has_quote and is_plain))) or (is_plain and has_quotation(reading, phrase.start, end))
    if not is_named or not (is_plain or (has_quote and is_as)):
        return None
    return _made(reading, cue, phrase.start, end, "naming")


def _name_only(reading: Reading, cue: CueWord) -> Complement | None:
    """Return what a thing named before is called: "which he described as a farce"."""
    after = cue.token + 1
    if after >= len(reading.doc) or reading.doc[after].lower_ not in reading.table.relay_markers:
        return None
    return _made(reading, cue, after, reading.doc[cue.token].right_edge.i + 1, "naming")


def _infinitive(reading: Reading, cue: CueWord) -> Complement | None:
    for clause in _clauses_below(reading, cue):
        if clause.is_nominal and reading.doc[clause.head].pos_ != "VERB" and reading.doc[reading.subtrees[clause.head][0]].tag_ != "TO":
            continue
        if clause.tense is not Tense.NONE:
            continue
        way = "gerund" if reading.doc[clause.head].tag_ == "VBG" else "infinitive"
        if not cue.entry.allows(way, is_wide=reading.is_wide):
            continue
        start, end = reading.subtrees[clause.head]
        objects = right_objects(reading, cue)
        phrase = reading.clauses.phrase(objects[0]) if objects and not cue.entry.object_is_addressee else None
        return _made(reading, cue, min(start, phrase.start) if phrase is not None else start, end, way)
    if not cue.entry.allows("infinitive", is_wide=reading.is_wide) or right_objects(reading, cue):
        return None
    for token in range(cue.token + 1, min(frame_end(reading, cue.token), cue.token + LOOK)):
        if reading.doc[token].is_punct or reading.doc[token].tag_ in FINITE:
            return None
        below = reading.clauses.clause(token + 1)
        if reading.doc[token].tag_ == "TO" and below is not None:
            return _made(reading, cue, token, reading.subtrees[below.head][1], "infinitive")
    return None


def _phrase_at(reading: Reading, start: int) -> Phrase | None:
    return next((phrase for phrase in reading.clauses.phrases if phrase.start == start), None)


def _preposition(reading: Reading, cue: CueWord) -> Complement | None:
    if right_objects(reading, cue) and not cue.entry.object_is_addressee:
        return None
    for word, head in cue.clause.obliques:
        phrase = reading.clauses.phrase(head)
        if head < cue.token or phrase is None or _is_time(reading, phrase):
            continue
        is_allowed = cue.entry.allows(word, is_wide=reading.is_wide)
        is_quoted = cue.entry.allows(f"{word}+quoted", is_wide=reading.is_wide) and has_quotation(reading, phrase.start, phrase.end)
        if is_allowed or is_quoted:
            start = phrase.start if is_allowed else phrase.start - 1
            return _made(reading, cue, start, _object_end(reading, cue, phrase), word)
    for child in reading.clauses.children(cue.clause):
        is_taken = child.marker is not None and child.head > cue.token and cue.entry.allows(child.marker, is_wide=reading.is_wide)
        if is_taken and reading.doc[child.head].tag_ == "VBG" and child.marker is not None:
            start, end = reading.subtrees[child.head]
            return _made(reading, cue, start, end, child.marker)
    return None


def _object(reading: Reading, cue: CueWord) -> Complement | None:
    objects = right_objects(reading, cue)
    if cue.entry.object_is_addressee and not _is_quoted_object(reading, cue, objects):
        objects = objects[:1] if cue.clause.indirect else objects[1:]
    phrase = reading.clauses.phrase(objects[0]) if objects else None
    if phrase is None or _is_time(reading, phrase) or _is_source(reading, cue, phrase) or reading.doc[phrase.start - 1].tag_ == "IN":
        return None
    way = "object2" if cue.entry.object_is_addressee else "object"
    if cue.entry.allows(way, is_wide=reading.is_wide):
        return _made(reading, cue, phrase.start, _object_end(reading, cue, phrase), way)
    if cue.entry.allows("quoted", is_wide=reading.is_wide) and has_quotation(reading, phrase.start, phrase.end):
        return _made(reading, cue, phrase.start, phrase.end, "quoted")
    return None


def _is_quoted_object(reading: Reading, cue: CueWord, objects: list[int]) -> bool:
    """Return whether the object is what was said, by its marks, and nobody who is spoken to."""
    phrase = reading.clauses.phrase(objects[0]) if objects else None
    return phrase is not None and "quoted" in cue.entry.ways and has_quotation(reading, phrase.start, phrase.end)


def _is_source(reading: Reading, cue: CueWord, phrase: Phrase) -> bool:
    """Return whether a verb of citing names a source here, and no content: "citing two officials"."""
    return cue.entry.lemma in reading.table.source_verbs and reading.doc[phrase.head].lemma_.lower() in reading.table.source_nouns


def _is_time(reading: Reading, phrase: Phrase) -> bool:
    return reading.doc[phrase.head].lower_ in reading.table.times


def has_quotation(reading: Reading, start: int, end: int) -> bool:
    """Return whether a token of the range stands in quotation marks."""
    return any(reading.quote_at[token] >= 0 for token in range(start, end))
