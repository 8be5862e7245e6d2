#!/usr/bin/env python3
"""A random sample of coded mentions, to be read by hand; the verdicts are stored as offsets and codes, without text.

Usage: sample_mentions.py NEWS.jsonl.gz --draw 300 [--seed N]   writes bench/mentions_sample.csv and prints every mention in its context
       sample_mentions.py --score                               prints the share of verdicts that are "right"

NEWS.jsonl.gz holds one article a line: id, published, text. Sampled are mentions whose country is known, one of each article drawn. A
verdict is "right" where the words name an actor, and country and sector are those that a reader would give.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import gzip
import json
import random
import sys
from pathlib import Path

VERDICTS = Path(__file__).with_name("mentions_sample.csv")
FIELDS = ["article", "start", "end", "code", "rule", "verdict"]
CONTEXT = 110


def draw(news: Path, count: int, seed: int) -> None:
    """Write a sample without verdicts, and print each mention with the words around it."""
    from mentions import code_mentions

    from detente.coding.parse import load_parser
    from detente.lexicon import Lexicon
    from detente.records import Article, digest

    lexicon = Lexicon.load()
    parse = load_parser(lexicon)
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    chance.shuffle(articles)
    rows: list[dict[str, object]] = []
    for each in articles:
        if len(rows) == count:
            break
        text, day = each["text"], each.get("published")
        published = dt.date.fromisoformat(day[:10]) if day else None
        article = Article(each["id"], "", None, None, (), published, None, None, "en", None, text, digest(text))
        coded = [mention for mention in code_mentions(article, parse, lexicon)[1] if not mention.code.startswith("---")]
        if coded:
            mention = chance.choice(coded)
            start, end = mention.span.start, mention.span.end
            rows.append({"article": each["id"], "start": start, "end": end, "code": mention.code, "rule": mention.rule, "verdict": ""})
            around = f"{text[max(0, start - CONTEXT) : start]}[[{text[start:end]}]]{text[end : end + CONTEXT // 2]}".replace("\n", "|")
            print(f"{len(rows)} {mention.code} {mention.name} {mention.rule} {published}: {around}")
    write(rows)


def write(rows: list[dict[str, object]]) -> None:
    """Write the rows of a sample."""
    with VERDICTS.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, FIELDS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def score() -> int:
    """Print the share of right verdicts."""
    with VERDICTS.open(encoding="utf-8", newline="") as lines:
        verdicts = [row["verdict"] for row in csv.DictReader(lines) if row["verdict"]]
    right = sum(verdict == "right" for verdict in verdicts)
    print(f"right: {right / max(len(verdicts), 1):.3f} ({right} of {len(verdicts)})")
    return 0


def main() -> int:
    """Draw or score."""
    options = argparse.ArgumentParser(description="A random sample of coded mentions, to be read by hand.")
    options.add_argument("news", nargs="?", type=Path)
    options.add_argument("--draw", type=int, default=300)
    options.add_argument("--seed", type=int, default=20)
    options.add_argument("--score", action="store_true")
    chosen = options.parse_args()
    if chosen.score or chosen.news is None:
        return score()
    draw(chosen.news, chosen.draw, chosen.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
