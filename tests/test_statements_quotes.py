"""Quotations by their marks alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.statements.quotes import find_quotes
from detente.lexicon import Lexicon
from detente.lexicon.speech import load_speech

MARKS = load_speech(Lexicon.load("en")).marks


def inside(text):
    return [text[quote.start : quote.end] for quote in find_quotes(text, MARKS)]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('He said "yes" and "no".', ["yes", "no"]),
        ("He said “yes, “of course” yes”.", ["yes, “of course” yes"]),
        ("``Yes,'' he said.", ["Yes,"]),
        ("''Yes,'' he said.", ["Yes,"]),
        ("Er sagte: „Wir kommen“.", ["Wir kommen"]),
        ("Il a dit : « Nous venons ».", ["Nous venons"]),
        ("‘Yes,’ he said. The workers’ union isn’t sure.", ["Yes,"]),
        ("'It's Moscow's turn,' he said.", ["It's Moscow's turn,"]),
        ("The workers' rights and the '90s.", []),
        ("“One.\n\n“Two,” she said.", ["One.", "Two,"]),
        ('"One.\nTwo.\nThree," she said.', ["One.\nTwo.\nThree,"]),
        ("“So“ he said.", ["So"]),
        ("“Let us go.’ He left.", ["Let us go."]),
        ('He wrote: "Calling "all" of them." Then he left.', ['Calling "all" of them.']),
        ('He said: "We wait. "We hope." He left.', ["We wait.", "We hope."]),
        ('"He asked. "Why?" I said no." He left.', ['He asked. "Why?" I said no.']),
        ('A "stray mark.\n\nNothing else.', []),
        ('The "stray mark "We agree," he said.', ["We agree,"]),
        ('"We wait. "We agree," he said.', ["We wait.", "We agree,"]),
    ],
)
def test_quotations(text, quotes):
    assert inside(text) == quotes


def test_quotation_that_runs_on_says_so():
    first, second = find_quotes("“One.\n\n“Two,” she said.", MARKS)
    assert (first.runs_on, first.is_closed, second.runs_on, second.is_closed) == (True, False, False, True)


@given(st.text(alphabet=" a.,?\"'“”‘’«»„`\n", max_size=80))
def test_quotations_lie_in_order_and_apart(text):
    quotes = find_quotes(text, MARKS)
    for quote in quotes:
        assert 0 <= quote.outer_start <= quote.start <= quote.end <= quote.outer_end <= len(text)
    for one, next_one in pairwise(quotes):
        assert one.start <= next_one.start
