"""What the tests of exchange share: reports made by hypothesis, stores that hold them, rows of other people's files."""

import dataclasses
import datetime as dt
import hashlib

from hypothesis import strategies as st

from detente.exchange.deeds import Options
from detente.exchange.exporting import export_store
from detente.exchange.importing import import_files
from detente.lexicon import Lexicon
from detente.lexicon.exchange import load_exchange
from detente.records import Article, Coded, EventTime, Mention, Place, Prominence, Report, Span, Status, digest
from detente.store import open_store, open_writer

LEXICON = Lexicon.load("en")
NOTHING = Span(0, 0, "")
DAY = dt.date(2018, 6, 1)
COUNTRIES = ("RUS", "CHN", "USA", "DEU", "UKR", "VNM", "YEM", "XKX", "PSE", "TWN")
SECTORS = ("GOV", "MIL", "REB", "OPP", "MED", "COP", "CVL", "BUS")
KINDS = (
    ("CONSULT", None, None), ("CONSULT", "phone", None), ("SANCTION", None, None), ("ASSAULT", "aerial", None),
    ("AID", None, "economic"), ("REQUEST", "assist", None), ("PROTEST", "riot", None), ("AGREE", None, None),
)  # fmt: skip

UNKNOWN = {cell.upper() for cell in LEXICON.get(load_exchange).missing}
"""Names that other people's files use for nobody: what is called so is lost."""

names = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=20)
names = names.map(lambda name: " ".join(name.split())).filter(lambda name: len(name) > 3 and name.upper() not in UNKNOWN)
codes = st.builds(lambda country, sector: f"{country} {sector}".strip(), st.sampled_from(COUNTRIES), st.sampled_from(("", *SECTORS)))
mentions = st.builds(lambda name, code: Mention(NOTHING, name, code, None, None, "test"), names, codes)
degrees = st.floats(-90, 90, allow_nan=False).map(lambda value: round(value, 4))
places = st.builds(
    lambda name, country, region, at: Place(NOTHING, name, country, region, at[0], at[1], "test"),
    names,
    st.sampled_from(COUNTRIES[:6]),
    st.none() | names,
    st.tuples(degrees, degrees),
)


def make_report(number, kind, sides, *, day=DAY, place=None, prominence=Prominence.LEAD):
    source, target = sides
    return Report(
        digest("report", number), "", NOTHING, NOTHING, *kind, Status.HAPPENED, source, target,
        EventTime(day, day, "test"), place, (), prominence, "test", 1.0,
    )  # fmt: skip


deeds = st.builds(
    lambda kind, source, target, day, place, prominence: (kind, ((source,), (target,) if target else ()), day, place, prominence),
    st.sampled_from(KINDS),
    mentions,
    st.none() | mentions,
    st.dates(dt.date(1995, 1, 1), dt.date(2025, 12, 31)),
    st.none() | places,
    st.sampled_from(Prominence),
)


def put(root, reports, published=DAY, url="https://example.org/a", outlet="Example Times"):
    """Write a store with one article that holds the reports."""
    empty = hashlib.sha256(b"").hexdigest()
    page = hashlib.sha256(url.encode()).hexdigest()
    article = Article(digest(page), page, url, outlet, (), published, "meta", None, None, None, "", empty)
    held = tuple(dataclasses.replace(report, article=article.id) for report in reports)
    with open_writer(root) as writer:
        writer.append([Coded(article, reports=held)])
    return root


def send(root, name, out, **options):
    """Export a store."""
    with open_store(root) as opened:
        return export_store(opened, name, out, Options(**options), LEXICON)


def take(path, name, root, **more):
    """Import a file."""
    return import_files([path], name, root, LEXICON, **more)


def held(root):
    """The reports of a store, in order."""
    with open_store(root) as opened:
        return list(opened.reports())
