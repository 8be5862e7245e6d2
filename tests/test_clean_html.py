"""HTML pages: main text, metadata and where the date came from, on pages written for this test and on the examples."""

import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from detente.clean import clean_page, find_failure
from detente.clean.guard import limit_depth, strip_tags
from detente.clean.html import extract_html
from detente.lexicon import Lexicon
from detente.lexicon.pages import load_page_rules
from detente.pages import make_page, read_pages
from detente.records import Page

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
LEXICON = Lexicon.load("en")
RULES = LEXICON.get(load_page_rules)

BODY = """<p>Envoys of both sides met in Geneva on Friday and agreed to extend the ceasefire until the end of May.</p>
<p>Russia condemned the agreement, and its envoy left the talks in protest on the same evening.</p>
<h2>Washington reacts</h2>
<p>The United States called on both sides to keep to the ceasefire.<br>It promised $20 million in aid.</p>
<ul><li>Prisoners will be released by March 12.</li></ul>"""


def page_of(head="", body=BODY, url=None, title="Envoys extend ceasefire"):
    html = f"""<!doctype html><html lang="en"><head><title>{title}</title>{head}</head><body>
<nav><a href="/">Home</a> <a href="/w">World</a></nav><div class="cookie">We use cookies. <button>Accept</button></div>
<article><h1>Envoys extend ceasefire</h1>{body}</article><footer>© 2023 Harbour Times</footer><script>var x = "The army attacked.";</script></body></html>"""
    content = html.encode()
    return Page(hashlib.sha256(content).hexdigest(), url, None, "text/html; charset=utf-8", content)


def test_main_text_is_title_and_blocks():
    article = clean_page(page_of(), LEXICON)
    assert article.text.split("\n\n") == [
        "Envoys extend ceasefire",
        "Envoys of both sides met in Geneva on Friday and agreed to extend the ceasefire until the end of May.",
        "Russia condemned the agreement, and its envoy left the talks in protest on the same evening.",
        "Washington reacts",
        "The United States called on both sides to keep to the ceasefire.",
        "It promised $20 million in aid.",
        "Prisoners will be released by March 12.",
    ]
    assert article.text_sha256 == hashlib.sha256(article.text.encode()).hexdigest()


META = '<meta property="article:published_time" content="2023-03-03T10:00:00Z">'


@pytest.mark.parametrize(
    ("head", "body", "url", "published", "origin"),
    [
        (META, BODY, None, dt.date(2023, 3, 3), "meta"),
        ('<script type="application/ld+json">{"datePublished": "2023-03-04"}</script>', BODY, None, dt.date(2023, 3, 4), "meta"),
        ("", BODY, "https://harbour.example/2023/03/05/envoys.html", dt.date(2023, 3, 5), "url"),
        ("", '<time datetime="2023-03-06">Monday</time>' + BODY, None, dt.date(2023, 3, 6), "text"),
        ("", "<p>[Harbour Times, March 7, 2023] Envoys of both sides met in Geneva.</p>" + BODY, None, dt.date(2023, 3, 7), "text"),
        ("", BODY, None, None, None),
    ],
)
def test_the_date_says_where_it_came_from(head, body, url, published, origin):
    article = clean_page(page_of(head, body, url), LEXICON)
    if origin is None:
        assert article.published_from in {None, "guessed"}
    else:
        assert (article.published, article.published_from) == (published, origin)


def test_outlet_authors_and_title_come_from_the_head():
    head = '<meta property="og:site_name" content="Harbour Times | All the news"><meta name="author" content="By Anna Kowalska and Li Wen">'
    article = clean_page(page_of(head, title="Envoys extend ceasefire | World | Harbour Times"), LEXICON)
    assert (article.title, article.outlet) == ("Envoys extend ceasefire", "Harbour Times")
    assert article.authors == ("Anna Kowalska", "Li Wen")


def test_the_outlet_may_hang_on_the_title():
    article = clean_page(page_of(title="Envoys extend ceasefire - Harbour Times"), LEXICON)
    assert (article.title, article.outlet) == ("Envoys extend ceasefire", "Harbour Times")


