"""Copy the written sentences with the reviewed corrections of mended.csv: labels that the codebook rules otherwise.

Usage: python training/mend_sentences.py FOLDER_OF_JSONL --out training/sentences
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "mended.csv"

Corrections = dict[tuple[str, int, str], dict[str, str]]


def read_corrections() -> Corrections:
    """Return the corrections by file, line (from 0) and trigger."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {(row["file"], int(row["line"]), row["trigger"]): row for row in csv.DictReader(lines)}


def mend(file: str, line: int, sentence: dict[str, Any], corrections: Corrections) -> dict[str, Any]:
    """Return the sentence with its events corrected; each correction that applies leaves the table."""
    for event in sentence["r"]:
        row = corrections.pop((file, line, event["trigger"]), None)
        if row:
            event.update(type=row["type"], mode=row["mode"] or None, status=row["status"])
    return sentence


def main() -> None:
    """Read the command line, mend and write. Raises ValueError where a correction fits no event."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("folder", type=Path)
    reader.add_argument("--out", type=Path, required=True)
    options = reader.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    corrections = read_corrections()
    for path in sorted(options.folder.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        mended = [mend(path.stem, line, row, corrections) for line, row in enumerate(rows)]
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in mended)
        (options.out / path.name).write_text(text, encoding="utf-8")
    if corrections:
        message = f"mended.csv: no event for {sorted(corrections)}: correct file, line or trigger"
        raise ValueError(message)


if __name__ == "__main__":
    main()
