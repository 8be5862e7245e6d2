"""Scraped text: furniture goes and is noted, sentences stay, and every character knows where it came from."""

import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.clean import Metadata, clean_text, find_failure
from detente.clean.blocks import split_blocks
from detente.clean.characters import normalise
from detente.lexicon import Lexicon

LEXICON = Lexicon.load("en")
SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parents[2] / "shared"))

SCRAPED = """Home » Envoys meet in Geneva over the ceasefire | Geneva | Envoys

Envoys meet in Geneva over the ceasefire | Geneva | Envoys

by admin

[Harbour Times, March 3, 2023](Report by Harbour Times reporter Anna Kowalska) Envoys of both sides met in Geneva on Friday and agreed to extend the ceasefire.

See also  Ten gardens worth a journey

Russia condemned the agreement, and its envoy left the talks in protest on the same evening.

The United States called on both sides to keep to the ceasefire until the end of May.

Responsible editor: Li Wen#

You may also like

Harbour reopens after the storm

Leave a Comment

This site uses Akismet to reduce spam. Learn how your comment data is processed.

This website uses cookies to improve your experience. Accept Read More

Privacy & Cookies Policy
"""


def test_a_scraped_page_keeps_its_sentences_and_only_those():
    article = clean_text(SCRAPED, LEXICON).article
    assert article.text.split("\n\n") == [
        "Envoys meet in Geneva over the ceasefire",
        "Envoys of both sides met in Geneva on Friday and agreed to extend the ceasefire.",
        "Russia condemned the agreement, and its envoy left the talks in protest on the same evening.",
        "The United States called on both sides to keep to the ceasefire until the end of May.",
    ]


def test_what_stood_in_the_furniture_becomes_metadata():
    article = clean_text(SCRAPED, LEXICON).article
    assert article.title == "Envoys meet in Geneva over the ceasefire"
    assert (article.published, article.published_from) == (dt.date(2023, 3, 3), "text")
    assert article.outlet == "Harbour Times"
    assert article.authors == ("Anna Kowalska",)
    assert article.lang == "en"


def test_notes_name_what_was_dropped_and_where_it_stood():
    notes = clean_text(SCRAPED, LEXICON).article.notes
    kinds = [note.kind for note in notes]
    assert kinds == [
        *("breadcrumb", "tags", "byline", "source-line", "see-also", "editor"),
        *("related", "related", "comments", "comments", "cookies", "navigation"),
    ]
    for note in notes:
        assert SCRAPED[note.start :].split()[:1] == note.text.split()[:1]


def test_given_metadata_wins_and_a_given_title_has_no_raw_place():
    given_metadata = Metadata(title="Truce extended", published=dt.date(2023, 3, 4), published_from="given", outlet="Wire")
    cleaned = clean_text("Envoys met in Geneva on Friday.\nThey agreed to extend the truce.", LEXICON, given_metadata)
    article = cleaned.article
    assert article.text.startswith("Truce extended\n\nEnvoys")
    assert (article.published, article.published_from, article.outlet) == (dt.date(2023, 3, 4), "given", "Wire")
    assert cleaned.raw_span(0, len("Truce extended")) is None
    assert cleaned.raw_span(article.text.index("Envoys"), article.text.index("Envoys") + 6) == (0, 6)


def test_a_given_title_that_the_text_repeats_keeps_its_raw_place():
    raw = "Truce extended until May | World | Wire\n\nEnvoys met in Geneva on Friday.\n\nThey agreed to extend the truce."
    cleaned = clean_text(raw, LEXICON, Metadata(title="Truce extended until May"))
    assert cleaned.article.text.split("\n\n")[0] == "Truce extended until May"
    assert cleaned.raw_span(0, 5) == (0, 5)


@pytest.mark.parametrize(
    ("raw", "kept", "kind"),
    [
        ("FacebookTwitterWhatsAppEmail Photo by Anna Kowalska / AFP The minister met the rebels.", "The minister met the rebels.", "share"),
        ("Image copyright EPA Image caption The blast destroyed houses nearby.", "The blast destroyed houses nearby.", "photo-credit"),
        ("Story highlights The two sides met in Doha on Monday.", "The two sides met in Doha on Monday.", "highlights"),
        ("Prices rose again in May. (Reporting by Anna Kowalska; Editing by Li Wen)", "Prices rose again in May.", "editor"),
        ("The envoys left for Doha on Friday. PTI", "The envoys left for Doha on Friday.", "credit"),
        ("FILE PHOTO: The envoy speaks in Doha. REUTERS/Anna Kowalska/File Photo", "The envoy speaks in Doha.", "photo-credit"),
        ("“We will stay,” she wrote pic.twitter.com/aBcD12345", "“We will stay,” she wrote", "navigation"),
    ],
)
def test_furniture_inside_a_paragraph_goes_and_the_sentence_stays(raw, kept, kind):
    article = clean_text(raw, LEXICON).article
    assert article.text == kept
    assert kind in {note.kind for note in article.notes}


@pytest.mark.parametrize(
    ("dateline", "noted"),
    [("GENEVA (Reuters) - ", "GENEVA (Reuters) -"), ("SEOUL, South Korea — ", "SEOUL, South Korea —"), ("NEW DELHI: ", "NEW DELHI:")],
)
def test_a_dateline_stays_in_the_text_and_is_noted(dateline, noted):
    raw = dateline + "North Korea fired three missiles on Monday."
    article = clean_text(raw, LEXICON).article
    assert article.text == raw
    assert [(note.kind, note.text) for note in article.notes] == [("dateline", noted)]


