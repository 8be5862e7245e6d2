"""Quotations that no cue claims: they go on with what was said before, or answer the sentence that introduces a speaker."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.coding.statements.marks import DASHES, EM, GAP, HANDLE, POSTED_BY, SIGNATURE, STOPS
from detente.coding.statements.phrases import speaker_at
from detente.coding.statements.reading import clauses_between, frame, has_verb, last_mark, paragraph, token_at, trim
from detente.coding.statements.shapes import Extent, Reading, Speaker, Utterance
from detente.coding.statements.speakers import find_speakers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.coding.statements.quotes import Quote

NEAR = 3
"""Characters between a quotation and the verb or speaker right behind it."""
LONG = 6
"""Words from which on a quotation at the start of a sentence is speech, whatever ends it."""
_SIGNED = re.compile(SIGNATURE)
_HANDLE = re.compile(HANDLE)
_POSTED_BY = re.compile(POSTED_BY)
_LONGEST_NAME = 70
SHORTEST = 3
"""Words that a quotation without a cue must have: shorter ones are names and ironies."""
DIRECT = frozenset({"quote", "continued", "turn", "signed", "colon", "source", "block"})
"""Ways of utterances that a quotation in the next paragraph may go on with: not "he said the talks were "dead"", which is done."""
SPEAKING = frozenset({"quote", "clause", "aside", "source", "colon", "block", "continued", "turn", "naming", "noun", "gerund"})
"""Ways of utterances that a quotation behind them may go on with."""


def find_continuations(reading: Reading, found: list[Utterance]) -> list[Utterance]:
    """Return an utterance without cue for each whole-sentence quotation that none of the found ones holds."""
    taken = sorted(piece for utterance in found for piece in utterance.pieces)
    added: list[Utterance] = []
    for number, quote in enumerate(reading.quotes):
        if _is_taken(taken, quote):
            continue
        if not _is_sentence(reading, quote):
            inside = _in_clause(reading, quote) if reading.is_wide else None
            added += [] if inside is None else [inside]
            continue
        beside = _beside_verb(reading, quote)
        if beside is not None:
            added.append(beside)
            continue
        signed = _signature(reading, quote)
        if signed:
            added.append(_continued(quote, Utterance(signed, None, None, ((0, 0),), "said", "turn", ""), "signed"))
            continue
        before = None if _is_announced(reading, quote) else _before(reading, number, [*found, *added])
        if before is not None and (_has_sentence_between(reading, before, quote) or _is_apart(reading, before, quote)):
            speakers = before.speakers if _is_apart(reading, before, quote) else _turn(reading, quote) or before.speakers
            added.append(_continued(quote, replace(before, speakers=speakers), "turn"))
            continue
        if before is not None:
            added.append(_continued(quote, before, "continued"))
            continue
        speakers = _turn(reading, quote)
        if speakers:
            added.append(_continued(quote, Utterance(speakers, None, None, ((0, 0),), "said", "turn", ""), "turn"))
    return added


def _in_clause(reading: Reading, quote: Quote) -> Utterance | None:
    """Return a long quotation that is part of a sentence, with the subject and verb of its clause: "the bill targets a “rigged ...”"."""
    place = token_at(reading, quote.outer_start) - 1
    if len(reading.text[quote.start : quote.end].split()) < LONG or place < 0 or quote.is_single:
        return None
    clause = reading.clauses.clause_of(place)
    while clause is not None and (reading.quote_at[clause.head] >= 0 or not find_speakers(reading, clause)):
        clause = reading.clauses.clause(clause.parent)
    if clause is None or clause.head >= place + NEAR or reading.clauses.sentence(clause.head) != reading.clauses.sentence(max(place, 0)):
        return None
    word = reading.doc[clause.head]
    return Utterance(
        find_speakers(reading, clause),
        (word.idx, word.idx + len(word)),
        clause.head,
        ((quote.start, quote.end),),
        "said",
        "quote",
        "clause:quote",
    )


def _beside_verb(reading: Reading, quote: Quote) -> Utterance | None:
    """Return a quotation with the verb right behind its comma, of whatever meaning: “So be it,” sighed the envoy."""
    start, end = frame(reading, quote.end)
    if last_mark(reading.text, quote) != "," or any(map(str.isalnum, reading.text[start : quote.outer_start])):
        return None
    for clause in clauses_between(reading, quote.outer_end, end):
        word = reading.doc[clause.head]
        speakers = find_speakers(reading, clause) if word.tag_ in {"VBD", "VBZ", "VBP"} else ()
        if not speakers or clause.objects or clause.complements:
            return None
        is_beside = min(speakers[0].extent[0], word.idx) - quote.outer_end <= NEAR
        cue = (word.idx, word.idx + len(word))
        return Utterance(speakers, cue, clause.head, ((quote.start, quote.end),), "said", "quote", "verb:quote") if is_beside else None
    return None


def _signature(reading: Reading, quote: Quote) -> tuple[Speaker, ...]:
    """Return who signs a quotation that is a paragraph of its own: "- Mara Lind, Oslo" below it."""
    text = reading.text
    start, end = paragraph(text, quote.outer_start)
    if text[start : quote.outer_start].strip() or text[quote.outer_end : end].strip(" .\xa0"):
        return ()
    match = _SIGNED.match(text, end)
    if match is None:
        return ()
    phrases = [each for each in reading.clauses.phrases if match.start() < reading.doc[each.start].idx <= match.end()]
    head = max(phrases, key=lambda each: each.end).head if phrases else None
    return (speaker_at(reading, head),) if head is not None and reading.doc[head].pos_ == "PROPN" else ()


def _has_sentence_between(reading: Reading, before: Utterance, quote: Quote) -> bool:
    """Return whether a sentence of the writer's stands between an utterance with its cue and a quotation."""
    last = max(before.end, (before.cue or (0, 0))[1])
    start, end = paragraph(reading.text, quote.outer_start)
    if last < start or end < last:
        return False
    _, stop = frame(reading, last)
    return has_verb(reading, stop, quote.outer_start)


