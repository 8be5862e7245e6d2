"""Reports as others write events: one row for one actor, one code and one other actor."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from detente.exchange.codes import cameo_actor, cameo_code
from detente.records import Prominence, Status, digest
from detente.store import Filter, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.exchange.codes import Known
    from detente.records import Mention, Report
    from detente.store import Store

AT_ONCE = 500
ID_DIGITS, PARTS = 10, 1000
"""Hexadecimal digits of our ids, and rows of one report, that make numbers which a double holds without loss (below 2**53)."""
VISIT, VISITED = "042", "043"
_NUMBER = re.compile(r"-(\d+)(?:-\d{4}-\d{2}-\d{2})?$")


class Pairs(StrEnum):
    """How reports of several actors become rows: as they are, every ordered pair, or every pair once."""

    KEEP = "keep"
    EXPAND = "expand"
    COLLAPSE = "collapse"


@dataclass(frozen=True, slots=True)
class Options:
    """What to export: reports of a filter; only leads; one a day, source, target and code; planned and denied ones too; in which pairs."""

    asked: Filter = field(default_factory=Filter)
    limit: int | None = None
    lead_only: bool = False
    one_a_day: bool = False
    all_statuses: bool = False
    pairs: Pairs = Pairs.EXPAND


@dataclass(frozen=True, slots=True)
class Deed:
    """One row: a report, where it stands, who, to whom, the CAMEO code, and which of its rows. Sides are None where the text names none."""

    report: Report
    origin: Origin
    source: Mention | None
    target: Mention | None
    code: str
    part: int = 0

    @property
    def day(self) -> dt.date | None:
        """The first day that the event may have taken place on; the article's where the text names none."""
        time = self.report.time
        return (time.start or time.end) if time and (time.start or time.end) else self.origin.published

    @property
    def event_id(self) -> str:
        """A number: that of the table which the report was imported from, or one made of its id."""
        return id_number(self.report.id, self.part)

    @property
    def story(self) -> str:
        """A number for the article."""
        return id_number(self.origin.id)


def id_number(own: str, part: int = 0) -> str:
    """Return a number for an id of ours and a part of it: the one within an imported id, or one made of its first 40 bits."""
    if found := _NUMBER.search(own):
        return found[1]
    try:
        number = int(own[:ID_DIGITS], 16)
    except ValueError:
        number = int(digest(own)[:ID_DIGITS], 16)
    return str(number * PARTS + part)


def read_reports(store: Store, options: Options) -> Iterator[tuple[Report, Origin]]:
    """Yield the reports asked for with where their articles came from."""
    chosen = (each for each in store.reports(options.asked) if not options.lead_only or each.prominence is Prominence.LEAD)
    for chunk in _chunks(chosen):
        origins = {origin.id: origin for origin in store.origins({each.article for each in chunk})}
        for each in chunk:
            yield each, origins[each.article]


def _chunks(reports: Iterator[Report]) -> Iterator[tuple[Report, ...]]:
    while chunk := tuple(itertools.islice(reports, AT_ONCE)):
        yield chunk


def deeds_of(report: Report, origin: Origin, known: Known, pairs: Pairs) -> Iterator[Deed]:
    """Yield the rows of a report: every source with every target; doers of a joint act with each other.

    Expanded, a joint act is a row each way and a visit has its mirrored row for the host, as CAMEO writes them.
    """
    for part, (source, target, code) in enumerate(_rows(report, known, pairs)):
        yield Deed(report, origin, source, target, code, part)


def _rows(report: Report, known: Known, pairs: Pairs) -> Iterator[tuple[Mention | None, Mention | None, str]]:
    code = cameo_code(report, known)
    if report.target or len(report.source) < 2:  # noqa: PLR2004 - two do something together
        for source, target in itertools.product(report.source or (None,), report.target or (None,)):
            yield source, target, code
            if code == VISIT and pairs is Pairs.EXPAND and source and target and not report.rule.startswith("import:"):
                yield target, source, VISITED
        return
    choose = itertools.permutations if pairs is Pairs.EXPAND else itertools.combinations
    for source, target in choose(report.source, 2):
        yield source, target, code


def find_deeds(found: Iterable[tuple[Report, Origin]], known: Known, options: Options) -> Iterator[Deed]:
    """Yield the rows of reports, with one a day, source, target and code where that is asked for.

    Memory grows with the days' number of different rows only while one_a_day is on: reports come by day, and a day's set is dropped.
    """
    seen: set[tuple[str, str, str]] = set()
    day: dt.date | None = None
    for report, origin in found:
        if report.status is not Status.HAPPENED and not options.all_statuses:
            continue
        for deed in deeds_of(report, origin, known, options.pairs):
            if deed.day != day:
                seen, day = set(), deed.day
            key = (cameo_actor(deed.source), cameo_actor(deed.target), deed.code)
            if not options.one_a_day or key not in seen:
                if options.one_a_day:
                    seen.add(key)
                yield deed
