"""Voice, tense, modality and negation of a predicate, read off its auxiliaries and adverbs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.clauses.shapes import Tense, Voice

if TYPE_CHECKING:
    from detente.coding.clauses.tree import Tree
    from detente.lexicon.grammar import Grammar


@dataclass(frozen=True, slots=True)
class VerbFeatures:
    """What the verb group says beyond its lemma."""

    voice: Voice
    tense: Tense
    perfect: bool
    progressive: bool
    modals: tuple[str, ...]
    negated: bool
    has_auxiliary: bool


def verb_features(tree: Tree, head: int, grammar: Grammar) -> VerbFeatures:
    """Return the features of the clause whose predicate is ``head``."""
    auxiliaries = [child for child in tree.related(head, "aux", "cop") if child < head or tree.relation[child] == "cop"]
    lemmas = {tree.lemma[word] for word in auxiliaries}
    return VerbFeatures(
        voice=_voice(tree, head, grammar, has_auxiliary=bool(auxiliaries)),
        tense=_tense(tree, head, auxiliaries, grammar),
        perfect=bool(lemmas & grammar.have),
        progressive=tree.tag[head] == "VBG" and bool(lemmas & grammar.be),
        modals=tuple(tree.lower[word] for word in auxiliaries if tree.tag[word] == "MD" and tree.lower[word] not in grammar.future),
        negated=is_negated(tree, head, grammar),
        has_auxiliary=bool(auxiliaries),
    )


def _voice(tree: Tree, head: int, grammar: Grammar, *, has_auxiliary: bool) -> Voice:
    labels = {tree.label[child] for child in tree.children[head]}
    if tree.tag[head] == "VBG":
        return Voice.ACTIVE
    if labels & {"nsubj:pass", "aux:pass", "csubj:pass"}:
        return Voice.PASSIVE
    is_bare_participle = tree.tag[head] in {"VBN", "VBD"} and not has_auxiliary and not labels & {"obj", "ccomp"}
    # Headlines and coordinations leave the auxiliary out: "Opposition leader barred from election", "ten others injured".
    if is_bare_participle and tree.lemma[head] in grammar.transitive and (tree.tag[head] == "VBN" or tree.is_headline(head)):
        return Voice.PASSIVE
    is_bare_participle = is_bare_participle and tree.tag[head] == "VBN"
    if is_bare_participle and (tree.relation[head] in {"acl", "advcl"} or "obl:agent" in labels):
        return Voice.PASSIVE
    return Voice.ACTIVE


def _tense(tree: Tree, head: int, auxiliaries: list[int], grammar: Grammar) -> Tense:
    for word in [*auxiliaries, head]:
        if tree.lower[word] in grammar.future and tree.tag[word] == "MD":
            return Tense.FUTURE
        if tree.tag[word] == "VBD":
            return Tense.PAST
        if tree.tag[word] in {"VBZ", "VBP"}:
            return Tense.PRESENT
    # A bare participle as main verb is a past tense that the tagger mistook, or a headline's passive.
    is_top = tree.relation[head] in {"root", "parataxis", "ccomp"}
    return Tense.PAST if tree.tag[head] == "VBN" and not auxiliaries and is_top else Tense.NONE


def is_negated(tree: Tree, head: int, grammar: Grammar) -> bool:
    """Tell whether a negation word hangs on the predicate, or on its subject or object as determiner."""
    for child in tree.children[head]:
        if tree.lower[child] in grammar.negation and tree.relation[child] in {"advmod", "det", "nsubj", "cc", "aux"}:
            return True
        if tree.relation[child] in {"nsubj", "obj"} and any(
            tree.lower[word] in grammar.negative_determiners for word in tree.related(child, "det")
        ):
            return True
    return False
