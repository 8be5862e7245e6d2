"""Merging is pure: the components are networkx's where nothing speaks against it, and order, doing again and adding later change nothing."""

import datetime as dt
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.lexicon import Lexicon
from detente.lexicon.merging import load_merge_rules
from detente.merge import find_edges, merge_edges, merge_occurrences
from detente.merge.clusters import Bounds, Known, join
from detente.merge.groups import components
from detente.merge.occurrences import Occurrence
from detente.merge.renew import renew
from detente.records import Edge, Judgement, Status

RULES = Lexicon.load().get(load_merge_rules)
NAMES = [f"r{number:02}" for number in range(12)]
PAIRS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1]), max_size=20)
DAY = dt.date(2023, 6, 12)
WIDE = Bounds(10_000, 50_000)


def seen(report, parties=("RUS", "CHN"), day=DAY, **more):
    fields = {
        "article": f"a-{report}", "published": day + dt.timedelta(days=1), "family": "meeting", "type": "CONSULT", "mode": None,
        "status": Status.HAPPENED, "source": frozenset(parties), "target": frozenset(), "start": day, "end": day, "is_stated": True,
        "country": None, "point": None, "words": frozenset({"talks"}), **more,
    }  # fmt: skip
    return Occurrence(report=report, **fields)


def clusters(links):
    groups = {}
    for link in links:
        groups.setdefault(link.event, set()).add(link.report)
    return sorted(sorted(group) for group in groups.values())


OCCURRENCES = st.lists(
    st.builds(
        lambda parties, day, family, is_stated: (parties, day, family, is_stated),
        st.sets(st.sampled_from(["RUS", "CHN", "IND", "USA"]), max_size=3),
        st.integers(0, 12),
        st.sampled_from(["meeting", "force"]),
        st.booleans(),
    ),
    max_size=12,
).map(
    lambda rows: [
        seen(f"r{number:02}", parties, DAY + dt.timedelta(days=day), family=family, is_stated=is_stated)
        for number, (parties, day, family, is_stated) in enumerate(rows)
    ]
)
JUDGEMENTS = st.lists(
    st.builds(Judgement, st.sampled_from(NAMES), st.sampled_from(NAMES), st.booleans(), st.sampled_from(["ann", "bo"]),
              st.integers(0, 99).map(lambda hour: dt.datetime(2024, 1, 1, tzinfo=dt.UTC) + dt.timedelta(hours=hour))).filter(lambda each: each.one != each.two),
    max_size=4,
)  # fmt: skip


@given(PAIRS)
def test_components_are_those_of_networkx(pairs):
    graph = nx.Graph(pairs)
    want = sorted(sorted(part) for part in nx.connected_components(graph))
    found = components(pairs)
    assert sorted(sorted(name for name in found if found[name] == root) for root in set(found.values())) == want
    graph.add_nodes_from(NAMES)
    home, _ = join({name: Known() for name in NAMES}, [], [], [Edge(*pair, 0.7, "test") for pair in pairs], WIDE)
    joined = sorted(sorted(name for name in home if home[name] == root) for root in set(home.values()))
    assert joined == sorted(sorted(part) for part in nx.connected_components(graph))


@given(OCCURRENCES, JUDGEMENTS, st.randoms())
def test_order_does_not_matter(occurrences, judgements, random):
    want = merge_occurrences(occurrences, RULES, judgements)
    shuffled, said = list(occurrences), list(judgements)
    random.shuffle(shuffled)
    random.shuffle(said)
    assert merge_occurrences(shuffled, RULES, said) == want


@given(OCCURRENCES, JUDGEMENTS, st.integers(0, 12))
def test_later_reports_give_what_all_at_once_give(occurrences, judgements, cut):
    old, new = occurrences[:cut], occurrences[cut:]
    edges = tuple(find_edges(old, RULES))
    links = merge_edges(old, edges, RULES)
    loaded = []

    def load(reports):
        loaded.extend(reports)
        return [each for each in old if each.report in reports]

    found, made = renew(new, old, edges, links, judgements, load, lambda some, pairs: merge_edges(some, pairs, RULES, judgements), RULES)
    assert made == merge_occurrences(occurrences, RULES, judgements)
    assert set(found) == set(find_edges(occurrences, RULES))
    if not new and not judgements:
        assert not loaded


@given(OCCURRENCES, JUDGEMENTS)
def test_judged_apart_stay_apart(occurrences, judgements):
    event = {link.report: link.event for link in merge_occurrences(occurrences, RULES, judgements)}
    last = {}
    for each in sorted(judgements, key=lambda each: (each.at, each.by)):
        last[frozenset((each.one, each.two))] = each
    for each in last.values():
        if not each.is_same and each.one in event and each.two in event:
            assert event[each.one] != event[each.two]


def test_undone_and_done_again():
    two = [seen("a"), seen("b", ("USA", "FRA"))]
    same = Judgement("a", "b", is_same=True, by="ann", at=dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
    undo = replace(same, is_same=False, at=dt.datetime(2024, 1, 2, tzinfo=dt.UTC))
    again = replace(same, at=dt.datetime(2024, 1, 3, tzinfo=dt.UTC), by="bo")
    assert clusters(merge_occurrences(two, RULES)) == [["a"], ["b"]]
    assert clusters(merge_occurrences(two, RULES, [same])) == [["a", "b"]]
    assert clusters(merge_occurrences(two, RULES, [same, undo])) == [["a"], ["b"]]
    links = merge_occurrences(two, RULES, [undo, again, same])
    assert clusters(links) == [["a", "b"]]
    assert {link.by for link in links} == {"bo 2024-01-03T00:00:00+00:00"}


def test_a_report_of_one_party_chains_no_two_meetings():
    reports = [seen("a", ("RUS", "CHN")), seen("b", ("RUS",)), seen("c", ("RUS", "IND"))]
    assert len(clusters(merge_occurrences(reports, RULES))) == 2


@pytest.mark.parametrize(("other", "count"), [((33.51, 36.29), 2), ((36.25, 37.10), 1)])
def test_places_on_one_day(other, count):
    force = {"parties": ("ISR", "SYR"), "family": "force", "type": "ASSAULT"}
    reports = [seen("a", point=(36.20, 37.16), **force), seen("b", **force), seen("c", point=other, **force)]
    assert len(clusters(merge_occurrences(reports, RULES))) == count


def test_an_act_and_its_answer_are_two():
    act = {"family": "penalty", "type": "SANCTION"}
    sides = {"source": frozenset({"POL"}), "target": frozenset({"RUS"})}
    answer = {"source": frozenset({"RUS"}), "target": frozenset({"POL"})}
    reports = [seen("a", **act, **sides), seen("b", ("POL", "RUS"), **act), seen("c", **act, **answer)]
    assert len(clusters(merge_occurrences(reports, RULES))) == 2


def test_anniversaries_join_what_they_remember():
    later = seen("b", is_stated=True, published=DAY + dt.timedelta(days=365))
    assert clusters(merge_occurrences([seen("a"), later], RULES)) == [["a", "b"]]
