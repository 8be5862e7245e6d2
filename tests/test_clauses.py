"""Clauses on parses built by hand: what a sound parse must give, whatever the parser."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.coding.clauses import ClauseKind, Tense, Voice, find_clauses
from detente.lexicon import Lexicon
from tests.parses import VOCAB, parsed

LEXICON = Lexicon.load()


def clause(doc, word):
    """Return the clause whose predicate is this word."""
    found = find_clauses(doc, LEXICON)
    head = next(token.i for token in doc if token.text == word)
    made = found.clause(head)
    assert made is not None, f"no clause at {word}"
    return made


def words(doc, heads):
    """Return the words of token indices."""
    return [doc[head].text for head in heads]


REFUSED = """
Beijing Beijing NNP nsubj 3
has have AUX:VBZ aux 3
refused refuse VBN root 0
to to TO mark 5
condemn condemn VB xcomp 3
the the DT det 7
war war NN obj 5
"""

EXPELLED = """
Three three CD nummod 3
Russian Russian JJ amod 3
diplomats diplomat NNS nsubj:pass 5
were be AUX:VBD aux:pass 5
expelled expel VBN root 0
and and CC cc 7
deported deport VBN conj 5
by by IN case 9
Poland Poland NNP obl:agent 5
"""

FORCED = """
Rebels rebel NNS nsubj 2
forced force VBD root 0
troops troop NNS obj 2
to to TO mark 5
leave leave VB xcomp 2
"""

RELATIVE = """
Troops troop NNS nsubj 5
that that WDT obj 4
Kenya Kenya NNP nsubj 4
sent send VBD acl:relcl 1
left leave VBD root 0
"""

WILL = """
Putin Putin NNP nsubj 6
and and CC cc 3
Xi Xi NNP conj 1
will will MD aux 6
not not RB advmod 6
meet meet VB root 0
in in IN case 8
Moscow Moscow NNP obl 6
"""

DECISION = """
Israel Israel NNP nmod:poss 3
's 's POS case 1
decision decision NN nsubj 6
to to TO mark 5
annex annex VB acl 3
angered anger VBD root 0
Jordan Jordan NNP obj 6
"""


def test_an_infinitive_takes_the_subject_above_it():
    doc = parsed(REFUSED)
    below = clause(doc, "condemn")
    assert below.kind is ClauseKind.INFINITIVE
    assert words(doc, below.agents) == ["Beijing"]
    assert words(doc, below.patients) == ["war"]
    assert not below.own_subject
    assert clause(doc, "refused").tense is Tense.PRESENT


def test_an_object_controls_the_infinitive_after_it():
    doc = parsed(FORCED)
    assert words(doc, clause(doc, "leave").agents) == ["troops"]


def test_a_passive_and_its_conjunct_share_patient():
    doc = parsed(EXPELLED)
    first, second = clause(doc, "expelled"), clause(doc, "deported")
    assert first.voice is second.voice is Voice.PASSIVE
    assert words(doc, first.agents) == ["Poland"]
    assert words(doc, first.patients) == words(doc, second.patients) == ["diplomats"]


def test_the_noun_before_a_relative_clause_is_its_object():
    doc = parsed(RELATIVE)
    sent = clause(doc, "sent")
    assert sent.kind is ClauseKind.RELATIVE
    assert (words(doc, sent.agents), words(doc, sent.patients)) == (["Kenya"], ["Troops"])


def test_coordination_negation_future_and_oblique():
    doc = parsed(WILL)
    meet = clause(doc, "meet")
    assert words(doc, meet.subjects) == ["Putin", "Xi"]
    assert (meet.negated, meet.tense) == (True, Tense.FUTURE)
    assert [(word, doc[token].text) for word, token in meet.obliques] == [("in", "Moscow")]


def test_the_owner_of_a_decision_acts():
    doc = parsed(DECISION)
    assert words(doc, clause(doc, "annex").agents) == ["Israel"]


def test_phrases_know_owner_modifiers_and_number():
    doc = parsed(EXPELLED)
    phrase = find_clauses(doc, LEXICON).phrase(2)
    assert phrase is not None
    assert doc[phrase.start : phrase.end].text == "Three Russian diplomats"
    assert words(doc, phrase.modifiers) == ["Russian"]
    assert phrase.plural
    owned = find_clauses(parsed(DECISION), LEXICON).phrase(2)
    assert owned is not None
    assert owned.possessor == 0


RELATIONS = ["nsubj", "obj", "obl", "conj", "xcomp", "ccomp", "advcl", "acl:relcl", "acl", "parataxis", "appos", "nmod", "case", "aux:pass", "cop"]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_tree_gives_clauses_that_lie_in_the_doc(data):
    from spacy.tokens import Doc

    size = data.draw(st.integers(1, 12))
    heads = [data.draw(st.integers(0, max(0, place - 1))) if place else 0 for place in range(size)]
    order = data.draw(st.permutations(range(size)))
    place_of = {old: new for new, old in enumerate(order)}
    shuffled = [0] * size
    for old, head in enumerate(heads):
        shuffled[place_of[old]] = place_of[head]
    doc = Doc(
        VOCAB,
        words=["w"] * size,
        heads=shuffled,
        deps=["ROOT" if shuffled[i] == i else data.draw(st.sampled_from(RELATIONS)) for i in range(size)],
        pos=[data.draw(st.sampled_from(["NOUN", "VERB", "PROPN", "ADP", "PUNCT", "AUX"])) for _ in range(size)],
        tags=["NN"] * size,
        lemmas=["w"] * size,
    )
    found = find_clauses(doc, LEXICON)
    for each in found.clauses:
        assert 0 <= each.start <= each.head < each.end <= size
        assert all(0 <= token < size for token in (*each.agents, *each.patients))
        assert each.head not in {above.head for above in found.ancestors(each)}
    for phrase in found.phrases:
        assert 0 <= phrase.start <= phrase.head < phrase.end <= size
