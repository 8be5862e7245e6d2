"""Who speaks: the subject of the cue, as a whole noun phrase, also where the parse is unsure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.coding.clauses import ClauseKind, Tense, Voice
from detente.coding.statements.marks import COMMAS, JOINING
from detente.coding.statements.phrases import NOMINAL, SKIPPED, speaker_at, whole_phrase
from detente.coding.statements.reading import FINITE, cue_entry, last_mark
from detente.coding.statements.shapes import Reading, Speaker

if TYPE_CHECKING:
    from detente.coding.clauses import Clause

BEFORE = 6
"""Tokens between subject and verb that the search beyond the parse allows for."""
FAR = 40
"""Tokens between a quotation and its verb that a speaker's description may take."""
TOP = frozenset({ClauseKind.MAIN, ClauseKind.PARENTHETICAL})
STOPS = frozenset({".", "?", "!", ";", ":"})


def find_speakers(reading: Reading, clause: Clause) -> tuple[Speaker, ...]:
    """Return who says what the clause's verb reports: its agents, or those beside it where the parse has none."""
    heads = _heads(reading, clause)
    pronoun = _relative_pronoun(reading, clause)
    return tuple(speaker_at(reading, head, pronoun, clause.head) for head in heads)


def _heads(reading: Reading, clause: Clause) -> tuple[int, ...]:
    """Return the tokens that head the speakers' phrases."""
    named = clause.agents if clause.voice is Voice.PASSIVE else _issuers(reading, clause)
    heads = tuple(head for head in named if _may_speak(reading, head, clause))
    if not clause.own_subject and reading.doc[clause.head].tag_ == "VBN" and clause.kind is ClauseKind.ADVERBIAL and not clause.agents:
        return ()  # "Asked whether ..., she said": nobody is named who asked
    behind = _behind_quote(reading, clause)
    if behind is not None and not any(head >= behind for head in heads):
        heads = _local(reading, clause, behind) or heads
    inverted = _inverted(reading, clause) if behind is None else None
    if inverted is not None:
        return (inverted,)
    above = None if clause.own_subject else _above_participle(reading, clause)
    if above is not None:
        return _heads(reading, above) or heads
    if clause.own_subject and len(heads) > 1 and not _are_joined(reading, heads):
        heads = (min(heads, key=lambda head: abs(head - clause.head)),)
    is_addressee = len(heads) == 1 and heads[0] > clause.head and _talks_to(reading, clause)
    if (not heads or is_addressee) and clause.voice is Voice.ACTIVE:
        beside = _beside(reading, clause)
        heads = () if beside is None else (beside,)
    return tuple(_first_of_chain(reading, head, clause.head, behind) for head in heads)


def _issuers(reading: Reading, clause: Clause) -> tuple[int, ...]:
    """Return the clause's subjects; for a text that somebody issues, that one: "Kyiv released a statement saying ..."."""
    parent = reading.clauses.clause(clause.parent)
    if clause.kind is not ClauseKind.PARTICIPLE or parent is None or len(clause.subjects) != 1:
        return clause.subjects
    if _is_set_off(reading, clause) and parent.head < clause.head:
        return _issuers(reading, parent)  # "..., saying" hangs on the verb, whatever noun stands before the comma
    text = clause.subjects[0]
    is_issued = text in parent.objects and parent.lemma in reading.table.issuing and parent.voice is Voice.ACTIVE
    return parent.subjects if is_issued and reading.doc[text].lemma_.lower() in reading.table.documents else clause.subjects


def _is_set_off(reading: Reading, clause: Clause) -> bool:
    """Return whether a participle stands behind a comma, which may close a quotation: "..., saying", "“so,” saying"."""
    doc, before = reading.doc, clause.head - 1
    if doc[clause.head].tag_ != "VBG" or before < 1:
        return False
    if doc[before].lower_ == clause.marker and before > 1:
        before -= 1  # ", while saying"
    return doc[before].text in COMMAS or (doc[before].is_quote and doc[before - 1].text == ",")


def _above_participle(reading: Reading, clause: Clause) -> Clause | None:
    """Return the main clause over a participle behind a comma ("Kim left, saying ..."), where its parent is a clause below that one."""
    is_participle = _is_set_off(reading, clause)
    parent = reading.clauses.clause(clause.parent)
    if not is_participle or parent is None:
        return None
    is_bare = parent.tense is Tense.NONE and not parent.own_subject
    if is_bare:
        return next((each for each in reading.clauses.ancestors(parent) if each.own_subject and each.tense is not Tense.NONE), None)
    if parent.kind not in {ClauseKind.COMPLEMENT, ClauseKind.RELATIVE, ClauseKind.INFINITIVE, ClauseKind.PARTICIPLE}:
        return None
    top = next((each for each in reading.clauses.ancestors(clause) if each.kind in TOP), None)
    return top if top is not None and top.own_subject and top.head < clause.head and top.head != parent.head else None


