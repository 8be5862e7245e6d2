"""The grammar of time expressions: word classes, and patterns over them, compiled from ``times.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.errors import LexiconError
from detente.lexicon.needs import find_needs
from detente.lexicon.numerals import NumeralTable, load_numerals

if TYPE_CHECKING:
    from detente.lexicon import Lexicon

Value = int | float | str
_FILE = "times.toml"
_WORD = re.compile(r"[a-z]+|[0-9]")
DIGIT = "0"
"""Stands for any digit among the words of a text."""
_REFERENCE = re.compile(r"\{([a-z]\w*)(?::(\w+))?\}")
_SPACE = r"(?:[^\S\n]{1,3}|[^\S\n]?\n(?!\s))"
_EMPTY = re.compile("")


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, for the needs of patterns; every digit is the word "0"."""
    return [DIGIT if word.isdigit() else word for word in _WORD.findall(text.lower())]


@dataclass(frozen=True, slots=True)
class TimePattern:
    """One pattern: its regular expression, the rule that reads it, and the logical name and class of each of its groups.

    ``needs`` are sets of lower-case words of each of which the text must hold one; a digit counts as the word "0".
    ``before`` and ``after`` must match the text next to a match, ``not_before`` and ``not_after`` must not;
    ``not_tags`` are tags that its first word must not have, ``not_left`` those of the word before.
    """

    id: str
    regex: re.Pattern[str]
    rule: str
    groups: Mapping[str, tuple[str, str]]
    needs: tuple[frozenset[str], ...]
    not_tags: frozenset[str]
    not_left: frozenset[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    not_before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class TimeTable:
    """All of ``times.toml``: patterns in order of rank, classes, word lists of the checks, and single settings."""

    patterns: tuple[TimePattern, ...]
    trigger: re.Pattern[str]
    classes: Mapping[str, Mapping[str, Value]]
    numerals: NumeralTable
    tense: Mapping[str, frozenset[str]]
    joins: Mapping[str, re.Pattern[str]]
    settings: Mapping[str, Value]

    def read(self, kind: str, text: str) -> Value:
        """Return what the words of a class mean: the entry's value, or the number that digits or words give."""
        word = " ".join(text.replace("\u2019", "'").lower().split())
        if kind in self.classes:
            return self.classes[kind][word]
        number = self.numerals.read_year(word) if kind.endswith("_words") else self.numerals.read(word)
        return word if number is None else int(number) if number == int(number) else number


class _Compiler:
    """Turns the templates of one file into regular expressions."""

    def __init__(self, table: Mapping[str, Any], numerals: NumeralTable) -> None:
        self.macros: Mapping[str, str] = table["macros"]
        self.shapes: dict[str, str] = {**table["shapes"], "words": numerals.pattern}
        self.classes: Mapping[str, Mapping[str, Value]] = table["classes"]
        self.capital = frozenset(table["capital"])

    def expanded(self, template: str) -> str:
        """Return the template with its macros replaced, to any depth."""
        for _ in range(6):
            template = _REFERENCE.sub(lambda match: self.macros.get(match[1], match[0]) if not match[2] else match[0], template)
        return template

    def words(self, kind: str) -> str:
        """Return the alternatives of a class, longest first; those of a capital class only as written or in capitals."""
        if kind in self.shapes:
            return self.shapes[kind]
        if kind not in self.classes:
            message = f"lexicon: {_FILE}: {{{kind}}} is neither a class, a shape nor a macro: correct the name"
            raise LexiconError(message)
        spelled = {word for entry in self.classes[kind] for word in self._spellings(entry, kind)}
        parts = (
            re.escape(word).replace(r"\ ", _SPACE).replace("'", "['\u2019]")
            for word in sorted(spelled, key=lambda each: (-len(each), each))
        )
        joined = "|".join(parts)
        return f"(?-i:{joined})" if kind in self.capital else joined

    def _spellings(self, entry: str, kind: str) -> Iterator[str]:
        yield entry
        if kind in self.capital:
            yield entry.upper()

    def needs(self, template: str) -> tuple[frozenset[str], ...]:
        """Return sets of words, of each of which one stands in any text that the template matches."""
        return tuple(frozenset().union(*(self._first_words(kind) for kind in need)) for need in find_needs(self.expanded(template)))

    def _first_words(self, kind: str) -> frozenset[str]:
        if kind in self.classes:
            return frozenset(word for entry in self.classes[kind] for word in words_of(entry)[:1])
        letters = frozenset(re.findall(r"[a-z]{3,}", self.shapes[kind]))
        return letters or frozenset({DIGIT})

    def regex(self, template: str) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
        """Return the compiled template and what each of its groups stands for."""
        groups: dict[str, tuple[str, str]] = {}

        def grouped(match: re.Match[str]) -> str:
            name = f"g{len(groups)}"
            groups[name] = (match[2] or match[1], match[1])
            return f"(?P<{name}>\x00{match[1]}\x00)"

        body = self.expanded(template)
        body = re.sub(r"(?<!\\)\((?!\?)", "(?:", body)
        body = _REFERENCE.sub(grouped, body).replace(" ", _SPACE)
        body = re.sub("\x00(\\w+)\x00", lambda match: self.words(match[1]), body)
        return re.compile(rf"(?i)(?<![\w])(?<!\d[.,]){body}(?!\w)"), groups


def _pattern(entry: Mapping[str, Any], compiler: _Compiler) -> TimePattern:
    try:
        regex, groups = compiler.regex(entry["match"])
        near = {
            side: re.compile(compiler.expanded(entry[side])) for side in ("before", "after", "not_before", "not_after") if side in entry
        }
        return TimePattern(
            id=entry["id"],
            regex=regex,
            rule=entry["rule"],
            groups=groups,
            needs=compiler.needs(entry["match"]),
            not_tags=frozenset(entry.get("not_tags", ())),
            not_left=frozenset(entry.get("not_left", ())),
            before=near.get("before", _EMPTY),
            after=near.get("after", _EMPTY),
            not_before=near.get("not_before"),
            not_after=near.get("not_after"),
        )
    except (KeyError, re.error) as error:
        message = f"lexicon: {_FILE}: pattern {entry.get('id', '?')!r}: {error}: correct the entry"
        raise LexiconError(message) from error


def _lowered(words: Mapping[str, Value]) -> dict[str, Value]:
    return {word.replace("\u2019", "'").lower(): value for word, value in words.items()}


def load_times(lexicon: Lexicon) -> TimeTable:
    """Return the grammar of time expressions. Raises LexiconError naming the entry that is wrong."""
    table, numerals = lexicon.toml(_FILE), lexicon.get(load_numerals)
    try:
        compiler = _Compiler(table, numerals)
        return TimeTable(
            patterns=tuple(_pattern(entry, compiler) for entry in table["pattern"]),
            trigger=re.compile(r"(?i)(?<!\w)(?:" + "|".join(f"(?:{compiler.words(kind)})" for kind in table["triggers"]) + ")"),
            classes={kind: _lowered(words) for kind, words in table["classes"].items()},
            numerals=numerals,
            tense={name: frozenset(words) for name, words in table["tense"].items()},
            joins={name: re.compile(compiler.expanded(text)) for name, text in table["joins"].items()},
            settings={name: table[name] for name in ("numeric_order", "century_pivot")},
        )
    except KeyError as error:
        message = f"lexicon: {_FILE}: {error} is missing: restore it"
        raise LexiconError(message) from error
