"""A dossier says what the store holds, each line with its words, by a recipe that can be worked out by hand."""

import dataclasses
import datetime as dt
import json
import re
from html.parser import HTMLParser

import pytest

from detente.batch import merge_store
from detente.dossier import Scope, Side, as_json, compare, event_table, gather, html, index_of, index_table, markdown
from detente.dossier.index import DRAWS, first_of, moves_of, periods_between
from detente.dossier.ledger import amounts_of
from detente.lexicon import Lexicon
from detente.merge import Event
from detente.records import Mention, Status
from detente.store import open_store, open_writer

LEXICON = Lexicon.load()
SCORES = {"CONSULT": 3.0, "ACCUSE": -4.0, "REQUEST": -1.0}
SCOPE = Scope((Side("RUS", "Russia"), Side("CHN", "China")))
DAY = dt.date(2022, 12, 30)


def dossier_of(root, many, scope=SCOPE):
    with open_writer(root) as writer:
        writer.append(many)
    merge_store(root, LEXICON)
    with open_store(root) as store:
        return gather(store, scope, SCORES, LEXICON)


@pytest.fixture
def dossier(tmp_path, many):
    return dossier_of(tmp_path / "s", many)


def test_one_event_for_what_several_report(dossier):
    calls = [event for event in dossier.events if event.status is Status.HAPPENED]
    assert [(event.start, event.is_dated, event.source, len(event.reports)) for event in calls] == [(DAY, True, ("CHN GOV", "RUS GOV"), 6)]
    plans = [event for event in dossier.events if event.status is Status.PLANNED]
    assert sum(len(event.reports) for event in plans) == 6


def test_sections(dossier):
    assert {event.source for event in dossier.positions} == {("IND GOV",)}
    assert len(dossier.statements) == 6
    assert set(dossier.origins.values()) == {"example times"}
    assert [plan.state for plan in dossier.plans] == ["kept"]  # told from the 25th on, and the call was on the 30th


def test_period(tmp_path, many):
    before = dossier_of(tmp_path / "s", many, dataclasses.replace(SCOPE, until=dt.date(2022, 12, 26)))
    nothing = dossier_of(tmp_path / "t", many, Scope((Side("FRA", "France"), Side("DEU", "Germany"))))
    assert {event.first_seen for event in before.events} == {dt.date(2022, 12, 25)}
    assert not nothing.articles
    for render in (markdown, html, as_json):
        assert "France" in render(nothing)


def test_as_known_on_a_day_and_what_came_later(tmp_path, many):
    root = tmp_path / "s"
    now = dossier_of(root, many)
    with open_store(root) as store:
        early = gather(store, dataclasses.replace(SCOPE, as_of=dt.date(2022, 12, 27)), SCORES, LEXICON)
        none = gather(store, dataclasses.replace(SCOPE, as_of=dt.date(2021, 1, 1)), SCORES, LEXICON)
    assert {article.published.day for article in early.articles.values()} == {25, 26, 27}
    assert not none.articles
    difference = compare(early, now)
    assert not difference.new
    assert [(len(change.before.reports), len(change.now.reports)) for change in difference.changed] == [(3, 6), (3, 6)]
    assert len(compare(none, now).new) == len(now.events)
    text = markdown(now, difference)
    assert text.index("## What changed") < text.index("## Events")
    assert "before: 3 reports from 1 origin" in text
    assert json.loads(as_json(now, difference))["changes"]["earlier"] == "2022-12-27"


def event(  # noqa: PLR0917 - a short hand
    key, kind, day, origins=("a",), source=("RUS GOV",), target=("CHN GOV",), status=Status.HAPPENED
):
    return Event(key, kind, None, status, (), day, day, True, None, source, target, (), origins, day, day, ())  # noqa: FBT003


def test_index_by_hand():
    events = [
        event("1", "CONSULT", dt.date(2022, 1, 3)),
        event("2", "ACCUSE", dt.date(2022, 1, 4), source=("CHN GOV",), target=("RUS GOV",)),
        event("3", "CONSULT", dt.date(2022, 3, 1), source=("CHN GOV", "RUS GOV"), target=()),
        event("4", "UNKNOWN", dt.date(2022, 1, 5)),
        event("5", "ACCUSE", dt.date(2022, 1, 6), status=Status.DENIED),
        event("6", "ACCUSE", None),
        dataclasses.replace(event("7", "ACCUSE", dt.date(2021, 1, 1)), end=dt.date(2021, 12, 31)),
    ]
    periods = index_of(events, SCORES, ("RUS", "CHN"))
    found = [(each.first.month, each.counted, each.cooperation, each.conflict, each.mean, each.forth, each.back) for each in periods]
    assert found == [(1, 2, 3.0, -4.0, -0.5, 3.0, -4.0), (2, 0, 0, 0, None, None, None), (3, 1, 3.0, 0, 3.0, 3.0, 3.0)]
    moves = moves_of(events, periods, SCORES, "month")
    assert [(move.before, move.after, [each.id for each in move.events]) for move in moves] == [(-0.5, 3.0, ["3"])]
    assert index_of([], {}, ("RUS", "CHN")) == ()


