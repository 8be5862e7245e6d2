"""Copies of a text -> origins: near-duplicates, credits to a wire, reports that an article takes from another outlet.

Two texts are compared by their runs of words (shingles; Broder 1997). The candidates are exact, not sampled: where a share t of the
shorter text's n shingles stands in the longer one, at least one of its n - ⌈tn⌉ + 1 rarest does (prefix filtering, Chaudhuri, Ganti
and Kaushik 2006), so nothing is missed by looking only those up.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

from detente.merge.groups import components
from detente.records import Copy

if TYPE_CHECKING:
    from detente.lexicon.merging import MergeRules
    from detente.records import Note, Report

WORD = re.compile(r"\w+")


class HasText(Protocol):
    """What is compared: an Article, or a row with these fields."""

    @property
    def id(self) -> str:
        """The article's id."""

    @property
    def published(self) -> dt.date | None:
        """Its day of publication."""

    @property
    def text(self) -> str:
        """Its text."""


class HasOutlet(Protocol):
    """What names the outlet a text comes from: an Article, or a row with these fields."""

    @property
    def id(self) -> str:
        """The article's id."""

    @property
    def published(self) -> dt.date | None:
        """Its day of publication."""

    @property
    def outlet(self) -> str | None:
        """Who published it."""

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote it: persons, or the wire it was taken from."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """What cleaning took out of the text; credits among it."""


def shingles(text: str, rules: MergeRules) -> frozenset[int]:
    """Return the text's runs of words as numbers, equal in any process."""
    words = [word.lower() for word in WORD.findall(text)]
    size = rules.shingle_words
    return frozenset(zlib.crc32(" ".join(words[place : place + size]).encode()) for place in range(len(words) - size + 1))


def find_copies(articles: Iterable[HasText], rules: MergeRules, fresh: frozenset[str] | None = None) -> tuple[Copy, ...]:
    """Return the pairs of articles of which one holds most of the other; with ``fresh``, only pairs with one of these articles.

    Texts that are too short, or published too far apart, are not compared (``merge.toml``, copies).
    """
    listed = {each.id: each for each in articles}
    runs = {key: found for key, each in sorted(listed.items()) if len(found := shingles(each.text, rules)) >= rules.least_shingles}
    often = Counter(run for found in runs.values() for run in found)
    held: dict[int, list[str]] = defaultdict(list)
    for key, found in runs.items():
        for run in found:
            held[run].append(key)
    copies = []
    for shorter, found in runs.items():
        for longer in _candidates(shorter, found, often, held, rules):
            is_first = (len(runs[longer]), longer) > (len(found), shorter)
            if not is_first or (fresh is not None and fresh.isdisjoint((shorter, longer))):
                continue
            score = len(found & runs[longer]) / len(found)
            if score >= rules.least_contained and _are_near(listed[shorter].published, listed[longer].published, rules):
                copies.append(Copy(min(shorter, longer), max(shorter, longer), round(score, 4)))
    return tuple(sorted(copies, key=lambda each: (each.article, each.other)))


def _candidates(
    article: str, runs: frozenset[int], often: Mapping[int, int], held: Mapping[int, list[str]], rules: MergeRules
) -> Iterator[str]:
    rarest = sorted(runs, key=lambda run: (often[run], run))
    looked_up = len(runs) - math.ceil(rules.least_contained * len(runs)) + 1
    yield from sorted({key for run in rarest[:looked_up] for key in held[run]} - {article})


def _are_near(one: dt.date | None, two: dt.date | None, rules: MergeRules) -> bool:
    return one is None or two is None or abs((one - two).days) <= rules.copy_days


def origins_of(articles: Iterable[HasOutlet], copies: Iterable[Copy], rules: MergeRules) -> dict[str, str]:
    """Return the origin of each article: the outlet or wire that the text comes from, or the first article where none is named.

    Copies share an origin: the wire that one of them credits, or else the outlet of the one published first. All texts of one outlet
    share an origin too: a second story of the same newsroom is no second witness.
    """
    listed = {each.id: each for each in articles}
    outlets = {name_key(each.outlet) for each in listed.values() if each.outlet}
    group = components((each.article, each.other) for each in copies if each.article in listed and each.other in listed)
    members: dict[str, list[HasOutlet]] = defaultdict(list)
    for key, each in listed.items():
        members[group.get(key, key)].append(each)
    found = {}
    for group_of, many in members.items():
        ordered = sorted(many, key=lambda each: (each.published or dt.date.max, each.id))
        credited = [wire for each in ordered for wire in _credits(each, outlets, rules)]
        named = credited or [name_key(each.outlet) for each in ordered if each.outlet]
        found[group_of] = named[0] if named else ordered[0].id
    return {key: found[group.get(key, key)] for key in listed}


def _credits(article: HasOutlet, outlets: set[str], rules: MergeRules) -> Iterator[str]:
    """Yield the outlets that an article says it was taken from: in a credit line, or as its only author."""
    if len(article.authors) == 1 and name_key(article.authors[0]) in outlets:
        yield name_key(article.authors[0])
    for note in article.notes:
        if note.kind == "credit":
            yield from (name_key(match["outlet"]) for match in rules.credit.finditer(note.text))


def origin_of(report: Report, origins: Mapping[str, str], rules: MergeRules) -> str:
    """Return where a report comes from: the outlet that the article names as its source, or else the article's origin."""
    for said in report.attributed_to[:1]:
        if said.code.split(" ")[-1] in rules.outlet_sectors:
            return name_key(said.name)
    return origins.get(report.article, report.article)


def name_key(name: str | None) -> str:
    """Return a name as it is compared: in small letters, single spaces."""
    return " ".join((name or "").casefold().split())
