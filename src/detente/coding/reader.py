"""What the network makes of a text's events: words as triggers, their actors, and what one actor does to another.

Nothing here decides; the stages that find reports weigh these probabilities against the frames.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.coding.chunks import Parse, Reading, parse_text
from detente.coding.model import Model, load_model
from detente.coding.parse import OWN, enter_parse, find_words, load_parser, load_tokenizer, read_words

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    from detente.lexicon import Lexicon

NOBODY = -1
"""Stands for a source or target that the sentence does not name."""

Reader = Callable[[str], "tuple[Doc, EventScores]"]


@dataclass(frozen=True, slots=True)
class EventScores:
    """Probabilities for the tokens of one Doc; places are the Doc's token numbers (``token.i``).

    ``types`` (tokens, types): whether the token is the trigger of an event of that type; column 0 is "no event", ``type_names[0]`` is "".
    ``statuses`` (tokens, statuses): happened, planned, possible or denied, if the token is a trigger.
    A phrase stands for its head word throughout, as in the parse. White space has type 0.
    """

    type_names: tuple[str, ...]
    status_names: tuple[str, ...]
    types: NDArray[np.float32]
    statuses: NDArray[np.float32]
    _model: Model
    _words: NDArray[np.int64]
    _order: dict[int, tuple[int, int]]
    _readings: Sequence[Reading]

    def find_sources(self, trigger: int) -> dict[int, float]:
        """Return how likely each word of the trigger's sentence, or NOBODY, is a source of its event."""
        return self._actors(trigger, "sources")

    def find_targets(self, trigger: int) -> dict[int, float]:
        """Return how likely each word of the trigger's sentence, or NOBODY, is a target of its event.

        Of a two-way act (they met, they agreed) both sides are likely sources and likely targets.
        """
        return self._actors(trigger, "targets")

    def type_pair(self, source: int, target: int) -> NDArray[np.float32]:
        """Return the probabilities of ``type_names`` for what the source does to the target; see ``type_pairs``."""
        found: NDArray[np.float32] = self.type_pairs([(source, target)])[0]
        return found

    def type_pairs(self, pairs: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
        """Return for each pair of words of one sentence (one of them may be NOBODY) the probabilities of ``type_names``.

        Column 0 is "nothing". Raises ValueError where a pair's words are not of one sentence, or both are NOBODY.
        """
        found = np.zeros((len(pairs), len(self.type_names)), np.float32)
        by_sentence: dict[int, list[int]] = {}
        for order, pair in enumerate(pairs):
            by_sentence.setdefault(self._sentence_of(pair), []).append(order)
        for number, orders in by_sentence.items():
            reading = self._readings[number]
            nobody = len(reading.outputs.words)
            ends = [[nobody if place == NOBODY else self._order[place][1] for place in pairs[order]] for order in orders]
            sources, targets = zip(*ends, strict=True)
            found[orders] = softmax(self._model.type_pairs(reading.outputs.words, sources, targets))
        return found

    def _sentence_of(self, pair: tuple[int, int]) -> int:
        numbers = {self._order[place][0] for place in pair if place != NOBODY}
        if len(numbers) != 1:
            message = f"tokens {pair}: the words of a pair must be of one sentence: pass words of the same sentence"
            raise ValueError(message)
        return numbers.pop()

    def _actors(self, trigger: int, role: str) -> dict[int, float]:
        number, place = self._order[trigger]
        reading = self._readings[number]
        rated = sigmoid(getattr(reading.outputs, role)[place])
        places = [NOBODY, *self._words[reading.first : reading.first + len(reading.outputs.words)].tolist()]
        return dict(zip(places, rated.tolist(), strict=True))


def load_reader(lexicon: Lexicon) -> Reader:
    """Return a function from a text to its parse, as ``load_parser`` gives it, and the network's view of its events.

    With the shipped parser both come of one pass; with another pipeline the network reads its sentences in a pass of its own.
    """
    model = load_model()
    if lexicon.toml("grammar.toml")["pipeline"] == OWN:
        tokenize = load_tokenizer(lexicon.language)

        def read(text: str) -> tuple[Doc, EventScores]:
            doc = tokenize(text)
            words = find_words(doc)
            parse = parse_text(read_words(doc, words), model)
            enter_parse(doc, words, parse, model)
            return doc, score_events(doc, words, parse, model)

        return read
    parser = load_parser(lexicon)

    def read_parsed(text: str) -> tuple[Doc, EventScores]:
        doc = parser(text)
        words = find_words(doc)
        starts = [bool(doc[place].is_sent_start) for place in words.tolist()]
        return doc, score_events(doc, words, parse_text(read_words(doc, words, starts), model), model)

    return read_parsed


def score_events(doc: Doc, words: NDArray[np.int64], parse: Parse, model: Model) -> EventScores:
    """Return the network's view of a Doc's events; ``words`` are the Doc's tokens that are not white space."""
    types = np.zeros((len(doc), len(model.types)), np.float32)
    types[:, 0] = 1
    statuses = np.zeros((len(doc), len(model.statuses)), np.float32)
    order: dict[int, tuple[int, int]] = {}
    for number, reading in enumerate(parse.readings):
        places = words[reading.first : reading.first + len(reading.outputs.words)]
        types[places] = softmax(reading.outputs.types)
        statuses[places] = softmax(reading.outputs.statuses)
        order.update((int(place), (number, offset)) for offset, place in enumerate(places))
    return EventScores(model.types, model.statuses, types, statuses, model, words, order, parse.readings)


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the rows as probabilities."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    shares: NDArray[np.float32] = raised / raised.sum(-1, keepdims=True)
    return shares


def sigmoid(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return each score as a probability."""
    shares: NDArray[np.float32] = (1 / (1 + np.exp(-scores))).astype(np.float32)
    return shares
