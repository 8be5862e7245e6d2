"""Where places are: cities of the gazetteer in ``places/*.parquet`` and regions in ``places/regions.csv``.

Cities come from GeoNames (https://www.geonames.org, CC BY 4.0). Coordinates are in degrees, WGS 84.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from detente.errors import LexiconError
from detente.lexicon.actors import level_text
from detente.lexicon.names import plain

if TYPE_CHECKING:
    from detente.lexicon import Lexicon

LARGE = 100_000
FOLDER = "places"
REGIONS = "places/regions.csv"
REGION = "region"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place: ``country`` as ISO alpha-3 or "---", ``region`` the first-level division where known, ``kind`` city or region."""

    name: str
    country: str
    region: str | None
    latitude: float | None
    longitude: float | None
    population: int
    kind: str


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """Places by name, the most populous first."""

    _cities: Mapping[str, tuple[int, ...]] = field(repr=False)
    _columns: Mapping[str, list[Any]] = field(repr=False)
    _regions: Mapping[str, tuple[PlaceRow, ...]] = field(repr=False)

    def named(self, name: str) -> tuple[PlaceRow, ...]:
        """Return the places of this name, regions first."""
        name = level_text(name)
        cities = tuple(self._city(index) for index in self._cities.get(name, ()))
        return self._regions.get(name, ()) + tuple(sorted(cities, key=lambda row: (-row.population, row.country)))

    def _city(self, index: int) -> PlaceRow:
        column = self._columns
        return PlaceRow(
            column["name"][index], column["country"][index], column["region"][index] or None,
            column["latitude"][index], column["longitude"][index], column["population"][index] or 0, "city",
        )


def choose(rows: tuple[PlaceRow, ...], countries: Mapping[str, int]) -> PlaceRow | None:
    """Return the place meant in a text that names these countries: in the one named most, else the most populous."""
    if not rows:
        return None
    return min(rows, key=lambda row: (row.kind != REGION, -countries.get(row.country, 0), -row.population, row.country, row.name))


def country_of(table: PlaceTable, name: str, countries: Mapping[str, int]) -> str | None:
    """Return the country of a place that is large, a region, or in a country that the text names; None for others."""
    row = choose(table.named(name), countries)
    if row is None or row.country == "---":
        return None
    return row.country if row.kind == REGION or row.population >= LARGE or countries.get(row.country) else None


def load_places(lexicon: Lexicon) -> PlaceTable:
    """Return the gazetteer. Raises LexiconError where a file lacks a column or a number cannot be read."""
    names: dict[str, list[int]] = defaultdict(list)
    columns: dict[str, list[Any]] = {key: [] for key in ("name", "country", "region", "latitude", "longitude", "population")}
    for file in lexicon.folder(FOLDER, ".parquet"):
        _read_cities(lexicon, file, names, columns)
    regions: dict[str, list[PlaceRow]] = defaultdict(list)
    for line, row in enumerate(lexicon.rows(REGIONS), start=2):
        region = _read_region(row, line)
        for form in {row["name"], *(alias for alias in (row.get("aliases") or "").split("|") if alias)}:
            for spelling in {level_text(form), plain(level_text(form))}:
                regions[spelling].append(region)
    frozen = {name: tuple(dict.fromkeys(indices)) for name, indices in names.items()}
    return PlaceTable(frozen, columns, {name: tuple(rows) for name, rows in regions.items()})


def _read_cities(lexicon: Lexicon, file: str, names: dict[str, list[int]], columns: dict[str, list[Any]]) -> None:
    import pyarrow.parquet as pq

    table = pq.read_table(BytesIO(lexicon.path(file).read_bytes())).to_pydict()
    missing = columns.keys() - table.keys()
    if missing:
        message = f"lexicon: {file}: no column {', '.join(sorted(missing))}: build the gazetteer again"
        raise LexiconError(message)
    offset = len(columns["name"])
    for key, values in columns.items():
        values.extend(table[key])
    spellings = table.get("names") or [None] * len(table["name"])
    for index, (name, others) in enumerate(zip(table["name"], spellings, strict=True)):
        forms = {name, *(others.split("|") if isinstance(others, str) else others or ())}
        for form in forms:
            if form.isascii():
                names[form].append(offset + index)
                continue
            for spelling in {level_text(form), plain(level_text(form))}:
                names[spelling].append(offset + index)
    names.pop("", None)


def _read_region(row: dict[str, str], line: int) -> PlaceRow:
    try:
        latitude = float(row["latitude"]) if row["latitude"] else None
        longitude = float(row["longitude"]) if row["longitude"] else None
    except (KeyError, ValueError) as error:
        message = f"lexicon: {REGIONS} line {line}: {error}: correct the row"
        raise LexiconError(message) from error
    return PlaceRow(row["name"], row["country"] or "---", row.get("region") or row["name"], latitude, longitude, 0, REGION)
