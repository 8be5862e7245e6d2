"""What the source does to the target: an event type for each pair of actors marked in a sentence.

usage: python bench/relations.py IN.jsonl[.gz] [--profile plv] > PRED.jsonl

IN holds rows {"id", "sentence", "source_span": [start, end], "target_span": [start, end]}; PRED rows {"id", "root"}.
The profile only renames types as another scheme does; see relations.toml. A row that cannot be read gets {"id", "root": null, "why"}.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.coding.clauses import find_clauses
from detente.coding.pairs import Act, find_act, rate_pair
from detente.coding.reader import load_reader
from detente.lexicon import Lexicon

PROFILES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def main() -> None:
    """Read rows and write a type for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows")
    parser.add_argument("--profile", choices=sorted(PROFILES), default="none")
    options = parser.parse_args()
    lexicon = Lexicon.load()
    read = load_reader(lexicon)
    for row in read_rows(options.rows):
        try:
            root, why = type_row(row, read, lexicon, options.profile), None
        except (KeyError, ValueError) as error:
            root, why = None, str(error)
        sys.stdout.write(json.dumps({"id": row.get("id"), "root": root} | ({"why": why} if why else {})) + "\n")


def read_rows(path: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSON-lines file, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8") as lines:  # noqa: PTH123
        for line in lines:
            if line.strip():
                yield json.loads(line)


def type_row(row: dict[str, Any], read: Any, lexicon: Lexicon, profile: str) -> str:
    """Return the type of a row under a profile's names. The sentence is read as one, whatever full stops it holds."""
    doc, scores = read(row["sentence"])
    source, target = (tokens_of(doc, row.get(key)) for key in ("source_span", "target_span"))
    clauses = find_clauses(doc, lexicon)
    ratings = rate_pair(doc, clauses, scores, source, target, lexicon)
    renamed: dict[str, float] = {}
    for name in ratings:
        act = find_act(doc, clauses, scores, name, (source, target), lexicon)
        new = rename(name, act, PROFILES[profile])
        renamed[new] = max(ratings[name], renamed.get(new, ratings[name]))
    return max(sorted(renamed), key=lambda name: renamed[name])


def rename(name: str, act: Act, profile: dict[str, Any]) -> str:
    """Return what a profile calls an act of this type, with this status and these words."""
    for rule in profile.get("words", []):
        if rule["type"] == name and rule.get("status", act.status) == act.status and act.lemma in rule["triggers"]:
            return str(rule["as"])
    by_status = profile.get(act.status, {})
    return str(by_status.get(name) or profile.get("rename", {}).get(name, name))


def tokens_of(doc: Any, span: list[int] | None) -> list[int]:
    """Return the tokens of a character span; none where the row has no such actor."""
    words = doc.char_span(*span, alignment_mode="expand") if span else None
    return [token.i for token in words if not token.is_space] if words is not None else []


if __name__ == "__main__":
    main()
