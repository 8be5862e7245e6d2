"""Carry dated office holders over from the facts files into the lexicon; run again whenever the hand-kept tables grow.

Usage: python carry_over.py FACTS_FOLDER
Writes persons_phoenix.csv and persons_reign.csv, each without what the hand-kept tables already say about a person.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path

import phoenix
import reign
from spelling import is_person, print_name
from tables import ACTORS, Office, are_like, first_day, last_day, plain, read_compiled, slug, write_offices

STATES = {"TMP": "TLS", "KSV": "XKX", "KNT": "KNA"}
KEPT = {"": "minister or senior official", "MIL": "defence minister or security official", "COP": "interior minister or police chief"}
RULER = "head of state or government"
NO_MINISTERS = {"KOR", "TWN", "GIN"}  # names turned round or spelled as no newspaper does; two Guineas in one
NO_LEADERS = {"SMR"}  # two captains regent every half-year, of whom the list names one
EARLIEST = "1960"


@dataclass(slots=True)
class Known:
    """What is already told: names and surnames per state with their periods."""

    periods: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    identities: dict[tuple[str, str], Office] = field(default_factory=dict)
    bearers: dict[str, str] = field(default_factory=dict)
    by_state: dict[str, list[tuple[str, str, list[tuple[str, str]]]]] = field(default_factory=dict)

    def add(self, office: Office) -> None:
        """Note a person's period under every full spelling."""
        self.bearers.setdefault(office.entity, office.code[:3])
        for name in [office.name, *office.aliases.split("|")]:
            self.identities.setdefault((office.code[:3], plain(name)), office)
            self.periods[office.code[:3], plain(name)].append((first_day(office.since), last_day(office.until)))
        self.by_state.pop(office.code[:3], None)

    def identify(self, office: Office) -> Office:
        """Return the row under the name and entity that the person already has; a namesake of another state gets an entity of its own."""
        state = office.code[:3]
        if same := self.identities.get((state, plain(office.name))):
            return replace(office, name=same.name, aliases=same.aliases, entity=same.entity)
        is_namesake = self.bearers.get(office.entity, state) != state
        return replace(office, entity=f"{office.entity}-{state.lower()}") if is_namesake else office

    def covers(self, state: str, name: str, since: str, until: str) -> bool:
        """Say whether the person, in that or a like spelling, is in an office during the period, in whatever part."""
        terms = [spans for land, known, spans in self.of_state(state) if are_like(known, name)]
        return any(start <= last_day(until) and end >= first_day(since) for spans in terms for start, end in spans)

    def of_state(self, state: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
        """Return the state's names with their periods."""
        if state not in self.by_state:
            self.by_state[state] = [(land, name, spans) for (land, name), spans in self.periods.items() if land == state]
        return self.by_state[state]

    def find_holder(self, state: str, leader: str, since: str, until: str) -> bool:
        """Say whether somebody who shares a word of the leader's name holds an office of the state during the term."""
        words = {word for word in plain(leader).split() if len(word) > 2}
        terms = [spans for _, known, spans in self.of_state(state) if words & set(known.split())]
        return any(start <= last_day(until) and end >= first_day(since) for spans in terms for start, end in spans)


def overlap(one: phoenix.Period, other: phoenix.Period) -> bool:
    """Say whether two periods share a day; an empty end is open."""
    return one.since <= (other.until or "9") and (one.until or "9") >= other.since


def merge_periods(periods: list[phoenix.Period], *, is_ruler: bool) -> list[phoenix.Period]:
    """Join periods that overlap; of a ruler keep the exact ones where directory months repeat them."""
    exact = [period for period in periods if period.is_exact]
    if is_ruler and exact:
        periods = exact + [each for each in periods if not any(overlap(each, term) for term in exact)]
    joined: list[phoenix.Period] = []
    for period in sorted(set(periods), key=lambda each: (each.since, each.until or "9")):
        if joined and (not joined[-1].until or period.since <= joined[-1].until):
            last = joined.pop()
            until = "" if not last.until or not period.until else max(last.until, period.until)
            joined.append(phoenix.Period(last.state, last.sector, last.since, until))
        else:
            joined.append(period)
    return joined


def holder_offices(holder: phoenix.Holder) -> list[Office]:
    """Return a dictionary person's offices as rows; months where the source is a monthly directory."""
    periods = [period for period in holder.periods if period.sector in KEPT]
    rows = []
    for period in merge_periods(periods, is_ruler=holder.is_ruler):
        state = STATES.get(period.state, period.state)
        name = print_name(holder.name, state)
        is_ruler = holder.is_ruler and period.is_exact
        since, until = (period.since, period.until) if period.is_exact else (period.since[:7], period.until[:7])
        notes = ["listed from then on"] if since == "2003-01" else []
        if not until:
            notes, until = [*notes, "in office when the list ends"], phoenix.LIST_ENDS
        role, kind = (RULER, "leader") if is_ruler else (KEPT[period.sector], "minister")
        rows.append(Office(name, "", f"{state} GOV", slug(name), role, since, until, kind, "Phoenix 2014", "; ".join(notes)))
    return rows


def carry_phoenix(path: Path, known: Known) -> list[Office]:
    """Return the dictionary's persons whom the hand-kept tables do not know in that period."""
    rows = []
    for holder in phoenix.read_holders(path):
        if is_person(holder.name) and (holder.is_ruler or holder.periods[0].state not in NO_MINISTERS):
            rows += [row for row in holder_offices(holder) if last_day(row.until) >= EARLIEST]
    fresh = [row for row in dict.fromkeys(rows) if not known.covers(row.code[:3], row.name, row.since, row.until)]
    identified = []
    for row in fresh:
        if first_day(row.since) <= last_day(row.until):
            identified.append(known.identify(row))
            known.bearers.setdefault(identified[-1].entity, row.code[:3])
    return list({(row.entity, row.role, row.since): row for row in identified}.values())


def carry_reign(path: Path, known: Known) -> list[Office]:
    """Return the leaders whom no other table knows; an empty full name says that one does, in another spelling."""
    names = reign.read_full_names()
    rows = []
    for leader in reign.read_leaders(path):
        if (
            leader.state in NO_LEADERS
            or last_day(leader.until) < EARLIEST
            or known.find_holder(leader.state, leader.name, leader.since, leader.until)
        ):
            continue
        name = names.get((leader.state, leader.name))
        if name is None:
            print(f"no full name: {leader.state},{leader.name},{leader.since},{leader.until}", file=sys.stderr)
        elif name:
            until, note = (leader.until, "") if leader.until else (reign.LIST_ENDS, "in office when the list ends")
            row = Office(name, "", f"{leader.state} GOV", slug(name), "leader", leader.since, until, "leader", "REIGN 2021", note)
            rows.append(known.identify(row))
    return rows


def main(facts: Path) -> None:
    """Write both tables from the folder of facts."""
    known = Known()
    for office in read_compiled():
        known.add(office)
    rows = carry_phoenix(facts / "Phoenix.Countries.actors.txt", known)
    write_offices(ACTORS / "persons_phoenix.csv", sorted(rows, key=lambda row: (row.code, row.name, row.since)))
    for row in rows:
        known.add(row)
    leaders = carry_reign(facts / "leaders_reign_2021.csv", known)
    write_offices(ACTORS / "persons_reign.csv", sorted(leaders, key=lambda row: (row.code, row.since)))
    print(f"persons_phoenix.csv {len(rows)} rows, persons_reign.csv {len(leaders)} rows")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
