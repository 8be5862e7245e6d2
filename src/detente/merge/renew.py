"""New reports into a merge that exists: only what they touch is done again, and the result is that of merging all at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from detente.merge.blocks import find_edges
from detente.merge.groups import components

if TYPE_CHECKING:
    from detente.lexicon.merging import MergeRules
    from detente.merge.occurrences import Occurrence
    from detente.records import Edge, Judgement, Link

Load = Callable[[Collection[str]], Iterable["Occurrence"]]
Join = Callable[[Sequence["Occurrence"], Iterable["Edge"]], Iterable["Link"]]


def renew(  # noqa: PLR0917 - what was there, what is new, and how to go on
    new: Sequence[Occurrence],
    near: Iterable[Occurrence],
    edges: Sequence[Edge],
    links: Iterable[Link],
    judgements: Iterable[Judgement],
    load: Load,
    join: Join,
    rules: MergeRules,
) -> tuple[tuple[Edge, ...], tuple[Link, ...]]:
    """Return all edges and links after new reports came in.

    ``near`` are the old reports that might share a block with a new one (more do no harm), ``edges`` and ``links`` the merge before,
    ``load`` gives old reports by id, ``join`` makes links of reports and their edges. A component of the graph of edges and judgements
    that holds no new report and no judgement keeps its links.
    """
    fresh = frozenset(each.report for each in new)
    found = tuple(find_edges([*new, *near], rules, fresh))
    judged = [(each.one, each.two) for each in judgements]
    group = components([(edge.one, edge.two) for edge in (*edges, *found)] + judged)
    touched = {group.get(report, report) for report in (*fresh, *(report for pair in judged for report in pair))}
    old = {link.report: link for link in links}
    again = {report for report in old if group.get(report, report) in touched}
    members = [*new, *load(sorted(again - fresh))]
    inside = [edge for edge in (*edges, *found) if group[edge.one] in touched]
    kept = [link for report, link in old.items() if report not in again and report not in fresh]
    made = sorted([*kept, *join(members, inside)], key=lambda link: link.report)
    return tuple(sorted((*edges, *found), key=lambda edge: (edge.one, edge.two))), tuple(made)
