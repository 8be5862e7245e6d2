"""A store gives back what was put in, whole commits or nothing, and says in one line what is wrong."""

import dataclasses
import datetime as dt
import json
import os

import pytest

from detente import schema
from detente.errors import InputError, StoreError
from detente.store import open_store, open_writer, verify_store


@pytest.fixture
def store(tmp_path, many):
    root = tmp_path / "store"
    with open_writer(root) as writer:
        writer.append(many[:4])
        writer.append(many[4:])
    return root


def test_gives_back_what_was_put_in(store, many):
    with open_store(store) as opened:
        for coded in many:
            assert opened.coded(coded.article.id) == coded
        assert opened.counts()["articles"] == len(many)
        assert [origin.failure for origin in opened.origins()].count("no text: the page is empty") == 1


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, 18),
        ({"dyad": ("RUS", "CHN")}, 12),
        ({"dyad": ("CHN", "RUS GOV")}, 12),
        ({"dyad": ("IND", "RUS")}, 6),
        ({"dyad": ("RUS", "RUS")}, 0),
        ({"type": "consult"}, 12),
        ({"status": "planned"}, 6),
        ({"source": "IND"}, 6),
        ({"target": "xi jinping"}, 6),
        ({"actor": "IND"}, 6),
        ({"by": "RUS"}, 6),
        ({"by": "example times"}, 18),
        ({"text": "END THE WAR"}, 6),
        ({"since": dt.date(2022, 12, 30), "until": dt.date(2022, 12, 30)}, 8),
        ({"dyad": ("RUS", "CHN"), "status": "planned", "since": dt.date(2022, 12, 29)}, 2),
    ],
)
def test_reports_by_filter(store, fields, found):
    with open_store(store) as opened:
        assert len(list(opened.reports(**fields))) == found


def test_statements_and_figures_by_filter(store):
    with open_store(store) as opened:
        assert len(list(opened.statements(speaker="putin"))) == len(list(opened.statements(speaker="RUS"))) == 6
        assert not list(opened.statements(speaker="CHN"))
        assert len(list(opened.figures(measure="EXPORTS", by="imf"))) == 6
        assert len(list(opened.figures(until=dt.date(2022, 12, 26)))) == 2
        assert len(list(opened.reports(limit=5))) == 5


def test_a_question_is_data_never_sql(store):
    with open_store(store) as opened:
        assert not list(opened.reports(text="' or true --"))
        with pytest.raises(ValueError, match="cannot be filtered by speaker"):
            list(opened.reports(speaker="x"))


def test_two_questions_at_once(store):
    with open_store(store) as opened:
        pairs = [(one.id, other.id) for one, other in zip(opened.reports(), opened.reports(), strict=True)]
    assert len(pairs) == 18
    assert all(one == other for one, other in pairs)


def test_article_by_beginning_of_its_id(store, many):
    with open_store(store) as opened:
        assert opened.coded(many[0].article.id[:12]) == many[0]
        assert opened.article_of(many[0].reports[0].id) == many[0].article.id
        with pytest.raises(InputError, match="no article whose id begins with"):
            opened.coded("zzz")
        with pytest.raises(InputError, match="several articles"):
            opened.coded("")


def test_empty_store(tmp_path):
    with open_writer(tmp_path / "s") as writer:
        assert writer.append([]) is None
    with open_store(tmp_path / "s") as opened:
        assert not list(opened.reports(dyad=("RUS", "CHN")))
        assert opened.counts()["reports"] == 0


