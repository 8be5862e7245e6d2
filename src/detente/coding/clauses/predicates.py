"""Clauses: each predicate with its participants; coordination, control, relative clauses and the passive are resolved here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.coding.clauses.features import VerbFeatures, verb_features
from detente.coding.clauses.shapes import Clause, ClauseKind, Phrase, Tense, Voice
from detente.coding.clauses.tree import PREDICATE, VERBAL, Tree
from detente.lexicon.grammar import Grammar

NOT_IN_CLAUSE = frozenset({"ccomp", "advcl", "parataxis", "acl", "conj", "appos"})


@dataclass(frozen=True, slots=True)
class _Setting:
    tree: Tree
    phrases: Mapping[int, Phrase]
    grammar: Grammar


def find_predicates(tree: Tree, phrases: Mapping[int, Phrase], grammar: Grammar) -> tuple[Clause, ...]:
    """Return the clauses of a doc in text order. Clauses above are made first, since those below inherit from them."""
    setting = _Setting(tree, phrases, grammar)
    heads = [token for token in range(len(tree.head)) if _is_predicate(tree, token)]
    made: dict[int, Clause] = {}
    for head in sorted(heads, key=tree.depth):
        made[head] = _clause(setting, head, made)
    return tuple(made[head] for head in heads)


def _is_predicate(tree: Tree, token: int) -> bool:
    if tree.space[token] or tree.pos[token] == "PUNCT":
        return False
    if tree.relation[token] in PREDICATE:
        return True
    if tree.relation[token] != "conj":
        return False
    has_own_subject = bool(tree.related(token, "nsubj", "csubj", "cop"))
    is_under_clause = tree.relation[tree.first_conjunct(token)] in PREDICATE
    return has_own_subject or (is_under_clause and tree.pos[token] in VERBAL)


def _clause(setting: _Setting, head: int, made: Mapping[int, Clause]) -> Clause:
    tree = setting.tree
    parent = _parent(tree, head, made)
    kind = _kind(tree, head)
    features = _shared(verb_features(tree, head, setting.grammar), tree, head, kind, parent)
    own = _expand(tree, [child for child in tree.related(head, "nsubj") if tree.label[child] != "nsubj:outer"])
    objects = _expand(tree, [*tree.related(head, "obj"), *_after_particle(setting, head)]) or _shared_objects(head, kind, parent)
    if kind is ClauseKind.RELATIVE:
        own, objects = _fill_relative(setting, head, features.voice, own, objects)
    subjects = own or _inherited(setting, head, kind, parent)
    particle = _particle(setting, head)
    obliques = _obliques(setting, head, particle)
    by = setting.grammar.agent_prepositions
    named = tuple(token for word, token in obliques if word in by) if features.voice is Voice.PASSIVE else ()
    start, end = _extent(tree, head)
    return Clause(
        head=head,
        lemma=_lemma(setting, head),
        particle=particle,
        kind=kind,
        parent=parent.head if parent else None,
        marker=_marker(tree, head),
        start=start,
        end=end,
        voice=features.voice,
        tense=features.tense,
        perfect=features.perfect,
        progressive=features.progressive,
        modals=features.modals,
        negated=features.negated,
        own_subject=bool(own),
        subjects=subjects,
        objects=objects,
        indirect=_expand(tree, tree.related(head, "iobj")),
        agents=named if features.voice is Voice.PASSIVE else subjects,
        patients=(subjects if kind is not ClauseKind.CONJUNCT or own or not objects else objects)
        if features.voice is Voice.PASSIVE
        else objects,
        obliques=obliques,
        adverbs=tuple(tree.related(head, "advmod")),
        complements=tuple(tree.related(head, "ccomp", "xcomp")),
        is_nominal=tree.pos[head] not in VERBAL,
    )


def _lemma(setting: _Setting, head: int) -> str:
    tree = setting.tree
    return setting.grammar.irregular.get(tree.lower[head], tree.lemma[head]) if tree.pos[head] in VERBAL else tree.lemma[head]


def _particle(setting: _Setting, head: int) -> str | None:
    """Return the verb's particle, or an adverb or stray preposition that parsers often fail to call one: right after it or its object."""
    tree = setting.tree
    marked = [tree.lower[word] for word in tree.children[head] if tree.label[word] == "compound:prt"]
    if marked:
        return marked[0]
    after = head + 1
    if after >= len(tree.lower) or tree.lower[after] not in setting.grammar.particles:
        return _late_particle(setting, head)
    is_alone = tree.tag[after] == "RP" or tree.relation[after] == "advmod"
    is_first_of_two = tree.relation[after] == "case" and len(tree.related(tree.head[after], "case")) > 1
    return tree.lower[after] if is_alone or is_first_of_two else None


