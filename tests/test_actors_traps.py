"""Every sentence of traps.toml codes its actors as it says."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detente.coding.actors import find_actors
from detente.coding.clauses import find_clauses
from detente.coding.coreference import resolve
from detente.coding.parse import Parser, load_parser
from detente.coding.phrases import index_mentions
from detente.lexicon import Lexicon
from detente.lexicon.actors import load_actors
from detente.records import Article, Mention, digest

TRAPS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "traps.toml").read_text(encoding="utf-8"))["trap"]
Coder = Callable[[str, dt.date], tuple[Any, tuple[Mention, ...]]]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


@pytest.fixture(scope="module")
def code(lexicon: Lexicon) -> Coder:
    parse: Parser = load_parser(lexicon)

    def run(text: str, published: dt.date) -> tuple[Any, tuple[Mention, ...]]:
        article = Article("a", "p", None, None, (), published, "given", None, "en", None, text, digest(text))
        doc = parse(text)
        clauses = find_clauses(doc, lexicon)
        return doc, resolve(doc, find_actors(article, doc, clauses, lexicon), clauses, lexicon)

    return run


def test_there_are_two_hundred() -> None:
    assert sum(len(trap["is"]) for trap in TRAPS) >= 200
    assert len(TRAPS) >= 200


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap["text"][:60])
def test_trap(trap: dict[str, Any], code: Coder, lexicon: Lexicon) -> None:
    text = trap["text"]
    doc, mentions = code(text, dt.date.fromisoformat(trap.get("published", "2022-11-15")))
    for mention in mentions:
        assert text[mention.span.start : mention.span.end] == mention.span.text
    at = index_mentions(doc, mentions)
    for words, expected in trap["is"].items():
        start = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text).start()
        if expected == "":
            countries = {row.country for row in lexicon.get(load_actors).named(words.removeprefix("The "))}
            wrong = [each for each in mentions if each.span.start < start + len(words) and start < each.span.end]
            assert [each for each in wrong if not countries or each.code.split()[0] in countries] == [], words
        else:
            head = doc.char_span(start, start + len(words), alignment_mode="expand").root.i
            found = sorted({each.code for each in at.at(head)})
            assert found == ([expected] if isinstance(expected, str) else expected), words
