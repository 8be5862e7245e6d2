"""Events: what the reports of one happening say together. A view over links; nothing here is stored."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from detente.records import Place, Report, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.records import Link, Mention

V = TypeVar("V")
SHARED_CODES = frozenset({"IGO", "NGO", "---"})
"""Codes that many bear: who is meant stands in the entity."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Where a report comes from: the day its article was published and the origin of what it says."""

    published: dt.date | None
    origin: str


@dataclass(frozen=True, slots=True)
class Dissent:
    """A report that says otherwise than its event: in what (``status``, ``mode``, ``place``), and what it says."""

    report: str
    field: str
    said: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A status that an event has had, and the day it was first told."""

    told: dt.date | None
    status: Status


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as the reports together say: each field is the best supported one, counted by independent origins.

    ``start`` and ``end`` are inclusive; ``is_dated`` says that words of a text name them, else they are days of publication.
    ``course`` holds the statuses in the order in which they were told; ``reports`` are by day of publication.
    """

    id: str
    type: str
    mode: str | None
    status: Status
    course: tuple[Turn, ...]
    start: dt.date | None
    end: dt.date | None
    is_dated: bool
    place: Place | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    reports: tuple[Report, ...]
    origins: tuple[str, ...]
    first_seen: dt.date | None
    last_seen: dt.date | None
    dissent: tuple[Dissent, ...]

    @property
    def parties(self) -> frozenset[str]:
        """All who take part."""
        return frozenset((*self.source, *self.target))


def events_of(reports: Iterable[Report], links: Iterable[Link], witnesses: Mapping[str, Witness]) -> tuple[Event, ...]:
    """Return the events of reports, by day. ``witnesses`` are by report id; a report without a link is an event of its own."""
    event = {link.report: link.event for link in links}
    members: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        members[event.get(report.id, report.id)].append(report)
    made = (_event(key, many, witnesses) for key, many in members.items())
    return tuple(sorted(made, key=lambda each: (each.start or dt.date.max, each.end or dt.date.max, not each.is_dated, each.type, each.id)))


def _event(key: str, many: Sequence[Report], witnesses: Mapping[str, Witness]) -> Event:
    def told(report: Report) -> dt.date:
        return witnesses[report.id].published or dt.date.max

    reports = tuple(sorted(many, key=lambda each: (told(each), each.article, each.trigger.start, each.id)))
    best = _Vote(reports, witnesses)
    kind, status, place = best.of(attrgetter("type")), best.of(attrgetter("status")), best.of(_place_key)
    mode = best.of(lambda each: each.mode if each.type == kind else None)
    days = best.of(_interval)
    source, target = best.of(lambda each: (labels(each.source), labels(each.target)) if each.source or each.target else None) or ((), ())
    seen = [day for each in reports if (day := witnesses[each.id].published)]
    start, end = days or (min(seen, default=None), min(seen, default=None))
    return Event(
        id=key,
        type=kind or reports[0].type,
        mode=mode,
        status=status or reports[0].status,
        course=_course(reports, witnesses),
        start=start,
        end=end,
        is_dated=days is not None,
        place=next((each.place for each in reports if _place_key(each) == place), None),
        source=source,
        target=target,
        reports=reports,
        origins=tuple(sorted({witnesses[each.id].origin for each in reports})),
        first_seen=min(seen, default=None),
        last_seen=max(seen, default=None),
        dissent=tuple(_dissent(reports, kind, status, mode, place)),
    )


class _Vote:
    """Reports count once for each origin that says the same, then by how sure and how exact they are."""

    def __init__(self, reports: Sequence[Report], witnesses: Mapping[str, Witness]) -> None:
        self.reports, self.witnesses = reports, witnesses

    def of(self, say: Callable[[Report], V | None]) -> V | None:
        """Return what most origins say; of equals, what the surest reports say, then the smallest."""
        support: dict[Any, dict[str, float]] = defaultdict(dict)
        for report in self.reports:
            value = say(report)
            if value is not None:
                origin = self.witnesses[report.id].origin
                support[value][origin] = max(support[value].get(origin, 0.0), report.score)
        if not support:
            return None
        winner: V = min(support, key=lambda value: (-len(support[value]), -_exactness(value), -sum(support[value].values()), str(value)))
        return winner


def _exactness(value: Any) -> int:
    """Of two intervals the shorter says more; of two pairs of actors the one that names more of them."""
    if isinstance(value, tuple) and value and isinstance(value[0], dt.date):
        return -int((value[1] - value[0]).days)
    return sum(len(side) for side in value) if isinstance(value, tuple) and isinstance(value[0], tuple) else 0


def _interval(report: Report) -> tuple[dt.date, dt.date] | None:
    time = report.time
    if time is None or time.span is None:
        return None
    start, end = time.start or time.end, time.end or time.start
    return (start, end) if start and end else None


def _place_key(report: Report) -> str | None:
    return report.place.name if report.place else None


def _course(reports: Sequence[Report], witnesses: Mapping[str, Witness]) -> tuple[Turn, ...]:
    turns: dict[Status, Turn] = {}
    for report in reports:
        turns.setdefault(report.status, Turn(witnesses[report.id].published, report.status))
    return tuple(turns.values())


def _dissent(reports: Sequence[Report], kind: str | None, status: Status | None, mode: str | None, place: str | None) -> Iterable[Dissent]:
    for report in reports:
        if report.status is not status:
            yield Dissent(report.id, "status", report.status.value)
        if report.type == kind and mode and report.mode and report.mode != mode:
            yield Dissent(report.id, "mode", report.mode)
        if place and report.place and report.place.name != place:
            yield Dissent(report.id, "place", report.place.name)


def labels(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Return what actors are called, sorted, each once: their codes, or their entities where many bear the code."""
    found = {mention.code if mention.code[:3] not in SHARED_CODES else (mention.entity or mention.name) for mention in mentions}
    whole = {code for code in found if not any(other != code and other.startswith(f"{code} ") for other in found)}
    return tuple(sorted(whole))
