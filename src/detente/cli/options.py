"""Options that several commands share, and how their words are read."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from pathlib import Path
from typing import Annotated

import typer

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


def read_date(words: str, *, last: bool) -> dt.date:
    """Return the first (or last) day of "2022", "2022-12" or "2022-12-30". Raises typer.BadParameter."""
    match = _DATE.fullmatch(words.strip())
    try:
        year, month, day = (int(part) if part else None for part in match.groups()) if match else (0, None, None)
        month = month or (12 if last else 1)
        day = day or (calendar.monthrange(year or 0, month)[1] if last else 1)
        return dt.date(year or 0, month, day)
    except ValueError as error:
        message = f"{words!r} is no date: write 2022-12-30, 2022-12 or 2022"
        raise typer.BadParameter(message) from error


def first_day(words: str) -> dt.date:
    """Read a date as the first day of what it names."""
    return read_date(words, last=False)


def last_day(words: str) -> dt.date:
    """Read a date as the last day of what it names."""
    return read_date(words, last=True)


StoreOption = Annotated[Path, typer.Option("--store", envvar="DETENTE_STORE", metavar="DIR", help="The folder of the store.")]
Dyad = Annotated[
    tuple[str, str] | None,
    typer.Option(metavar="A B", help="Between two actors, in either direction: countries (RUS), codes (RUS GOV) or names (UNO)."),
]
Since = Annotated[dt.date | None, typer.Option(parser=first_day, metavar="DATE", help="From this day on: 2022-12-30, 2022-12 or 2022.")]
Until = Annotated[dt.date | None, typer.Option(parser=last_day, metavar="DATE", help="Up to this day, inclusive.")]
Words = Annotated[str | None, typer.Option("--text", metavar="WORDS", help="Whose sentence contains these words, in upper or lower case.")]
ArticleOption = Annotated[str | None, typer.Option("--article", metavar="ID", help="From this article only.")]
Limit = Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Csv = Annotated[bool, typer.Option("--csv", help="Comma-separated, with a header.")]

DEFAULT_STORE = Path("store")


def known_status(words: str | None) -> str | None:
    """Return the status asked for; raise ``typer.BadParameter`` where there is none of that name."""
    from detente.records import Status as Known

    if words is not None and words not in {known.value for known in Known}:
        message = f"{words!r} is no status: choose {', '.join(known.value for known in Known)}"
        raise typer.BadParameter(message)
    return words
