"""Text -> matches of the grammar's patterns, without overlaps."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.lexicon.times import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.lexicon.times import TimePattern, TimeTable, Value

_REACH = 60  # characters around a trigger in which an expression with it may begin or end
_NEAR = 40  # characters that a pattern's conditions on its neighbours may see


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern's match: where it stands, its first token, and the value of each of its named groups."""

    pattern: str
    rule: str
    start: int
    end: int
    text: str
    token: int
    words: Mapping[str, Value]

    def number(self, name: str) -> int | None:
        """Return the group's value as a whole number; None where the group did not take part or is no number."""
        value = self.words.get(name)
        return int(value) if isinstance(value, (int, float)) else None

    def word(self, name: str) -> str | None:
        """Return the group's value as text, None where the group did not take part."""
        value = self.words.get(name)
        return None if value is None else str(value)


def _windows(text: str, table: TimeTable) -> Iterator[tuple[int, int]]:
    low, high = 0, -1
    for trigger in table.trigger.finditer(text):
        start, end = max(trigger.start() - _REACH, 0), min(trigger.end() + _REACH, len(text))
        if start > high:
            if high > 0:
                yield _snapped(text, low, high)
            low = start
        high = max(high, end)
    if high > 0:
        yield _snapped(text, low, high)


def _snapped(text: str, low: int, high: int) -> tuple[int, int]:
    while low > 0 and not text[low - 1].isspace():
        low -= 1
    while high < len(text) and not text[high].isspace():
        high += 1
    return low, high


def _fits(pattern: TimePattern, text: str, start: int, end: int, tags: tuple[str, str]) -> bool:
    left, right = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    return (
        tags[1] not in pattern.not_tags
        and tags[0] not in pattern.not_left
        and pattern.before.search(left) is not None
        and pattern.after.search(right) is not None
        and not (pattern.not_before and pattern.not_before.search(left))
        and not (pattern.not_after and pattern.not_after.search(right))
    )


def find_matches(doc: Doc, text: str, table: TimeTable) -> tuple[Match, ...]:
    """Return the matches in text order: of those that overlap, the leftmost and longest, then the pattern named first."""
    starts = [token.idx for token in doc]
    found: list[tuple[int, int, int, Match]] = []
    for low, high in _windows(text, table):
        words_near = frozenset(words_of(text[low:high]))
        for rank, pattern in enumerate(table.patterns):
            if any(words_near.isdisjoint(need) for need in pattern.needs):
                continue
            for hit in pattern.regex.finditer(text, low, high):
                token = max(bisect_right(starts, hit.start()) - 1, 0)
                if not _fits(pattern, text, hit.start(), hit.end(), (doc[token - 1].tag_ if token else "", doc[token].tag_)):
                    continue
                words: dict[str, Value] = {}
                for group, (name, kind) in pattern.groups.items():
                    if hit[group] is not None and name not in words:
                        words[name] = table.read(kind, hit[group])
                match = Match(pattern.id, pattern.rule, hit.start(), hit.end(), hit[0], token, words)
                found.append((hit.start(), -hit.end(), rank, match))
    return tuple(_apart(found))


def _apart(found: list[tuple[int, int, int, Match]]) -> Iterator[Match]:
    last = -1
    for start, _, _, match in sorted(found, key=lambda each: each[:3]):
        if start >= last:
            yield match
            last = match.end
