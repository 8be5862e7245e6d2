"""Train the heads that read events, together with the parser that they ride on; checkpoints each epoch, can be resumed.

Usage: python training/learn_reader.py PARSER.pt --model FOLDER --train TRAIN.conllu.gz --dev DEV.conllu.gz --out FOLDER [--epochs 6]

PARSER.pt is the checkpoint of learn_parser.py and FOLDER its export, which parses the written sentences.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from chunks import IGNORED, Chunk, Labels, answer_run, batches, pad
from event_network import EventHeads, PairReader, Roles
from event_scores import measure_events
from events import NOBODY, EventChunk, EventSentence, Pair, draw_groups, make_event_chunk, read_sentences
from learn_parser import SEED, Clock, Model, collate, draw_chunks, load_tokenizer, loss_of, measure, set_rate, syntax_loss
from torch import Tensor, nn
from torch.nn import functional
from treebank import Document, read_treebank

from detente.coding.model import load_model
from detente.coding.pieces import SHAPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Tokenizer

HEADLINE_COPIES = 4
"""How often an epoch shows the headlines that were written and parsed by hand."""
ROOM, TREE_ROOM = 900, 1200
"""Padded pieces in a batch of events and of the treebank."""
ENCODER_RATE, HEAD_RATE, READER_RATE = 1.0e-4, 3e-4, 6e-4
HIDDEN_SHARE, MASK = 0.07, 103
"""Share of the pieces hidden while learning events, and the piece that hides them."""
ACTOR_WEIGHT, PARSE_WEIGHT = 0.5, 0.5
NO_EVENT_WEIGHT = 0.4
RARE_STATUS_WEIGHT = 3.0
UNMARKED_WEIGHT = 0.5
"""Weight in the loss of a pair that nobody marked as without an event."""


class Reader(nn.Module):
    """Encoder, parser and the readers of events."""

    def __init__(self, labels: Labels) -> None:
        """Set up for the classes of a treebank; the encoder comes pretrained."""
        super().__init__()
        self.base = Model(labels)
        width = self.base.encoder.width
        self.events, self.pairs = EventHeads(width), PairReader(width)


@dataclass(frozen=True, slots=True)
class Batch:
    """A padded batch of event chunks; ``sentence`` numbers the sentence of each word, -1 for padding."""

    ids: Tensor
    shapes: Tensor
    first: Tensor
    mask: Tensor
    sentence: Tensor
    types: Tensor
    statuses: Tensor


def load_weights(reader: Reader, state: dict[str, Any]) -> None:
    """Load a checkpoint of this script or of learn_parser.py."""
    weights = dict(state["reader"]) if "reader" in state else {f"base.{name}": weight for name, weight in state["model"].items()}
    for name, weight in weights.items():
        if "shape_" in name:
            weights[name] = weight[:SHAPES]
    reader.load_state_dict({name: weight for name, weight in weights.items() if not name.startswith("marked.")}, strict=False)


def collate_events(chunks: Sequence[EventChunk]) -> Batch:
    """Return a padded batch."""
    ids = [chunk.pieces.ids.tolist() for chunk in chunks]
    numbers, offset = [], 0
    for chunk in chunks:
        numbers.append([number + offset for number in chunk.sentences])
        offset += chunk.sentences[-1] + 1
    return Batch(
        pad(ids, 0), pad([chunk.pieces.shapes.tolist() for chunk in chunks], 0), pad([chunk.pieces.first.tolist() for chunk in chunks], 0),
        pad([[1] * len(row) for row in ids], 0), pad(numbers, -1),
        pad([chunk.types for chunk in chunks], IGNORED), pad([chunk.statuses for chunk in chunks], IGNORED),
    )


def hide_pieces(ids: Tensor) -> Tensor:
    """Return the pieces with a few of them masked, so that no single word decides."""
    return ids.masked_fill((torch.rand(ids.shape) < HIDDEN_SHARE) & (ids > MASK), MASK)


def event_loss(reader: Reader, chunks: Sequence[EventChunk], labels: Labels) -> Tensor:
    """Return the sum of the event heads' losses, and of the parser's where the sentences' parse is known."""
    batch = collate_events(chunks)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words = reader.base.encoder(hide_pieces(batch.ids), batch.shapes, batch.first, batch.mask)
        roles = reader.events(words)
        trees = tree_loss(reader, words, chunks, labels)
        scores, pairs = score_pairs(reader, words, batch, chunks)
    weights = torch.ones(roles.types.shape[-1])
    weights[0] = NO_EVENT_WEIGHT
    loss = functional.cross_entropy(roles.types.float().flatten(0, 1), batch.types.flatten(), weights, ignore_index=IGNORED)
    rare = torch.full((roles.statuses.shape[-1],), RARE_STATUS_WEIGHT)
    rare[0] = 1.0
    loss = loss + functional.cross_entropy(roles.statuses.float().flatten(0, 1), batch.statuses.flatten(), rare, ignore_index=IGNORED)
    return loss + ACTOR_WEIGHT * actor_loss(roles, batch, chunks) + pair_loss(scores.float(), pairs) + PARSE_WEIGHT * trees


