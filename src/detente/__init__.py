"""detente reads news pages and writes down how states and political actors deal with each other.

``code`` reads pages, ``open`` asks a store. Both load what they need when they are called, so that importing this costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from detente.records import Coded
    from detente.store import Store

__all__ = ["code", "open"]


def code(paths: str | Path | Iterable[str | Path], *, published: dt.date | None = None) -> Iterator[Coded]:
    """Yield the coded article of every page at ``paths`` (files and folders), one by one, in this process.

    ``published`` is used for pages that do not name a date themselves. A page that cannot be read or coded is yielded with its
    ``failure``. For many pages use ``detente.batch.code_into_store``, which works on all cores and can be resumed.
    """
    from pathlib import Path

    from detente.batch import Recipe, guarded
    from detente.pages import read_pages

    code_page = Recipe(published=published)()
    for page in read_pages([paths] if isinstance(paths, str | Path) else paths):
        yield guarded(code_page, page)


def open(root: str | Path) -> Store:  # noqa: A001 - detente.open reads as what it does
    """Return the store in the folder ``root``, opened for reading. Raises StoreError."""
    from detente.store import open_store

    return open_store(root)
