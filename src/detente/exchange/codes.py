"""Actors and countries as other people write them: CAMEO blocks (RUSGOV), names, FIPS, COW; there and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.lexicon.codes import CodeTable, StateCodes, load_codes
from detente.lexicon.events import EventTable, load_events
from detente.lexicon.exchange import ExchangeTable, load_exchange

if TYPE_CHECKING:
    import datetime as dt

    from detente.lexicon import Lexicon
    from detente.records import Mention, Report

BLOCK = 3
"""Letters of one part of a CAMEO actor."""
WHOLE = "cameo:"
"""Begins the entity of an imported actor whose CAMEO code says more than country and sector."""
NOBODY = "---"
BODIES = ("IGO", "NGO", "IMG", "MNC")
_CODE = re.compile(r"\bCAMEO (\d{2,4})$")


@dataclass(frozen=True, slots=True)
class Known:
    """The tables that exchange needs, loaded once."""

    layout: ExchangeTable
    codes: CodeTable
    events: EventTable

    def states(self, iso3: str, day: dt.date | None) -> StateCodes | None:
        """Return the identifiers of a state on a day."""
        return self.codes.get(iso3, day) or self.codes.get(iso3)

    def country(self, name: str) -> str | None:
        """Return the ISO alpha-3 code of a country's name, None where it is unknown."""
        return self.layout.countries.get(name.strip().lower())

    def quad(self, convention: str, code: str) -> int | None:
        """Return the class of a CAMEO code in a convention: gdelt, icews or penta."""
        return self.layout.quads[convention].get(code[:2])


def load_known(lexicon: Lexicon) -> Known:
    """Return the tables that exchange needs."""
    return Known(lexicon.get(load_exchange), lexicon.get(load_codes), lexicon.get(load_events))


def cameo_actor(mention: Mention | None) -> str:
    """Return an actor in CAMEO blocks, ``---`` where there is none."""
    if mention is None:
        return NOBODY
    if mention.entity and mention.entity.startswith(WHOLE):
        return mention.entity.removeprefix(WHOLE)
    country, _, sector = mention.code.partition(" ")
    if country in BODIES and mention.entity and re.fullmatch("[A-Z]{3}", mention.entity):
        sector = mention.entity
    return ("" if country == NOBODY else country) + sector or NOBODY


def actor_of(cameo: str, known: Known) -> tuple[str, str | None]:
    """Return code and entity of an actor in CAMEO blocks: country and sector; the whole where it says more."""
    blocks = [cameo[at : at + BLOCK] for at in range(0, len(cameo), BLOCK)]
    country = blocks[0] if blocks[0] in known.layout.country_codes or blocks[0] in BODIES else NOBODY
    rest = blocks[1:] if country != NOBODY else blocks
    sector = next((block for block in rest if block in known.layout.sector_codes), "")
    code = f"{country} {sector}".strip()
    if country in BODIES and len(rest) == 1:
        return country, rest[0] if re.fullmatch("[A-Z]{3}", rest[0]) else WHOLE + cameo
    return code, None if ("" if country == NOBODY else country) + sector == cameo else WHOLE + cameo


def cameo_code(report: Report, known: Known) -> str:
    """Return the CAMEO code of a report: the one it was imported with, or the nearest to its type, mode and context."""
    said = _CODE.search(report.rule)
    if said:
        return said[1]
    return known.events.cameo(report.type, report.mode, report.context).code


def country_name(iso3: str | None, day: dt.date | None, known: Known) -> str:
    """Return the name of a country on a day, empty where it is unknown."""
    found = known.states(iso3, day) if iso3 else None
    return found.name if found else ""


def fips(iso3: str | None, day: dt.date | None, known: Known) -> str:
    """Return the FIPS 10-4 code of a country on a day, empty where it has none."""
    found = known.states(iso3, day) if iso3 else None
    return found.fips if found else ""
