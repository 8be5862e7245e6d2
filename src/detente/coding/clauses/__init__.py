"""Doc -> clauses and noun phrases: who acts in each clause, on whom, how. The only place that reads dependency labels.

Labels are those of Universal Dependencies (https://universaldependencies.org/u/dep/). Everything is given as token indices
of the doc, so that the other stages need neither labels nor trees, and another parser can take the place of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.coding.clauses.phrases import find_phrases
from detente.coding.clauses.predicates import find_predicates
from detente.coding.clauses.shapes import Clause, ClauseKind, Clauses, Phrase, Tense, Voice
from detente.coding.clauses.tree import Tree
from detente.lexicon.grammar import load_grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.lexicon import Lexicon

__all__ = ["Clause", "ClauseKind", "Clauses", "Phrase", "Tense", "Voice", "find_clauses"]


def find_clauses(doc: Doc, lexicon: Lexicon) -> Clauses:
    """Return the clauses and phrases of a parsed doc, in text order; the doc is only read."""
    tree = Tree(doc)
    phrases = find_phrases(tree)
    phrase_at = {phrase.head: phrase for phrase in phrases}
    clauses = find_predicates(tree, phrase_at, lexicon.get(load_grammar))
    sentences = tuple((sentence.start, sentence.end) for sentence in doc.sents) if len(doc) else ()
    return Clauses(
        sentences=sentences,
        clauses=clauses,
        phrases=phrases,
        _clause_at={clause.head: clause for clause in clauses},
        _phrase_at=phrase_at,
        _sentence_of=tuple(number for number, (start, end) in enumerate(sentences) for _ in range(start, end)),
        _head_of=tuple(tree.head),
    )