def tree_loss(reader: Reader, words: Tensor, chunks: Sequence[EventChunk], labels: Labels) -> Tensor:
    """Return the parser's loss on those chunks of the batch in which each sentence has a parse."""
    rows = [row for row, chunk in enumerate(chunks) if all(sentence.words for sentence in chunk.run)]
    if not rows:
        return torch.zeros(())
    answers = collate([make_answers(chunks[row], labels) for row in rows])
    chosen = words[rows][:, : answers.heads.shape[1]]
    syntax = reader.base.parser(chosen)
    return syntax_loss(syntax, reader.base.parser.score_labels(syntax, answers.heads.clamp(min=0)), answers)


def make_answers(chunk: EventChunk, labels: Labels) -> Chunk:
    """Return a chunk's parse as answers for the parser."""
    return answer_run(chunk.run, chunk.pieces, labels)


def score_pairs(reader: Reader, words: Tensor, batch: Batch, chunks: Sequence[EventChunk]) -> tuple[Tensor, list[Pair]]:
    """Return the pair reader's scores for all pairs of a batch, and the pairs."""
    pairs, sources, targets = place_pairs(words, chunks)
    sentence = batch.sentence.flatten()
    is_hidden = sentence[torch.minimum(sources, targets)][:, None] != sentence[None]
    return reader.pairs(words.flatten(0, 1), sources, targets, is_hidden), pairs


def place_pairs(words: Tensor, chunks: Sequence[EventChunk]) -> tuple[list[Pair], Tensor, Tensor]:
    """Return the pairs of a batch and the places of their sources and targets in ``words`` laid end to end."""
    nobody, width = words.shape[0] * words.shape[1], words.shape[1]
    pairs = [(row * width, pair) for row, chunk in enumerate(chunks) for pair in chunk.pairs]
    sources, targets = (
        torch.tensor([nobody if getattr(pair, end) == NOBODY else offset + getattr(pair, end) for offset, pair in pairs])
        for end in ("source", "target")
    )
    return [pair for _, pair in pairs], sources, targets


def pair_loss(scores: Tensor, pairs: Sequence[Pair]) -> Tensor:
    """Return the cross-entropy of the pairs' types; several types of one pair share the probability."""
    right = torch.zeros(scores.shape)
    for place, pair in enumerate(pairs):
        right[place, list(pair.types)] = 1 / len(pair.types)
    weights = torch.tensor([1.0 if pair.is_marked else UNMARKED_WEIGHT for pair in pairs])
    return (weights * -(right * functional.log_softmax(scores, -1)).sum(-1)).sum() / weights.sum()


def actor_loss(roles: Roles, batch: Batch, chunks: Sequence[EventChunk]) -> Tensor:
    """Return the loss of sources and targets: each word of the trigger's sentence, and nobody, yes or no."""
    total, count = torch.zeros(()), 0
    for row, chunk in enumerate(chunks):
        for trigger, sources, targets in chunk.triggers:
            is_near = functional.pad(batch.sentence[row] == batch.sentence[row, trigger], (1, 0), value=True)
            for scores, heads in ((roles.sources, sources), (roles.targets, targets)):
                right = torch.zeros(is_near.shape)
                right[[head + 1 for head in heads] or [0]] = 1.0
                scored = scores[row, trigger].float()[is_near]
                total = total + functional.binary_cross_entropy_with_logits(scored, right[is_near], reduction="sum")
            count += 1
    return total / max(1, count)


def make_optimizer(reader: Reader) -> torch.optim.Optimizer:
    """Return AdamW: the encoder slowest, the new heads fastest."""
    encoder = [weight for weight in reader.base.encoder.parameters() if weight.requires_grad]
    groups = zip((encoder, reader.base.parser.parameters(), [*reader.events.parameters(), *reader.pairs.parameters()]),
                 (ENCODER_RATE, HEAD_RATE, READER_RATE), strict=True)
    shaped = [{"params": list(weights), "lr": rate, "peak": rate} for weights, rate in groups]
    return torch.optim.AdamW(shaped, weight_decay=0.01, betas=(0.9, 0.98))


Step = tuple[list[EventChunk], list[Chunk]]


