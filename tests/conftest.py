"""What many tests share: a hypothesis profile, and a hand-made article with one record of each kind."""

import dataclasses
import datetime as dt
import hashlib

import pytest
from hypothesis import settings

from detente.records import (
    Article,
    Coded,
    Direction,
    EventTime,
    Figure,
    Granularity,
    Mention,
    Prominence,
    Report,
    Span,
    Statement,
    StatementKind,
    Status,
    Time,
    TimeKind,
    digest,
)

settings.register_profile("quick", max_examples=25, deadline=None)
settings.load_profile("quick")

TEXT = """Leaders speak by video

On Friday, Vladimir Putin and Xi Jinping held a video call. "We share the same views," Putin said.

Moscow invited Xi to visit in the spring, the Kremlin said. India called on Russia to end the war.

Exports to China rose 23 percent last year, the IMF said."""


def span_of(text, words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words), words)


def make_coded(text=TEXT, url="https://example.org/a", published=dt.date(2022, 12, 31), outlet="Example Times"):
    """One article with a call, an invitation, a demand, a statement and a figure."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    page = hashlib.sha256((text + url).encode()).hexdigest()
    article = Article(
        id=digest(page, sha),
        page=page,
        url=url,
        outlet=outlet,
        authors=("A. Writer",),
        published=published,
        published_from="meta",
        fetched=None,
        lang="en",
        title="Leaders speak by video",
        text=text,
        text_sha256=sha,
    )

    def sp(words, nth=0):
        return span_of(text, words, nth)

    def who(words, code, name=None, nth=0):
        return Mention(sp(words, nth), name or words, code, None, None, "test")

    putin, xi = who("Vladimir Putin", "RUS GOV"), who("Xi Jinping", "CHN GOV")
    moscow, xi2 = who("Moscow", "RUS GOV", "Russia"), who("Xi", "CHN GOV", "Xi Jinping", nth=1)
    india, russia, kremlin = who("India", "IND GOV"), who("Russia", "RUS GOV"), who("the Kremlin", "RUS GOV", "Russia")
    imf = who("the IMF", "IGO", "IMF")
    friday = dt.date(2022, 12, 30)
    when = Time(sp("Friday"), TimeKind.DATE, "2022-12-30", friday, friday, Granularity.DAY, None, "Friday before 2022-12-31", "weekday")
    year = Time(
        sp("last year"),
        TimeKind.DATE,
        "2021",
        dt.date(2021, 1, 1),
        dt.date(2021, 12, 31),
        Granularity.YEAR,
        None,
        "year before 2022",
        "last",
    )
    call = sp("On Friday, Vladimir Putin and Xi Jinping held a video call.")
    invite = sp("Moscow invited Xi to visit in the spring, the Kremlin said.")
    demand = sp("India called on Russia to end the war.")
    said = sp('"We share the same views," Putin said.')
    rose = sp("Exports to China rose 23 percent last year, the IMF said.")

    def report(sentence, trigger, kind, source, target, **more):
        fields = {
            "mode": None,
            "context": None,
            "status": Status.HAPPENED,
            "time": None,
            "place": None,
            "attributed_to": (),
            "prominence": Prominence.LEAD,
            "rule": "test",
            "score": 1.0,
            **more,
        }
        return Report(digest(article.id, trigger.start, kind), article.id, sentence, trigger, kind, source=source, target=target, **fields)

    return Coded(
        article,
        mentions=(putin, xi, moscow, xi2, kremlin, india, russia, imf),
        times=(when, year),
        reports=(
            report(call, sp("held a video call"), "CONSULT", (putin, xi), (), time=EventTime(friday, friday, "Friday", when.span)),
            report(invite, sp("invited"), "CONSULT", (moscow,), (xi2,), status=Status.PLANNED, attributed_to=(kremlin,)),
            report(demand, sp("called on"), "REQUEST", (india,), (russia,)),
        ),
        statements=(
            Statement(
                digest(article.id, "s"),
                article.id,
                said,
                putin,
                sp("said"),
                None,
                sp("We share the same views"),
                StatementKind.DIRECT,
                None,
                (),
                "test",
            ),
        ),
        figures=(
            Figure(
                digest(article.id, "f"),
                article.id,
                rose,
                sp("23 percent"),
                23.0,
                None,
                None,
                "percent",
                Direction.UP,
                "exports to China",
                None,
                year,
                None,
                (imf,),
                "test",
            ),
        ),
    )


@pytest.fixture
def article_of():
    """What makes an article with one record of each kind: ``article_of(text=..., url=..., published=...)``."""
    return make_coded


@pytest.fixture
def coded():
    return make_coded()


@pytest.fixture
def many():
    """Seven articles, the last one a failure."""
    made = [make_coded(url=f"https://example.org/{number}", published=dt.date(2022, 12, 25 + number)) for number in range(6)]
    failed = make_coded(url="https://example.org/failed")
    empty = dataclasses.replace(failed.article, text="", text_sha256=hashlib.sha256(b"").hexdigest(), title=None)
    return [*made, Coded(empty, failure="no text: the page is empty")]
