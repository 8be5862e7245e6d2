"""The page that the project starts from, through the command line: what a reader would write down, and nothing from its furniture."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from detente.store import open_store

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parent.parent.parent / "shared"))
PAGE = SHARED / "data" / "seed" / "page.txt"
pytestmark = pytest.mark.skipif(not PAGE.exists(), reason=f"{PAGE} is not here: set DETENTE_SHARED to the folder that holds data")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seed")
    subprocess.run([sys.executable, "-m", "detente", "code", PAGE, "--store", "s"], cwd=folder, check=True, capture_output=True)
    with open_store(folder / "s") as opened:
        yield opened


@pytest.fixture(scope="module")
def coded(store):
    (origin,) = store.origins()
    return store.coded(origin.id)


def codes(mentions):
    return {mention.code for mention in mentions}


def test_the_call(store):
    calls = [report for report in store.reports(dyad=("RUS", "CHN"), type="CONSULT", status="happened") if "video" in report.trigger.text]
    assert [(str(call.time.start), str(call.time.end)) for call in calls] == [("2022-12-30", "2022-12-30")]
    assert codes(calls[0].source) == {"RUS GOV", "CHN GOV"}


def test_the_invitation_is_planned(store):
    (invited,) = store.reports(dyad=("RUS", "CHN"), text="invited Xi", type="CONSULT", status="planned")
    assert (codes(invited.source), codes(invited.target)) == ({"RUS GOV"}, {"CHN GOV"})


def test_refusing_to_condemn_is_not_condemning(store):
    for refusal in ("refused to publicly condemn", "not directly condemned"):
        assert not [
            report
            for report in store.reports(text=refusal, type="ACCUSE")
            if report.status in ("happened", "planned") and "condemn" in report.trigger.text
        ]
    assert [codes(report.source) for report in store.reports(text="refused to publicly condemn", type="REJECT")] == [{"CHN GOV"}]


def test_last_months_summit(coded):
    spans = {time.span.text: (str(time.start), str(time.end)) for time in coded.times}
    assert spans["last month"] == ("2022-11-01", "2022-11-30")


def test_figures(coded):
    found = {
        (figure.value, figure.direction, "IMF" in [mention.entity or mention.name for mention in figure.attributed_to])
        for figure in coded.figures
        if figure.unit == "percent"
    }
    assert {(19, "down", True), (16, "down", True), (23, "up", False)} <= found


def test_speakers(coded):
    assert {"Yun Sun", "Alfred Wu"} <= {statement.speaker.name for statement in coded.statements if statement.speaker}


def test_nothing_from_the_furniture(coded):
    text = coded.article.text.lower()
    assert not [words for words in ("see also", "cookie", "leave a reply", "required fields", "save my name") if words in text]
    raw = PAGE.read_text(encoding="utf-8").lower()
    dropped = {note.kind for note in coded.article.notes}
    assert "see also" in raw
    assert dropped, "what was dropped is noted"


def test_words_are_where_they_say(coded):
    for record in (*coded.reports, *coded.statements, *coded.figures):
        assert coded.article.text[record.sentence.start : record.sentence.end] == record.sentence.text
    assert all(report.rule for report in coded.reports)
