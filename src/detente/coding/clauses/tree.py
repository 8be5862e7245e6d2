"""A dependency tree as plain lists, with the questions that phrases and clauses ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
VERBAL = frozenset({"VERB", "AUX"})
# Relations that hold one nominal's own words together: everything else hanging on it is another phrase or clause.
INNER = frozenset({"det", "amod", "nummod", "compound", "nmod", "flat", "fixed", "goeswith", "case:poss"})
# A word in one of these relations is a part of a larger nominal, not the head of a phrase.
PART = frozenset({"compound", "flat", "fixed", "goeswith", "det", "amod", "nummod", "case", "cc", "mark", "aux", "cop", "advmod", "punct"})
PREDICATE = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj"})


class Tree:
    """Heads, relations and children of a doc's tokens by index; subtypes of relations ("nsubj:pass") are kept apart.

    ``head[i] == i`` for the root of each sentence and for whitespace.
    """

    def __init__(self, doc: Doc) -> None:
        """Read the doc once."""
        self.doc = doc
        self.head = [token.head.i for token in doc]
        self.label = [token.dep_ for token in doc]
        self.relation = [label.partition(":")[0].lower() for label in self.label]
        self.pos = [token.pos_ for token in doc]
        self.tag = [token.tag_ for token in doc]
        self.lower = [token.lower_ for token in doc]
        self.lemma = [token.lemma_.lower() for token in doc]
        self.space = [token.is_space for token in doc]
        self.children: list[list[int]] = [[] for _ in self.head]
        for token, head in enumerate(self.head):
            if head != token:
                self.children[head].append(token)

    def related(self, token: int, *relations: str) -> list[int]:
        """Return the children of a token in any of these relations, subtypes included, in text order."""
        return [child for child in self.children[token] if self.relation[child] in relations]

    def conjuncts(self, token: int) -> list[int]:
        """Return the members of a coordination that this token begins, itself first."""
        members, queue = [token], [token]
        while queue:
            for child in self.related(queue.pop(0), "conj"):
                members.append(child)
                queue.append(child)
        return sorted(members)

    def first_conjunct(self, token: int) -> int:
        """Return the token that begins the coordination in which this token stands."""
        while self.relation[token] == "conj" and self.head[token] != token:
            token = self.head[token]
        return token

    def is_nominal(self, token: int) -> bool:
        """Tell whether a token can head a noun phrase; number words and adjectives count where they stand for a noun."""
        if self.pos[token] in NOMINAL:
            return True
        role = self.relation[self.first_conjunct(token)]
        return self.pos[token] in {"NUM", "ADJ", "DET", "SYM", "X"} and role in {"nsubj", "obj", "iobj", "obl", "nmod", "appos"}

    def preposition(self, token: int) -> str:
        """Return the preposition before a nominal in lower case, all its words joined by a space; "" where there is none."""
        cases = [child for child in self.related(token, "case") if child < token]
        if not cases:
            return ""
        words = [cases[0], *self.related(cases[0], "fixed")]
        if not self.related(cases[0], "fixed"):
            words = cases
        return " ".join(self.lower[word] for word in sorted(words))

    def is_headline(self, token: int) -> bool:
        """Tell whether the sentence of a token ends without a punctuation mark, as headlines do."""
        words = [word for word in self.doc[token].sent if not word.is_space]
        return words[-1].pos_ != "PUNCT"

    def depth(self, token: int) -> int:
        """Return how many steps lie between a token and its root."""
        steps = 0
        while self.head[token] != token and steps <= len(self.head):
            token, steps = self.head[token], steps + 1
        return steps