@dataclass(frozen=True, slots=True)
class Material:
    """What is learned from, and how it is cut."""

    sentences: Sequence[EventSentence]
    documents: Sequence[Document]
    labels: Labels
    tokenizer: Tokenizer

    def draw(self, epoch: int) -> list[Step]:
        """Return an epoch's batches of events, each with one of the treebank, which goes round."""
        rng = random.Random(f"{SEED} events {epoch}")
        groups = [make_event_chunk(group, self.tokenizer, rng) for group in draw_groups(self.sentences, rng)]
        treebank = batches(draw_chunks(self.documents, self.labels, self.tokenizer, rng), TREE_ROOM, rng)
        return list(zip(batches(groups, ROOM, rng), cycle(treebank), strict=False))


def train(options: argparse.Namespace) -> None:
    """Train within the epochs and minutes allowed, from where an earlier run with the same folder stopped."""
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    saved = options.out / "checkpoint.pt"
    state = torch.load(saved if saved.exists() else options.parser)
    labels = Labels(**{kind: tuple(names) for kind, names in state["labels"].items()})
    reader = Reader(labels)
    load_weights(reader, state)
    optimizer = make_optimizer(reader)
    epoch, spent = 0, 0.0
    if saved.exists():
        optimizer.load_state_dict(state["optimizer"])
        epoch, spent = state["epoch"], state["spent"]
    tokenizer = load_tokenizer()
    sentences, held = read_sentences(options.sentences, load_model(options.model))
    documents = [each for each in read_treebank(options.train) if not each.is_gum]
    documents += HEADLINE_COPIES * read_treebank(Path(__file__).parent / "headlines.conllu")
    dev = read_treebank(options.dev)
    parts = {"ewt": [each for each in dev if not each.is_gum], "gum": [each for each in dev if each.is_gum]}
    print(len(sentences), "sentences", len(held), "held out", len(documents), "documents", flush=True)
    last = min(options.epochs, epoch + options.stop_after)
    material = Material(sentences, documents, labels, tokenizer)
    while epoch < last and spent < 60 * options.minutes:
        clock = Clock(options.epochs, 60 * options.minutes, epoch, spent)
        spent += train_epoch(reader, optimizer, material, clock, options)
        epoch += 1
        kept = {"reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "labels": state["labels"]}
        torch.save(kept | {"epoch": epoch, "spent": spent}, saved)
    print("epoch", epoch, f"{spent:.0f} s", measure_events(reader, held, tokenizer, options.relations), flush=True)
    for name, part in parts.items():
        print("epoch", epoch, name, measure(reader.base, part, labels, tokenizer), flush=True)


def train_epoch(
    reader: Reader, optimizer: torch.optim.Optimizer, material: Material, clock: Clock, options: argparse.Namespace
) -> float:
    """Train on the material once, or until time is up; return the seconds that it took."""
    reader.train()
    began = time.monotonic()
    steps, labels = material.draw(clock.epoch), material.labels
    total = 0.0
    for place, (events, trees) in enumerate(steps):
        elapsed = time.monotonic() - began
        progress = clock.progress(place / len(steps), elapsed)
        if progress >= 1:
            break
        set_rate(optimizer, clock.epoch * len(steps) + place, progress)
        loss = event_loss(reader, events, labels)
        optimizer.zero_grad()
        loss.backward()
        if place % options.tree_every == 0:
            (options.tree_weight * loss_of(reader.base, collate(trees))).backward()
        nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        total += loss.item()
        if place % 25 == 0:
            print("epoch", clock.epoch + 1, "step", place, "of", len(steps), f"loss {total / (place + 1):.3f} {elapsed:.0f} s", flush=True)
    return time.monotonic() - began


def main() -> None:
    """Read the command line and train."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("parser", type=Path)
    reader.add_argument("--model", type=Path, required=True)
    reader.add_argument("--sentences", type=Path, default=Path(__file__).parent / "sentences")
    reader.add_argument("--train", type=Path, required=True)
    reader.add_argument("--dev", type=Path, required=True)
    reader.add_argument("--stop-after", type=int, default=100, help="epochs to train now; the same command goes on from there")
    reader.add_argument("--relations", type=Path, help="pairs to measure by, from event_scores.prepare_relations")
    reader.add_argument("--out", type=Path, required=True)
    reader.add_argument("--epochs", type=int, default=6)
    reader.add_argument("--minutes", type=float, default=60)
    reader.add_argument("--threads", type=int, default=2)
    reader.add_argument("--tree-weight", type=float, default=1.0)
    reader.add_argument("--tree-every", type=int, default=1, help="steps from one batch of the treebank to the next")
    train(reader.parse_args())


if __name__ == "__main__":
    main()
