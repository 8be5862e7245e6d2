"""Readouts side by side: what several accounts of one meeting all say, what only one of them says, and where they contradict.

Accounts are told apart by origin; a side's own account that an article passes on ("the Kremlin said that Xi ...") is one of its own.
Sentences of one speaker's side are one point where they share enough of their rarer words (``merge.toml``, readouts).
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from detente.merge.occurrences import stems
from detente.records import Prominence, Report, Statement, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from detente.lexicon.merging import MergeRules
    from detente.merge.events import Event
    from detente.records import Mention, Span


LONG = 5
COMMON = 0.15
"""Words in a larger share of the sentences say nothing about what two of them have in common."""


class Verdict(StrEnum):
    """How the accounts stand to a point."""

    CONTRADICTORY = "contradictory"
    ALL = "said by all"
    SOME = "said by several"
    ONLY = "said by one"


@dataclass(frozen=True, slots=True)
class Telling:
    """One account's words for a point, and where they stand."""

    account: str
    article: str
    sentence: Span
    marked: Span


@dataclass(frozen=True, slots=True)
class Point:
    """Something that one side said or did at the meeting, in the words of the accounts that have it."""

    side: str
    verdict: Verdict
    accounts: tuple[str, ...]
    tellings: tuple[Telling, ...]
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Readout:
    """A meeting, its accounts, and the points they make."""

    event: Event
    accounts: tuple[str, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    telling: Telling
    side: str
    stems: frozenset[str]
    is_denied: bool


def readouts_of(  # noqa: PLR0917 - what is told, by whom, and how it is compared
    events: Iterable[Event],
    records: Sequence[Report | Statement],
    published: Mapping[str, dt.date | None],
    origins: Mapping[str, str],
    sides: tuple[str, str],
    rules: MergeRules,
) -> tuple[Readout, ...]:
    """Return the meetings that two or more accounts describe. ``records`` are the two sides' statements and reports on them."""
    made = []
    listed = tuple(events)
    for event in listed:
        if rules.family.get(event.type, event.type) != rules.family["CONSULT"] or event.status is not Status.HAPPENED:
            continue
        articles = _accounts(event, listed, published, rules)
        found = _candidates([each for each in records if each.article in articles], event, origins, sides)
        accounts = tuple(sorted({one.telling.account for one in found}))
        if len(accounts) > 1:
            made.append(Readout(event, accounts, _points(found, accounts, rules)))
    return tuple(made)


def _accounts(event: Event, events: Sequence[Event], published: Mapping[str, dt.date | None], rules: MergeRules) -> frozenset[str]:
    """Return the articles that tell of the meeting while it is news, and those that tell of another event with one of them.

    A text may go straight to what was said: it is an account all the same. All of them, where the meeting has no day.
    """
    articles = {report.article for report in event.reports}
    for other in events:
        beside = {report.article for report in other.reports}
        if beside & articles:
            articles = articles | beside if _is_of_the_day(other, event) else articles
    last = (event.end if event.is_dated else event.first_seen) or dt.date.max
    if last > dt.date.max - dt.timedelta(days=rules.readout_days):
        return frozenset(articles)
    last += dt.timedelta(days=rules.readout_days)
    first = event.start or dt.date.min
    return frozenset(article for article in articles if first <= (published.get(article) or dt.date.min) <= last)


def _is_of_the_day(other: Event, meeting: Event) -> bool:
    """Tell whether an event was first told, or took place, when the meeting was news."""
    return meeting.first_seen is not None and meeting.first_seen in (other.first_seen, other.start)


def _candidates(
    records: Sequence[Report | Statement], event: Event, origins: Mapping[str, str], sides: tuple[str, str]
) -> list[_Candidate]:
    """Return what the articles give as said or done at the meeting: not the meeting itself, nor what the texts put on other days."""
    reports = [each for each in records if isinstance(each, Report)]
    own = {each.id for each in event.reports}
    elsewhere = {(each.article, each.sentence) for each in reports if each.id not in own and _is_elsewhere(each, event)}
    denied = {(each.article, each.sentence) for each in reports if each.status is Status.DENIED}
    found = (
        _candidate(each, origins, sides, is_denied=(each.article, each.sentence) in denied)
        for each in records
        if each.id not in own and (each.article, each.sentence) not in elsewhere
    )
    return [each for each in found if each is not None]


def _is_elsewhere(report: Report, event: Event) -> bool:
    """Tell whether a report is background, or of a day other than the meeting's; plans lie in the future anyway."""
    if report.prominence is Prominence.BACKGROUND:
        return True
    time = report.time
    if report.status is Status.PLANNED or time is None or time.span is None or event.start is None or event.end is None:
        return False
    day = dt.timedelta(days=1)
    return (time.end or dt.date.max) < event.start - day or (time.start or dt.date.min) > event.end + day


def _candidate(record: Report | Statement, origins: Mapping[str, str], sides: tuple[str, str], *, is_denied: bool) -> _Candidate | None:
    speakers = (record.speaker,) if isinstance(record, Statement) else record.source
    side = next((code for actor in speakers if actor for code in sides if _is_of(actor, code)), None)
    if side is None:
        return None
    named = {stem for actor in speakers if actor for stem in stems(actor.name)}
    marked = record.content if isinstance(record, Statement) else record.trigger
    words = frozenset(stems(marked.text if isinstance(record, Statement) else record.sentence.text)) - named
    account = _account(record.attributed_to, side, sides) or origins.get(record.article, record.article)
    return _Candidate(Telling(account, record.article, record.sentence, marked), side, words, is_denied)


def _account(says: Sequence[Mention], side: str, sides: tuple[str, str]) -> str | None:
    """Return the side that tells what the other side said."""
    return next((code for code in sides if code != side and says and _is_of(says[0], code)), None)


def _is_of(actor: Mention, side: str) -> bool:
    return actor.code == side or actor.code.startswith(f"{side} ") or actor.entity == side


def _points(found: Sequence[_Candidate], accounts: Sequence[str], rules: MergeRules) -> tuple[Point, ...]:
    often = Counter(stem for one in found for stem in one.stems)
    weight = {stem: math.log((1 + len(found)) / count) for stem, count in often.items()}
    rare = frozenset(stem for stem, count in often.items() if count <= max(len(found) * COMMON, 2) and len(stem) >= LONG)
    points = [_point([found[number] for number in many], accounts, rare) for many in _groups(found, weight, rules)]
    rank = list(Verdict)
    return tuple(
        sorted(points, key=lambda each: (rank.index(each.verdict), -len(each.accounts), each.side, each.tellings[0].sentence.text))
    )


def _groups(found: Sequence[_Candidate], weight: Mapping[str, float], rules: MergeRules) -> list[list[int]]:
    """Return the sentences of one point each (complete linkage): the most alike first, all alike in the end."""
    alike = {
        (left, right): score
        for (left, one), (right, two) in combinations(enumerate(found), 2)
        if one.side == two.side and (score := _alike(one, two, weight, rules)) >= rules.least_alike
    }
    home = {number: [number] for number in range(len(found))}
    for left, right in sorted(alike, key=lambda pair: (-alike[pair], pair)):
        one, two = home[left], home[right]
        if one is not two and all((min(a, b), max(a, b)) in alike for a in one for b in two):
            one += two
            for number in two:
                home[number] = one
    return [many for number, many in home.items() if many[0] == number]


def _alike(one: _Candidate, two: _Candidate, weight: Mapping[str, float], rules: MergeRules) -> float:
    shared = one.stems & two.stems
    if len(shared) < rules.least_shared:
        return 0.0
    fewest = min(sum(weight[stem] for stem in each.stems) for each in (one, two))
    return sum(weight[stem] for stem in shared) / fewest if fewest else 0.0


def _point(many: Sequence[_Candidate], accounts: Sequence[str], rare: frozenset[str]) -> Point:
    told = tuple(sorted({one.telling.account for one in many}))
    tellings: dict[tuple[str, str], Telling] = {}
    for one in sorted(many, key=lambda one: (one.telling.account, one.telling.article, one.telling.marked.start)):
        tellings.setdefault((one.telling.account, one.telling.sentence.text), one.telling)
    if len({one.is_denied for one in many}) > 1:
        verdict = Verdict.CONTRADICTORY
    elif len(told) == len(accounts):
        verdict = Verdict.ALL
    else:
        verdict = Verdict.SOME if len(told) > 1 else Verdict.ONLY
    shared = frozenset.intersection(rare, *(one.stems for one in many))
    return Point(many[0].side, verdict, told, tuple(tellings.values()), tuple(sorted(shared)))
