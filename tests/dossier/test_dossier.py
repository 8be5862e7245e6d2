"""A dossier says what the store holds, each line with its words, by a recipe that can be worked out by hand."""

import dataclasses
import datetime as dt
import json
import re
from html.parser import HTMLParser

import pytest

from detente.dossier import Side, as_json, gather, html, index_of, markdown
from detente.dossier.index import months_between
from detente.records import EventTime, Status
from detente.store import open_store, open_writer

SCORES = {"CONSULT": 3.0, "ACCUSE": -4.0, "REQUEST": -1.0}
SIDES = (Side("RUS", "Russia"), Side("CHN", "China"))


@pytest.fixture
def dossier(tmp_path, many):
    with open_writer(tmp_path / "s") as writer:
        writer.append(many)
    with open_store(tmp_path / "s") as store:
        return gather(store, SIDES, SCORES, None, None)


def test_one_line_for_what_several_report_of_one_day(dossier):
    calls = [entry for entry in dossier.timeline if entry.status is Status.HAPPENED]
    assert [(entry.day, entry.is_told, entry.source, len(entry.reports)) for entry in calls] == [
        (dt.date(2022, 12, 30), True, ("CHN GOV", "RUS GOV"), 6)
    ]
    plans = [entry for entry in dossier.timeline if entry.status is Status.PLANNED]
    assert [(entry.day, entry.is_told) for entry in plans] == [(dt.date(2022, 12, day), False) for day in range(25, 31)]


def test_sections(dossier):
    assert len(dossier.plans) == 6
    assert {position.source[0].code for position in dossier.positions} == {"IND GOV"}
    assert len(dossier.statements) == 6
    assert len(dossier.origins) == 6


def test_period(tmp_path, many):
    with open_writer(tmp_path / "s") as writer:
        writer.append(many)
    with open_store(tmp_path / "s") as store:
        before = gather(store, SIDES, SCORES, None, dt.date(2022, 12, 26))
        nothing = gather(store, (Side("FRA", "France"), Side("DEU", "Germany")), SCORES, None, None)
    assert [entry.day.day for entry in before.timeline] == [25, 26]
    assert not nothing.origins
    for render in (markdown, lambda made: html(made, SCORES), as_json):
        assert "France" in render(nothing)


def report(coded, day=None, **more):
    time = EventTime(day, day, "test") if day else None
    return dataclasses.replace(coded.reports[0], time=time, **more)


def test_index_by_hand(coded):
    reports = [
        report(coded, dt.date(2022, 1, 3)),
        report(coded, dt.date(2022, 1, 3)),  # told twice, counts once
        report(coded, dt.date(2022, 1, 4), type="ACCUSE"),
        report(coded),  # no day: counts in the month of its article
        report(coded, dt.date(2022, 1, 5), type="UNKNOWN"),
    ]
    months = index_of(reports, {coded.article.id: dt.date(2022, 3, 1)}, SCORES)
    assert [(month.first.month, month.reports, month.counted, month.cooperation, month.conflict, month.mean) for month in months] == [
        (1, 3, 2, 3.0, -4.0, -0.5),
        (2, 0, 0, 0, 0, None),
        (3, 1, 1, 3.0, 0, 3.0),
    ]
    assert index_of([], {}, SCORES) == ()


def test_months_over_a_year():
    assert len(list(months_between(dt.date(2021, 12, 31), dt.date(2023, 1, 1)))) == 14


def test_markdown_quotes_words_and_gives_sources(dossier):
    text = markdown(dossier)
    assert "On Friday, Vladimir Putin and Xi Jinping **held a video call**." in text
    notes = set(re.findall(r"\[\^(\d+)\]", text))
    assert notes == set(re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE))
    assert "Recipe: Reports with status" in text


def test_json(dossier):
    said = json.loads(as_json(dossier))
    assert said["index"]["months"][0]["counted"] == 1
    assert {report["trigger"]["text"] for entry in said["timeline"] for report in entry["reports"]} == {"held a video call", "invited"}


class Tags(HTMLParser):
    VOID = frozenset({"meta", "br", "line", "rect"})

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.links, self.ids = [], set(), set(), set()

    def handle_starttag(self, tag, attributes):
        self.seen.add(tag)
        self.links |= {value for name, value in attributes if name in ("href", "src")}
        self.ids |= {value for name, value in attributes if name == "id"}
        assert not any(name.startswith("on") for name, _ in attributes)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, _):
        self.seen.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def read_html(text):
    tags = Tags()
    tags.feed(text)
    assert not tags.open
    return tags


def test_html_is_whole_and_needs_no_network(dossier):
    tags = read_html(html(dossier, SCORES))
    assert {"svg", "rect", "mark", "table"} <= tags.seen
    assert not tags.seen & {"script", "img", "iframe", "link"}
    assert all(link[1:] in tags.ids or link.startswith("https://example.org/") for link in tags.links)


def test_html_of_hostile_text(tmp_path, coded):
    attack = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    article = dataclasses.replace(coded.article, title=attack, outlet=attack, url="javascript:alert(1)")
    hit = [dataclasses.replace(each, sentence=dataclasses.replace(each.sentence, text=attack)) for each in coded.reports]
    with open_writer(tmp_path / "s") as writer:
        writer.append([dataclasses.replace(coded, article=article, reports=tuple(hit))])
    with open_store(tmp_path / "s") as store:
        made = gather(store, (Side("RUS", attack), Side("CHN", "China")), SCORES, None, None)
    tags = read_html(html(made, SCORES))
    assert not tags.seen & {"script", "img"}
    assert not any(link.startswith("javascript") for link in tags.links)
    assert "<script>" not in markdown(made)
