"""Article -> Coded: the recipe. Newcomers start here.

An article's text is parsed once; each stage then reads what the stages before it found and returns records. Nothing is written
into the doc, no stage calls another, and the same article gives the same records, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from detente.coding.actors import find_actors
from detente.coding.clauses import find_clauses
from detente.coding.coreference import resolve
from detente.coding.figures import find_figures
from detente.coding.phrases import index_mentions
from detente.coding.places import find_place, survey
from detente.coding.reader import load_reader
from detente.coding.reports import find_reports
from detente.coding.statements import find_statements
from detente.coding.times import find_times
from detente.records import Coded

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.coding.reader import EventScores
    from detente.lexicon import Lexicon
    from detente.records import Article

__all__ = ["code", "code_doc"]


def code(articles: Iterable[Article], lexicon: Lexicon) -> Iterator[Coded]:
    """Yield the records of each article, in the order given. Raises ModelError where the weights are missing."""
    read = lexicon.get(load_reader)
    for article in articles:
        yield code_doc(article, *read(article.text), lexicon)


def code_doc(article: Article, doc: Doc, scores: EventScores, lexicon: Lexicon) -> Coded:
    """Return the records of one article that has been read: ``doc.text`` is ``article.text``, ``scores`` are the network's."""
    times = find_times(doc, article.published, lexicon)
    clauses = find_clauses(doc, lexicon)
    named = find_actors(article, doc, clauses, lexicon)
    mentions = resolve(doc, named, clauses, lexicon)
    statements = find_statements(article, doc, clauses, mentions, lexicon)
    actors = index_mentions(doc, mentions)
    place_at = partial(find_place, survey(doc, clauses, mentions, lexicon))
    reports = find_reports(article, doc, clauses, times, statements, lexicon, actors.at, scores, place_at)
    figures = find_figures(article, doc, clauses, statements, times, mentions, lexicon)
    return Coded(article, mentions, times, reports, statements, figures)
