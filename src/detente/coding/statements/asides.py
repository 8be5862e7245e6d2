"""Cues in asides: the sentence around them is what was said. Also texts set off behind a cue and its colon."""

from __future__ import annotations

from detente.coding.clauses import ClauseKind, Voice
from detente.coding.statements.marks import ASIDE_ENDS, COMMAS
from detente.coding.statements.reading import (
    clauses_between,
    cue_entry,
    end_of,
    frame,
    has_verb,
    is_relative,
    paragraph,
    place_of,
    token_at,
    trim,
)
from detente.coding.statements.shapes import CueWord, Extent, Reading

LONG = 6
"""Words from which on a quotation is a statement, whatever its grammar ("Let us thank those who came")."""


def find_host(reading: Reading, cue: CueWord) -> Extent | None:
    """Return the sentence that an "as" clause comments on: "As Lind noted, ..." and "..., as confirmed by Lind"."""
    clause = cue.clause
    if clause.marker not in reading.table.as_markers or clause.kind is not ClauseKind.ADVERBIAL or not {"clause", "host"} & cue.entry.ways:
        return None
    start, end = reading.subtrees[clause.head]
    first, last = frame(reading, place_of(reading, cue.token))
    is_front = not any(map(str.isalnum, reading.text[first : place_of(reading, start)]))
    if is_front:
        return trim(reading.text, end_of(reading, end), last) if has_verb(reading, end_of(reading, end), last) else None
    before = reading.text[first : place_of(reading, start)].rstrip()
    if not has_verb(reading, first, place_of(reading, start)):
        return trim(reading.text, end_of(reading, end), last)
    is_behind = before.endswith(",") or reading.text[place_of(reading, start) :].startswith(",")
    return trim(reading.text, first, place_of(reading, start)) if is_behind else None


def find_block(reading: Reading, cue: CueWord) -> Extent | None:
    """Return the next paragraph where the cue's paragraph ends in a colon: a tweet or a document set off from the text."""
    text = reading.text
    end = end_of(reading, cue.group[1])
    _, last = paragraph(text, end)
    gap = text[end:last].rstrip()
    if not text[:last].rstrip().endswith(":") or ". " in gap or not cue.entry.allows("quote", is_wide=reading.is_wide):
        return None
    if any(cue_entry(reading, clause.head) is not None for clause in clauses_between(reading, end, last)):
        return None
    start = len(text) - len(text[last:].lstrip())
    return trim(text, start, paragraph(text, start)[1]) if start < len(text) else None


def find_around(reading: Reading, cue: CueWord, earlier: int) -> tuple[Extent, ...]:
    """Return the parts of the sentence before and after a cue that stands in an aside."""
    text = reading.text
    start, end = place_of(reading, cue.group[0]), _aside_end(reading, cue)
    first, last = frame(reading, start)
    before = text[first:start].rstrip()
    if not before.endswith(ASIDE_ENDS) or is_relative(reading, cue.clause) or not _may_be_aside(reading, cue):
        return ()
    is_closed = text[end : end + 2].lstrip()[:1] in COMMAS
    has_right = is_closed and has_verb(reading, end, last) and not _opens_with_cue(reading, end)
    has_left = _has_statement(reading, max(first, earlier), start)
    if not has_left and not has_right:
        return ()
    left = trim(text, max(first, earlier), start)
    right = trim(text, end, last) if has_right else None
    return tuple(piece for piece in (left, right) if piece is not None)


def _may_be_aside(reading: Reading, cue: CueWord) -> bool:
    """Return whether the verb is finite, relayed ("was quoted as saying"), or a past form ("..., confirmed Lind")."""
    word = reading.doc[cue.token]
    is_behind = any(speaker.head > cue.token for speaker in cue.speakers)
    is_active = cue.clause.own_subject and cue.clause.voice is Voice.ACTIVE
    if word.tag_ == "VBN":
        return bool(cue.outer) or ((is_behind or is_active) and reading.doc[cue.token + 1].pos_ != "ADP")
    is_finite = word.tag_ in {"VBD", "VBZ", "VBP"} or (is_active and word.tag_ not in {"VB", "VBG"})
    return is_finite or bool(cue.outer)


def _has_statement(reading: Reading, start: int, end: int) -> bool:
    """Return whether more than an adverbial clause ("While Kyiv protested, ...") stands between two characters."""
    loose = {ClauseKind.RELATIVE, ClauseKind.PARTICIPLE}
    for clause in clauses_between(reading, start, end):
        is_adverbial = clause.kind is ClauseKind.ADVERBIAL or (clause.marker is not None and clause.kind is not ClauseKind.COMPLEMENT)
        if (clause.own_subject or clause.is_nominal) and clause.kind not in loose and not is_adverbial:
            return True
    inside = [quote for quote in reading.quotes if start <= quote.start and quote.end <= end]
    return any(len(reading.text[quote.start : quote.end].split()) > LONG for quote in inside)


def _aside_end(reading: Reading, cue: CueWord) -> int:
    """Return the character where the aside ends: the next comma, dash or full stop behind the cue."""
    doc = reading.doc
    for token in range(cue.group[1], len(doc)):
        if doc[token].is_space or doc[token].text in COMMAS | {".", ";", ":", "?", "!"} or reading.quote_at[token] >= 0:
            return doc[token].idx
    return len(reading.text)


def _opens_with_cue(reading: Reading, place: int) -> bool:
    """Return whether what follows a comma is another cue ("..., she said, adding that ...")."""
    first = token_at(reading, place)
    return any(
        reading.doc[token].tag_ == "VBG" and reading.clauses.clause(token) is not None
        for token in range(first, min(first + 4, len(reading.doc)))
    )
