"""The dated names of political actors: rows of ``actors/*.csv``, read and checked.

A row is a claim: from ``since`` to ``until`` this name stood for ``code``, says ``source``. Aliases are separated by "|"; a trailing
"*" marks a surname or short form that may stand without the full name. ``note`` may hold ``key=value`` pairs, separated by ";".
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.lexicon import Lexicon

FOLDER = "actors"
IDENTIFIERS = "actors/codes.csv"
DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$")
CODE = re.compile(r"(?:(?:[A-Z]{3}|---)(?: [A-Z]{3})?|(?:IGO|NGO) \S+)$")
BODIES = frozenset({"IGO", "NGO"})


@dataclass(frozen=True, slots=True)
class NameRow:
    """One dated name. ``since`` and ``until`` are inclusive; ``None`` is open. ``file`` and ``line`` say where it stands."""

    name: str
    aliases: tuple[str, ...]
    short: tuple[str, ...]
    code: str
    entity: str
    role: str
    since: dt.date | None
    until: dt.date | None
    kind: str
    source: str
    note: str
    file: str
    line: int

    def is_valid(self, day: dt.date) -> bool:
        """Tell whether the row holds on this day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def noted(self, key: str) -> tuple[str, ...]:
        """Return the values that the note gives for ``key`` ("ambiguous=Jordan|Chad")."""
        pairs = (part.strip().partition("=") for part in self.note.split(";"))
        return tuple(value.strip() for name, _, values in pairs if name.strip() == key for value in values.split("|"))

    @property
    def country(self) -> str:
        """The first part of the code: a country, IGO, NGO, or "---"."""
        return self.code.partition(" ")[0]

    @property
    def sector(self) -> str:
        """The second part of the code, or an empty string; organisations of states and charities have none."""
        return "" if self.country in BODIES else self.code.partition(" ")[2]

    @property
    def body(self) -> str:
        """The usual abbreviation of the organisation that the row names or whose officer it names; empty for others."""
        if self.country not in BODIES:
            return ""
        return next(iter(self.noted("of")), "") or self.code.partition(" ")[2] or self.entity


def parse_date(text: str, *, is_end: bool = False) -> dt.date | None:
    """Return a day for "2012", "2012-05" or "2012-05-07": the first it can mean, or the last for ``is_end``. Raises ValueError."""
    if not text:
        return None
    match = DATE.match(text)
    if match is None:
        message = f"{text!r} is no date of the form YYYY, YYYY-MM or YYYY-MM-DD"
        raise ValueError(message)
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if is_end:
        month = month or 12
        return dt.date(year, month, day or monthrange(year, month)[1])
    return dt.date(year, month or 1, day or 1)


def plain(text: str) -> str:
    """Return the text without accents, so that both spellings of a name are known."""
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))


def read_name(row: dict[str, str], file: str, line: int) -> NameRow:
    """Return the typed row. Raises LexiconError naming file and line."""
    try:
        since, until = parse_date(row["since"]), parse_date(row["until"], is_end=True)
        _check(row, since, until)
        given = [alias.strip() for alias in row["aliases"].split("|") if alias.strip()]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        message = f"lexicon: {file} line {line}: {error}: correct the row"
        raise LexiconError(message) from error
    aliases = tuple(alias for alias in given if not alias.endswith("*"))
    short = tuple(alias[:-1] for alias in given if alias.endswith("*"))
    rest = (row["entity"] or row["name"], row["role"], since, until, row["kind"], row["source"], row["note"] or "")
    return NameRow(row["name"], aliases, short, row["code"], *rest, file, line)


def _check(row: dict[str, str], since: dt.date | None, until: dt.date | None) -> None:
    """Raise ValueError for dates that cross, a missing name or a code of another form."""
    if since and until and since > until:
        message = f"since {row['since']} is after until {row['until']}"
        raise ValueError(message)
    if not row["name"] or not CODE.match(row["code"]):
        message = f"name {row['name']!r} or code {row['code']!r} is not of the form 'RUS GOV'"
        raise ValueError(message)


def load_names(lexicon: Lexicon) -> tuple[NameRow, ...]:
    """Return all rows of the folder ``actors`` but the table of identifiers, files in order of their names."""
    return tuple(_read_all(lexicon))


def _read_all(lexicon: Lexicon) -> Iterator[NameRow]:
    for file in lexicon.folder(FOLDER, ".csv"):
        if file == IDENTIFIERS:
            continue
        for line, row in enumerate(lexicon.rows(file), start=2):
            if "name" in row and "kind" in row:
                yield read_name(row, file, line)
