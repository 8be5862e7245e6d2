"""The tables of names other than persons: form, dates, codes and the conflicts that would make false rows."""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

ACTORS = Path(__file__).parents[2] / "src" / "detente" / "lexicon" / "actors"
HEADER = ["name", "aliases", "code", "entity", "role", "since", "until", "kind", "source", "note"]
CODE = re.compile(r"(?:[A-Z]{3}|---)(?: [A-Z]{3})?$")
SECTORS = {"GOV", "MIL", "COP", "JUD", "LEG", "OPP", "REB", "MED", "BUS", "CVL", "EDU", "REL", "UAF", "SPY", "PTY", "CRM"}
NOT_COUNTRIES = {"---", "IGO", "NGO"}
LOWER = {"eurozone"}  # the one name of an actor that the press writes small
TABLES = sorted(
    path.name for path in ACTORS.glob("*.csv") if not path.name.startswith("persons") and path.name not in {"codes.csv", "members.csv"}
)
AT_LEAST = {
    "states.csv": 250,
    "demonyms.csv": 450,
    "capitals.csv": 190,
    "metonyms.csv": 400,
    "organisations.csv": 600,
    "groups.csv": 500,
    "peoples.csv": 150,
    "firms.csv": 300,
    "outlets.csv": 400,
    "thinktanks.csv": 250,
    "traps.csv": 500,
}


