"""Each command does what its page says, on a store made by hand; what goes wrong is one line and a status."""

import csv
import dataclasses
import importlib.util
import io
import json
import os
import re
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer

from detente.cli import app, main
from detente.store import open_writer

ROOT = Path(__file__).parent.parent.parent
GROUP = typer.main.get_command(app)


@pytest.fixture
def store(tmp_path, many, monkeypatch):
    root = tmp_path / "store"
    with open_writer(root) as writer:
        writer.append(many)
    monkeypatch.chdir(tmp_path)
    return root


@pytest.fixture
def run(capsys, monkeypatch):
    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["detente", *arguments])
        try:
            main()
        except SystemExit as ended:
            status = ended.code or 0
        written = capsys.readouterr()
        assert "Traceback" not in written.err
        return status, written.out, written.err

    return run


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["cli.md", "records.md"])
def test_reference_is_up_to_date(name):
    made = load(ROOT / "docs" / "generate.py").PAGES[name]()
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == made, "run `make docs`"


@pytest.mark.parametrize("name", GROUP.commands)
def test_every_command_and_option_is_explained(name):
    command = GROUP.commands[name]
    assert f"Example: detente {name} " in command.help + " "
    for parameter in command.params:
        assert parameter.help, f"{name} {parameter.name}"


@pytest.mark.parametrize("name", [name for name in GROUP.commands if name not in ("code", "check", "serve", "audit", "import")])
def test_examples_run(name, store, many, run):
    """Ids in an example stand for those of the reader's own store."""
    reports = iter([report.id for coded in many for report in coded.reports])
    example = shlex.split(GROUP.commands[name].help.partition("Example: ")[2])
    words = [re.sub(r"^[0-9a-f]{20}$", lambda _: next(reports), word) for word in example[1:]]
    words = [many[0].article.id[:8] if re.fullmatch(r"[0-9a-f]{8}", word) else word for word in words]
    status, _, err = run(*words)
    assert status == 0, err


def test_json_lines(store, run):
    _, out, err = run("reports", "--dyad", "RUS", "CHN", "--json", "--limit", "3")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["type"] for row in rows] == ["CONSULT"] * 3
    assert rows[0]["trigger"]["text"] == "invited"
    assert err == ""


@pytest.mark.parametrize("name", ["reports", "statements", "figures", "articles"])
def test_csv(name, store, run):
    status, out, _ = run(name, "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert status == 0
    assert rows[0]["article"]
    assert rows[0]["published"] == "2022-12-25"


def test_table(store, run):
    _, out, err = run("reports", "--type", "REQUEST", "--limit", "1")
    assert "IND GOV" in out
    assert "[called on]" in out
    assert err == "1 reports\n"


def test_show_article_and_record(store, many, run):
    _, by_article, _ = run("show", many[0].article.id[:10])
    _, by_record, _ = run("show", many[0].reports[0].id)
    assert by_article == by_record
    for words in ("held a video call", "IND GOV > REQUEST > RUS GOV", "Vladimir Putin (RUS GOV) said", "up 23 percent"):
        assert words in by_article
    _, out, _ = run("show", many[0].article.id, "--json")
    assert json.loads(out)["reports"][0]["id"] == many[0].reports[0].id


def test_show_a_failure(store, many, run):
    status, _, err = run("show", many[-1].article.id)
    assert (status, err) == (0, "failed: no text: the page is empty\n")


def test_verify_says_what_is_wrong(store, run):
    assert run("verify")[0] == 0
    part = next((store / "reports").glob("*.parquet"))
    part.write_bytes(part.read_bytes() + b"x")
    status, out, err = run("verify")
    assert status == 4
    assert out.startswith("reports/000001.parquet: its bytes changed")
    assert "1 problems" in err


@pytest.mark.parametrize("end", ["md", "html", "json"])
def test_dossier_files(end, store, tmp_path, run):
    status, _, err = run("dossier", "Russia", "CHN", "-o", f"d.{end}")
    assert (status, err) == (0, f"d.{end}: 12 events from 6 articles of 1 origins\n")
    assert "Russia" in (tmp_path / f"d.{end}").read_text()


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["reports", "--store", "missing"], 4, "detente: missing: no such store"),
        (["verify", "--store", "missing"], 4, "no such store"),
        (["reports", "--since", "soon"], 2, "'soon' is no date"),
        (["reports", "--status", "maybe"], 2, "choose happened, planned"),
        (["show", "zzz"], 2, "no article whose id begins with"),
        (["dossier", "RUS", "CHN", "-o", "d.pdf"], 2, "ends in .md, .html or .json"),
        (["dossier", "RUS", "CHN", "-o", "no/such/folder/d.md"], 2, "cannot be written"),
        (["code", "missing.html"], 2, "missing.html: no such file or folder"),
        (["actors", "Nemo Nobody"], 1, "not in the lexicon"),
        (["fly"], 2, "No such command"),
        ([], 2, "Usage"),
    ],
)
def test_what_goes_wrong_is_said_with_a_status(arguments, status, says, store, run):
    found, out, err = run(*arguments)
    assert found == status
    assert says in out + err


def test_a_mistake_of_ours_is_one_line(store, run, monkeypatch):
    import detente.store

    def broken(_):
        raise RuntimeError("two\nlines")

    monkeypatch.setattr(detente.store, "open_store", broken)
    status, _, err = run("reports")
    assert status == 70
    assert err.startswith("detente: a mistake in detente itself: RuntimeError: two lines")
    assert err.count("\n") == 1


def test_control_characters_never_reach_the_terminal(tmp_path, monkeypatch, run, article_of, coded):
    hostile = article_of(coded.article.text + "\n\n\x1b[2J\x07 hostile")
    reports = [dataclasses.replace(report, sentence=dataclasses.replace(report.sentence, text="\x1b[2J")) for report in hostile.reports]
    hostile = dataclasses.replace(hostile, reports=tuple(reports))
    with open_writer(tmp_path / "store") as writer:
        writer.append([hostile])
    monkeypatch.chdir(tmp_path)
    for arguments in (["reports"], ["show", hostile.article.id]):
        assert "\x1b" not in run(*arguments)[1]


def test_a_closed_pipe_is_no_error(store):
    many = [sys.executable, "-m", "detente", "reports", "--csv"]
    done = subprocess.run(f"{shlex.join(many)} | head -1", shell=True, cwd=store.parent, capture_output=True, text=True, check=True)  # noqa: S602
    assert done.stderr == ""
    assert done.stdout.startswith("id,type")


def test_help_is_quick():
    took = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "detente", "--help"], check=True, capture_output=True, env={**os.environ, "TERM": "dumb"})
        took.append(time.perf_counter() - began)
    assert min(took) < 0.3
