"""Plans and promises: which event kept which plan, which are open, which overdue."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from detente.records import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from detente.lexicon.merging import MergeRules
    from detente.merge.events import Event


class State(StrEnum):
    """What has become of a plan."""

    OPEN = "open"
    KEPT = "kept"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Plan:
    """A planned event, what has become of it by a day, and the event that kept it."""

    event: Event
    state: State
    kept_by: Event | None
    reason: str


def plans_of(events: Iterable[Event], rules: MergeRules, today: dt.date | None) -> tuple[Plan, ...]:
    """Return what has become of each planned event by ``today`` (None: by the last day that an event names).

    A plan is kept by the first event of its family, after it was first told, in which all its parties take part, and that falls into
    its interval, or, where it names none, into the time that merge.toml grants. Source and target may not be exchanged.
    """
    listed = tuple(events)
    days = [day for event in listed for day in (event.last_seen, event.first_seen) if day]
    now = today or max(days, default=None)
    done = _by_family([event for event in listed if event.status is Status.HAPPENED], rules)
    return tuple(_plan(event, done, rules, now) for event in listed if event.status is Status.PLANNED)


def _by_family(events: Iterable[Event], rules: MergeRules) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda each: (each.start or dt.date.max, each.id)):
        found.setdefault(rules.family.get(event.type, event.type), []).append(event)
    return found


def _plan(plan: Event, done: Mapping[str, Sequence[Event]], rules: MergeRules, today: dt.date | None) -> Plan:
    for event in done.get(rules.family.get(plan.type, plan.type), ()):
        if _keeps(event, plan, rules):
            return Plan(plan, State.KEPT, event, f"{event.type} of the same parties on {event.start}")
    last = _last_day(plan)
    if last is not None and today is not None and (today - last).days > rules.overdue_days:
        return Plan(plan, State.OVERDUE, None, f"was to be by {last}; nothing told by {today}")
    return Plan(plan, State.OPEN, None, f"by {last}" if last else "no day named")


def _keeps(event: Event, plan: Event, rules: MergeRules) -> bool:
    if event.start is None or plan.first_seen is None or event.start <= plan.first_seen or event.type != plan.type:
        return False
    countries = {party[:3] for party in plan.parties}
    if not countries or not countries <= {party[:3] for party in event.parties}:
        return False
    last = _last_day(plan)
    if last is not None and plan.start is not None:
        return (plan.start - event.start).days <= rules.tight_days and (event.start - last).days <= rules.tight_days
    is_turned = bool(plan.target and event.target) and {each[:3] for each in plan.source} == {each[:3] for each in event.target}
    return (event.start - plan.first_seen).days <= rules.kept_days and not is_turned


def _last_day(plan: Event) -> dt.date | None:
    """Return the last day a plan names, where it lies after the day it was told: before that it is the day of the telling."""
    if not plan.is_dated or plan.end is None or plan.first_seen is None or plan.end <= plan.first_seen:
        return None
    return plan.end
