"""Text -> spaCy Doc with sentences, tags, features, lemmas and Universal Dependencies."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import spacy

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.lexicon import Lexicon

Parser = Callable[[str], "Doc"]


def load_parser(lexicon: Lexicon) -> Parser:
    """Return the parser that grammar.toml names."""
    name = lexicon.toml("grammar.toml")["pipeline"]
    if name != "detente":
        return spacy.load(name)
    folder = Path(__file__).parent / "models" / "interim"
    nlp = spacy.load(folder)
    table = json.loads((folder / "lemma.json").read_text())

    def parse(text: str) -> Doc:
        doc = nlp(text)
        for token in doc:
            form = token.text if token.pos_ == "PROPN" else token.lower_
            token.lemma_ = table.get(f"{form}|{token.pos_}") or _guess(form, token.pos_, token.tag_)
        return doc

    return parse


def _guess(form: str, pos: str, tag: str) -> str:
    if pos == "NOUN" and tag == "NNS":
        return re.sub(r"ies$", "y", form) if form.endswith("ies") else re.sub(r"(ch|sh|ss|x|z)es$|s$", r"\1", form)
    if pos == "VERB" and tag == "VBZ":
        return re.sub(r"ies$", "y", form) if form.endswith("ies") else re.sub(r"(ch|sh|ss|x|z)es$|s$", r"\1", form)
    if pos == "VERB" and tag in ("VBD", "VBN"):
        return re.sub(r"ied$", "y", form) if form.endswith("ied") else re.sub(r"([^aeiou]|[aeiou]{2}[^aeiou])ed$", r"\1", form) if form.endswith("ed") else form
    if pos == "VERB" and tag == "VBG":
        return re.sub(r"ing$", "", form)
    return form