def _is_apart(reading: Reading, before: Utterance, quote: Quote) -> bool:
    """Return whether a quotation stands in a paragraph behind words that are no quotation of their own: it is a new statement then."""
    return before.way not in DIRECT and before.end < paragraph(reading.text, quote.outer_start)[0]


def _is_announced(reading: Reading, quote: Quote) -> bool:
    """Return whether a colon of the same sentence announces the quotation: it then has a speaker of its own."""
    start, _ = paragraph(reading.text, quote.outer_start)
    return reading.text[start : quote.outer_start].rstrip().endswith(":")


def find_posts(reading: Reading) -> list[Utterance]:
    """Return posts that a page sets off as blocks, without quotation marks: "We agree. - Mara Lind (@lind) 3 May"."""
    posts = []
    for start, end, name in _signed_posts(reading.text):
        quote = next((each for each in reading.quotes if each.outer_start <= start + 1 and end - 2 <= each.outer_end), None)
        content = (quote.start, quote.end) if quote is not None else trim(reading.text, start, end)
        phrases = [each for each in reading.clauses.phrases if name[0] == reading.doc[each.start].idx]
        if content is not None and phrases:
            speaker = Speaker(max(phrases, key=lambda each: each.end).head, name)
            posts.append(Utterance((speaker,), None, None, (content,), "said", "post", "post"))
    return posts


def _signed_posts(text: str) -> Iterator[tuple[int, int, Extent]]:
    """Yield where a post's words start and end and where its author's name stands; from the rare handle backwards, so that it is quick."""
    for handle in _HANDLE.finditer(text):
        line = max(text.rfind("\n", 0, handle.start()) + 1, 0)
        signed = _POSTED_BY.search(text, max(line, handle.start() - _LONGEST_NAME), handle.start())
        if signed is None:
            continue
        start, end = line, signed.start()
        if not text[start:end].strip():
            end = max(line - 1, 0)
            start = text.rfind("\n", 0, end) + 1
        if text[start:end].strip():
            yield start, end, signed.span("name")


def _continued(quote: Quote, before: Utterance, rule: str) -> Utterance:
    return Utterance(
        before.speakers,
        None,
        None,
        ((quote.start, quote.end),),
        before.stance,
        rule,
        rule,
        continues=_origin(before) if rule == "continued" else None,
        outer=before.outer,
    )


def _origin(utterance: Utterance) -> int:
    """Return the start of the utterance with a cue that a chain of continuations goes back to."""
    return utterance.start if utterance.continues is None else utterance.continues


def _is_taken(taken: list[Extent], quote: Quote) -> bool:
    return any(start < quote.end and quote.start < end for start, end in taken)


