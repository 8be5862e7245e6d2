"""Scores of heads -> the best tree with one root (maximum spanning arborescence)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

ONE_ROOT = 1e6
"""Taken off all root arcs, so that the best tree has as few of them as can be: one (Stanojevic and Cohen 2021)."""
NEVER = -1e12


def find_tree(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the head of each of n words, 0 for the root and otherwise counted from 1.

    ``scores[i, j]`` rates head j for word i + 1; its shape is (n, n + 1). Ties go to the lower head.
    """
    count = len(scores)
    square = np.full((count + 1, count + 1), NEVER)
    square[1:] = scores
    np.fill_diagonal(square, NEVER)
    heads: NDArray[np.int64] = square.argmax(1)
    heads[0] = 0
    if (heads[1:] == 0).sum() != 1 or not _is_tree(heads):
        square[1:, 0] -= ONE_ROOT
        heads = _best_heads(square)
    found: NDArray[np.int64] = heads[1:]
    return found


def _is_tree(heads: NDArray[np.int64]) -> bool:
    reached = heads
    for _ in range(len(heads).bit_length()):
        reached = reached[reached]
    return not bool(reached.any())


def _best_heads(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Chu-Liu/Edmonds: greedy heads; a cycle becomes one node, and the smaller graph is solved in the same way."""
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    outside = np.setdiff1d(np.arange(len(scores)), cycle)
    gain = scores[cycle][:, outside] - scores[cycle, heads[cycle]][:, None]
    entered = gain.argmax(0)
    leaving = scores[outside][:, cycle]
    left = leaving.argmax(1)
    smaller = np.full((len(outside) + 1, len(outside) + 1), NEVER)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[:-1, -1] = leaving.max(1)
    smaller[-1, :-1] = gain.max(0)
    np.fill_diagonal(smaller, NEVER)
    solved = _best_heads(smaller)
    heads = heads.copy()
    for place, word in enumerate(outside):
        head = solved[place]
        heads[word] = cycle[left[place]] if head == len(outside) else outside[head]
    heads[0] = 0
    entrance = solved[-1]
    heads[cycle[entered[entrance]]] = outside[entrance]
    return heads


def _find_cycle(heads: NDArray[np.int64]) -> NDArray[np.int64] | None:
    state = np.zeros(len(heads), np.int64)
    state[0] = -1
    for start in range(1, len(heads)):
        word, path = start, []
        while state[word] == 0:
            state[word] = start
            path.append(word)
            word = int(heads[word])
        if state[word] == start:
            return np.array(sorted(path[path.index(word) :]))
        state[path] = -1
    return None
