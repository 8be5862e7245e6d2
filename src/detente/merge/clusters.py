"""Reports joined into events: the surest pairs first, people's judgements before all, never against a contradiction inside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.merge.distance import kilometres

if TYPE_CHECKING:
    from detente.merge.distance import Point
    from detente.records import Edge


@dataclass(frozen=True, slots=True)
class Known:
    """What a report says for certain: the days it names, who takes part, who acts on whom, and the point on the map."""

    first: dt.date | None = None
    last: dt.date | None = None
    parties: frozenset[str] = frozenset()
    source: frozenset[str] = frozenset()
    target: frozenset[str] = frozenset()
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far apart reports of one event may be, in days and in kilometres."""

    days: int
    kilometres: float


@dataclass(slots=True)
class _Cluster:
    members: list[str]
    first: dt.date | None
    last: dt.date | None
    fullest: set[frozenset[str]]
    source: set[str]
    target: set[str]
    points: set[Point]
    apart: set[str] = field(default_factory=set)


def join(
    known: Mapping[str, Known], same: Iterable[Edge], apart: Iterable[tuple[str, str]], edges: Iterable[Edge], bounds: Bounds
) -> tuple[dict[str, str], dict[str, Edge]]:
    """Return each report's cluster (by its smallest member) and the edge by which it first came in.

    Reports that contradict one another by what is ``known`` never share a cluster, however they are chained: days and places further
    apart than ``bounds``, parties of which neither set holds the other and fewer than two are shared, source and target exchanged.
    ``same`` joins come first and against everything but ``apart``. The order of the arguments does not matter.
    """
    home = {report: _alone(report, each) for report, each in known.items()}
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
        if is_judged or _fits(left, right, bounds):
            by.setdefault(edge.one, edge)
            by.setdefault(edge.two, edge)
            _unite(left, right, home)
    return {report: min(cluster.members) for report, cluster in home.items()}, by


def _alone(report: str, known: Known) -> _Cluster:
    is_directed = bool(known.source and known.target)
    return _Cluster(
        members=[report],
        first=known.first,
        last=known.last,
        fullest={known.parties},
        source=set(known.source) if is_directed else set(),
        target=set(known.target) if is_directed else set(),
        points={known.point} if known.point else set(),
    )


def _is_barred(one: _Cluster, two: _Cluster) -> bool:
    return not one.apart.isdisjoint(two.members) or not two.apart.isdisjoint(one.members)


def _fits(one: _Cluster, two: _Cluster, bounds: Bounds) -> bool:
    return _is_near(one, two, bounds) and _shares_parties(one, two) and not _is_turned(one, two)


def _is_near(one: _Cluster, two: _Cluster, bounds: Bounds) -> bool:
    if one.first and two.first and one.last and two.last and (max(one.last, two.last) - min(one.first, two.first)).days > bounds.days:
        return False
    return all(kilometres(left, right) <= bounds.kilometres for left in one.points for right in two.points)


def _shares_parties(one: _Cluster, two: _Cluster) -> bool:
    return all(left <= right or right <= left or len(left & right) > 1 for left in one.fullest for right in two.fullest)


def _is_turned(one: _Cluster, two: _Cluster) -> bool:
    """Tell whether one side's acts are the other's answers: what acts here is acted on there, and nobody acts in both."""
    return not one.source & two.source and bool(one.source & two.target or two.source & one.target)


def _unite(one: _Cluster, two: _Cluster, home: dict[str, _Cluster]) -> None:
    big, small = (one, two) if len(one.members) >= len(two.members) else (two, one)
    big.members += small.members
    big.apart |= small.apart
    big.points |= small.points
    big.source |= small.source
    big.target |= small.target
    both = big.fullest | small.fullest
    big.fullest = {parties for parties in both if not any(parties < other for other in both)}
    days = [day for day in (big.first, small.first) if day is not None]
    ends = [day for day in (big.last, small.last) if day is not None]
    big.first, big.last = (min(days) if days else None), (max(ends) if ends else None)
    for report in small.members:
        home[report] = big
