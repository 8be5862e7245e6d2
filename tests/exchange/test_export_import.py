"""The commands, and what other people's events look like in lists and dossiers."""

import csv
import io
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from formats import put, send, take

from detente.exchange.flat import COLUMNS, STATA_NAME
from detente.records import Mention, Span
from detente.store import Filter, open_store, open_writer

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parents[3] / "shared")) / "data" / "exchange"


def run(*words):
    return subprocess.run([sys.executable, "-m", "detente", *map(str, words)], capture_output=True, text=True, check=False)


@pytest.fixture
def store(tmp_path, many):
    root = tmp_path / "store"
    with open_writer(root) as writer:
        writer.append(many)
    return root


def rows(path, delimiter=","):
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8")), delimiter=delimiter))


def test_csv_keeps_every_report(store, tmp_path):
    out = tmp_path / "out.csv"
    summary = send(store, "csv", out)
    head, *body = rows(out)
    assert summary.rows == len(body) == 24
    assert head == list(COLUMNS)
    call = dict(zip(head, next(row for row in body if "RUS" in row[head.index("source_code")]), strict=True))
    assert (call["source_iso2"], call["source_cow"], call["source_fips"], call["source_gw"]) == ("RU", "365", "RS", "365")


def test_several_actors_stand_in_one_cell_or_in_rows(store, tmp_path):
    for pairs, count in (("keep", 6), ("collapse", 6), ("expand", 12)):
        done = run("export", "csv", "-o", tmp_path / "out.csv", "--store", store, "--status", "happened", "--type", "CONSULT", "--reciprocal", pairs)
        assert done.returncode == 0, done.stderr
        head, *body = rows(tmp_path / "out.csv")
        assert len(body) == count
        assert (body[0][head.index("source_code")] == "RUS GOV; CHN GOV") == (pairs == "keep")


def test_reciprocal_acts_are_a_row_each_way_with_ids_of_their_own(store, tmp_path):
    send(store, "gdelt", tmp_path / "out", limit=1, asked=Filter(type="CONSULT"))
    one, other = rows(tmp_path / "out", "\t")
    assert len(one) == 61
    assert (one[5], one[15]) == (other[15], other[5])
    assert one[0] != other[0]
    assert int(one[0]) < 2**53


def test_one_a_day_and_statuses(store, tmp_path):
    full, single = (send(store, "icews", tmp_path / "out", one_a_day=one) for one in (False, True))
    assert single.rows < full.rows
    assert any("planned" in reason for reason in full.left_out)
    assert send(store, "icews", tmp_path / "out", all_statuses=True).rows > full.rows


def test_losses_are_said(store, tmp_path):
    done = run("export", "phoenix", "-o", tmp_path / "out", "--store", store)
    assert "phoenix cannot carry:" in done.stderr
    assert "left out: 6 planned" in done.stderr


def test_stata_names_and_cells(store, tmp_path):
    send(store, "stata", tmp_path / "out.csv")
    head, *body = rows(tmp_path / "out.csv")
    assert all(len(name) <= STATA_NAME and name.isidentifier() for name in head)
    assert len(set(head)) == len(head)
    assert all(len(cell.encode()) <= 2045 for row in body for cell in row)


def test_parquet_is_the_stores_own(store, tmp_path):
    send(store, "parquet", tmp_path / "out.parquet")
    with open_store(store) as opened:
        kept = {report.id: report.source[0].name for report in opened.reports()}
    assert {row["id"]: row["source"][0]["name"] for row in pq.read_table(tmp_path / "out.parquet").to_pylist()} == kept


def test_plover_lines_point_into_the_text(store, tmp_path):
    send(store, "jsonl", tmp_path / "out.jsonl")
    for text in (tmp_path / "out.jsonl").read_text().splitlines():
        event = json.loads(text)
        with open_store(store) as opened:
            article = opened.coded(event["text_info"]["sequence"]).article
        assert article.text[event["text_info"]["start"] : event["text_info"]["end"]] in event["text"]
        assert event["quad_code"] in (1, 2, 3, 4)


def test_networks(store, tmp_path):
    send(store, "gephi", tmp_path / "out.csv")
    head, *body = rows(tmp_path / "out.csv")
    assert head[:4] == ["Source", "Target", "Weight", "Type"]
    send(store, "gexf", tmp_path / "out.gexf")
    graph = ET.parse(tmp_path / "out.gexf").getroot()  # noqa: S314 - our own file
    assert len(graph.findall(".//{*}edge")) == len(body) > 0


def test_geojson(tmp_path):
    from formats import make_report

    from detente.records import Place

    empty = Span(0, 0, "")
    mention = Mention(empty, "Ghana", "GHA GOV", None, None, "test")
    place = Place(empty, "Accra", "GHA", None, 5.5, -0.2, "test")
    kind = ("AID", None, None)
    put(tmp_path / "store", [make_report(1, kind, ((mention,), ()), place=place), make_report(2, kind, ((mention,), ()))])
    summary = send(tmp_path / "store", "geojson", tmp_path / "out")
    [point] = json.loads((tmp_path / "out").read_text())["features"]
    assert point["geometry"]["coordinates"] == [-0.2, 5.5]
    assert summary.left_out == {"reports without coordinates": 1}


def test_unwritable_and_unknown(store, tmp_path):
    done = run("export", "csv", "-o", tmp_path / "no" / "where.csv", "--store", store)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert run("export", "xls", "-o", tmp_path / "x", "--store", store).returncode == 2
    assert run("import", "xls", tmp_path / "x", "--store", store).returncode == 2
    assert run("import", "icews", tmp_path / "nowhere", "--store", store).returncode == 2


@pytest.fixture
def icews():
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is missing: set DETENTE_SHARED to the folder with the data sets")
    return SHARED / "icews_sample.tab"


def test_real_icews(icews, tmp_path):
    """Every row of a real file is a report or a public statement."""
    store = tmp_path / "store"
    done = run("import", "icews", icews, "--store", store, "--failures", tmp_path / "failures.csv")
    assert done.returncode == 0, done.stderr
    assert "3705 rows: 3095 reports" in done.stderr
    head, *failures = rows(tmp_path / "failures.csv")
    assert head == ["file", "line", "reason"]
    assert {reason for _, _, reason in failures} == {"a public statement (CAMEO 01), which is no PLOVER event"}
    assert len(failures) == 610
    assert run("verify", "--store", store).returncode == 0
    listed = run("reports", "--store", store, "--dyad", "USA", "CHN", "--json")
    assert all(json.loads(each)["rule"].startswith("import:icews") for each in listed.stdout.splitlines())
    assert len(listed.stdout.splitlines()) > 5


def test_real_icews_comes_out_as_it_came_in(icews, tmp_path):
    """Cells that the format keeps are those of the source file, row by row."""
    take(icews, "icews", tmp_path / "store")
    send(tmp_path / "store", "icews", tmp_path / "out.tab")
    before, after = ({row[0]: row for row in rows(path, "\t")} for path in (icews, tmp_path / "out.tab"))
    kept = (0, 1, 2, 6, 7, 8, 13)
    differ = [key for key, row in after.items() if [row[at] for at in kept] != [before[key][at] for at in kept]]
    assert not differ


def test_dossier_of_imported_events(icews, tmp_path):
    take(icews, "icews", tmp_path / "store")
    done = run("dossier", "USA", "CHN", "--store", tmp_path / "store")
    assert done.returncode == 0, done.stderr
    assert "CONSULT" in done.stdout.upper()
    assert len(done.stdout) > 200
