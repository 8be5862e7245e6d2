"""The page on formats: its SQL for R runs, and the columns that it names are there."""

import re
from pathlib import Path

import duckdb
import pytest
from formats import LEXICON

from detente.cli.exchange import InFormat, OutFormat
from detente.exchange.codes import load_known
from detente.exchange.exporting import FORMATS
from detente.exchange.flat import COLUMNS
from detente.exchange.importing import READERS
from detente.store import open_writer

PAGE = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text(encoding="utf-8")
R = "\n".join(re.findall(r"^```r\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("question", re.findall(r'dbGetQuery\(db, "(.*?)"\)', R, re.DOTALL))
def test_questions_from_r_run(question, tmp_path, many, monkeypatch):
    with open_writer(tmp_path / "store") as writer:
        writer.append(many)
    monkeypatch.chdir(tmp_path)
    assert duckdb.sql(question).fetchall()


def test_columns_named_for_r_are_those_of_csv():
    named = {*re.findall(r"(\w+) = \"character\"", R), "event_date", *re.findall(r"\w+_(?:gdelt|iso3)", R)}
    assert len(named) > 4
    assert named <= set(COLUMNS)
    assert {"quad_gdelt", "quad_icews", "penta", "quad_plover"} <= set(COLUMNS)


def test_every_format_is_described_and_has_its_losses():
    layout = load_known(LEXICON).layout
    assert set(layout.losses_out) == set(FORMATS)
    assert set(layout.losses_in) == set(READERS)
    assert all(f"`{name}`" in PAGE for name in (*FORMATS, *READERS))
    assert all(name in OutFormat.__metadata__[0].help for name in FORMATS)
    assert all(name in InFormat.__metadata__[0].help for name in READERS)