def test_a_lead_scraped_twice_is_kept_once():
    lead = "The envoys of both sides met in Geneva on Friday."
    article = clean_text(f"{lead}\n\nThey spoke for two hours.\n\n{lead}\n\nThen they left.", LEXICON).article
    assert article.text.count(lead) == 1
    assert [note.kind for note in article.notes] == ["repeated"]


def test_related_headlines_end_where_the_article_goes_on():
    raw = "The envoys met on Friday in Geneva, officials said.\n\nRelated stories\n\nHarbour reopens\n\nThe talks will go on in May, they added."
    assert clean_text(raw, LEXICON).article.text.endswith("The talks will go on in May, they added.")


def test_a_link_to_comments_at_the_top_does_not_end_the_article():
    body = "The envoys met on Friday in Geneva, officials said.\n\nThe talks will go on in May, they added."
    article = clean_text(f"Leave a Comment\n\n{body}", LEXICON).article
    assert article.text == body


def test_readers_comments_are_dropped_to_the_end():
    body = "\n\n".join(
        ["Envoys of both sides met in Geneva on Friday and agreed to extend the ceasefire until May."]
        + [
            f"The {who} said in a statement on Monday that it would keep to the ceasefire for now and wait."
            for who in ("army", "senate", "union", "court")
        ]
    )
    article = clean_text(f"{body}\n\n2 Comments\n\nRussia attacked us, that is what I think about it.", LEXICON).article
    assert article.text == body


def test_wrapped_lines_are_joined_and_short_ones_are_not():
    wrapped = """The envoys of the two states met again in Geneva on Friday, three
weeks after the first round of talks had ended without an accord,
and agreed to extend the ceasefire until the end of May.

Both sides promised to release the prisoners that they have held
since the fighting began, the mediators said in a statement after
the meeting, and to let trucks with food pass.
"""
    assert [block.text.count(" ") for block in split_blocks(wrapped)] == [35, 30]
    assert len(split_blocks("The envoys met.\nThey agreed.\nThey left.")) == 3


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("US \xadforces", "US forces"),
        ("a\u200bb\ufeff c\u202ed\x00e", "ab cde"),
        ("two\xa0\xa0 spaces\t", "two spaces"),
        ("Zu\u0308rich", "Zürich"),
        ("\x00\x01\x02", ""),
    ],
)
def test_characters_that_nobody_sees_are_gone(raw, clean):
    assert normalise(raw).text == clean


@given(st.text(alphabet=st.sampled_from(list("ab .\n\t|»\x00\u200b\u0301\xa0\u00adÉ")), max_size=120))
def test_every_clean_character_leads_back_to_its_raw_place(raw):
    cleaned = clean_text(raw, LEXICON)
    text = cleaned.article.text
    covered = 0
    for segment in cleaned.segments:
        part = text[segment.clean_start : segment.clean_start + segment.length]
        origin = raw[segment.raw_start : segment.raw_start + segment.length]
        assert len(part) == segment.length
        for now, before in zip(part, origin, strict=True):
            assert now == before or before.isspace() or normalise(raw[raw.index(before) :]).text  # composed or a space
        covered += segment.length
    assert covered == len(text.replace("\n\n", ""))


@given(st.text(max_size=300))
def test_any_text_becomes_an_article(raw):
    article = clean_text(raw, LEXICON).article
    assert "\x00" not in article.text
    assert all(block == block.strip() for block in article.text.split("\n\n") if block)


def test_another_language_is_a_failure_that_keeps_the_text():
    german = (
        "Die Unterhändler der beiden Staaten haben sich am Freitag in Genf getroffen und auf eine Verlängerung der Waffenruhe geeinigt. "
        * 2
    )
    article = clean_text(german, LEXICON).article
    assert article.lang == "de"
    assert "'de'" in find_failure(article)
    assert article.text


def test_russian_is_a_failure_too():
    article = clean_text("Президент заявил в понедельник, что переговоры в Женеве продолжатся на следующей неделе. " * 5, LEXICON).article
    assert find_failure(article) is not None


def test_no_date_is_no_failure():
    article = clean_text("The envoys met in Geneva. They agreed to extend the truce.", LEXICON).article
    assert (article.published, article.published_from) == (None, None)
    assert find_failure(article) is None


@pytest.mark.skipif(not (SHARED / "data/seed/page.txt").is_file(), reason=f"no seed page in {SHARED}: set DETENTE_SHARED")
def test_the_seed_page_loses_its_furniture_and_no_sentence():
    raw = (SHARED / "data/seed/page.txt").read_text(encoding="utf-8")
    article = clean_text(raw, LEXICON).article
    assert (article.published, article.published_from, article.outlet) == (dt.date(2022, 12, 30), "text", "The Epoch Times")
    for words in (
        "Home »",
        "See also",
        "Akismet",
        "cookies",
        "Leave a Comment",
        "admin",
        "Responsible editor",
        "You may also like",
        "[",
        "Sandum",
    ):
        assert words not in article.text
    sentences = [line for line in raw.split("\n") if line.endswith((".", "”")) and "Akismet" not in line]
    assert len(sentences) > 20
    assert [line for line in sentences if line.removeprefix(raw[275:364]).strip() not in article.text] == []


@pytest.mark.skipif(not (SHARED / "data/gold").is_dir(), reason=f"no gold articles in {SHARED}: set DETENTE_SHARED")
def test_no_sentence_of_the_gold_articles_is_dropped():
    for place in sorted((SHARED / "data/gold").glob("*.txt")):
        raw = place.read_text(encoding="utf-8")
        dropped = [note.text for note in clean_text(raw, LEXICON).article.notes if note.kind not in {"dateline", "tags"}]
        long = [text for text in dropped if text.count(" ") > 12 and text.rstrip('”")').endswith(".")]
        assert all(any(word in text for word in ("rights reserved", "cookies", "Akismet")) for text in long), (place.name, long)
