"""The gazetteer as data: sizes, ranges, countries that exist, and places that news tells of."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow.parquet as pq
import pytest

LEXICON = Path(__file__).parents[2] / "src" / "detente" / "lexicon"
CITIES = LEXICON / "places" / "cities.parquet"
REGIONS = LEXICON / "places" / "regions.csv"
DEGREES_APART = 1.5
REMOTE = {"Novaya Zemlya", "Pratas Islands", "Pituffik Space Base", "Greenland", "Nunavut"}  # far from any town of their country


@pytest.fixture(scope="module")
def countries() -> set[str]:
    """Return the codes that identify a country."""
    with (LEXICON / "actors" / "codes.csv").open(encoding="utf-8", newline="") as lines:
        return {row["iso3"] for row in csv.DictReader(lines)}


@pytest.fixture(scope="module")
def regions() -> list[dict[str, str]]:
    """Return the rows of the table of regions."""
    with REGIONS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_cities_are_many_small_on_disk_and_on_earth(countries: set[str]) -> None:
    """69,000 cities in under 5 MB, each in a country, with coordinates on earth."""
    cities = pq.read_table(CITIES)
    assert cities.num_rows > 65_000
    assert CITIES.stat().st_size < 5_000_000
    assert set(cities["country"].to_pylist()) <= countries
    assert max(abs(each) for each in cities["latitude"].to_pylist()) <= 90
    assert max(abs(each) for each in cities["longitude"].to_pylist()) <= 180
    assert len(set(cities["geonameid"].to_pylist())) == cities.num_rows


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [("Bakhmut", "UKR", 48.6, 38.0), ("Idlib", "SYR", 35.9, 36.6), ("Munich", "DEU", 48.1, 11.6), ("Goma", "COD", -1.7, 29.2)],
)
def test_known_cities(name: str, country: str, latitude: float, longitude: float) -> None:
    """Cities stand where they are."""
    rows = pq.read_table(CITIES, filters=[("name", "=", name), ("country", "=", country)]).to_pylist()
    assert any(abs(row["latitude"] - latitude) < 0.2 and abs(row["longitude"] - longitude) < 0.2 for row in rows)


def test_regions_are_well_formed(countries: set[str], regions: list[dict[str, str]]) -> None:
    """At least 250 regions, each with a country or "---", coordinates, and no name that stands for two places."""
    assert len(regions) >= 250
    seen: dict[str, str] = {}
    for row in regions:
        assert row["country"] in countries | {"---"}, row
        assert row["source"], row
        assert abs(float(row["latitude"])) <= 90, row
        assert abs(float(row["longitude"])) <= 180, row
        for form in {row["name"], *row["aliases"].split("|")} - {""}:
            assert seen.setdefault(form, row["name"]) == row["name"], form


def test_regions_lie_in_their_country(countries: set[str], regions: list[dict[str, str]]) -> None:
    """A region's point lies within the box of its country's cities, give or take some degrees (islands and deserts apart)."""
    box: dict[str, list[float]] = {}
    for city in pq.read_table(CITIES, columns=["country", "latitude", "longitude"]).to_pylist():
        low_lat, high_lat, low_lon, high_lon = box.get(city["country"], [90.0, -90.0, 180.0, -180.0])
        lat, lon = city["latitude"], city["longitude"]
        box[city["country"]] = [min(low_lat, lat), max(high_lat, lat), min(low_lon, lon), max(high_lon, lon)]
    far = []
    for row in regions:
        if row["country"] not in box or row["name"] in REMOTE:
            continue
        low_lat, high_lat, low_lon, high_lon = box[row["country"]]
        lat, lon = float(row["latitude"]), float(row["longitude"])
        inside_lat = low_lat - DEGREES_APART <= lat <= high_lat + DEGREES_APART
        inside_lon = low_lon - DEGREES_APART <= lon <= high_lon + DEGREES_APART
        if not (inside_lat and inside_lon):
            far.append((row["name"], row["country"], lat, lon, box[row["country"]]))
    assert not far, far
