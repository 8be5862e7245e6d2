"""What one dossier has that the same dossier as known on an earlier day had not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from detente.dossier.gather import Dossier
    from detente.merge.events import Event
    from detente.records import Figure, Statement


@dataclass(frozen=True, slots=True)
class Change:
    """An event known before, of which more is known now: what it was, what it is."""

    before: Event
    now: Event


@dataclass(frozen=True, slots=True)
class Difference:
    """What became known between two days (the first exclusive, the second inclusive; None: everything in the store)."""

    earlier: dt.date | None
    later: dt.date | None
    new: tuple[Event, ...]
    changed: tuple[Change, ...]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]


def compare(before: Dossier, now: Dossier) -> Difference:
    """Return the difference of two dossiers of the same store and the same two actors."""
    known = {event.id: event for event in before.events}
    said = {statement.id for statement in before.statements}
    counted = {figure.id for amount in before.figures for figure in amount.figures}
    return Difference(
        earlier=before.scope.as_of,
        later=now.scope.as_of,
        new=tuple(event for event in now.events if event.id not in known),
        changed=tuple(Change(known[event.id], event) for event in now.events if event.id in known and known[event.id] != event),
        statements=tuple(each for each in now.statements if each.id not in said),
        figures=tuple(figure for amount in now.figures for figure in amount.figures if figure.id not in counted),
    )
