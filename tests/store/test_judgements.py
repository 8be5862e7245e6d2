"""Judgements are added, read back, exported and imported; verify passes over them."""

import datetime as dt
import io

import pytest

from detente.errors import InputError
from detente.records import Review
from detente.store import add_judgements, latest, open_store, open_writer, parse_judgements, read_judgements, verify_store, write_judgements

NOON = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def root(tmp_path, many):
    with open_writer(tmp_path / "store") as writer:
        writer.append(many[:2])
    return tmp_path / "store"


def review(*, is_right=True, minutes=0, **more):
    fields = {"kind": "report", "one": "r1", "two": None, "why": 'who, "exactly"?', "by": "Ana", **more}
    return Review(is_right=is_right, at=NOON + dt.timedelta(minutes=minutes), **fields)


def test_the_last_word_counts_and_verify_passes(root):
    add_judgements(root, [review(minutes=5, is_right=False)])
    add_judgements(root, [review()])
    with open_store(root) as store:
        read = read_judgements(store)
        assert [each.is_right for each in read] == [True, False]
        assert not latest(read)["report", "r1", None].is_right
        assert store.counts()["articles"] == 2
    assert not list(verify_store(root))


def test_a_merge_is_the_same_in_either_order():
    assert len(latest([review(kind="merge", two="r2"), review(kind="merge", one="r2", two="r1")])) == 1


def test_out_to_csv_and_back():
    given = [review(), review(kind="merge", two="r2", is_right=False, minutes=1)]
    out = io.StringIO()
    assert write_judgements(given, out) == 2
    assert list(parse_judgements(io.StringIO(out.getvalue()), "a.csv")) == given


@pytest.mark.parametrize("line", ["report,r1,,maybe,,Ana,2024-05-01", "merge,r1,,right,,Ana,2024-05-01", "report,r1,,right,,Ana,yesterday"])
def test_a_wrong_line_is_named(line):
    with pytest.raises(InputError, match="line 2"):
        list(parse_judgements(io.StringIO(f"kind,one,two,verdict,why,by,at\n{line}\n"), "a.csv"))
