"""What a page says of itself: title, outlet, authors, day of publication and where that day came from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from htmldate import find_date
from lxml.html import HtmlElement, fromstring

from detente.clean.dates import read_day
from detente.clean.headline import strip_suffix

if TYPE_CHECKING:
    from trafilatura.settings import Document

    from detente.clean.furniture import Swept
    from detente.lexicon.pages import PageRules

_NOT_A_NAME = re.compile(r"[@\d]|https?:|www\.|\.com\b")
_MOST_AUTHOR_WORDS = 5
_SHORTEST_LABEL = 3  # characters of a part of a host name: "www", not "co"
_MOST_OUTLET_WORDS = 5
_TITLE_BREAKS = " |-\u2013\u2014\u00b7\u2022\u00bb:"
_NO_PAGE = "<html><head></head><body></body></html>"
_HEAD = './/head/meta | .//script[@type="application/ld+json"]'


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article besides its text. ``published_from`` is meta, url, text, given or guessed."""

    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: dt.date | None = None
    published_from: str | None = None
    lang: str | None = None


def read_metadata(tree: HtmlElement, document: Document, address: str | None, rules: PageRules) -> Metadata:
    """Return the metadata of an HTML page from its tree and from what trafilatura found in it."""
    url = document.url or address
    host = urlsplit(url).hostname if url else None
    outlet = _outlet_name(document.sitename) or _outlet_in_title(tree, document.title) or host
    names = [name for name in (document.sitename, *_host_names(host)) if name]
    published = _day(document.date)
    return Metadata(
        url=url,
        title=strip_suffix(" ".join(document.title.split()), names) if document.title else None,
        outlet=outlet,
        authors=read_authors([document.author or ""], rules),
        published=published,
        published_from=_date_source(tree, published, url) if published else None,
        lang=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or document.language,
    )


def _outlet_name(sitename: str | None) -> str | None:
    """Return a site's name without the motto behind a bar; an address is no name."""
    name = (sitename or "").partition(" | ")[0].strip()
    return name if name and "://" not in name else None


def _outlet_in_title(tree: HtmlElement, headline: str | None) -> str | None:
    """Return what the page's title hangs on to its headline: "Talks resume - The Harbour Times"."""
    title = " ".join((tree.findtext(".//title") or "").split())
    tail = title.removeprefix(" ".join((headline or title).split()))
    name = tail.strip(_TITLE_BREAKS)
    return name if name and tail[:1] == " " and not tail.startswith(f" {name}") and name.count(" ") < _MOST_OUTLET_WORDS else None


def _host_names(host: str | None) -> list[str]:
    labels = (host or "").split(".")
    return [label for label in labels[:-1] if len(label) >= _SHORTEST_LABEL]


def read_authors(names: Iterable[str], rules: PageRules) -> tuple[str, ...]:
    """Return the people that bylines name, each once; addresses and bare functions are nobody."""
    people = [part.strip() for name in names for part in rules.author_break.split(name)]
    kept = [person for person in people if person and person.lower() not in rules.no_authors and not _NOT_A_NAME.search(person)]
    return tuple(dict.fromkeys(person for person in kept if person.count(" ") < _MOST_AUTHOR_WORDS))


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _date_source(tree: HtmlElement, published: dt.date, url: str | None) -> str:
    """Where a day that the page's markup gave came from: its head, its address, or a date line in its text."""
    head = fromstring(_NO_PAGE)
    for element in tree.xpath(_HEAD):
        copied = deepcopy(element)
        copied.tail = None
        head[0].append(copied)
    if _day(find_date(head, extensive_search=False, original_date=True, url="")) == published:
        return "meta"
    if url and _day(find_date(fromstring(_NO_PAGE), extensive_search=False, url=url)) == published:
        return "url"
    return "text"


def guess_day(tree: HtmlElement, url: str | None) -> dt.date | None:
    """Return the day that an extensive search of the page settles on. It never abstains where there is any date: a guess."""
    return _day(find_date(tree, extensive_search=True, original_date=True, url=url or ""))


def complete(metadata: Metadata, swept: Swept, masthead: str | None, rules: PageRules) -> Metadata:
    """Return the metadata with what the article's own furniture says where the page's markup said nothing."""
    found = swept.found
    is_open = metadata.published is None or metadata.published_from == "guessed"
    published = read_day(found["date"], rules.months) if is_open and "date" in found else None
    if published is not None:
        metadata = replace(metadata, published=published, published_from="text")
    return replace(
        metadata,
        outlet=metadata.outlet or found.get("outlet") or masthead,
        authors=metadata.authors or read_authors([found.get("author", "")], rules),
    )
