"""The Python in the pages of documentation runs."""

import importlib.util
import re
from pathlib import Path

import pytest

from detente.store import open_writer

ROOT = Path(__file__).parent.parent.parent
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
PAGES = [page for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))) if BLOCK.search(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_snippets(page, tmp_path, many, monkeypatch):
    """The blocks of a page are read one after the other: a later one may use what an earlier one made."""
    with open_writer(tmp_path / "store") as writer:
        writer.append(many)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "one.txt").write_text("Leaders meet\n\nThe presidents of Brazil and Argentina met in Brasilia on Monday.\n")
    monkeypatch.chdir(tmp_path)
    names = {"__name__": "snippet"}
    for snippet in BLOCK.findall(page.read_text(encoding="utf-8")):
        if "import pandas" not in snippet or importlib.util.find_spec("pandas"):
            exec(compile(snippet, page.name, "exec"), names)  # noqa: S102 - our own pages
