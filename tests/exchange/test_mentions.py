"""GDELT mentions become reports of the events that a store holds, each in its own article, linked to the event."""

import csv
import os
from pathlib import Path

import pytest
from formats import held, take
from test_oddities import GDELT, LAYOUT, line, write

from detente.exchange.mentions import OWN, TWICE, UNKNOWN
from detente.store import open_store, verify_store

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parents[3] / "shared")) / "data" / "exchange" / "mentionssamp.csv"
MENTION = {
    "GLOBALEVENTID": "555", "EventTimeDate": "20160702000000", "MentionTimeDate": "20160703101500", "MentionType": "1",
    "MentionSourceName": "news.example", "MentionIdentifier": "https://news.example/1", "SentenceID": "2", "Confidence": "40",
}  # fmt: skip


@pytest.fixture
def store(tmp_path):
    take(write(tmp_path / "events.CSV", [line("gdelt2", GDELT)]), "gdelt2", tmp_path / "store")
    return tmp_path / "store"


def test_mentions_are_reports_of_their_event(store, tmp_path):
    rows = [
        line("mentions", MENTION),
        line("mentions", MENTION),
        line("mentions", MENTION, MentionIdentifier="https://www.example.org/x"),
        line("mentions", MENTION, GLOBALEVENTID="9"),
        line("mentions", MENTION, MentionIdentifier="Example Radio", MentionType="2"),
    ]
    failed = []
    path = write(tmp_path / "m.CSV", rows)
    summary = take(path, "mentions", store, tell=failed.append)
    assert summary.reports == 2
    assert [(failure.line, failure.reason) for failure in failed] == [(2, TWICE), (3, OWN), (4, UNKNOWN)]
    with open_store(store) as opened:
        [event] = opened.sql("select reports, articles, event from events").to_pylist()
        assert event == {"reports": 3, "articles": 3, "event": "gdelt2-555"}
        scores = opened.sql('select score, "by" from links').to_pylist()
        urls = [origin.url for origin in opened.origins()]
    assert scores == [{"score": 0.4, "by": "import:mentions"}] * 2
    assert set(urls) == {"https://www.example.org/x", "https://news.example/1", None}
    assert {report.type for report in held(store)} == {"CONSULT"}
    assert not list(verify_store(store))
    assert take(path, "mentions", store).reports == 0


def test_real_mentions(tmp_path):
    """Every row of a real file finds its event where the store has it; those of other events are counted."""
    if not SHARED.is_file():
        pytest.skip(f"{SHARED} is missing: set DETENTE_SHARED to the folder with the data sets")
    with SHARED.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    ids = sorted({row["globaleventid"] for row in rows})
    events = [line("gdelt2", GDELT, GLOBALEVENTID=each, SOURCEURL=f"https://example.org/{each}") for each in ids[:-5]]
    store = tmp_path / "store"
    assert take(write(tmp_path / "e.CSV", events), "gdelt2", store).reports == len(ids) - 5
    summary = take(SHARED, "mentions", store)
    assert summary.rows == len(rows)
    assert summary.reports + sum(summary.failures.values()) == len(rows)
    assert set(summary.failures) <= {UNKNOWN, TWICE}
    assert summary.failures[UNKNOWN] == sum(row["globaleventid"] in ids[-5:] for row in rows)
    assert not list(verify_store(store))
    assert LAYOUT["mentions"]
