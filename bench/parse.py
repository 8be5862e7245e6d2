#!/usr/bin/env python3
"""Score the parser on a treebank: gold words and sentences, then raw text.

    python bench/parse.py FILE.conllu[.gz] [--by genre] [--json] [--model FOLDER] [--only TEXT]

UAS and LAS leave punctuation out and count full labels. From raw text a word counts where its characters agree with the treebank's
(recall over the treebank's words is the score, as no word can be found twice); sentences are scored by F1 of their spans.
The text is put together as the treebank says: its spaces, a blank line between paragraphs. Speed is measured from raw text to Doc, in processor time of the one thread.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from detente.coding.model import load_model
from detente.coding.parse import annotate, load_tokenizer

if TYPE_CHECKING:
    import spacy

FIELDS = 10


@dataclass
class Sentence:
    """The rows of a sentence: (form, lemma, upos, head from 1, label, is followed by a space)."""

    rows: list[tuple[str, str, str, int, str, bool]]
    opens_paragraph: bool


@dataclass
class Scores:
    """Counts of what was found; ``show`` makes percentages of them."""

    counts: Counter[str] = field(default_factory=Counter)

    def show(self) -> dict[str, float]:
        """Return all scores as percentages."""
        count = self.counts
        shown = {}
        for setting in ("gold", "raw"):
            words, counted = count[f"{setting} words"], count[f"{setting} counted"]
            if not words:
                continue
            shown |= {f"{setting} UAS": count[f"{setting} heads"] / counted, f"{setting} LAS": count[f"{setting} labelled"] / counted}
            shown |= {f"{setting} UPOS": count[f"{setting} upos"] / words, f"{setting} lemmas": count[f"{setting} lemmas"] / words}
        if count["sentences"]:
            shown["raw words"] = 2 * count["agreeing words"] / (count["raw words"] + count["found words"])
            shown["sentence F1"] = 2 * count["agreeing sentences"] / (count["sentences"] + count["found sentences"])
        return {name: round(100 * value, 2) for name, value in shown.items()}


def read_documents(path: Path) -> Iterator[tuple[str, list[Sentence]]]:
    """Yield the documents of a CoNLL-U file with their names; a file without names is one document."""
    stored = path.read_bytes()
    blocks = (gzip.decompress(stored) if path.suffix == ".gz" else stored).decode("utf-8").strip().split("\n\n")
    name, sentences = path.stem, []
    for block in blocks:
        new = re.search(r"^# newdoc(?: id =)? ?(.*)$", block, re.MULTILINE)
        if new and sentences:
            yield name, sentences
            sentences = []
        name = new[1] if new else name
        opens = bool(new) or not sentences or "\n# newpar" in f"\n{block}"
        sentences.append(Sentence(_rows(block), opens))
    yield name, sentences


def _rows(block: str) -> list[tuple[str, str, str, int, str, bool]]:
    rows, end, is_last_spaced = [], 0, True
    for line in block.split("\n"):
        cells = line.split("\t")
        if line.startswith("#") or len(cells) != FIELDS or "." in cells[0]:
            continue
        spaced = "SpaceAfter=No" not in cells[9]
        if "-" in cells[0]:
            end, is_last_spaced = int(cells[0].split("-")[1]), spaced
            continue
        place = int(cells[0])
        if place <= end:
            spaced = is_last_spaced and place == end
        rows.append((cells[1], cells[2], cells[3], int(cells[6]), cells[7], spaced))
    return rows


def genre_of(name: str) -> str:
    """Return the genre as EWT ("weblog-...") and GUM ("GUM_news_...") name it."""
    return "_".join(name.split("_")[:2]) if name.startswith("GUM_") else re.split(r"[-_]", name)[0]


def score_gold(sentences: list[Sentence], parse: Callable[[list[Sentence]], Doc], scores: Scores) -> None:
    """Count what is right with the treebank's words and sentences given."""
    doc = parse(sentences)
    words = [token for token in doc if not token.is_space]
    place = {token.i: order for order, token in enumerate(words)}
    offset = 0
    for sentence in sentences:
        for order, row in enumerate(sentence.rows):
            token = words[offset + order]
            head = 0 if token.head.i == token.i else place[token.head.i] - offset + 1
            _count(scores.counts, "gold", row, head == row[3], token)
        offset += len(sentence.rows)


