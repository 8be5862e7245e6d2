"""Documents -> packed chunks for training: runs of consecutive sentences with the answers for each word."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from headlines import make_headline, may_be_headline
from treebank import Sentence, Word

from detente.coding.pieces import Pieces, cut_words, find_shape, join_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tokenizers import Tokenizer
    from torch import Tensor
    from treebank import Document

IGNORED = -100
MOST_WORDS, FEWEST_WORDS = 128, 20
SINGLE_SHARE = 0.15
"""Share of the chunks that hold one sentence alone, as short texts do."""
DROPPED_BREAKS = 0.25
"""Share of the documents read without their paragraphs, for texts that come without any."""
RECASED = 0.08
"""Share of the chunks whose letter case is changed: headlines Like This or LIKE THIS, and lower-case feeds."""
UNSTOPPED = 0.08
"""Share of the sentences that lose their full stop and end a paragraph instead, as headlines do."""
HEADLINED = 0.1
"""Share of the sentences fit for it that become headlines."""
TITLED = 0.35
"""Share of these that are written Like This."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of the classes, in the order of the network's outputs."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    deps: tuple[str, ...]

    @classmethod
    def collect(cls, documents: Sequence[Document]) -> Labels:
        """Return all classes that occur in the documents, sorted."""
        words = [word for document in documents for sentence in document.sentences for word in sentence.words]
        return cls(*(tuple(sorted({getattr(word, kind) for word in words})) for kind in ("upos", "xpos", "label")))


@dataclass(frozen=True, slots=True)
class Chunk:
    """The network's input for a run of sentences, and the answers (IGNORED where nothing is to be learned)."""

    pieces: Pieces
    upos: list[int]
    xpos: list[int]
    starts: list[int]
    heads: list[int]
    labels: list[int]


def draw_runs(document: Document, rng: random.Random) -> Iterator[list[Sentence]]:
    """Yield the document's sentences in runs of random length, drawn anew for each epoch."""
    keeps_breaks = rng.random() >= DROPPED_BREAKS
    run: list[Sentence] = []
    room = _draw_room(rng)
    size = 0
    for sentence in document.sentences:
        if run and size + len(sentence.words) > room:
            yield run
            run, size, room = [], 0, _draw_room(rng)
        run.append(Sentence(sentence.words, sentence.opens_paragraph and keeps_breaks))
        size += len(sentence.words)
    yield run


def _draw_room(rng: random.Random) -> int:
    return 1 if rng.random() < SINGLE_SHARE else rng.randint(FEWEST_WORDS, MOST_WORDS)


def vary(run: list[Sentence], rng: random.Random, present: Mapping[str, str]) -> list[Sentence]:
    """Return the run with some sentences made headlines, some full stops taken off and, rarely, its letter case changed."""
    varied: list[Sentence] = []
    opens = False
    for sentence in run:
        words, is_cut, is_headline = sentence.words, False, False
        if len(words) > 1 and rng.random() < UNSTOPPED:
            words, is_cut = _take_off_stop(words)
        elif may_be_headline(words) and rng.random() < HEADLINED:
            words, is_cut, is_headline = make_headline(words, present, is_titled=rng.random() < TITLED), True, True
        varied.append(Sentence(words, sentence.opens_paragraph or opens or is_headline))
        opens = is_cut
    if rng.random() >= RECASED:
        return varied
    recase = rng.choice((str.lower, str.upper, str.title))
    return [Sentence(tuple(_recase(word, recase) for word in each.words), each.opens_paragraph) for each in varied]


def _take_off_stop(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], bool]:
    last = words[-1]
    if last.form != "." or any(word.head == len(words) for word in words):
        return words, False
    return words[:-1], True


def _recase(word: Word, recase: type[str]) -> Word:
    return Word(recase(word.form), word.lemma, word.upos, word.xpos, word.features, word.head, word.label, word.is_followed_by_space)


def make_chunk(run: Sequence[Sentence], labels: Labels, tokenizer: Tokenizer) -> Chunk:
    """Return the network's input and answers for consecutive sentences."""
    words = [word for sentence in run for word in sentence.words]
    breaks = [sentence.opens_paragraph and place == 0 for sentence in run for place in range(len(sentence.words))]
    spaced = [True] + [word.is_followed_by_space for word in words[:-1]]
    shapes = [find_shape(word.form, is_after_space=space or opens) for word, space, opens in zip(words, spaced, breaks, strict=True)]
    pieces = join_pieces(cut_words([word.form for word in words], tokenizer), shapes, breaks, tokenizer)
    return answer_run(run, pieces, labels)


def answer_run(run: Sequence[Sentence], pieces: Pieces, labels: Labels) -> Chunk:
    """Return the pieces of consecutive sentences with the answers for each word."""
    words = [word for sentence in run for word in sentence.words]
    starts, heads = [], []
    offset = 0
    for sentence in run:
        for place, word in enumerate(sentence.words):
            is_given = (sentence.opens_paragraph or offset == 0) and place == 0
            starts.append(IGNORED if is_given else int(place == 0))
            heads.append(word.head + offset if word.head else 0)
        offset += len(sentence.words)
    return Chunk(
        pieces,
        [_find(labels.upos, word.upos) for word in words],
        [_find(labels.xpos, word.xpos) for word in words],
        starts,
        heads,
        [_find(labels.deps, word.label) for word in words],
    )


def _find(names: tuple[str, ...], name: str) -> int:
    return names.index(name) if name in names else IGNORED


def batches(chunks: Sequence[Chunk], room: int, rng: random.Random) -> list[list[Chunk]]:
    """Return the chunks in batches of at most ``room`` padded pieces, chunks of like length together, in random order."""
    ordered = sorted(chunks, key=lambda chunk: len(chunk.pieces.ids) + rng.random() * 6)
    grouped: list[list[Chunk]] = [[]]
    for chunk in ordered:
        if grouped[-1] and len(chunk.pieces.ids) * (len(grouped[-1]) + 1) > room:
            grouped.append([])
        grouped[-1].append(chunk)
    rng.shuffle(grouped)
    return grouped


def pad(rows: Sequence[Sequence[int]], value: int) -> Tensor:
    """Return rows of unequal length as one tensor."""
    width = max(map(len, rows))
    return torch.tensor([[*row, *[value] * (width - len(row))] for row in rows], dtype=torch.long)
