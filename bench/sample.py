"""Samples of what was coded, to be read by a person; and what the readings say.

usage: python bench/sample.py draw mentions|reports CORPUS.jsonl[.gz] --n 300 --seed 1 > SAMPLE.txt
       python bench/sample.py keep mentions|reports CORPUS.jsonl[.gz] --n 300 --seed 1 VERDICTS.txt > bench/verdicts/NAME.jsonl
       python bench/sample.py score bench/verdicts/NAME.jsonl

CORPUS holds rows {"id", "published", "text"}. ``draw`` prints numbered records in their sentences; the reader writes one line for each
that is wrong, "NUMBER KIND", into VERDICTS.txt (all others are right). ``keep`` draws the same sample again and stores verdicts with
article ids, offsets and codes, never with text. ``score`` prints the share that is right with its Wilson interval, and the kinds.
"""

from __future__ import annotations

import argparse
import collections
import datetime as dt
import gzip
import json
import math
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.clean import Metadata, clean_text
from detente.coding import code
from detente.lexicon import Lexicon
from detente.records import Coded, Mention, Report

ARTICLES = 150
AROUND = 130


def main() -> None:
    """Draw a sample, keep its verdicts, or score them."""
    options = _options()
    if options.action == "score":
        score([json.loads(line) for line in Path(options.what).read_text(encoding="utf-8").splitlines()])
        return
    sample = draw(options)
    if options.action == "draw":
        for number, (coded, record) in enumerate(sample, 1):
            sys.stdout.write(shown(number, coded, record) + "\n")
        return
    wrong = dict(line.split(maxsplit=1) for line in Path(options.verdicts).read_text(encoding="utf-8").splitlines() if line.strip())
    for number, (coded, record) in enumerate(sample, 1):
        kind = wrong.get(str(number))
        row = {"article": coded.article.url, **kept(record), "right": kind is None} | ({"kind": kind.strip()} if kind else {})
        sys.stdout.write(json.dumps(row) + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["draw", "keep", "score"])
    parser.add_argument("what")
    parser.add_argument("corpus", nargs="?")
    parser.add_argument("verdicts", nargs="?")
    parser.add_argument("--n", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def draw(options: argparse.Namespace) -> list[tuple[Coded, Mention | Report]]:
    """Return records drawn at random from articles drawn at random; the same seed and version draw the same."""
    chance = random.Random(options.seed)  # noqa: S311 - a sample, not a secret
    rows = list(read_rows(options.corpus))
    chance.shuffle(rows)
    lexicon = Lexicon.load()
    articles = (clean_text(row["text"], lexicon, _metadata(row)).article for row in rows[:ARTICLES])
    found = [(coded, record) for coded in code(articles, lexicon) for record in getattr(coded, options.what)]
    return sorted(chance.sample(found, min(options.n, len(found))), key=lambda each: (each[0].article.id, _start(each[1])))


def read_rows(path: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSON-lines file, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else Path(path).open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def _metadata(row: dict[str, Any]) -> Metadata:
    return Metadata(url=row["id"], published=dt.date.fromisoformat(row["published"][:10]) if row.get("published") else None)


def _start(record: Mention | Report) -> int:
    return record.span.start if isinstance(record, Mention) else record.trigger.start


def shown(number: int, coded: Coded, record: Mention | Report) -> str:
    """Return a record in its words, for reading."""
    span = record.span if isinstance(record, Mention) else record.trigger
    text = coded.article.text
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    words = f"{before}[[{span.text}]]{after}".replace("\n", " ")
    if isinstance(record, Mention):
        back = f" <- {record.antecedent.text}" if record.antecedent else ""
        return f"{number}. {record.code} | {record.name}{back} | {record.rule} | {coded.article.published} | {words}"
    sides = [", ".join(f"{each.span.text} = {each.code}" for each in side) for side in (record.source, record.target)]
    return f"{number}. {record.type} {record.status.value} | {sides[0]} -> {sides[1]} | {record.rule} {record.score} | {words}"


def kept(record: Mention | Report) -> dict[str, Any]:
    """Return what is stored of a record: offsets and codes."""
    if isinstance(record, Mention):
        return {"start": record.span.start, "end": record.span.end, "code": record.code, "rule": record.rule}
    sides = {side: [[each.span.start, each.code] for each in getattr(record, side)] for side in ("source", "target")}
    return {"start": record.trigger.start, "end": record.trigger.end, "type": record.type, "status": record.status.value, **sides}


def score(rows: list[dict[str, Any]]) -> None:
    """Print the share of right records, its 95 % Wilson interval (Wilson 1927), and how often each kind of error occurs."""
    right, n = sum(row["right"] for row in rows), len(rows)
    share, z = right / n, 1.96
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    sys.stdout.write(f"{right} of {n} right: {share:.3f} ({middle - half:.3f} to {middle + half:.3f})\n")
    for kind, count in collections.Counter(row["kind"] for row in rows if not row["right"]).most_common():
        sys.stdout.write(f"  {count:4} {kind}\n")


if __name__ == "__main__":
    main()