def test_band_of_origins():
    """Two origins that disagree: a draw holds both, or one of them with a chance of a quarter each; the band reaches both ends."""
    events = [event("1", "CONSULT", DAY, ("a",)), event("2", "ACCUSE", DAY, ("b",))]
    wide = index_of(events, SCORES, ("RUS", "CHN"))[0]
    assert (wide.low, wide.mean, wide.high) == (-4.0, -0.5, 3.0)
    alone = index_of(events[:1], SCORES, ("RUS", "CHN"))[0]
    assert (alone.low, alone.mean, alone.high) == (3.0, 3.0, 3.0)
    assert index_of(events, SCORES, ("RUS", "CHN")) == index_of(events[::-1], SCORES, ("RUS", "CHN"))
    assert DRAWS >= 100


@pytest.mark.parametrize(("by", "count", "first"), [("day", 366, 31), ("week", 53, 27), ("month", 13, 1)])
def test_periods_of_a_year(by, count, first):
    days = list(periods_between(dt.date(2021, 12, 31), dt.date(2022, 12, 31), by))
    assert (len(days), days[0].day) == (count, first)
    assert all(first_of(day, by) == day for day in days)


def test_conflicting_figures_are_marked(coded):
    one = dataclasses.replace(coded.figures[0], subject=Mention(coded.figures[0].span, "Russia", "RUS", None, None, "test"))
    other = dataclasses.replace(
        one, value=29.0, sentence=dataclasses.replace(one.sentence, text="Exports to China rose 29 percent last year.")
    )
    elsewhere = dataclasses.replace(other, measure="imports of oil")
    assert [amount.conflicts for amount in amounts_of([one, other])] == [(1,), (0,)]
    assert [amount.conflicts for amount in amounts_of([one, elsewhere])] == [(), ()]
    assert [len(amount.figures) for amount in amounts_of([one, one])] == [2]


def test_a_headline_that_the_text_denies(tmp_path, coded):
    words = dataclasses.replace(coded.reports[2].sentence, text="India promised modern weapons")
    title = dataclasses.replace(coded.reports[2], sentence=dataclasses.replace(words, start=0, end=10))
    body = dataclasses.replace(coded.reports[2], id="body", status=Status.DENIED, sentence=words)
    made = dossier_of(tmp_path / "s", [dataclasses.replace(coded, reports=(coded.reports[0], title, body))])
    assert [(flag.title.status, flag.body.id) for flag in made.flags] == [(Status.HAPPENED, "body")]
    assert "The headline is contradicted" in markdown(made)
    honest = dataclasses.replace(body, status=Status.HAPPENED)
    assert not dossier_of(tmp_path / "t", [dataclasses.replace(coded, reports=(coded.reports[0], title, honest))]).flags


def test_markdown_quotes_words_and_gives_sources(dossier):
    text = markdown(dossier)
    assert "On Friday, Vladimir Putin and Xi Jinping **held a video call**." in text
    notes = set(re.findall(r"\[\^(\d+)\]", text))
    assert notes == set(re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE))
    assert "Recipe: Events with status" in text


def test_json(dossier):
    said = json.loads(as_json(dossier))
    assert said["index"]["periods"][0]["counted"] == 1
    assert {report["trigger"]["text"] for each in said["events"] for report in each["reports"]} == {"held a video call", "invited"}
    assert {plan["event"] for plan in said["plans"]} <= {each["id"] for each in said["events"]}


def test_tables(dossier):
    events, periods = event_table(dossier.events), index_table(dossier.periods)
    assert events.column("reports").to_pylist() == [len(event.reports) for event in dossier.events]
    assert events.column("source")[0].as_py() == list(dossier.events[0].source)
    assert periods.column("mean").to_pylist() == [period.mean for period in dossier.periods]
    assert periods.column("first").to_pylist() == [period.first for period in dossier.periods]


class Tags(HTMLParser):
    VOID = frozenset({"meta", "br", "line", "rect", "circle", "polyline"})

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
    tags = read_html(html(dossier))
    assert {"svg", "rect", "mark", "table"} <= tags.seen
    assert not tags.seen & {"script", "img", "iframe", "link"}
    assert all(link[1:] in tags.ids or link.startswith("https://example.org/") for link in tags.links)


def test_html_of_hostile_text(tmp_path, coded):
    attack = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    article = dataclasses.replace(coded.article, title=attack, outlet=attack, url="javascript:alert(1)")
    hit = [dataclasses.replace(each, sentence=dataclasses.replace(each.sentence, text=attack)) for each in coded.reports]
    scope = Scope((Side("RUS", attack), Side("CHN", "China")))
    made = dossier_of(tmp_path / "s", [dataclasses.replace(coded, article=article, reports=tuple(hit))], scope)
    tags = read_html(html(made))
    assert not tags.seen & {"script", "img"}
    assert not any(link.startswith("javascript") for link in tags.links)
    assert "<script>" not in markdown(made)
