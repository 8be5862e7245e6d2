"""What the source does to the target: an event type for each pair of actors marked in a sentence.

usage: python bench/relations.py IN.jsonl[.gz] [--profile plv] > PRED.jsonl

IN holds rows {"id", "sentence", "source_span": [start, end], "target_span": [start, end]}; PRED rows {"id", "root"}.
The profile only renames types as another scheme does; see PROFILES. A row that cannot be read gets {"id", "root": null, "why"}.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from typing import Any

from detente.coding.clauses import find_clauses
from detente.coding.pairs import rate_pair
from detente.coding.reader import load_reader
from detente.lexicon import Lexicon

# plv: types named as in the PLV relation set, which has one root for yielding and calls imposing sanctions coercion.
PROFILES = {"none": {}, "plv": {"CONCEDE": "YIELD", "RETREAT": "YIELD"}}
IMPOSED = ("impose", "sanction")


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
    """Return the type of a row under a profile's names."""
    ratings = rate_row(row, read, lexicon)
    renamed: dict[str, float] = {}
    for name, rating in ratings.items():
        new = PROFILES[profile].get(name, name)
        renamed[new] = max(rating, renamed.get(new, rating))
    best = max(sorted(renamed), key=lambda name: renamed[name])
    is_imposed = all(word in row["sentence"].lower() for word in IMPOSED)
    return "COERCE" if profile == "plv" and best == "SANCTION" and is_imposed else best


def rate_row(row: dict[str, Any], read: Any, lexicon: Lexicon) -> dict[str, float]:
    """Return the ratings of all types for a row's pair. The sentence is read as one, whatever full stops it holds."""
    doc, scores = read(row["sentence"])
    source, target = (tokens_of(doc, row.get(key)) for key in ("source_span", "target_span"))
    return rate_pair(doc, find_clauses(doc, lexicon), scores, source, target, lexicon)


def tokens_of(doc: Any, span: list[int] | None) -> list[int]:
    """Return the tokens of a character span; none where the row has no such actor."""
    words = doc.char_span(*span, alignment_mode="expand") if span else None
    return [token.i for token in words if not token.is_space] if words is not None else []


if __name__ == "__main__":
    main()
