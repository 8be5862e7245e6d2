"""Make the world map of the web pages: countries of world-atlas 2.0.2 (countries-110m.json) as SVG paths in the Equal Earth projection.

Use: python docs/world_map.py countries-110m.json > src/detente/web/tables/world.json
Source of the shapes: Natural Earth (public domain), packed by world-atlas (ISC, its text stands beside the table).
Projection: Šavrič, Patterson, Jenny 2019, "The Equal Earth map projection"; the same in detente.web.projection, which places points.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

from detente.lexicon import Lexicon
from detente.lexicon.names import IDENTIFIERS
from detente.web.projection import projected

SOUTHERNMOST = -57.0
HALF_ROUND = 180
UNNUMBERED = {"N. Cyprus": "CYP", "Somaliland": "SOM", "Kosovo": "XKX"}  # no ISO numeric code; Kosovo by the code that names.csv uses

Point = tuple[float, float]


def decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """Return the longitudes and latitudes of a TopoJSON arc, whose points are differences of whole numbers."""
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * transform["scale"][0] + transform["translate"][0], y * transform["scale"][1] + transform["translate"][1]))
    return points


def ring_points(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Return the points of a ring; a negative number is an arc read backwards."""
    points: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def whole(ring: list[Point]) -> list[Point]:
    """Return a ring that crosses 180° as one piece east of it; others as they are."""
    crosses = any(abs(two[0] - one[0]) > HALF_ROUND for one, two in pairwise(ring))
    return [(x + 360 if crosses and x < 0 else x, y) for x, y in ring]


def area(points: list[Point]) -> float:
    """Return the area of a ring (shoelace formula)."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*points, points[0]]))) / 2


def path_of(points: list[Point]) -> str:
    """Return an SVG path through whole units, without repeated points."""
    rounded = [(round(x), round(y)) for x, y in points]
    kept = [rounded[0], *(two for one, two in pairwise(rounded) if one != two)]
    steps = "".join(f"l{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in pairwise(kept))
    return f"M{kept[0][0]} {kept[0][1]}{steps}z"


def country(shape: dict[str, Any], arcs: list[list[Point]]) -> tuple[str, Point] | None:
    """Return a country's path and the middle of its largest ring; nothing for Antarctica."""
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    rings = [ring_points(ring, arcs) for polygon in polygons for ring in polygon]
    rings = [[projected(*point) for point in whole(ring)] for ring in rings if max(y for _, y in ring) > SOUTHERNMOST]
    if not rings:
        return None
    largest = max(rings, key=area)
    xs, ys = [x for x, _ in largest], [y for _, y in largest]
    return "".join(path_of(ring) for ring in rings), ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)


def main() -> None:
    """Read the TopoJSON file named first, print the table."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = [decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    iso3 = {row["iso2"]: row["iso3"] for row in Lexicon.load("en").rows(IDENTIFIERS) if row["iso2"]}
    aliases = get_global("territory_aliases")
    table: dict[str, dict[str, Any]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        made = country(shape, arcs)
        name = shape["properties"]["name"]
        code = UNNUMBERED.get(name) or iso3.get((aliases.get(shape.get("id", "")) or [""])[0], "")
        if made is None:
            continue
        key = code if code and code not in table else name
        table[key] = {"name": name, "path": made[0], "middle": [round(each) for each in made[1]]}
    print(json.dumps(table, ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    main()
