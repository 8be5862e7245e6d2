"""Number words of a language ("two hundred and five", "nineteen ninety-six") and how to read them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import LexiconError

if TYPE_CHECKING:
    from detente.lexicon import Lexicon

_FILE = "numerals.toml"
_HUNDRED = 100
_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:[ -](\d)/(\d))?")


@dataclass(frozen=True, slots=True)
class NumeralTable:
    """Words of numbers with their values; ``multipliers`` are those that multiply what stands before them."""

    joiner: str
    articles: frozenset[str]
    half: str
    units: Mapping[str, int]
    tens: Mapping[str, int]
    multipliers: Mapping[str, int]
    ordinals: Mapping[str, int]

    def read(self, text: str) -> float | None:
        """Return the value of digits ("1,200", "2 1/2") or of number words; None where the text is neither."""
        digits = _DIGITS.fullmatch(text.strip())
        if digits:
            whole = float(digits[1].replace(",", "") + (digits[2] or ""))
            return whole + int(digits[3]) / int(digits[4]) if digits[3] and int(digits[4]) else whole
        words = [word for word in re.split(r"[\s-]+", text.lower().strip()) if word and word != self.joiner]
        return self._words(words) if words else None

    def _words(self, words: list[str]) -> float | None:
        total, current = 0.0, 0.0
        for number, word in enumerate(words):
            if word in self.articles and number == 0:
                current = 1
            elif word in self.units:
                current += self.units[word]
            elif word in self.tens:
                current += self.tens[word]
            elif word in self.multipliers:
                current, total = self._multiplied(current or 1, total, self.multipliers[word])
            else:
                return None
        return total + current

    @staticmethod
    def _multiplied(current: float, total: float, by: int) -> tuple[float, float]:
        if by == _HUNDRED:
            return current * by, total
        return 0.0, total + current * by

    def read_year(self, text: str) -> int | None:
        """Return the year that words name in pairs ("nineteen ninety-six", "two thousand ten"), or None."""
        words = [word for word in re.split(r"[\s-]+", text.lower().strip()) if word and word != self.joiner]
        if not words or any(word not in self.units and word not in self.tens and word not in self.multipliers for word in words):
            return None
        if words[0] in self.units and words[0] not in self.multipliers and len(words) > 1 and words[1] not in self.multipliers:
            century, rest = self.units[words[0]], self._words(words[1:])
            return None if rest is None else int(century * _HUNDRED + rest)
        value = self._words(words)
        return None if value is None else int(value)

    @property
    def pattern(self) -> str:
        """A regular expression for a number in words, at most eight of them."""
        words = [*self.units, *self.tens, *self.multipliers]
        word = "|".join(sorted((re.escape(each) for each in words), key=len, reverse=True))
        return rf"(?:{word})(?:[ -](?:{self.joiner} )?(?:{word})){{0,7}}"


def load_numerals(lexicon: Lexicon) -> NumeralTable:
    """Return the number words of the lexicon's language. Raises LexiconError where a part is missing or not a number."""
    table = lexicon.toml(_FILE)
    try:
        parts = {part: {word: int(value) for word, value in table[part].items()} for part in ("units", "tens", "multipliers", "ordinals")}
        return NumeralTable(table["joiner"], frozenset(table["article"]), table["half"], **parts)
    except (KeyError, ValueError, AttributeError) as error:
        message = f"lexicon: {_FILE}: {error} is missing or not a whole number: correct the file"
        raise LexiconError(message) from error
