"""Noun phrases: the words that belong to a head, and what hangs on it."""

from __future__ import annotations

from detente.coding.clauses.shapes import Phrase
from detente.coding.clauses.tree import INNER, PART, Tree


def find_phrases(tree: Tree) -> tuple[Phrase, ...]:
    """Return a phrase for every nominal that is not a mere part of a larger one."""
    heads = (token for token in range(len(tree.head)) if _is_head(tree, token))
    return tuple(_phrase(tree, head) for head in heads)


def _is_head(tree: Tree, token: int) -> bool:
    if tree.space[token] or not tree.is_nominal(token):
        return False
    return tree.relation[tree.first_conjunct(token)] not in PART or tree.relation[token] in {"conj", "root"}


def _phrase(tree: Tree, head: int) -> Phrase:
    start, end = _extent(tree, head)
    first = tree.first_conjunct(head)
    members = tuple(token for token in tree.conjuncts(first) if token != head and tree.is_nominal(token))
    possessors = [child for child in tree.children[head] if tree.label[child] == "nmod:poss"]
    determiners = tree.related(head, "det")
    is_apposed = tree.relation[first] == "appos"
    return Phrase(
        head=head,
        start=start,
        end=end,
        plural=tree.tag[head] in {"NNS", "NNPS"} or "Plur" in tree.doc[head].morph.get("Number", []),
        determiner=determiners[0] if determiners else None,
        possessor=possessors[0] if possessors else None,
        modifiers=tuple(child for child in tree.children[head] if _is_modifier(tree, child, head)),
        preps=_preps(tree, head),
        appositions=tuple(tree.related(head, "appos")),
        conjuncts=members,
        apposition_of=tree.head[first] if is_apposed else None,
    )


def _is_modifier(tree: Tree, child: int, head: int) -> bool:
    return child < head and (tree.relation[child] in {"amod", "compound", "flat"} or tree.label[child] in {"nmod", "nmod:desc"}) and (
        not tree.preposition(child)
    )


def _preps(tree: Tree, head: int) -> tuple[tuple[str, int], ...]:
    found = []
    for child in tree.related(head, "nmod", "obl"):
        word = tree.preposition(child)
        if word and tree.label[child] != "nmod:poss":
            found += [(tree.preposition(member) or word, member) for member in tree.conjuncts(child) if tree.is_nominal(member)]
    return tuple(found)


def _extent(tree: Tree, head: int) -> tuple[int, int]:
    """Return the contiguous run of the head's own words: determiners, modifiers, prepositional complements."""
    words = {head}
    queue = [child for child in tree.children[head] if tree.relation[child] in INNER]
    while queue:
        token = queue.pop()
        words.add(token)
        queue += [child for child in tree.children[token] if tree.relation[child] not in {"acl", "appos", "parataxis", "ccomp", "advcl"}]
    start, end = head, head + 1
    while start - 1 in words or (start - 2 in words and tree.pos[start - 1] == "PUNCT"):
        start -= 1
    while end in words or (end + 1 in words and tree.pos[end] == "PUNCT"):
        end += 1
    while tree.pos[end - 1] == "PUNCT" and end - 1 > head:
        end -= 1
    while tree.pos[start] == "PUNCT" and start < head:
        start += 1
    return start, end
