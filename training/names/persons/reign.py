"""Effective leaders 1945 to March 2021 from REIGN (One Earth Future): surnames and months, which we check against fuller lists."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
LIST_ENDS = "2021-03"
RUSSIA_BEGINS = "1991-07-10"
YUGOSLAVIA_ENDS = "1992-04-27"


@dataclass(frozen=True, slots=True)
class Leader:
    """A leader's term; ``until`` is a month, empty where the list ends first."""

    state: str
    name: str
    since: str
    until: str


def read_states() -> dict[str, str]:
    """Return REIGN's state abbreviations with their ISO 3166 codes."""
    with (HERE / "reign_states.csv").open(encoding="utf-8", newline="") as lines:
        return {row["reign"]: row["iso3"] for row in csv.DictReader(lines)}


def read_full_names() -> dict[tuple[str, str], str]:
    """Return the full names, in news spelling, of leaders whom REIGN lists by surname."""
    with (HERE / "full_names.csv").open(encoding="utf-8", newline="") as lines:
        return {(row["state"], row["leader"]): row["name"] for row in csv.DictReader(lines)}


def find_state(state: str, since: str) -> str:
    """Return the state of the day: the list keeps one name for the Soviet Union and Russia, and one for Yugoslavia and Serbia."""
    if state == "RUS" and since < RUSSIA_BEGINS:
        return "SUN"
    return "SRB" if state == "YUG" and since >= YUGOSLAVIA_ENDS else state


def read_leaders(path: Path) -> list[Leader]:
    """Read the terms of all leaders; the file's encoding is Latin-1."""
    states = read_states()
    with path.open(encoding="latin-1", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["leader"]]
    return [
        Leader(
            find_state(states[row["stateabb"]], since := f"{row['syear']}-{int(row['smonth']):02}-{int(row['sdate']):02}"),
            row["leader"].strip(),
            since,
            f"{row['eyear']}-{int(row['emonth']):02}" if row["eyear"] else "",
        )
        for row in rows
    ]