def _count(counts: Counter[str], setting: str, row: tuple[str, str, str, int, str, bool], is_head: bool, token: object) -> None:  # noqa: FBT001
    _, lemma, upos, _, label, _ = row
    counts[f"{setting} words"] += 1
    counts[f"{setting} upos"] += token.pos_ == upos
    counts[f"{setting} lemmas"] += token.lemma_ == lemma
    if label == "punct":
        return
    counts[f"{setting} counted"] += 1
    counts[f"{setting} heads"] += is_head
    counts[f"{setting} labelled"] += is_head and token.dep_ == label


def write_text(sentences: list[Sentence]) -> tuple[str, list[list[tuple[int, int]]]]:
    """Return the document's text and, by sentence, the spans of its words."""
    text, spans = "", []
    for sentence in sentences:
        if text and sentence.opens_paragraph:
            text = text.rstrip() + "\n\n"
        spans.append([])
        for row in sentence.rows:
            spans[-1].append((len(text), len(text) + len(row[0])))
            text += row[0] + (" " if row[5] else "")
    return text, spans


def score_raw(sentences: list[Sentence], parse: Callable[[str], Doc], scores: Scores) -> float:
    """Count what is right from raw text; return the seconds of processor time that parsing took (one thread)."""
    text, spans = write_text(sentences)
    began = time.process_time()
    doc = parse(text)
    spent = time.process_time() - began
    found = {(token.idx, token.idx + len(token)): token for token in doc if not token.is_space}
    counts = scores.counts
    counts["found words"] += len(found)
    for sentence, places in zip(sentences, spans, strict=True):
        for row, span in zip(sentence.rows, places, strict=True):
            token = found.get(span)
            if token is None:
                counts["raw words"] += 1
                counts["raw counted"] += row[4] != "punct"
                continue
            counts["agreeing words"] += 1
            head = (token.head.idx, token.head.idx + len(token.head)) if token.head.i != token.i else None
            _count(counts, "raw", row, head == (places[row[3] - 1] if row[3] else None), token)
    right = {(places[0][0], places[-1][1]) for places in spans}
    parts = [[token for token in sentence if not token.is_space] for sentence in doc.sents]
    guessed = {(part[0].idx, part[-1].idx + len(part[-1])) for part in parts if part}
    counts["sentences"] += len(right)
    counts["found sentences"] += len(guessed)
    counts["agreeing sentences"] += len(right & guessed)
    return spent


def main() -> None:
    """Read the command line, score and print."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("file", type=Path)
    reader.add_argument("--by", choices=["genre"])
    reader.add_argument("--json", action="store_true")
    reader.add_argument("--model", type=Path, help="a folder of weights other than the shipped one")
    reader.add_argument("--only", default="", help="only documents with this in their name")
    options = reader.parse_args()
    began = time.perf_counter()
    model = load_model(options.model)
    tokenizer = load_tokenizer("en")
    loaded = time.perf_counter() - began
    scores: dict[str, Scores] = defaultdict(Scores)
    seconds = 0.0
    for name, sentences in read_documents(options.file):
        if options.only not in name:
            continue
        one = Scores()
        score_gold(sentences, lambda given: _parse_gold(given, model, tokenizer.vocab), one)
        seconds += score_raw(sentences, lambda text: annotate(tokenizer(text), model), one)
        for group in {"all", genre_of(name) if options.by else "all"}:
            scores[group].counts.update(one.counts)
    shown = {group: each.show() | {"words": each.counts["gold words"]} for group, each in sorted(scores.items())}
    shown["speed"] = {
        "words/s": round(scores["all"].counts["gold words"] / seconds), "load s": round(loaded, 2),
        "memory MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    if options.json:
        print(json.dumps(shown, indent=1))
        return
    for group, values in shown.items():
        print(f"{group:<12}", " | ".join(f"{name} {value}" for name, value in values.items()))


def _parse_gold(sentences: list[Sentence], model: object, vocab: spacy.Vocab) -> Doc:
    words = [row[0] for sentence in sentences for row in sentence.rows]
    spaces = [row[5] for sentence in sentences for row in sentence.rows]
    starts = [order == 0 for sentence in sentences for order in range(len(sentence.rows))]
    breaks = [sentence.opens_paragraph and order == 0 for sentence in sentences for order in range(len(sentence.rows))]
    with_breaks, is_spaced = [], []
    for word, spaced, opens in zip(words, spaces, breaks, strict=True):
        if opens and with_breaks:
            with_breaks.append("\n\n")
            is_spaced[-1] = False
            is_spaced.append(False)
        with_breaks.append(word)
        is_spaced.append(spaced)
    return annotate(Doc(vocab, words=with_breaks, spaces=is_spaced), model, starts)


if __name__ == "__main__":
    main()
