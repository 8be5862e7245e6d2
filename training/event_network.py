"""The heads that read events: triggers and their actors word by word, and a reader of (source, target) pairs."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from events import STATUSES, TYPES
from network import DROPOUT, Projection, add_one
from torch import Tensor, nn

ACTOR_SIZE, TYPE_SIZE = 128, 256
READER_LAYERS, READER_HEADS = 2, 6


@dataclass(frozen=True, slots=True)
class Roles:
    """Scores for a batch: a word as trigger of a type, its status, and each word (column 0: nobody) as its source or target."""

    types: Tensor
    statuses: Tensor
    sources: Tensor
    targets: Tensor


class ActorScorer(nn.Module):
    """A bilinear form between trigger words and actor words; column 0 scores "nobody"."""

    def __init__(self, width: int) -> None:
        """Set up for word vectors of that width."""
        super().__init__()
        self.trigger, self.actor = Projection(width, ACTOR_SIZE), Projection(width, ACTOR_SIZE)
        self.nobody = nn.Parameter(torch.zeros(ACTOR_SIZE))
        self.weights = nn.Parameter(torch.empty(ACTOR_SIZE + 1, ACTOR_SIZE + 1))
        nn.init.xavier_uniform_(self.weights)
        self.rarity = nn.Parameter(torch.tensor(-3.0))

    def forward(self, words: Tensor) -> Tensor:
        """Return scores (batch, trigger, 1 + actor)."""
        nobody = self.nobody.expand(words.shape[0], 1, -1).to(words.dtype)
        actors = add_one(torch.cat([nobody, self.actor(words)], 1))
        return self.rarity + add_one(self.trigger(words)) @ self.weights @ actors.transpose(1, 2)


class EventHeads(nn.Module):
    """Type, status, source and target for each word as a trigger."""

    def __init__(self, width: int) -> None:
        """Set up for word vectors of that width."""
        super().__init__()
        self.types = nn.Sequential(Projection(width, TYPE_SIZE), nn.Linear(TYPE_SIZE, len(TYPES)))
        self.statuses = nn.Sequential(Projection(width, TYPE_SIZE), nn.Linear(TYPE_SIZE, len(STATUSES)))
        self.sources, self.targets = ActorScorer(width), ActorScorer(width)

    def forward(self, words: Tensor) -> Roles:
        """Return all scores of a batch."""
        return Roles(self.types(words), self.statuses(words), self.sources(words), self.targets(words))


class ReaderLayer(nn.Module):
    """A pair looks at the words of its sentence and thinks about what it saw."""

    def __init__(self, width: int) -> None:
        """Set up for word vectors of that width."""
        super().__init__()
        self.heads = READER_HEADS
        self.query, self.key = nn.Linear(width, width), nn.Linear(width, width)
        self.value, self.out = nn.Linear(width, width), nn.Linear(width, width)
        self.think = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))
        self.seen, self.thought = nn.LayerNorm(width), nn.LayerNorm(width)
        self.drop = nn.Dropout(DROPOUT / 2)

    def forward(self, pairs: Tensor, words: Tensor, hidden: Tensor) -> Tensor:
        """Return the pairs (count, width) after a look at ``words`` (words, width); ``hidden`` is -inf where a pair must not look."""
        def split(vectors: Tensor) -> Tensor:
            return vectors.reshape(-1, self.heads, vectors.shape[-1] // self.heads).transpose(0, 1)

        query, key, value = split(self.query(pairs)), split(self.key(words)), split(self.value(words))
        weights = torch.softmax(query @ key.transpose(1, 2) * query.shape[-1] ** -0.5 + hidden, -1)
        looked = (weights @ value).transpose(0, 1).reshape(pairs.shape)
        pairs = self.seen(pairs + self.drop(self.out(looked)))
        return self.thought(pairs + self.drop(self.think(pairs)))


class PairReader(nn.Module):
    """Types what a source word's actor does to a target word's actor in their sentence, or says that it does nothing."""

    def __init__(self, width: int) -> None:
        """Set up for word vectors of that width."""
        super().__init__()
        self.nobody = nn.Parameter(torch.zeros(width))
        self.join = nn.Sequential(nn.Linear(3 * width, width), nn.LayerNorm(width))
        self.layers = nn.ModuleList(ReaderLayer(width) for _ in range(READER_LAYERS))
        self.types = nn.Linear(width, len(TYPES))

    def forward(self, words: Tensor, sources: Tensor, targets: Tensor, is_hidden: Tensor) -> Tensor:
        """Return scores (pairs, types) for places ``sources`` and ``targets`` in ``words``.

        The place after the last word stands for nobody. A pair sees no word where ``is_hidden`` (pairs, words).
        """
        actors = torch.cat([words, self.nobody[None].to(words.dtype)])
        source, target = actors[sources], actors[targets]
        pairs = self.join(torch.cat([source, target, source * target], -1))
        hidden = torch.zeros(is_hidden.shape, dtype=words.dtype).masked_fill(is_hidden, -1e4)
        for layer in self.layers:
            pairs = layer(pairs, words, hidden)
        return self.types(pairs)
