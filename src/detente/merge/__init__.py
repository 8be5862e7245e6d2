"""Reports -> events: which reports tell of one happening. People's judgements come first; nothing but links is made.

``merge`` is pure: the same reports, rules and judgements give the same links, whatever their order. A report is never changed, so a
merge can be undone, redone or overruled.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from detente.lexicon.merging import MergeRules, load_merge_rules
from detente.merge.blocks import find_edges
from detente.merge.clusters import Bounds, Known, join
from detente.merge.copies import find_copies, origins_of
from detente.merge.events import Event, events_of
from detente.merge.occurrences import Occurrence, occurrence_of
from detente.merge.scores import TOLD_AS_DONE
from detente.records import Edge, Judgement, Link, Report, digest

if TYPE_CHECKING:
    from detente.lexicon import Lexicon

__all__ = ["Event", "events_of", "find_copies", "find_edges", "merge", "merge_edges", "merge_occurrences", "occurrence_of", "origins_of"]


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
    return merge_edges(occurrences, find_edges(occurrences, rules), rules, judgements)


def merge_edges(
    occurrences: Sequence[Occurrence], edges: Iterable[Edge], rules: MergeRules, judgements: Sequence[Judgement] = ()
) -> tuple[Link, ...]:
    """Return the links of reports whose pairs have been compared."""
    by_report = {each.report: each for each in occurrences}
    latest = _latest(judgements)
    same = [Edge(each.one, each.two, 1.0, f"{each.by} {each.at.isoformat()}") for each in latest if each.is_same]
    apart = [(each.one, each.two) for each in latest if not each.is_same]
    known = {report: _known(by_report[report], rules) for report in sorted(by_report)}
    found, by = join(known, same, apart, edges, Bounds(rules.tight_days, rules.apart_km))
    members: dict[str, list[Occurrence]] = defaultdict(list)
    for report, cluster in found.items():
        members[cluster].append(by_report[report])
    event = {cluster: _event_id(each) for cluster, each in members.items()}
    return tuple(
        Link(report, event[cluster], by[report].score if report in by else 1.0, by[report].by if report in by else "alone")
        for report, cluster in sorted(found.items())
    )


def _known(each: Occurrence, rules: MergeRules) -> Known:
    """Return what a report says for certain; a place only where the family's happenings have one."""
    is_mutual = each.family in rules.mutual and each.status in TOLD_AS_DONE  # an invitation has a host, a meeting has not
    names_day = each.is_stated and each.days is not None and each.days <= rules.tight_days
    return Known(
        first=each.start if names_day else None,
        last=each.end if names_day else None,
        parties=each.parties,
        source=frozenset() if is_mutual else each.source,
        target=frozenset() if is_mutual else each.target,
        point=each.point if each.family in rules.placed else None,
    )


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
