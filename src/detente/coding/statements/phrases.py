"""Noun phrases as speakers: the whole of a phrase, with title, apposition and the clause that narrows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.coding.statements.marks import COMMAS
from detente.coding.statements.shapes import Reading, Speaker

if TYPE_CHECKING:
    from detente.coding.clauses import Phrase

WIDEST = 14
"""Tokens of a restrictive clause that are still part of a speaker's phrase."""
MODIFYING = frozenset({"VBG", "VBN", "JJ", "WP", "WDT", "PRP", "IN", "TO"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
SKIPPED = frozenset({"ADV", "AUX", "PART"})
"""Parts of speech that may stand between a subject and its verb."""


def speaker_at(reading: Reading, head: int, pronoun: tuple[int, int] | None = None, verb: int | None = None) -> Speaker:
    """Return the speaker whose phrase has this head, with appositions, and with the words that tie it to the verb behind it."""
    doc = reading.doc
    start, end = whole_phrase(reading, head)
    if verb is not None and end < verb:
        end = _restricted(reading, end, verb)
    while end - 1 > head and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].lower_ in reading.table.trailing):
        end -= 1
    first, last = doc[start], doc[end - 1]
    return Speaker(head, (first.idx, last.idx + len(last)), pronoun)


def _restricted(reading: Reading, end: int, verb: int) -> int:
    """Return where a speaker's phrase ends with the clause that narrows it: "people who saw the text", "sources close to Kyiv"."""
    doc, last = reading.doc, verb
    while last > end and doc[last - 1].pos_ in SKIPPED:
        last -= 1
    between = doc[end:last]
    is_modifier = len(between) > 0 and len(between) <= WIDEST and doc[end].tag_ in MODIFYING
    has_break = any(token.is_punct or token.is_space or token.lower_ in reading.table.times for token in between)
    return last if is_modifier and not has_break else end


def whole_phrase(reading: Reading, head: int) -> tuple[int, int]:
    """Return the token range of a noun phrase with its appositions; the phrase itself where it is an apposition."""
    phrase = reading.clauses.phrase(head)
    if phrase is None:
        return head, head + 1
    if phrase.start and reading.doc[phrase.start - 1].text == "(":
        before = [each for each in reading.clauses.phrases if each.end == phrase.start - 1]
        if before:
            outer = max(before, key=lambda each: each.end - each.start)
            return outer.start, outer.end
    start, end = phrase.start, phrase.end
    title = reading.clauses.phrase(phrase.apposition_of)
    if title is not None and title.end == start:
        start = title.start  # "foreign minister Lind"
    while start > 1 and reading.doc[start - 1].tag_ == "POS" and reading.doc[start - 2].pos_ in NOMINAL:
        owner = next((each for each in reading.clauses.phrases if each.end in {start, start - 1} and each.start < start), None)
        start = owner.start if owner is not None else start - 2
    for apposition in phrase.appositions:
        part = reading.clauses.phrase(apposition)
        if part is not None and _is_near(reading, end, part):
            end = max(end, part.end)
    while end < len(reading.doc) and reading.doc[end].pos_ == "PROPN" and reading.doc[end - 1].pos_ == "PROPN":
        end += 1  # the parse cut a name
    while end + 1 < len(reading.doc) and _is_hyphen(reading, end):
        end += 2
    quoted = next((token for token in range(head + 1, end) if reading.quote_at[token] >= 0), end)
    return start, max(head + 1, quoted) if reading.quote_at[head] < 0 else end


def _is_hyphen(reading: Reading, token: int) -> bool:
    """Return whether a hyphen joins two parts of a name here."""
    doc = reading.doc
    return doc[token].text in COMMAS and not doc[token].whitespace_ and not doc[token - 1].whitespace_ and doc[token + 1].pos_ == "PROPN"


def _is_near(reading: Reading, end: int, part: Phrase) -> bool:
    """Return whether nothing but punctuation stands between a phrase and its apposition."""
    return all(reading.doc[token].is_punct for token in range(end, part.start)) and part.start - end <= 1
