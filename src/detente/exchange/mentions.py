"""GDELT 2.0 mentions (16 columns): each mention of an event that the store holds is a report of it in an article of its own.

The event is the report that `gdelt1` or `gdelt2` made; the mention's report is linked to it, with GDELT's confidence as the score.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from detente import schema
from detente.errors import InputError
from detente.exchange.build import articles_of, no_tables
from detente.exchange.columns import days, mapped, plain, without
from detente.store import Store, open_store, read_merged, write_merged

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from detente.exchange.codes import Known
    from detente.store import Writer

NAME = "mentions"
WEB = "1"
EVENTS = ("gdelt2", "gdelt1")
UNKNOWN = "its event is not in the store: import the events first"
OWN = "the page that its event came from"
NO_DATE = "no date that can be read"
TWICE = "an earlier row has the event and the page"
WIDTH = 16


def find_columns(head: Sequence[str], _row: Sequence[str], known: Known) -> tuple[tuple[str, ...], bool]:
    """Return the columns of a file; some go round split by commas, with a header."""
    columns = known.layout.columns["mentions"]
    cells = mend(list(head)) or head
    if len(cells) != len(columns):
        message = f"{len(cells)} columns instead of {len(columns)}: choose the format that the file has"
        raise InputError(message)
    return columns, not cells[0].strip().isdigit()


def mend(cells: list[str]) -> list[str] | None:
    """Return the cells of a row that is split by commas, None where it is not."""
    if len(cells) == WIDTH:
        return cells
    found = next(csv.reader(["\t".join(cells).replace("\x00", " ")]), [])
    return [cell.replace("\t", " ") for cell in found] if len(found) == WIDTH else None


def build_mentions(
    table: pa.Table, store: Store, known: Known, block: str, fail: Callable[[int, str], None]
) -> dict[str, pa.Table]:
    """Return the tables of a block of mentions; those of events that the store lacks go to ``fail``."""
    cell = {name: without(table.column(name), known.layout.missing) for name in table.column_names}
    published = days(table.column("MentionTimeDate"))
    events, places = _events(store, cell["GLOBALEVENTID"])
    own = pc.equal(pc.fill_null(cell["MentionIdentifier"], ""), pc.fill_null(events.column("url").combine_chunks().take(places), "-"))
    checks = ((pc.is_null(places), UNKNOWN), (own, OWN), (pc.is_null(published), NO_DATE))
    reasons: dict[int, str] = {}
    for mask, reason in checks:
        for at in np.flatnonzero(pc.fill_null(mask, fill_value=False).to_numpy(zero_copy_only=False)).tolist():
            reasons.setdefault(at, reason)
    for at in _twice(cell["GLOBALEVENTID"], cell["MentionIdentifier"]):
        reasons.setdefault(at, TWICE)
    for at in sorted(reasons):
        fail(at, reasons[at])
    keep = pa.array([at for at in range(len(table)) if at not in reasons], pa.int64())
    url = pc.if_else(pc.equal(table.column("MentionType"), WEB), cell["MentionIdentifier"], None)
    columns = {
        "key": cell["MentionIdentifier"],
        "id": cell["GLOBALEVENTID"],
        "published": published,
        "outlet": cell["MentionSourceName"],
        "url": url,
    }
    articles, article = articles_of({name: plain(column).take(keep) for name, column in columns.items()}, NAME, block)
    told = events.take(places.take(keep))
    ids = articles.column("id").combine_chunks().take(article)
    score = mapped(table.column("Confidence"), _share, pa.float64()).take(keep)
    return {**no_tables(), "articles": articles, "reports": _reports(told, ids, score)}


def _twice(events: pa.Array, pages: pa.Array) -> list[int]:
    """Return the places of rows whose event and page an earlier row has."""
    seen: set[tuple[str, str]] = set()
    found = []
    for at, pair in enumerate(zip(events.to_pylist(), pages.to_pylist(), strict=True)):
        if pair in seen:
            found.append(at)
        seen.add(pair)
    return found


def _events(store: Store, ids: pa.Array) -> tuple[pa.Table, pa.Array]:
    """Return the reports that stand for the events, with their articles' addresses, and for each mention the place of its event."""
    wanted = [f"{name}-{each}" for each in ids.unique().to_pylist() if each for name in EVENTS]
    join = "reports join articles on articles.id = article"
    question = f"select reports.*, articles.url as url from {join} where list_contains(?, reports.id)"  # noqa: S608 - names are ours
    found = store.sql(question, [wanted]).combine_chunks()
    at = {name.partition("-")[2]: place for place, name in enumerate(found.column("id").to_pylist())}
    return found, pa.array([at.get(each) for each in ids.to_pylist()], pa.int64())


def _share(cell: str) -> float:
    return min(int(cell), 100) / 100 if cell.strip().isdigit() else 1.0


def _own_ids(told: pa.Table, articles: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(NAME, told.column("id").combine_chunks(), articles, "-")


def _reports(told: pa.Table, articles: pa.Array, score: pa.Array) -> pa.Table:
    new = {"id": _own_ids(told, articles).to_pylist(), "article": articles.to_pylist(), "score": score.to_pylist()}
    # By way of rows: an answer in SQL no longer knows which fields are never missing.
    rows = [{**row, **{name: values[at] for name, values in new.items()}} for at, row in enumerate(told.to_pylist())]
    return pa.Table.from_pylist(rows, schema=schema.arrow_schema("reports"))


def link_mentions(writer: Writer) -> int:
    """Link the reports that are mentions to their events, where they are not yet; return how many were. Raises StoreError.

    What a link says stands in the report's id, so that an import that was stopped before this loses nothing.
    """
    with open_store(writer.root) as store:
        old = store.sql("select * from links").cast(schema.arrow_schema("links"))
        new = store.sql(_UNLINKED, [f"{NAME}-", f"^{NAME}-(.*)-[0-9a-f]+$", f"import:{NAME}"])
    if new.num_rows:
        links = pa.concat_tables([old, new.cast(schema.arrow_schema("links"))])
        write_merged(writer, {"links": links}, read_merged(writer.root).covers)
    return int(new.num_rows)


_UNLINKED = """
    select reports.id as report, regexp_extract(reports.id, $2, 1) as event, score, $3 as by
    from reports anti join links on links.report = reports.id where starts_with(reports.id, $1) order by report
"""
