"""A batch that is killed and run again leaves the store that an unbroken run leaves."""

import dataclasses
import hashlib
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from detente.batch import code_into_store
from detente.batch.recipe import failed
from detente.pages import PageFailure
from detente.records import Page
from detente.store import open_store, verify_store

HERE = Path(__file__).parent


def page(number):
    content = f"page {number}".encode()
    return Page(hashlib.sha256(content).hexdigest(), f"https://example.org/{number}", None, "text/plain", content)


def make():
    sys.path.insert(0, str(HERE.parent))
    from conftest import make_coded

    def code(page):
        time.sleep(float(os.environ.get("PAUSE", "0")))
        if page.content.endswith(b"7"):
            raise RuntimeError("made to break\nhere")
        if page.content.endswith(b"3"):
            return failed(page, "made to fail")
        coded = make_coded(url=page.url)
        return dataclasses.replace(coded, article=dataclasses.replace(coded.article, page=page.id))

    return code


def files(root):
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def run(root, numbers, **more):
    return code_into_store([page(number) for number in numbers], root, make, commit=4, cap=20, **more)


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory):
    root = tmp_path_factory.mktemp("unbroken") / "store"
    summary = run(root, range(30), workers=1)
    assert (summary.coded, summary.failed, summary.known, summary.reports) == (24, 6, 0, 72)
    assert not list(verify_store(root))
    return files(root)


def test_workers_do_not_change_the_store(tmp_path, unbroken):
    run(tmp_path / "s", range(30), workers=3)
    assert files(tmp_path / "s") == unbroken


def test_run_again_does_nothing(tmp_path):
    run(tmp_path / "s", range(6), workers=1)
    before = files(tmp_path / "s")
    summary = run(tmp_path / "s", range(6), workers=1)
    assert (summary.coded, summary.failed, summary.known) == (0, 0, 6)
    assert files(tmp_path / "s") == before


def test_a_page_met_twice_is_coded_once(tmp_path):
    summary = run(tmp_path / "s", [1, 2, 1, 2], workers=1)
    assert (summary.coded, summary.known) == (2, 2)


def test_limit_counts_what_is_coded(tmp_path, unbroken):
    for _ in range(8):
        run(tmp_path / "s", range(30), workers=1, limit=4)
    assert files(tmp_path / "s") == unbroken


def test_failures_are_rows(tmp_path):
    pages = [page(2), page(3), page(7), PageFailure("missing.html", "no such file")]
    for known in (0, 4):
        assert code_into_store(pages, tmp_path / "s", make, workers=1).known == known
    with open_store(tmp_path / "s") as store:
        assert sorted(origin.failure or "" for origin in store.origins()) == [
            "",
            "RuntimeError: made to break",
            "made to fail",
            "no such file",
        ]
    assert not list(verify_store(tmp_path / "s"))


KILLED = textwrap.dedent("""
    import sys
    from pathlib import Path

    sys.path.insert(0, {here!r})
    if __name__ == "__main__":
        from test_local import run

        run(Path({root!r}), range(30), workers=2)
""")


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 8))])
def test_killed_and_run_again(tmp_path, unbroken, seed):
    root, moments = tmp_path / "s", random.Random(seed)  # noqa: S311 - moments to kill at
    script = tmp_path / "run.py"
    script.write_text(KILLED.format(here=str(HERE), root=str(root)))
    environment = {**os.environ, "PAUSE": "0.03"}
    for _ in range(3):
        before = len(list(root.glob("commits/*.json")))
        started = subprocess.Popen([sys.executable, script], env=environment)
        while len(list(root.glob("commits/*.json"))) == before and started.poll() is None:
            time.sleep(0.005)
        time.sleep(moments.random() * 0.1)
        started.send_signal(signal.SIGKILL)
        started.wait()
        assert files(root) != unbroken
    subprocess.run([sys.executable, script], env=environment, check=True)
    assert files(root) == unbroken
