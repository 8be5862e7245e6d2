"""Nouns that name actors by what they are ("foreign minister", "troops"), and the words that give or withhold a country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from detente.errors import LexiconError
from detente.lexicon.names import plain

if TYPE_CHECKING:
    from detente.lexicon import Lexicon

FILE = "roles.toml"
SORTS = frozenset({"person", "group", "body", "thing", "act"})
SECTORS = frozenset({"", "GOV", "MIL", "COP", "JUD", "LEG", "OPP", "REB", "UAF", "MED", "BUS", "CVL", "NGO", "EDU", "REL"})
SHORTEST = 5
Rules = Iterable[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Role:
    """What a noun says of an actor: sector, sort (person, group, body, thing, act), number and gender ("m", "f" or "")."""

    noun: str
    sector: str
    sort: str
    gender: str
    inherits: bool
    is_vague: bool
    is_plural: bool

    @property
    def is_many(self) -> bool:
        """Tell whether "they" can stand for it."""
        return self.is_plural or self.sort == "group"


@dataclass(frozen=True, slots=True)
class RoleTable:
    """The entries of ``roles.toml``. Words are looked up in lower case, several words joined by a blank."""

    gives: frozenset[str]
    deeds: frozenset[str]
    posted: frozenset[str]
    serving: frozenset[str]
    served: frozenset[str]
    unplaced: frozenset[str]
    definite: frozenset[str]
    others: frozenset[str]
    parted: frozenset[str]
    settled: frozenset[str]
    abroad: frozenset[str]
    placed: frozenset[str]
    foreign: frozenset[str]
    own: frozenset[str]
    prefixes: frozenset[str]
    adjectives: Mapping[str, str]
    former: frozenset[str]
    ousted: frozenset[str]
    local: frozenset[str]
    titles: Mapping[str, str]
    particles: frozenset[str]
    short_titles: Mapping[str, str]
    acts: Mapping[str, str]
    affairs: frozenset[str]
    places: Mapping[str, frozenset[str]]
    person_endings: tuple[str, ...]
    no_persons: frozenset[str]
    singular_endings: tuple[str, ...]
    longest: int
    _roles: Mapping[str, Role] = field(repr=False)

    def role(self, words: str) -> Role | None:
        """Return the role that these words name, singular or plural."""
        return self._roles.get(words.lower())

    def by_ending(self, word: str) -> Role | None:
        """Return a role for an unlisted noun whose ending names people in the plural, or one person ("-ist")."""
        if len(word) < SHORTEST or word in self.no_persons or not word.endswith(self.person_endings):
            return None
        is_plural = not word.endswith(self.singular_endings)
        return Role(word, "CVL", "person", "", inherits=False, is_vague=False, is_plural=is_plural)

    def role_at(self, words: list[str], start: int, end: int) -> tuple[int, Role] | None:
        """Return the longest role that begins at ``start`` and ends by ``end``, with the position after it."""
        for stop in range(min(end, len(words), start + self.longest), start, -1):
            role = self.role(" ".join(words[start:stop]))
            if role is not None:
                return stop, role
        return None

    def __iter__(self) -> Iterator[Role]:
        """Yield all roles, singular and plural forms apart."""
        return iter(self._roles.values())


def plural(noun: str, rules: Iterable[Mapping[str, str]]) -> str:
    """Return the regular plural of a noun by the first rule that fits; of several words, the last is changed."""
    for rule in rules:
        if re.search(rule["pattern"], noun):
            return re.sub(rule["pattern"], rule["plural"], noun, count=1)
    return noun


def load_roles(lexicon: Lexicon) -> RoleTable:
    """Return the table of roles. Raises LexiconError for an unknown sector or sort."""
    table = lexicon.toml(FILE)
    roles = _read_roles(table["role"], table["plurals"], table["plural_rule"])
    country, compounds, adjectives, titles = table["country"], table["compounds"], table["adjectives"], table["titles"]
    sectors = {word: sector for sector, words in adjectives.items() if sector in SECTORS for word in words}
    genders = _same(titles["words"], "") | _same(titles["masculine"], "m") | _same(titles["feminine"], "f")
    acts = dict.fromkeys(table["acts"]["plain"], "")
    acts |= {word: sector for sector in sorted(table["acts"].keys() & SECTORS) for word in table["acts"][sector]}
    return RoleTable(
        gives=frozenset(country["gives"]),
        deeds=frozenset(country["deeds"]),
        posted=frozenset(country["posted"]),
        definite=frozenset(country["definite"]),
        others=frozenset(country["others"]),
        parted=frozenset(country["parted"]),
        settled=frozenset(country["settled"]),
        abroad=frozenset(country["abroad"]),
        serving=frozenset(country["serving"]),
        served=frozenset(country["served"]),
        unplaced=frozenset(country["unplaced"]),
        placed=frozenset(country["placed"]),
        foreign=frozenset(compounds["foreign"]),
        own=frozenset(compounds["own"]),
        prefixes=frozenset(compounds["prefixes"]),
        adjectives=sectors,
        former=frozenset(adjectives["former"]),
        ousted=frozenset(adjectives["ousted"]),
        local=frozenset(adjectives["local"]),
        titles=genders,
        particles=frozenset(titles["particles"]),
        short_titles=titles["short"],
        acts=acts,
        affairs=frozenset(table["acts"]["affairs"]),
        places={name: frozenset(words) for name, words in table["places"].items()},
        person_endings=tuple(table["people"]["endings"]),
        singular_endings=tuple(table["people"]["singular"]),
        no_persons=frozenset(table["people"]["exceptions"]),
        longest=max(len(_tokens(words)) for words in roles),
        _roles=roles,
    )


def _same(words: Iterable[str], value: str) -> dict[str, str]:
    return dict.fromkeys(words, value)


def _tokens(words: str) -> list[str]:
    """Return the words as the tokenizer cuts them: hyphens and possessives stand alone."""
    return words.replace("-", " - ").replace("'s", " 's").replace("s'", "s '").replace("l'a", "l' a").split()


def _read_roles(entries: Iterable[Mapping[str, Any]], plurals: Mapping[str, str], rules: Rules) -> dict[str, Role]:
    roles: dict[str, Role] = {}
    for entry in entries:
        sector, sort = entry["sector"], entry["sort"]
        if sector not in SECTORS or sort not in SORTS:
            message = f"lexicon: {FILE}: role {entry['nouns'][0]!r}: no such sector or sort: {sector!r}, {sort!r}: correct the entry"
            raise LexiconError(message)
        for noun in entry["nouns"]:
            fixed = (sector, sort, entry.get("gender", ""), entry.get("inherits", False), entry.get("vague", False))
            for form, is_plural in _forms(noun, sort, plurals, rules):
                for spelling in {form, plain(form)}:
                    roles.setdefault(" ".join(_tokens(spelling)), Role(noun, *fixed, is_plural))
    return roles


def _forms(noun: str, sort: str, plurals: Mapping[str, str], rules: Rules) -> tuple[tuple[str, bool], ...]:
    if sort == "group":
        return ((noun, True),) if noun.endswith("s") else ((noun, False), (plural(noun, rules), True))
    return (noun, False), (plurals.get(noun) or plural(noun, rules), True)