def _talks_to(reading: Reading, clause: Clause) -> bool:
    """Return whether the verb takes whom it addresses as its object, and a comma before it closes its subject."""
    entry = cue_entry(reading, clause.head)
    return entry is not None and entry.object_is_addressee and reading.doc[clause.head - 1].text == ","


def _is_closed(reading: Reading, head: int) -> bool:
    """Return whether a comma closes a description behind a name ("Lind, head of the bank, said"), so that it is no speaker of its own."""
    _, end = whole_phrase(reading, head)
    return any(reading.doc[token].text == "," for token in range(end - 1, min(end + 1, len(reading.doc))))


def _first_of_chain(reading: Reading, head: int, verb: int, behind: int | None) -> int:
    """Return the first of the noun phrases between commas that end in this one: "Lind, head of a company, a start-up, said"."""
    doc = reading.doc
    while head < verb:
        start, _ = whole_phrase(reading, head)
        before = start - 1
        if before < 1 or doc[before].text != "," or not _is_closed(reading, head):
            return head
        ending = [each for each in reading.clauses.phrases if whole_phrase(reading, each.head)[1] in {before, before + 1}]
        first = min(ending, key=lambda each: each.start, default=None)
        opens = first is not None and (doc[first.start].is_sent_start or doc[first.start - 1].is_space or first.start == behind)
        if first is None or not opens or doc[first.head].pos_ != "PROPN" or doc[first.head].lower_ in reading.table.times:
            return head
        return first.head
    return head


def _behind_quote(reading: Reading, clause: Clause) -> int | None:
    """Return the first token behind a quotation that leads up to the verb with a comma, question or exclamation mark."""
    if reading.doc[clause.head].tag_ == "VBG":
        return None
    place = clause.head - 1
    while place >= max(0, clause.head - FAR) and reading.quote_at[place] < 0:
        if reading.doc[place].text in STOPS or (reading.doc[place].is_space and "\n" in reading.doc[place].text):
            return None
        place -= 1
    quote = reading.quote(place) if place >= 0 else None
    is_lead = quote is not None and last_mark(reading.text, quote) in JOINING and clause.kind is not ClauseKind.RELATIVE
    return place + 1 if is_lead else None


def _local(reading: Reading, clause: Clause, behind: int) -> tuple[int, ...]:
    """Return the head of the first noun phrase between a quotation and its verb, else of the one right behind the verb."""
    phrases = reading.clauses.phrases
    before = next(
        (each for each in phrases if behind <= each.start and each.head < clause.head and _is_speaker_word(reading, each.head)), None
    )
    if before is not None:
        return (before.head,)
    after = next((each for each in phrases if clause.head < each.start <= clause.head + 2 and _is_speaker_word(reading, each.head)), None)
    if after is not None:
        return (after.head,)
    name = clause.head + 1
    while name + 1 < len(reading.doc) and reading.doc[name].is_title and reading.doc[name + 1].is_title:
        name += 1
    return (name,) if name < len(reading.doc) and reading.doc[name].is_title else ()


def _inverted(reading: Reading, clause: Clause) -> int | None:
    """Return the head of a speaker behind the verb: "..., said Mara Lind, a spokeswoman"."""
    doc, verb = reading.doc, clause.head
    place = verb - 1
    while place > 0 and doc[place].pos_ == "ADV":
        place -= 1
    is_loose = doc[verb].tag_ == "VBN" and clause.kind in {ClauseKind.ADVERBIAL, ClauseKind.PARTICIPLE} and place == verb - 1
    if place < 1 or doc[place].text not in COMMAS or not (doc[verb].tag_ in {"VBD", "VBZ", "VBP"} or is_loose):
        return None
    entry = cue_entry(reading, clause.head)
    phrases = [each for each in reading.clauses.phrases if each.start == verb + 1]
    if entry is None or "aside" not in entry.ways or not phrases or (entry.object_is_addressee and phrases[0].head not in clause.subjects):
        return None
    if entry.object_is_addressee and _opening_phrase(reading, verb) is not None:
        return None  # "Mara Lind, an analyst, told Reuters"
    phrase = max(phrases, key=lambda each: each.end)
    _, end = whole_phrase(reading, phrase.head)
    goes_on = end < len(doc) and (doc[end].tag_ in {"VBD", "VBZ", "VBP", "MD", "TO"} or doc[end].lower_ in reading.table.subordinators)
    is_person = phrase.head in clause.subjects or doc[phrase.head].pos_ == "PROPN"
    return (
        None
        if goes_on or not is_person or not _is_speaker_word(reading, phrase.head) or doc[phrase.head].lower_ in reading.table.times
        else phrase.head
    )


