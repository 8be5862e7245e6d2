"""Where an article is at home: the country that bare roles ("police", "the government") belong to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.actors.naming import NOT_THEIRS, find_link
from detente.lexicon.actors import is_person, load_actors
from detente.lexicon.places import country_of, load_places
from detente.lexicon.roles import load_roles

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.coding.clauses import Clauses
    from detente.lexicon import Lexicon

PLACES = frozenset({"state", "territory", "capital", "seat", "region", "former_state", "city"})
BODIES = frozenset({"party", "armed_group", "armed_forces", "ministry", "police", "legislature"})
HINTS = BODIES | {"demonym", "adjective", "people", "national"}
TITLE = 2
REACH, NAMES = 3, 0.4
SAME_PLACE, SAME, BEFORE, ENOUGH, CLEAR, ALIKE = 1.2, 0.6, 0.3, 0.8, 0.2, 0.8


@dataclass(frozen=True, slots=True)
class Home:
    """Each country's share of the names of an article and of its places.

    ``by_sentence`` holds the countries named as (token, country, whether a preposition of place stands before the name).
    """

    shares: tuple[tuple[str, float], ...]
    places: tuple[tuple[str, float], ...]
    by_sentence: tuple[tuple[tuple[int, str, bool], ...], ...]

    def share(self, country: str) -> float:
        """Return the share of the article's names that belong to the country, 0 to 1."""
        return dict(self.shares).get(country, 0.0) / 2

    def at(self, token: int, sentence: int, *, is_placed: bool, like: str | None = None) -> tuple[str, str] | None:
        """Return the country for a bare role and the reason: a place in its sentence, the one last named, the article's own.

        ``like`` is the country of the last actor of the same sector whose country the text gives.
        """
        scores: defaultdict[str, float] = defaultdict(float)
        for index, country, is_where in self.by_sentence[sentence]:
            scores[country] = max(scores[country], SAME_PLACE if is_where and is_placed else SAME if index < token else 0)
        for _, country, _ in self.by_sentence[sentence - 1] if sentence else ():
            scores[country] = max(scores[country], BEFORE)
        for country, share in self.shares:
            scores[country] += share * (NAMES if is_placed and self.places else 1)
        for country, share in self.places if is_placed else ():
            scores[country] += share
        if like is not None:
            scores[like] += ALIKE
        if not scores:
            return None
        country, score = max(scores.items(), key=lambda pair: (pair[1], pair[0]))
        rivals = [each for other, each in scores.items() if other != country and each > score - CLEAR]
        return None if rivals or score < ENOUGH else (country, "home")


def find_home(doc: Doc, clauses: Clauses, lexicon: Lexicon) -> Home:
    """Return the countries that the names of a text point to."""
    roles = lexicon.get(load_roles)
    where = roles.places["physical"]
    sentences: list[list[tuple[int, str, bool]]] = [[] for _ in clauses.sentences]
    counts: Counter[str] = Counter()
    text = doc.text  # built anew at every look
    for found in lexicon.get(load_actors).scan(text):
        span = doc.char_span(found.start, found.end, alignment_mode="expand")
        codes = {row.country for row in found.rows if row.kind in PLACES | HINTS or is_person(row)}
        if span is None or len(codes) != 1 or "---" in codes or find_link(text, found, roles) in NOT_THEIRS:
            continue
        country = codes.pop()
        counts[country] += TITLE if clauses.sentence(span.start) < TITLE else 1
        is_place = _is_where(doc, span.start, where) and not any(is_person(row) for row in found.rows)
        sentences[clauses.sentence(span.start)].append((span.start, country, is_place))
    for token, country in _cities(doc, lexicon, {index for sentence in sentences for index, _, _ in sentence}, counts):
        counts[country] += 1
        sentences[clauses.sentence(token)].append((token, country, True))
    places: Counter[str] = Counter()
    for sentence in sentences:
        places.update(country for _, country, is_where in sentence if is_where)
    return Home(_shares(counts), _shares(places), tuple(map(tuple, sentences)))


def _cities(doc: Doc, lexicon: Lexicon, known: set[int], counts: Counter[str]) -> Iterator[tuple[int, str]]:
    """Yield the places of the gazetteer that stand after a preposition of place and are no listed name, with their country."""
    table, where = lexicon.get(load_places), lexicon.get(load_roles).places["physical"]
    for token in doc:
        if token.lower_ not in where or token.i + 1 >= len(doc) or token.i + 1 in known or doc[token.i + 1].pos_ != "PROPN":
            continue
        end = token.i + 1
        while end < len(doc) and doc[end].pos_ == "PROPN":
            end += 1
        country = country_of(table, doc[token.i + 1 : end].text, counts)
        if country is not None:
            yield token.i + 1, country


def _shares(counts: Counter[str]) -> tuple[tuple[str, float], ...]:
    return tuple((country, 2 * count / counts.total()) for country, count in counts.most_common())


def _is_where(doc: Doc, start: int, where: frozenset[str]) -> bool:
    """Tell whether a preposition of place stands before the name, with an article or adjective between at most."""
    index = start - 1
    while index > 0 and start - index <= REACH and doc[index].pos_ in ("DET", "ADJ"):
        index -= 1
    return index >= 0 and doc[index].lower_ in where
