"""Accounts of one meeting side by side: what several tell, what one tells, what they contradict; phrases over time."""

import dataclasses
import datetime as dt

import pytest

from detente.dossier.phrases import phrases_of
from detente.dossier.readouts import Verdict, readouts_of
from detente.lexicon import Lexicon
from detente.lexicon.merging import load_merge_rules
from detente.merge.events import Witness, events_of
from detente.records import EventTime, Link, Mention, Span, Status

RULES = Lexicon.load().get(load_merge_rules)
DAY = dt.date(2022, 12, 30)
SIDES = ("RUS", "CHN")


@pytest.fixture
def said(coded):
    """What makes a statement: ``said(article, words, code)``."""

    def make(article, words, code, attributed=(), start=500):
        span = Span(start, start + len(words), words)
        speaker = Mention(span, "Somebody", code, None, None, "test")
        return dataclasses.replace(
            coded.statements[0],
            id=f"{article}-{words}",
            article=article,
            sentence=span,
            content=span,
            speaker=speaker,
            attributed_to=attributed,
        )

    return make


@pytest.fixture
def readout(coded):
    """What makes the readout of one call that articles a, b and c tell of."""

    def make(records, published=DAY):
        call = dataclasses.replace(coded.reports[0], time=EventTime(DAY, DAY, "test", coded.reports[0].time.span))
        reports = [dataclasses.replace(call, id=f"call-{name}", article=name) for name in "abc"]
        links = [Link(report.id, "e", 1.0, "test") for report in reports]
        events = events_of(reports, links, {report.id: Witness(DAY, report.article) for report in reports})
        days = dict.fromkeys("abc", published)
        return readouts_of(events, [*reports, *records], days, {name: f"outlet {name}" for name in "abc"}, SIDES, RULES)

    return make


def test_said_by_all_by_some_by_one(said, readout):
    peace = ("the road of peace talks will not be smooth", "peace talks would find no smooth road", "no smooth road for these peace talks")
    records = [said(name, words, "CHN GOV") for name, words in zip("abc", peace, strict=True)]
    records += [said("a", "gas deliveries through Siberia will grow", "RUS GOV"), said("b", "gas deliveries will grow strongly", "RUS GOV")]
    records += [said("c", "Taiwan belongs to nobody else", "RUS GOV")]
    (made,) = readout(records)
    assert made.accounts == ("outlet a", "outlet b", "outlet c")
    assert [(point.verdict, point.side, point.accounts) for point in made.points] == [
        (Verdict.ALL, "CHN", made.accounts),
        (Verdict.SOME, "RUS", ("outlet a", "outlet b")),
        (Verdict.ONLY, "RUS", ("outlet c",)),
    ]
    assert {telling.sentence.text for telling in made.points[0].tellings} == set(peace)


def test_one_sides_account_of_the_other(said, readout):
    kremlin = (Mention(Span(0, 7, "Kremlin"), "Kremlin", "RUS GOV", None, None, "test"),)
    records = [said("a", "Russian actions were legitimate", "CHN GOV", kremlin), said("a", "everybody should settle the crisis", "CHN GOV")]
    (made,) = readout(records)
    assert {point.accounts for point in made.points} == {("RUS",), ("outlet a",)}


def test_contradictory(said, readout, coded):
    tell = said("a", "China would sell modern weapons", "CHN GOV")
    deny = said("b", "China would never sell modern weapons", "CHN GOV")
    denial = dataclasses.replace(
        coded.reports[2], id="d", article="b", sentence=deny.sentence, status=Status.DENIED, source=(deny.speaker,)
    )
    (made,) = readout([tell, deny, denial])
    assert made.points[0].verdict is Verdict.CONTRADICTORY
    assert made.points[0].accounts == ("outlet a", "outlet b")


def test_other_days_and_old_articles_are_left_out(said, readout, coded):
    june = dt.date(2022, 6, 15)
    words = said("a", "sovereignty would be defended", "RUS GOV")
    report = dataclasses.replace(
        coded.reports[0], id="june", article="a", sentence=words.sentence, time=EventTime(june, june, "test", words.sentence)
    )
    beside = [said("b", "gas would flow", "RUS GOV"), said("c", "trade would grow", "RUS GOV")]
    (made,) = readout([words, report, *beside])
    assert {point.tellings[0].sentence.text for point in made.points} == {"gas would flow", "trade would grow"}
    assert not readout(beside, published=DAY + dt.timedelta(days=90))


def test_phrases(said):
    records = [said("a", "It is a “no limits” partnership.", "CHN GOV"), said("b", "No “no limits” any more.", "CHN GOV")]
    published = {"a": DAY, "b": DAY + dt.timedelta(days=1), "c": DAY + dt.timedelta(days=2), "d": None}
    (phrase,) = phrases_of(records, published, {"a": "x", "b": "x"}, RULES)
    assert (phrase.words, len(phrase.uses), phrase.origins, phrase.without) == ("no limits", 2, ("x",), 1)
    use = phrase.uses[0]
    assert use.sentence.text[use.start : use.end] == "no limits"