def _late_particle(setting: _Setting, head: int) -> str | None:
    """Return the adverb after the verb's object that makes one word with the verb ("brought its soldiers home")."""
    tree = setting.tree
    objects = tree.related(head, "obj")
    adverbs = [word for word in tree.related(head, "advmod", "xcomp") if objects and word > objects[-1]]
    return next((tree.lower[word] for word in adverbs if tree.lower[word] in setting.grammar.particles), None)


def _parent(tree: Tree, head: int, made: Mapping[int, Clause]) -> Clause | None:
    token = head
    while tree.head[token] != token:
        token = tree.head[token]
        if token in made:
            return made[token]
    return None


def _kind(tree: Tree, head: int) -> ClauseKind:
    relation, label = tree.relation[head], tree.label[head].lower()
    if relation == "acl" or label.endswith(":relcl"):
        return ClauseKind.RELATIVE if label.endswith(":relcl") else ClauseKind.PARTICIPLE
    return {
        "conj": ClauseKind.CONJUNCT,
        "ccomp": ClauseKind.COMPLEMENT,
        "xcomp": ClauseKind.INFINITIVE,
        "advcl": ClauseKind.ADVERBIAL,
        "parataxis": ClauseKind.PARENTHETICAL,
        "csubj": ClauseKind.SUBJECT,
    }.get(relation, ClauseKind.MAIN)


def _shared(features: VerbFeatures, tree: Tree, head: int, kind: ClauseKind, parent: Clause | None) -> VerbFeatures:
    """Carry voice, tense and modals over to a coordinated verb that shares its auxiliaries ("was arrested and deported")."""
    if kind is not ClauseKind.CONJUNCT or parent is None or features.has_auxiliary or tree.related(head, "nsubj"):
        return features
    is_same_form = tree.tag[head] in {"VBN", "VBG", "VB"} and tree.tag[head] == tree.tag[parent.head]
    if not is_same_form:
        return features
    return VerbFeatures(
        voice=parent.voice if tree.tag[head] == "VBN" else features.voice,
        tense=parent.tense if parent.tense is not Tense.NONE else features.tense,
        perfect=parent.perfect,
        progressive=parent.progressive,
        modals=parent.modals or features.modals,
        negated=features.negated or parent.negated,
        has_auxiliary=False,
    )


def _expand(tree: Tree, heads: Sequence[int]) -> tuple[int, ...]:
    """Return the members of the coordinations that these heads begin, headlines' comma lists included."""
    return tuple(
        member
        for head in heads
        for first in (head, *_listed(tree, head))
        for member in tree.conjuncts(first)
        if tree.is_nominal(member) or member == first
    )


def _listed(tree: Tree, head: int) -> list[int]:
    """Return the names that a headline puts after a comma instead of "and" ("Iran, Iraq sign"), which parsers take for appositions."""
    return [
        child
        for child in tree.related(head, "appos")
        if tree.pos[head] == tree.pos[child] == "PROPN"
        and not tree.related(child, "det")
        and tree.lower[child - 1] == ","
        and child + 1 < len(tree.lower)
        and tree.pos[child + 1] in VERBAL
    ]


def _shared_objects(head: int, kind: ClauseKind, parent: Clause | None) -> tuple[int, ...]:
    """Return the objects that stand after a coordinated verb but hang on the first ("arrested and deported the two")."""
    if kind is not ClauseKind.CONJUNCT or parent is None or parent.voice is Voice.PASSIVE:
        return ()
    return tuple(token for token in parent.objects if token > head)


