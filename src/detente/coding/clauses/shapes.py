"""Clauses and noun phrases as the other stages see them: token indices of the doc, neither labels nor trees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ClauseKind(StrEnum):
    """How a clause hangs on the one above it."""

    MAIN = "main"
    CONJUNCT = "conjunct"  # coordinated with its parent
    COMPLEMENT = "complement"  # finite content clause ("said that ...")
    INFINITIVE = "infinitive"  # controlled complement ("agreed to ...", "kept firing")
    RELATIVE = "relative"  # "who ..."
    PARTICIPLE = "participle"  # "killed by ...", "citing ..." after a noun
    ADVERBIAL = "adverbial"  # "after ...", "if ...", "accusing ..."
    PARENTHETICAL = "parenthetical"  # "..., he said"
    SUBJECT = "subject"  # "that he came surprised ..."


class Voice(StrEnum):
    """Whether the grammatical subject acts or is acted on."""

    ACTIVE = "active"
    PASSIVE = "passive"


class Tense(StrEnum):
    """Tense of the finite verb or auxiliary; none for bare infinitives and participles."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase by its head token; ``start``..``end`` leave out relative clauses and appositions.

    ``modifiers`` are the heads of adjectives and compounds before the noun ("Russian", "oil"), ``preps`` the prepositional
    complements as (preposition, head), ``conjuncts`` the other members of a coordination, in text order.
    """

    head: int
    start: int
    end: int
    plural: bool
    determiner: int | None
    possessor: int | None
    modifiers: tuple[int, ...]
    preps: tuple[tuple[str, int], ...]
    appositions: tuple[int, ...]
    conjuncts: tuple[int, ...]
    apposition_of: int | None


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with its participants, as heads of noun phrases; coordination, control and relative clauses are resolved.

    ``subjects`` and ``objects`` are grammatical; ``agents`` and ``patients`` undo the passive.
    ``obliques`` are (preposition, head) pairs, a passive's agent included, ``adverbs`` the adverb tokens, ``complements`` the heads
    of content and infinitive clauses. ``own_subject`` is false where the subject was inherited from another clause.
    ``marker`` is "if", "that", "after"...
    """

    head: int
    lemma: str
    particle: str | None
    kind: ClauseKind
    parent: int | None
    marker: str | None
    start: int
    end: int
    voice: Voice
    tense: Tense
    perfect: bool
    progressive: bool
    modals: tuple[str, ...]
    negated: bool
    own_subject: bool
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    indirect: tuple[int, ...]
    agents: tuple[int, ...]
    patients: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...]
    adverbs: tuple[int, ...]
    complements: tuple[int, ...]
    is_nominal: bool  # the predicate is a noun or adjective with a copula


@dataclass(frozen=True, slots=True)
class Clauses:
    """All clauses and phrases of a doc in text order, with look-up by head token. ``sentences`` are token ranges."""

    sentences: tuple[tuple[int, int], ...]
    clauses: tuple[Clause, ...]
    phrases: tuple[Phrase, ...]
    _clause_at: Mapping[int, Clause] = field(repr=False, compare=False)
    _phrase_at: Mapping[int, Phrase] = field(repr=False, compare=False)
    _sentence_of: tuple[int, ...] = field(repr=False, compare=False)
    _head_of: tuple[int, ...] = field(repr=False, compare=False)

    def clause(self, head: int | None) -> Clause | None:
        """Return the clause whose predicate is this token."""
        return None if head is None else self._clause_at.get(head)

    def phrase(self, head: int | None) -> Phrase | None:
        """Return the noun phrase whose head is this token."""
        return None if head is None else self._phrase_at.get(head)

    def sentence(self, token: int) -> int:
        """Return the number of the sentence that holds this token."""
        return self._sentence_of[token]

    def governor(self, token: int) -> int:
        """Return the token that this one hangs on; itself for the root of a sentence."""
        return self._head_of[token]

    def clause_of(self, token: int) -> Clause | None:
        """Return the innermost clause that this token belongs to."""
        for _ in range(len(self._head_of)):
            if token in self._clause_at:
                return self._clause_at[token]
            above = self._head_of[token]
            if above == token:
                return None
            token = above
        return None

    def ancestors(self, clause: Clause) -> Iterator[Clause]:
        """Yield the clauses above this one, nearest first."""
        seen = {clause.head}
        above = self.clause(clause.parent)
        while above is not None and above.head not in seen:
            yield above
            seen.add(above.head)
            above = self.clause(above.parent)

    def children(self, clause: Clause) -> tuple[Clause, ...]:
        """Return the clauses that hang directly on this one."""
        return tuple(each for each in self.clauses if each.parent == clause.head)
