"""Sources named without a verb: "according to X", "X's claim that ...", "X: ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.coding.clauses import ClauseKind
from detente.coding.statements.edges import content_extent
from detente.coding.statements.marks import COMMAS, DASHES, OPENING
from detente.coding.statements.phrases import speaker_at
from detente.coding.statements.reading import FINITE, cue_entry, frame, has_clause, paragraph, trim
from detente.coding.statements.shapes import Extent, Reading, Speaker, Utterance
from detente.coding.statements.speakers import find_speakers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.coding.clauses import Clause, Phrase

TURNS = 3
"""Paragraphs that open with a name and a colon from which on an article is a transcript."""
LONGEST_NAME = 12
"""Tokens before a colon that may still name a speaker."""


def find_prepositional(reading: Reading) -> Iterator[Utterance]:
    """Yield what is said "according to" somebody: the rest of the sentence, or of the clause that the words stand in."""
    doc = reading.doc
    lower = [word.lower_ for word in doc]
    first = {words[0] for words, _ in reading.table.prepositions}
    for token in [place for place, word in enumerate(lower) if word in first and reading.quote_at[place] < 0]:
        for words, stance in reading.table.prepositions:
            end = token + len(words)
            if tuple(lower[token:end]) != words:
                continue
            phrase = _phrase_from(reading, end)
            if phrase is None:
                continue
            is_word = phrase.possessor is not None and doc[phrase.head].lemma_.lower() in reading.table.words
            speaker = speaker_at(reading, phrase.possessor if is_word and phrase.possessor is not None else phrase.head)
            pieces = _beside(reading, token, speaker)
            if pieces:
                cue = (doc[token].idx, doc[end - 1].idx + len(doc[end - 1]))
                yield Utterance((speaker,), cue, token, pieces, stance, "source", "source:" + " ".join(words))
            break


def _phrase_from(reading: Reading, start: int) -> Phrase | None:
    """Return the longest noun phrase that starts at a token, or behind a mark there."""
    found = [phrase for phrase in reading.clauses.phrases if start <= phrase.start <= start + 1]
    return max(found, key=lambda phrase: (-phrase.start, phrase.end), default=None)


def _beside(reading: Reading, token: int, speaker: Speaker) -> tuple[Extent, ...]:
    text, doc = reading.text, reading.doc
    place, behind = doc[token].idx, speaker.extent[1]
    first, last = frame(reading, place)
    quote = next((each for each in reversed(reading.quotes) if each.outer_end <= place), None)
    if quote is not None and not text[quote.outer_end : place].strip(" ,\xa0") and quote.start < first:
        first = quote.start
    behind = _end_of_source(reading, behind, last)
    if not text[first:place].strip(OPENING) or not has_clause(reading, first, place):
        right = trim(text, behind, last)
        return () if right is None else (right,)
    if text[first:place].rstrip()[-1:] not in COMMAS:
        first = max(first, _clause_start(reading, token, first))
    left = trim(text, first, place)
    right = trim(text, behind, last) if text[behind : behind + 1] in COMMAS and has_clause(reading, behind, last) else None
    if right is not None and reading.doc[token].is_sent_start:
        left = None
    return tuple(piece for piece in (left, right) if piece is not None)


def _end_of_source(reading: Reading, place: int, last: int) -> int:
    """Return where the source's description ends: at the comma or end of sentence behind it."""
    for token in reading.doc:
        if token.idx >= place and (token.text in COMMAS | {";", ":"} or token.idx >= last):
            return min(token.idx, last)
    return last


def _clause_start(reading: Reading, token: int, first: int) -> int:
    """Return where the relative or adverbial clause around a token starts, else ``first``."""
    clause = reading.clauses.clause_of(token)
    while clause is not None and clause.kind not in {ClauseKind.RELATIVE, ClauseKind.COMPLEMENT}:
        clause = reading.clauses.clause(clause.parent)
    if clause is None:
        return first
    start = reading.doc[clause.start].idx
    return start if start < reading.doc[token].idx and reading.quote_at[clause.start] < 0 else first


