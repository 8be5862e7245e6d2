"""Articles made of a text, for tests."""

from __future__ import annotations

import datetime as dt
import hashlib

from detente.records import Article, digest


def article(text: str, published: dt.date | None = None) -> Article:
    """Return an article that holds just this text."""
    return Article(
        id=digest(text), page=digest("page", text), url=None, outlet=None, authors=(), published=published, published_from="given",
        fetched=None, lang="en", title=None, text=text, text_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip
