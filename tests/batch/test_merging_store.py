"""Links in a store: made at once or article by article, they are the same; judgements stay; half a merge is never seen."""

import datetime as dt

import pytest

from detente.batch import judge, merge_store
from detente.errors import StoreError
from detente.lexicon import Lexicon
from detente.records import Review, Status
from detente.store import Writer, open_store, open_writer, read_merged, verify_store

LEXICON = Lexicon.load()
NOON = dt.datetime(2024, 1, 1, 12, tzinfo=dt.UTC)


def table(root, name):
    with open_store(root) as store:
        return sorted(store.sql(f"select * from {name}").to_pylist(), key=str)  # noqa: S608 - our names


def filled(root, many):
    with open_writer(root) as writer:
        writer.append(many)
    return root


def test_article_by_article_is_all_at_once(tmp_path, many):
    whole = filled(tmp_path / "whole", many)
    merge_store(whole, LEXICON)
    for number, coded in enumerate(many):
        filled(tmp_path / "parts", [coded])
        made = merge_store(tmp_path / "parts", LEXICON)
        assert made.new == len(coded.reports), number
    for name in ("links", "edges", "copies"):
        assert table(tmp_path / "parts", name) == table(whole, name)
    assert len(table(whole, "copies")) == 15
    assert merge_store(whole, LEXICON).new == 0


def test_one_call_however_many_articles(tmp_path, many):
    root = filled(tmp_path / "s", many)
    merge_store(root, LEXICON)
    with open_store(root) as store:
        rows = store.sql("select reports, articles from events where type = 'CONSULT' and status = 'happened'").to_pylist()
    assert rows == [{"reports": 6, "articles": 6}]


def test_judgements_come_first_and_stay(tmp_path, many):
    root = filled(tmp_path / "s", many)
    merge_store(root, LEXICON)
    one, two = (coded.reports[0].id for coded in many[:2])

    def events_of_pair():
        found = {row["report"]: row["event"] for row in table(root, "links")}
        return found[one], found[two]

    assert len(set(events_of_pair())) == 1
    judge(root, LEXICON, Review("merge", one, two, is_right=False, why="two calls", by="ann", at=NOON))
    assert len(set(events_of_pair())) == 2
    merge_store(root, LEXICON, again=True)
    assert len(set(events_of_pair())) == 2
    judge(root, LEXICON, Review("merge", one, two, is_right=True, why="", by="bo", at=NOON + dt.timedelta(days=1)))
    assert len(set(events_of_pair())) == 1
    assert [row["by"] for row in table(root, "judgements")] == ["ann", "bo"]
    assert {row["why"] for row in table(root, "reviews")} == {"", "two calls"}
    assert not list(verify_store(root))


def test_records_are_left_as_they_are(tmp_path, many):
    root = filled(tmp_path / "s", many)
    before = {file: file.read_bytes() for file in root.glob("reports/*")}
    merge_store(root, LEXICON)
    assert {file: file.read_bytes() for file in root.glob("reports/*")} == before
    with open_store(root) as store:
        assert sum(1 for report in store.reports() if report.status is Status.PLANNED) == 6


def test_an_interrupted_merge_leaves_the_one_before(tmp_path, many, monkeypatch):
    root = filled(tmp_path / "s", many[:2])
    merge_store(root, LEXICON)
    before = table(root, "links"), read_merged(root)
    filled(root, many[2:])

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Writer, "write_file", full)
    with pytest.raises(StoreError, match="No space left"):
        merge_store(root, LEXICON)
    assert (table(root, "links"), read_merged(root)) == before
    monkeypatch.undo()
    assert merge_store(root, LEXICON).new == sum(len(coded.reports) for coded in many[2:])


def test_verify_sees_a_changed_link(tmp_path, many):
    root = filled(tmp_path / "s", many)
    merge_store(root, LEXICON)
    part = next(root.glob("links/*.parquet"))
    part.write_bytes(part.read_bytes()[:-9] + b"x" + part.read_bytes()[-8:])
    assert any(str(part.name) in line for line in verify_store(root))
