"""Quotations beside a cue: those that lead up to it, and those that it announces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.coding.clauses import ClauseKind, Tense
from detente.coding.statements.complements import find_complement, right_objects
from detente.coding.statements.marks import COMMAS, EDGE, GAP, JOINING, OPENING, STOPS
from detente.coding.statements.reading import (
    clauses_between,
    cue_entry,
    end_of,
    frame,
    has_clause,
    has_verb,
    is_relative,
    last_mark,
    place_of,
    token_at,
    trim,
)
from detente.coding.statements.shapes import CueWord, Extent, Reading

if TYPE_CHECKING:
    from detente.coding.statements.quotes import Quote
    from detente.lexicon.speech import Cue

FULL = frozenset({"clause", "object", "object2", "naming", "quoted"})
"""Ways of content that leave no room for a quotation before the cue."""
NEAR = 6
"""Tokens behind a quotation in which its own cue stands."""
SHORT = 4
"""Words up to which a quotation without a comma before its cue is a name or a term."""
FARTHEST = 400
"""Characters between a quotation and its cue at most."""
AFTER = 30
"""Tokens that may stand between a cue and the quotation it announces ("told reporters in Kyiv on Monday: ...")."""


def quote_before(reading: Reading, cue: CueWord, earlier: int) -> Extent | None:
    """Return the quotation that ends right before the cue, with the words of its sentence before it."""
    if is_relative(reading, cue.clause):
        return None
    verb = place_of(reading, cue.token)
    if reading.doc[cue.token].tag_ == "VBG" and cue.clause.tense is Tense.NONE and not cue.outer:
        return None
    before = [each for each in reading.quotes if verb - FARTHEST < each.outer_end <= verb]
    for quote in reversed(before[-2:]):
        found = _joined_before(reading, cue, quote, earlier)
        if found is not None:
            return found
        if last_mark(reading.text, quote) in "," + STOPS or len(reading.text[quote.start : quote.end].split()) > SHORT:
            return None
    return None


def _joined_before(reading: Reading, cue: CueWord, quote: Quote, earlier: int) -> Extent | None:
    """Return the content that ends in a quotation, where the cue follows it and has nothing of its own."""
    place = place_of(reading, cue.group[0])
    last = last_mark(reading.text, quote)
    gap = reading.text[quote.outer_end : place]
    if gap.strip(GAP) and not (last in "," + STOPS and _is_described(reading, cue, quote)):
        return None
    is_joined = last in JOINING or "," in gap
    is_bare = last.isalnum() and len(reading.text[quote.start : quote.end].split()) > SHORT
    is_stopped = last == "." and _ends_here(reading, cue) and not gap.strip()
    is_loose = last in STOPS or is_bare
    if not (is_joined or is_bare or is_stopped) or _has_own_content(reading, cue, quote, is_loose=is_loose):
        return None
    start = _sentence_start(reading, quote, max(earlier, 0))
    return trim(reading.text, start, quote.end)


def _ends_here(reading: Reading, cue: CueWord) -> bool:
    """Return whether the cue with whom it addresses is all of its sentence: “Peace must come.” Mara Lind told the paper."""
    end = end_of(reading, cue.group[1])
    _, last = frame(reading, end)
    return not has_verb(reading, end, last)


def _is_described(reading: Reading, cue: CueWord, quote: Quote) -> bool:
    """Return whether only the speaker and words about the speaker stand between a quotation and its cue, in one sentence."""
    verb = place_of(reading, cue.token)
    gap = reading.text[quote.outer_end : verb]
    if "\n" in gap or ". " in gap or ":" in gap or cue.clause.kind is ClauseKind.RELATIVE:
        return False
    if reading.doc[token_at(reading, quote.outer_end)].pos_ == "CCONJ":
        return False
    starts = [speaker.extent[0] for speaker in cue.speakers if quote.outer_end <= speaker.extent[0] < verb]
    lead = reading.doc[token_at(reading, quote.outer_end) : token_at(reading, min(starts, default=verb))]
    if any(token.tag_ in {"VBD", "VBP", "VBZ", "MD", "WDT", "WRB"} for token in lead):
        return False
    between = clauses_between(reading, quote.outer_end, verb)
    return all(clause.kind is ClauseKind.RELATIVE or cue_entry(reading, clause.head) is None for clause in between)


def _has_own_content(reading: Reading, cue: CueWord, quote: Quote, *, is_loose: bool) -> bool:
    """Return whether the cue takes something behind it, so that the quotation before it is another's.

    After a comma ("“so,” he said") only an object beside the verb speaks against it, or a clause where the quotation opens no sentence.
    """
    complement = find_complement(reading, cue)
    is_beside = complement is not None and _is_beside(reading, cue, complement.extent[0])
    objects = () if cue.entry.object_is_addressee else right_objects(reading, cue)
    phrases = [phrase for head in objects if (phrase := reading.clauses.phrase(head)) is not None]
    if any(phrase.start == cue.token + 1 for phrase in phrases):
        return True
    if complement is not None and is_beside and complement.way in {"object", "naming"}:
        return True
    opens = not any(map(str.isalnum, reading.text[frame(reading, quote.outer_start)[0] : quote.outer_start]))
    if not is_loose:
        return is_beside and complement is not None and complement.way == "clause" and not opens
    is_full = complement is not None and ((complement.way in FULL and is_beside) or "aside" not in cue.entry.ways)
    return is_full or quote_after(reading, cue, is_strict=True) is not None


def _is_beside(reading: Reading, cue: CueWord, start: int) -> bool:
    """Return whether content starts right behind the cue, or behind its conjunction, and no comma stands between."""
    ends = (end_of(reading, cue.token + 1), end_of(reading, cue.group[1]))
    gaps = [reading.text[end:start] for end in ends if end <= start]
    return any("," not in gap and (not gap.split() or gap.split()[-1].lower() in reading.table.subordinators) for gap in gaps)


def _sentence_start(reading: Reading, quote: Quote, earlier: int) -> int:
    """Return where the content of a quotation starts: before its mark where the sentence began earlier and nobody else has those words."""
    start, _ = frame(reading, quote.outer_start)
    if start >= quote.outer_start or start < earlier:
        return quote.start
    words = reading.text[start : quote.outer_start]
    if any("quote" in entry.ways for entry in _cues_between(reading, start, quote.outer_start)):
        return quote.start
    if any(mark in words for mark in ":\n") or not any(map(str.isalpha, words)):
        return quote.start
    return start


def _cues_between(reading: Reading, start: int, end: int) -> list[Cue]:
    """Return the entries of the participles of speech between two characters: "telling the paper, “so,” he said"."""
    clauses = [clause for clause in clauses_between(reading, start, end) if reading.doc[clause.head].tag_ == "VBG"]
    return [entry for clause in clauses if (entry := cue_entry(reading, clause.head)) is not None]


def quote_after(reading: Reading, cue: CueWord, *, is_strict: bool) -> Extent | None:
    """Return the quotation that the cue announces, with what its sentence adds to it."""
    end = end_of(reading, cue.group[1])
    quote = next((each for each in reading.quotes if each.outer_start >= end), None)
    if quote is None:
        return None
    gap = reading.text[end : quote.outer_start]
    if is_strict:
        if gap.strip(GAP) and not _is_aside(reading, cue, quote):
            return None
        return quote.start, quote.end
    if "\n" in gap.rstrip("\n \xa0") or token_at(reading, quote.outer_start) - cue.group[1] > AFTER:
        return None
    if "\n" in gap and ":" not in gap:
        return None
    if not _announces(reading, cue, end, quote, gap):
        return None
    return quote.start, _sentence_end(reading, quote)


def _is_aside(reading: Reading, cue: CueWord, quote: Quote) -> bool:
    """Return whether the words between cue and quotation end in a comma and hold no clause and no full stop."""
    end = end_of(reading, cue.group[1])
    gap = reading.text[end : quote.outer_start].rstrip()
    is_bare = not any(cue_entry(reading, clause.head) is not None for clause in clauses_between(reading, end, quote.outer_start))
    is_bare = is_bare and reading.doc[cue.group[1] + 1 : cue.group[1] + 2].text.lower() not in reading.table.turns
    return is_bare and gap.endswith((",", ":")) and ". " not in gap and "\n" not in gap and not has_clause(reading, end, quote.outer_start)


def _announces(reading: Reading, cue: CueWord, end: int, quote: Quote, gap: str) -> bool:
    """Return whether a quotation further on still belongs to the cue."""
    bare = gap.strip()
    if not bare or bare in COMMAS | {":"}:
        return True
    if any(stop in gap for stop in (". ", "? ", "! ")) and frame(reading, quote.outer_start)[0] >= end:
        return False
    verbs = clauses_between(reading, end, quote.outer_start)
    if last_mark(reading.text, quote) == "," and ("\n" in gap or verbs):
        return False
    if any(cue_entry(reading, clause.head) is not None and clause.kind is not ClauseKind.RELATIVE for clause in verbs):
        return False
    if bare.endswith(":"):
        return True
    between = [clause for clause in verbs if clause.kind not in {ClauseKind.RELATIVE, ClauseKind.PARTICIPLE}]
    if "aside" not in cue.entry.ways:
        return False
    if bare.endswith(","):
        return not any(clause.own_subject for clause in between)
    if "aside" not in cue.entry.ways:
        return False
    if reading.doc[token_at(reading, quote.outer_start) - 1].pos_ == "ADP":
        return False
    is_object = cue.entry.object_is_addressee and len(bare.split()) <= 6  # noqa: PLR2004 - "told a crowd in Kyiv "...""
    return not between and is_object


def _sentence_end(reading: Reading, quote: Quote) -> int:
    """Return where the content of a quotation ends: behind its mark where the sentence goes on without another cue."""
    text = reading.text
    joined = _joined_quote(reading, quote)
    if joined is not None:
        return joined.end
    last = last_mark(text, quote)
    after = text[quote.outer_end : quote.outer_end + 2].strip()
    if last in "," + STOPS or not quote.is_closed or not after or after[0] in GAP + ".;:?!)\n":
        return quote.end
    if reading.doc[token_at(reading, quote.outer_end)].pos_ == "CCONJ":
        return quote.end
    _, end = frame(reading, quote.start)
    stop = next((clause for clause in clauses_between(reading, quote.outer_end, end) if cue_entry(reading, clause.head) is not None), None)
    comma = text.find(",", quote.outer_end, end)
    limit = comma if comma >= 0 and (stop is not None or comma > quote.outer_end) else end
    piece = trim(text, quote.start, limit)
    return piece[1] if piece else quote.end


def _joined_quote(reading: Reading, quote: Quote) -> Quote | None:
    """Return the quotation that a bare conjunction joins to this one, as in "Send help," and "send it now"."""
    for other in reading.quotes:
        if other.outer_start <= quote.outer_end:
            continue
        between = reading.text[quote.outer_end : other.outer_start].strip()
        return other if between and reading.doc[token_at(reading, quote.outer_end)].pos_ == "CCONJ" and between.isalpha() else None
    return None


def is_next(reading: Reading, cue: CueWord, start: int) -> bool:
    """Return whether nothing but punctuation or "that" stands between the cue and a place."""
    words = reading.text[end_of(reading, cue.group[1]) : start].strip(EDGE + OPENING).lower()
    return not words or words in reading.table.subordinators


def is_claimed(reading: Reading, start: int) -> bool:
    """Return whether a quotation has its own cue behind it: ... “from his view,” Lind added.

    The quotation is the one that starts at ``start``.
    """
    quotes = [each for each in reading.quotes if each.start == start]
    if not quotes:
        return False
    quote = quotes[0]
    last, first = last_mark(reading.text, quote), token_at(reading, quote.outer_end)
    if last != "," and not (last in STOPS and last != "." and reading.doc[first].text[:1].islower()):
        return False
    behind = [reading.clauses.clause(token) for token in range(first, min(first + NEAR, len(reading.doc)))]
    cue = next((each for each in behind if each is not None), None)
    is_cue = cue is not None and cue_entry(reading, cue.head) is not None and reading.doc[cue.head].tag_ in {"VBD", "VBZ", "VBP"}
    return is_cue and reading.doc[first].pos_ != "CCONJ"
