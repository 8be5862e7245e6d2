"""The table of persons as the lexicon keeps it: one row per person and office period."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import astuple, dataclass, fields
from pathlib import Path

ACTORS = Path(__file__).resolve().parents[3] / "src" / "detente" / "lexicon" / "actors"
CARRIED = ("persons_phoenix.csv", "persons_reign.csv")


@dataclass(frozen=True, slots=True)
class Office:
    """One person in one office; dates are ISO 8601, as exact as known, ``until`` inclusive."""

    name: str
    aliases: str
    code: str
    entity: str
    role: str
    since: str
    until: str
    kind: str
    source: str
    note: str


def plain(text: str) -> str:
    """Return the name in lower-case ASCII letters and single spaces, for comparing spellings."""
    ascii_only = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d"))
    letters = ascii_only.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z]+", " ", letters).strip()


def slug(name: str) -> str:
    """Return the entity id of a name: ``Xi Jinping`` -> ``xi-jinping``."""
    return plain(name.replace("'", "").replace("’", "")).replace(" ", "-")


def first_day(date: str) -> str:
    """Return the first day that a date, month or year may mean."""
    return date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date


def last_day(date: str) -> str:
    """Return the last day that a date, month or year may mean; an open end is far away."""
    if not date:
        return "9999-12-31"
    return date + "-12-31"[len(date) - 4 :] if len(date) < 10 else date


def read_offices(path: Path) -> list[Office]:
    """Read a table of offices."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [Office(**row) for row in csv.DictReader(lines)]


def read_compiled() -> list[Office]:
    """Read the hand-kept tables: all but those that these scripts write."""
    paths = sorted(path for path in ACTORS.glob("persons*.csv") if path.name not in CARRIED)
    return [office for path in paths for office in read_offices(path)]


def write_offices(path: Path, offices: list[Office]) -> None:
    """Write a table of offices, in the order given."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow([field.name for field in fields(Office)])
        writer.writerows(astuple(office) for office in offices)
