"""Types of events: complete, scored, and mapped to CAMEO and back with declared losses."""

from __future__ import annotations

import pytest

from detente.lexicon import Lexicon
from detente.lexicon.events import EventTable, load_events


@pytest.fixture(scope="module")
def table() -> EventTable:
    """Return the shipped table."""
    return Lexicon.load("en").get(load_events)


def test_all_of_plover_is_there(table: EventTable) -> None:
    """16 types, 67 modes, 37 contexts, each with a definition and each type with an example and a non-example."""
    assert len(table.types) == 16
    assert sum(len(kind.modes) for kind in table.types.values()) == 67
    assert len(table.contexts) == 37
    for kind in table.types.values():
        assert all((kind.definition, kind.example, kind.non_example, kind.non_example_reason)), kind.name
        assert f"> {kind.name} >" in kind.codes
        assert all(mode.definition for mode in kind.modes.values()), kind.name


def test_signs_follow_the_quad(table: EventTable) -> None:
    """Cooperation scores above zero, conflict at most zero, modes on their type's side but for requests of aid."""
    for kind in table.types.values():
        assert (kind.score > 0) == kind.quad.endswith("cooperation"), kind.name
        for mode in kind.modes.values():
            if mode.score is not None and kind.name != "REQUEST":
                assert (mode.score > 0) == (kind.score > 0), (kind.name, mode.name)


def test_every_mode_has_a_code_and_every_code_a_score(table: EventTable) -> None:
    """A code is found for each type and mode, and the Goldstein table knows each code."""
    for kind in table.types.values():
        for mode in (None, *kind.modes):
            assert table.cameo(kind.name, mode).code in table.from_cameo
    assert all(table.goldstein_score(code) is not None for code in table.from_cameo)


def test_a_round_trip_keeps_type_and_mode_or_says_what_it_loses(table: EventTable) -> None:
    """PLOVER to CAMEO and back is the same type and mode, unless the entry names its loss; the type is lost in one case only."""
    for (kind, mode, context), cameo in table.to_cameo.items():
        back = table.from_cameo[cameo.code]
        if (back.type, back.mode or "") != (kind, mode):
            assert cameo.loss, (kind, mode, context, cameo.code)
        assert back.type == kind or (kind, mode) == ("RETREAT", "resign"), (kind, mode)


@pytest.mark.parametrize(
    ("code", "kind", "mode"),
    [
        ("042", "CONSULT", "visit"),
        ("163", "SANCTION", "discontinue"),
        ("055", "CONCEDE", None),
        ("173", "COERCE", "arrest"),
        ("186", "ASSAULT", "targeted"),
    ],
)
def test_known_codes(table: EventTable, code: str, kind: str, mode: str | None) -> None:
    """Codes that the published map had wrong or with dropped modes read as the manual has them."""
    assert (table.from_cameo[code].type, table.from_cameo[code].mode) == (kind, mode)


def test_scores(table: EventTable) -> None:
    """A mode's score counts before its type's; the Goldstein table falls back on three digits."""
    assert table.score("CONSULT", "phone") == 1.5
    assert table.score("PROTEST", "vandalize") == -5
    assert table.score("ACCUSE") == -3
    assert table.goldstein_score("0841") == 7
    assert table.goldstein_score("1823") == -10
    assert table.goldstein_score("999") is None
