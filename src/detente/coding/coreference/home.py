"""Where an article is at home: the country that bare roles ("police", "the government") belong to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.lexicon.actors import is_person, load_actors
from detente.lexicon.roles import load_roles

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.coding.clauses import Clauses
    from detente.lexicon import Lexicon

PLACES = frozenset({"state", "territory", "capital", "seat", "region", "former_state", "city"})
HINTS = frozenset({"demonym", "adjective", "people", "national"})
SHARE, LEAD, TITLE = 0.34, 1.3, 2


@dataclass(frozen=True, slots=True)
class Home:
    """The country of the whole article, and those named in each sentence as (token, country, is a place with "in")."""

    country: str | None
    by_sentence: tuple[tuple[tuple[int, str, bool], ...], ...]

    def at(self, token: int, sentence: int) -> tuple[str, str] | None:
        """Return the country for a bare role and the reason: a place in its sentence, then the article's own."""
        places = [(abs(index - token), country) for index, country, is_where in self.by_sentence[sentence] if is_where]
        if places:
            return min(places)[1], "place"
        if self.country is not None:
            return self.country, "home"
        for before in range(sentence, max(-1, sentence - 3), -1):
            named = {country for _, country, _ in self.by_sentence[before]}
            if len(named) == 1:
                return named.pop(), "near"
        return None


def find_home(doc: Doc, clauses: Clauses, lexicon: Lexicon) -> Home:
    """Return the countries that the names of a text point to."""
    where = lexicon.get(load_roles).places["prepositions"]
    sentences: list[list[tuple[int, str, bool]]] = [[] for _ in clauses.sentences]
    counts: Counter[str] = Counter()
    for found in lexicon.get(load_actors).scan(doc.text):
        span = doc.char_span(found.start, found.end, alignment_mode="expand")
        codes = {row.country for row in found.rows if row.kind in PLACES | HINTS or is_person(row)}
        if span is None or len(codes) != 1 or "---" in codes:
            continue
        country = codes.pop()
        counts[country] += TITLE if clauses.sentence(span.start) < TITLE else 1
        is_place = any(row.kind in PLACES for row in found.rows) and span.start > 0 and doc[span.start - 1].lower_ in where
        sentences[clauses.sentence(span.start)].append((span.start, country, is_place))
    return Home(_dominant(counts), tuple(map(tuple, sentences)))


def _dominant(counts: Counter[str]) -> str | None:
    """Return the country named clearly most often."""
    if not counts:
        return None
    (country, most), *others = counts.most_common(2)
    second = others[0][1] if others else 0
    return country if most >= SHARE * counts.total() and most >= LEAD * second else None