def find_nominal(reading: Reading) -> Iterator[Utterance]:
    """Yield what follows a noun of speech as a clause: "the admission that ...", "issued a statement saying ..." has its own cue."""
    doc = reading.doc
    for clause in reading.clauses.clauses:
        start = _content_start(reading, clause)
        noun = start - 1
        if noun < 0 or reading.quote_at[noun] >= 0:
            continue
        entry = reading.table.nouns.get(doc[noun].lemma_.lower()) or reading.table.nouns.get(doc[noun].lower_)
        if entry is None or doc[noun].pos_ != "NOUN" or doc[start].lower_ not in reading.table.subordinators:
            continue
        if _is_oblique(reading, noun):
            continue
        content = content_extent(reading, noun, start + 1, reading.subtrees[clause.head][1])
        if content is None or _is_relative(clause, start):
            continue
        word = doc[noun]
        above = reading.clauses.clause_of(noun)
        if (
            above is not None
            and noun in above.objects
            and reading.table.lemma(doc[above.head].lower_, above.lemma) in reading.table.denials
        ):
            denying = find_speakers(reading, above)
            verb = doc[above.head]
            yield Utterance(denying, (verb.idx, verb.idx + len(verb)), above.head, (content,), "denied", "clause", f"{above.lemma}:noun")
            continue
        yield Utterance(
            _owners(reading, noun),
            (word.idx, word.idx + len(word)),
            noun,
            (content,),
            entry.stance("clause"),
            "noun",
            "noun:" + entry.lemma,
        )


def _is_oblique(reading: Reading, noun: int) -> bool:
    """Return whether the noun only says where a verb of speech was spoken: "said in a statement that ..."."""
    above = reading.clauses.clause_of(noun)
    return above is not None and cue_entry(reading, above.head) is not None and any(head == noun for _, head in above.obliques)


def _content_start(reading: Reading, clause: Clause) -> int:
    start = reading.subtrees[clause.head][0]
    while start < clause.head and reading.doc[start].is_punct:
        start += 1
    return start


def _is_relative(clause: Clause, start: int) -> bool:
    """Return whether "that" stands for the noun ("the claim that shocked Kyiv"): the clause then lacks a subject of its own."""
    return not any(start < subject <= clause.head or subject > clause.head for subject in clause.subjects)


def _owners(reading: Reading, noun: int) -> tuple[Speaker, ...]:
    """Return who makes the statement: the noun's possessor, its "by" or "from", or the subject of the verb it is the object of."""
    phrase = reading.clauses.phrase(noun)
    if phrase is not None and phrase.possessor is not None:
        return (speaker_at(reading, phrase.possessor),)
    if phrase is not None:
        for word, head in phrase.preps:
            if word in reading.table.owner_prepositions:
                return (speaker_at(reading, head),)
    above = reading.clauses.clause_of(noun)
    if above is not None and noun in above.objects:
        return tuple(speaker_at(reading, head) for head in above.agents)
    return ()


def find_colons(reading: Reading) -> Iterator[Utterance]:
    """Yield what stands behind a speaker's name and a colon: in transcripts, headlines, and before quotations."""
    colons = [token.i for token in reading.doc if token.text == ":" and reading.quote_at[token.i] < 0]
    named = [(token, speaker) for token in colons if (speaker := _name_before(reading, token)) is not None]
    opening = [token for token, speaker in named if speaker.extent[0] == paragraph(reading.text, reading.doc[token].idx)[0]]
    is_transcript = len(opening) >= TURNS
    for token, speaker in named:
        content = _behind_colon(reading, token, is_block=token in opening and is_transcript)
        if content is not None:
            cue = (reading.doc[token].idx, reading.doc[token].idx + 1)
            yield Utterance((speaker,), cue, token, (content,), "said", "colon", "colon")


def _name_before(reading: Reading, token: int) -> Speaker | None:
    """Return who is named between the start of a paragraph, or a dash, and a colon: no verb may stand there."""
    doc = reading.doc
    opening, _ = paragraph(reading.text, doc[token].idx)
    start = token
    while start > 0 and token - start < LONGEST_NAME and doc[start - 1].idx >= opening and doc[start - 1].text not in DASHES:
        start -= 1
    words = doc[start:token]
    is_whole = start == 0 or doc[start].idx == opening or doc[start - 1].text in DASHES
    names = [word for word in words if word.pos_ == "PROPN" and word.lower_ not in reading.table.times]
    if not words or not is_whole or not names or words[0].is_punct or any(word.tag_ in FINITE for word in words):
        return None
    last = next((word.i for word in words if word.text in {",", "("}), token)
    named = [word.i for word in names if word.i < last]
    return Speaker(named[-1], (words[0].idx, words[-1].idx + len(words[-1]))) if named else None


def _behind_colon(reading: Reading, token: int, *, is_block: bool) -> Extent | None:
    text, place = reading.text, reading.doc[token].idx
    quote = next((each for each in reading.quotes if each.outer_start > place), None)
    if quote is not None and not text[place + 1 : quote.outer_start].strip():
        return quote.start, quote.end
    first, last = paragraph(text, place)
    content = trim(text, place + 1, last)
    is_headline = first == 0 and content is not None and has_clause(reading, *content)
    return content if is_headline or is_block else None
