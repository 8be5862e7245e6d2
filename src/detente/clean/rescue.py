"""Mends the tree around the extraction of main text: frees quoted posts, takes out links to other stories, finds a lost lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.lexicon.pages import ends_sentence

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_POST = './/blockquote[contains(@class, "twitter-tweet") or contains(@class, "instagram-media")]'
_EMBED_CLASS = re.compile(r"embed|tweet|twitter|social|widget", re.IGNORECASE)
_MOST_WRAPPERS = 4
_BLOCKS = ("p", "div", "h2", "h3", "section", "span")
_NESTED = ".//*[self::p or self::div or self::ul or self::section]"
_FEWEST_WORDS = 8
_MOST_WORDS = 120
_FEWEST_LINK_WORDS = 4
_PREFIX = 60  # characters; descriptions are often cut off after 150
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


def free_posts(tree: HtmlElement) -> None:
    """Take the class names off quoted posts and the boxes around them, so that they are read as quotations, not as embedded media."""
    for post in tree.xpath(_POST):
        post.attrib.pop("class", None)
        for _, box in zip(range(_MOST_WRAPPERS), post.iterancestors("div", "figure"), strict=False):
            if not _EMBED_CLASS.search(box.get("class") or ""):
                break
            box.attrib.pop("class", None)


def drop_link_paragraphs(tree: HtmlElement) -> list[str]:
    """Take out the paragraphs that are one link to another story, and return their words. A linked sentence stays."""
    dropped = []
    for paragraph in list(tree.iter("p")):
        links = paragraph.findall(".//a")
        words = paragraph.text_content().split()
        if len(links) != 1 or len(words) < _FEWEST_LINK_WORDS or links[0].text_content().split() != words:
            continue
        if not ends_sentence(" ".join(words)):
            dropped.append(" ".join(words))
            paragraph.drop_tree()
    return dropped


def find_lead(tree: HtmlElement, description: str | None, text: str) -> str | None:
    """Return the lead that the page's description quotes, where it stands on the page and ``text`` lacks it; otherwise None."""
    wanted = _key(description or "")[:_PREFIX]
    if len((description or "").split()) < _FEWEST_WORDS or wanted in _key(text):
        return None
    for element in tree.iter(*_BLOCKS):
        first = _key(next((piece for piece in element.itertext() if piece.strip()), ""))[:_PREFIX]
        if not first or not wanted.startswith(first) or element.xpath(_NESTED):
            continue
        words = element.text_content().split()
        if len(words) <= _MOST_WORDS and _key(" ".join(words)).startswith(wanted):
            return " ".join(words)
    return None


def _key(text: str) -> str:
    return _NOT_ALPHANUMERIC.sub("", text).casefold()
