"""The shipped network: chunks of words -> scores, run by onnxruntime on one thread."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from detente.coding.forms import Forms, load_forms
from detente.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.resources.abc import Traversable

    from numpy.typing import NDArray

    from detente.coding.pieces import Pieces

SYNTAX = ("upos", "xpos", "starts", "arcs", "label_heads", "label_dependents")
"""The network's outputs that the parser needs, in the order of ``Scores``."""
EVENTS = ("words", "types", "statuses", "sources", "targets")
"""The network's outputs that the reader of events needs, in the order of ``EventOutputs``."""


@dataclass(frozen=True, slots=True)
class EventOutputs:
    """The network's view of n words as triggers and actors, all scores before any softmax or sigmoid.

    ``words`` (n, size) are the words' vectors, ``types`` (n, types) has "no event" in column 0, ``statuses`` (n, statuses);
    ``sources`` and ``targets`` (n, n + 1) rate for a trigger in row i nobody (column 0) and word j - 1 (column j).
    """

    words: NDArray[np.float32]
    types: NDArray[np.float32]
    statuses: NDArray[np.float32]
    sources: NDArray[np.float32]
    targets: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """The network's scores for a chunk of n words.

    ``upos`` (n, tags), ``xpos`` (n, tags), ``starts`` (n,): high where a sentence starts; ``arcs`` (n, n + 1): column j rates
    word j - 1 as head, column 0 the root; ``label_heads`` (n + 1, size) and ``label_dependents`` (n, size) make the labels' scores.
    """

    upos: NDArray[np.float32]
    xpos: NDArray[np.float32]
    starts: NDArray[np.float32]
    arcs: NDArray[np.float32]
    label_heads: NDArray[np.float32]
    label_dependents: NDArray[np.float32]
    events: EventOutputs


@dataclass(frozen=True)
class Model:
    """Sessions, tokenizer and tables of one set of weights; threads may share it."""

    network: onnxruntime.InferenceSession
    labeller: onnxruntime.InferenceSession
    pair_reader: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    deps: tuple[str, ...]
    types: tuple[str, ...]
    statuses: tuple[str, ...]
    forms: Forms

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The tokenizer's pieces."""
        return frozenset(self.tokenizer.get_vocab())

    def score(self, pieces: Pieces) -> Scores:
        """Return the scores of one chunk. A chunk is never run together with another, so its scores hang on nothing else."""
        given = {"ids": pieces.ids, "shapes": pieces.shapes, "first": pieces.first}
        found = dict(zip((*SYNTAX, *EVENTS), self.network.run([*SYNTAX, *EVENTS], given), strict=True))
        return Scores(**{name: found[name] for name in SYNTAX}, events=EventOutputs(**{name: found[name] for name in EVENTS}))

    def find_labels(self, scores: Scores, heads: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the label of each word's arc from its head (0 = root); the root's word, and no other, has label "root"."""
        given = {"dependents": scores.label_dependents, "heads": scores.label_heads[heads]}
        rated = self.labeller.run(None, given)[0]
        root = self.deps.index("root")
        rated[:, root] = np.where(heads == 0, np.inf, -np.inf)
        best: NDArray[np.int64] = rated.argmax(1)
        return best

    def type_pairs(self, words: NDArray[np.float32], sources: Sequence[int], targets: Sequence[int]) -> NDArray[np.float32]:
        """Return scores (pairs, types) of what sources do to targets: places in the vectors of one sentence; len(words) is nobody."""
        given = {"words": words, "sources": np.array(sources, np.int64), "targets": np.array(targets, np.int64)}
        rated: NDArray[np.float32] = self.pair_reader.run(None, given)[0]
        return rated


def load_model(folder: Traversable | None = None) -> Model:
    """Return the model that ``folder`` holds, by default the shipped one. Raises ModelError where a file is missing or unfit."""
    folder = folder if folder is not None else files("detente.coding") / "models" / "en"
    try:
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
        sessions = [_open(folder / name) for name in ("network.onnx", "labeller.onnx", "pairs.onnx")]
        forms = load_forms(folder / "forms.json")
    except (OSError, ValueError, KeyError, onnxruntime.capi.onnxruntime_pybind11_state.Fail) as error:
        message = f"model {folder}: {error}: reinstall detente, or train the model again (training/README.md)"
        raise ModelError(message) from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    network, labeller, pair_reader = sessions
    classes = {kind: tuple(labels[kind]) for kind in ("upos", "xpos", "deps", "types", "statuses")}
    return Model(network, labeller, pair_reader, tokenizer, forms=forms, **classes)


def _open(path: Traversable) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
