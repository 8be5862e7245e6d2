"""Text -> spaCy Doc with sentences, tags, features, lemmas and Universal Dependencies."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import spacy
from spacy.tokens import Doc
from spacy.util import compile_prefix_regex, compile_suffix_regex

from detente.coding.chunks import Parse, Text, parse_text
from detente.coding.forms import Tagged, find_features, find_lemma
from detente.coding.model import Model, load_model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from spacy.strings import StringStore

    from detente.lexicon import Lexicon

Parser = Callable[[str], Doc]

OWN = "detente"
"""The name that grammar.toml gives the shipped parser."""
ROW = r"[!?]{2,}|\*{2,}|_{2,}|={2,}|~{2,}|#{2,}|\+{2,}"
ATTRIBUTES = ["HEAD", "DEP", "TAG", "POS", "LEMMA", "MORPH"]
"""What the parser enters in a Doc, as spaCy names it."""


def load_parser(lexicon: Lexicon) -> Parser:
    """Return the parser that grammar.toml names: the shipped one, or an installed spaCy pipeline with UD labels.

    ``parser(text).text == text``; white space between paragraphs stays as tokens (``is_space``) of the sentence before, without a label
    (``dep_`` is "") and so, as spaCy has it, their own heads.
    Raises ModelError where the shipped weights are missing, OSError where the spaCy pipeline is.
    """
    name = lexicon.toml("grammar.toml")["pipeline"]
    if name != OWN:
        return spacy.load(name)
    model = load_model()
    make_doc = load_tokenizer(lexicon.language)

    def parse(text: str) -> Doc:
        return annotate(make_doc(text), model)

    return parse


def load_tokenizer(language: str) -> Callable[[str], Doc]:
    """Return spaCy's tokenizer of a language, which here keeps a row of one mark ("!!!", "*****") whole, as treebanks do."""
    blank = spacy.blank(language)
    tokenizer: Any = blank.tokenizer
    tokenizer.prefix_search = compile_prefix_regex([ROW, *(blank.Defaults.prefixes or ())]).search
    tokenizer.suffix_search = compile_suffix_regex([ROW, *(blank.Defaults.suffixes or ())]).search
    return cast("Parser", tokenizer)


def annotate(doc: Doc, model: Model, starts: Sequence[bool] | None = None) -> Doc:
    """Enter sentences, tree, tags, features and lemmas in ``doc``, which has words only, and return it.

    ``starts`` says for each word (not white space) whether a sentence starts with it, where that is known.
    """
    words = find_words(doc)
    enter_parse(doc, words, parse_text(read_words(doc, words, starts), model), model)
    return doc


def find_words(doc: Doc) -> NDArray[np.int64]:
    """Return the places of the tokens that are not white space."""
    return np.array([token.i for token in doc if not token.is_space], np.int64)


def read_words(doc: Doc, words: NDArray[np.int64], starts: Sequence[bool] | None = None) -> Text:
    """Return what the network reads of a doc: its words, and where white space and paragraphs stand before them."""
    is_spaced = [place == 0 or doc[int(place)].idx > doc[int(place) - 1].idx + len(doc[int(place) - 1]) for place in words]
    is_break = [False] * len(words)
    before = -1
    for order, place in enumerate(words.tolist()):
        if place - before > 1:
            is_spaced[order] = True
            is_break[order] = before < 0 or _is_paragraph(doc, before, place)
        before = place
    return Text([doc[place].text for place in words.tolist()], is_spaced, is_break, starts)


def _is_paragraph(doc: Doc, before: int, after: int) -> bool:
    """Whether the white space between two words parts paragraphs: a line that goes on in lower case was only wrapped."""
    gap = "".join(token.text for token in doc[before + 1 : after])
    lines = gap.count("\n")
    is_wrapped = lines == 1 and doc[after].text[0].islower() and not doc[before].is_punct
    return lines > 0 and not is_wrapped


def enter_parse(doc: Doc, words: NDArray[np.int64], parse: Parse, model: Model) -> None:
    """Write the parse of a Doc's words into the Doc; a Doc of white space alone is left as it is."""
    if not len(words):
        return
    store = doc.vocab.strings
    table = np.zeros((len(doc), len(ATTRIBUTES)), np.uint64)
    order = np.searchsorted(words, np.arange(len(doc)), side="right") - 1
    anchors = words[np.maximum(order, 0)]
    heads = anchors - np.arange(len(doc))
    heads[words] = words[parse.heads] - words
    table[:, 0] = heads.astype(np.int64).view(np.uint64)
    table[words, 1] = _codes(model.deps, parse.labels, store)
    table[words, 2] = _codes(model.xpos, parse.xpos, store)
    table[words, 3] = _codes(model.upos, parse.upos, store)
    for place, word in zip(words.tolist(), _tagged(doc, words, parse, model), strict=True):
        table[place, 4] = store.add(find_lemma(word, model.forms, model.vocabulary.__contains__))
        table[place, 5] = doc.vocab.morphology.add(find_features(word, model.forms))
    doc.from_array(ATTRIBUTES, table)  # type: ignore[arg-type]  # spaCy's stub names its own array type


def _codes(names: Sequence[str], places: NDArray[np.int64], store: StringStore) -> NDArray[np.uint64]:
    return np.array([store.add(name) for name in names], np.uint64)[places]


def _tagged(doc: Doc, words: NDArray[np.int64], parse: Parse, model: Model) -> list[Tagged]:
    labels = [model.deps[label] for label in parse.labels.tolist()]
    upos = [model.upos[tag] for tag in parse.upos.tolist()]
    xpos = [model.xpos[tag] for tag in parse.xpos.tolist()]
    heads = parse.heads.tolist()
    dependents: list[list[str]] = [[] for _ in labels]
    for place, head in enumerate(heads):
        if head != place:
            dependents[head].append(labels[place])
    return [
        Tagged(doc[word].text, upos[place], xpos[place], labels[place], xpos[head] if head != place else "", dependents[place])
        for place, (word, head) in enumerate(zip(words.tolist(), heads, strict=True))
    ]
