"""Page -> Article: the readable text, what the page says of itself, and notes of all that was dropped.

Start with ``clean_page``; ``clean_text`` is the second half of it, for text that somebody else has scraped.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from detente.clean.blocks import split_blocks
from detente.clean.decode import decode
from detente.clean.furniture import sweep
from detente.clean.guard import MOST_CHARS, TREE_CHARS
from detente.clean.headline import find_heading
from detente.clean.html import extract_html
from detente.clean.language import find_language
from detente.clean.mapped import MappedText, Segment, join_texts
from detente.clean.metadata import Metadata, complete
from detente.lexicon import Lexicon
from detente.lexicon.pages import load_page_rules
from detente.records import Article, Note, Page, digest

__all__ = ["Cleaned", "Metadata", "Segment", "clean_page", "clean_text", "find_failure"]

_BREAK = "\n\n"
_ENOUGH_WORDS = 25


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article and the way back: ``segments`` lead from its text to the raw text it was cleaned from."""

    article: Article
    segments: tuple[Segment, ...]

    def raw_span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where ``article.text[start:end]`` stood in the raw text; None where nothing of it stood there (a given title)."""
        return MappedText(self.article.text, self.segments).raw_span(start, end)


def clean_page(page: Page, lexicon: Lexicon) -> Article:
    """Return the article on a page. It always returns one: where there is nothing to code, ``find_failure`` says why."""
    if len(page.content) > MOST_CHARS:
        reason = f"page of {len(page.content) / 1e6:.0f} MB is larger than {MOST_CHARS / 1e6:.0f} MB: split it or leave it out"
        return _finish(page, MappedText("", ()), Metadata(url=page.url), (Note("failure", reason),)).article
    text, is_html = decode(page)
    address = page.url if page.url and page.url.startswith(("http://", "https://")) else None
    if not is_html:
        return _clean(text, page, Metadata(url=page.url), lexicon).article
    extracted = extract_html(text, address, lexicon.get(load_page_rules))
    metadata = replace(extracted.metadata, url=extracted.metadata.url or page.url)
    return _clean(extracted.text, page, metadata, lexicon, extracted.notes).article


def clean_text(raw: str, lexicon: Lexicon, metadata: Metadata | None = None) -> Cleaned:
    """Return the article in a scraped text and the segments that lead from its text back to ``raw``.

    ``metadata`` is what is known beforehand. A title given there becomes the first paragraph, unless the text begins with it.
    """
    content = raw.encode("utf-8", "surrogatepass")
    page = Page(hashlib.sha256(content).hexdigest(), None, None, "text/plain; charset=utf-8", b"")
    return _clean(raw, page, metadata or Metadata(), lexicon)


def find_failure(article: Article) -> str | None:
    """Return why nothing can be coded in an article, as one line, or None where it can."""
    return next((note.text for note in article.notes if note.kind == "failure"), None)


def _clean(raw: str, page: Page, metadata: Metadata, lexicon: Lexicon, before: tuple[Note, ...] = ()) -> Cleaned:
    if len(raw) > TREE_CHARS:
        reason = f"text of {len(raw) / 1e6:.1f} million characters is no article: split it or leave it out"
        return _finish(page, MappedText("", ()), metadata, (*before, Note("failure", reason)))
    rules = lexicon.get(load_page_rules)
    swept = sweep(split_blocks(raw), rules)
    heading = find_heading(metadata.title, swept)
    metadata = complete(metadata, swept, heading.outlet, rules)
    text = join_texts((*filter(None, (heading.title,)), *heading.blocks), _BREAK)
    lang = find_language(text.text, metadata.lang, rules.languages)
    metadata = replace(metadata, title=heading.title.text if heading.title else None, lang=lang)
    return _finish(
        page,
        text,
        metadata,
        (*before, *swept.notes, *heading.notes, *_failures(text.text if heading.blocks else "", lang, lexicon.language)),
    )


def _failures(text: str, lang: str | None, expected: str) -> tuple[Note, ...]:
    if not any(char.isalpha() for char in text):
        return (Note("failure", "page has no readable text below its title: nothing to code"),)
    if lang is not None and lang != expected:
        return (Note("failure", f"text is in language {lang!r}, the lexicon in {expected!r}: choose a lexicon of that language"),)
    if lang is None and len(text.split()) > _ENOUGH_WORDS:
        return (Note("failure", f"text is in no language that can be told, the lexicon in {expected!r}: leave the page out"),)
    return ()


def _finish(page: Page, text: MappedText, metadata: Metadata, notes: tuple[Note, ...]) -> Cleaned:
    article = Article(
        id=digest("article", page.id),
        page=page.id,
        url=metadata.url,
        outlet=metadata.outlet,
        authors=metadata.authors,
        published=metadata.published,
        published_from=metadata.published_from,
        fetched=page.fetched,
        lang=metadata.lang,
        title=metadata.title,
        text=text.text,
        text_sha256=hashlib.sha256(text.text.encode("utf-8", "replace")).hexdigest(),
        notes=tuple(sorted(notes, key=lambda note: (note.start is None, note.start or 0))),
    )
    return Cleaned(article, text.segments)
