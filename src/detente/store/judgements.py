"""What people said about records: read, added, exported to CSV and imported from it."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING

from detente import schema
from detente.errors import InputError
from detente.records import Judgement, Review
from detente.store.merged import read_merged, write_merged
from detente.store.read import Store
from detente.store.write import open_writer

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "reviews"
PAIRS = "judgements"
"""What merging reads: the judgements on merges, without their reasons."""
KINDS = ("report", "statement", "figure", "merge")
FIELDS = ("kind", "one", "two", "verdict", "why", "by", "at")
VERDICTS = {"right": True, "wrong": False}

Subject = tuple[str, str, str | None]


def read_judgements(store: Store) -> list[Review]:
    """Return all judgements, oldest first; equal ones once. Raises StoreError."""
    found = {schema.record_of(Review, row) for row in store.sql(f"select * from {TABLE}").to_pylist()}  # noqa: S608 - our name
    return sorted(found, key=lambda each: (each.at, each.by, each.kind, each.one, each.two or "", each.is_right, each.why))


def add_judgements(root: Path, reviews: Iterable[Review]) -> int:
    """Add judgements to the store at ``root``; return how many were new. Raises StoreError, also where somebody else is writing.

    Those on merges are also put where the next merge reads them.
    """
    with open_writer(root) as writer:
        with Store(root) as store:
            before = read_judgements(store)
            known = set(before)
            new = [review for review in reviews if review not in known]
            tables = {TABLE: schema.table_of(TABLE, [*before, *new])}
            pairs = [Judgement(each.one, each.two, each.is_right, each.by, each.at) for each in new if each.two]
            if pairs:
                known_pairs = store.records(PAIRS, f"select * from {PAIRS}")  # noqa: S608 - our name
                tables[PAIRS] = schema.table_of(PAIRS, [*known_pairs, *pairs])
        if new:
            write_merged(writer, tables, read_merged(root).covers)
    return len(new)


def latest(reviews: Iterable[Review]) -> dict[Subject, Review]:
    """Return the last word on each subject; ``reviews`` are oldest first. The two reports of a merge stand in order."""
    return {subject_of(each): each for each in reviews}


def subject_of(review: Review) -> Subject:
    """Return what a judgement is about."""
    if review.two is None:
        return review.kind, review.one, None
    return review.kind, min(review.one, review.two), max(review.one, review.two)


def write_judgements(reviews: Iterable[Review], stream: IO[str]) -> int:
    """Write judgements as CSV with a header; return how many."""
    lines = csv.writer(stream, lineterminator="\n")
    lines.writerow(FIELDS)
    count = 0
    for each in reviews:
        verdict = "right" if each.is_right else "wrong"
        lines.writerow([each.kind, each.one, each.two or "", verdict, each.why, each.by, each.at.isoformat()])
        count += 1
    return count


def parse_judgements(stream: IO[str], name: str) -> Iterator[Review]:
    """Yield the judgements of a CSV file as ``write_judgements`` writes it. Raises InputError naming the line."""
    rows = csv.DictReader(stream)
    if tuple(rows.fieldnames or ()) != FIELDS:
        message = f"{name}: the header must read {','.join(FIELDS)}: export a file to see one"
        raise InputError(message)
    for row in rows:
        yield _review(row, f"{name}, line {rows.line_num}")


def _review(row: dict[str, str], place: str) -> Review:
    if row["kind"] not in KINDS or row["verdict"] not in VERDICTS or not row["one"] or (row["kind"] == "merge") != bool(row["two"]):
        message = f"{place}: kind is one of {', '.join(KINDS)}, verdict right or wrong; a merge names two reports, all else one: correct it"
        raise InputError(message)
    try:
        at = dt.datetime.fromisoformat(row["at"])
    except (TypeError, ValueError) as error:
        message = f"{place}: {row['at']!r} is no time: write it as 2024-05-01T09:30:00+00:00"
        raise InputError(message) from error
    at = at.replace(tzinfo=dt.UTC) if at.tzinfo is None else at.astimezone(dt.UTC)
    return Review(row["kind"], row["one"], row["two"] or None, VERDICTS[row["verdict"]], row["why"], row["by"], at)
