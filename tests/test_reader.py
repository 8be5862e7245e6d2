"""The network's view of events: aligned with the parse, and sensible on plain sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from detente.coding.parse import load_parser
from detente.coding.reader import NOBODY, EventScores, load_reader
from detente.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

TEXT = "Norway, Sweden sign accord\n\nTurkey expelled three Russian diplomats on Monday. Moscow threatened to retaliate."


@pytest.fixture(scope="module")
def reading() -> tuple[Doc, EventScores]:
    return load_reader(Lexicon.load())(TEXT)


def place_of(doc: Doc, word: str) -> int:
    return next(token.i for token in doc if token.text == word)


def test_one_pass_gives_the_parse_that_the_parser_gives(reading) -> None:
    doc, _ = reading
    alone = load_parser(Lexicon.load())(TEXT)
    assert [(t.head.i, t.dep_, t.tag_, t.lemma_) for t in doc] == [(t.head.i, t.dep_, t.tag_, t.lemma_) for t in alone]


def test_probabilities_stand_beside_the_tokens(reading) -> None:
    doc, events = reading
    assert events.types.shape == (len(doc), len(events.type_names))
    assert events.statuses.shape == (len(doc), len(events.status_names))
    assert np.allclose(events.types.sum(1), 1, atol=1e-4)
    gap = next(token.i for token in doc if token.is_space)
    assert events.types[gap, 0] == 1


def test_a_plain_event_is_seen(reading) -> None:
    doc, events = reading
    expelled = place_of(doc, "expelled")
    assert events.type_names[int(events.types[expelled].argmax())] == "SANCTION"
    sources, targets = events.find_sources(expelled), events.find_targets(expelled)
    assert doc[max(sources, key=sources.get)].text == "Turkey"
    assert doc[max(targets, key=targets.get)].text == "diplomats"
    assert NOBODY in sources
    shares = events.type_pair(place_of(doc, "Turkey"), place_of(doc, "diplomats"))
    assert events.type_names[int(shares.argmax())] == "SANCTION"


def test_pairs_are_of_one_sentence(reading) -> None:
    doc, events = reading
    turkey, moscow = place_of(doc, "Turkey"), place_of(doc, "Moscow")
    with pytest.raises(ValueError, match="one sentence"):
        events.type_pair(turkey, moscow)
    pairs = [(turkey, NOBODY), (moscow, NOBODY), (turkey, place_of(doc, "diplomats"))]
    together = events.type_pairs(pairs)
    assert together.shape == (3, len(events.type_names))
    assert np.allclose(together.sum(1), 1, atol=1e-4)


def test_an_empty_text_has_no_events() -> None:
    doc, events = load_reader(Lexicon.load())("")
    assert len(doc) == len(events.types) == 0
