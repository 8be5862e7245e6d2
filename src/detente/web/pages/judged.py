"""Judgements as a page, and a sample to judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.review import Precision, draw, precisions
from detente.web.answers import Answer
from detente.web.pages.acts import by_number, shown

if TYPE_CHECKING:
    from detente.records import Review
    from detente.store.judgements import Subject
    from detente.web.asked import Asked
    from detente.web.shelf import Row, Shelf


def judgements(shelf: Shelf, asked: Asked, reviews: list[Review]) -> Answer:
    """Return what people said, the newest first."""
    chosen = [each for each in reversed(reviews) if asked.q.lower() in f"{each.why} {each.by} {each.one}".lower()]
    here = chosen[asked.skipped : asked.skipped + asked.limit]
    rows = [_row(each) for each in here]
    wanted = [each.one for each in here]
    question = "select id, type, sentence from acts where id in (select unnest(?))"
    known = {row["id"]: row for row in shelf.rows(question, [wanted])} if wanted else {}
    return Answer("judgements.html", "Judgements", rows, {"total": len(chosen)}, {"acts": known})


def audit(shelf: Shelf, asked: Asked, verdicts: dict[Subject, Review]) -> Answer:
    """Return a stratified sample of ``n`` reports with the precision of those that were judged. Raises InputError."""
    drawn = draw(shelf, asked.n, asked.by or "type", asked.seed)
    stratum = dict(drawn)
    place = {report: number for number, (report, _) in enumerate(drawn)}
    numbers = [row["n"] for row in shelf.rows("select n from acts where id in (select unnest(?))", [list(stratum)])]
    rows = sorted(by_number(shelf, "acts", numbers), key=lambda row: place[row["id"]])
    said = [(stratum[row["id"]], verdict.is_right) for row in rows if (verdict := verdicts.get(("report", row["id"], None)))]
    table = precisions(said)
    facts = {"total": len(rows), "judged": len(said), "precision": [_told(each) for each in table]}
    for row in rows:
        row["stratum"] = stratum[row["id"]]
    return Answer("audit.html", "Audit", shown(rows), facts, {"records": rows, "table": table})


def _row(each: Review) -> Row:
    verdict = "right" if each.is_right else "wrong"
    return {"kind": each.kind, "one": each.one, "two": each.two, "verdict": verdict, "why": each.why, "by": each.by, "at": each.at}


def _told(each: Precision) -> dict[str, object]:
    return {name: getattr(each, name) for name in Precision.__dataclass_fields__}
