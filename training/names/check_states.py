"""Print where our names of states, demonyms and capitals differ from those of well-kept libraries, for a person to judge.

Libraries: CLDR through babel 2.18.0, pycountry 26.2.16 (ISO 3166), countryinfo 1.0.1 (demonyms and capitals).
They are needed here only: pip install babel==2.18.0 pycountry==26.2.16 countryinfo==1.0.1. Run: python training/names/check_states.py
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from pathlib import Path

import countryinfo
import pycountry
from babel import Locale

ACTORS = Path(__file__).parents[2] / "src" / "detente" / "lexicon" / "actors"


def known(table: str) -> dict[str, set[str]]:
    """Return the surface forms of a table by country."""
    forms: dict[str, set[str]] = defaultdict(set)
    with (ACTORS / table).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            forms[row["code"][:3]] |= {row["name"], *row["aliases"].split("|")}
    return forms


def missing_names() -> list[str]:
    """Return the CLDR and ISO names that no row of states.csv has."""
    states, english = known("states.csv"), Locale("en").territories
    found = []
    for country in pycountry.countries:
        names = {english[country.alpha_2], country.name, getattr(country, "official_name", country.name)}
        found += [f"name {country.alpha_3} {name}" for name in sorted(names) if name.replace("\u2019", "'") not in states[country.alpha_3]]
    return found


def missing_demonyms_and_capitals() -> list[str]:
    """Return what countryinfo has and our tables have not."""
    demonyms, capitals = known("demonyms.csv"), known("capitals.csv")
    found = []
    for path in sorted((Path(countryinfo.__file__).parent / "data").glob("*.json")):
        country = json.loads(path.read_text(encoding="utf-8"))
        code = (country.get("ISO") or {}).get("alpha3")
        given = (("demonym", country.get("demonym"), demonyms), ("capital", country.get("capital"), capitals))
        for kind, value, ours in given:
            if code and isinstance(value, str) and value not in ours[code]:
                found.append(f"{kind} {code} {value}")
    return found


if __name__ == "__main__":
    for line in missing_names() + missing_demonyms_and_capitals():
        print(line)