def _is_sentence(reading: Reading, quote: Quote) -> bool:
    """Return whether a quotation stands on its own: at the start of a sentence, and not a word or a title."""
    text = reading.text
    start, _ = frame(reading, quote.outer_start)
    if text[start : quote.outer_start].strip(GAP + "(") and not text[start : quote.outer_start].rstrip().endswith((":", EM, ",")):
        return False
    if quote.is_single or len(text[quote.start : quote.end].split()) < SHORTEST:
        return False
    if len(text[quote.start : quote.end].split()) > LONG:
        return True
    after = text[quote.outer_end : quote.outer_end + 40].lstrip(" \xa0")
    return text[quote.end - 1] in STOPS + "," or not quote.is_closed or not after or after.startswith(("\n", "(", "http", *DASHES))


def _before(reading: Reading, number: int, found: list[Utterance]) -> Utterance | None:
    """Return the utterance that a quotation goes on with: the last one of its paragraph, or that of a quotation that runs on."""
    quote = reading.quotes[number]
    start, _ = paragraph(reading.text, quote.outer_start)
    same = [each for each in found if start <= each.end <= quote.outer_start and each.way in SPEAKING]
    previous = reading.quotes[number - 1] if number else None
    if same and previous is not None:
        held = [each for each in same if each.way in {"quote", "continued"} and each.start < previous.end and previous.start < each.end]
        latest = max(same, key=lambda each: each.end)
        is_later = bool(held) and latest.speakers == held[-1].speakers and (latest.cue or (0, 0)) > (held[-1].cue or (0, 0))
        return latest if is_later or not held else max(held, key=lambda each: each.end)
    if same:
        return max(same, key=lambda each: each.end)
    if previous is not None and previous.runs_on:
        held = [each for each in found if each.pieces[-1][0] <= previous.start < each.end or each.start <= previous.start < each.end]
        if held:
            return max(held, key=lambda each: each.end)
    opens_paragraph = not reading.text[start : quote.outer_start].strip()
    if not opens_paragraph:
        return None
    last_start, _ = paragraph(reading.text, max(0, len(reading.text[:start].rstrip()) - 1))
    above = [each for each in found if last_start <= each.end <= start and each.way in SPEAKING]
    if previous is not None:
        above = [
            each for each in above if each.way in {"quote", "continued"} and each.start < previous.end and previous.start < each.end
        ] or above
    if not above:
        return None
    nearest = max(above, key=lambda each: each.end)
    last = len(reading.text[:start].rstrip()) - 1
    return nearest if frame(reading, last)[0] <= max(nearest.end, (nearest.cue or (0, 0))[0]) else None


def _turn(reading: Reading, quote: Quote) -> tuple[Speaker, ...]:
    """Return the subject of the sentence that leads up to a quotation: "Smith was blunt. ..." or "Smith took to the stage: ..."."""
    text = reading.text
    start, _ = paragraph(text, quote.outer_start)
    end = quote.outer_start
    if not text[start:end].strip():
        end = len(text[:start].rstrip())
        if not text[:end].endswith(":"):
            return ()
    first, last = frame(reading, len(text[:end].rstrip()) - 1)
    heads = [clause for clause in clauses_between(reading, first, last) if clause.own_subject and reading.quote_at[clause.head] < 0]
    is_announced = text[:end].rstrip().endswith(":")
    for clause in heads:
        speakers = tuple(_owner(reading, speaker) for speaker in find_speakers(reading, clause))
        if speakers and (is_announced or reading.doc[speakers[0].head].pos_ in {"PROPN", "PRON"}):
            return speakers
    return ()


def _owner(reading: Reading, speaker: Speaker) -> Speaker:
    """Return whose answer or words a sentence leads up to with: "Kyiv's reply was short: ..."."""
    phrase = reading.clauses.phrase(speaker.head)
    word = reading.doc[speaker.head].lemma_.lower()
    is_word = word in reading.table.nouns or word in reading.table.words
    return speaker if phrase is None or phrase.possessor is None or not is_word else speaker_at(reading, phrase.possessor)


def merge_quotes(reading: Reading, utterance: Utterance) -> Utterance:
    """Return the utterance with each piece that a quotation running over paragraphs starts widened to the whole quotation."""
    pieces = []
    for start, end in utterance.pieces:
        widened = trim(reading.text, start, end)
        if widened is not None:
            pieces.append(widened)
    return utterance.with_pieces(*pieces) if pieces else utterance
