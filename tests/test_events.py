"""An event says what most independent origins say; who says otherwise is named; plans are kept, open or overdue."""

import dataclasses
import datetime as dt

import pytest

from detente.lexicon import Lexicon
from detente.lexicon.merging import load_merge_rules
from detente.merge import merge
from detente.merge.events import Witness, events_of
from detente.merge.plans import State, plans_of
from detente.records import EventTime, Link, Place, Span, Status

LEXICON = Lexicon.load()
RULES = LEXICON.get(load_merge_rules)
DAY = dt.date(2022, 12, 30)
WORDS = Span(0, 6, "Friday")


def when(start, end=None):
    return EventTime(start, end or start, "test", WORDS)


def event(reports, origins):
    """Return the one event of reports, by publication on the days after the call, each from its origin."""
    links = [Link(report.id, "e", 1.0, "test") for report in reports]
    days = (DAY + dt.timedelta(days=number) for number in range(len(reports)))
    witnesses = {report.id: Witness(day, origin) for report, day, origin in zip(reports, days, origins, strict=True)}
    return events_of(reports, links, witnesses)[0]


def variants(report, *changes):
    return [dataclasses.replace(report, id=f"r{number}", **change) for number, change in enumerate(changes)]


def test_a_copy_counts_once(coded):
    here = Place(WORDS, "Moscow", "RUS", None, 55.75, 37.62, "test")
    there = Place(WORDS, "Minsk", "BLR", None, 53.9, 27.57, "test")
    reports = variants(coded.reports[0], {"place": there}, {"place": there}, {"place": here}, {"place": here})
    made = event(reports, ["wire", "wire", "times", "post"])
    assert (made.place.name, len(made.reports), made.origins) == ("Moscow", 4, ("post", "times", "wire"))
    assert {(each.report, each.said) for each in made.dissent} == {("r0", "Minsk"), ("r1", "Minsk")}
    assert (made.first_seen, made.last_seen) == (DAY, DAY + dt.timedelta(days=3))


def test_happened_then_denied(coded):
    reports = variants(coded.reports[0], {}, {}, {"status": Status.DENIED})
    made = event(reports, ["a", "b", "c"])
    assert made.status is Status.HAPPENED
    assert [turn.status for turn in made.course] == [Status.HAPPENED, Status.DENIED]
    assert [(each.report, each.field) for each in made.dissent] == [("r2", "status")]


def test_of_equally_told_days_the_narrower(coded):
    reports = variants(coded.reports[0], {"time": when(DAY, DAY + dt.timedelta(days=6))}, {"time": when(DAY)}, {"time": None})
    made = event(reports, ["a", "b", "c"])
    assert (made.start, made.end, made.is_dated) == (DAY, DAY, True)


@pytest.mark.parametrize(
    ("met", "today", "state"),
    [
        (dt.date(2023, 4, 20), dt.date(2023, 6, 10), State.KEPT),
        (dt.date(2023, 1, 20), dt.date(2023, 2, 10), State.OPEN),
        (dt.date(2023, 1, 20), dt.date(2023, 6, 10), State.OVERDUE),
    ],
)
def test_plans(coded, met, today, state):
    call, plan = coded.reports[0], coded.reports[1]
    plan = dataclasses.replace(plan, time=when(dt.date(2023, 3, 1), dt.date(2023, 5, 31)))
    visit = dataclasses.replace(call, id="visit", time=when(met))
    witnesses = {plan.id: Witness(DAY, "a"), visit.id: Witness(met, "b"), call.id: Witness(DAY, "a")}
    made = plans_of(events_of([call, plan, visit], [], witnesses), RULES, today)
    assert [each.state for each in made] == [state]
    assert (made[0].kept_by is not None) == (state is State.KEPT)
    if made[0].kept_by:
        assert made[0].kept_by.id == "visit"


def test_the_call_at_which_it_was_planned_keeps_no_plan(coded):
    links = merge(coded.reports, {coded.article.id: DAY}, LEXICON)
    witnesses = {report.id: Witness(DAY, "a") for report in coded.reports}
    assert [plan.state for plan in plans_of(events_of(coded.reports, links, witnesses), RULES, None)] == [State.OPEN]
