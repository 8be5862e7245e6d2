"""Events asked of a store: its reports, links and origins put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.lexicon.merging import load_merge_rules
from detente.merge.copies import origin_of, origins_of
from detente.merge.events import Event, Witness, events_of
from detente.records import Note

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from detente.lexicon import Lexicon
    from detente.lexicon.merging import MergeRules
    from detente.records import Report
    from detente.store import Filter, Store


@dataclass(frozen=True, slots=True)
class Provenance:
    """What tells where an article's text comes from."""

    id: str
    published: dt.date | None
    outlet: str | None
    authors: tuple[str, ...]
    notes: tuple[Note, ...]


def find_events(store: Store, asked: Filter, lexicon: Lexicon) -> Iterator[Event]:
    """Yield the events of which at least one report fits the question, with all reports that fit, by day. Raises StoreError."""
    yield from events_among(store, store.reports(asked), lexicon.get(load_merge_rules))


def events_among(store: Store, reports: Iterable[Report], rules: MergeRules) -> tuple[Event, ...]:
    """Return the events of reports of the store."""
    listed = tuple(reports)
    ids = sorted({report.id for report in listed})
    links = store.records("links", "select * from links where report in (select unnest(?))", [ids]) if ids else iter(())
    return events_of(listed, links, witnesses_of(store, listed, rules))


def witnesses_of(store: Store, reports: Iterable[Report], rules: MergeRules) -> dict[str, Witness]:
    """Return each report's day of publication and origin."""
    listed = tuple(reports)
    provenance = find_provenance(store, {report.article for report in listed})
    origins = find_origins(store, provenance, rules)
    return {each.id: Witness(provenance[each.article].published, origin_of(each, origins, rules)) for each in listed}


def find_origins(store: Store, provenance: Mapping[str, Provenance], rules: MergeRules) -> dict[str, str]:
    """Return the origin of each article; copies outside the question count too, where they name the wire."""
    ids = sorted(provenance)
    copies = list(
        store.records("copies", "select * from copies where article in (select unnest(?)) or other in (select unnest(?))", [ids, ids])
    )
    beside = {key for copy in copies for key in (copy.article, copy.other)} - set(ids)
    everything = {**provenance, **(find_provenance(store, beside) if beside else {})}
    return origins_of(everything.values(), copies, rules)


def find_provenance(store: Store, articles: Iterable[str]) -> dict[str, Provenance]:
    """Return where the texts of articles come from, by id."""
    question = "select id, published, outlet, authors, notes from articles where id in (select unnest(?)) order by id"
    found = {}
    for row in store.sql(question, [sorted(articles)]).to_pylist():
        notes = tuple(Note(note["kind"], note["text"], note["start"]) for note in row["notes"])
        found[row["id"]] = Provenance(row["id"], row["published"], row["outlet"], tuple(row["authors"]), notes)
    return found
