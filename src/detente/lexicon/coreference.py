"""Words that stand for an actor named elsewhere: pronouns, definite nouns, pairs; and the gender of given names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.errors import LexiconError

if TYPE_CHECKING:
    from detente.lexicon import Lexicon

FILE = "coreference.toml"
SORTS = frozenset({"person", "body", "group", "any"})


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What a pronoun says of whom it means: sort (person, body, group, any), whether several, gender ("m", "f", "")."""

    sort: str
    is_many: bool
    gender: str


@dataclass(frozen=True, slots=True)
class Partial:
    """A part of a state's name, the state's name and entity, and the states of which the article must name one."""

    word: str
    name: str
    entity: str
    beside: frozenset[str]


@dataclass(frozen=True, slots=True)
class CoreferenceTable:
    """The entries of ``coreference.toml``; ``speakers`` maps "I" and "we" to whether several are meant."""

    pronouns: Mapping[str, Pronoun]
    speakers: Mapping[str, bool]
    classes: Mapping[str, str]
    office_kinds: frozenset[str]
    bodies: Mapping[str, frozenset[str]]
    countries: frozenset[str]
    parts: frozenset[str]
    pair_words: frozenset[str]
    pair_states: frozenset[str]
    pair_persons: frozenset[str]
    pair_any: frozenset[str]
    articles: frozenset[str]
    agent_verbs: frozenset[str]
    empty_verbs: frozenset[str]
    party_prepositions: frozenset[str]
    genders: Mapping[str, str]
    partials: Mapping[str, Partial]


def load_coreference(lexicon: Lexicon) -> CoreferenceTable:
    """Return the table. Raises LexiconError for a pronoun of unknown sort or number."""
    table = lexicon.toml(FILE)
    described, pairs, names = table["descriptions"], table["pairs"], table["given_names"]
    classes = {noun: group for group, nouns in described.items() if group not in ("bodies", "kinds") for noun in nouns}
    return CoreferenceTable(
        pronouns={word: _read_pronoun(entry) for entry in table["pronoun"] for word in entry["words"]},
        speakers={word: entry["number"] == "plural" for entry in table["speaker"] for word in entry["words"]},
        classes=classes,
        office_kinds=frozenset(described["kinds"]),
        bodies={noun: frozenset(codes) for noun, codes in described["bodies"].items()},
        countries=frozenset(table["countries"]["nouns"]),
        parts=frozenset(table["countries"]["parts"]),
        pair_words=frozenset(pairs["words"]),
        pair_states=frozenset(pairs["states"]),
        pair_persons=frozenset(pairs["persons"]),
        pair_any=frozenset(pairs["any"]),
        articles=frozenset(table["definite"]["articles"]),
        agent_verbs=frozenset(table["agents"]["verbs"]),
        partials={entry["word"]: _read_partial(entry) for entry in table["partial"]},
        empty_verbs=frozenset(table["agents"]["empty"]),
        party_prepositions=frozenset(table["agents"]["parties"]),
        genders={name: gender for gender in ("f", "m") for name in names[gender].split()},
    )


def _read_partial(entry: Mapping[str, Any]) -> Partial:
    return Partial(entry["word"], entry["name"], entry["entity"], frozenset(entry["beside"]))


def _read_pronoun(entry: Mapping[str, Any]) -> Pronoun:
    if entry["sort"] not in SORTS or entry["number"] not in ("singular", "plural") or entry["gender"] not in ("", "m", "f"):
        message = f"lexicon: {FILE}: pronoun {entry['words'][0]!r}: unknown sort, number or gender: correct the entry"
        raise LexiconError(message)
    return Pronoun(entry["sort"], entry["number"] == "plural", entry["gender"])
