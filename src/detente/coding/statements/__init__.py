"""Article, doc, clauses and mentions -> statements: who said what, to whom, in which words, and who passed it on.

``find_statements`` is what the recipe calls; ``utterances`` finds the words, ``chain`` the sources behind sources.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.coding.statements.chain import link_sources
from detente.coding.statements.known import Known
from detente.coding.statements.reading import read
from detente.coding.statements.shapes import Extent, Profile, Reading, Speaker, Utterance
from detente.coding.statements.utterances import find_utterances
from detente.lexicon.speech import load_speech
from detente.records import Article, Mention, Span, Statement, StatementKind, digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from detente.coding.clauses import Clauses
    from detente.lexicon import Lexicon

__all__ = ["find_statements"]

_WORD = re.compile(r"\w+")


def find_statements(article: Article, doc: Doc, clauses: Clauses, mentions: Sequence[Mention], lexicon: Lexicon) -> tuple[Statement, ...]:
    """Return the statements of an article in text order, one for each speaker.

    ``mentions`` give speakers their codes and names; one that no mention covers keeps its words and the code "---".
    """
    table = lexicon.get(load_speech)
    reading = read(doc, clauses, table, Profile.RECORDS)
    known = Known(reading, tuple(mentions))
    found = link_sources(reading, find_utterances(reading), lambda speaker: known.mention(speaker).code.split()[-1] in table.outlet_sectors)
    return tuple(
        _statement(article, reading, known, utterance, speaker) for utterance in found for speaker in (utterance.speakers or (None,))
    )


def _statement(article: Article, reading: Reading, known: Known, utterance: Utterance, speaker: Speaker | None) -> Statement:
    content = Span(utterance.start, utterance.end, reading.text[utterance.start : utterance.end])
    cue = None if utterance.cue is None else Span(*utterance.cue, reading.text[slice(*utterance.cue)])
    mention = None if speaker is None else known.mention(speaker)
    named = None if mention is None else (mention.span.start, mention.span.end)
    return Statement(
        id=digest(article.id, "statement", content.start, content.end, named, cue and cue.start),
        article=article.id,
        sentence=_sentence(reading, utterance.cue[0] if utterance.cue else content.start),
        speaker=mention,
        cue=cue,
        stance=utterance.stance,
        content=content,
        kind=StatementKind.DIRECT if utterance.way == "post" else find_kind(reading, utterance.pieces),
        addressee=None if utterance.addressee is None else known.mention(utterance.addressee),
        attributed_to=tuple(known.mention(outer) for outer in utterance.outer),
        rule=utterance.rule + ("+translated" if _is_translated(reading, utterance) else ""),
    )


def find_kind(reading: Reading, pieces: Sequence[Extent]) -> StatementKind:
    """Return how much of the content stands inside quotation marks."""
    words = [start + match.start() for start, end in pieces for match in _WORD.finditer(reading.text[start:end])]
    quoted = [word for word in words if any(quote.start <= word < quote.end for quote in reading.quotes)]
    if not quoted:
        return StatementKind.INDIRECT
    return StatementKind.DIRECT if len(quoted) == len(words) else StatementKind.MIXED


def _sentence(reading: Reading, place: int) -> Span:
    """Return the sentence around a character."""
    doc = reading.doc
    for start, end in reading.clauses.sentences:
        last = doc[end - 1].idx + len(doc[end - 1])
        if doc[start].idx <= place < last:
            words = reading.text[doc[start].idx : last]
            first = doc[start].idx + len(words) - len(words.lstrip())
            return Span(first, first + len(words.strip()), words.strip())
    return Span(place, place, "")


def _is_translated(reading: Reading, utterance: Utterance) -> bool:
    """Return whether the sentence says that its quotation is a translation."""
    if utterance.cue is None or find_kind(reading, utterance.pieces) is StatementKind.INDIRECT:
        return False
    words = _sentence(reading, utterance.cue[0]).text.lower()
    inside = reading.text[utterance.start : utterance.end].lower()
    return any(mark in words and mark not in inside for mark in reading.table.translation)
