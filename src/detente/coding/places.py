"""Where a clause says that it happened: "in Bali", "near the port of Odesa" -> country, region, city, coordinates.

A name that several places share is the one in the country that the article names most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.actors.naming import CITIES, REGIONS, STATES
from detente.lexicon.actors import load_actors
from detente.lexicon.places import PlaceRow, PlaceTable, choose, load_places
from detente.lexicon.roles import load_roles
from detente.records import Place, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.coding.clauses import Clause, Clauses
    from detente.lexicon import Lexicon
    from detente.records import Mention

LONGEST = 5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is needed to place the clauses of one article; made once by ``survey``."""

    doc: Doc
    clauses: Clauses
    places: PlaceTable
    lexicon: Lexicon
    countries: Mapping[str, int]
    prepositions: frozenset[str]
    belonging: frozenset[str]


def survey(doc: Doc, clauses: Clauses, mentions: Iterable[Mention], lexicon: Lexicon) -> Surroundings:
    """Return the gazetteer with the countries that the article's mentions name."""
    countries = Counter(mention.code.partition(" ")[0] for mention in mentions)
    for unknown in ("---", "IGO", "NGO"):
        countries.pop(unknown, None)
    words = lexicon.get(load_roles).places
    return Surroundings(doc, clauses, lexicon.get(load_places), lexicon, countries, words["physical"], words["belonging"])


def find_place(around: Surroundings, clause: Clause) -> Place | None:
    """Return the place that the clause's own words give, the narrowest first named; None where they give none."""
    for preposition, head in clause.obliques:
        if preposition in around.prepositions:
            place = _from_phrase(around, head, preposition)
            if place is not None:
                return place
    for head in (*clause.patients, *clause.objects):
        phrase = around.clauses.phrase(head)
        for preposition, inner in phrase.preps if phrase is not None else ():
            if preposition in around.prepositions:
                place = _from_phrase(around, inner, preposition)
                if place is not None:
                    return place
    return None


def _from_phrase(around: Surroundings, head: int, preposition: str, depth: int = 0) -> Place | None:
    """Return the place that a noun phrase names, or that the phrases in it name ("the port of Odesa", "a market in Kano")."""
    place = _at(around, head, preposition)
    if place is not None or depth > 1:
        return place
    phrase = around.clauses.phrase(head)
    if phrase is None:
        return None
    inner = [each for case, each in phrase.preps if case in around.prepositions | around.belonging]
    for each in (*inner, *phrase.appositions, *((phrase.possessor,) if phrase.possessor is not None else ()), *phrase.modifiers):
        place = _at(around, each, preposition) if each in phrase.modifiers else _from_phrase(around, each, preposition, depth + 1)
        if place is not None:
            return place
    return None


def _at(around: Surroundings, head: int, preposition: str) -> Place | None:
    """Return the place whose name ends or begins at this token, the longest name first."""
    doc = around.doc
    if not doc[head].text[:1].isupper():
        return None
    for length in range(LONGEST, 0, -1):
        for start in range(max(0, head - length + 1), head + 1):
            span = doc[start : start + length]
            if len(span) == length and span[0].text[:1].isupper() and (row := look_up_place(around, span.text)) is not None:
                words = Span(span.start_char, span.end_char, span.text)
                return Place(words, row.name, row.country, row.region, row.latitude, row.longitude, f"{preposition}:{row.kind}")
    return None


def look_up_place(around: Surroundings, name: str) -> PlaceRow | None:
    """Return the place of this name: a state or region of the lists of names, else the gazetteer's that fits the article."""
    rows = [row for row in around.lexicon.get(load_actors).named(name) if row.kind in STATES | REGIONS | CITIES]
    found = choose(around.places.named(name), around.countries)
    states = [row for row in rows if row.kind in STATES]
    if states and (found is None or found.kind != "region"):
        return PlaceRow(states[0].name, states[0].country, None, None, None, 0, "country")
    if found is not None:
        return found
    return PlaceRow(rows[0].name, rows[0].country, rows[0].name, None, None, 0, "region") if rows else None
