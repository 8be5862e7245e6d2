"""Doc, clauses and quotations side by side: sentences that respect quotation marks, spans in characters, gaps."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from detente.coding.clauses import ClauseKind
from detente.coding.statements.marks import CLOSING, EDGE, QUOTED_END, QUOTED_START, STOPS
from detente.coding.statements.quotes import find_quotes
from detente.coding.statements.shapes import Extent, Profile, Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from detente.coding.clauses import Clause, Clauses
    from detente.coding.statements.quotes import Quote
    from detente.lexicon.speech import Cue, SpeechTable

PLAIN = re.compile(r"[^\W\d_A-Z]{4}[.?!]$")
"""An end of a sentence that no abbreviation has: four small letters and a full stop."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of finite verbs and modals."""
ABBREVIATION = re.compile(r"\b[A-Z][a-z]{0,2}\.$")
"""What looks like a title or an initial before a quotation mark, whose full stop ends no sentence."""
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_STOP = re.compile(rf"[{STOPS}]{QUOTED_END}*\s+(?={QUOTED_START}']*[ \xa0]?[^\W_a-z])")


def read(doc: Doc, clauses: Clauses, table: SpeechTable, profile: Profile) -> Reading:
    """Return the doc with its quotations found and each clause's whole extent known."""
    quotes = find_quotes(doc.text, table.marks)
    inside = [-1] * len(doc)
    number = 0
    for token in doc:
        while number < len(quotes) and quotes[number].outer_end <= token.idx:
            number += 1
        if number < len(quotes) and quotes[number].start <= token.idx < quotes[number].end:
            inside[token.i] = number
    return Reading(
        doc, doc.text, clauses, table, quotes, tuple(inside), _subtrees(doc, clauses), _frames(doc, clauses.sentences, quotes), profile
    )


def _subtrees(doc: Doc, clauses: Clauses) -> dict[int, Extent]:
    """Return the token range of all that hangs on each clause's predicate, by head."""
    return {clause.head: (doc[clause.head].left_edge.i, doc[clause.head].right_edge.i + 1) for clause in clauses.clauses}


def extent(reading: Reading, start: int, end: int) -> Extent | None:
    """Return the characters of a token range without white space and punctuation at its edges, or None where nothing is left."""
    if start >= end:
        return None
    first, last = reading.doc[start].idx, reading.doc[end - 1].idx + len(reading.doc[end - 1])
    return trim(reading.text, first, last)


def trim(text: str, start: int, end: int) -> Extent | None:
    """Return the span without white space and commas at its edges, and without a final full stop; None where nothing is left."""
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and (text[end - 1] in EDGE or text[end - 1] == "."):
        end -= 1
    return (start, end) if start < end else None


def last_mark(text: str, quote: Quote) -> str:
    """Return the last character of a quotation that is no mark of a quotation inside it."""
    return text[quote.start : quote.end].rstrip(CLOSING)[-1:] or " "


def token_at(reading: Reading, place: int) -> int:
    """Return the token that holds a character, or the next one."""
    low, high = 0, len(reading.doc) - 1
    while low < high:
        middle = (low + high) // 2
        token = reading.doc[middle]
        if token.idx + len(token) > place:
            high = middle
        else:
            low = middle + 1
    return low


def paragraph(text: str, place: int) -> Extent:
    """Return the paragraph around a character."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return start, len(text) if end < 0 else end


def frame(reading: Reading, place: int) -> Extent:
    """Return the sentence around a character, not cut inside quotations: the cue of a long quotation is in one frame with it."""
    number = bisect_right(reading.frames, place, key=lambda each: each[0]) - 1
    if number < 0:
        return paragraph(reading.text, place)
    start, end = reading.frames[number]
    return start, max(end, min(place, paragraph(reading.text, place)[1]))


def _frames(doc: Doc, sentences: Sequence[Extent], quotes: tuple[Quote, ...]) -> tuple[Extent, ...]:
    """Return the sentences of a text: cut at full stops where the parser, too, starts a sentence, or a quotation opens."""
    near = {doc[other].idx for first, _ in sentences for other in range(max(0, first - 2), min(len(doc), first + 3))}
    openings = {quote.outer_start for quote in quotes}
    frames = []
    text = doc.text  # built anew at every look
    for match in _PARAGRAPH.finditer(text):
        start = match.start()
        for stop in _STOP.finditer(text, *match.span()):
            before = text[max(0, stop.start() - 8) : stop.start() + 1]
            is_plain = stop.end() in openings and not ABBREVIATION.search(before)
            is_break = stop.end() in near or is_plain or bool(PLAIN.search(before))
            if is_break and not _is_inside(quotes, stop.start()):
                frames.append((start, stop.start() + len(stop.group().rstrip())))
                start = stop.end()
        frames.append((start, match.end()))
    return tuple(frames)


def _is_inside(quotes: tuple[Quote, ...], place: int) -> bool:
    number = bisect_right(quotes, place, key=lambda quote: quote.outer_start) - 1
    return number >= 0 and place < quotes[number].end - 1


def cue_entry(reading: Reading, token: int) -> Cue | None:
    """Return the entry of speech.toml for the verb at a token."""
    word = reading.doc[token]
    return reading.table.verbs.get(reading.table.lemma(word.lower_, word.lemma_))


def is_relative(reading: Reading, clause: Clause) -> bool:
    """Return whether a clause is relative by its pronoun; without one, "..., a source told the paper" is taken for an aside."""
    words = reading.doc[clause.start : clause.head]
    is_bare = clause.own_subject and not any(
        word.tag_ in {"WDT", "WP", "WP$", "WRB"} or word.lower_ in reading.table.subordinators for word in words
    )
    return clause.kind is ClauseKind.RELATIVE and not is_bare


def place_of(reading: Reading, token: int) -> int:
    """Return where a token starts, or the end of the text behind the last one."""
    return reading.doc[token].idx if token < len(reading.doc) else len(reading.text)


def end_of(reading: Reading, token: int) -> int:
    """Return where the token before this one ends: the end of a range that ends with this token."""
    return reading.doc[token - 1].idx + len(reading.doc[token - 1])


def has_verb(reading: Reading, start: int, end: int) -> bool:
    """Return whether a finite verb stands between two characters."""
    first, last = token_at(reading, start), token_at(reading, end)
    return any(reading.doc[token].tag_ in FINITE for token in range(first, last))


def has_clause(reading: Reading, start: int, end: int) -> bool:
    """Return whether a predicate with a subject stands between two characters."""
    return any(
        start <= reading.doc[clause.head].idx < end and (clause.own_subject or clause.is_nominal)
        for clause in clauses_between(reading, start, end)
    )


def clauses_between(reading: Reading, start: int, end: int) -> tuple[Clause, ...]:
    """Return the clauses whose predicate stands between two characters."""
    clauses, doc = reading.clauses.clauses, reading.doc
    first = bisect_left(clauses, start, key=lambda clause: doc[clause.head].idx)
    last = bisect_left(clauses, end, key=lambda clause: doc[clause.head].idx)
    return clauses[first:last]
