"""All names of actors in one automaton, with look-up by form, entity and day.

Matching is by characters: the longest name from the left wins, and a name counts only where no letter or digit touches it.
Method: Aho and Corasick 1975, as built by ahocorasick-rs.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from detente.lexicon.names import NameRow, load_names, plain

if TYPE_CHECKING:
    from detente.lexicon import Lexicon

# Persons stand in files of their own: the rows of one person follow each other in time.
PERSONS = "persons"
SAME_LENGTH = (("\u2019", "'"), ("\u2018", "'"), ("\u00a0", " "), ("\u2011", "-"), ("\u2010", "-"), ("\n", " "))
LONGEST_ARTICLE = 3
INITIAL = re.compile(r"\b([A-Z])\.(?= )")
FAR_PAST = dt.date(1, 1, 1)
FAR_FUTURE = dt.date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text: characters ``start``..``end``, the form that matched, and whether it is a short form such as a surname."""

    start: int
    end: int
    form: str
    rows: tuple[NameRow, ...]
    is_short: bool


@dataclass(frozen=True, slots=True)
class ActorTable:
    """The rows of ``actors/*.csv``, searchable."""

    rows: tuple[NameRow, ...]
    _full: Mapping[str, tuple[NameRow, ...]] = field(repr=False)
    _short: Mapping[str, tuple[NameRow, ...]] = field(repr=False)
    _entities: Mapping[str, tuple[NameRow, ...]] = field(repr=False)
    _patterns: tuple[str, ...] = field(repr=False)
    _automaton: AhoCorasick = field(repr=False, compare=False)

    def scan(self, text: str) -> Iterator[Found]:
        """Yield every name in the text, left to right, never two over the same characters."""
        level = level_text(text)
        for index, start, end in self._automaton.find_matches_as_indexes(level):
            if (start and level[start - 1].isalnum()) or (end < len(level) and level[end].isalnum()):
                continue
            form = self._patterns[index]
            full = self._full.get(form)
            yield Found(start, end, form, full or self._short[form], full is None)

    def named(self, form: str) -> tuple[NameRow, ...]:
        """Return the rows that have this name, alias or short form."""
        return self._full.get(form, ()) + tuple(row for row in self._short.get(form, ()) if row not in self._full.get(form, ()))

    def entity(self, entity: str | None) -> tuple[NameRow, ...]:
        """Return all rows of an entity, earliest first."""
        return self._entities.get(entity or "", ())


def level_text(text: str) -> str:
    """Return the text with typographic apostrophes, hyphens and spaces made plain; offsets stay as they are."""
    for mark, plain_mark in SAME_LENGTH:
        text = text.replace(mark, plain_mark)
    return text


def is_person(row: NameRow) -> bool:
    """Tell whether the row names a person."""
    return row.file.rpartition("/")[2].startswith(PERSONS)


def on_date(rows: Iterable[NameRow], day: dt.date | None) -> tuple[NameRow, ...]:
    """Return the rows that hold on the day; where it is unknown, those of each entity that hold last."""
    rows = tuple(rows)
    if day is not None:
        return tuple(row for row in rows if row.is_valid(day))
    last: dict[str, dt.date] = {}
    for row in rows:
        last[row.entity] = max(last.get(row.entity, FAR_PAST), row.until or FAR_FUTURE)
    return tuple(row for row in rows if (row.until or FAR_FUTURE) == last[row.entity])


def latest_before(rows: Iterable[NameRow], day: dt.date) -> NameRow | None:
    """Return the row that ended last before the day: the office that a person had."""
    ended = [row for row in rows if row.until is not None and row.until < day]
    return max(ended, key=lambda row: (row.until or FAR_PAST, row.since or FAR_PAST), default=None)


def look_up(lexicon: Lexicon, name: str, on: dt.date | None) -> tuple[NameRow, ...]:
    """Return what the lexicon says of a name: the rows that hold on the day, or all where no day is given."""
    rows = lexicon.get(load_actors).named(level_text(name).strip())
    return rows if on is None else on_date(rows, on)


def load_actors(lexicon: Lexicon) -> ActorTable:
    """Return the searchable table of names. Raises LexiconError for a row that is wrong."""
    rows = lexicon.get(load_names)
    full: dict[str, list[NameRow]] = defaultdict(list)
    short: dict[str, list[NameRow]] = defaultdict(list)
    entities: dict[str, list[NameRow]] = defaultdict(list)
    for row in rows:
        entities[row.entity].append(row)
        for form in _spellings((row.name, *_whole(row))):
            full[form].append(row)
        for form in _spellings(row.short):
            short[form].append(row)
    _join_overlaps(full, short)
    patterns = tuple(sorted(full.keys() | short.keys()))
    order = {entity: tuple(sorted(each, key=lambda row: row.since or FAR_PAST)) for entity, each in entities.items()}
    automaton = AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest)
    return ActorTable(rows, _frozen(full), _frozen(short), order, patterns, automaton)


def _join_overlaps(full: dict[str, list[NameRow]], short: Mapping[str, list[NameRow]]) -> None:
    """Add longer names behind the first words of shorter ones, so that a form that begins with an article does not cut them.

    The automaton takes the leftmost match: a form of an article and a word would hide the name that the word begins.
    """
    by_first: dict[str, list[str]] = defaultdict(list)
    for form in [*full, *short]:
        first, _, rest = form.partition(" ")
        if rest:
            by_first[first].append(form)
    for form in list(full):
        lead, _, last = form.rpartition(" ")
        if not lead or " " in lead or len(lead) > LONGEST_ARTICLE:
            continue
        for longer in by_first[last]:
            full.setdefault(f"{lead} {longer}", list(full.get(longer, ()) or short[longer]))


def _whole(row: NameRow) -> tuple[str, ...]:
    """Return the aliases that name the actor alone: a person's single surname does not."""
    return tuple(alias for alias in row.aliases if " " in alias or not is_person(row))


def _spellings(forms: Iterable[str]) -> set[str]:
    level = {level_text(form) for form in forms if form}
    level |= {INITIAL.sub(r"\1", form) for form in level}
    return level | {plain(form) for form in level}


def _frozen(forms: Mapping[str, list[NameRow]]) -> dict[str, tuple[NameRow, ...]]:
    return {form: tuple(rows) for form, rows in forms.items()}
