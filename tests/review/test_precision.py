"""Samples are even over strata and repeatable; precision comes with Wilson's interval."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import InputError
from detente.review import draw, precisions, wilson
from detente.store import open_store, open_writer


@pytest.fixture
def store(tmp_path, many):
    with open_writer(tmp_path / "store") as writer:
        writer.append(many)
    with open_store(tmp_path / "store") as opened:
        yield opened


def test_a_sample_is_even_and_repeatable(store):
    assert Counter(stratum for _, stratum in draw(store, 8)) == {"CONSULT": 4, "REQUEST": 4}
    assert Counter(stratum for _, stratum in draw(store, 15)) == {"CONSULT": 9, "REQUEST": 6}, "what one stratum lacks the others give"
    assert len(set(draw(store, 100))) == 18
    assert draw(store, 8, seed="a") == draw(store, 8, seed="a")
    assert draw(store, 8, "status") != draw(store, 8)


def test_seeds_draw_different_samples(store):
    assert len({tuple(draw(store, 4, seed=seed)) for seed in "abcdefgh"}) > 2


@pytest.mark.parametrize("by", ["type", "status", "prominence", "mode", "rule", "outlet"])
def test_by_every_stratum(store, by):
    assert len(draw(store, 5, by)) == 5


def test_an_unknown_stratum_is_said(store):
    with pytest.raises(InputError, match="choose type"):
        draw(store, 5, "mood; drop")


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662), (0, 0, 0.0, 1.0)],
)
def test_wilson(right, judged, low, high):
    # Newcombe 1998, table I (81 of 263), and the closed form for none and all.
    assert wilson(right, judged) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 400).flatmap(lambda judged: st.tuples(st.integers(0, judged), st.just(judged))))
def test_the_interval_holds_the_share(counts):
    low, high = wilson(*counts)
    assert 0.0 <= low <= counts[0] / counts[1] + 1e-12
    assert counts[0] / counts[1] - 1e-12 <= high <= 1.0


def test_each_stratum_and_all():
    lines = precisions([("B", True), ("A", False), ("A", True)])
    assert [(each.stratum, each.right, each.judged) for each in lines] == [("A", 1, 2), ("B", 1, 1), ("all", 2, 3)]
    assert precisions([]) == ()
