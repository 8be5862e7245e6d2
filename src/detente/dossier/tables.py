"""Events and index as Arrow tables; from there ``to_pandas()`` and ``polars.from_arrow`` give the others' frames."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pyarrow as pa

from detente.dossier.index import Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.merge.events import Event

EVENTS = pa.schema(
    [
        ("id", pa.string()),
        ("type", pa.string()),
        ("mode", pa.string()),
        ("status", pa.string()),
        ("source", pa.list_(pa.string())),
        ("target", pa.list_(pa.string())),
        ("start", pa.date32()),
        ("end", pa.date32()),
        ("is_dated", pa.bool_()),
        ("place", pa.string()),
        ("reports", pa.int64()),
        ("articles", pa.int64()),
        ("origins", pa.int64()),
        ("dissent", pa.int64()),
        ("first_seen", pa.date32()),
        ("last_seen", pa.date32()),
        ("report_ids", pa.list_(pa.string())),
    ]
)
PERIODS = pa.schema(
    [
        ("first", pa.date32()),
        ("reports", pa.int64()),
        ("counted", pa.int64()),
        *((name, pa.float64()) for name in ("cooperation", "conflict", "mean", "forth", "back", "low", "high")),
    ]
)


def event_table(events: Iterable[Event]) -> pa.Table:
    """Return events as a table, one row each."""
    return pa.Table.from_pylist([_row(event) for event in events], schema=EVENTS)


def index_table(periods: Iterable[Period]) -> pa.Table:
    """Return the index as a table, one row for each period; without events its index is null."""
    return pa.Table.from_pylist([dataclasses.asdict(period) for period in periods], schema=PERIODS)


def _row(event: Event) -> dict[str, object]:
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status.value,
        "source": list(event.source),
        "target": list(event.target),
        "start": event.start,
        "end": event.end,
        "is_dated": event.is_dated,
        "place": event.place.name if event.place else None,
        "reports": len(event.reports),
        "articles": len({report.article for report in event.reports}),
        "origins": len(event.origins),
        "dissent": len({each.report for each in event.dissent}),
        "first_seen": event.first_seen,
        "last_seen": event.last_seen,
        "report_ids": [report.id for report in event.reports],
    }
