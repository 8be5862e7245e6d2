"""The tree decoder against trying every tree."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.coding.trees import find_tree


def reaches_root(heads: tuple[int, ...]) -> bool:
    for start in range(1, len(heads) + 1):
        word, steps = start, 0
        while word and steps <= len(heads):
            word, steps = heads[word - 1], steps + 1
        if word:
            return False
    return True


def best_by_trying(scores: np.ndarray) -> float:
    count = len(scores)
    trees = (heads for heads in product(range(count + 1), repeat=count) if heads.count(0) == 1 and reaches_root(heads))
    return max(sum(float(scores[word, head]) for word, head in enumerate(heads)) for heads in trees)


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_finds_the_best_tree_with_one_root(count: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, count + 1)).round(2)
    heads = tuple(find_tree(scores).tolist())
    assert heads.count(0) == 1
    assert reaches_root(heads)
    assert np.isclose(sum(scores[word, head] for word, head in enumerate(heads)), best_by_trying(scores))


def test_a_long_cycle_is_broken() -> None:
    count = 60
    scores = np.zeros((count, count + 1), np.float32)
    for word in range(count):
        scores[word, (word + 1) % count + 1] = 5
    heads = tuple(find_tree(scores).tolist())
    assert heads.count(0) == 1
    assert reaches_root(heads)


def test_two_likely_roots_become_one() -> None:
    scores = np.array([[9.0, 0.0, 1.0], [8.0, 2.0, 0.0]], np.float32)
    assert find_tree(scores).tolist() == [0, 1]
