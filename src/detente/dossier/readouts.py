"""Readouts side by side: what several accounts of one meeting all say, what only one of them says, and where they contradict.

Accounts are told apart by origin; a side's own account that an article passes on ("the Kremlin said that Xi ...") is one of its own.
Sentences of one speaker's side are one point where they share enough of their rarer words (``merge.toml``, readouts).
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from detente.merge.groups import components
from detente.merge.occurrences import stems
from detente.records import Report, Statement, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from detente.lexicon.merging import MergeRules
    from detente.merge.events import Event
    from detente.records import Mention, Span


class Verdict(StrEnum):
    """How the accounts stand to a point."""

    ALL = "said by all"
    SOME = "said by several"
    ONLY = "said by one"
    CONTRADICTORY = "contradictory"


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


def readouts_of(
    events: Iterable[Event],
    records: Sequence[Report | Statement],
    published: Mapping[str, dt.date | None],
    origins: Mapping[str, str],
    sides: tuple[str, str],
    rules: MergeRules,
) -> tuple[Readout, ...]:
    """Return the meetings that two or more accounts describe. ``records`` are the two sides' statements and reports on them."""
    made = []
    for event in events:
        if rules.family.get(event.type, event.type) != rules.family["CONSULT"] or event.status is not Status.HAPPENED:
            continue
        articles = _accounts(event, published, rules)
        own = {report.id for report in event.reports}
        found = [one for each in records if each.article in articles and each.id not in own if (one := _candidate(each, origins, sides))]
        accounts = tuple(sorted({one.telling.account for one in found}))
        if len(accounts) > 1:
            made.append(Readout(event, accounts, _points(found, accounts, rules)))
    return tuple(made)


def _accounts(event: Event, published: Mapping[str, dt.date | None], rules: MergeRules) -> frozenset[str]:
    """Return the articles that tell of the meeting while it is news; all of them where it has no day."""
    articles = {report.article for report in event.reports}
    last = (event.end if event.is_dated else event.first_seen) or dt.date.max
    if last > dt.date.max - dt.timedelta(days=rules.readout_days):
        return frozenset(articles)
    last += dt.timedelta(days=rules.readout_days)
    return frozenset(article for article in articles if (published.get(article) or dt.date.min) <= last)


def _candidate(record: Report | Statement, origins: Mapping[str, str], sides: tuple[str, str]) -> _Candidate | None:
    speakers = (record.speaker,) if isinstance(record, Statement) else record.source
    side = next((code for actor in speakers if actor for code in sides if _is_of(actor, code)), None)
    if side is None:
        return None
    named = {stem for actor in speakers if actor for stem in stems(actor.name)}
    marked = record.content if isinstance(record, Statement) else record.trigger
    words = frozenset(stems(marked.text if isinstance(record, Statement) else record.sentence.text)) - named
    account = _account(record.attributed_to, side, sides) or origins.get(record.article, record.article)
    is_denied = isinstance(record, Report) and record.status is Status.DENIED
    return _Candidate(Telling(account, record.article, record.sentence, marked), side, words, is_denied)


def _account(says: Sequence[Mention], side: str, sides: tuple[str, str]) -> str | None:
    """Return the side that tells what the other side said."""
    return next((code for code in sides if code != side and says and _is_of(says[0], code)), None)


def _is_of(actor: Mention, side: str) -> bool:
    return actor.code == side or actor.code.startswith(f"{side} ") or actor.entity == side


def _points(found: Sequence[_Candidate], accounts: Sequence[str], rules: MergeRules) -> tuple[Point, ...]:
    often = Counter(stem for one in found for stem in one.stems)
    weight = {stem: math.log((1 + len(found)) / count) for stem, count in often.items()}
    pairs = [
        (str(left), str(right))
        for (left, one), (right, two) in combinations(enumerate(found), 2)
        if one.side == two.side and _is_alike(one, two, weight, rules)
    ]
    group = components(pairs)
    members: dict[str, list[_Candidate]] = defaultdict(list)
    for number, one in enumerate(found):
        members[group.get(str(number), str(number))].append(one)
    points = [_point(many, accounts) for many in members.values()]
    rank = list(Verdict)
    return tuple(
        sorted(points, key=lambda each: (rank.index(each.verdict), -len(each.accounts), each.side, each.tellings[0].sentence.text))
    )


def _is_alike(one: _Candidate, two: _Candidate, weight: Mapping[str, float], rules: MergeRules) -> bool:
    is_same = one.telling.article == two.telling.article and one.telling.sentence == two.telling.sentence
    shared = one.stems & two.stems
    fewest = min(sum(weight[stem] for stem in side.stems) for side in (one, two))
    alike = sum(weight[stem] for stem in shared) / fewest if fewest else 0.0
    return is_same or (len(shared) >= rules.least_shared and alike >= rules.least_alike)


def _point(many: Sequence[_Candidate], accounts: Sequence[str]) -> Point:
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
    shared = frozenset.intersection(*(one.stems for one in many))
    return Point(many[0].side, verdict, told, tuple(tellings.values()), tuple(sorted(shared)))
