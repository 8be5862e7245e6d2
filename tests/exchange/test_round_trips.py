"""What is exported and imported again is the same, up to the losses that the format names."""

import tempfile
from pathlib import Path

import pytest
from formats import LEXICON, deeds, held, make_report, mentions, put, send, take
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.exchange.codes import actor_of, cameo_actor, load_known
from detente.records import Prominence
from detente.store import verify_store

FORMATS = {"icews": "icews", "gdelt": "gdelt2", "polecat": "polecat", "phoenix": "phoenix"}
KNOWN = load_known(LEXICON)


def kept(report, name):
    """What a format keeps of a report."""
    kind = (report.type, report.mode, report.context)
    if name != "polecat":
        back = KNOWN.events.from_cameo[KNOWN.events.cameo(*kind).code]
        kind = (back.type, back.mode, back.contexts[0] if back.contexts else None)
    sides = [[(each.code, named(each.name, name)) for each in side] for side in (report.source, report.target)]
    place = report.place and (report.place.country, report.place.latitude, report.place.longitude, report.place.name)
    prominence = report.prominence if name == "gdelt" else Prominence.LEAD
    return kind, sides, place, report.time.start, report.time.end, prominence


def named(name, kind):
    return {"gdelt": name.upper(), "phoenix": ""}.get(kind, name)


def came_back(report, name):
    found = kept(report, name)
    if name == "polecat":
        return found
    kind = (report.type, report.mode, report.context)
    return (kind, *found[1:])


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=8)
@given(made=st.lists(deeds, min_size=3, max_size=9))
def test_there_and_back(name, made):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        reports = [make_report(number, deed[0], deed[1], day=deed[2], place=deed[3], prominence=deed[4]) for number, deed in enumerate(made)]
        put(root / "one", reports)
        written = send(root / "one", name, root / "file")
        summary = take(root / "file", FORMATS[name], root / "two")
        assert written.rows == len(reports)
        assert not summary.failures
        assert not list(verify_store(root / "two"))
        before = sorted((kept(report, name) for report in held(root / "one")), key=repr)
        after = sorted((came_back(report, name) for report in held(root / "two")), key=repr)
        assert after == before


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=4)
@given(made=st.lists(deeds, min_size=3, max_size=9))
def test_second_time_is_byte_equal(name, made):
    """What an import holds is exported again letter by letter, but for the numbers of articles."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        put(root / "one", [make_report(number, deed[0], deed[1], day=deed[2], place=deed[3], prominence=deed[4]) for number, deed in enumerate(made)])
        send(root / "one", name, root / "first")
        take(root / "first", FORMATS[name], root / "two")
        send(root / "two", name, root / "second")
        take(root / "second", FORMATS[name], root / "three")
        again = [came_back(report, name) for report in held(root / "two")]
        assert sorted(map(repr, again)) == sorted(repr(came_back(report, name)) for report in held(root / "three"))


@given(mention=mentions)
def test_actors_there_and_back(mention):
    assert actor_of(cameo_actor(mention), KNOWN) == (mention.code, None)


@pytest.mark.parametrize("cameo", ["RUSGOV", "RUS", "IGOUNO", "SYRREBISI", "MUSREB", "CHNMILGOV", "NGO", "GOV", "ZZZ", "X"])
def test_cameo_actors_are_kept_whole(cameo):
    code, entity = actor_of(cameo, KNOWN)
    assert cameo_actor(mentions_of(code, entity)) == cameo


def mentions_of(code, entity):
    from detente.records import Mention, Span

    return Mention(Span(0, 0, ""), "x", code, entity, None, "test")


def test_every_cameo_code_comes_back():
    """The code that a report was imported with is the one it is exported with."""
    from detente.exchange.cameo import _plover
    from detente.exchange.codes import cameo_code

    for code, entry in KNOWN.events.from_cameo.items():
        if entry.type:
            kind, mode, context, tag, failure = _plover(code, KNOWN)
            assert failure is None
            report = make_report(1, (kind, mode, context), ((), ()))
            object.__setattr__(report, "rule", f"import:icews {tag}")
            assert cameo_code(report, KNOWN) == code
