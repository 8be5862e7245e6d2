"""Headlines that the text below contradicts: the title says that it happened, a sentence with the same words that it did not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from detente.merge.occurrences import occurrence_of
from detente.records import Status
from detente.store import Filter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.lexicon.merging import MergeRules
    from detente.records import Report
    from detente.store import Origin, Store


@dataclass(frozen=True, slots=True)
class Flag:
    """A report in a title, and the report in the text that denies it."""

    article: str
    title: Report
    body: Report


def flags_of(store: Store, articles: Mapping[str, Origin], rules: MergeRules) -> tuple[Flag, ...]:
    """Return the headlines among the articles that their own text contradicts: of one family, with a party and a rarer word in common."""
    found: dict[tuple[str, str], Flag] = {}
    if not articles:
        return ()
    told: dict[str, list[Report]] = {}
    for report in store.reports(Filter(among=frozenset(articles))):
        told.setdefault(report.article, []).append(report)
    for article, reports in sorted(told.items()):
        last = len(articles[article].title or "")
        titles = [each for each in reports if each.sentence.end <= last and each.status is Status.HAPPENED]
        bodies = [each for each in reports if each.sentence.start >= last and each.status is Status.DENIED]
        for title, body in product(titles, bodies):
            if contradicts(title, body, rules):
                found.setdefault((article, title.id), Flag(article, title, body))
    return tuple(found.values())


def contradicts(title: Report, body: Report, rules: MergeRules) -> bool:
    """Tell whether one report denies what the other tells."""
    one, two = occurrence_of(title, None, rules), occurrence_of(body, None, rules)
    return one.family == two.family and bool(one.parties & two.parties) and len(one.words & two.words) >= rules.least_shared
