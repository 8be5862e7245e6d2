"""The regular expressions of numbers, built from the words of ``figures.toml``, ``numerals.toml`` and ``units.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from detente.lexicon.numerals import NumeralTable

_GAP = "[ \u00a0]"
_DASHES = "-\u2013\u2014"
_DIGITS = r"(?:\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?: \d/\d| \u00bd)?"


def alternatives(words: Iterable[str]) -> str:
    """Return the words as alternatives of a regular expression, longest first; a space is also a hard space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", _GAP) for word in ordered)


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words that numbers are made of: ``signs`` stand before them, ``units`` and ``symbols`` after."""

    table: Mapping[str, Any]
    numerals: NumeralTable
    signs: tuple[str, ...]
    units: tuple[str, ...]
    symbols: tuple[str, ...]

    def number(self) -> str:
        """Return the expression of one number: digits, number words, "a million", "half a million"."""
        numerals, big = self.numerals, alternatives(self.numerals.multipliers)
        small = alternatives([*numerals.units, *numerals.tens])
        follow = rf"(?:[ -](?:{numerals.joiner} )?(?:{big}|{small})){{0,7}}"
        article = alternatives(numerals.articles)
        scaled = rf"(?:{big}|{alternatives(self.table['scales'])}){follow}"
        worded = rf"(?:{small}){follow}|(?:(?:{article}) |{numerals.half} (?:{article}) |{numerals.half}-){scaled}"
        return rf"(?:{_DIGITS}|{worded})"

    def scale(self) -> str:
        """Return the expression of "million", "bn" and "m" after digits."""
        full = alternatives(self.table["scales"])
        tight = alternatives(word for word in self.table["scales"] if len(word) <= len("mln"))
        short = alternatives(self.table["short_scales"])
        return rf"(?:[ \u00a0-](?:{full})(?!\w)|(?:{tight})(?!\w)|(?-i:{short})(?!\w))"

    def bound(self) -> str:
        """Return the group of the words before a number that bound it."""
        return rf"(?P<bound>(?:(?:{alternatives(self.table['bounds'])}){_GAP})*)"

    def amount(self) -> re.Pattern[str]:
        """Return the expression of an amount: bound, sign, number, scale, the second end of a range, unit."""
        one, scale, units = self.number(), self.scale(), alternatives(self.units)
        sign = rf"(?-i:(?:{alternatives(self.signs)}){_GAP}?)"
        joins = alternatives(word for word in self.table["range"]["join"] if word.isalpha())
        join = rf"(?:{_GAP}(?:{joins}){_GAP}|{_GAP}?[{_DASHES}]{_GAP}?)"
        half = rf"(?:[ ]{self.numerals.joiner} (?:{alternatives(self.numerals.articles)}) {self.numerals.half})"
        unit = rf"(?:[ \u00a0-]?(?-i:{alternatives(self.symbols)})(?!\w)|{_GAP}?%|[ \u00a0-](?:{units})(?!\w))"
        return re.compile(
            rf"(?i)(?<![\w.,/-])(?<!\d[\u2013\u2014]){self.bound()}"
            rf"(?P<open>(?:{alternatives(self.table['range']['between'])}){_GAP})?"
            rf"(?P<sign>{sign})?(?:(?P<vague>{alternatives(self.table['vague'])})|(?P<first>{one})(?P<half>{half})?(?P<scale>{scale})?"
            rf"(?P<near>{_GAP}?%|{_GAP}(?:{units})(?!\w))?"
            rf"(?:(?P<join>{join})(?P<sign2>{sign})?(?P<second>{one})(?P<scale2>{scale})?)?)"
            rf"(?P<unit>{unit})?(?:{_GAP}(?P<after>{alternatives(self.table['bounds_after'])}))?(?![\w])(?!-?\d)"
        )

    def fraction(self) -> re.Pattern[str]:
        """Return the expression of "a third", "half a mile", "a quarter point"."""
        article = alternatives(self.numerals.articles)
        return re.compile(
            rf"(?i)(?<![\w-]){self.bound()}(?P<fraction>{alternatives(self.table['fractions'])})"
            rf"(?:[ -](?:(?:{article})[ -])?(?P<unit>{alternatives(word for word in self.units)}))?(?![\w-])"
        )

    def ratio(self) -> re.Pattern[str]:
        """Return the expression of "one in five"."""
        numerals = self.numerals
        number = rf"(?:\d{{1,3}}|{alternatives([*numerals.units, *numerals.tens, *numerals.multipliers])})"
        between = alternatives(self.table["ratio"]["between"])
        return re.compile(rf"(?i)(?<![\w.,-]){self.bound()}(?P<part>{number}) (?:{between}) (?P<whole>{number})(?![\w-]|[.,]\d)")
