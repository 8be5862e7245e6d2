"""Identifiers of states beside our codes: ISO 3166, Correlates of War, Gleditsch and Ward, FIPS, as they were in a year."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.errors import LexiconError
from detente.lexicon.actors import FAR_FUTURE, FAR_PAST
from detente.lexicon.names import IDENTIFIERS, parse_date

if TYPE_CHECKING:
    from detente.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class StateCodes:
    """The identifiers of one state from ``since`` to ``until``; empty where a scheme has none."""

    iso3: str
    iso2: str
    cow: str
    gw: str
    fips: str
    name: str
    since: dt.date
    until: dt.date


@dataclass(frozen=True, slots=True)
class CodeTable:
    """The rows of ``actors/codes.csv``, by ISO alpha-3 code."""

    _rows: Mapping[str, tuple[StateCodes, ...]] = field(repr=False)

    def get(self, iso3: str, day: dt.date | None = None) -> StateCodes | None:
        """Return the identifiers that a state had on the day, or has had last; None for an unknown code."""
        rows = self._rows.get(iso3, ())
        if day is not None:
            rows = tuple(row for row in rows if row.since <= day <= row.until)
        return rows[-1] if rows else None


def load_codes(lexicon: Lexicon) -> CodeTable:
    """Return the table of identifiers. Raises LexiconError for a date that cannot be read."""
    rows: dict[str, list[StateCodes]] = defaultdict(list)
    for line, row in enumerate(lexicon.rows(IDENTIFIERS), start=2):
        try:
            since, until = parse_date(row["since"]) or FAR_PAST, parse_date(row["until"], is_end=True) or FAR_FUTURE
        except ValueError as error:
            message = f"lexicon: {IDENTIFIERS} line {line}: {error}: correct the row"
            raise LexiconError(message) from error
        rows[row["iso3"]].append(StateCodes(row["iso3"], row["iso2"], row["cow"], row["gw"], row["fips"], row["name"], since, until))
    return CodeTable({iso3: tuple(sorted(each, key=lambda row: row.since)) for iso3, each in rows.items()})
