"""How fast pages become records, stage by stage, in one process.

usage: python bench/speed.py PATH... [--limit N] [--json]

PATHs are files and folders of pages. The stages are those of the recipe, timed one by one; loading is told apart. Memory is this process's peak.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente import coding
from detente.batch import Recipe
from detente.lexicon import Lexicon
from detente.pages import read_pages
from detente.records import Page
from detente.schema import tables_of

if TYPE_CHECKING:
    from detente.records import Coded

MEGABYTE = 1024 * 1024 if sys.platform == "darwin" else 1024
STAGES = ("find_times", "find_clauses", "find_actors", "resolve", "find_statements", "index_mentions", "find_reports", "find_figures")


class Clock:
    """Seconds spent in each stage."""

    def __init__(self) -> None:
        """Start with nothing spent."""
        self.spent: dict[str, float] = defaultdict(float)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time inside ``with`` for a stage."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.spent[name] += time.perf_counter() - began

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function whose calls count for a stage."""

        def call(*arguments: Any, **options: Any) -> Any:
            with self.stage(name):
                return function(*arguments, **options)

        return call


def watched_reader(clock: Clock, docs: list[Any]) -> Callable[[Lexicon], Callable[[str], Any]]:
    """Return what loads the language model, its calls timed and its docs kept."""
    load = coding.load_reader

    def load_watched(lexicon: Lexicon) -> Callable[[str], Any]:
        with clock.stage("load"):
            read = load(lexicon)
            read("The two presidents met on Monday. They agreed to talk again.")
        timed = clock.timed("language model", read)

        def read_watched(text: str) -> Any:
            found = timed(text)
            docs.append(found[0])
            return found

        return read_watched

    return load_watched


def watch(clock: Clock, docs: list[Any]) -> None:
    """Have the stages of the recipe timed."""
    coding.load_reader = watched_reader(clock, docs)  # type: ignore[assignment]
    for name in STAGES:
        setattr(coding, name, clock.timed(name, getattr(coding, name)))


def measure(paths: list[str], limit: int | None) -> dict[str, Any]:
    """Code the pages and return what was counted."""
    clock, docs, counts = Clock(), [], {"pages": 0, "failed": 0, "sentences": 0, "words": 0, "records": 0}
    watch(clock, docs)
    lexicon = Lexicon.load("en")
    with clock.stage("read pages"):
        pages = [page for page in islice(read_pages(paths), limit) if isinstance(page, Page)]
    for number, page in enumerate(pages):
        with clock.stage("clean"):
            article, failure = Recipe().article(page, lexicon)
        counts["pages"] += 1
        counts["failed"] += failure is not None
        if failure is None:
            coded: Coded = next(iter(coding.code([article], lexicon)))
            if number == 0:
                # The first article also loads every table of the lexicon: count it once more, loaded.
                clock.spent["load"] += sum(clock.spent.pop(name, 0.0) for name in (*STAGES, "clean"))
                coded = next(iter(coding.code([article], lexicon)))
            with clock.stage("rows"):
                tables = tables_of([coded])
            counts["sentences"] += sum(1 for _ in docs[-1].sents)
            counts["words"] += sum(not token.is_space for token in docs[-1])
            counts["records"] += sum(table.num_rows for table in tables.values())
            docs.clear()
    return {**counts, **_rates(counts, clock)}


def _rates(counts: dict[str, int], clock: Clock) -> dict[str, Any]:
    working = sum(seconds for name, seconds in clock.spent.items() if name != "load")
    rates = {f"{name}_per_second": round(counts[name] / working, 1) for name in ("pages", "sentences", "words")}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    return {**rates, "seconds": round(working, 2), "peak_megabytes": round(peak), "stages": dict(clock.spent)}


def show(found: dict[str, Any]) -> None:
    """Print the table of stages."""
    print(f"{found['pages']} pages ({found['failed']} failed), {found['sentences']} sentences, {found['words']} words, {found['records']} records")
    rates = f"{found['pages_per_second']} pages/s, {found['sentences_per_second']} sentences/s, {found['words_per_second']} words/s"
    print(f"{found['seconds']} s: {rates}; peak memory {found['peak_megabytes']} MB")
    for name, seconds in sorted(found["stages"].items(), key=lambda stage: -stage[1]):
        share = "" if name == "load" else f"{seconds / found['seconds']:7.1%}"
        print(f"  {name:<16} {seconds:8.2f} s {share}")


def main() -> int:
    """Measure the paths on the command line."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("paths", nargs="+")
    reader.add_argument("--limit", type=int)
    reader.add_argument("--json", action="store_true")
    options = reader.parse_args()
    missing = [path for path in options.paths if not Path(path).exists()]
    if missing:
        print(f"{missing[0]}: no such file or folder", file=sys.stderr)
        return 2
    found = measure(options.paths, options.limit)
    if options.json:
        print(json.dumps(found, indent=1))
    else:
        show(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
