"""The shipped parser: text kept, sentences found, the same parse whatever is read before it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.coding.model import load_model
from detente.coding.parse import load_parser
from detente.errors import ModelError
from detente.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

LEAD = (
    "Envoys of Kenya and Somalia met in Kampala on Tuesday to discuss a maritime border that both claim, officials said. "
    '"We left the map in the drawer," the Ugandan mediator told reporters. The talks resume on Jan. 9.'
)
HEADLINE = "Kenya, Somalia hold border talks in Kampala"
OTHER = "A strike by dockers closed the port of Mombasa.\n\nPrices rose 3.4 percent, the U.N. said."


@pytest.fixture(scope="module")
def parse() -> Callable[[str], Doc]:
    return load_parser(Lexicon.load())


def rows_of(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.head.i, t.dep_, t.tag_, t.pos_, str(t.morph), t.lemma_, bool(t.is_sent_start)) for t in doc]


def sentences_of(doc: Doc) -> list[str]:
    return [sentence.text.strip() for sentence in doc.sents]


@pytest.mark.parametrize("text", [
    "", " ", "\n\n", "\t \u00a0 \n", "😀 🇰🇪!", "a", "...", "«»", "\u200b\u200b", "\x00\x01", "مرحبا بالعالم", "今天会谈结束。", "x" * 3000,
    "https://example.org/" + "%20a" * 400, "!" * 500, "She said\u2014no.", "\ufeffTalks end.", "a\r\nb\r\n\r\nC d.", "\n Lead.\n\n\n Next. \n",
])
def test_odd_text_is_kept_as_it_is(parse, text: str) -> None:
    doc = parse(text)
    assert doc.text == text
    assert sum(len(sentence) for sentence in doc.sents) == len(doc)


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_any_text_has_trees_over_all_its_words(parse, text: str) -> None:
    doc = parse(text)
    assert doc.text == text
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        roots = [token for token in words if token.dep_ == "root"]
        assert len(roots) == (1 if words else 0)
        assert all(token.head in sentence for token in words)
        assert all(token.lemma_ and token.tag_ and token.pos_ and token.dep_ for token in words)


@settings(max_examples=25, deadline=None)
@given(before=st.lists(st.sampled_from([LEAD, HEADLINE, OTHER, "", "One.\nTwo!"]), max_size=4), text=st.sampled_from([LEAD, HEADLINE, OTHER, f"{HEADLINE}\n\n{LEAD}\n{OTHER}"]))
def test_what_was_read_before_changes_nothing(parse, before: list[str], text: str) -> None:
    alone = rows_of(parse(text))
    for other in before:
        parse(other)
    assert rows_of(parse(text)) == alone


def test_another_process_parses_alike(parse) -> None:
    script = (
        "import sys; from detente.coding.parse import load_parser; from detente.lexicon import Lexicon\n"
        "parse = load_parser(Lexicon.load()); parse('Something else first.')\n"
        "print([(t.text, t.head.i, t.dep_, t.tag_, t.lemma_) for t in parse(sys.argv[1])])"
    )
    answer = subprocess.run([sys.executable, "-c", script, LEAD], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == str([(t.text, t.head.i, t.dep_, t.tag_, t.lemma_) for t in parse(LEAD)])


def test_paragraphs_part_sentences_and_their_gap_ends_the_first(parse) -> None:
    doc = parse(f"{HEADLINE}\n\n{LEAD}")
    assert sentences_of(doc)[0] == HEADLINE
    gap = next(token for token in doc if token.is_space)
    assert gap.sent == doc[0].sent
    assert not gap.dep_
    assert doc[gap.i + 1].is_sent_start


def test_a_wrapped_line_does_not_part_a_sentence(parse) -> None:
    assert len(sentences_of(parse("The two governments agreed to reopen\nthe border crossing on Monday."))) == 1


@pytest.mark.parametrize(("text", "sentences"), [
    ("Gen. Otto Perez met U.S. officials on Jan. 5. He left the same day.", ["Gen. Otto Perez met U.S. officials on Jan. 5.", "He left the same day."]),
    ('"We will not sign," said Mr. Okello. "Not today." He left.', ['"We will not sign," said Mr. Okello.', '"Not today."', "He left."]),
    ("HARARE (AP) - Police arrested two lawyers on Sunday. A court freed one of them.", ["HARARE (AP) - Police arrested two lawyers on Sunday.", "A court freed one of them."]),
    ("Oil fell 2.5 percent to $61.20 a barrel. Traders blamed St. Petersburg talks.", ["Oil fell 2.5 percent to $61.20 a barrel.", "Traders blamed St. Petersburg talks."]),
    ("Will they meet? Nobody knows! The embassy declined to comment.", ["Will they meet?", "Nobody knows!", "The embassy declined to comment."]),
    ("Talks collapse in Doha\nQatar's envoy blamed both sides.", ["Talks collapse in Doha", "Qatar's envoy blamed both sides."]),
])
def test_sentences_of_news(parse, text: str, sentences: list[str]) -> None:
    assert sentences_of(parse(text)) == sentences


def test_who_did_what_to_whom(parse) -> None:
    doc = parse("Poland expelled three Russian diplomats, and two of them were later accused by Berlin of spying.")
    found = {token.text: (token.dep_, token.head.text) for token in doc}
    assert found["Poland"] == ("nsubj", "expelled")
    assert found["diplomats"] == ("obj", "expelled")
    assert found["two"] == ("nsubj:pass", "accused")
    assert found["Berlin"] == ("obl:agent", "accused")


def test_lemmas_and_features(parse) -> None:
    doc = parse("Mediators provoked the rebels, who vetoed three drafts.")
    lemmas = {token.text: token.lemma_ for token in doc}
    assert (lemmas["Mediators"], lemmas["provoked"], lemmas["vetoed"], lemmas["drafts"]) == ("mediator", "provoke", "veto", "draft")
    assert doc[1].morph.get("Tense") == ["Past"]
    assert doc[0].morph.get("Number") == ["Plur"]


def test_a_sentence_longer_than_any_window_is_parsed_in_time(parse) -> None:
    began = time.monotonic()
    doc = parse("and the army marched on the town " * 6000)
    assert len(doc) > 40_000
    assert time.monotonic() - began < 60


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="reinstall detente"):
        load_model(tmp_path)
