"""HTML -> the text of its article and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml.etree import _Element, iterwalk
from resiliparse.extract.html2text import extract_plain_text
from trafilatura import bare_extraction, load_html

from detente.clean.guard import TREE_CHARS, TREE_TAGS, count_tags, drop_unread, limit_depth, strip_tags
from detente.clean.metadata import Metadata, guess_day, read_metadata
from detente.clean.rescue import drop_link_paragraphs, find_lead, free_posts
from detente.lexicon.pages import PageRules
from detente.records import Note

_TITLE = re.compile(r"<title\b[^<>]*>([^<>]{1,500})<", re.IGNORECASE)
_TITLE_WITHIN = 200_000
_FEWEST_CHARS = 100  # less than this is no article: another way is tried
_BLOCK_TAGS = frozenset({"p", "head", "item", "quote", "row", "list", "table", "code", "lb", "fw", "body", "main", "div", "ab", "graphic"})
# Fast mode of htmldate: what markup or a date line says, the first day rather than the last change.
_DATE_SEARCH = {"extensive_search": False, "original_date": True}


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of an HTML page's article, one block a line, its metadata, the way that found it, and notes of what was left out.

    ``way`` is tree, fallback or stripped.
    """

    text: str
    metadata: Metadata
    way: str
    notes: tuple[Note, ...] = ()


def extract_html(page: str, address: str | None, rules: PageRules) -> Extracted:
    """Return the article of an HTML page. Work is bounded: a page too large for a tree has its tags stripped, a deep one is flattened."""
    if len(page) > TREE_CHARS or count_tags(page) > TREE_TAGS:
        page = drop_unread(page)
        if len(page) > TREE_CHARS or count_tags(page) > TREE_TAGS:
            return _strip(page)
    page = limit_depth(page)
    extracted = _try_tree(page, address, rules)
    if extracted is not None and len(extracted.text) >= _FEWEST_CHARS:
        return extracted
    text = extract_plain_text(page, main_content=True, alt_texts=False, list_bullets=False, comments=False, post_meta=False)
    if extracted is None:
        return Extracted(text, Metadata(), "fallback") if text.strip() else _strip(page)
    return replace(extracted, text=text, way="fallback") if len(text) > len(extracted.text) else extracted


def _try_tree(page: str, address: str | None, rules: PageRules) -> Extracted | None:
    """Return what the tree holds, or None where the libraries that read it give up, in whatever way."""
    try:
        return _read_tree(page, address, rules)
    except Exception:  # noqa: BLE001 - one malformed page must not end a batch, and the fallback needs no tree
        return None


def _read_tree(page: str, address: str | None, rules: PageRules) -> Extracted | None:
    tree = load_html(page)
    if tree is None:
        return None
    free_posts(tree)
    links = tuple(Note("see-also", words) for words in drop_link_paragraphs(tree))
    document = bare_extraction(
        tree, url=address, fast=True, include_comments=False, output_format="xml", with_metadata=True, date_extraction_params=_DATE_SEARCH
    )
    if document is None or isinstance(document, dict):
        return None
    metadata = read_metadata(tree, document, address, rules)
    if metadata.published is None:
        guessed = guess_day(tree, metadata.url)
        metadata = replace(metadata, published=guessed, published_from="guessed" if guessed else None)
    text = "\n".join(_blocks(document.body))
    lead = find_lead(tree, document.description, text)
    return Extracted(f"{lead}\n{text}" if lead else text, metadata, "tree", links)


def _blocks(body: _Element) -> Iterator[str]:
    """Yield the text of each block of trafilatura's tree: a paragraph, heading, list item, quotation or table row."""
    words: list[str] = []
    for text, is_break in _pieces(body):
        if is_break and (block := " ".join("".join(words).split())):
            yield block
        if is_break:
            words = []
        words.append(text)
    if block := " ".join("".join(words).split()):
        yield block


def _pieces(body: _Element) -> Iterator[tuple[str, bool]]:
    """Yield every piece of text in order, and whether a block ends before it."""
    for event, element in iterwalk(body, events=("start", "end")):
        is_block = element.tag in _BLOCK_TAGS
        text = element.text if event == "start" else element.tail
        yield (" " if element.tag == "cell" else "") + (text or ""), is_block


def _strip(page: str) -> Extracted:
    title = _TITLE.search(page[:_TITLE_WITHIN])
    return Extracted(strip_tags(page), Metadata(title=" ".join(title[1].split()) if title else None), "stripped")
