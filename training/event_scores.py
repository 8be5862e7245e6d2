"""Scores of the event heads on sentences held out, and of the pair reader on a public relation test."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import spacy
import torch
from events import NOBODY, TYPES, EventSentence, Pair, find_head, make_event_chunk

from detente.coding.parse import annotate, read_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from learn_reader import Reader
    from spacy.tokens import Doc
    from tokenizers import Tokenizer

    from detente.coding.model import Model

YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
QUAD = dict(zip(("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
                 "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), (1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4), strict=True))


def f1(right: int, found: int, given: int) -> float:
    """Return the harmonic mean of precision and recall, 0 where nothing is right."""
    return 2 * right / (found + given) if right else 0.0


def macro_f1(pairs: Sequence[tuple[object, object]]) -> float:
    """Return the mean F1 over the classes of the first of each (gold, predicted)."""
    classes = {gold for gold, _ in pairs}
    given, found = Counter(gold for gold, _ in pairs), Counter(guess for _, guess in pairs)
    right = Counter(gold for gold, guess in pairs if gold == guess)
    return sum(f1(right[each], found[each], given[each]) for each in classes) / len(classes)


@torch.inference_mode()
def measure_events(reader: Reader, held: Sequence[EventSentence], tokenizer: Tokenizer, relations: Path | None) -> str:
    """Return scores as text: triggers, status, actors and pairs of the sentences held out, then the relation test."""
    reader.eval()
    counts: Counter[str] = Counter()
    typed: list[tuple[object, object]] = []
    for sentence in held:
        chunk = make_event_chunk([sentence], tokenizer, random.Random(0))
        words = encode(reader, chunk)
        roles = reader.events(words)
        guessed = roles.types[0].argmax(-1).tolist()
        counts["triggers"] += len(sentence.triggers)
        counts["found triggers"] += sum(kind > 0 for kind in guessed)
        for trigger, (kind, status) in sentence.triggers.items():
            counts["right words"] += guessed[trigger] > 0
            counts["right triggers"] += guessed[trigger] == kind
            counts["right statuses"] += int(roles.statuses[0, trigger].argmax()) == status
            for scores, heads, name in ((roles.sources, sentence.sources, "sources"), (roles.targets, sentence.targets, "targets")):
                found = {place - 1 for place, score in enumerate(scores[0, trigger].tolist()) if score > 0 and place > 0}
                counts[name] += len(heads[trigger])
                counts[f"found {name}"] += len(found)
                counts[f"right {name}"] += len(found & heads[trigger])
        marked = [pair for pair in sentence.pairs if pair.is_marked]
        if marked:
            for pair, guess in zip(marked, type_pairs(reader, words[0], marked).argmax(-1).tolist(), strict=True):
                typed.append((guess if guess in pair.types else pair.types[0], guess))
    shown = {name: f1(counts[f"right {name}"], counts[f"found {name}"], counts[name]) for name in ("triggers", "sources", "targets")}
    shown["trigger words"] = f1(counts["right words"], counts["found triggers"], counts["triggers"])
    shown["status"] = counts["right statuses"] / counts["triggers"]
    shown["pairs macro"] = macro_f1(typed)
    shown["pairs accuracy"] = sum(gold == guess for gold, guess in typed) / len(typed)
    if relations:
        shown |= measure_relations(reader, relations, tokenizer)
    return " | ".join(f"{name} {value:.3f}" for name, value in shown.items())


def encode(reader: Reader, chunk: object) -> torch.Tensor:
    """Return the word vectors of one chunk, with a batch dimension."""
    pieces = chunk.pieces
    return reader.base.encoder(*(torch.from_numpy(each)[None] for each in (pieces.ids, pieces.shapes, pieces.first)))


def type_pairs(reader: Reader, words: torch.Tensor, pairs: Sequence[Pair]) -> torch.Tensor:
    """Return the scores of the pairs of one sentence."""
    sources, targets = (
        torch.tensor([len(words) if getattr(pair, end) == NOBODY else getattr(pair, end) for pair in pairs]) for end in ("source", "target")
    )
    return reader.pairs(words, sources, targets, torch.zeros(len(pairs), len(words), dtype=torch.bool))


def measure_relations(reader: Reader, path: Path, tokenizer: Tokenizer) -> dict[str, float]:
    """Return macro-F1 over the roots and quads of prepared relation rows: those of PLV, where CONCEDE and RETREAT are one."""
    roots = []
    for row in json.loads(path.read_text(encoding="utf-8")):
        pair = Pair(row["source"], row["target"], (0,), is_marked=True)
        sentence = EventSentence(tuple(row["words"]), tuple(row["is_spaced"]), {}, {}, {}, (pair,))
        words = encode(reader, make_event_chunk([sentence], tokenizer, random.Random(0)))[0]
        roots.append((row["root"], _best_root(type_pairs(reader, words, sentence.pairs)[0])))
    return {"root": macro_f1(roots), "quad": macro_f1([(QUAD[gold], QUAD[guess]) for gold, guess in roots])}


def _best_root(scores: torch.Tensor) -> str:
    rated: Counter[str] = Counter()
    for name, share in zip(TYPES[1:], torch.softmax(scores, -1).tolist()[1:], strict=True):
        rated[YIELD.get(name, name)] += share
    return rated.most_common(1)[0][0]


def prepare_relations(path: Path, out: Path, model: Model) -> None:
    """Write relation rows ({sentence, source_span, target_span, root}) as words with the places of the pair's head words."""
    tokenizer = spacy.blank("en").tokenizer
    rows = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            doc = annotate(tokenizer(row["sentence"]), model)
            places = [token.i for token in doc if not token.is_space]
            text = read_words(doc, np.array(places))
            heads = [_place(doc, row, end, places) for end in ("source", "target")]
            is_spaced = [bool(each) for each in text.is_spaced]
            rows.append({"words": list(text.words), "is_spaced": is_spaced, "source": heads[0], "target": heads[1], "root": row["root"]})
    out.write_text(json.dumps(rows), encoding="utf-8")


def _place(doc: Doc, row: dict[str, Any], end: str, places: list[int]) -> int:
    span = row[f"{end}_span"]
    found = find_head(doc, doc.text[span[0] : span[1]] if span else row[end], span[0] if span else None)
    return places.index(found.i) if found else NOBODY
