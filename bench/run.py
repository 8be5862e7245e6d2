"""Runs every measurement of floors.toml, prints a table of figures with their floors, and fails when a figure has fallen.

usage: python bench/run.py [NAME ...]    only the measurements named

The data and the scorers are found through DETENTE_SHARED, by default the folder "shared" beside the checkout.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
WORD_AND_NUMBER = re.compile(r"(\w+)\s+(\d+(?:\.\d+)?)\b")
MISSING = 2


def read_figures(text: str) -> dict[str, Any]:
    """Return a scorer's figures: its JSON, or the number behind each word of its text."""
    try:
        found: dict[str, Any] = json.loads(text)
    except ValueError:
        return {word: float(number) for word, number in WORD_AND_NUMBER.findall(text)}
    return found


def figure_at(figures: dict[str, Any], path: str) -> float | None:
    """Return the figure at a path of keys joined with full stops."""
    value: Any = figures
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return float(value) if isinstance(value, int | float) else None


def run(command: list[str], places: dict[str, str], out: Path | None = None) -> str:
    """Run a script with this Python and return what it prints, which also goes to ``out`` where nothing stands there yet."""
    filled = [part.format(**places) for part in command]
    done = subprocess.run([sys.executable, *filled], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(filled)} ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
    if out is not None and not out.exists():
        out.write_text(done.stdout, encoding="utf-8")
    return done.stdout


def measure(asked: dict[str, Any], folder: Path) -> list[tuple[str, float | None, float]]:
    """Run one measurement; return the path, figure and floor of each of its figures."""
    out = folder / asked["name"]
    places = {"data": str(SHARED / "data"), "score": str(SHARED / "bench"), "out": str(out)}
    if "predict" in asked:
        run(asked["predict"], places, out)
    figures = read_figures(run(asked["score"], places))
    return [(path, figure_at(figures, path), floor) for path, floor in asked["floors"].items()]


def main() -> int:
    """Run the measurements named on the command line, or all; return 1 where a figure fell below its floor."""
    asked = tomllib.loads((ROOT / "bench" / "floors.toml").read_text(encoding="utf-8"))["measure"]
    chosen = [each for each in asked if each["name"] in sys.argv[1:] or not sys.argv[1:]]
    if not chosen:
        print(f"no such measurement: choose from {', '.join(each['name'] for each in asked)}", file=sys.stderr)
        return MISSING
    if not (SHARED / "data").is_dir():
        print(f"nothing measured: no data at {SHARED / 'data'}; set DETENTE_SHARED to the folder that holds data and bench")
        return 0
    fallen = 0
    with tempfile.TemporaryDirectory() as folder:
        for each in chosen:
            began = time.monotonic()
            for path, figure, floor in measure(each, Path(folder)):
                is_fallen = figure is None or figure < floor
                fallen += is_fallen
                shown = "missing" if figure is None else f"{figure:.4f}"
                print(f"{each['name']:<14} {path:<34} {shown:>9}  floor {floor:.4f}  {'FALLEN' if is_fallen else ''}", flush=True)
            print(f"{each['name']:<14} {time.monotonic() - began:.0f} s", flush=True)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
