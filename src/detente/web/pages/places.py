"""A map: where reports say that things happened, and which states took part."""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from detente.web.answers import Answer
from detente.web.conditions import Conditions
from detente.web.pages.acts import filtered
from detente.web.projection import HEIGHT, WIDTH, projected

if TYPE_CHECKING:
    from detente.web.asked import Asked
    from detente.web.shelf import Row, Shelf

MOST_PLACES = 300
SHADES = 5
LARGEST = 16.0


@cache
def world() -> dict[str, dict[str, Any]]:
    """Return the countries of the map: path, middle and name, by ISO alpha-3 code."""
    table: dict[str, dict[str, Any]] = json.loads(files("detente.web").joinpath("tables/world.json").read_text(encoding="utf-8"))
    return table


def places(shelf: Shelf, asked: Asked) -> Answer:
    """Return the places of reports with coordinates, and how many reports each state takes part in, for a period, type and status."""
    conditions = filtered(Conditions(), asked)
    question = (
        "select place, any_value(country) as country, latitude, longitude, count(*) as reports, "  # noqa: S608 - values are bound
        "count(*) filter (score > 0) as cooperation, count(*) filter (score < 0) as conflict "
        f"from spots where {conditions.sql} "
        f"group by place, latitude, longitude order by reports desc, place, latitude limit {MOST_PLACES}"
    )
    rows = shelf.rows(question, conditions.values)
    shares = shelf.rows(
        f"select party, count(*) as reports from parts where {conditions.sql} group by party order by reports desc, party",  # noqa: S608 - values are bound
        conditions.values,
    )
    most = max((row["reports"] for row in rows), default=1)
    circles = [_circle(row, most) for row in reversed(rows)]
    view = {"circles": circles, "shades": _shades(shares), "world": world(), "width": WIDTH, "height": HEIGHT, "shares": shares}
    return Answer("map.html", "Map", rows, {"total": len(rows), "parties": shares}, view)


def _circle(row: Row, most: int) -> Row:
    x, y = projected(row["longitude"], row["latitude"])
    side = "up" if row["cooperation"] > row["conflict"] else "down" if row["conflict"] > row["cooperation"] else ""
    radius = 2 + (LARGEST - 2) * math.sqrt(row["reports"] / most)
    return {**row, "x": round(x, 1), "y": round(y, 1), "radius": round(radius, 1), "side": side}


def _shades(shares: list[Row]) -> dict[str, tuple[int, int]]:
    """Return a shade from 1 to 5 and the number of reports for each state on the map; shades go by the logarithm."""
    known = {row["party"]: row["reports"] for row in shares if row["party"] in world()}
    most = math.log1p(max(known.values(), default=1))
    return {party: (max(1, math.ceil(SHADES * math.log1p(count) / most)), count) for party, count in known.items()}
