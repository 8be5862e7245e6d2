"""Where content starts and ends: behind addressee and day, before the next cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.coding.clauses import ClauseKind
from detente.coding.statements.marks import COMMAS
from detente.coding.statements.reading import cue_entry, extent, frame, token_at

if TYPE_CHECKING:
    from detente.coding.statements.shapes import CueWord, Extent, Reading


def frame_end(reading: Reading, token: int) -> int:
    """Return the token at which the sentence around a token ends, not cut inside quotations."""
    _, last = frame(reading, reading.doc[token].idx)
    end = token_at(reading, last)
    return len(reading.doc) if reading.doc[end].idx < last else end


def skip_times(reading: Reading, token: int) -> int:
    """Return the first token that is not a day or the like: "said Monday he ..." reports from "he" on."""
    doc, start = reading.doc, token
    while (
        token + 1 < len(doc)
        and doc[token + 1].tag_ != "POS"
        and (doc[token].lower_ in reading.table.times or (doc[token].pos_ == "ADV" and token == start))
    ):
        token += 1
    if token == start and token + 1 < len(doc) and doc[token].tag_ in {"DT", "JJ"} and doc[token + 1].lower_ in reading.table.times:
        return token + 2
    if token == start and token + 1 < len(doc) and doc[token].pos_ == "ADP" and doc[token + 1].lower_ in reading.table.times:
        return token + 2
    return token


def skip_addressee(reading: Reading, cue: CueWord) -> int:
    """Return the first token behind the cue and whom it addresses."""
    token = cue.group[1]
    if not cue.entry.object_is_addressee:
        return token
    phrase = next((each for each in reading.clauses.phrases if each.start == token), None)
    if phrase is None:
        return token
    heads = {*cue.clause.objects, *cue.clause.indirect}
    return phrase.end if phrase.head in heads or not heads else token


def content_extent(reading: Reading, cue: int, start: int, end: int) -> Extent | None:
    """Return the characters of a content's tokens, cut at the end of the sentence and where another cue starts."""
    end = min(end, frame_end(reading, cue), _main_subject(reading, cue))
    for token in range(start + 1, end):
        if reading.quote_at[token] < 0 and (
            _is_participle(reading, token)
            or _is_conjunct(reading, cue, token)
            or _is_contrast(reading, token)
            or _is_closed(reading, token)
        ):
            return extent(reading, start, token)
    return extent(reading, start, end)


def _main_subject(reading: Reading, cue: int) -> int:
    """Return where the main clause starts behind a participle that opens its sentence: "Asked whether ..., she said"."""
    clause = reading.clauses.clause(cue)
    above = None if clause is None else reading.clauses.clause(clause.parent)
    if clause is None or above is None or clause.own_subject or reading.doc[cue].tag_ not in {"VBG", "VBN"} or above.head < cue:
        return len(reading.doc)
    starts = [phrase.start for head in above.subjects if (phrase := reading.clauses.phrase(head)) is not None and phrase.start > cue]
    return min(starts, default=len(reading.doc))


def _is_participle(reading: Reading, token: int) -> bool:
    """Return whether another cue starts here behind a comma: "..., adding that", "..., according to"."""
    doc = reading.doc
    is_behind_quote = reading.quote_at[token - 2] >= 0 and doc[token - 2].text == "," if token > 1 else False
    if doc[token - 1].text not in COMMAS and not is_behind_quote:
        return False
    if any(tuple(each.lower_ for each in doc[token : token + len(words)]) == words for words, _ in reading.table.prepositions):
        return True
    entry = cue_entry(reading, token)
    return doc[token].tag_ == "VBG" and entry is not None and ("clause" in entry.ways or "object" in entry.ways)


def _is_conjunct(reading: Reading, cue: int, token: int) -> bool:
    """Return whether a cue of the same speaker is joined here: "said he agreed, but added that ..."."""
    doc = reading.doc
    if doc[token].pos_ != "CCONJ":
        return False
    verb = next((place for place in range(token + 1, min(token + 5, len(doc))) if doc[place].pos_ not in {"ADV", "AUX", "PART"}), token)
    clause = reading.clauses.clause(verb)
    entry = cue_entry(reading, verb)
    is_same_form = doc[verb].tag_ == doc[cue].tag_ or any(word.tag_ in {"VBD", "VBP", "VBZ"} for word in doc[token + 1 : verb + 1])
    return clause is not None and clause.kind is ClauseKind.CONJUNCT and entry is not None and "clause" in entry.ways and is_same_form


def _is_closed(reading: Reading, token: int) -> bool:
    """Return whether a quotation that ends in a comma closes the content before a conjunction."""
    doc = reading.doc
    if token < 2 or token + 2 >= len(doc) or doc[token].pos_ != "CCONJ":  # noqa: PLR2004 - two tokens: mark and comma
        return False
    goes_on = reading.quote_at[token + 2] >= 0 and reading.quote_at[token + 1] < 0
    return not goes_on and reading.quote_at[token - 2] >= 0 and doc[token - 2].text == ","


def _is_contrast(reading: Reading, token: int) -> bool:
    """Return whether the writer turns to somebody else here: "..., while police ..."."""
    return reading.doc[token - 1].text == "," and reading.doc[token].lower_ in reading.table.contrasts
