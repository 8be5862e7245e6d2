"""The lexicon's lint finds what is wrong, wherever it stands."""

import dataclasses
import datetime as dt
import shutil
from importlib.resources import files
from pathlib import Path

from detente.lexicon import Lexicon
from detente.lexicon.lint import find_overlaps, lint, loaders
from detente.lexicon.names import load_names


def test_the_shipped_lexicon_is_in_order():
    assert not list(lint(Lexicon.load("en")))


def test_every_kind_of_table_is_checked():
    assert {"load_names", "load_frames", "load_times", "load_events", "load_speech"} <= {load.__name__ for load in loaders()}


def test_a_wrong_table_is_named_and_the_others_are_still_checked(tmp_path):
    shutil.copytree(Path(str(files("detente.lexicon"))), tmp_path / "lexicon", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (tmp_path / "lexicon" / "events.toml").write_text("[[type]]\nname = 3")
    (tmp_path / "lexicon" / "en" / "times.toml").write_text("= not toml")
    problems = list(lint(Lexicon.load("en", tmp_path / "lexicon")))
    assert any("events.toml" in problem for problem in problems)
    assert any("times.toml" in problem for problem in problems)


def test_overlapping_rows_of_one_name():
    row = next(row for row in Lexicon.load("en").get(load_names) if row.since)
    later = dataclasses.replace(row, since=row.since + dt.timedelta(days=1), line=row.line + 1)
    (problem,) = find_overlaps([row, later])
    assert f":{later.line}: " in problem
    assert "overlaps" in problem
    apart = dataclasses.replace(row, since=row.since - dt.timedelta(days=9), until=row.since - dt.timedelta(days=1))
    assert not list(find_overlaps([row, apart]))
