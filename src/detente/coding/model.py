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
    from importlib.resources.abc import Traversable

    from numpy.typing import NDArray

    from detente.coding.pieces import Pieces

SYNTAX = ("upos", "xpos", "starts", "arcs", "label_heads", "label_dependents")
"""The network's outputs that the parser needs, in the order of ``Scores``."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The network's scores for a chunk of n words.

    ``upos`` (n, tags), ``xpos`` (n, tags), ``starts`` (n,): above 0 where a sentence starts; ``arcs`` (n, n + 1): column j rates
    word j - 1 as head, column 0 the root; ``label_heads`` (n + 1, size) and ``label_dependents`` (n, size) make the labels' scores.
    """

    upos: NDArray[np.float32]
    xpos: NDArray[np.float32]
    starts: NDArray[np.float32]
    arcs: NDArray[np.float32]
    label_heads: NDArray[np.float32]
    label_dependents: NDArray[np.float32]


@dataclass(frozen=True)
class Model:
    """Sessions, tokenizer and tables of one set of weights; threads may share it."""

    network: onnxruntime.InferenceSession
    labeller: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    deps: tuple[str, ...]
    forms: Forms

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The tokenizer's pieces."""
        return frozenset(self.tokenizer.get_vocab())

    def score(self, pieces: Pieces) -> Scores:
        """Return the scores of one chunk. A chunk is never run together with another, so its scores hang on nothing else."""
        return Scores(*self.network.run(list(SYNTAX), {"ids": pieces.ids, "shapes": pieces.shapes, "first": pieces.first}))

    def find_labels(self, scores: Scores, heads: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the label of each word's arc from its head (0 = root); the root's word, and no other, has label "root"."""
        given = {"dependents": scores.label_dependents, "heads": scores.label_heads[heads]}
        rated = self.labeller.run(None, given)[0]
        root = self.deps.index("root")
        rated[:, root] = np.where(heads == 0, np.inf, -np.inf)
        best: NDArray[np.int64] = rated.argmax(1)
        return best


def load_model(folder: Traversable | None = None) -> Model:
    """Return the model that ``folder`` holds, by default the shipped one. Raises ModelError where a file is missing or unfit."""
    folder = folder if folder is not None else files("detente.coding") / "models" / "en"
    try:
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
        sessions = [_open(folder / name) for name in ("network.onnx", "labeller.onnx")]
        forms = load_forms(folder / "forms.json")
    except (OSError, ValueError, KeyError, onnxruntime.capi.onnxruntime_pybind11_state.Fail) as error:
        message = f"model {folder}: {error}: reinstall detente, or train the model again (training/README.md)"
        raise ModelError(message) from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    upos, xpos, deps = (tuple(labels[kind]) for kind in ("upos", "xpos", "deps"))
    return Model(sessions[0], sessions[1], tokenizer, upos, xpos, deps, forms)


def _open(path: Traversable) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
