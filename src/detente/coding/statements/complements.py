"""What a verb of speech takes: a clause, an infinitive, an object, a name, or words after a preposition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.clauses import ClauseKind, Voice
from detente.coding.statements.reading import extent
from detente.coding.statements.shapes import CueWord, Extent, Reading

if TYPE_CHECKING:
    from detente.coding.clauses import Clause

TIGHT = frozenset({ClauseKind.RELATIVE, ClauseKind.PARTICIPLE, ClauseKind.COMPLEMENT, ClauseKind.INFINITIVE})
LOOK = 8
"""Tokens behind the cue in which a clause that the parse did not attach may start."""


@dataclass(frozen=True, slots=True)
class Complement:
    """Content to the right of a cue, and its way."""

    extent: Extent
    way: str


def find_complement(reading: Reading, cue: CueWord) -> Complement | None:
    """Return what stands behind the verb as its content, the fullest reading first: clause, naming, object, infinitive, preposition."""
    for find in (_clause, _unattached, _naming, _infinitive, _preposition, _object):
        found = find(reading, cue)
        if found is not None:
            return found
    return None


def _span(reading: Reading, cue: CueWord, start: int, end: int) -> Extent | None:
    """Return the characters of a token range, cut where another cue's participle or its sentence's end comes first."""
    _, limit = reading.clauses.sentences[reading.clauses.sentence(cue.token)]
    end = min(end, limit, _paragraph_end(reading, cue.token))
    for token in range(max(start + 1, cue.token + 1), end):
        if _is_cut(reading, token):
            end = token
            break
    return extent(reading, start, end)


def _paragraph_end(reading: Reading, token: int) -> int:
    """Return the token at which the paragraph ends."""
    for place in range(token, len(reading.doc)):
        if "\n" in reading.doc[place].text_with_ws:
            return place + (not reading.doc[place].is_space)
    return len(reading.doc)


def _is_cut(reading: Reading, token: int) -> bool:
    """Return whether another cue starts here behind a comma: "..., adding that", "..., according to"."""
    doc = reading.doc
    if reading.quote_at[token] >= 0 or doc[token - 1].text not in {",", "—", "–"}:
        return False
    if any(_matches(reading, token, words) for words, _ in reading.table.prepositions):
        return True
    entry = reading.table.verbs.get(doc[token].lemma_)
    return doc[token].tag_ == "VBG" and entry is not None and ("clause" in entry.ways or "object" in entry.ways)


def _matches(reading: Reading, token: int, words: tuple[str, ...]) -> bool:
    return tuple(each.lower_ for each in reading.doc[token : token + len(words)]) == words


def _clause(reading: Reading, cue: CueWord) -> Complement | None:
    if not cue.entry.allows("clause", is_wide=reading.is_wide):
        return None
    spans = []
    for head in cue.clause.complements:
        clause = reading.clauses.clause(head)
        if clause is None or head < cue.token or clause.kind is not ClauseKind.COMPLEMENT:
            continue
        if reading.doc[head].tag_ == "VBG" and not clause.own_subject:
            continue
        spans.append(reading.subtrees[head])
    if not spans:
        return None
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    if start <= cue.token:
        start = cue.group[1]
    return _made(reading, cue, start, end, "clause")


def _made(reading: Reading, cue: CueWord, start: int, end: int, way: str) -> Complement | None:
    doc = reading.doc
    while start < end and (doc[start].lower_ in reading.table.subordinators or doc[start].is_punct) and reading.quote_at[start] < 0:
        start += 1
    found = _span(reading, cue, start, end)
    return None if found is None else Complement(found, way)


def _unattached(reading: Reading, cue: CueWord) -> Complement | None:
    """Return a clause behind the cue that the parse hung elsewhere: its subject or its marker follows the cue at once."""
    if not cue.entry.allows("clause", is_wide=reading.is_wide) or cue.clause.voice is Voice.PASSIVE:
        return None
    doc = reading.doc
    _, limit = reading.clauses.sentences[reading.clauses.sentence(cue.token)]
    first = cue.group[1]
    while first < min(limit, cue.group[1] + LOOK) and doc[first].pos_ in {"ADV"}:
        first += 1
    if first >= limit or doc[first].is_punct:
        return None
    if doc[first].lower_ in reading.table.subordinators:
        return _made(reading, cue, first, limit, "clause")
    phrase = next((each for each in reading.clauses.phrases if each.start == first), None)
    if phrase is None or cue.entry.object_is_addressee:
        return None
    below = [
        clause
        for clause in reading.clauses.clauses
        if first < clause.head < limit and phrase.head in clause.subjects and clause.own_subject and clause.kind not in TIGHT - {ClauseKind.COMPLEMENT}
    ]
    return _made(reading, cue, first, limit, "clause") if below else None


def _reach(reading: Reading, clause: Clause) -> int:
    """Return the token where the verb's own words end: its objects with their relative clauses, without adverbial clauses."""
    end = clause.end
    for child in reading.clauses.children(clause):
        if child.kind in TIGHT and child.head > clause.head:
            end = max(end, reading.subtrees[child.head][1])
    return end


