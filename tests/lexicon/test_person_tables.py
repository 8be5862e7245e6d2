"""The tables of persons: well formed, and no two holders of one office, nor one person twice in it, at a time."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest

ACTORS = Path(__file__).resolve().parents[2] / "src" / "detente" / "lexicon" / "actors"
FIELDS = ["name", "aliases", "code", "entity", "role", "since", "until", "kind", "source", "note"]
KINDS = {
    *{"leader", "minister", "ambassador", "official", "politician", "military", "igo_head"},
    *{"rebel", "opposition", "religious", "business", "expert"},
}
SOURCES = {"Phoenix 2014", "REIGN 2021", "open-data-archive 2026", "compiled"}
CODE = re.compile(r"([A-Z]{3}|---) (GOV|LEG|MIL|JUD|OPP|REB|REL|MED|BUS|EDU|CVL|COP)|(IGO|NGO)( [A-Za-z-]+)?")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
TOO_COMMON = {
    *{"May", "Bush", "Clinton", "Brown", "Johnson", "Kim", "Lee", "Park", "Khan", "Smith", "King", "Miller", "Chen", "Wang", "Li"},
    *{"Zhang", "Singh", "Ali", "Ahmed", "Hassan", "Hussein", "Jones", "Taylor", "Wilson", "Martin", "Garcia", "Rodriguez", "Lopez"},
}
ONE_HOLDER = {
    *{
        "president",
        "vice president",
        "prime minister",
        "premier",
        "chancellor",
        "taoiseach",
        "king",
        "emir",
        "sultan",
        "monarch",
        "emperor",
    },
    *{"pope", "supreme leader", "chief executive", "foreign minister", "foreign secretary", "defence minister", "defence secretary"},
    *{"secretary of state", "treasury secretary", "finance minister", "interior minister", "ambassador to the UN", "ambassador to the US"},
    *{"secretary-general", "director-general", "managing director", "central bank governor", "Federal Reserve chair", "army chief"},
    *{"president of the European Commission", "president of the European Council", "foreign policy chief", "House speaker"},
}
SEVERAL_HOLDERS = {"BIH GOV", "LBY GOV", "SSD GOV vice president", "ZWE GOV vice president"}

Row = dict[str, str]


def read_rows(*, hand_kept: bool) -> list[Row]:
    """Return the rows of all tables, or of those that people keep by hand."""
    rows = []
    for path in sorted(ACTORS.glob("persons*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            assert reader.fieldnames == FIELDS, path.name
            rows += [row | {"file": path.name} for row in reader]
    return [row for row in rows if row["source"] in {"compiled", "open-data-archive 2026"}] if hand_kept else rows


ROWS = read_rows(hand_kept=False)
HAND_KEPT = read_rows(hand_kept=True)


def earliest(text: str) -> date:
    """Return the first day that a date, month or year may mean."""
    return date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)


def latest(text: str) -> date:
    """Return the last day that a date, month or year may mean; an open end is far away."""
    if not text:
        return date(9999, 12, 31)
    if len(text) == 4:
        return date(int(text), 12, 31)
    first = earliest(text)
    return first if len(text) > 7 else (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def overlap_surely(one: Row, other: Row) -> bool:
    """Say whether two periods share more than a day, whatever the days of dates given as months or years."""
    start = max(latest(one["since"]), latest(other["since"]))
    end = min(earliest(row["until"]) if row["until"] else date(9999, 12, 31) for row in (one, other))
    return end - start > timedelta(days=1)


def clashes(groups: dict[tuple[str, ...], list[Row]]) -> list[str]:
    """Return one line per two rows of a group that overlap."""
    found = []
    for rows in groups.values():
        for one, other in combinations(sorted(rows, key=lambda row: latest(row["since"])), 2):
            if overlap_surely(one, other):
                lines = (f"{row['name']} {row['since']}..{row['until']}" for row in (one, other))
                found.append(f"{one['code']} {one['role']}: {' / '.join(lines)}")
    return found


def test_every_row_is_well_formed() -> None:
    for row in ROWS:
        assert row["name"].strip() == row["name"] != "", row
        assert CODE.fullmatch(row["code"]), row
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["entity"]), row
        assert row["role"], row
        assert row["kind"] in KINDS, row
        assert row["source"] in SOURCES, row
        assert DATE.fullmatch(row["since"]), row
        assert not row["until"] or DATE.fullmatch(row["until"]), row
        assert earliest(row["since"]) <= latest(row["until"]), row


def test_there_are_enough_persons() -> None:
    assert len(HAND_KEPT) >= 4_000
    assert len({row["entity"] for row in HAND_KEPT}) >= 3_000


def test_no_row_stands_twice() -> None:
    seen: set[tuple[str, ...]] = set()
    for row in ROWS:
        key = (row["entity"], row["code"], row["role"], row["since"])
        assert key not in seen, key
        seen.add(key)


def test_an_entity_has_one_name_and_one_set_of_aliases() -> None:
    spellings = defaultdict(set)
    for row in ROWS:
        spellings[row["entity"]].add((row["name"], row["aliases"]))
    assert [each for each in spellings.items() if len(each[1]) > 1] == []


def test_only_telling_surnames_stand_alone() -> None:
    bearers = defaultdict(set)
    for row in ROWS:
        for alias in row["aliases"].split("|"):
            if alias.endswith("*"):
                assert alias[:-1] not in TOO_COMMON, row
                bearers[alias].add(row["entity"])
    assert {alias: entities for alias, entities in bearers.items() if len(entities) > 1} == {}


def test_nobody_holds_one_office_twice_at_a_time() -> None:
    groups = defaultdict(list)
    for row in HAND_KEPT:
        groups[row["entity"], row["code"], row["role"].removeprefix("acting ")].append(row)
    assert clashes(groups) == []


def test_an_office_has_one_holder_at_a_time() -> None:
    """Acting holders are compared among themselves: they stand in while a suspended one keeps the title."""
    groups = defaultdict(list)
    for row in HAND_KEPT:
        office = f"{row['code']} {row['role']}"
        has_rival = "rival claim" in row["note"]
        if row["role"].removeprefix("acting ") in ONE_HOLDER and not has_rival and not {row["code"], office} & SEVERAL_HOLDERS:
            groups[office,].append(row)
    assert clashes(groups) == []


def test_an_overlap_is_found() -> None:
    rows = [{"name": "A", "code": "X", "role": "r", "since": "2001", "until": "2005-03"}]
    rows.append(rows[0] | {"name": "B", "since": "2004-05-01", "until": ""})
    assert clashes({("r",): rows}) == ["X r: A 2001..2005-03 / B 2004-05-01.."]
    rows[1]["since"] = "2005-03"
    assert clashes({("r",): rows}) == []


@pytest.mark.parametrize(
    ("name", "day", "code", "role"),
    [
        ("Dmitry Medvedev", "2010-05-01", "RUS GOV", "president"),
        ("Dmitry Medvedev", "2023-05-01", "RUS GOV", "deputy chairman of the Security Council"),
        ("Qin Gang", "2022-06-01", "CHN GOV", "ambassador to the US"),
        ("Qin Gang", "2023-03-01", "CHN GOV", "foreign minister"),
        ("Qin Gang", "2023-12-01", None, None),
        ("Aung San Suu Kyi", "2010-01-01", "MMR OPP", "opposition leader"),
        ("Aung San Suu Kyi", "2018-01-01", "MMR GOV", "state counsellor"),
        ("Aung San Suu Kyi", "2022-01-01", "MMR OPP", "ousted leader"),
        ("Abdul Ghani Baradar", "2019-09-01", "AFG REB", "Taliban political chief"),
        ("Abdul Ghani Baradar", "2022-09-01", "AFG GOV", "deputy prime minister"),
        ("Salva Kiir", "2010-01-01", "SDN GOV", "first vice president and president of Southern Sudan"),
        ("Salva Kiir", "2012-01-01", "SSD GOV", "president"),
    ],
)
def test_offices_on_a_day(name: str, day: str, code: str | None, role: str | None) -> None:
    asked = date.fromisoformat(day)
    held = [row for row in HAND_KEPT if row["name"] == name and earliest(row["since"]) <= asked <= latest(row["until"])]
    if code is None:
        assert held == []
    else:
        assert (code, role) in {(row["code"], row["role"]) for row in held}
