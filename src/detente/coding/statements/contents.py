"""Cue -> content: the words that a verb of speech reports, by quotation marks first, then by clauses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.clauses import ClauseKind, Tense
from detente.coding.statements.complements import find_complement, right_objects
from detente.coding.statements.reading import clauses_between, cue_entry, frame, has_clause, last_mark, paragraph, token_at, trim
from detente.coding.statements.shapes import CueWord, Extent, Reading

if TYPE_CHECKING:
    from detente.coding.statements.quotes import Quote

GAP = " \t\xa0\u2009,—–-"
ASIDE_MARKS = (",", "—", "–", "?", "!", ',"', ",”", ",''")
NEAR = 6
"""Tokens behind a quotation in which its own cue stands."""
SHORT = 4
"""Words up to which a quotation without a comma before its cue is a name or a term."""
FARTHEST = 400
"""Characters between a quotation and its cue at most."""
AFTER = 30
"""Tokens that may stand between a cue and the quotation it announces ("told reporters in Kyiv on Monday: ...")."""


@dataclass(frozen=True, slots=True)
class Content:
    """What was said and the way it stands to the cue (see speech.toml)."""

    pieces: tuple[Extent, ...]
    way: str


def find_content(reading: Reading, cue: CueWord, earlier: int) -> Content | None:
    """Return what the cue reports. ``earlier`` is the character up to which other cues of the sentence have taken the words."""
    entry, is_wide = cue.entry, reading.is_wide
    left = _quote_before(reading, cue, earlier) if entry.allows("quote", is_wide=is_wide) else None
    if left is not None:
        right = _quote_after(reading, cue, is_strict=True)
        return Content((left, right) if right else (left,), "quote")
    if _is_label(reading, cue):
        return None
    right = _quote_after(reading, cue, is_strict=False) if entry.allows("quote", is_wide=is_wide) else None
    if right is not None and _is_claimed(reading, right[0]):
        return None
    if right is not None and _is_next(reading, cue, right[0]):
        return Content((right,), "quote")
    complement = find_complement(reading, cue)
    if complement is not None and _is_claimed(reading, complement.extent[0]):
        return None
    if complement is not None and complement.way == "clause":
        return Content((_with_quotes(reading, complement.extent, cue),), complement.way)
    if right is not None and (complement is None or complement.way != "naming"):
        return Content((right,), "quote")
    if entry.allows("aside", is_wide=is_wide) and not _has_object(reading, cue) and (complement is None or complement.way not in {"naming", "object"}):
        aside = _around(reading, cue, earlier)
        if aside:
            return Content(aside, "aside")
    hosted = _host(reading, cue) if complement is None else None
    if hosted is not None:
        return Content((hosted,), "aside")
    if complement is None:
        block = _block_after(reading, cue)
        return None if block is None else Content((block,), "block")
    return Content((_with_quotes(reading, complement.extent, cue),), complement.way)


def _is_next(reading: Reading, cue: CueWord, start: int) -> bool:
    """Return whether nothing but punctuation or "that" stands between the cue and a place."""
    words = reading.text[_end(reading, cue.group[1]) : start].strip(" \n\xa0,:—–-\"“„«`'").lower()
    return not words or words in reading.table.subordinators


def _is_label(reading: Reading, cue: CueWord) -> bool:
    """Return whether a bare participle only names a thing: "a film titled ...", "goods labelled ..."."""
    return reading.doc[cue.token].tag_ == "VBN" and cue.clause.kind is ClauseKind.PARTICIPLE and not cue.speakers


def _is_claimed(reading: Reading, start: int) -> bool:
    """Return whether a quotation with a comma at its end has its own cue behind it: ... “from his view,” Lind added.

    The quotation is the one that starts at ``start``.
    """
    quotes = [each for each in reading.quotes if each.start == start]
    if not quotes or last_mark(reading.text, quotes[0]) != ",":
        return False
    quote = quotes[0]
    first = token_at(reading, quote.outer_end)
    behind = [reading.clauses.clause(token) for token in range(first, min(first + NEAR, len(reading.doc)))]
    cue = next((each for each in behind if each is not None), None)
    is_cue = cue is not None and cue_entry(reading, cue.head) is not None and reading.doc[cue.head].tag_ in {"VBD", "VBZ", "VBP"}
    return is_cue and not reading.doc[first].pos_ == "CCONJ"


def _host(reading: Reading, cue: CueWord) -> Extent | None:
    """Return the sentence that an "as" clause comments on: "As Lind noted, ..." and "..., as confirmed by Lind"."""
    clause = cue.clause
    if clause.marker not in reading.table.as_markers or clause.kind is not ClauseKind.ADVERBIAL or "aside" not in cue.entry.ways:
        return None
    start, end = reading.subtrees[clause.head]
    first, last = frame(reading, _place(reading, cue.token))
    is_front = not any(map(str.isalnum, reading.text[first : _place(reading, start)]))
    if is_front:
        return trim(reading.text, _end(reading, end), last) if _has_verb(reading, _end(reading, end), last) else None
    before = reading.text[first : _place(reading, start)].rstrip()
    return trim(reading.text, first, _place(reading, start)) if before.endswith(",") else None


def _has_object(reading: Reading, cue: CueWord) -> bool:
    """Return whether the verb has an object or an infinitive of its own, so that it takes nothing from around it."""
    objects = right_objects(reading, cue)
    infinitives = [head for head in cue.clause.complements if head > cue.token]
    return bool(infinitives) or bool(objects and not cue.entry.object_is_addressee)


def _place(reading: Reading, token: int) -> int:
    return reading.doc[token].idx if token < len(reading.doc) else len(reading.text)


def _end(reading: Reading, token: int) -> int:
    return reading.doc[token - 1].idx + len(reading.doc[token - 1])


def _quote_before(reading: Reading, cue: CueWord, earlier: int) -> Extent | None:
    """Return the quotation that ends right before the cue, with the words of its sentence before it."""
    place = _place(reading, cue.group[0])
    if cue.clause.kind is ClauseKind.RELATIVE:
        return None
    verb = _place(reading, cue.token)
    if reading.doc[cue.token].tag_ == "VBG" and cue.clause.tense is Tense.NONE and not cue.outer:
        return None
    before = [each for each in reading.quotes if verb - FARTHEST < each.outer_end <= verb]
    for quote in reversed(before[-2:]):
        found = _joined_before(reading, cue, quote, earlier)
        if found is not None:
            return found
        if last_mark(reading.text, quote) in ",.?!…" or len(reading.text[quote.start : quote.end].split()) > SHORT:
            return None
    return None


def _joined_before(reading: Reading, cue: CueWord, quote: Quote, earlier: int) -> Extent | None:
    """Return the content that ends in a quotation, where the cue follows it and has nothing of its own."""
    place = _place(reading, cue.group[0])
    last = last_mark(reading.text, quote)
    gap = reading.text[quote.outer_end : place]
    if gap.strip(GAP) and not (last in ",?!…." and _is_described(reading, cue, quote)):
        return None
    is_joined = last in ",?!…—-" or "," in gap
    is_bare = last.isalnum() and len(reading.text[quote.start : quote.end].split()) > SHORT
    is_stopped = last == "." and _ends_here(reading, cue) and not gap.strip()
    is_loose = last in "?!…." or is_bare
    if not (is_joined or is_bare or is_stopped) or _has_own_content(reading, cue, is_loose=is_loose):
        return None
    start = _sentence_start(reading, quote, max(earlier, 0))
    return trim(reading.text, start, quote.end)


def _ends_here(reading: Reading, cue: CueWord) -> bool:
    """Return whether the cue with whom it addresses is all of its sentence: “Peace must come.” Mara Lind told the paper."""
    end = _end(reading, cue.group[1])
    _, last = frame(reading, end)
    return not _has_verb(reading, end, last)


def _is_described(reading: Reading, cue: CueWord, quote: Quote) -> bool:
    """Return whether only the speaker and words about the speaker stand between a quotation and its cue, in one sentence."""
    verb = _place(reading, cue.token)
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


def _has_own_content(reading: Reading, cue: CueWord, *, is_loose: bool) -> bool:
    """Return whether the cue takes something behind it, so that the quotation before it is another's; a comma lets only objects speak."""
    complement = find_complement(reading, cue)
    if not is_loose:
        return complement is not None and complement.way in {"object", "naming"}
    return complement is not None or _quote_after(reading, cue, is_strict=True) is not None


