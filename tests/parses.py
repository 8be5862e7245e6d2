"""Parses built by hand: rows of word, lemma, tag, relation and head (1-based, 0 for the root), as in CoNLL-U."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

VOCAB = spacy.blank("en").vocab
POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON",
    "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "MD": "AUX", "JJ": "ADJ", "RB": "ADV",
    "IN": "ADP", "TO": "PART", "DT": "DET", "CC": "CCONJ", "CD": "NUM", ".": "PUNCT", ",": "PUNCT", "POS": "PART", "RP": "ADP", "WRB": "ADV",
}  # fmt: skip


def parsed(rows: str) -> Doc:
    """Return a doc of one sentence from lines of "word lemma tag relation head"; "AUX:" before a tag makes it an auxiliary."""
    cells = [line.split() for line in rows.strip().splitlines()]
    words, lemmas, tags, relations, heads = zip(*cells, strict=True)
    pos = ["AUX" if tag.startswith("AUX:") else POS[tag] for tag in tags]
    return Doc(
        VOCAB,
        words=list(words),
        lemmas=list(lemmas),
        tags=[tag.removeprefix("AUX:") for tag in tags],
        pos=pos,
        deps=[relation if relation != "root" else "ROOT" for relation in relations],
        heads=[int(head) - 1 if int(head) else place for place, head in enumerate(heads)],
        sent_starts=[place == 0 for place in range(len(words))],
    )
