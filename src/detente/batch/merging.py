"""Links of a store made or renewed: new articles are compared with the old ones that they might share an event or a text with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from detente import schema
from detente.lexicon.merging import MergeRules, load_merge_rules
from detente.merge import find_copies, find_edges, merge_edges, occurrence_of
from detente.merge.renew import renew
from detente.store import open_store, open_writer, write_merged
from detente.store.judgements import add_judgements

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from detente.lexicon import Lexicon
    from detente.merge.occurrences import Occurrence
    from detente.records import Copy, Judgement, Link, Review
    from detente.store import Store, Writer

REACH = 410
"""Days around new reports in which old ones are looked up: the window of comparison and some slack."""


@dataclass(frozen=True, slots=True)
class MergeSummary:
    """What a merge holds, and how many reports were new to it."""

    reports: int
    events: int
    copies: int
    new: int


def merge_store(root: Path, lexicon: Lexicon, *, again: bool = False) -> MergeSummary:
    """Make or renew the links of a store; ``again`` forgets the merge before, though not the judgements. Raises StoreError."""
    rules = lexicon.get(load_merge_rules)
    with open_writer(root) as writer, open_store(root) as store:
        return _merge(writer, store, rules, again=again)


def judge(root: Path, lexicon: Lexicon, review: Review) -> MergeSummary:
    """Keep somebody's word on two reports, and merge again what it touches. Raises StoreError."""
    add_judgements(root, [review])
    return merge_store(root, lexicon)


def _merge(writer: Writer, store: Store, rules: MergeRules, *, again: bool) -> MergeSummary:
    covers = 0 if again else store.merged.covers
    fresh = _new_articles(store, covers)
    judgements: list[Judgement] = list(store.records("judgements", "select * from judgements"))
    if covers and not judgements and all(commit.number <= covers for commit in store.commits):
        return _known(store)
    join = partial(merge_edges, rules=rules, judgements=judgements)
    new = list(_occurrences(store, rules, "article in (select unnest(?))", [sorted(fresh)]))
    if covers == 0:
        edges = tuple(find_edges(new, rules))
        links: tuple[Link, ...] = join(new, edges)
        copies = find_copies(_texts(store, None, rules), rules)
    else:
        old_edges = list(store.records("edges", "select * from edges"))
        old_links = list(store.records("links", "select * from links"))
        load = partial(_load, store, rules)
        edges, links = renew(new, _near(store, rules, new, fresh), old_edges, old_links, judgements, load, join, rules)
        copies = _all_copies(store, fresh, rules)
    tables = {
        "links": schema.table_of("links", links),
        "edges": schema.table_of("edges", sorted(edges, key=lambda edge: (edge.one, edge.two))),
        "copies": schema.table_of("copies", copies),
    }
    write_merged(writer, tables, max((commit.number for commit in store.commits), default=0))
    return MergeSummary(len(links), len({link.event for link in links}), len(copies), len(new))


def _known(store: Store) -> MergeSummary:
    """Return what the merge holds that is there."""
    (row,) = store.sql("select count(*) as reports, count(distinct event) as events from links").to_pylist()
    (copies,) = store.sql("select count(*) as copies from copies").column("copies").to_pylist()
    return MergeSummary(row["reports"], row["events"], copies, 0)


def _new_articles(store: Store, covers: int) -> frozenset[str]:
    parts = [part for commit in store.commits if commit.number > covers for part in commit.parts if part.table == "articles"]
    return frozenset(key for part in parts for key in pq.read_table(store.root / part.file, columns=["id"]).column("id").to_pylist())


def _occurrences(store: Store, rules: MergeRules, condition: str, values: Sequence[object]) -> Iterator[Occurrence]:
    answer = store.sql(f"select * from reports_dated where {condition}", values)  # noqa: S608 - the conditions below; values are bound
    published = answer.column("published").to_pylist()
    for report, day in zip(schema.records_of("reports", answer), published, strict=True):
        yield occurrence_of(report, day, rules)


def _load(store: Store, rules: MergeRules, reports: Collection[str]) -> list[Occurrence]:
    return list(_occurrences(store, rules, "id in (select unnest(?))", [sorted(reports)])) if reports else []


def _near(store: Store, rules: MergeRules, new: Sequence[Occurrence], fresh: frozenset[str]) -> list[Occurrence]:
    """Return the old reports of the new ones' time that share a type's family and a party with one of them, or more."""
    if not new:
        return []
    families = {each.family for each in new}
    types = sorted({kind for kind, family in rules.family.items() if family in families} | families)
    days = [day for each in new for day in (each.start, each.end, each.published) if day]
    first, last = (min(days), max(days)) if days else (dt.date.min, dt.date.max)
    reach = dt.timedelta(days=REACH)
    early = first - reach if first > dt.date.min + reach else dt.date.min
    late = last + reach if last < dt.date.max - reach else dt.date.max
    condition = (
        "type in (select unnest(?)) and article not in (select unnest(?)) and (published is null or (last_day >= ? and first_day <= ?)"
        " or published between ? and ?)"
    )
    found = _occurrences(store, rules, condition, [types, sorted(fresh), early, late, early, late])
    parties = {party for each in new for party in each.parties}
    return [each for each in found if not parties.isdisjoint(each.parties)]


@dataclass(frozen=True, slots=True)
class _Text:
    id: str
    published: dt.date | None
    text: str


def _texts(store: Store, days: tuple[dt.date, dt.date] | None, rules: MergeRules) -> Iterator[_Text]:
    question, values = "select id, published, text from articles where failure is null", list[Any]()
    if days is not None:
        reach = dt.timedelta(days=rules.copy_days)
        question, values = question + " and (published is null or published between ? and ?)", [days[0] - reach, days[1] + reach]
    for row in store.sql(question, values).to_pylist():
        yield _Text(**row)


def _all_copies(store: Store, fresh: frozenset[str], rules: MergeRules) -> tuple[Copy, ...]:
    """Return the copies known before, and those among or of new articles."""
    old = list(store.records("copies", "select * from copies"))
    if not fresh:
        return tuple(old)
    days = [origin.published for origin in store.origins(fresh)]
    told = [day for day in days if day]
    span = (min(told), max(told)) if told and len(told) == len(days) else None
    found = find_copies(_texts(store, span, rules), rules, fresh)
    return tuple(sorted([*old, *found], key=lambda each: (each.article, each.other)))
