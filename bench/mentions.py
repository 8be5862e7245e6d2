#!/usr/bin/env python3
"""How many actors of annotated articles get the right code.

Usage: mentions.py GOLD_DIR [GOLD_DIR ...] [--errors]

A folder holds ID.json and ID.txt. Every source, target and speaker of the gold is looked up at its offsets among the mentions that
detente finds (pronouns included), by the head of its words; where there is none, the mention that overlaps it most is compared. Prints three shares with their floors: country right,
country and sector right, and country and sector right of pronouns and definite descriptions alone. IGOs and NGOs count by name.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.coding.actors import find_actors
from detente.coding.clauses import find_clauses
from detente.coding.coreference import resolve
from detente.coding.parse import Parser, load_parser
from detente.coding.phrases import MentionIndex, index_mentions
from detente.lexicon import Lexicon
from detente.records import Article, Mention, digest

if TYPE_CHECKING:
    from spacy.tokens import Doc

FLOORS = {"country": 0.88, "country and sector": 0.78, "pronouns and descriptions": 0.70}
PRONOUN = re.compile(r"(?:he|she|it|they|them|him|her|his|its|their|we|us|i|me|others|some)$", re.IGNORECASE)
ARTICLE = re.compile(r"(?:the|his|her|its|their|both|this|these|those|all) ", re.IGNORECASE)
NAMED_BODIES = frozenset({"IGO", "NGO"})


@dataclass(frozen=True, slots=True)
class GoldMention:
    """An actor as annotated: characters ``start``..``end``, code, and the usual abbreviation of an organisation."""

    start: int
    end: int
    text: str
    code: str
    name: str | None

    @property
    def is_anaphoric(self) -> bool:
        """Tell whether the words are a pronoun, or a definite description without a name of its own."""
        described = ARTICLE.match(self.text)
        return bool(PRONOUN.match(self.text) or (described and not re.search(r"[A-Z]", self.text[described.end() :])))


def read_gold(path: Path) -> tuple[Article, list[GoldMention]]:
    """Return an article and its annotated actors, each once."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    published = dt.date.fromisoformat(gold["published"][:10]) if gold.get("published") else None
    article = Article(gold["id"], "", None, None, (), published, "given", None, "en", gold.get("title"), text, digest(text))
    found = {(each["start"], each["text"], each["code"], each.get("name")) for each in _annotated(gold) if each.get("start") is not None}
    return article, [GoldMention(start, start + len(words), words, code, name) for start, words, code, name in sorted(found, key=str)]


def _annotated(gold: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for event in gold["events"]:
        yield from event["source"]
        yield from event["target"]
    yield from (each["speaker"] for each in gold["statements"] if each.get("speaker"))


def matches(wanted: GoldMention, doc: Doc, mentions: tuple[Mention, ...], at: MentionIndex) -> list[Mention]:
    """Return the mentions at the head of the annotated words, else those that overlap them most; several may share a span."""
    span = doc.char_span(wanted.start, wanted.end, alignment_mode="expand")
    at_head = at.at(span.root.i) if span is not None else ()
    return list(at_head) or best_overlap(wanted, mentions)


def best_overlap(wanted: GoldMention, mentions: tuple[Mention, ...]) -> list[Mention]:
    """Return the mentions that overlap the annotated words most."""

    def overlap(mention: Mention) -> float:
        shared = min(wanted.end, mention.span.end) - max(wanted.start, mention.span.start)
        union = max(wanted.end, mention.span.end) - min(wanted.start, mention.span.start)
        return max(0, shared) / union

    best = max(map(overlap, mentions), default=0.0)
    return [mention for mention in mentions if best > 0 and overlap(mention) == best]


def is_country_right(wanted: GoldMention, mention: Mention) -> bool:
    """Tell whether the country, or the organisation, is the annotated one."""
    country = wanted.code.split()[0]
    if country != mention.code.split()[0]:
        return False
    return country not in NAMED_BODIES or wanted.name is None or wanted.name.upper() == mention.name.upper()


def code_mentions(article: Article, parse: Parser, lexicon: Lexicon) -> tuple[Doc, tuple[Mention, ...]]:
    """Return an article's parse and all its mentions, resolved."""
    doc = parse(article.text)
    clauses = find_clauses(doc, lexicon)
    return doc, resolve(doc, find_actors(article, doc, clauses, lexicon), clauses, lexicon)


def main() -> int:
    """Print the shares; the exit status is 1 where one is under its floor."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("folders", nargs="+", type=Path)
    options.add_argument("--errors", action="store_true", help="print every wrong mention")
    chosen = options.parse_args()
    lexicon = Lexicon.load()
    parse = load_parser(lexicon)
    right, seen = dict.fromkeys(FLOORS, 0), dict.fromkeys(FLOORS, 0)
    for path in sorted(each for folder in chosen.folders for each in folder.glob("*.json")):
        article, annotated = read_gold(path)
        doc, mentions = code_mentions(article, parse, lexicon)
        at = index_mentions(doc, mentions)
        for wanted in annotated:
            ours = matches(wanted, doc, mentions, at)
            country = any(is_country_right(wanted, each) for each in ours)
            both = any(is_country_right(wanted, each) and each.code == wanted.code for each in ours)
            for share, verdict in zip(FLOORS, (country, both, both), strict=True):
                if share != "pronouns and descriptions" or wanted.is_anaphoric:
                    right[share] += verdict
                    seen[share] += 1
            if chosen.errors and not both:
                said = "; ".join(f"{each.span.text!r} {each.code} {each.name} {each.rule}" for each in ours) or "nothing"
                print(f"{article.id} {wanted.start} {wanted.text!r} {wanted.code} {wanted.name or ''} <- {'' if country else 'COUNTRY '}{said}")
    for share, floor in FLOORS.items():
        print(f"{share}: {right[share] / max(seen[share], 1):.3f} ({right[share]} of {seen[share]}, floor {floor:.2f})")
    return int(any(right[share] < floor * seen[share] for share, floor in FLOORS.items()))


if __name__ == "__main__":
    sys.exit(main())
