"""exchange.toml: columns of other people's event files, what each cannot carry, and how they write countries and sectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.errors import LexiconError
from detente.lexicon.names import IDENTIFIERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.lexicon import Lexicon

FILE = "exchange.toml"


@dataclass(frozen=True, slots=True)
class ExchangeTable:
    """Columns by layout, losses by format on the way out and in, and the words of other people's cells.

    ``sector_labels`` has the label that ICEWS writes for a sector of ours; ``sectors`` the reverse with a rank, lowest first.
    """

    columns: Mapping[str, tuple[str, ...]]
    losses_out: Mapping[str, tuple[str, ...]]
    losses_in: Mapping[str, tuple[str, ...]]
    stray: frozenset[str]
    rename: Mapping[str, str]
    missing: frozenset[str]
    quads: Mapping[str, Mapping[str, int]]
    goldstein_icews: Mapping[str, float]
    sectors: Mapping[str, tuple[int, str]]
    sector_labels: Mapping[str, str]
    countries: Mapping[str, str]
    fips: Mapping[str, str]
    sector_codes: frozenset[str]
    country_codes: frozenset[str]
    plover_sectors: Mapping[str, str]


def load_exchange(lexicon: Lexicon) -> ExchangeTable:
    """Return the layouts. Raises LexiconError for a missing key."""
    raw, known = lexicon.toml(FILE), lexicon.toml("sectors.toml")
    try:
        states = list(lexicon.rows(IDENTIFIERS))
        ranked = {label: (rank, each["sector"]) for rank, each in enumerate(raw["icews_sector"]) for label in each["labels"]}
        return ExchangeTable(
            columns={name: tuple(each) for name, each in raw["columns"].items()},
            losses_out={name: tuple(each) for name, each in raw["losses"]["out"].items()},
            losses_in={name: tuple(each) for name, each in raw["losses"]["in"].items()},
            stray=frozenset(raw["polecat"]["stray"]),
            rename=raw["polecat"]["rename"],
            missing=frozenset(raw["missing"]["cells"]),
            quads={name: _quads(each) for name, each in raw["quads"].items()},
            goldstein_icews=raw["goldstein_icews"],
            sectors=ranked,
            sector_labels={each["sector"]: each["labels"][0] for each in raw["icews_sector"]},
            countries=_countries(lexicon, states, raw["countries"]),
            fips={row["fips"]: row["iso3"] for row in sorted(states, key=_until) if row["fips"]},
            sector_codes=frozenset(known["sector"]),
            country_codes=frozenset(row["iso3"] for row in states) | frozenset(known["country"]),
            plover_sectors={name: each["plover"] for name, each in known["sector"].items()},
        )
    except (KeyError, TypeError, ValueError) as error:
        message = f"lexicon: {FILE}: {error!r}: an entry lacks this key: add it"
        raise LexiconError(message) from error


def _quads(ranges: list[list[Any]]) -> dict[str, int]:
    return {f"{root:02d}": int(quad) for first, last, quad in ranges for root in range(int(first), int(last) + 1)}


def _until(row: Mapping[str, str]) -> str:
    return row["until"] or "9999"


def _countries(lexicon: Lexicon, states: list[dict[str, str]], more: Mapping[str, str]) -> dict[str, str]:
    """Return ISO codes by names in lower case; what is still in force wins."""
    found = {row["name"].lower(): row["iso3"] for row in sorted(states, key=_until)}
    known = {row["iso3"] for row in states}
    for row in lexicon.rows("actors/states.csv"):
        if row["code"][:3] in known:
            for name in (row["name"], *row["aliases"].split("|")):
                found.setdefault(name.lower(), row["code"][:3])
    return {**found, **{name.lower(): code for name, code in more.items()}}
