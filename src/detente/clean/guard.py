"""Keeps hostile HTML from hanging the tree builders: bounds on size, tags and depth, each found in linear time."""

from __future__ import annotations

import html
import re

MOST_CHARS = 20_000_000
"""A page with more characters is not read at all."""
TREE_CHARS = 4_000_000
TREE_TAGS = 60_000
TREE_DEPTH = 150
"""Beyond these, no tree is built: the tags are stripped, or the deep ones among them left out. Real pages stay under a third of each."""

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)[^<>]*>")
_ANY_TAG = re.compile(r"<[/!?A-Za-z][^<>]*>")
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|cite|code|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|time|u)\b[^<>]*>", re.IGNORECASE)
_UNREAD = re.compile(r"<(script|style|noscript|template|svg|nav|footer|!--)", re.IGNORECASE)
# Tags that have no content, or that a parser closes by itself: they do not nest.
_FLAT = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
    | {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option"}
)


def count_tags(page: str) -> int:
    """Return the most tags that a page can have."""
    return page.count("<")


def drop_unread(page: str) -> str:
    """Return a page without scripts, styles, comments and menus: what nobody reads as its text."""
    parts: list[str] = []
    position = 0
    while (start := _UNREAD.search(page, position)) is not None:
        parts.append(page[position : start.start()])
        end = "-->" if start[1] == "!--" else rf"</{start[1]}[^<>]*>"
        closing = re.compile(end, re.IGNORECASE).search(page, start.end())
        if closing is None:
            return "".join(parts)
        position = closing.end()
    return "".join([*parts, page[position:]])


def limit_depth(page: str, limit: int = TREE_DEPTH) -> str:
    """Return a page in which no tag stands deeper than ``limit``: deeper ones are left out, their text stays."""
    pieces: list[str] = []
    position = depth = deepest = 0
    for match in _TAG.finditer(page):
        if match[2].lower() in _FLAT:
            continue
        depth = max(depth - 1, 0) if match[1] else depth + 1
        deepest = max(deepest, depth)
        if depth + bool(match[1]) > limit:
            pieces.append(page[position : match.start()])
            position = match.end()
    return "".join([*pieces, page[position:]]) if deepest > limit else page


def strip_tags(page: str) -> str:
    """Return a page's text without building a tree: a line for each block, entities read."""
    page = _INLINE_TAG.sub("", drop_unread(page))
    lines = (" ".join(html.unescape(line).split()) for line in _ANY_TAG.sub("\n", page.replace("\n", " ")).split("\n"))
    return "\n".join(line for line in lines if line)
