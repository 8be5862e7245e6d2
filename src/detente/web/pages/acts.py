"""Reports as rows of a page: chosen by conditions, a page at a time, with their articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import InputError

if TYPE_CHECKING:
    from detente.web.asked import Asked
    from detente.web.conditions import Conditions
    from detente.web.shelf import Row, Shelf

TABLES = {"reports": "acts", "statements": "sayings", "figures": "amounts"}
STATUSES = ("happened", "planned", "possible", "denied")
HIDDEN = ("n", "doers", "receivers", "sentence_start", "folded", "is_linked")


def filtered(conditions: Conditions, asked: Asked) -> Conditions:
    """Add what every list of reports can be filtered by. Raises InputError for an unknown status."""
    if asked.status and asked.status not in STATUSES:
        message = f"{asked.status!r} is no status: choose {', '.join(STATUSES)}"
        raise InputError(message)
    return conditions.period(asked).add("type = upper(?)", asked.type).add("status = ?", asked.status)


def page_of(shelf: Shelf, table: str, conditions: Conditions, asked: Asked, *, newest: bool = False) -> tuple[list[Row], int]:
    """Return one page of the rows of a table that meet the conditions, and how many there are in all."""
    where = conditions.sql
    total = shelf.count(f"select count(*) from {table} where {where}", conditions.values)  # noqa: S608 - values are bound
    order = "first_day desc nulls last, n" if newest else "n"
    question = f"select n from {table} where {where} order by {order} limit {asked.limit} offset {asked.skipped}"  # noqa: S608 - as above
    numbers = [row["n"] for row in shelf.rows(question, conditions.values)]
    return by_number(shelf, table, numbers), total


def by_number(shelf: Shelf, table: str, numbers: list[int]) -> list[Row]:
    """Return rows of a table in the order of their numbers given, each with the outlet, title and date of its article."""
    if not numbers:
        return []
    # As a join, which takes a tenth of the time that a list of numbers takes.
    question = f"select * from {table} where n in (select unnest(?))"  # noqa: S608 - a name of ours
    found = {row["n"]: row for row in shelf.rows(question, [numbers])}
    rows = with_articles(shelf, [found[number] for number in numbers])
    return with_events(shelf, rows) if table == "acts" else rows


def with_events(shelf: Shelf, rows: list[Row]) -> list[Row]:
    """Return reports with how many reports their events have."""
    events = list({row["event"] for row in rows})
    question = "select event, reports from happenings where event in (select unnest(?))"
    counts = {row["event"]: row["reports"] for row in shelf.rows(question, [events])}
    for row in rows:
        row["event_reports"] = counts.get(row["event"], 1)
    return rows


def with_articles(shelf: Shelf, rows: list[Row]) -> list[Row]:
    """Return rows with the outlet, title and date of their articles."""
    titles = shelf.titles([row["article"] for row in rows]) if rows else {}
    for row in rows:
        sheet = titles[row["article"]]
        row.update(outlet=sheet["outlet"], title=sheet["title"], published=sheet["published"], url=sheet["url"])
    return rows


def shown(rows: list[Row]) -> list[Row]:
    """Return rows without the columns that only pages need, for CSV and JSON."""
    return [{name: value for name, value in row.items() if name not in HIDDEN} for row in rows]
