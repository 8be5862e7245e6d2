"""A page that could not be read, as a value: the rest of the batch goes on."""

from __future__ import annotations

from dataclasses import dataclass

from detente.records import Article, Coded, digest


@dataclass(frozen=True, slots=True)
class PageFailure:
    """Why the page at ``place`` (a path, an address, or "-") could not be read, in one line: what, and what to do."""

    place: str
    reason: str

    def coded(self) -> Coded:
        """Return the row that stands for this page in the store: an article without text, and the failure."""
        article = Article(
            id=digest("failure", self.place),
            page="",
            url=self.place,
            outlet=None,
            authors=(),
            published=None,
            published_from=None,
            fetched=None,
            lang=None,
            title=None,
            text="",
            text_sha256="",
        )
        return Coded(article, failure=self.reason)
