"""Copies of a text have one origin: reprints, credits, and reports taken from another outlet."""

import dataclasses
import datetime as dt
import random
from itertools import combinations
from pathlib import Path

import pytest

from detente.clean import clean_page
from detente.lexicon import Lexicon
from detente.lexicon.merging import load_merge_rules
from detente.merge.copies import find_copies, origin_of, origins_of, shingles
from detente.pages import read_pages
from detente.records import Mention, Note
from tests.articles import article

LEXICON = Lexicon.load()
RULES = LEXICON.get(load_merge_rules)
DAY = dt.date(2023, 5, 4)
WORDS = [f"word{number}" for number in range(60)]


def story(seed, words=120):
    chance = random.Random(seed)  # noqa: S311 - texts, not secrets
    return " ".join(chance.choices(WORDS, k=words))


def told(text, outlet, published=DAY, authors=(), notes=()):
    return dataclasses.replace(article(text, published), outlet=outlet, authors=authors, notes=notes)


@pytest.fixture(scope="module")
def examples():
    pages = read_pages([Path(__file__).parent.parent / "examples"])
    return {Path(page.url).name: clean_page(page, LEXICON) for page in pages}


def test_the_reprint_among_the_examples(examples):
    copies = find_copies(examples.values(), RULES)
    names = {each.id: name for name, each in examples.items()}
    assert [{names[copy.article], names[copy.other]} for copy in copies] == [{"2022-12-31-reprint-call.html", "2022-12-30-wire-call.html"}]
    origins = origins_of(examples.values(), copies, RULES)
    assert {names[key] for key, origin in origins.items() if origin == "meridian wire"} == {
        names[copies[0].article],
        names[copies[0].other],
    }
    assert len(set(origins.values())) == len(examples) - 1


def test_all_copies_are_found():
    """The candidates miss nothing: the pairs are those of comparing each text with each."""
    chance = random.Random(7)  # noqa: S311 - texts, not secrets
    texts = [story(seed) for seed in range(8)]
    for seed in range(24):
        words = texts[seed % 8].split()
        cut = chance.randrange(0, 90)
        texts.append(" ".join(words[cut // 2 : len(words) - cut // 3] + story(100 + seed, cut).split()))
    articles = [told(text, None) for text in texts]
    runs = {each.id: shingles(each.text, RULES) for each in articles}
    want = set()
    for one, two in combinations(sorted(runs), 2):
        fewest = min(len(runs[one]), len(runs[two]))
        if fewest >= RULES.least_shingles and len(runs[one] & runs[two]) >= RULES.least_contained * fewest:
            want.add((one, two))
    found = {(copy.article, copy.other) for copy in find_copies(articles, RULES)}
    assert found == want
    assert len(want) > 10


def test_only_what_is_new_is_compared():
    text = story(1)
    articles = [told(text, None), told(f"{text} more", None), told(f"{text} again", None)]
    fresh = frozenset({articles[2].id})
    found = find_copies(articles, RULES, fresh)
    assert len(found) == 2
    assert all(articles[2].id in (copy.article, copy.other) for copy in found)


def test_an_old_text_is_no_copy_of_a_new_one():
    text = story(2)
    assert not find_copies([told(text, None), told(f"{text} anew", None, DAY + dt.timedelta(days=300))], RULES)


def test_the_wire_is_the_origin_whoever_was_first():
    text = story(3)
    wire = told(text, "Reuters", DAY + dt.timedelta(days=1))
    credited = told(f"{text} x", "Lake Courier", notes=(Note("credit", "Source: Reuters"),))
    plain = told(f"{text} y", "Hill Post")
    other = told(story(4), "Hill Post")
    articles = [wire, credited, plain, other]
    origins = origins_of(articles, find_copies(articles, RULES), RULES)
    assert [origins[each.id] for each in articles] == ["reuters", "reuters", "reuters", "hill post"]


def test_a_report_taken_from_another_outlet(coded):
    report = coded.reports[0]
    reuters = Mention(report.trigger, "Reuters", "GBR MED", "reuters", None, "test")
    origins = {coded.article.id: "example times"}
    assert origin_of(report, origins, RULES) == "example times"
    assert origin_of(dataclasses.replace(report, attributed_to=(reuters,)), origins, RULES) == "reuters"
