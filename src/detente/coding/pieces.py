"""Words -> the pieces, shapes and places that the network reads.

Training and parsing share this module, so the network always sees text in the form that it was trained on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

MOST_PIECES = 12
"""Pieces kept of one word: URLs and hashes would fill the window otherwise."""
LONGEST_WORD = 48
"""Characters of a word that are looked at; the word itself keeps its length."""
OPEN, BREAK, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
MARK_SHAPE = 0
SHAPES = 20
"""How many shapes ``find_shape`` tells apart, the shape of the marks ([CLS], [SEP]) included."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """What the network reads of one chunk.

    ``ids`` and ``shapes`` have an entry for each piece, ``first`` the place of each word's first piece.
    """

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    first: NDArray[np.int64]


def find_shape(word: str, *, is_after_space: bool) -> int:
    """Return how a word is written: letter case, digits or punctuation, and whether white space precedes it."""
    return 2 * _case(word) + int(is_after_space)


def _case(word: str) -> int:
    if not any(map(str.isalnum, word)):
        return 1
    if not any(map(str.isalpha, word)):
        return 2
    if any(map(str.isdigit, word)):
        return 3
    if word.islower():
        return 4
    if word.isupper():
        return 5 if len(word) == 1 else 6
    if word[:1].isupper() and word[1:].islower():
        return 7
    return 8 if word.upper() != word.lower() else 9


def cut_words(words: Sequence[str], tokenizer: Tokenizer) -> list[list[int]]:
    """Return the ids of each word's pieces: at least one, at most MOST_PIECES.

    The tokenizer must neither pad nor truncate.
    """
    coded = tokenizer.encode([word[:LONGEST_WORD] for word in words], is_pretokenized=True, add_special_tokens=False)
    cut: list[list[int]] = [[] for _ in words]
    for piece, place in zip(coded.ids, coded.word_ids, strict=True):
        if place is not None and len(cut[place]) < MOST_PIECES:
            cut[place].append(piece)
    return [pieces or [find_mark(UNKNOWN, tokenizer)] for pieces in cut]


def find_mark(name: str, tokenizer: Tokenizer) -> int:
    """Return the id of a mark. Raises ModelError where the tokenizer has none."""
    found = tokenizer.token_to_id(name)
    if found is None:
        message = f"tokenizer.json: no piece {name}: reinstall detente, or export the model again"
        raise ModelError(message)
    return found


def join_pieces(cut: Sequence[list[int]], shapes: Sequence[int], breaks: Sequence[bool], tokenizer: Tokenizer) -> Pieces:
    """Return a chunk: [CLS], the words' pieces, [SEP], and a [SEP] before each word that starts a paragraph but the first."""
    mark = find_mark(BREAK, tokenizer)
    ids, piece_shapes, first = [find_mark(OPEN, tokenizer)], [MARK_SHAPE], []
    for place, (pieces, shape, is_break) in enumerate(zip(cut, shapes, breaks, strict=True)):
        if place and is_break:
            ids.append(mark)
            piece_shapes.append(MARK_SHAPE)
        first.append(len(ids))
        ids.extend(pieces)
        piece_shapes.extend([shape] * len(pieces))
    ids.append(mark)
    piece_shapes.append(MARK_SHAPE)
    return Pieces(np.array(ids, np.int64), np.array(piece_shapes, np.int64), np.array(first, np.int64))
