#!/usr/bin/env python3
"""Main text of HTML pages, for measuring.

usage: python bench/pages.py PAGES_DIR > PRED.json

PAGES_DIR holds NAME.html.gz (or NAME.html); PRED.json is {NAME: main text}. The title is left out, as in the reference texts,
unless the page's body repeats it. Notes on failures go to standard error.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from detente.clean import clean_page, find_failure
from detente.lexicon import Lexicon
from detente.pages import PageFailure, read_pages


def main() -> int:
    """Read the folder named on the command line; return the exit code."""
    arguments = [Path(argument) for argument in sys.argv[1:]]
    if [place.is_dir() for place in arguments] != [True]:
        print(__doc__, file=sys.stderr)
        return 2
    lexicon = Lexicon.load("en")
    texts: dict[str, str] = {}
    for place in sorted(arguments[0].iterdir()):
        name, is_page, _ = place.name.partition(".html")
        if is_page:
            texts[name] = _read_text(place, name, lexicon)
    json.dump(texts, sys.stdout, ensure_ascii=False, indent=0)
    return 0


def _read_text(place: Path, name: str, lexicon: Lexicon) -> str:
    page = next(read_pages([place]))
    if isinstance(page, PageFailure):
        print(f"{name}: {page.reason}", file=sys.stderr)
        return ""
    article = clean_page(page, lexicon)
    if (failure := find_failure(article)) is not None:
        print(f"{name}: {failure}", file=sys.stderr)
    return article.text.removeprefix(article.title or "").lstrip()


if __name__ == "__main__":
    sys.exit(main())
