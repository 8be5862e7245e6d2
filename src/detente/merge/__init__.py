"""Reports -> events: which reports tell of one happening. People's judgements come first; nothing but links is made.

``merge`` is pure: the same reports, rules and judgements give the same links, whatever their order. A report is never changed, so a
merge can be undone, redone or overruled.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from detente.lexicon.merging import MergeRules, load_merge_rules
from detente.merge.clusters import Edge, join
from detente.merge.occurrences import Occurrence, occurrence_of
from detente.merge.scores import agreement
from detente.records import Link, Report, digest

if TYPE_CHECKING:
    from detente.lexicon import Lexicon

__all__ = ["Judgement", "merge", "merge_occurrences"]

# A block is looked through in the order of time; reports further apart than this have no chance to be one event.
WINDOW = dt.timedelta(days=400)
MOST_PARTIES = 6  # a summit of twenty states is found by its first pairs as well as by all 190


@dataclass(frozen=True, slots=True)
class Judgement:
    """Somebody's word on two reports: the same event or not. ``by`` is the person, ``at`` when it was said."""

    one: str
    two: str
    is_same: bool
    by: str
    at: dt.datetime


def merge(
    reports: Iterable[Report], published: Mapping[str, dt.date | None], lexicon: Lexicon, judgements: Sequence[Judgement] = ()
) -> tuple[Link, ...]:
    """Return one link per report: its event, how sure, and by which rule or person.

    ``published`` gives each article's day of publication by id.
    """
    rules = lexicon.get(load_merge_rules)
    occurrences = [occurrence_of(report, published.get(report.article), rules) for report in reports]
    return merge_occurrences(occurrences, rules, judgements)


def merge_occurrences(occurrences: Sequence[Occurrence], rules: MergeRules, judgements: Sequence[Judgement] = ()) -> tuple[Link, ...]:
    """Return the links of reports that are already in the form that merging compares."""
    by_report = {each.report: each for each in occurrences}
    spans = {each.report: (each.start, each.end) for each in occurrences if _names_day(each, rules) and each.start and each.end}
    latest = _latest(judgements)
    same = [Edge(each.one, each.two, 1.0, f"{each.by} {each.at.isoformat()}") for each in latest if each.is_same]
    apart = [(each.one, each.two) for each in latest if not each.is_same]
    found, by = join(sorted(by_report), spans, same, apart, find_edges(occurrences, rules), rules.tight_days)
    members: dict[str, list[Occurrence]] = defaultdict(list)
    for report, cluster in found.items():
        members[cluster].append(by_report[report])
    event = {cluster: _event_id(each) for cluster, each in members.items()}
    return tuple(
        Link(report, event[cluster], by[report].score if report in by else 1.0, by[report].by if report in by else "alone")
        for report, cluster in sorted(found.items())
    )


def find_edges(occurrences: Sequence[Occurrence], rules: MergeRules) -> Iterator[Edge]:
    """Yield the pairs that may be one event, each once, compared only within blocks of family and shared parties."""
    seen: set[tuple[str, str]] = set()
    for block in _blocks(occurrences).values():
        ordered = sorted(block, key=lambda each: (each.start or dt.date.min, each.report))
        for place, one in enumerate(ordered):
            for two in ordered[place + 1 :]:
                if one.start and two.start and two.start - (one.end or one.start) > WINDOW:
                    break
                pair = (min(one.report, two.report), max(one.report, two.report))
                if pair in seen:
                    continue
                seen.add(pair)
                found = agreement(one, two, rules)
                if found is not None and found.score >= rules.threshold:
                    yield Edge(*pair, found.score, found.reason)


def _blocks(occurrences: Sequence[Occurrence]) -> dict[tuple[str, ...], list[Occurrence]]:
    blocks: dict[tuple[str, ...], list[Occurrence]] = defaultdict(list)
    lonely = {(each.family, *each.parties) for each in occurrences if len(each.parties) == 1}
    for each in occurrences:
        parties = sorted(each.parties)[:MOST_PARTIES]
        for pair in combinations(parties, 2):
            blocks[each.family, *pair].append(each)
        for party in parties:
            if (each.family, party) in lonely:
                blocks[each.family, party].append(each)
        if not parties:
            blocks[each.family, each.article].append(each)
    return blocks


def _names_day(each: Occurrence, rules: MergeRules) -> bool:
    return each.is_stated and each.days is not None and each.days <= rules.tight_days


def _latest(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Return the last word on each pair."""
    last: dict[frozenset[str], Judgement] = {}
    for each in sorted(judgements, key=lambda each: (each.at, each.by)):
        last[frozenset((each.one, each.two))] = each
    return list(last.values())


def _event_id(members: Sequence[Occurrence]) -> str:
    """Return an id that later reports leave as it is: it hangs on the first published report."""
    first = min(members, key=lambda each: (each.published or dt.date.max, each.report))
    return digest("event", first.report)