def _sentence_start(reading: Reading, quote: Quote, earlier: int) -> int:
    """Return where the content of a quotation starts: before its mark where the sentence began earlier and nobody else has those words."""
    start, _ = frame(reading, quote.outer_start)
    if start >= quote.outer_start or start < earlier:
        return quote.start
    words = reading.text[start : quote.outer_start]
    if any(mark in words for mark in ":\n") or not any(map(str.isalpha, words)):
        return quote.start
    return start


def _quote_after(reading: Reading, cue: CueWord, *, is_strict: bool) -> Extent | None:
    """Return the quotation that the cue announces, with what its sentence adds to it."""
    end = _end(reading, cue.group[1])
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


def _block_after(reading: Reading, cue: CueWord) -> Extent | None:
    """Return the next paragraph where the cue's paragraph ends in a colon: a tweet or a document set off from the text."""
    text = reading.text
    end = _end(reading, cue.group[1])
    _, last = paragraph(text, end)
    gap = text[end:last].rstrip()
    if not text[:last].rstrip().endswith(":") or ". " in gap or not cue.entry.allows("quote", is_wide=reading.is_wide):
        return None
    if any(cue_entry(reading, clause.head) is not None for clause in clauses_between(reading, end, last)):
        return None
    start = len(text) - len(text[last:].lstrip())
    return trim(text, start, paragraph(text, start)[1]) if start < len(text) else None


