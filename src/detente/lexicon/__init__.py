"""All that people know, as tables: read, checked and indexed here, then passed on; never a global.

A table is a TOML file (rules) or CSV file (names) in this folder or, for one language, in its folder (``en/``).
Each kind of table has a loader ``load_x(lexicon) -> XTable`` in a module of this folder; ``Lexicon.get`` runs it once.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar, cast

from detente.errors import LexiconError

T = TypeVar("T")

LETTERS = 2
"""Letters of a language's code, which is the name of its folder."""


class Lexicon:
    """The tables of one language and those that all languages share.

    ``root`` is the folder that holds them: the package's own, or a user's copy.
    """

    def __init__(self, language: str, root: Traversable) -> None:
        """Open the tables under ``root``; nothing is read before it is asked for."""
        self.language = language
        self.root = root
        self._loaded: dict[Callable[[Lexicon], Any], Any] = {}

    @classmethod
    def load(cls, language: str = "en", root: Traversable | None = None) -> Lexicon:
        """Return the lexicon of a language. Raises LexiconError where there is none."""
        root = root if root is not None else files("detente.lexicon")
        if not root.joinpath(language).is_dir():
            known = sorted(entry.name for entry in root.iterdir() if entry.is_dir() and len(entry.name) == LETTERS)
            message = f"no lexicon for language {language!r} in {root}: choose one of {', '.join(known) or 'none'}"
            raise LexiconError(message)
        return cls(language, root)

    def get(self, load: Callable[[Lexicon], T]) -> T:
        """Return what ``load`` makes of this lexicon, made once."""
        if load not in self._loaded:
            self._loaded[load] = load(self)
        return cast("T", self._loaded[load])

    def path(self, name: str) -> Traversable:
        """Return the file ``name``, from the language's folder first, then from the shared one."""
        for place in (self.root.joinpath(self.language), self.root):
            entry = place.joinpath(*name.split("/"))
            if entry.is_file() or entry.is_dir():
                return entry
        message = f"lexicon: {name} is missing in {self.root}: reinstall, or restore the file"
        raise LexiconError(message)

    def toml(self, name: str) -> dict[str, Any]:
        """Return a TOML table. Raises LexiconError naming the file and line of a mistake."""
        entry = self.path(name)
        try:
            return tomllib.loads(entry.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            message = f"lexicon: {name}: {error}: correct the file"
            raise LexiconError(message) from error

    def folder(self, name: str, suffix: str) -> Iterator[str]:
        """Yield the names of a folder's files with that suffix, sorted, each usable with ``toml`` or ``rows``."""
        for entry in sorted(self.path(name).iterdir(), key=lambda each: each.name):
            if entry.name.endswith(suffix):
                yield f"{name}/{entry.name}"

    def rows(self, name: str) -> Iterator[dict[str, str]]:
        """Yield the rows of a CSV table with a header, as strings."""
        with self.path(name).open("r", encoding="utf-8") as lines:
            yield from csv.DictReader(lines)
