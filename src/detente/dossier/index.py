"""Cooperation and conflict by day, week or month, from the events of two actors, by a recipe that is printed with every dossier."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.records import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from detente.merge.events import Event

UNITS = ("day", "week", "month")
LONGEST = 31
DRAWS = 400
SEED = 20221230
LOW, HIGH = 0.05, 0.95
RECIPE = (
    "Events with status “happened”, each once, however many reports tell of it. Each counts with its type's score (PLOVER 2.0's, as in "
    "the lexicon's events.toml: from -10, conflict, to +10, cooperation) on its first day, or, where no text names a day, the first day "
    "it was published; lead and background reports alike. An event of more than 31 days (trade of a year) has no place in it. "
    "Cooperation is the sum of the positive scores, conflict the sum of the negative "
    "ones, the index their mean; the last two columns are the means of what each of the two did, joint acts in both. The band "
    f"holds nine of ten values of the index when origins are drawn anew with replacement {DRAWS} times (seed {SEED}) and events without "
    "a drawn origin are left out. A period without events has no index, which is not zero, and no row."
)


@dataclass(frozen=True, slots=True)
class Period:
    """One day, week or month. ``counted`` events told by ``reports`` reports; ``mean`` is None where there are none.

    ``forth`` is the mean of what the first actor did, ``back`` of what the second did; ``low`` and ``high`` are the band.
    """

    first: dt.date
    reports: int
    counted: int
    cooperation: float
    conflict: float
    mean: float | None
    forth: float | None
    back: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Move:
    """Why the index moved from one period with events to the next: the events furthest from the mean before, in its direction."""

    first: dt.date
    before: float
    after: float
    events: tuple[Event, ...]


def first_of(day: dt.date, by: str) -> dt.date:
    """Return the first day of the day, week (Monday) or month that a day falls into."""
    if by == "month":
        return day.replace(day=1)
    return day - dt.timedelta(days=day.weekday()) if by == "week" else day


def periods_between(first: dt.date, last: dt.date, by: str) -> Iterable[dt.date]:
    """Yield the first day of each period from ``first`` to ``last``, both included."""
    step = dt.timedelta(days={"day": 1, "week": 7, "month": 31}[by])
    day = first_of(first, by)
    while day <= last:
        yield day
        day = first_of(day + step, by)


def index_of(events: Iterable[Event], scores: Mapping[str, float], sides: tuple[str, str], by: str = "month") -> tuple[Period, ...]:
    """Return the periods from the first to the last that an event falls into. Events without a day, or score, are left out."""
    told = _by_period(events, scores, by)
    if not told:
        return ()
    days = periods_between(min(told), max(told), by)
    names = sorted({origin for many in told.values() for event in many for origin in event.origins})
    chance = random.Random(SEED)  # noqa: S311 - a band, not a secret
    draws = [frozenset(chance.choices(names, k=len(names))) for _ in range(DRAWS)]
    return tuple(_period(day, told.get(day, []), scores, sides, draws) for day in days)


def _by_period(events: Iterable[Event], scores: Mapping[str, float], by: str) -> dict[dt.date, list[Event]]:
    told: dict[dt.date, list[Event]] = defaultdict(list)
    for event in events:
        if event.status is not Status.HAPPENED or event.start is None or event.type not in scores:
            continue
        if ((event.end or event.start) - event.start).days < LONGEST:
            told[first_of(event.start, by)].append(event)
    return told


def _period(
    first: dt.date, told: Sequence[Event], scores: Mapping[str, float], sides: tuple[str, str], draws: Sequence[frozenset[str]]
) -> Period:
    each = sorted(scores[event.type] for event in told)
    low, high = _band(told, scores, draws)
    return Period(
        first=first,
        reports=sum(len(event.reports) for event in told),
        counted=len(told),
        cooperation=sum(score for score in each if score > 0),
        conflict=sum(score for score in each if score < 0),
        mean=_mean(each),
        forth=_mean([scores[event.type] for event in told if _acts(event, sides[0])]),
        back=_mean([scores[event.type] for event in told if _acts(event, sides[1])]),
        low=low,
        high=high,
    )


def _acts(event: Event, side: str) -> bool:
    """Tell whether a side is a source, by its code or the country at its beginning."""
    return any(actor == side or actor.startswith(f"{side} ") for actor in event.source)


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _band(told: Sequence[Event], scores: Mapping[str, float], draws: Sequence[frozenset[str]]) -> tuple[float | None, float | None]:
    means = sorted(
        mean
        for drawn in draws
        if (mean := _mean([scores[event.type] for event in told if not drawn.isdisjoint(event.origins)])) is not None
    )
    if not means:
        return None, None
    pick: Callable[[float], float] = lambda share: means[min(len(means) - 1, int(share * len(means)))]  # noqa: E731
    return pick(LOW), pick(HIGH)


def moves_of(events: Iterable[Event], periods: Sequence[Period], scores: Mapping[str, float], by: str, most: int = 3) -> tuple[Move, ...]:
    """Return why the index moved, for each period with events after another one."""
    told = _by_period(events, scores, by)
    moves: list[Move] = []
    before: float | None = None
    for period in periods:
        if period.mean is None:
            continue
        if before is not None and period.mean != before:
            sign = 1 if period.mean > before else -1
            level = before
            away = [event for event in told[period.first] if sign * (scores[event.type] - level) > 0]
            away.sort(key=lambda event: (-sign * scores[event.type], -len(event.origins), event.id))
            moves.append(Move(period.first, before, period.mean, tuple(away[:most])))
        before = period.mean
    return tuple(moves)
