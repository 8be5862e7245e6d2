"""Words of a text -> sentences with heads, labels and tags, read chunk by chunk.

A chunk is a run of the article's words, whole paragraphs where they fit. What a chunk holds depends on the text alone, and
chunks are scored one at a time, so the same text has the same parse whatever was read before it or beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from detente.coding.forms import may_end
from detente.coding.model import EventOutputs
from detente.coding.pieces import cut_words, find_shape, join_pieces
from detente.coding.trees import find_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from detente.coding.model import Model, Scores

ROOM = (128, 256)
"""Words and pieces of a chunk."""
SURE_START = 1.0
"""Score above which a sentence starts: on the development part as good as 0, and on news fewer sentences are torn."""
WIDE_ROOM = (256, 480)
"""The same for a sentence that does not end within ROOM; a longer one is cut."""


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a text (no white space), each with whether white space precedes it and whether it starts a paragraph.

    ``starts`` gives the sentences where they are known already; otherwise the network finds them.
    """

    words: Sequence[str]
    is_spaced: Sequence[bool]
    is_break: Sequence[bool]
    starts: Sequence[bool] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The network's view of a sentence's events, and where in the text the sentence's first word stands."""

    first: int
    outputs: EventOutputs


@dataclass(slots=True)
class Parse:
    """Arrays over the words: ``heads`` are places in the text (a root is its own head), the others places in the model's lists.

    ``readings`` has one entry for each sentence.
    """

    starts: NDArray[np.bool_]
    heads: NDArray[np.int64]
    labels: NDArray[np.int64]
    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    readings: list[Reading] = field(default_factory=list)


def parse_text(text: Text, model: Model) -> Parse:
    """Return the parse of a text's words."""
    count = len(text.words)
    heads, labels, upos, xpos = (np.zeros(count, np.int64) for _ in range(4))
    parse = Parse(np.zeros(count, np.bool_), heads, labels, upos, xpos)
    if not count:
        return parse
    cut = cut_words(text.words, model.tokenizer)
    shapes = [find_shape(word, is_after_space=spaced) for word, spaced in zip(text.words, text.is_spaced, strict=True)]
    begin = 0
    while begin < count:
        for room in (ROOM, WIDE_ROOM):
            end = _fill(begin, cut, text.is_break, room)
            pieces = join_pieces(cut[begin:end], shapes[begin:end], text.is_break[begin:end], model.tokenizer)
            scores = model.score(pieces)
            starts = _find_starts(scores, text, begin, end)
            if _is_whole(end, text) or len(starts) > 1:
                break
        if not _is_whole(end, text) and len(starts) > 1:
            end = begin + starts.pop()
        _write(parse, scores, model, (begin, end), starts)
        parse.xpos[begin:end] = _find_tags(text.words[begin:end], scores, model)
        begin = end
    return parse


def _is_whole(end: int, text: Text) -> bool:
    """Whether a sentence certainly ends before ``end``."""
    return end == len(text.words) or text.is_break[end] or bool(text.starts and text.starts[end])


def _fill(begin: int, cut: Sequence[list[int]], is_break: Sequence[bool], room: tuple[int, int]) -> int:
    """Return where the chunk from ``begin`` ends: after as many paragraphs as fit, or within the first if it does not."""
    most_words, most_pieces = room
    pieces, last_break = 2, 0
    for place in range(begin, len(cut)):
        if place > begin and is_break[place]:
            last_break = place
            pieces += 1
        pieces += len(cut[place])
        if place - begin >= most_words or pieces > most_pieces:
            return last_break or place
    return len(cut)


def _find_starts(scores: Scores, text: Text, begin: int, end: int) -> list[int]:
    found = (scores.starts > SURE_START) | np.array(text.is_break[begin:end])
    is_start = found if text.starts is None else np.array(text.starts[begin:end])
    is_start[0] = True
    return [int(place) for place in np.flatnonzero(is_start)]


def _write(parse: Parse, scores: Scores, model: Model, bounds: tuple[int, int], starts: list[int]) -> None:
    """Enter the parse of the chunk's words within ``bounds``, whose sentences begin at ``starts`` (counted from the chunk's first word)."""
    begin, end = bounds
    heads = np.zeros(len(scores.upos), np.int64)
    for first, last in zip(starts, [*starts[1:], end - begin], strict=True):
        block = np.concatenate((scores.arcs[first:last, :1], scores.arcs[first:last, first + 1 : last + 1]), 1)
        tree = find_tree(block)
        heads[first:last] = np.where(tree > 0, tree + first, 0)
        parse.readings.append(Reading(begin + first, _cut_events(scores.events, first, last)))
    labels = model.find_labels(scores, heads)
    here = slice(begin, end)
    size = end - begin
    places = np.arange(begin, end)
    parse.starts[begin + np.array(starts)] = True
    parse.heads[here] = np.where(heads[:size] > 0, heads[:size] - 1 + begin, places)
    parse.labels[here] = labels[:size]
    parse.upos[here] = scores.upos[:size].argmax(1)


def _find_tags(words: Sequence[str], scores: Scores, model: Model) -> NDArray[np.int64]:
    """Return each word's likeliest tag among those whose words may end as it does."""
    tags: NDArray[np.int64] = scores.xpos[: len(words)].argmax(1)
    for place, (word, tag) in enumerate(zip(words, tags.tolist(), strict=True)):
        if not may_end(word, model.xpos[tag], model.forms):
            ranked = (-scores.xpos[place]).argsort(kind="stable").tolist()
            tags[place] = next((each for each in ranked if may_end(word, model.xpos[each], model.forms)), tag)
    return tags


def _cut_events(events: EventOutputs, first: int, last: int) -> EventOutputs:
    here = slice(first, last)
    columns = np.concatenate(([0], np.arange(first + 1, last + 1)))
    return EventOutputs(
        events.words[here], events.types[here], events.statuses[here], events.sources[here][:, columns], events.targets[here][:, columns]
    )
