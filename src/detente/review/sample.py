"""A stratified sample of reports: as many of each type (or status, rule, outlet), the same for the same seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import InputError

if TYPE_CHECKING:
    from detente.store import Store

STRATA = {"type": "type", "status": "status", "prominence": "prominence", "mode": "coalesce(mode, 'none')", "rule": "rule", "outlet": "coalesce(outlet, 'unknown')"}
"""By what a sample can be drawn, and the column of ``reports_dated`` that says it."""


def strata(by: str) -> str:
    """Return the column of a stratum. Raises InputError."""
    if by not in STRATA:
        message = f"a sample cannot be drawn by {by!r}: choose {', '.join(STRATA)}"
        raise InputError(message)
    return STRATA[by]


def draw(store: Store, n: int, by: str = "type", seed: str = "") -> list[tuple[str, str]]:
    """Return the ids of ``n`` reports, fewer where there are not so many, each with its stratum. Raises InputError, StoreError.

    Strata take turns, so each gives as many as any other until it has no more; which reports is a matter of the hash of seed and id.
    """
    question = (
        "with dealt as (select id, stratum, row_number() over (partition by stratum order by lot, id) as turn, lot from "
        f"(select id, {strata(by)} as stratum, md5(? || id) as lot from reports_dated)) "  # noqa: S608 - our own column
        "select id, stratum from dealt where turn <= ? order by turn, lot, id limit ?"
    )
    return [(row["id"], row["stratum"]) for row in store.sql(question, [seed, n, n]).to_pylist()]
