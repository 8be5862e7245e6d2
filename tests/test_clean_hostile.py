"""Hostile pages end within seconds, as an article or as a failure that says why."""

import random
import time

import pytest

from detente.clean import clean_page, find_failure
from detente.clean.guard import MOST_CHARS
from detente.lexicon import Lexicon
from detente.pages import MOST_BYTES, PageFailure, make_page
from detente.records import Page

LEXICON = Lexicon.load("en")
SENTENCES = "The envoys of both sides met in Geneva on Friday and agreed to extend the ceasefire. " * 4
PARAGRAPH = f"<p>{SENTENCES}</p>"
LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'


def clean(text, seconds, most_bytes=MOST_BYTES):
    page = make_page(text.encode(), "hostile", most_bytes)
    assert not isinstance(page, PageFailure), page
    started = time.perf_counter()
    article = clean_page(page, LEXICON)
    assert time.perf_counter() - started < seconds
    return article


@pytest.mark.parametrize(
    "text",
    [
        "<html><body>" + "<div>" * 20_000 + PARAGRAPH + "</div>" * 20_000,
        "<html><body>" + "<div>" * 20_000 + PARAGRAPH,
        "<html><body>" + "<span><b>" * 10_000 + PARAGRAPH,
        "<html><body>" + "<table><tr><td>" * 5_000 + PARAGRAPH,
        "<html><body>" + PARAGRAPH + "<p " + 'x="1" ' * 200_000 + ">",
        "<html><body>" + PARAGRAPH + "<script>" * 50_000,
        "<html><body>" + PARAGRAPH + "<!--" * 50_000,
        "<html><body>" + PARAGRAPH + "<p>" + "&amp;lt;" * 100_000,
        LAUGHS + "<html><body><p>&c;&c;</p>" + PARAGRAPH,
        '<html><head><script type="application/ld+json">' + '{"a":' * 100_000 + "</script></head><body>" + PARAGRAPH,
        "<html><body>" + PARAGRAPH * 2_000,
    ],
    ids=["nested", "unclosed", "inline", "tables", "attributes", "scripts", "comments", "entities", "laughs", "json", "long"],
)
def test_hostile_html_keeps_its_article(text):
    article = clean(text, seconds=10)
    assert "agreed to extend the ceasefire." in article.text


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "a" * 1_000_000,
        "Share | " * 125_000,
        "By Aa Aa Aa Aa\n" * 20_000,
        "Photo\n" * 20_000,
        "e\u0301" * 100_000,
        "a \u200b " * 100_000,
        SENTENCES * 3_000,
    ],
    ids=["line", "word", "shares", "bylines", "photos", "accents", "unseen", "sentences"],
)
def test_hostile_text_ends_in_seconds(text):
    clean(text, seconds=10)


def test_fifty_megabytes_of_nested_divs_are_refused_at_once():
    content = b"<div>" * 10_000_000
    failure = make_page(content, "deep.html")
    assert "larger than 20 MB" in failure.reason
    started = time.perf_counter()
    article = clean_page(Page("0" * 64, None, None, "text/html; charset=utf-8", content), LEXICON)
    assert time.perf_counter() - started < 2
    assert "larger than 20 MB" in find_failure(article)


def test_just_under_the_limit_nested_divs_still_give_their_text():
    half = (MOST_CHARS - 2_000) // 11
    article = clean("<html><body>" + "<div>" * half + PARAGRAPH + "</div>" * half, seconds=20)
    assert "agreed to extend the ceasefire." in article.text


def test_a_text_of_five_million_characters_is_a_failure():
    article = clean(SENTENCES * 15_000, seconds=5)
    assert "no article" in find_failure(article)
    assert article.text == ""


@pytest.mark.parametrize("media_type", [None, "text/html", "text/plain", "text/html; charset=nonsense", "image/png", "nonsense"])
def test_any_bytes_under_any_media_type_become_an_article(media_type):
    noise = random.Random(11)  # noqa: S311 - noise, not a secret
    for size in (0, 1, 50, 5_000):
        article = clean_page(Page("0" * 64, None, None, media_type, noise.randbytes(size)), LEXICON)
        assert "\x00" not in article.text


def test_null_bytes_in_html_do_no_harm():
    article = clean(f"<html><body><p>{SENTENCES}</p></body></html>".replace("Geneva", "Gen\x00eva"), seconds=2)
    assert "met in Geneva" in article.text


def test_lone_surrogates_are_dropped():
    page = Page("0" * 64, None, None, "text/plain; charset=utf-16-le", SENTENCES.encode("utf-16-le") + b"\x00\xd8\x41\x00")
    article = clean_page(page, LEXICON)
    article.text.encode("utf-8")
    assert "ceasefire." in article.text
