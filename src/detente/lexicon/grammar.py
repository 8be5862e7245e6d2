"""grammar.toml: what the clause finder must know of a language beyond the parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Grammar:
    """Closed word classes by lower-case form or lemma; see grammar.toml and irregular.toml for what each holds."""

    subject_control: frozenset[str]
    transitive: frozenset[str]
    object_control_markers: frozenset[str]
    future: frozenset[str]
    modals: frozenset[str]
    be: frozenset[str]
    irregular: Mapping[str, str]
    particles: frozenset[str]
    have: frozenset[str]
    negation: frozenset[str]
    negative_determiners: frozenset[str]
    relative_pronouns: frozenset[str]
    agent_prepositions: frozenset[str]


def load_grammar(lexicon: Lexicon) -> Grammar:
    """Read grammar.toml of the lexicon's language."""
    table = lexicon.toml("grammar.toml")
    verbs, irregular = table["verbs"], lexicon.toml("irregular.toml")
    return Grammar(
        subject_control=frozenset(verbs["subject_control"]),
        object_control_markers=frozenset(verbs["object_control_markers"]),
        transitive=frozenset(verbs["transitive"]),
        future=frozenset(verbs["future"]),
        modals=frozenset(verbs["modals"]),
        irregular={form: lemma for lemma, forms in irregular["verbs"].items() for form in forms},
        particles=frozenset(irregular["particles"]["words"]),
        be=frozenset(verbs["be"]),
        have=frozenset(verbs["have"]),
        negation=frozenset(table["negation"]["words"]),
        negative_determiners=frozenset(table["negation"]["determiners"]),
        relative_pronouns=frozenset(table["pronouns"]["relative"]),
        agent_prepositions=frozenset(table["prepositions"]["agent"]),
    )