def _right_objects(cue: CueWord) -> list[int]:
    return [head for head in cue.clause.objects if head > cue.token]


def _naming(reading: Reading, cue: CueWord) -> Complement | None:
    if not cue.entry.allows("naming", is_wide=reading.is_wide):
        return None
    objects = _right_objects(cue)
    phrase = reading.clauses.phrase(objects[0]) if objects else None
    if phrase is None:
        return None
    end = _reach(reading, cue.clause)
    has_name = end > phrase.end and any(not reading.doc[token].is_punct for token in range(phrase.end, end))
    is_as = any(word in reading.table.relay_markers for word, _ in cue.clause.obliques)
    has_second = any(
        clause is not None and clause.kind is ClauseKind.INFINITIVE and clause.is_nominal and head > phrase.head
        for head in cue.clause.complements
        for clause in (reading.clauses.clause(head),)
    )
    if not has_name or not (is_as or has_second or len(objects) > 1):
        return None
    return _made(reading, cue, phrase.start, end, "naming")


def _infinitive(reading: Reading, cue: CueWord) -> Complement | None:
    for head in cue.clause.complements:
        clause = reading.clauses.clause(head)
        if clause is None or head < cue.token or clause.is_nominal:
            continue
        way = "gerund" if reading.doc[head].tag_ == "VBG" else "infinitive"
        if not cue.entry.allows(way, is_wide=reading.is_wide):
            continue
        start, end = reading.subtrees[head]
        objects = _right_objects(cue)
        first = reading.clauses.phrase(objects[0]) if objects and not cue.entry.object_is_addressee else None
        start = min(start, first.start) if first is not None else start
        return _made(reading, cue, max(start, cue.token + 1), end, way)
    return None


def _preposition(reading: Reading, cue: CueWord) -> Complement | None:
    for word, head in cue.clause.obliques:
        phrase = reading.clauses.phrase(head)
        if head < cue.token or phrase is None or not word.isalpha():
            continue
        if _right_objects(cue) and not cue.entry.object_is_addressee:
            continue
        is_allowed = cue.entry.allows(word, is_wide=reading.is_wide)
        is_quoted = cue.entry.allows(f"{word}+quoted", is_wide=reading.is_wide) and _has_quote(reading, phrase.start, phrase.end)
        if is_allowed or is_quoted:
            return _made(reading, cue, phrase.start, max(phrase.end, _reach(reading, cue.clause)), word)
    return None


def _object(reading: Reading, cue: CueWord) -> Complement | None:
    objects = _right_objects(cue)
    if cue.entry.object_is_addressee:
        objects = objects[:1] if cue.clause.indirect else objects[1:]
    phrase = reading.clauses.phrase(objects[0]) if objects else None
    if phrase is None:
        return None
    way = "object2" if cue.entry.object_is_addressee else "object"
    end = max(phrase.end, _reach(reading, cue.clause)) if reading.is_wide or cue.entry.allows("object", is_wide=False) else phrase.end
    if cue.entry.allows(way, is_wide=reading.is_wide):
        return _made(reading, cue, phrase.start, end, way)
    if cue.entry.allows("quoted", is_wide=reading.is_wide) and _has_quote(reading, phrase.start, phrase.end):
        return _made(reading, cue, phrase.start, phrase.end, "quoted")
    return None


def _has_quote(reading: Reading, start: int, end: int) -> bool:
    return any(reading.quote_at[token] >= 0 for token in range(start, end))
