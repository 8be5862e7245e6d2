"""Cue -> content: the words that a verb of speech reports, by quotation marks first, then by clauses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.clauses import ClauseKind
from detente.coding.statements.asides import find_around, find_block, find_host
from detente.coding.statements.attached import is_claimed, is_next, quote_after, quote_before
from detente.coding.statements.complements import find_complement, right_objects
from detente.coding.statements.marks import STOPS
from detente.coding.statements.reading import cue_entry, frame, token_at, trim
from detente.coding.statements.shapes import CueWord, Extent, Reading

if TYPE_CHECKING:
    from detente.coding.statements.quotes import Quote

FEW = 4
"""Words that may stand between two quotations of one content."""


@dataclass(frozen=True, slots=True)
class Content:
    """What was said and the way it stands to the cue (see speech.toml)."""

    pieces: tuple[Extent, ...]
    way: str


def find_content(reading: Reading, cue: CueWord, earlier: int) -> Content | None:
    """Return what the cue reports. ``earlier`` is the character up to which other cues of the sentence have taken the words."""
    entry, is_wide = cue.entry, reading.is_wide
    left = quote_before(reading, cue, earlier) if entry.allows("quote", is_wide=is_wide) else None
    if left is not None:
        right = quote_after(reading, cue, is_strict=True)
        return Content((left, right) if right else (left,), "quote")
    if _is_label(reading, cue):
        return None
    right = quote_after(reading, cue, is_strict=False) if entry.allows("quote", is_wide=is_wide) else None
    if right is not None and is_claimed(reading, right[0]):
        return None
    complement = find_complement(reading, cue)
    if right is not None and is_next(reading, cue, right[0]):
        is_longer = complement is not None and complement.way == "clause" and complement.extent[1] > right[1]
        is_open = reading.text[right[1] - 1] not in STOPS + ","
        return Content(((right[0], complement.extent[1]) if complement and is_longer and is_open else right,), "quote")
    if complement is not None and is_claimed(reading, complement.extent[0]):
        return None
    if complement is not None and complement.way == "clause":
        return Content((_with_quotes(reading, complement.extent, cue),), complement.way)
    if right is not None and (complement is None or complement.way != "naming"):
        return Content((right,), "quote")
    if (
        entry.allows("aside", is_wide=is_wide)
        and not _has_object(reading, cue)
        and (complement is None or complement.way not in {"naming", "object"})
    ):
        aside = find_around(reading, cue, earlier)
        if aside:
            return Content(aside, "aside")
    hosted = find_host(reading, cue) if complement is None else None
    if hosted is not None:
        return Content((hosted,), "aside")
    if complement is None:
        block = find_block(reading, cue)
        return None if block is None else Content((block,), "block")
    return Content((_with_quotes(reading, complement.extent, cue),), complement.way)


def _is_label(reading: Reading, cue: CueWord) -> bool:
    """Return whether a bare participle only names a thing: "a film titled ...", "goods labelled ..."."""
    is_bare = cue.clause.kind is ClauseKind.PARTICIPLE or "naming" in cue.entry.ways
    return reading.doc[cue.token].tag_ == "VBN" and is_bare and not cue.speakers


def _has_object(reading: Reading, cue: CueWord) -> bool:
    """Return whether the verb has an object or an infinitive of its own, so that it takes nothing from around it."""
    objects = right_objects(reading, cue)
    infinitives = [head for head in cue.clause.complements if head > cue.token]
    return bool(infinitives) or bool(objects and not cue.entry.object_is_addressee)


def _with_quotes(reading: Reading, content: Extent, cue: CueWord) -> Extent:
    """Return the content widened to the quotations that it cuts through, as far as they do not hold the cue."""
    start, end = content
    place = reading.doc[cue.token].idx
    for quote in reading.quotes:
        if quote.outer_start <= place < quote.outer_end:
            continue
        if start < quote.outer_end and quote.outer_start < end:
            start = min(start, quote.start) if quote.start > place or quote.end < place else start
            end = max(end, quote.end)
        elif quote.outer_start >= end and _runs_into(reading, end, quote):
            end = quote.end
    end = _and_quoted(reading, end, place)
    return trim_quotes(reading, start, end)


def _and_quoted(reading: Reading, end: int, cue: int) -> int:
    """Return where content ends that a conjunction joins to a further quotation: was "late" and had "no plan"."""
    quote = next((each for each in reading.quotes if each.outer_start > end), None)
    closed = any(each.end == end for each in reading.quotes)
    if quote is None or not closed or cue > end or frame(reading, end)[1] < quote.end or reading.text[end - 1] in STOPS + ",":
        return end
    first, last = token_at(reading, end), token_at(reading, quote.outer_start)
    between = [token for token in reading.doc[first:last] if not token.is_punct]
    is_joined = 0 < len(between) <= FEW and between[0].pos_ == "CCONJ"
    is_cue = any(cue_entry(reading, token.i) is not None or token.pos_ in {"PROPN", "PRON"} for token in between)
    return quote.end if is_joined and not is_cue else end


def _runs_into(reading: Reading, end: int, quote: Quote) -> bool:
    """Return whether content goes on with a quotation: in the same sentence, with nothing between them."""
    between = reading.text[end : quote.outer_start]
    return not between.strip(" \xa0") and end > 0 and reading.text[end - 1] not in ".?!" and frame(reading, end - 1)[1] > quote.start


def trim_quotes(reading: Reading, start: int, end: int) -> Extent:
    """Return the span without marks of quotations that lie wholly inside its edges' marks."""
    for quote in reading.quotes:
        if quote.outer_start == start and quote.outer_end >= end:
            start = quote.start
        if quote.outer_end == end:
            end = quote.end
    return trim(reading.text, start, end) or (start, end)
