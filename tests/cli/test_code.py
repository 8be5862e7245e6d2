"""`detente code` on good and bad pages, with the real recipe: failures are rows, the rest of the batch is done."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from detente import schema
from detente.store import open_store, verify_store

GOOD = """Leaders speak by video

MOSCOW, December 31, 2022 - Russian President Vladimir Putin and Chinese President Xi Jinping held a video call on Friday.

"We expect you in Moscow," Putin told Xi. He invited Xi to visit Russia in the spring.

India called on Russia to end the war in Ukraine. Russia's exports to China rose by 23 percent last year, the IMF said.
"""
PROSE = "".join(
    f"<p>The foreign ministers of France and Germany met in a café in Lyon on {day} and said that they would speak with the Polish "
    "government about the border, and that no decision had been taken.</p>"
    for day in ("Monday", "Tuesday", "Wednesday")
)
COMMAND = [sys.executable, "-m", "detente", "code"]
QUIET = {**os.environ, "TERM": "dumb"}


@pytest.fixture(scope="module")
def batch(tmp_path_factory):
    """One run over a folder of good and bad pages: folder, store, and how the run ended."""
    folder = tmp_path_factory.mktemp("batch")
    pages = folder / "pages"
    pages.mkdir()
    contents = {
        "binary.jpg": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20,
        "copy.txt": GOOD.encode(),
        "deep.html": b"<html><body>" + b"<div>" * 300_000 + b"text",
        "empty.html": b"",
        "good.txt": GOOD.encode(),
        "huge.html": b"<html><body>" + b"<div><p>words " * 3_600_000,
        "latin1.html": f"<html><head><title>Café talks</title></head><body><article>{PROSE}</article></body></html>".encode("latin-1"),
        "nodate.txt": b"Prime ministers meet\n\nThe prime ministers of Norway and Sweden met in Oslo to discuss defence cooperation.\n",
        "spaces.txt": b" \n\t\n" * 50,
        "zeros.txt": bytes(5000),
    }
    for name, content in contents.items():
        (pages / name).write_bytes(content)
    done = subprocess.run(
        [*COMMAND, "pages", "missing.html", "--store", "store"], cwd=folder, env=QUIET, capture_output=True, text=True, check=False
    )
    return folder, folder / "store", done


def failures(store):
    with open_store(store) as opened:
        return {(origin.url or "?").split("/")[-1]: origin.failure for origin in opened.origins()}


def test_bad_pages_are_rows_and_the_rest_is_done(batch):
    _, store, done = batch
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    found = failures(store)
    bad = {name for name, failure in found.items() if failure}
    assert bad == {"binary.jpg", "empty.html", "huge.html", "spaces.txt", "zeros.txt"}
    assert all("\n" not in failure for failure in found.values() if failure)
    assert {"deep.html", "latin1.html", "nodate.txt"} <= found.keys()
    assert not list(verify_store(store))


def test_a_missing_path_is_said_and_not_stored(batch):
    _, store, done = batch
    assert "missing.html: no such file or folder" in done.stderr
    assert "missing.html" not in failures(store)


def test_the_same_page_is_coded_once(batch):
    _, store, done = batch
    assert len({"copy.txt", "good.txt"} & failures(store).keys()) == 1
    assert "1 were in the store before" in done.stderr


def test_what_is_found(batch):
    with open_store(batch[1]) as store:
        (call,) = store.reports(dyad=("RUS", "CHN"), type="CONSULT", status="happened", text="video call")
        (invitation,) = store.reports(dyad=("RUS", "CHN"), type="CONSULT", status="planned", text="invited")
        figures = [figure for figure in store.figures() if figure.value == 23]
    assert (str(call.time.start), str(call.time.end)) == ("2022-12-30", "2022-12-30")
    assert invitation.source[0].code == "RUS GOV"
    assert [(figure.direction, figure.unit) for figure in figures] == [("up", "percent")]


def test_run_again_adds_nothing(batch):
    folder, store, _ = batch
    before = {path: path.read_bytes() for table in ("commits", *schema.TABLES) for path in (store / table).glob("*")}
    done = subprocess.run([*COMMAND, "pages", "--store", "store"], cwd=folder, env=QUIET, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "0 articles coded" in done.stderr
    assert {path: path.read_bytes() for table in ("commits", *schema.TABLES) for path in (store / table).glob("*")} == before


def test_standard_input_and_a_given_date(tmp_path):
    page = b"Leaders meet\n\nPresident Emmanuel Macron met Chancellor Olaf Scholz in Berlin on Tuesday to discuss aid for Ukraine.\n"
    command = [*COMMAND, "-", "--store", "s", "--published", "2023-01-25"]
    subprocess.run(command, cwd=tmp_path, env=QUIET, input=page, check=True, capture_output=True)
    with open_store(tmp_path / "s") as store:
        (origin,) = store.origins()
        days = {str(report.time.start) for report in store.reports(type="CONSULT") if report.time}
    assert (str(origin.published), origin.published_from) == ("2023-01-25", "given")
    assert "2023-01-24" in days


def test_no_room_is_one_line_and_the_store_stays_whole(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD)
    shell = f"ulimit -f 4; {' '.join(COMMAND)} good.txt --store s"
    done = subprocess.run(["bash", "-c", shell], cwd=tmp_path, env=QUIET, capture_output=True, text=True, check=False)  # noqa: S607
    assert done.returncode == 4
    assert done.stderr.count("\n") == 1
    assert "cannot write: File too large: the store holds what it held before" in done.stderr
    assert not list(verify_store(tmp_path / "s"))


def test_stopped_from_the_keyboard(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(600):
        (pages / f"{number}.txt").write_text(GOOD + f"\nIt was call number {number}.\n")
    started = subprocess.Popen(
        [*COMMAND, "pages", "--store", "s"], cwd=tmp_path, env=QUIET, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    deadline = time.monotonic() + 120
    while not (tmp_path / "s" / "store.json").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1)
    os.killpg(started.pid, signal.SIGINT)
    _, said = started.communicate(timeout=30)
    assert started.returncode == 130
    assert said == "detente: stopped: what was written is safe; run the same command again to go on\n"
    with open_store(tmp_path / "s") as store:
        assert store.counts()["articles"] < 600
    assert not list(verify_store(tmp_path / "s"))


def test_python_interface(tmp_path):
    import detente

    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "empty.txt").write_text("")
    empty, good = detente.code(tmp_path)
    assert empty.failure == "is empty: leave it out"
    assert json.dumps([report.type for report in good.reports]).count("CONSULT") >= 2
