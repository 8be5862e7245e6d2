"""Whether acts took place, in sentences of our own, by the shipped parser and frames."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from detente.coding import code
from detente.lexicon import Lexicon
from tests.articles import article

ROWS = tomllib.loads(Path(__file__).with_name("statuses.toml").read_text(encoding="utf-8"))["rows"]
DAY = dt.date(2023, 6, 1)


@pytest.fixture(scope="module")
def coded():
    """Return what is found in each sentence, all coded by one loaded model."""
    sentences = [row[0] for row in ROWS]
    return dict(zip(sentences, code((article(text, DAY) for text in sentences), Lexicon.load()), strict=True))


@pytest.mark.parametrize(("sentence", "trigger", "event_type", "status"), ROWS)
def test_status(coded, sentence, trigger, event_type, status):
    reports = [report for report in coded[sentence].reports if trigger in report.trigger.text.split() and report.type == event_type]
    assert reports, f"no {event_type} at {trigger}: {[(report.type, report.trigger.text) for report in coded[sentence].reports]}"
    assert reports[0].status == status
