"""A report is explained by what made it."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.coding import code
from detente.coding.explain import explain
from detente.errors import StoreError
from detente.lexicon import Lexicon
from tests.articles import article

LEXICON = Lexicon.load()


def test_frame_rows_time_and_alternatives_are_given():
    page = article("Poland expelled three Russian diplomats on Monday.", dt.date(2022, 3, 25))
    (coded,) = code([page], LEXICON)
    (report,) = coded.reports
    said = explain(report, page, LEXICON)
    assert said.frame is not None
    assert said.frame.word == "expel"
    assert said.clause == page.text
    assert "SANCTION" in said.types
    assert sum(said.statuses.values()) == pytest.approx(1, abs=0.01)
    assert {row.code.partition(" ")[0] for row in said.rows[0]} == {"POL"}


def test_words_of_another_text_are_refused():
    page = article("Poland expelled three Russian diplomats on Monday.", dt.date(2022, 3, 25))
    (coded,) = code([page], LEXICON)
    with pytest.raises(StoreError, match="detente verify"):
        explain(coded.reports[0], article("No."), LEXICON)
