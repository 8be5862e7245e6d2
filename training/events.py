"""Written sentences with their events -> what the network learns of them, word by word and pair by pair.

The labels sit on head words: the parser that is already trained reads each sentence and says which word heads a phrase.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import spacy
from chunks import IGNORED
from treebank import Sentence, Word

from detente.coding.parse import annotate, read_words
from detente.coding.pieces import Pieces, cut_words, find_shape, join_pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from spacy.tokens import Doc, Token
    from tokenizers import Tokenizer

    from detente.coding.model import Model

TYPES = (
    "", "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)
STATUSES = ("happened", "planned", "possible", "denied")
MOST_SENTENCES = 5
"""Sentences read together, so that the network sees events among other sentences as it will in articles."""
BREAK_SHARE = 0.5
"""Share of these that start a paragraph."""
UNMARKED_SHARE = 0.5
"""Share of the pairs that count as without an event only because nobody marked one."""
NOBODY = -1
"""The place of a source or target that the sentence does not name."""
HELD_OUT = 10
"""Every tenth sentence of each writer is kept for measuring."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and a target word, and the types of what the one does to the other ("" alone where it does nothing)."""

    source: int
    target: int
    types: tuple[int, ...]
    is_marked: bool


@dataclass(frozen=True, slots=True)
class EventSentence:
    """A sentence's words, and by trigger word its type and status and the words that head its sources and targets.

    ``parse`` is what the parser trained before makes of the sentence: learning it again keeps the tree while events are learned.
    """

    words: tuple[str, ...]
    is_spaced: tuple[bool, ...]
    triggers: dict[int, tuple[int, int]]
    sources: dict[int, frozenset[int]]
    targets: dict[int, frozenset[int]]
    pairs: tuple[Pair, ...]
    parse: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class EventChunk:
    """The network's input for a few sentences and their answers; ``sentences`` numbers the sentence of each word."""

    pieces: Pieces
    sentences: list[int]
    types: list[int]
    statuses: list[int]
    triggers: list[tuple[int, frozenset[int], frozenset[int]]]
    pairs: list[Pair]
    run: list[Sentence]


def read_sentences(folder: Path, model: Model) -> tuple[list[EventSentence], list[EventSentence]]:
    """Return the sentences of all JSONL files of a folder, to learn from and to measure by (every tenth)."""
    tokenizer = spacy.blank("en").tokenizer
    learned, held = [], []
    for path in sorted(folder.glob("*.jsonl")):
        for place, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            row = json.loads(line)
            sentence = mark(annotate(tokenizer(row["s"]), model), row)
            (held if place % HELD_OUT == HELD_OUT - 1 else learned).append(sentence)
    return learned, held


def mark(doc: Doc, row: dict[str, Any]) -> EventSentence:
    """Return a parsed sentence with its marks moved to head words; a phrase that the words do not fit is left out."""
    places = [token.i for token in doc if not token.is_space]
    text = read_words(doc, np.array(places))
    order = {place: number for number, place in enumerate(places)}

    def head(phrase: str | None) -> int | None:
        found = find_head(doc, phrase) if phrase else None
        if found is None:
            return None
        return order[found.i]

    triggers: dict[int, tuple[int, int]] = {}
    sources: dict[int, set[int]] = {}
    targets: dict[int, set[int]] = {}
    types: dict[tuple[int, int], set[int]] = {}
    for event in row["r"]:
        trigger, source, target = head(event["trigger"]), head(event["source"]), head(event["target"])
        if trigger is None:
            continue
        kind = TYPES.index(event["type"])
        triggers.setdefault(trigger, (kind, STATUSES.index(event["status"])))
        sources.setdefault(trigger, set()).update(() if source is None else (source,))
        targets.setdefault(trigger, set()).update(() if target is None else (target,))
        if source is not None or target is not None:
            types.setdefault((NOBODY if source is None else source, NOBODY if target is None else target), set()).add(kind)
    pairs = {key: Pair(*key, tuple(sorted(kinds)), is_marked=True) for key, kinds in types.items()}
    for none in row.get("none", []):
        key = (head(none["source"]), head(none["target"]))
        if None not in key:
            pairs.setdefault(key, Pair(*key, (0,), is_marked=True))
    actors = sorted({place for key in pairs for place in key} - {NOBODY})
    for key in ((source, target) for source in actors for target in actors if source != target):
        pairs.setdefault(key, Pair(*key, (0,), is_marked=False))
    return EventSentence(
        tuple(text.words), tuple(text.is_spaced), triggers, {key: frozenset(each) for key, each in sources.items()},
        {key: frozenset(each) for key, each in targets.items()}, tuple(pairs.values()), read_parse(doc),
    )