def _inherited(setting: _Setting, head: int, kind: ClauseKind, parent: Clause | None) -> tuple[int, ...]:
    """Return the subject that a clause without its own takes over from the words above it."""
    tree = setting.tree
    if kind is ClauseKind.PARTICIPLE:
        noun = tree.head[head]
        is_infinitive = any(tree.tag[word] == "TO" for word in tree.related(head, "mark"))
        # A headline's bare infinitive is its future tense: "Ethiopia to host summit".
        if not is_infinitive or (tree.head[noun] == noun and tree.pos[noun] == "PROPN" and tree.is_headline(noun)):
            return tuple(_expand(tree, [noun]))
        owner = setting.phrases.get(noun)
        if owner is not None and owner.possessor is not None:
            return (owner.possessor,)
    if parent is None or kind in {ClauseKind.PARENTHETICAL, ClauseKind.MAIN}:
        return ()
    if kind is ClauseKind.INFINITIVE and parent.lemma not in setting.grammar.subject_control:
        return parent.objects or parent.indirect or parent.subjects
    if kind is ClauseKind.COMPLEMENT and tree.tag[head] not in {"VB", "VBG"}:
        return ()
    if kind is ClauseKind.ADVERBIAL and _marker(tree, head) in setting.grammar.object_control_markers:
        # "accused Kigali of arming ...", "kept the ship from docking": the object is the one who acts.
        return (parent.patients or parent.indirect) or parent.subjects
    return parent.subjects


def _fill_relative(
    setting: _Setting, head: int, voice: Voice, subjects: tuple[int, ...], objects: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Put the noun that a relative clause describes in the place of its pronoun, or of its gap."""
    tree, pronouns = setting.tree, setting.grammar.relative_pronouns
    noun = (tree.head[head],)
    is_pronoun = [tree.lower[token] in pronouns and tree.pos[token] in {"PRON", "DET", "SCONJ"} for token in subjects]
    if not subjects or any(is_pronoun):
        return noun, objects
    if any(tree.lower[token] in pronouns for token in objects):
        return subjects, noun
    has_relative_oblique = any(tree.lower[token] in pronouns or tree.tag[token].startswith("W") for token in tree.children[head])
    if not objects and voice is Voice.ACTIVE and not has_relative_oblique:
        return subjects, noun
    return subjects, objects


def _obliques(setting: _Setting, head: int, particle: str | None) -> tuple[tuple[str, int], ...]:
    """Return the verb's prepositional phrases; a particle before the preposition ("pull out | of Mali") is not part of it."""
    tree = setting.tree
    found = []
    for child in tree.related(head, "obl", "nmod"):
        if tree.label[child] == "nmod:poss" or child in _after_particle(setting, head):
            continue
        word = tree.preposition(child)
        if particle and word.startswith(f"{particle} "):
            word = word.removeprefix(f"{particle} ")
        members = _expand(tree, [child])
        found += [((member != child and tree.preposition(member)) or word, member) for member in members]
    return tuple(found)


def _after_particle(setting: _Setting, head: int) -> list[int]:
    """Return the objects that a parser took for a prepositional phrase because of the particle before them ("laid down their arms")."""
    tree = setting.tree
    after = head + 1
    if after >= len(tree.lower) or tree.lower[after] not in setting.grammar.particles:
        return []
    if tree.relation[after] == "advmod" or tree.label[after] == "compound:prt":
        bare = [child for child in tree.related(head, "obl") if tree.label[child] == "obl" and not tree.related(child, "case")]
        return [child for child in bare if child > after and tree.pos[child] == "NOUN"]
    if tree.tag[after] != "RP" or tree.relation[after] != "case":
        return []
    return [child for child in tree.related(head, "obl") if tree.head[after] == child and len(tree.related(child, "case")) == 1]


def _marker(tree: Tree, head: int) -> str | None:
    markers = tree.related(head, "mark")
    if not markers:
        markers = [word for word in tree.related(head, "advmod") if tree.tag[word] == "WRB" and word < head]
    if not markers:
        return None
    words = [markers[0], *tree.related(markers[0], "fixed")]
    return " ".join(tree.lower[word] for word in sorted(words))


def _extent(tree: Tree, head: int) -> tuple[int, int]:
    """Return the token range of a clause's own words, without the clauses below it."""
    words, queue = {head}, [head]
    while queue:
        for child in tree.children[queue.pop()]:
            if tree.relation[child] not in NOT_IN_CLAUSE and not tree.space[child]:
                words.add(child)
                queue.append(child)
    return min(words), max(words) + 1
