"""One page to one coded article, whatever the page holds: what is wrong with it becomes the article's failure."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from detente import schema
from detente.errors import DetenteError
from detente.records import Article, Coded, Page, digest

if TYPE_CHECKING:
    from detente.lexicon import Lexicon
    from detente.pages import PageFailure

Rows = dict[str, "pa.Table"]
CodePage = Callable[["Page | PageFailure"], Coded]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How pages are coded: the language, and the publication date to use where a page itself names none.

    Calling it loads the lexicon and the models, and returns what codes a page; it can be sent to another process.
    """

    language: str = "en"
    published: dt.date | None = None

    def __call__(self) -> CodePage:
        """Return what codes a page. Raises LexiconError or ModelError."""
        from detente.coding import code
        from detente.lexicon import Lexicon

        lexicon = Lexicon.load(self.language)
        # Coding nothing loads the models, so that what is wrong with them ends the batch and not its first page.
        list(code([], lexicon))

        def code_page(page: Page | PageFailure) -> Coded:
            if not isinstance(page, Page):
                return unread(page)
            article, failure = self.article(page, lexicon)
            return Coded(article, failure=failure) if failure else next(iter(code([article], lexicon)))

        return code_page

    def article(self, page: Page, lexicon: Lexicon) -> tuple[Article, str | None]:
        """Return the article of a page, dated, and why it cannot be coded, if so."""
        from detente.clean import clean_page, find_failure

        article = clean_page(page, lexicon)
        if self.published is not None and article.published is None:
            article = dataclasses.replace(article, published=self.published, published_from="given")
        return article, find_failure(article)


@dataclass(frozen=True, slots=True)
class InRows:
    """A recipe whose articles come as Arrow rows, made in the worker; a page that breaks anything on the way becomes a failure."""

    make: Callable[[], CodePage]

    def __call__(self) -> Callable[[Page | PageFailure], Rows]:
        """Return what turns a page into rows."""
        code = self.make()

        def rows(page: Page | PageFailure) -> Rows:
            coded = guarded(code, page)
            try:
                return schema.tables_of([coded])
            except (pa.ArrowException, UnicodeError) as error:
                return failed_rows(page, _one_line(error))

        return rows


def guarded(code: CodePage, page: Page | PageFailure) -> Coded:
    """Return the coded article of a page; where coding breaks on it, a failure with the reason."""
    try:
        return code(page)
    except (KeyboardInterrupt, SystemExit):
        raise
    except DetenteError as error:
        return _lost(page, str(error))
    except BaseException as error:  # noqa: BLE001 - a page made to break parsers must not end the batch; Rust panics are no Exception
        return _lost(page, _one_line(error))


def _one_line(error: BaseException) -> str:
    return f"{type(error).__name__}: {(str(error) or 'no reason given').splitlines()[0]}"


def _lost(page: Page | PageFailure, reason: str) -> Coded:
    return failed(page, reason) if isinstance(page, Page) else unread(page)


def failed_rows(page: Page | PageFailure, reason: str) -> Rows:
    """Return the rows of a page that could not be coded."""
    return schema.tables_of([_lost(page, reason)])


def key_of(page: Page | PageFailure) -> str:
    """Return what a page is known by in a store: its id, or for one that could not be read the hash of its place."""
    return page.id if isinstance(page, Page) else hashlib.sha256(page.place.encode("utf-8", "replace")).hexdigest()


def failed(page: Page, reason: str) -> Coded:
    """Return the row of a page that could not be coded: an article without text, and why."""
    return _without_text(page.id, page.url, page.fetched, reason)


def unread(page: PageFailure) -> Coded:
    """Return the row of a page that could not be read."""
    return _without_text(key_of(page), page.place, None, page.reason)


def _without_text(page: str, url: str | None, fetched: dt.datetime | None, reason: str) -> Coded:
    article = Article(
        id=digest(page, "failed"),
        page=page,
        url=None if url is None else url.encode("utf-8", "replace").decode(),
        outlet=None,
        authors=(),
        published=None,
        published_from=None,
        fetched=fetched,
        lang=None,
        title=None,
        text="",
        text_sha256=hashlib.sha256(b"").hexdigest(),
    )
    return Coded(article, failure=reason.encode("utf-8", "replace").decode())
