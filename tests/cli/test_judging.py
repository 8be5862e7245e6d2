"""audit asks, keeps and counts; judgements go out and come back; serve shows a store."""

import io
import re
import sys
import time
import urllib.error
import urllib.request
from subprocess import PIPE, Popen

import pytest

from detente.cli import main
from detente.store import open_store, open_writer, read_judgements


@pytest.fixture
def store(tmp_path, many, monkeypatch):
    with open_writer(tmp_path / "store") as writer:
        writer.append(many)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "store"


@pytest.fixture
def run(capsys, monkeypatch):
    def run(*arguments, says=""):
        monkeypatch.setattr(sys, "argv", ["detente", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(says))
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code or 0, *capsys.readouterr()

    return run


def said(store):
    with open_store(store) as opened:
        return read_judgements(opened)


def test_an_audit_asks_keeps_and_counts(store, run):
    status, out, _ = run("audit", "--n", "4", "--name", "Ana", says="y\nn\n swapped   sides \nperhaps\ny\ns\n")
    assert status == 0
    assert "[held a video call]" in out or "[invited]" in out or "[called on]" in out
    assert re.search(r"all +2 +3 +0\.67   0\.21 to 0\.94", out)
    assert sorted((each.is_right, each.why, each.by) for each in said(store)) == [
        (False, "swapped sides", "Ana"), (True, "", "Ana"), (True, "", "Ana"),
    ]  # fmt: skip


def test_what_was_judged_is_not_asked_again(store, run):
    run("audit", "--n", "4", says="y\nq\n")
    _, out, _ = run("audit", "--n", "4", says="")
    assert "1/3" in out
    assert re.search(r"all +1 +1 ", out)


def test_nobody_answers(store, run):
    status, _, messages = run("audit", says="")
    assert status == 0
    assert "nothing judged" in messages


def test_judgements_go_out_and_come_back(store, run, tmp_path, many):
    run("audit", "--n", "3", "--name", "Ana", says='y\ny\nn\nwhy, "indeed"\n')
    assert run("judgements", "--export", "out.csv")[0] == 0
    with open_writer(tmp_path / "other") as writer:
        writer.append(many)
    for new in ("3 new", "0 new"):
        status, _, messages = run("judgements", "--store", "other", "--import", "out.csv")
        assert status == 0
        assert new in messages
    assert said(tmp_path / "other") == said(store)


@pytest.mark.parametrize(("file", "says"), [("missing.csv", "cannot be read"), ("bad.csv", "the header must read")])
def test_a_file_that_is_none_is_said(store, run, tmp_path, file, says):
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n")
    status, _, messages = run("judgements", "--import", file)
    assert status == 2
    assert says in messages


def test_serve_shows_a_store_to_this_machine_only(store):
    with Popen([sys.executable, "-m", "detente", "serve", "--port", "18377"], stderr=PIPE, text=True) as started:
        try:
            address = started.stderr.readline().split()[0]
            for _ in range(100):
                try:
                    page = urllib.request.urlopen(address, timeout=5).read().decode()  # noqa: S310 - our own address
                    break
                except urllib.error.URLError:
                    time.sleep(0.1)
            assert address == "http://127.0.0.1:18377/"
            assert "Pairs of actors" in page
        finally:
            started.terminate()
    with Popen([sys.executable, "-m", "detente", "serve", "--store", "nowhere"], stderr=PIPE, text=True) as started:
        assert "no such store" in started.stderr.read()
        assert started.wait() == 4
