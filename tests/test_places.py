"""Where clauses say that they happened, from the gazetteer, by the countries that the article names."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.coding.actors import find_actors
from detente.coding.clauses import find_clauses
from detente.coding.coreference import resolve
from detente.coding.parse import load_parser
from detente.coding.places import find_place, survey
from detente.lexicon import Lexicon
from detente.lexicon.places import choose, country_of, load_places
from detente.records import Article, Place, digest


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


@pytest.fixture(scope="module")
def place_of(lexicon: Lexicon):
    parse = load_parser(lexicon)

    def run(text: str) -> Place | None:
        article = Article("a", "p", None, None, (), dt.date(2022, 12, 30), "given", None, "en", None, text, digest(text))
        doc = parse(text)
        clauses = find_clauses(doc, lexicon)
        mentions = resolve(doc, find_actors(article, doc, clauses, lexicon), clauses, lexicon)
        around = survey(doc, clauses, mentions, lexicon)
        found = [place for clause in clauses.clauses if (place := find_place(around, clause)) is not None]
        for place in found:
            assert text[place.span.start : place.span.end] == place.span.text
        return found[0] if found else None

    return run


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Rebels shelled a market in Donetsk on Friday.", "Donetsk", "UKR"),
        ("The envoys met near the port of Odesa.", "Odesa", "UKR"),
        ("Police arrested three men in Mombasa, Kenya.", "Mombasa", "KEN"),
        ("The ministers met in Bali, Indonesia.", "Bali", "IDN"),
        ("Soldiers were deployed in Kashmir.", "Kashmir", None),
        ("The talks were held in Norway.", "Norway", "NOR"),
    ],
)
def test_places(place_of, text: str, words: str, country: str | None) -> None:
    place = place_of(text)
    assert place is not None
    assert place.span.text == words
    assert country is None or place.country == country


def test_no_place_no_record(place_of) -> None:
    assert place_of("Norway thanked Sweden on Monday.") is None


def test_the_article_decides_between_places_of_one_name(lexicon: Lexicon) -> None:
    rows = lexicon.get(load_places).named("Tripoli")
    assert {row.country for row in rows} >= {"LBY", "LBN"}
    assert choose(rows, {"LBN": 5, "LBY": 1}).country == "LBN"
    assert choose(rows, {}).country == "LBY"
    assert choose((), {}) is None


def test_small_towns_count_only_where_the_text_names_their_country(lexicon: Lexicon) -> None:
    table = lexicon.get(load_places)
    small = next(row for name in ("Odessa", "Paris", "Moscow") for row in table.named(name) if row.country == "USA")
    assert country_of(table, small.name, {"USA": 3}) == "USA"
    assert country_of(table, "Kharkiv", {}) == "UKR"
    assert country_of(table, "Nowhere at all", {}) is None
