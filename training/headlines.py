"""Sentences of the treebank -> headlines with their trees: articles, forms of "be" and full stops go, the past becomes present.

Treebanks hold few headlines, and a parser that has seen none reads their verbs as nouns ("Putin, Xi hold talks").
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from treebank import Document, Word

FEWEST, MOST = 5, 26
"""Words of a sentence that may become a headline."""
ARTICLES = ("a", "an", "the")
SMALL = frozenset({*ARTICLES, "of", "in", "on", "at", "to", "for", "by", "with", "from", "and", "or", "as", "over"})
"""Words that headlines Like This leave in lower case."""


def collect_present(documents: Iterable[Document]) -> dict[str, str]:
    """Return the third person of each verb's lemma that the documents show."""
    words = (word for document in documents for sentence in document.sentences for word in sentence.words)
    return {word.lemma: word.form.lower() for word in words if word.xpos == "VBZ" and word.upos == "VERB"}


def may_be_headline(words: tuple[Word, ...]) -> bool:
    """Whether a sentence tells something with a verb and ends in a full stop."""
    has_verb = any(word.head == 0 and word.upos == "VERB" for word in words)
    return FEWEST <= len(words) <= MOST and words[-1].form == "." and has_verb


def make_headline(words: tuple[Word, ...], present: Mapping[str, str], *, is_titled: bool) -> tuple[Word, ...]:
    """Return the sentence as a headline, In Title Case if asked for."""
    governed = {word.head for word in words}
    dropped = {place for place, word in enumerate(words, 1) if place not in governed and _is_dropped(word, is_last=place == len(words))}
    moved = {place: place - sum(each < place for each in dropped) for place in range(len(words) + 1)}
    kept = [_restyle(word, words, present) for place, word in enumerate(words, 1) if place not in dropped]
    headline = [replace(word, head=moved[word.head]) for word in kept]
    if is_titled:
        headline = [word if word.form in SMALL else replace(word, form=word.form[:1].upper() + word.form[1:]) for word in headline]
    return (replace(headline[0], form=headline[0].form[:1].upper() + headline[0].form[1:]), *headline[1:])


def _is_dropped(word: Word, *, is_last: bool) -> bool:
    is_article = word.label == "det" and word.form.lower() in ARTICLES
    is_form_of_be = word.upos == "AUX" and word.lemma == "be" and word.label in ("aux", "aux:pass", "cop")
    return is_article or is_form_of_be or (is_last and word.form == ".")


def _restyle(word: Word, words: tuple[Word, ...], present: Mapping[str, str]) -> Word:
    if word.upos == "VERB" and word.xpos == "VBD" and word.lemma in present and (word.head == 0 or word.label in ("conj", "parataxis")):
        return replace(word, form=present[word.lemma], xpos="VBZ")
    if word.form == "will" and word.label == "aux":
        return replace(word, form="to", lemma="to", upos="PART", xpos="TO", label="mark")
    joined = words[word.head - 1]
    if word.form == "and" and word.label == "cc" and joined.upos in ("NOUN", "PROPN") and joined.label == "conj":
        return replace(word, form=",", lemma=",", upos="PUNCT", xpos=",", label="punct")
    return word
