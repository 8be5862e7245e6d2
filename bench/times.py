"""Texts -> time expressions as TIMEX3 rows, for a scorer: ``python bench/times.py TEXTS.jsonl[.gz] > PREDICTED.jsonl``.

A row in is {"id", "text"[, "dct"]}; a row out {"id", "timexes": [{"start", "end", "text", "type", "value", "mod", "from", "to"}]}.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.coding.parse import load_parser
from detente.coding.times import find_times
from detente.lexicon import Lexicon
from detente.records import Time, TimeKind


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSON Lines file, packed or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def timex(time: Time) -> dict[str, Any]:
    """Return one expression as TIMEX3, where references are dates and a value with mod stands for the whole period."""
    kind = TimeKind.DATE if time.kind == TimeKind.REFERENCE else time.kind
    is_stretch = time.kind == TimeKind.DATE and "/" in (time.value or "")
    return {
        "start": time.span.start,
        "end": time.span.end,
        "text": time.span.text,
        "type": kind.upper(),
        "value": time.value,
        "mod": time.modifier,
        **({"from": time.start.isoformat(), "to": time.end.isoformat()} if is_stretch and time.start and time.end else {}),
    }


def main() -> None:
    """Write the expressions of every text to standard output."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program and one file
        sys.exit(__doc__)
    lexicon = Lexicon.load()
    parse = load_parser(lexicon)
    for row in read_rows(Path(sys.argv[1])):
        published = dt.date.fromisoformat(row["dct"][:10]) if row.get("dct") else None
        times = find_times(parse(row["text"]), published, lexicon, join_stretches=False)
        sys.stdout.write(json.dumps({"id": row["id"], "timexes": [timex(time) for time in times]}) + "\n")


if __name__ == "__main__":
    main()
