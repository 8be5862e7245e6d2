"""Office holders to 2011 from the Phoenix country actors (Open Event Data Alliance 2014, MIT): names, dates, codes only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PERIOD = re.compile(r"\[([A-Z]{3})(GOV|ELI)([A-Z]{0,3})(?: (>?)(\d{6,8})(?:-(\d{6,8}))?)?\]")
NAME = re.compile(r"^([A-Z][A-Z'._-]+_[A-Z'._-]*?)_?\s*(?:;.*|#.*)?$")
LIST_ENDS = "2011"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch in office: ``sector`` is what follows GOV in the code; ``until`` is empty where the list ends first."""

    state: str
    sector: str
    since: str
    until: str

    @property
    def is_exact(self) -> bool:
        """Say whether the dates are days from a list of rulers and not months of a directory."""
        return not (self.since.endswith("-01") and (not self.until or self.until[8:] in {"28", "29", "30", "31"}))


@dataclass(frozen=True, slots=True)
class Holder:
    """A person of the dictionary with the periods in office; ``is_ruler`` for heads of state or government."""

    name: str
    periods: tuple[Period, ...]
    is_ruler: bool


def iso_date(digits: str) -> str:
    """Return the ISO date of ``YYMMDD`` (1934 to 2033) or ``YYYYMMDD``."""
    if len(digits) == 8:
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    century = "19" if int(digits[:2]) > 33 else "20"
    return f"{century}{digits[:2]}-{digits[2:4]}-{digits[4:6]}"


def read_holders(path: Path) -> Iterator[Holder]:
    """Yield the persons with dated government posts, in the order of the file."""
    name, periods, is_ruler = "", [], False
    for line in [*path.read_text(encoding="latin-1").splitlines(), "END_"]:
        header = NAME.match(line)
        if header or (line and line[0].isupper()):
            if periods:
                yield Holder(name, tuple(periods), is_ruler)
            name, periods, is_ruler = (header[1] if header else ""), [], False
        elif (found := PERIOD.search(line)) and name:
            state, branch, sector, is_open, first, last = found.groups()
            if branch == "ELI":
                is_ruler = True
            elif first and (last or is_open):
                periods.append(Period(state, sector, iso_date(first), iso_date(last) if last else ""))