def read_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table, checking the header first."""
    with (ACTORS / name).open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if name not in {"codes.csv", "members.csv"}:
            assert reader.fieldnames == HEADER
        return list(reader)


def day(text: str, *, is_end: bool = False) -> dt.date:
    """Return the first or last day that a date of the tables can mean."""
    if not text:
        return dt.date.max if is_end else dt.date.min
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return dt.date(*parts)
    if len(parts) == 2:
        year, month = parts
        return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1) if is_end else dt.date(year, month, 1)
    return dt.date(parts[0], 12, 31) if is_end else dt.date(parts[0], 1, 1)


def forms(row: dict[str, str]) -> set[str]:
    """Return the surface forms of a row."""
    given = {form.rstrip("*") for form in (row["name"], *row["aliases"].split("|")) if form}
    return given | {plain(form) for form in given}


def plain(form: str) -> str:
    """Return the form without accents: the matcher knows both."""
    return "".join(mark for mark in unicodedata.normalize("NFKD", form) if not unicodedata.combining(mark))


def is_name(form: str) -> bool:
    """Tell whether a form is more than one everyday word in small letters."""
    return " " in form or "-" in form or form in LOWER or any(mark.isupper() or mark.isdigit() for mark in form)


def ambiguous(row: dict[str, str]) -> set[str]:
    """Return the surface forms that the row itself marks as ambiguous."""
    notes = (part.strip() for part in row["note"].split(";"))
    return {form for note in notes if note.startswith("ambiguous=") for form in note.removeprefix("ambiguous=").split("|")}


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_well_formed(name: str) -> None:
    """Every row has a name, a code of the codebook, an entity, a kind, a source and sane dates."""
    for line, row in enumerate(read_rows(name), start=2):
        where = f"{name} line {line}: {row['name']}"
        assert None not in row, where
        assert all(value == value.strip() for value in row.values()), where
        assert row["name"], where
        assert row["entity"], where
        assert row["kind"], where
        assert row["source"], where
        assert CODE.match(row["code"]), where
        assert row["code"][4:] in SECTORS | {""}, where
        assert day(row["since"]) <= day(row["until"], is_end=True), where
        assert not row["until"] or day(row["until"], is_end=True) < dt.date(2027, 1, 1), where


@pytest.mark.parametrize("name", TABLES)
def test_forms_are_clean(name: str) -> None:
    """No surface form is a lone lower-case word, a stray space or repeated inside its row; ambiguous forms are forms of the row."""
    for line, row in enumerate(read_rows(name), start=2):
        where = f"{name} line {line}: {row['name']}"
        aliases = [alias for alias in row["aliases"].split("|") if alias]
        assert len(set(aliases)) == len(aliases), where
        assert all(len(form) > 1 and form == form.strip() and "  " not in form for form in forms(row)), where
        if row["kind"] != "trap":
            assert all(is_name(form) for form in forms(row)), where
        assert ambiguous(row) <= forms(row), f"{where}: {ambiguous(row) - forms(row)}"


@pytest.mark.parametrize(("name", "count"), sorted(AT_LEAST.items()))
def test_tables_are_full(name: str, count: int) -> None:
    """The tables name at least as many different entities as the project asks for."""
    rows = read_rows(name)
    assert len({(row["entity"], row["kind"]) for row in rows}) >= count


def test_no_form_means_two_actors_on_one_day() -> None:
    """A surface form that stands for two codes at the same time is marked ambiguous in one of its rows."""
    found: dict[str, list[tuple[str, dict[str, str]]]] = defaultdict(list)
    for name in TABLES:
        for row in read_rows(name):
            for form in forms(row):
                found[form].append((name, row))
    conflicts = [
        f"{form}: {one['code']} in {first}, {two['code']} in {second}"
        for form, rows in found.items()
        for (first, one), (second, two) in combinations(rows, 2)
        if one["code"] != two["code"]
        and day(one["since"]) <= day(two["until"], is_end=True)
        and day(two["since"]) <= day(one["until"], is_end=True)
        and form not in ambiguous(one) | ambiguous(two)
    ]
    assert not conflicts, "\n".join(conflicts)


def test_every_country_code_has_identifiers() -> None:
    """Each country of a code stands in codes.csv, with ISO codes of the right form."""
    rows = read_rows("codes.csv")
    known = {row["iso3"] for row in rows}
    for row in rows:
        assert re.match(r"[A-Z]{2}$", row["iso2"]), row
        assert re.match(r"[A-Z]{3}$", row["iso3"]), row
        assert all(re.match(r"\d{1,3}$", row[key]) for key in ("cow", "gw") if row[key]), row
        assert day(row["since"]) <= day(row["until"], is_end=True), row
    used = {row["code"][:3]: f"{name}: {row['name']}" for name in TABLES for row in read_rows(name)}
    missing = {code: where for code, where in used.items() if code not in known | NOT_COUNTRIES}
    assert not missing, missing
    assert len(known) >= 250


def test_identifiers_do_not_overlap() -> None:
    """On one day a country has one row of identifiers, and a COW or GW number one country."""
    rows = read_rows("codes.csv")
    for key in ("iso3", "cow", "gw"):
        for one, two in combinations([row for row in rows if row[key]], 2):
            if one[key] == two[key]:
                apart = day(one["until"], is_end=True) < day(two["since"]) or day(two["until"], is_end=True) < day(one["since"])
                assert apart, (key, one, two)


def test_states_have_their_identifiers() -> None:
    """Every sovereign state has ISO, COW (but the Holy See) and FIPS codes that hold today."""
    today = {row["iso3"]: row for row in read_rows("codes.csv") if not row["until"]}
    states = [row for row in read_rows("states.csv") if row["kind"] == "state" and not row["until"] and row["entity"].isupper()]
    assert len(states) >= 193
    for row in states:
        assert row["entity"] in today, row
        assert today[row["entity"]]["iso2"], row
        assert today[row["entity"]]["cow"] or row["entity"] == "VAT", row
        assert today[row["entity"]]["fips"], row


def test_members_are_known_and_dated() -> None:
    """Members of organisations have a country code and sane dates, and no membership stands twice on one day."""
    known = {row["iso3"] for row in read_rows("codes.csv")}
    organisations = {row["entity"] for name in TABLES for row in read_rows(name)}
    rows = read_rows("members.csv")
    assert len(rows) > 400
    for row in rows:
        assert row["member"] in known, row
        assert row["organisation"] in organisations, row
        assert day(row["since"]) <= day(row["until"], is_end=True), row
    for one, two in combinations(rows, 2):
        if (one["organisation"], one["member"]) == (two["organisation"], two["member"]):
            assert day(one["until"], is_end=True) < day(two["since"]) or day(two["until"], is_end=True) < day(one["since"]), (one, two)


@pytest.mark.parametrize(
    ("form", "on", "codes"),
    [
        ("Taliban", "2021-08-14", {"AFG REB"}),
        ("Taliban", "2021-08-15", {"AFG GOV"}),
        ("Taliban", "1999-01-01", {"AFG GOV"}),
        ("Soviet Union", "1991-06-01", {"SUN GOV"}),
        ("South Sudan", "2008-01-01", {"SDN"}),
        ("South Sudan", "2012-01-01", {"SSD GOV"}),
        ("Hayat Tahrir al-Sham", "2024-12-07", {"SYR REB"}),
        ("Hayat Tahrir al-Sham", "2024-12-08", {"SYR GOV"}),
        ("Likud", "2017-12-31", {"ISR GOV"}),
        ("Likud", "2022-01-01", {"ISR OPP"}),
        ("Rapid Support Forces", "2022-01-01", {"SDN MIL"}),
        ("Rapid Support Forces", "2023-05-01", {"SDN REB"}),
        ("Macedonia", "2010-01-01", {"MKD GOV"}),
        ("Swaziland", "2010-01-01", {"SWZ GOV"}),
        ("Zaire", "1996-01-01", {"COD GOV"}),
        ("East Germany", "1989-11-09", {"DDR GOV"}),
        ("Astana", "2023-01-01", {"KAZ GOV"}),
        ("Sanaa", "2020-01-01", {"YEM REB"}),
        ("ISIS", "2016-01-01", {"--- REB"}),
        ("Red Cross", "2016-01-01", {"NGO"}),
        ("Kremlin", "2016-01-01", {"RUS GOV"}),
        ("Britons", "2016-01-01", {"GBR CVL"}),
    ],
)
def test_names_mean_what_they_meant_on_the_day(form: str, on: str, codes: set[str]) -> None:
    """The rows that hold on a day give the code of that day."""
    when = dt.date.fromisoformat(on)
    rows = [row for name in TABLES for row in read_rows(name) if form in forms(row)]
    assert {row["code"] for row in rows if day(row["since"]) <= when <= day(row["until"], is_end=True)} == codes