def test_same_input_same_bytes(tmp_path, many):
    for name in ("a", "b"):
        with open_writer(tmp_path / name) as writer:
            writer.append(many)

    def files(name):
        return {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*") if path.is_file()}

    assert files("a") == files("b")


def test_verify_is_quiet_on_a_good_store(store):
    assert not list(verify_store(store))


def test_verify_names_the_part_with_a_changed_byte(store):
    part = next((store / "articles").glob("*.parquet"))
    content = bytearray(part.read_bytes())
    content[len(content) // 2] ^= 1
    part.write_bytes(content)
    assert [line.split(":")[0] for line in verify_store(store)] == [f"articles/{part.name}"]


def test_verify_finds_words_that_are_not_in_the_text(tmp_path, coded):
    report = coded.reports[0]
    moved = dataclasses.replace(report, trigger=dataclasses.replace(report.trigger, start=report.trigger.start + 1))
    with open_writer(tmp_path / "s") as writer:
        writer.append([dataclasses.replace(coded, reports=(moved,))])
    (line,) = verify_store(tmp_path / "s")
    assert "reports: 'held a video call'" in line


def test_verify_finds_a_page_coded_twice(tmp_path, coded):
    with open_writer(tmp_path / "s") as writer:
        writer.append([coded])
        writer.append([coded])
    assert [line.split(":")[1] for line in verify_store(tmp_path / "s")] == [" stands twice in the store"] * 2


def test_missing_part(store):
    next((store / "reports").glob("*.parquet")).unlink()
    assert "No such file" in next(verify_store(store))
    with pytest.raises(StoreError, match="run `detente verify"):
        open_store(store)


def test_part_cut_short(store):
    part = next((store / "reports").glob("*.parquet"))
    part.write_bytes(part.read_bytes()[:-20])
    with pytest.raises(StoreError, match="run `detente verify") as caught:
        list(open_store(store).reports())
    assert "\n" not in str(caught.value)


def test_newer_version(store):
    (store / "store.json").write_text(json.dumps({"format": "detente store", "version": schema.VERSION + 1}))
    for act in (lambda: open_store(store), lambda: list(verify_store(store)), lambda: open_writer(store).__enter__()):
        with pytest.raises(StoreError, match="upgrade detente"):
            act()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": "x", "version": 1}', "\x00"])
def test_no_store(tmp_path, content):
    (tmp_path / "store.json").write_text(content)
    with pytest.raises(StoreError, match="not a detente store"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match="no such store"):
        open_store(tmp_path / "missing")


def test_a_folder_with_other_things_is_not_made_a_store(tmp_path):
    (tmp_path / "thesis.doc").write_text("x")
    with pytest.raises(StoreError, match="not a detente store"), open_writer(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


def test_damaged_commit(store):
    (store / "commits" / "000001.json").write_text('{"commit": 1')
    with pytest.raises(StoreError, match="damaged commit"):
        open_store(store)


@pytest.mark.parametrize("failing", range(8))
def test_full_disk_leaves_the_store_as_it_was(store, coded, monkeypatch, failing):
    before = {path: path.read_bytes() for path in store.rglob("*") if path.is_file()}
    calls = iter(range(100))
    sync = os.fsync

    def full(handle):
        if next(calls) == failing:
            raise OSError(28, "No space left on device")
        sync(handle)

    with open_writer(store) as writer:
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(StoreError, match=r"cannot write: No space left on device: the store holds what it held before"):
            writer.append([coded])
    assert {path: path.read_bytes() for path in store.rglob("*") if path.is_file()} == before
    monkeypatch.undo()
    with open_writer(store) as writer:
        writer.append([coded])
    assert not list(verify_store(store))


def test_leftovers_are_never_read_and_then_dropped(store, many):
    leftover = store / "reports" / "000003.parquet"
    leftover.write_bytes(b"half a part")
    (store / "reports" / "000003.parquet.partial").write_bytes(b"")
    with open_store(store) as opened:
        assert len(list(opened.reports())) == 18
    with open_writer(store):
        pass
    assert not leftover.exists()


def test_one_writer_at_a_time(store):
    with open_writer(store), pytest.raises(StoreError, match="another program is writing"), open_writer(store):
        pass


def test_readers_while_writing(store, coded):
    with open_writer(store) as writer, open_store(store) as opened:
        writer.append([coded])
        assert len(list(opened.reports())) == 18
    with open_store(store) as opened:
        assert len(list(opened.reports())) == 21


def test_a_folder_that_cannot_be_written(tmp_path, monkeypatch):
    def refused(self, *_, **__):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(type(tmp_path), "mkdir", refused)
    with pytest.raises(StoreError, match="Permission denied: choose a folder that can be written to"), open_writer(tmp_path / "s"):
        pass
