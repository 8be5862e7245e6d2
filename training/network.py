"""The network: one encoder, and on each word's first piece the heads of the parser."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertModel

from detente.coding.pieces import SHAPES

ARC_SIZE, LABEL_SIZE = 256, 96
DROPOUT = 0.2


@dataclass(frozen=True, slots=True)
class Syntax:
    """The parser's scores for a batch; ``arcs[b, i, j]`` scores word j - 1 as head of word i, j = 0 being the root."""

    upos: Tensor
    xpos: Tensor
    starts: Tensor
    arcs: Tensor
    label_heads: Tensor
    label_dependents: Tensor


class Encoder(nn.Module):
    """A sentence encoder that also sees how words are written (it reads lower-case pieces only)."""

    def __init__(self, folder: str) -> None:
        """Load the pretrained weights of ``folder``."""
        super().__init__()
        self.bert = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="sdpa")
        self.width = self.bert.config.hidden_size
        self.shape_in = nn.Embedding(SHAPES, self.width)
        self.shape_out = nn.Embedding(SHAPES, self.width)
        nn.init.zeros_(self.shape_in.weight)
        nn.init.zeros_(self.shape_out.weight)
        self.bert.embeddings.word_embeddings.weight.requires_grad = False  # half of all weights, and little to gain

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return a vector for each word."""
        embedded = self.bert.embeddings.word_embeddings(ids) + self.shape_in(shapes)
        pieces = self.bert(inputs_embeds=embedded, attention_mask=mask).last_hidden_state + self.shape_out(shapes)
        return torch.gather(pieces, 1, first.unsqueeze(-1).expand(-1, -1, self.width))


class Projection(nn.Sequential):
    """A layer, a bend and dropout."""

    def __init__(self, width: int, size: int) -> None:
        """Project vectors of ``width`` to ``size``."""
        super().__init__(nn.Linear(width, size), nn.GELU(), nn.Dropout(DROPOUT))


class Parser(nn.Module):
    """Tags, sentence starts, and biaffine arcs and labels over all words of a chunk."""

    def __init__(self, width: int, upos: int, xpos: int, labels: int) -> None:
        """Set up for word vectors of ``width`` and that many classes."""
        super().__init__()
        self.upos, self.xpos, self.starts = nn.Linear(width, upos), nn.Linear(width, xpos), nn.Linear(width, 1)
        self.head, self.dependent = Projection(width, ARC_SIZE), Projection(width, ARC_SIZE)
        self.label_head, self.label_dependent = Projection(width, LABEL_SIZE), Projection(width, LABEL_SIZE)
        self.root = nn.Parameter(torch.zeros(ARC_SIZE))
        self.label_root = nn.Parameter(torch.zeros(LABEL_SIZE))
        self.arcs = nn.Parameter(torch.empty(ARC_SIZE + 1, ARC_SIZE))
        self.labels = nn.Parameter(torch.zeros(labels, LABEL_SIZE + 1, LABEL_SIZE + 1))
        nn.init.xavier_uniform_(self.arcs)

    def forward(self, words: Tensor) -> Syntax:
        """Return the scores of all words and of all pairs of words."""
        batch = words.shape[0]
        heads = torch.cat([self.root.expand(batch, 1, -1).to(words.dtype), self.head(words)], 1)
        label_heads = torch.cat([self.label_root.expand(batch, 1, -1).to(words.dtype), self.label_head(words)], 1)
        arcs = add_one(self.dependent(words)) @ self.arcs @ heads.transpose(1, 2)
        starts = self.starts(words).squeeze(-1)
        return Syntax(self.upos(words), self.xpos(words), starts, arcs, add_one(label_heads), add_one(self.label_dependent(words)))

    def score_labels(self, syntax: Syntax, heads: Tensor) -> Tensor:
        """Return the scores of all labels for the arc from ``heads`` (0 = root) to each word."""
        chosen = torch.gather(syntax.label_heads, 1, heads.unsqueeze(-1).expand(-1, -1, LABEL_SIZE + 1))
        by_label = torch.einsum("bni,kij->bnkj", syntax.label_dependents, self.labels)
        return (by_label * chosen.unsqueeze(2)).sum(-1)


def add_one(vectors: Tensor) -> Tensor:
    """Return the vectors with a 1 appended: the bias term of a bilinear form."""
    return torch.cat([vectors, vectors.new_ones((*vectors.shape[:-1], 1))], -1)
