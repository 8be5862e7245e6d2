"""One page to one coded article, whatever the page holds: what is wrong with it becomes the article's failure."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from detente.errors import DetenteError
from detente.lexicon import Lexicon
from detente.records import Article, Coded, Page, digest


@dataclass(frozen=True, slots=True)
class Recipe:
    """How pages are coded: the language, and the publication date to use where a page itself names none.

    Calling it loads the lexicon and the models, and returns what codes a page; it can be sent to another process.
    """

    language: str = "en"
    published: dt.date | None = None

    def __call__(self) -> Callable[[Page], Coded]:
        """Return what codes a page. Raises LexiconError or ModelError."""
        from detente.clean import clean_page
        from detente.coding import code

        lexicon = Lexicon.load(self.language)

        def code_page(page: Page) -> Coded:
            try:
                article = self._dated(clean_page(page, lexicon))
                return next(iter(code([article], lexicon)))
            except (KeyboardInterrupt, SystemExit):
                raise
            except DetenteError as error:
                return failed(page, str(error))
            except BaseException as error:  # noqa: BLE001 - a page made to break parsers must not end the batch; Rust panics are no Exception
                return failed(page, f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no reason given'}")

        return code_page

    def _dated(self, article: Article) -> Article:
        if self.published is None or article.published is not None:
            return article
        return dataclasses.replace(article, published=self.published, published_from="given")


def failed(page: Page, reason: str) -> Coded:
    """Return the row of a page that could not be coded: an article without text, and why."""
    article = Article(
        id=digest(page.id, "failed"),
        page=page.id,
        url=page.url,
        outlet=None,
        authors=(),
        published=None,
        published_from=None,
        fetched=page.fetched,
        lang=None,
        title=None,
        text="",
        text_sha256=hashlib.sha256(b"").hexdigest(),
    )
    return Coded(article, failure=reason)
