"""Lemmas and features of words, by tables and endings learned from a treebank (training/learn_forms.py)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from importlib.resources.abc import Traversable

LONGEST_ENDING = 6


@dataclass(frozen=True, slots=True)
class Tagged:
    """A word as the parser left it: form, tags, label, its head's tag, and the labels of its dependents."""

    form: str
    upos: str
    xpos: str
    label: str
    head_xpos: str
    dependents: Sequence[str]

    @property
    def tag(self) -> str:
        """Both tags, as the tables name them."""
        return f"{self.upos} {self.xpos}"


@dataclass(frozen=True, slots=True)
class Forms:
    """The tables.

    ``contexts``: form, tag, label and head's tag -> lemma, for forms such as "'s" that have several under one tag.
    ``exceptions``: tag -> form -> lemma. ``endings``: tag -> ending -> (characters to cut, ending to add).
    ``cased``: tags whose lemma keeps capitals. ``edits``: tag -> the commonest edits as (ending, its substitute).
    ``seen``: lemmas of the treebank. ``features``: key -> features, keys as ``find_features`` makes them.
    ``by_context``: tags whose features hang on the word's dependents with one of the labels ``marking``.
    ``finals``: tags whose words end in few letters -> these letters.
    """

    contexts: Mapping[str, str]
    exceptions: Mapping[str, Mapping[str, str]]
    endings: Mapping[str, Mapping[str, tuple[int, str]]]
    cased: frozenset[str]
    edits: Mapping[str, tuple[tuple[str, str], ...]]
    seen: frozenset[str]
    features: Mapping[str, str]
    by_context: frozenset[str]
    marking: frozenset[str]
    finals: Mapping[str, str]


def load_forms(path: Traversable) -> Forms:
    """Read the tables from a JSON file."""
    read = json.loads(path.read_text(encoding="utf-8"))
    endings = {tag: {ending: (edit[0], edit[1]) for ending, edit in rules.items()} for tag, rules in read["endings"].items()}
    edits = {tag: tuple((cut, add) for cut, add in pairs) for tag, pairs in read["edits"].items()}
    sets = {name: frozenset(read[name]) for name in ("cased", "seen", "by_context", "marking")}
    return Forms(read["contexts"], read["exceptions"], endings, edits=edits, features=read["features"], finals=read["finals"], **sets)


def may_end(form: str, xpos: str, forms: Forms) -> bool:
    """Whether words of that tag end as the form does; a form that ends in no letter may have any tag."""
    last = form[-1:].lower()
    return not last.isalpha() or last in forms.finals.get(xpos, last)


def find_lemma(word: Tagged, forms: Forms, is_word: Callable[[str], bool]) -> str:
    """Return the word's lemma: by its context, else as an exception, else by its ending.

    ``is_word`` knows more words than the treebank does (the network's vocabulary); of the lemmas that the ending allows,
    one that the treebank has comes first, then one that ``is_word`` knows, then that of the longest known ending.
    """
    tag, lower = word.tag, word.form.lower()
    found = forms.contexts.get(f"{lower}|{tag}|{word.label}|{word.head_xpos}")
    if found is not None:
        return found
    exceptions = forms.exceptions.get(tag, {})
    found = exceptions.get(word.form, exceptions.get(lower))
    if found is not None:
        return found
    if tag in forms.cased:
        return cut_ending(word.form, forms.endings.get(tag, {}))
    likely = cut_ending(lower, forms.endings.get(tag, {}))
    allowed = [likely, *(lower.removesuffix(cut) + add for cut, add in forms.edits.get(tag, ()) if lower.endswith(cut))]
    return max(allowed, key=lambda lemma: 2 * (lemma in forms.seen) + is_word(lemma))


def cut_ending(form: str, endings: Mapping[str, tuple[int, str]]) -> str:
    """Return the form with its longest known ending changed as the table says."""
    for size in range(min(LONGEST_ENDING, len(form)), -1, -1):
        edit = endings.get(form[len(form) - size :])
        if edit is not None and edit[0] < len(form):
            return form[: len(form) - edit[0]] + edit[1]
    return form


def find_features(word: Tagged, forms: Forms) -> str:
    """Return the word's features in UD notation ("Number=Sing|Tense=Past"), "" where it has none."""
    tag = word.tag
    own = f"{tag}|{context_of(word, forms.marking)}" if tag in forms.by_context else f"{tag}|{word.form.lower()}"
    return forms.features.get(own, forms.features.get(tag, ""))


def context_of(word: Tagged, marking: frozenset[str]) -> str:
    """Return the word's label and those of its dependents that mark it, as a key."""
    return "|".join((word.label, *sorted(marking.intersection(word.dependents))))
