"""The table of persons as the lexicon keeps it: one row per person and office period."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import astuple, dataclass, fields
from difflib import SequenceMatcher
from pathlib import Path

WHOLE_LETTERS = {0x131: "i", 0x142: "l", 0xF8: "o", 0x111: "d"}  # letters that Unicode does not take apart
NEARLY = 0.8  # of the letters in common: below it stand different names, above it spellings of one
MONTH = 7  # characters of YYYY-MM
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
    letters = unicodedata.normalize("NFKD", text.replace("'", "").translate(WHOLE_LETTERS)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z]+", " ", letters).strip()


def are_like(one: str, other: str) -> bool:
    """Say whether two names may be spellings of one: each word of the shorter is nearly a word of the longer."""
    shorter, longer = sorted((plain(one).split(), plain(other).split()), key=len)
    return len(shorter) > 1 and all(any(SequenceMatcher(None, word, each).ratio() >= NEARLY for each in longer) for word in shorter)


def slug(name: str) -> str:
    """Return the entity id of a name: ``Xi Jinping`` -> ``xi-jinping``."""
    return plain(name.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")).replace(" ", "-")


def first_day(date: str) -> str:
    """Return the first day that a date, month or year may mean."""
    return date if len(date) > MONTH else date + "-01-01"[len(date) - 4 :]


def last_day(date: str) -> str:
    """Return the last day that a date, month or year may mean; an open end is far away."""
    if not date:
        return "9999-12-31"
    return date if len(date) > MONTH else date + ("-12-31" if len(date) < MONTH else "-31")


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
