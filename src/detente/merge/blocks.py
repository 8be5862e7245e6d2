"""Which reports are compared at all: those of one family that share two parties, or the only party that one of them names.

Whether a pair is compared, and what comes of it, depends on the two reports alone, so that new reports can be compared with old ones
later and give the same pairs as all at once.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from detente.merge.scores import agreement
from detente.records import Edge

if TYPE_CHECKING:
    from detente.lexicon.merging import MergeRules
    from detente.merge.occurrences import Occurrence

WINDOW = dt.timedelta(days=400)
"""A block is looked through in the order of time; reports further apart than this have no chance to be one event."""
MOST_PARTIES = 6
"""A summit of twenty states is found by its first pairs as well as by all 190."""
Key = tuple[str, ...]


def find_edges(occurrences: Iterable[Occurrence], rules: MergeRules, fresh: frozenset[str] | None = None) -> Iterator[Edge]:
    """Yield the pairs that may be one event, each once; with ``fresh``, only those in which one of these reports stands."""
    seen: set[tuple[str, str]] = set()
    for block in _blocks(occurrences).values():
        for one, two in _pairs(sorted(block, key=_order)):
            pair = (min(one.report, two.report), max(one.report, two.report))
            if pair in seen or (fresh is not None and fresh.isdisjoint(pair)):
                continue
            seen.add(pair)
            found = agreement(one, two, rules)
            if found is not None and found.score >= rules.threshold:
                yield Edge(*pair, found.score, found.reason)


def _pairs(ordered: Sequence[Occurrence]) -> Iterator[tuple[Occurrence, Occurrence]]:
    for place, one in enumerate(ordered):
        for two in ordered[place + 1 :]:
            if (one.start is None) != (two.start is None) or _day(two) - (one.end or _day(one)) > WINDOW:
                break
            yield one, two


def _order(each: Occurrence) -> tuple[bool, dt.date, str]:
    """Undated reports come first, by day of publication: they are compared with one another only."""
    return each.start is not None, _day(each), each.report


def _day(each: Occurrence) -> dt.date:
    return each.start or each.published or dt.date.min


def _blocks(occurrences: Iterable[Occurrence]) -> dict[Key, list[Occurrence]]:
    listed = list(occurrences)
    lonely = {(each.family, *each.parties) for each in listed if len(each.parties) == 1}
    blocks: dict[Key, list[Occurrence]] = defaultdict(list)
    for each in listed:
        parties = sorted(each.parties)
        for pair in combinations(parties[:MOST_PARTIES], 2):
            blocks[each.family, *pair].append(each)
        for party in parties:
            if (each.family, party) in lonely:
                blocks[each.family, party].append(each)
        if not parties:
            blocks[each.family, each.article].append(each)
    return blocks
