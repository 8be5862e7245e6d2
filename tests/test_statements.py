"""Who said what: our own sentences, then what must hold for any text."""

import tomllib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.clauses import find_clauses
from detente.coding.parse import load_parser
from detente.coding.statements import find_statements
from detente.lexicon import Lexicon
from detente.records import Mention, Span
from tests.articles import article

CASES = tomllib.loads((Path(__file__).parent / "statements.toml").read_text(encoding="utf-8"))["case"]


@cache
def tools():
    lexicon = Lexicon.load("en")
    return lexicon, load_parser(lexicon)


def code(text, *mentions):
    lexicon, parse = tools()
    doc = parse(text)
    return find_statements(article(text), doc, find_clauses(doc, lexicon), mentions, lexicon)


def mention(text, words, code, antecedent=None):
    start = text.index(words)
    return Mention(Span(start, start + len(words), words), words, code, None, antecedent, "test")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_statements_of_a_sentence(case):
    found = code(case["text"])
    told = [(each.speaker.span.text if each.speaker else "", each.cue.text if each.cue else "", each.content.text) for each in found]
    assert told == [(each["speaker"], each["cue"], each["content"]) for each in case["statements"]]
    for each, wanted in zip(found, case["statements"], strict=True):
        assert each.kind == wanted.get("kind", "indirect")
        assert each.stance == wanted.get("stance", "said")
        assert (each.addressee.span.text if each.addressee else None) == wanted.get("addressee")
        assert [outer.span.text for outer in each.attributed_to] == wanted.get("outer", [])
        assert wanted.get("rule") in {None, each.rule}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_every_span_holds_its_words(case):
    text = case["text"]
    for each in code(text):
        spans = [each.sentence, each.content, each.cue, each.speaker and each.speaker.span, each.addressee and each.addressee.span]
        assert all(text[span.start : span.end] == span.text for span in spans if span)
        assert each.sentence.text


def test_speaker_takes_code_name_and_antecedent_from_its_mention():
    text = "Sergei Lavrov flew home. He said the talks were over."
    known = mention(text, "Sergei Lavrov", "RUS GOV")
    pronoun = Mention(Span(25, 27, "He"), "Sergei Lavrov", "RUS GOV", "lavrov", known.span, "pronoun")
    (found,) = code(text, known, pronoun)
    assert found.speaker == pronoun


def test_speaker_without_mention_keeps_its_words():
    (found,) = code("A senior official said the bank would close.")
    assert (found.speaker.name, found.speaker.code) == ("A senior official", "---")


def test_outlet_that_only_relays_makes_no_statement():
    text = "The minister said the port was closed, TASS reported."
    found = code(text, mention(text, "TASS", "RUS MED"), mention(text, "The minister", "RUS GOV"))
    assert [each.speaker.name for each in found] == ["The minister"]
    assert [each.name for each in found[0].attributed_to] == ["TASS"]


def test_outlet_with_its_own_claim_makes_a_statement():
    text = "The port is closed, TASS reported."
    (found,) = code(text, mention(text, "TASS", "RUS MED"))
    assert found.speaker.code == "RUS MED"


def test_coding_twice_gives_equal_statements():
    text = CASES[1]["text"]
    assert code(text) == code(text)


@given(st.text(alphabet=" ab.,?!:\"'“”‘’«»„`\n—-", max_size=60))
def test_no_mark_breaks_an_article(text):
    for each in code(f"{text} Lind said: “We agree.” {text}"):
        assert each.content.text.strip()
