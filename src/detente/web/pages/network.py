"""A network: who dealt with whom in a period, and whether well or badly."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from detente.web.answers import Answer
from detente.web.conditions import Conditions
from detente.web.layout import layout
from detente.web.pages.acts import filtered

if TYPE_CHECKING:
    from detente.web.asked import Asked
    from detente.web.names import Names
    from detente.web.shelf import Row, Shelf

MOST_EDGES = 60
WIDTH, HEIGHT = 960.0, 560.0
EDGE = 60.0


def network(shelf: Shelf, asked: Asked, names: Names) -> Answer:
    """Return the pairs with the most reports in a period, of a type or status where asked for, with their mean score."""
    conditions = filtered(Conditions(), asked).add("one = ? or other = ?", names.code(asked.actor) if asked.actor else "")
    question = (
        "select one, other, count(*) as reports, count(*) filter (score > 0) as cooperation, "  # noqa: S608 - values are bound
        "count(*) filter (score < 0) as conflict, "
        f"avg(score) as mean from pairs left join scores using (type) where {conditions.sql} "
        f"group by one, other order by reports desc, one, other limit {MOST_EDGES}"
    )
    rows = shelf.rows(question, conditions.values)
    nodes, edges = _drawn(rows)
    view = {"nodes": nodes, "edges": edges, "width": int(WIDTH), "height": int(HEIGHT)}
    return Answer("network.html", "Network", rows, {"total": len(rows)}, view)


def _drawn(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    degree: dict[str, int] = {}
    for row in rows:
        for party in (row["one"], row["other"]):
            degree[party] = degree.get(party, 0) + row["reports"]
    order = sorted(degree, key=lambda party: (-degree[party], party))
    place = {party: number for number, party in enumerate(order)}
    most = max((row["reports"] for row in rows), default=1)
    weighted = [(place[row["one"]], place[row["other"]], 0.25 + 0.75 * math.sqrt(row["reports"] / most)) for row in rows]
    spots = layout(len(order), weighted, WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE)
    at = {party: (x + EDGE, y + EDGE) for party, (x, y) in zip(order, spots, strict=True)}
    largest = max(degree.values(), default=1)
    radius = {party: round(5 + 13 * math.sqrt(degree[party] / largest), 1) for party in order}
    nodes = [{"party": party, "x": at[party][0], "y": at[party][1], "reports": degree[party], "radius": radius[party]} for party in order]
    ends = [{**row, "from": at[row["one"]], "to": at[row["other"]]} for row in reversed(rows)]
    return nodes, [{**row, "wide": _width(row, most), "side": _side(row)} for row in ends]


def _width(row: Row, most: int) -> float:
    return round(1 + 7 * math.sqrt(row["reports"] / most), 1)


def _side(row: Row) -> str:
    if row["mean"] is None or abs(row["mean"]) < 0.5:  # noqa: PLR2004 - half a point of twenty is neither
        return "even"
    return "up" if row["mean"] > 0 else "down"