def read_parse(doc: Doc) -> tuple[Word, ...]:
    """Return the words of a parsed doc as those of a treebank; empty where the parser saw several sentences."""
    words = [token for token in doc if not token.is_space]
    order = {token.i: place for place, token in enumerate(words, 1)}
    if sum(token.head.i == token.i for token in words) != 1:
        return ()
    heads = [0 if token.head.i == token.i else order[token.head.i] for token in words]
    return tuple(
        Word(token.text, token.lemma_, token.pos_, token.tag_, str(token.morph), head, token.dep_, bool(token.whitespace_))
        for token, head in zip(words, heads, strict=True)
    )


def find_head(doc: Doc, phrase: str, begin: int | None = None) -> Token | None:
    """Return the word that heads a phrase of the text; None where it is not in the text."""
    begin = doc.text.find(phrase) if begin is None else begin
    span = doc.char_span(begin, begin + len(phrase), alignment_mode="expand") if begin >= 0 else None
    words = [token for token in span or () if not token.is_space]
    return span_head(words) if words else None


def span_head(words: Sequence[Token]) -> Token:
    """Return the word of a phrase that is nearest to the root; punctuation only where there is nothing else."""
    return min(words, key=lambda word: (word.is_punct, sum(1 for _ in word.ancestors), word.i))


def draw_groups(sentences: Sequence[EventSentence], rng: random.Random) -> list[list[EventSentence]]:
    """Return the sentences in groups of random size, in random order."""
    shuffled = list(sentences)
    rng.shuffle(shuffled)
    groups = []
    while shuffled:
        size = rng.choice((1, 1, *range(1, MOST_SENTENCES + 1)))
        groups.append(shuffled[:size])
        del shuffled[:size]
    return groups


def make_event_chunk(group: Iterable[EventSentence], tokenizer: Tokenizer, rng: random.Random) -> EventChunk:
    """Return the network's input and answers for a group of sentences, as one paragraph or as several."""
    words: list[str] = []
    run: list[Sentence] = []
    shapes, breaks, numbers, types, statuses = [], [], [], [], []
    triggers, pairs = [], []
    for number, sentence in enumerate(group):
        offset = len(words)
        words += sentence.words
        shapes += [find_shape(word, is_after_space=spaced) for word, spaced in zip(sentence.words, sentence.is_spaced, strict=True)]
        opens = number == 0 or rng.random() < BREAK_SHARE
        breaks += [opens, *[False] * (len(sentence.words) - 1)]
        run.append(Sentence(sentence.parse, opens))
        numbers += [number] * len(sentence.words)
        types += [sentence.triggers.get(place, (0, 0))[0] for place in range(len(sentence.words))]
        statuses += [sentence.triggers.get(place, (0, IGNORED))[1] for place in range(len(sentence.words))]
        for trigger in sentence.triggers:
            moved = (frozenset(place + offset for place in heads[trigger]) for heads in (sentence.sources, sentence.targets))
            triggers.append((trigger + offset, *moved))
        for pair in sentence.pairs:
            if pair.is_marked or rng.random() < UNMARKED_SHARE:
                ends = (place if place == NOBODY else place + offset for place in (pair.source, pair.target))
                pairs.append(Pair(*ends, pair.types, pair.is_marked))
    return EventChunk(join_pieces(cut_words(words, tokenizer), shapes, breaks, tokenizer), numbers, types, statuses, triggers, pairs, run)