def test_a_paragraph_that_is_one_link_is_another_story_but_a_linked_sentence_stays():
    body = (
        BODY
        + '<p><a href="/1">Army attacks harbour at night</a></p><p><a href="/2">The ministry denied this on Monday.</a> It gave no reason.</p>'
    )
    article = clean_page(page_of(body=body), LEXICON)
    assert "Army attacks harbour" not in article.text
    assert "The ministry denied this on Monday." in article.text
    assert ("see-also", "Army attacks harbour at night") in [(note.kind, note.text) for note in article.notes]


def test_a_lead_outside_the_body_is_found_again_by_the_description():
    lead = "Envoys meeting in Geneva agreed late on Friday to keep the guns silent for two more months."
    page = page_of(f'<meta name="description" content="{lead}">', f'<div class="related-summary">{lead}</div>{BODY}')
    assert clean_page(page, LEXICON).text.count(lead) == 1


def test_quoted_posts_are_kept():
    post = '<div class="social-media-embed"><blockquote class="twitter-tweet"><p>We welcome the truce.</p>— A Minister (@aminister) March 3, 2023</blockquote></div>'
    assert "We welcome the truce." in clean_page(page_of(body=BODY + post), LEXICON).text


def test_depth_is_limited_and_no_text_lost():
    deep = "<div>" * 500 + "<p>Talks go on.</p>" + "</div>" * 500
    limited = limit_depth(deep, 100)
    assert limited.count("<div>") == 100
    assert limited.count("</div>") == 100
    assert "<p>Talks go on.</p>" in limited
    assert limit_depth(BODY) == BODY


def test_tags_are_stripped_where_no_tree_is_built():
    stripped = strip_tags("<script>x</script><p>Talks <b>go</b> on &amp; on.</p><!-- no --><div>They\nleft.</div><script>unclosed")
    assert stripped == "Talks go on & on.\nThey left."


def test_the_fallback_reads_what_the_main_way_does_not():
    extracted = extract_html("<html><body><p>Talks go on.</p></body></html>", None, RULES)
    assert "Talks go on." in extracted.text


def test_a_page_without_text_is_a_failure():
    article = clean_page(make_page(b"<html><head><title>x</title></head><body><img src='a.png'></body></html>", "a"), LEXICON)
    assert "no readable text" in find_failure(article)


EXAMPLES = sorted((ROOT / "examples").iterdir())


@pytest.mark.parametrize("place", EXAMPLES, ids=lambda place: place.name)
def test_examples_become_articles_without_furniture(place):
    (page,) = read_pages([place])
    article = clean_page(page, LEXICON)
    assert find_failure(article) is None
    assert article.title
    assert article.outlet
    assert article.published == dt.date.fromisoformat(place.name[:10])
    assert 250 <= len(article.text.split()) <= 600
    for words in (
        "ookie",
        "Akismet",
        "Comment",
        "Facebook",
        "Subscribe",
        "newsletter",
        "All rights",
        "See also",
        "ALSO READ",
        "Related",
        "Home",
        "Read next",
    ):
        assert words not in article.text


def test_five_examples_tell_of_the_same_call():
    told = [place.name for place in EXAMPLES if place.name.startswith(("2022-12-3", "2023-01-02"))]
    assert len(told) == 6  # five sides and a reprint


@pytest.mark.skipif(not (SHARED / "data/pages/truth.json").is_file(), reason=f"no pages in {SHARED}: set DETENTE_SHARED")
def test_main_text_of_real_pages_keeps_its_floor(tmp_path):
    pages = SHARED / "data/pages"
    found = subprocess.run([sys.executable, str(ROOT / "bench/pages.py"), str(pages)], capture_output=True, text=True, check=True)
    assert len(json.loads(found.stdout)) == len(json.loads((pages / "truth.json").read_text(encoding="utf-8")))
    (tmp_path / "found.json").write_text(found.stdout, encoding="utf-8")
    scorer = [sys.executable, str(SHARED / "bench/score_pages.py"), str(tmp_path / "found.json"), str(pages / "truth.json")]
    score = subprocess.run(scorer, capture_output=True, text=True, check=True).stdout
    assert float(score.split()[-1]) >= 0.95
