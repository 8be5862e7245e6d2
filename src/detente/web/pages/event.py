"""An event: what its reports say together, in what they differ, and their words by origin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.dossier.readouts import Point, readouts_of
from detente.errors import InputError
from detente.lexicon.merging import load_merge_rules
from detente.merge import events_of, origins_of
from detente.merge.copies import origin_of
from detente.merge.events import Event, Witness
from detente.records import Copy, Link, Note, Report
from detente.store import Filter
from detente.web.answers import Answer
from detente.web.pages.acts import by_number, shown

if TYPE_CHECKING:
    import datetime as dt

    from detente.lexicon import Lexicon
    from detente.lexicon.merging import MergeRules
    from detente.web.shelf import Row, Shelf

MOST_REPORTS = 200
CODE = re.compile(r"[A-Z]{3}(?: |$)")


@dataclass(frozen=True, slots=True)
class _Sheet:
    id: str
    outlet: str | None
    published: dt.date | None
    authors: tuple[str, ...]
    notes: tuple[Note, ...]


def event(shelf: Shelf, wanted: str, lexicon: Lexicon) -> Answer:
    """Return an event by its id; the id of a report that was not merged is an event of its own. Raises InputError."""
    numbers = [row["n"] for row in shelf.rows(f"select n from acts where event = ? order by n limit {MOST_REPORTS}", [wanted])]  # noqa: S608 - a whole number
    if not numbers:
        message = f"no event {wanted!r}: it may have been merged anew; search for its words"
        raise InputError(message)
    rows = by_number(shelf, "acts", numbers)
    articles = _articles(shelf, rows, lexicon.get(load_merge_rules))
    found, origins = _event(shelf, rows, articles, lexicon.get(load_merge_rules))
    for row in rows:
        row["origin"] = origins[row["id"]]
    rows.sort(key=lambda row: (str(row["published"] or "9999"), row["article"], row["words_start"]))
    by_origin: dict[str, list[Row]] = {}
    for row in rows:
        by_origin.setdefault(row["origin"], []).append(row)
    days = {"start": found.start, "end": found.end}
    facts: Row = {"event": wanted, "type": found.type, "status": found.status.value, **days, "origins": list(found.origins)}
    dissent: dict[str, list[str]] = {}
    for each in found.dissent:
        dissent.setdefault(each.report, []).append(f"{each.field}: {each.said}")
    points = _points(shelf, found, articles, lexicon.get(load_merge_rules))
    facts["points"] = [_told(point) for point in points]
    shared = [each for each in points if len(each.accounts) > 1]
    view = {"event": found, "shared": shared, "by_origin": by_origin, "dissent": dissent}
    view |= {"first": rows[0]["id"], "is_merged": rows[0]["is_linked"]}
    return Answer("event.html", _title(found), shown(rows), facts, view)


def _title(found: Event) -> str:
    target = f" → {', '.join(found.target)}" if found.target else ""
    return f"{', '.join(found.source)}{target}"


@dataclass(frozen=True, slots=True)
class _Articles:
    """The articles of an event: day of publication and origin of each, by id."""

    published: dict[str, dt.date | None]
    origins: dict[str, str]


def _articles(shelf: Shelf, rows: list[Row], rules: MergeRules) -> _Articles:
    articles = sorted({row["article"] for row in rows})
    sheets = [
        _Sheet(row["id"], row["outlet"], row["published"], tuple(row["authors"]), tuple(Note(**note) for note in row["notes"]))
        for row in shelf.rows("select id, outlet, published, authors, notes from articles where id in (select unnest(?))", [articles])
    ]
    question = "select * from copies where list_contains(?, article) and list_contains(?, other)"
    origins = origins_of(sheets, [Copy(**row) for row in shelf.rows(question, [articles] * 2)], rules)
    return _Articles({sheet.id: sheet.published for sheet in sheets}, origins)


def _event(shelf: Shelf, rows: list[Row], articles: _Articles, rules: MergeRules) -> tuple[Event, dict[str, str]]:
    """Return the event of some reports, and each report's origin."""
    ids = [row["id"] for row in rows]
    question = "select * from reports where list_contains(?, article) and list_contains(?, id)"
    reports: list[Report] = list(shelf.records("reports", question, [list(articles.origins), ids]))
    told = {report.id: origin_of(report, articles.origins, rules) for report in reports}
    witnesses = {report.id: Witness(articles.published[report.article], told[report.id]) for report in reports}
    # All of them as one event, whatever the links say today: the page shows the links that the shelf was made with.
    return next(iter(events_of(reports, _links(shelf, ids), witnesses))), told


def _points(shelf: Shelf, found: Event, articles: _Articles, rules: MergeRules) -> tuple[Point, ...]:
    """Return what the accounts of a meeting of two say: by all, by one, in contradiction; nothing for other events."""
    sides = sorted({label[:3] for label in (*found.source, *found.target) if CODE.match(label)})
    if len(sides) != 2 or len(articles.origins) < 2:  # noqa: PLR2004 - two sides, two accounts
        return ()
    among = frozenset(articles.origins)
    said = {each.id: each for side in sides for each in shelf.statements(Filter(among=among, actor=side))}
    done = shelf.reports(Filter(among=among, dyad=(sides[0], sides[1])))
    made = readouts_of([found], (*said.values(), *done), articles.published, articles.origins, (sides[0], sides[1]), rules)
    return made[0].points if made else ()


def _told(point: Point) -> Row:
    words = [{"account": each.account, "article": each.article, "sentence": each.sentence.text.strip()} for each in point.tellings]
    return {"side": point.side, "verdict": point.verdict.value, "accounts": list(point.accounts), "words": words}


def _links(shelf: Shelf, ids: list[str]) -> list[Link]:
    return list(shelf.records("links", "select * from links where list_contains(?, report)", [ids]))