def _is_aside(reading: Reading, cue: CueWord, quote: Quote) -> bool:
    """Return whether the words between cue and quotation end in a comma and hold no clause and no full stop."""
    end = _end(reading, cue.group[1])
    gap = reading.text[end : quote.outer_start].rstrip()
    is_bare = not any(cue_entry(reading, clause.head) is not None for clause in clauses_between(reading, end, quote.outer_start))
    is_bare = is_bare and reading.doc[cue.group[1] + 1 : cue.group[1] + 2].text.lower() not in reading.table.turns
    return is_bare and gap.endswith((",", ":")) and ". " not in gap and "\n" not in gap and not has_clause(reading, end, quote.outer_start)


def _announces(reading: Reading, cue: CueWord, end: int, quote: Quote, gap: str) -> bool:
    """Return whether a quotation further on still belongs to the cue."""
    bare = gap.strip()
    if not bare or bare in {",", ":", "—", "–"}:
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
    if last in ",.?!…" or not quote.is_closed or not after or after[0] in ".,;:?!)—–-\n":
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
    """Return the quotation that a bare conjunction joins to this one: “Send help,” and “send it now.”"""
    for other in reading.quotes:
        if other.outer_start <= quote.outer_end:
            continue
        between = reading.text[quote.outer_end : other.outer_start].strip()
        return other if between and reading.doc[token_at(reading, quote.outer_end)].pos_ == "CCONJ" and between.isalpha() else None
    return None


def _around(reading: Reading, cue: CueWord, earlier: int) -> tuple[Extent, ...]:
    """Return the parts of the sentence before and after a cue that stands in an aside."""
    text, doc = reading.text, reading.doc
    start, end = _place(reading, cue.group[0]), _aside_end(reading, cue)
    first, last = frame(reading, start)
    before = text[first:start].rstrip()
    if not before.endswith(ASIDE_MARKS) or cue.clause.kind is ClauseKind.RELATIVE or not _may_be_aside(reading, cue):
        return ()
    is_closed = text[end : end + 2].lstrip()[:1] in {",", "—", "–"}
    has_right = is_closed and _has_verb(reading, end, last) and not _opens_with_cue(reading, end)
    has_left = _has_statement(reading, max(first, earlier), start)
    if not has_left and not has_right:
        return ()
    left = trim(text, max(first, earlier), start)
    right = trim(text, end, last) if has_right else None
    return tuple(piece for piece in (left, right) if piece is not None)


def _may_be_aside(reading: Reading, cue: CueWord) -> bool:
    """Return whether the verb is finite, relayed ("was quoted as saying"), or a past form taken for a participle ("..., confirmed Lind")."""
    word = reading.doc[cue.token]
    is_behind = any(speaker.head > cue.token for speaker in cue.speakers)
    is_past = word.tag_ == "VBN" and is_behind and reading.doc[cue.token + 1].pos_ != "ADP"
    return word.tag_ in {"VBD", "VBZ", "VBP"} or bool(cue.outer) or is_past


def _has_verb(reading: Reading, start: int, end: int) -> bool:
    """Return whether a finite verb stands between two characters."""
    first, last = token_at(reading, start), token_at(reading, end)
    return any(reading.doc[token].tag_ in {"VBD", "VBZ", "VBP", "MD"} for token in range(first, last))


def _has_statement(reading: Reading, start: int, end: int) -> bool:
    """Return whether more than an adverbial clause ("While Kyiv protested, ...") stands between two characters."""
    loose = {ClauseKind.RELATIVE, ClauseKind.PARTICIPLE}
    for clause in clauses_between(reading, start, end):
        is_adverbial = clause.kind is ClauseKind.ADVERBIAL or (clause.marker is not None and clause.kind is not ClauseKind.COMPLEMENT)
        if (clause.own_subject or clause.is_nominal) and clause.kind not in loose and not is_adverbial:
            return True
    return False


def _aside_end(reading: Reading, cue: CueWord) -> int:
    """Return the character where the aside ends: the next comma, dash or full stop behind the cue."""
    doc = reading.doc
    for token in range(cue.group[1], len(doc)):
        if doc[token].is_space or doc[token].text in {",", ".", ";", "—", "–", "-", ":", "?", "!"} or reading.quote_at[token] >= 0:
            return doc[token].idx
    return len(reading.text)


def _opens_with_cue(reading: Reading, place: int) -> bool:
    """Return whether what follows a comma is another cue ("..., she said, adding that ...")."""
    first = token_at(reading, place)
    return any(
        reading.doc[token].tag_ == "VBG" and reading.clauses.clause(token) is not None
        for token in range(first, min(first + 4, len(reading.doc)))
    )


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
    return trim_quotes(reading, start, end)


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
