"""Units and the words of figures: ``units.toml`` for all languages, ``figures.toml`` for one, currency names from CLDR."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from babel.numbers import get_currency_name, list_currencies

from detente.errors import LexiconError
from detente.lexicon.amounts import NumberWords
from detente.lexicon.numerals import NumeralTable, load_numerals

if TYPE_CHECKING:
    from detente.lexicon import Lexicon

_UNITS, _WORDS = "units.toml", "figures.toml"
MONEY = "money"
_DIRECTIONS = ("up", "down", "level", "")


@dataclass(frozen=True, slots=True)
class FigureTable:
    """What the number grammar knows. Words are lower case; ``units`` maps an id to its kind, ``unit_words`` words to an id.

    ``shared`` says for a currency that several countries name alike which it is where; ``words`` holds the plain lists.
    """

    numerals: NumeralTable
    units: Mapping[str, str]
    unit_words: Mapping[str, str]
    signs: Mapping[str, str]
    shared: Mapping[str, Mapping[str, str]]
    scales: Mapping[str, float]
    short_scales: Mapping[str, float]
    vague: Mapping[str, float]
    fractions: Mapping[str, float]
    multiples: Mapping[str, float]
    multiple_verbs: Mapping[str, float]
    bounds: Mapping[str, str]
    bounds_after: Mapping[str, str]
    rates: Mapping[str, str]
    change: Mapping[str, Mapping[str, str]]
    forms: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    vague_bound: str
    mass: str
    plural: tuple[tuple[str, str], ...]
    amount: re.Pattern[str]
    fraction: re.Pattern[str]
    ratio: re.Pattern[str]

    def kind(self, unit: str | None) -> str:
        """Return the kind of a unit: its row's, money for a currency, count for anything else."""
        if unit is None:
            return ""
        return self.units.get(unit, "count")

    def lemma(self, form: str, lemma: str) -> str:
        """Return the lemma of a word of change: the table's for a past form that it lists, else the parser's."""
        return self.forms.get(form.lower(), lemma.lower())

    def plural_of(self, noun: str) -> str:
        """Return the plural of a counted noun that stands in the singular."""
        for ending, replacement in self.plural:
            if noun.endswith(ending):
                return noun[: len(noun) - len(ending)] + replacement
        return noun


def _currency_names(language: str, spellings: Mapping[str, str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for code in sorted(list_currencies(language)):
        for count in (None, 1, 2):
            name = get_currency_name(code, count=count, locale=language).lower()
            if "(" not in name and " " in name:
                names.setdefault(name, code)
                for usual, other in spellings.items():
                    names.setdefault(name.replace(usual, other), code)
    return names


def load_units(lexicon: Lexicon) -> FigureTable:
    """Return the tables of figures. Raises LexiconError naming the entry that is wrong."""
    shared, table, numerals = lexicon.toml(_UNITS), lexicon.toml(_WORDS), lexicon.get(load_numerals)
    try:
        return _table(shared, table, numerals, lexicon.language)
    except KeyError as error:
        message = f"lexicon: {_UNITS} or {_WORDS}: {error} is missing: restore it"
        raise LexiconError(message) from error


def _table(shared: Mapping[str, Any], table: Mapping[str, Any], numerals: NumeralTable, language: str) -> FigureTable:
    symbols = {sign: unit["id"] for unit in shared["unit"] for sign in unit.get("symbols", ()) if sign != "%"}
    currencies = {**_currency_names(language, table["spellings"]), **{word.lower(): code for word, code in table["currencies"].items()}}
    kinds = {unit["id"]: unit["kind"] for unit in shared["unit"]} | dict.fromkeys({*currencies.values(), *shared["signs"].values()}, MONEY)
    words = {word.lower(): unit for word, unit in table["words"].items()}
    for word, unit in words.items():
        if unit not in kinds:
            message = f"lexicon: {_WORDS}: {word!r} stands for {unit!r}, which {_UNITS} does not have: add a row or correct the word"
            raise LexiconError(message)
    codes = {code: code for code in sorted(list_currencies())}
    signs = {**codes, **shared["signs"]}
    unit_words = {**currencies, **words, **symbols, "%": "percent"}
    expressions = NumberWords(table, numerals, tuple(signs), tuple({**currencies, **words}), tuple(symbols))
    return FigureTable(
        numerals=numerals,
        units=kinds,
        unit_words=unit_words,
        signs=signs,
        shared=shared["shared"],
        scales={word: float(value) for word, value in table["scales"].items()},
        short_scales={word: float(value) for word, value in table["short_scales"].items()},
        vague=table["vague"],
        fractions=table["fractions"],
        multiples=table["multiples"],
        multiple_verbs=table["multiple_verbs"],
        bounds=table["bounds"],
        bounds_after=table["bounds_after"],
        rates=table["rates"],
        forms=table["directions"]["forms"],
        change=_change(table["directions"]),
        words=_lists(table),
        mass=next(iter(table["mass_of"].values())),
        vague_bound=table["vague_bound"],
        plural=tuple((ending, replacement) for ending, replacement in table["plural"]["endings"]),
        amount=expressions.amount(),
        ratio=expressions.ratio(),
        fraction=expressions.fraction(),
    )


def _change(table: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, str]]:
    change: dict[str, Mapping[str, str]] = {part: dict(table[part]) for part in ("verbs", "nouns", "words", "degrees")}
    for part, words in change.items():
        for word, direction in words.items():
            if direction not in _DIRECTIONS:
                message = f"lexicon: {_WORDS}: directions.{part}: {word!r} is {direction!r}: write up, down or level"
                raise LexiconError(message)
    return change


def _lists(table: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    return {
        "people": frozenset(table["people"]["nouns"]),
        "people verbs": frozenset({*table["people"]["verbs"], *table["people"]["forms"]}),
        "tolls": frozenset(table["people"]["tolls"]),
        "designators": frozenset(table["names"]["designators"]),
        "known": frozenset(table["names"]["known"]),
        "not one": frozenset(table["names"]["not_one"]),
        "no units": frozenset(table["names"]["no_units"]),
        "only shares": frozenset(table["directions"]["only_shares"]["verbs"]),
        "mass of": frozenset(table["mass_of"]),
        "idle": frozenset(table["names"]["idle"]),
        "time units": frozenset(table["names"]["time_units"]),
        **{f"syntax {name}": frozenset(words) for name, words in table["syntax"].items()},
    }
