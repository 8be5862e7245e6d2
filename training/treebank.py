"""Read CoNLL-U treebanks as documents of sentences of words."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIELDS = 10


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word. ``head`` is its head's place in the sentence, counted from 1, or 0 for the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    features: str
    head: int
    label: str
    is_followed_by_space: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one sentence; ``opens_paragraph`` where the treebank starts a paragraph (or document) with it."""

    words: tuple[Word, ...]
    opens_paragraph: bool


@dataclass(frozen=True, slots=True)
class Document:
    """Consecutive sentences under the name that the treebank gives the document."""

    name: str
    sentences: tuple[Sentence, ...]

    @property
    def genre(self) -> str:
        """The genre as the names of EWT ("reviews-...") and GUM ("GUM_news_...") give it."""
        parts = self.name.split("_")
        return "_".join(parts[:2]) if parts[0] == "GUM" else self.name.split("-")[0]

    @property
    def is_gum(self) -> bool:
        """Whether the document is one of GUM's, whose licence bars it from training the weights we ship."""
        return self.name.startswith("GUM_")


def read_treebank(path: Path) -> list[Document]:
    """Return the documents of a CoNLL-U file, plain or gzipped."""
    return list(_documents(_blocks(path)))


def _blocks(path: Path) -> Iterator[list[str]]:
    stored = path.read_bytes()
    text = (gzip.decompress(stored) if path.suffix == ".gz" else stored).decode("utf-8")
    for block in text.split("\n\n"):
        if block.strip():
            yield block.strip("\n").split("\n")


def _documents(blocks: Iterator[list[str]]) -> Iterator[Document]:
    name, sentences = "", []
    for block in blocks:
        comments = [line for line in block if line.startswith("#")]
        opened = [line for line in comments if line.startswith("# newdoc")]
        if opened:
            if sentences:
                yield Document(name, tuple(sentences))
            name, sentences = opened[0].split("=")[-1].strip(), []
        opens_paragraph = not sentences or any(line.startswith("# newpar") for line in comments)
        sentences.append(Sentence(_words(block), opens_paragraph))
    if sentences:
        yield Document(name, tuple(sentences))


def _words(block: list[str]) -> tuple[Word, ...]:
    words: list[Word] = []
    contraction_end, contraction_space = 0, True
    for line in block:
        cells = line.split("\t")
        if line.startswith("#") or len(cells) != FIELDS or "." in cells[0]:
            continue
        is_spaced = "SpaceAfter=No" not in cells[9]
        if "-" in cells[0]:
            contraction_end, contraction_space = int(cells[0].split("-")[1]), is_spaced
            continue
        place = int(cells[0])
        if place <= contraction_end:
            is_spaced = contraction_space and place == contraction_end
        words.append(Word(cells[1], cells[2], cells[3], cells[4], cells[5], int(cells[6]), cells[7], is_spaced))
    return tuple(words)