def _may_speak(reading: Reading, head: int, clause: Clause) -> bool:
    token = reading.doc[head]
    if token.is_space or token.is_punct or token.tag_ == "PRP$" or token.lower_ in reading.table.times:
        return False
    if token.lower_ in reading.table.never_speakers and not (clause.kind is ClauseKind.RELATIVE and head > clause.start):
        return False
    return reading.quote_at[head] < 0 or reading.quote_at[head] == reading.quote_at[clause.head]


def _are_joined(reading: Reading, heads: tuple[int, ...]) -> bool:
    """Return whether the heads are members of one coordination, with no verb between them."""
    first, last = min(heads), max(heads)
    between = reading.doc[first:last]
    return not any(reading.clauses.clause(token.i) is not None and token.i not in heads for token in between) and any(
        token.pos_ == "CCONJ" for token in between
    )


def _beside(reading: Reading, clause: Clause) -> int | None:
    """Return the head of the noun phrase right before the verb, else right after it, where the parse names no subject."""
    doc, verb = reading.doc, clause.head
    place = verb - 1
    while place >= max(0, verb - BEFORE) and doc[place].pos_ in SKIPPED:
        place -= 1
    if place >= 0 and _is_speaker_word(reading, place) and doc[verb].tag_ != "VBG":
        return _head_ending_at(reading, place)
    if place > 0 and doc[place].text == "," and doc[verb].tag_ != "VBG":
        opening = _described(reading, place) or _opening_phrase(reading, verb)
        if opening is not None:
            return opening
    after = verb + 1
    phrase = next((each for each in reading.clauses.phrases if each.start == after), None)
    is_inverted = phrase is not None and doc[phrase.head].pos_ == "PROPN" and doc[verb].tag_ in {"VBD", "VBZ", "VBP"}
    return phrase.head if phrase is not None and is_inverted and phrase.head not in clause.objects else None


def _described(reading: Reading, comma: int) -> int | None:
    """Return the head of "a senior official" in "..., a senior official, Ivan Lind, said", where both stand between commas."""
    doc, phrases = reading.doc, reading.clauses.phrases
    name = next(
        (each for each in phrases if each.end == comma and doc[each.head].pos_ == "PROPN" and doc[each.start - 1].text == ","), None
    )
    if name is None:
        return None
    title = next((each for each in phrases if each.end == name.start - 1 and each.start > 0 and doc[each.start - 1].text == ","), None)
    return name.head if title is None else title.head


def _opening_phrase(reading: Reading, verb: int) -> int | None:
    """Return the head of the noun phrase that opens the verb's sentence: "The paper, long a critic, writes ..."."""
    start, _ = reading.clauses.sentences[reading.clauses.sentence(verb)]
    start = max(start, next((token + 1 for token in range(verb, 0, -1) if reading.quote_at[token] >= 0), 0))
    for phrase in reading.clauses.phrases:
        if start <= phrase.start < verb and _is_speaker_word(reading, phrase.head) and reading.doc[phrase.start - 1].pos_ != "ADP":
            is_bare = all(reading.doc[token].is_punct or reading.doc[token].is_space for token in range(start, phrase.start))
            is_free = is_bare and reading.doc[phrase.head].lower_ not in reading.table.times
            return phrase.head if is_free and not _has_own_verb(reading, phrase.end, verb) else None
    return None


def _has_own_verb(reading: Reading, start: int, end: int) -> bool:
    """Return whether a finite verb outside relative clauses stands in a token range: the words before it have their own predicate."""
    for token in reading.doc[start:end]:
        if token.tag_ in {"WDT", "WP", "WP$"}:
            return False
        if token.tag_ in FINITE:
            return True
    return False


def _is_speaker_word(reading: Reading, token: int) -> bool:
    word = reading.doc[token]
    return word.pos_ in NOMINAL and reading.quote_at[token] < 0 and word.lower_ not in reading.table.never_speakers


def _head_ending_at(reading: Reading, place: int) -> int:
    ending = [phrase for phrase in reading.clauses.phrases if phrase.start <= place < phrase.end]
    ending = [phrase for phrase in ending if phrase.end <= place + 2]
    return max(ending, key=lambda phrase: phrase.end - phrase.start).head if ending else place


def _relative_pronoun(reading: Reading, clause: Clause) -> tuple[int, int] | None:
    """Return the pronoun of a relative clause that stands for the speaker ("officials, who say ...")."""
    if clause.kind is not ClauseKind.RELATIVE or any(head >= clause.start for head in clause.subjects):
        return None
    for token in reading.doc[clause.start : clause.head]:
        if token.lower_ in reading.table.relative_pronouns:
            return token.idx, token.idx + len(token)
    return None
