"""What the address of a page asks for, read and checked."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from detente.errors import InputError

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", re.ASCII)
ON_A_PAGE = 50
MOST_ROWS = 5000
"""Rows of one answer, for those who ask for CSV or JSON."""
MOST_PAGES = 10_000
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """The words after the question mark. Empty is not asked; ``since`` and ``until`` are days, both inclusive."""

    q: str = ""
    a: str = ""
    b: str = ""
    where: str = ""
    type: str = ""
    status: str = ""
    acts: str = ""
    actor: str = ""
    speaker: str = ""
    kind: str = ""
    measure: str = ""
    outlet: str = ""
    place: str = ""
    show: str = ""
    by: str = ""
    seed: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    n: int = 50
    page: int = 1
    limit: int = ON_A_PAGE

    @property
    def skipped(self) -> int:
        """How many rows stand on earlier pages."""
        return (self.page - 1) * self.limit

    def link(self, path: str, **changed: Any) -> str:
        """Return the address of a page that asks for the same, but for what is named here; ``None`` takes a word out."""
        words = {name: getattr(self, name) for name in self.__dataclass_fields__}
        words.update({"page": 1, **changed})
        left = {name: str(value) for name, value in words.items() if value not in (None, "") and value != _DEFAULTS.get(name)}
        return f"{path}?{urlencode(left)}" if left else path


_DEFAULTS: dict[str, Any] = {"page": 1, "limit": ON_A_PAGE, "n": 50}
NUMBERS = {"page": MOST_PAGES, "limit": MOST_ROWS, "n": 500}


def read_asked(words: Mapping[str, str]) -> Asked:
    """Return what is asked for; words that no page knows are left out. Raises InputError for a date or number that is none."""
    fields: dict[str, Any] = {}
    for name in Asked.__dataclass_fields__:
        said = words.get(name, "").strip().replace("\0", "")[:LONGEST]
        if not said:
            continue
        if name in NUMBERS:
            fields[name] = _number(name, said)
        elif name in ("since", "until"):
            fields[name] = read_day(said, last=name == "until")
        else:
            fields[name] = said
    return Asked(**fields)


def _number(name: str, said: str) -> int:
    if not said.isascii() or not said.isdigit() or int(said) < 1:
        message = f"{name}: {said!r} is no number from 1 on: correct the address"
        raise InputError(message)
    return min(int(said), NUMBERS[name])


def read_day(said: str, *, last: bool) -> dt.date:
    """Return the first (or last) day of "2022", "2022-12" or "2022-12-30". Raises InputError."""
    match = _DATE.fullmatch(said)
    try:
        year, month, day = (int(part) if part else None for part in match.groups()) if match else (0, None, None)
        month = month or (12 if last else 1)
        day = day or (calendar.monthrange(year or 0, month)[1] if last else 1)
        return dt.date(year or 0, month, day)
    except ValueError as error:
        message = f"{said!r} is no date: write 2022-12-30, 2022-12 or 2022"
        raise InputError(message) from error
