"""Every frame's example tells of the frame's event, and no non-example does."""

from __future__ import annotations

import datetime as dt

import pytest
from training.fill_codes import code_example

from detente.coding.actors import find_actors
from detente.coding.clauses import find_clauses
from detente.coding.coreference import resolve
from detente.coding.frames import propose_by_frames
from detente.coding.parse import load_parser
from detente.coding.phrases import index_mentions
from detente.errors import LexiconError
from detente.lexicon import Lexicon
from detente.lexicon.frames import load_frames
from tests.articles import article

LEXICON = Lexicon.load()
TABLE = LEXICON.get(load_frames)
DAY = dt.date(2023, 6, 1)


@pytest.fixture(scope="module")
def parse():
    """Return the shipped parser."""
    return load_parser(LEXICON)


def proposals(parse, text):
    """Return what the frames propose for a text."""
    doc = parse(text)
    clauses = find_clauses(doc, LEXICON)
    page = article(text, DAY)
    mentions = resolve(doc, find_actors(page, doc, clauses, LEXICON), clauses, LEXICON)
    at = index_mentions(doc, mentions).at
    return propose_by_frames(doc, clauses, LEXICON, lambda token: bool(at(token)))


@pytest.mark.parametrize("frame", TABLE.frames, ids=lambda frame: frame.id)
def test_example(parse, frame):
    found = [(proposal.type, proposal.rule) for proposal in proposals(parse, frame.example)]
    assert frame.type in [event_type for event_type, _ in found], f"{frame.example!r} gave {found}"


@pytest.mark.parametrize("non_example", TABLE.non_examples, ids=lambda each: each.text[:40])
def test_non_example(parse, non_example):
    found = [(proposal.type, proposal.rule) for proposal in proposals(parse, non_example.text)]
    assert non_example.type not in [event_type for event_type, _ in found], f"{non_example.text!r} ({non_example.why}) gave {found}"


@pytest.mark.parametrize("frame", [frame for frame in TABLE.frames if frame.codes], ids=lambda frame: frame.id)
def test_codes(parse, frame):
    assert code_example(frame.example, frame.type, parse, LEXICON) == frame.codes


def test_narrow_frames_come_first():
    for frames in TABLE.by_word.values():
        weights = [frame.weight for frame in frames]
        assert weights == sorted(weights, reverse=True)


def test_a_wrong_entry_is_named(tmp_path):
    (tmp_path / "en" / "frames").mkdir(parents=True)
    (tmp_path / "en" / "frames" / "aid.toml").write_text('[[frame]]\nverb = "feed"\nnoun = "food"\n')
    with pytest.raises(LexiconError, match=r"frames/aid\.toml, frame 1"):
        Lexicon.load("en", tmp_path).get(load_frames)
