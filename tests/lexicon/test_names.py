"""Dated names: reading, checking, matching and look-up on a day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import LexiconError
from detente.lexicon import Lexicon
from detente.lexicon.actors import ActorTable, latest_before, load_actors, look_up, on_date
from detente.lexicon.codes import load_codes
from detente.lexicon.names import load_names, parse_date, read_name

HEADER = "name,aliases,code,entity,role,since,until,kind,source,note\n"
STATES = HEADER + (
    "Norland,Republic of Norland|NL*,NOR GOV,NOR,,,,state,compiled,\n"
    "Oldavia,,OLD GOV,OLD,,,1991-12-26,former_state,compiled,\n"
    "the Hill,,NOR GOV,NOR,,,,palace,compiled,\n"
    "Hill Tribes Front,,NOR REB,htf,,,,armed_group,compiled,ambiguous=HTF\n"
)
PERSONS = HEADER + (
    "Ann Berg,Berg*,NOR GOV,ann-berg,ambassador,2001-02,2005-06-30,ambassador,compiled,\n"
    "Ann Berg,Berg*,NOR GOV,ann-berg,foreign minister,2005-07-01,2009,minister,compiled,\n"
    "Zoë Lund,,NOR GOV,zoe-lund,president,2010,,leader,compiled,\n"
)


@pytest.fixture
def small(tmp_path: Path) -> Lexicon:
    (tmp_path / "en").mkdir()
    folder = tmp_path / "actors"
    folder.mkdir()
    (folder / "states.csv").write_text(STATES, encoding="utf-8")
    (folder / "persons.csv").write_text(PERSONS, encoding="utf-8")
    return Lexicon.load("en", tmp_path)


@pytest.fixture(scope="module")
def table() -> ActorTable:
    return Lexicon.load().get(load_actors)


def test_dates_are_first_and_last_days() -> None:
    assert parse_date("2008-02") == dt.date(2008, 2, 1)
    assert parse_date("2008-02", is_end=True) == dt.date(2008, 2, 29)
    assert parse_date("2008", is_end=True) == dt.date(2008, 12, 31)
    assert parse_date("") is None
    with pytest.raises(ValueError, match="no date"):
        parse_date("May 2008")


@pytest.mark.parametrize(
    ("field", "value"), [("since", "2010-13-01"), ("until", "1800"), ("code", "Norland"), ("name", ""), ("since", "yesterday")],
)
def test_a_wrong_row_names_file_and_line(field: str, value: str) -> None:
    row = dict(zip(HEADER.strip().split(","), ["Ann", "", "NOR GOV", "ann", "", "2001", "2002", "leader", "compiled", ""], strict=True))
    with pytest.raises(LexiconError, match=r"actors/x\.csv line 7: .*correct the row"):
        read_name(row | {field: value}, "actors/x.csv", 7)


def test_an_office_holds_on_its_days(small: Lexicon) -> None:
    assert [row.role for row in look_up(small, "Ann Berg", dt.date(2003, 1, 1))] == ["ambassador"]
    assert [row.role for row in look_up(small, "Ann Berg", dt.date(2005, 7, 1))] == ["foreign minister"]
    assert look_up(small, "Ann Berg", dt.date(2011, 1, 1)) == ()
    assert len(look_up(small, "Ann Berg", None)) == 2
    last = latest_before(look_up(small, "Ann Berg", None), dt.date(2011, 1, 1))
    assert last is not None
    assert last.role == "foreign minister"


def test_without_a_day_the_last_row_holds(small: Lexicon) -> None:
    rows = on_date(look_up(small, "Ann Berg", None), None)
    assert [row.role for row in rows] == ["foreign minister"]


def test_names_match_whole_words_the_longest_first(small: Lexicon) -> None:
    text = "Norlanders of the Republic of Norland met Berg near the Hill Tribes Front; Ann Berg\u2019s aide, Zoe Lund, left the Hill."
    found = [each.form for each in small.get(load_actors).scan(text)]
    assert found == ["Republic of Norland", "Berg", "the Hill Tribes Front", "Ann Berg", "Zoe Lund", "the Hill"]


def test_short_forms_are_marked(small: Lexicon) -> None:
    found = {each.form: each.is_short for each in small.get(load_actors).scan("Berg and Ann Berg")}
    assert found == {"Berg": True, "Ann Berg": False}


def test_notes_hold_several_values(small: Lexicon) -> None:
    row = next(row for row in small.get(load_names) if row.entity == "htf")
    assert row.noted("ambiguous") == ("HTF",)
    assert row.noted("of") == ()


@given(st.text(alphabet="aU.S K\u2019-\n", max_size=40))
def test_offsets_are_those_of_the_text(text: str) -> None:
    for found in _table().scan(text):
        assert text[found.start : found.end].replace("\u2019", "'").replace("\n", " ") == found.form


_TABLES: list[ActorTable] = []


def _table() -> ActorTable:
    if not _TABLES:
        _TABLES.append(Lexicon.load().get(load_actors))
    return _TABLES[0]


def test_the_world_is_there(table: ActorTable) -> None:
    day = dt.date(2022, 12, 30)
    for name, code in [("Vladimir Putin", "RUS GOV"), ("Xi Jinping", "CHN GOV"), ("Kremlin", "RUS GOV"), ("NATO", "IGO"), ("Ukrainian", "UKR")]:
        assert code in {row.code for row in on_date(table.named(name), day)}, name


def test_the_same_name_differs_by_day(table: ActorTable) -> None:
    def codes(name: str, day: dt.date) -> set[str]:
        return {row.code for row in on_date(table.named(name), day)}

    assert codes("Taliban", dt.date(2019, 6, 1)) == {"AFG REB"}
    assert codes("Taliban", dt.date(2022, 6, 1)) == {"AFG GOV"}
    assert codes("Soviet Union", dt.date(1985, 1, 1)) == {"SUN GOV"}


def test_identifiers_are_those_of_the_year() -> None:
    codes = Lexicon.load().get(load_codes)
    assert codes.get("DEU", dt.date(2000, 1, 1)).cow == "255"
    assert codes.get("DEU", dt.date(1980, 1, 1)).cow == "260"
    assert codes.get("SUN", dt.date(2000, 1, 1)) is None
    assert codes.get("XXX") is None
