"""A stratified sample of reports: as many of each type (or status, rule, outlet), the same for the same seed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from detente.errors import InputError

if TYPE_CHECKING:
    from detente.store import Store

STRATA = {
    "type": ("type", "reports"),
    "status": ("status", "reports"),
    "prominence": ("prominence", "reports"),
    "mode": ("coalesce(mode, 'none')", "reports"),
    "rule": ("rule", "reports"),
    "outlet": ("coalesce(outlet, 'unknown')", "reports_dated"),
}
"""By what a sample can be drawn: the column that says it, and where that stands."""


def draw(store: Store, n: int, by: str = "type", seed: str = "") -> list[tuple[str, str]]:
    """Return the ids of ``n`` reports, fewer where there are not so many, each with its stratum. Raises InputError, StoreError.

    Strata take turns, so each gives as many as any other until it has no more. An id is a hash, so ids in order, from a point that the
    seed gives on and round again, are a random order.
    """
    if by not in STRATA:
        message = f"a sample cannot be drawn by {by!r}: choose {', '.join(STRATA)}"
        raise InputError(message)
    column, table = STRATA[by]
    begin = hashlib.sha256(seed.encode()).hexdigest()[:20]
    question = (
        f"with dealt as (select {column} as stratum, min(if(id >= ?, '0', '1') || id, {int(n)}) as lots from {table} group by 1), "  # noqa: S608 - our own
        "turned as (select stratum, unnest(lots) as lot, generate_subscripts(lots, 1) as turn from dealt) "
        f"select substr(lot, 2) as id, stratum from turned order by turn, lot limit {int(n)}"
    )
    return [(row["id"], row["stratum"]) for row in store.sql(question, [begin]).to_pylist()]
