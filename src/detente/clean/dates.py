"""Calendar dates as a page writes them above its text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_YEAR_DIGITS = 4


def read_day(words: str, months: Mapping[str, int]) -> dt.date | None:
    """Return the day that ``words`` name, written with a month's name or as year, month, day; None where there is no such day."""
    numbers = [int(number) for number in _NUMBER.findall(words)]
    named = [months[word.lower()] for word in _WORD.findall(words) if word.lower() in months]
    try:
        if named and numbers[1:]:
            day, year = sorted(numbers[:2])
            return dt.date(year, named[0], day)
        if numbers[2:] and len(_NUMBER.findall(words)[0]) == _YEAR_DIGITS:
            return dt.date(*numbers[:3])
    except ValueError:
        return None
    return None
