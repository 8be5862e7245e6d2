"""Why a report was coded: the frame or the network's alternatives, each actor's row in the lexicon, the clause, the reason for its time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.clauses import find_clauses
from detente.coding.reader import load_reader
from detente.errors import StoreError
from detente.lexicon.actors import load_actors, on_date
from detente.lexicon.frames import load_frames

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.coding.clauses import Clauses
    from detente.coding.reader import EventScores
    from detente.lexicon import Lexicon
    from detente.lexicon.frames import Frame
    from detente.lexicon.names import NameRow
    from detente.records import Article, Mention, Report

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands behind a report.

    ``frame`` is None where the network alone saw the act. ``types`` are the network's likeliest types at the trigger and ``statuses``
    its view of whether the act took place, each with a probability. ``clause`` are the words of the trigger's clause, ``rows`` what the
    lexicon says of each actor on the day of publication, by the actor's place in the text.
    """

    report: Report
    frame: Frame | None
    types: Mapping[str, float]
    statuses: Mapping[str, float]
    clause: str | None
    rows: Mapping[int, tuple[NameRow, ...]]


def explain(report: Report, article: Article, lexicon: Lexicon) -> Explanation:
    """Return what stands behind a report of an article; the article is read again. The same report gives the same explanation.

    Raises StoreError where the report's words are not in the article.
    """
    doc, scores = load_reader(lexicon)(article.text)
    words = doc.char_span(report.trigger.start, report.trigger.end, alignment_mode="expand")
    if words is None:
        message = f"report {report.id}: its words are not in the article's text: run detente verify"
        raise StoreError(message)
    best = min((token.i for token in words), key=lambda token: float(scores.types[token][0]))
    return Explanation(
        report=report,
        frame=_frame(report.rule, lexicon),
        types=_likeliest(scores.type_names, scores, best),
        statuses={name: round(float(chance), 3) for name, chance in zip(scores.status_names, scores.statuses[best], strict=True)},
        clause=_clause(doc, find_clauses(doc, lexicon), best),
        rows={actor.span.start: _rows(actor, article, lexicon) for actor in (*report.source, *report.target)},
    )


def _frame(rule: str, lexicon: Lexicon) -> Frame | None:
    """Return the frame that a rule names; the network's mark before it only says that it changed the type."""
    return next((frame for frame in lexicon.get(load_frames).frames if rule == frame.id or rule.endswith(f"/{frame.id}")), None)


def _likeliest(names: tuple[str, ...], scores: EventScores, token: int) -> dict[str, float]:
    rated = sorted(zip(scores.types[token].tolist(), names, strict=True), reverse=True)[:SHOWN]
    return {name or "no act": round(chance, 3) for chance, name in rated}


def _clause(doc: Doc, clauses: Clauses, token: int) -> str | None:
    clause = clauses.clause_of(token)
    return doc[clause.start : clause.end].text if clause else None


def _rows(actor: Mention, article: Article, lexicon: Lexicon) -> tuple[NameRow, ...]:
    found = lexicon.get(load_actors).entity(actor.entity)
    return on_date(found, article.published) if article.published else found
