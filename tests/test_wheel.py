"""The wheel works without the checkout: lexicon, weights and views travel in it."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = """Leaders speak by video

31 December 2022

MOSCOW - Russian President Vladimir Putin and Chinese President Xi Jinping held a video call on Friday.

"We expect you, dear friend, in Moscow," Putin said. He invited Xi to visit Russia in the spring.
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_wheel_holds_everything_but_the_workshop(wheel):
    packed = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "detente").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix in (".py", ".toml", ".csv", ".sql", ".css")
    }
    assert not {name for name in wanted if "/models/" not in name} - packed
    assert not [name for name in packed if name.split("/")[0] in ("tests", "bench", "training", "docs", "examples")]


@pytest.mark.slow
def test_wheel_codes_a_page_in_an_empty_folder(wheel, tmp_path):
    try:
        venv.create(tmp_path / "env", with_pip=True)
    except (subprocess.CalledProcessError, SystemExit):
        pytest.skip("this Python has no ensurepip")
    python = tmp_path / "env" / "bin" / "python"
    install = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*install, "--require-hashes", "--only-binary", ":all:", "-r", ROOT / "requirements.lock"], check=True)
    subprocess.run([*install, wheel], check=True)
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "page.txt").write_text(PAGE)
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "DETENTE"))}

    def detente(*arguments):
        return subprocess.run([python, "-m", "detente", *arguments], cwd=empty, env=clean, capture_output=True, text=True, check=True).stdout

    detente("code", "page.txt", "--store", "s")
    reports = detente("reports", "--store", "s", "--dyad", "RUS", "CHN", "--csv")
    assert "CONSULT" in reports
    assert "2022-12-30" in reports
    detente("verify", "--store", "s")
    detente("dossier", "RUS", "CHN", "--store", "s", "-o", "d.html")
