"""Check all tables of a lexicon at once: every loader's own checks, and what only shows across rows."""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import detente.lexicon
from detente.errors import LexiconError
from detente.lexicon.actors import FAR_FUTURE, FAR_PAST
from detente.lexicon.names import NameRow, load_names

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from detente.lexicon import Lexicon


def lint(lexicon: Lexicon) -> Iterator[str]:
    """Yield one line for everything that is wrong in a lexicon."""
    names: tuple[NameRow, ...] = ()
    for load in loaders():
        try:
            loaded = lexicon.get(load)
        except LexiconError as error:
            yield str(error)
        else:
            names = loaded if load is load_names else names
    yield from find_overlaps(names)


def loaders() -> Iterator[Callable[[Lexicon], Any]]:
    """Yield the function ``load_x`` of every module of this folder: a new kind of table is checked without being listed."""
    for found in sorted(pkgutil.iter_modules(detente.lexicon.__path__), key=lambda module: module.name):
        module = importlib.import_module(f"detente.lexicon.{found.name}")
        for name in sorted(vars(module)):
            loader = getattr(module, name)
            if name.startswith("load_") and getattr(loader, "__module__", "") == module.__name__:
                yield loader


def find_overlaps(rows: Iterable[NameRow]) -> Iterator[str]:
    """Yield a line for each two rows that say the same of one name for the same days: one of them is superfluous or wrong."""
    groups: dict[tuple[str, ...], list[NameRow]] = defaultdict(list)
    for row in rows:
        groups[row.name, row.entity, row.code, row.role, row.kind].append(row)
    for group in groups.values():
        ordered = sorted(group, key=lambda row: _days(row)[0])
        for before, after in pairwise(ordered):
            if _days(after)[0] <= _days(before)[1]:
                where = f"{before.file}:{before.line}"
                yield f"{after.file}:{after.line}: {after.name!r} overlaps with {where}: join the rows or mend their dates"


def _days(row: NameRow) -> tuple[dt.date, dt.date]:
    return row.since or FAR_PAST, row.until or FAR_FUTURE
