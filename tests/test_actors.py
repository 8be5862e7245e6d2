"""Actors in sentences: names on their day, roles with their country, persons that no list knows. Traps are in traps.toml."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from detente.coding.actors import find_actors
from detente.coding.clauses import find_clauses
from detente.coding.parse import load_parser
from detente.coding.phrases import index_mentions, mention_at
from detente.lexicon import Lexicon
from detente.records import Article, Mention, digest

Finder = Callable[..., tuple[Mention, ...]]


def make_article(text: str, published: dt.date | None) -> Article:
    return Article("a", "p", None, None, (), published, "given", None, "en", None, text, digest(text))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


@pytest.fixture(scope="module")
def parse(lexicon: Lexicon):
    return load_parser(lexicon)


@pytest.fixture(scope="module")
def find(lexicon: Lexicon, parse) -> Finder:
    def run(text: str, published: dt.date | None = dt.date(2022, 12, 30)) -> tuple[Mention, ...]:
        doc = parse(text)
        return find_actors(make_article(text, published), doc, find_clauses(doc, lexicon), lexicon)

    return run


def code_of(mentions: tuple[Mention, ...], words: str) -> set[str]:
    return {each.code for each in mentions if each.span.text == words}


@pytest.mark.parametrize(
    ("published", "code"), [("2010-06-01", "RUS GOV"), ("2013-06-01", "RUS GOV"), ("2023-06-01", "RUS GOV")],
)
def test_medvedev_over_time(find: Finder, published: str, code: str) -> None:
    found = find("Dmitry Medvedev spoke in Sochi.", dt.date.fromisoformat(published))
    assert code_of(found, "Dmitry Medvedev") == {code}


def test_taliban_before_and_after(find: Finder) -> None:
    text = "The Taliban attacked a convoy."
    assert code_of(find(text, dt.date(2019, 6, 1)), "The Taliban") == {"AFG REB"}
    assert code_of(find(text, dt.date(2022, 6, 1)), "The Taliban") == {"AFG GOV"}


def test_a_person_out_of_office_is_marked(find: Finder) -> None:
    found = find("Angela Merkel gave an interview.", dt.date(2023, 3, 1))
    assert [(each.code, each.rule.endswith("/former")) for each in found] == [("DEU", True)]


def test_without_a_date_the_latest_row_decides(find: Finder) -> None:
    assert find("Angela Merkel gave an interview.", None)


def test_title_name_and_country_are_one_mention(find: Finder) -> None:
    found = find("Chinese Communist Party leader Xi Jinping met U.S. President Joe Biden.")
    assert {(each.span.text, each.code) for each in found} == {
        ("Chinese Communist Party leader Xi Jinping", "CHN GOV"), ("U.S. President Joe Biden", "USA GOV"),
    }


def test_every_mention_names_its_rule_and_span(find: Finder) -> None:
    text = "Turkish police and Greek diplomats met near Edirne; the spokesman for the Bulgarian army was absent."
    for mention in find(text):
        assert text[mention.span.start : mention.span.end] == mention.span.text
        assert ":" in mention.rule


def test_unknown_persons_take_their_description(find: Finder) -> None:
    found = find("Maria Okonjo, an associate professor at the University of Nairobi, and a Chilean diplomat, Pedro Rojas, spoke.")
    codes = {each.name: each.code for each in found}
    assert codes["Maria Okonjo"] == "KEN EDU"
    assert codes["Pedro Rojas"] == "CHL GOV"


def test_an_owner_gives_the_country_only_where_it_is_owned(find: Finder) -> None:
    found = find("Moscow's allies met Iran's navy commanders.")
    assert "RUS GOV" not in {each.code for each in found if "allies" in each.span.text}
    assert code_of(found, "Iran's navy commanders") == {"IRN MIL"}


def test_no_text_no_actor(find: Finder) -> None:
    assert find("") == ()
    assert find("\n\n   \n") == ()
    assert find("12 34 ... !!!") == ()


def test_the_index_gives_the_narrowest(find: Finder, lexicon: Lexicon, parse) -> None:
    text = "Iran's navy seized a tanker. German and Afghan forces withdrew. Russia's decision angered Poland."
    doc = parse(text)
    mentions, clauses = find(text), find_clauses(doc, lexicon)
    at = index_mentions(doc, mentions)
    by_word = {token.text: token.i for token in doc}
    assert [each.code for each in at.at(by_word["navy"])] == ["IRN MIL"]
    assert [each.code for each in at.at(by_word["Iran"])] == ["IRN"] or [each.code for each in at.at(by_word["Iran"])] == ["IRN GOV"]
    assert sorted(each.code for each in at.at(by_word["forces"])) == ["AFG MIL", "DEU MIL"]
    decision = clauses.phrase(by_word["decision"])
    assert decision is not None
    assert [each.code for each in at.of(decision)] == ["RUS GOV"]
    assert at.of(decision, deep=False) == ()
    assert mention_at(mentions, doc, decision) == at.of(decision)[0]
    assert at.at(None) == at.of(None) == ()
