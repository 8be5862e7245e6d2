"""Reports joined into events: the surest pairs first, people's judgements before all, never against a contradiction inside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Edge:
    """Two reports that may be one event; ``by`` names the rule or the person."""

    one: str
    two: str
    score: float
    by: str


@dataclass(slots=True)
class _Cluster:
    members: list[str]
    first: dt.date | None
    last: dt.date | None
    apart: set[str] = field(default_factory=set)


def join(  # noqa: PLR0917 - reports, what is known of them, and three kinds of evidence
    reports: Sequence[str],
    spans: Mapping[str, tuple[dt.date, dt.date]],
    same: Iterable[Edge],
    apart: Iterable[tuple[str, str]],
    edges: Iterable[Edge],
    widest: int,
) -> tuple[dict[str, str], dict[str, Edge]]:
    """Return each report's cluster (by its smallest member) and the edge by which it first came in.

    ``spans`` are the days that reports name exactly; two that lie more than ``widest`` days apart never share a cluster, however
    they are chained. ``same`` joins come first and against everything but ``apart``. The order of the arguments does not matter.
    """
    home = {report: _Cluster([report], *spans.get(report, (None, None))) for report in reports}
    for one, two in apart:
        if one in home and two in home:
            home[one].apart.add(two)
            home[two].apart.add(one)
    by: dict[str, Edge] = {}
    ordered = sorted(edges, key=lambda edge: (-edge.score, min(edge.one, edge.two), max(edge.one, edge.two)))
    judged = sorted(same, key=lambda edge: (min(edge.one, edge.two), max(edge.one, edge.two)))
    for is_judged, edge in [(True, edge) for edge in judged] + [(False, edge) for edge in ordered]:
        left, right = home.get(edge.one), home.get(edge.two)
        if left is None or right is None or left is right or _is_barred(left, right):
            continue
        if is_judged or _is_near(left, right, widest):
            by.setdefault(edge.one, edge)
            by.setdefault(edge.two, edge)
            _unite(left, right, home)
    return {report: min(home[report].members) for report in reports}, by


def _is_barred(one: _Cluster, two: _Cluster) -> bool:
    return not one.apart.isdisjoint(two.members) or not two.apart.isdisjoint(one.members)


def _is_near(one: _Cluster, two: _Cluster, widest: int) -> bool:
    if one.first is None or two.first is None or one.last is None or two.last is None:
        return True
    return (max(one.last, two.last) - min(one.first, two.first)).days <= widest


def _unite(one: _Cluster, two: _Cluster, home: dict[str, _Cluster]) -> None:
    big, small = (one, two) if len(one.members) >= len(two.members) else (two, one)
    big.members += small.members
    big.apart |= small.apart
    days = [day for day in (big.first, small.first) if day is not None]
    ends = [day for day in (big.last, small.last) if day is not None]
    big.first, big.last = (min(days) if days else None), (max(ends) if ends else None)
    for report in small.members:
        home[report] = big
