"""Workers give results in the order of the pages, and a page that kills or stalls its worker costs only itself."""

import os
import signal
import time

import pytest

from detente.batch.pool import Pool
from detente.errors import LexiconError


def make():
    return code


def code(page):
    if page == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if page == "exit":
        os._exit(3)
    if page == "hang":
        time.sleep(60)
    if page == "slow":
        time.sleep(0.3)
    return f"coded {page}"


def make_badly():
    raise LexiconError("lexicon: events.toml: wrong: correct it")


def make_never():
    os._exit(9)


def fail(page, reason):
    return f"{page}: {reason}"


def run(pages, size=2, cap=20.0, maker=make):
    return list(Pool(maker, fail, size, cap).run(pages))


def test_order_is_that_of_the_pages():
    pages = ["slow" if number % 5 == 0 else str(number) for number in range(12)]
    assert run(pages) == [f"coded {page}" for page in pages]


def test_lost_pages_become_failures():
    found = run(["1", "die", "2", "exit", "hang", "3"], cap=0.8)
    assert found == [
        "coded 1",
        "die: this page ended its worker (SIGKILL)",
        "coded 2",
        "exit: this page ended its worker (exit status 3)",
        "hang: this page took more than 0.8 seconds",
        "coded 3",
    ]


def test_nothing_starts_for_no_pages():
    assert run([], maker=make_badly) == []


def test_an_error_of_the_recipe_is_raised_as_it_is():
    with pytest.raises(LexiconError, match="correct it"):
        run(["1"], maker=make_badly)
    with pytest.raises(Exception, match=r"a worker could not start: it ended its worker \(exit status 9\)"):
        run(["1"], maker=make_never)


def test_pages_are_read_only_when_needed():
    read = []

    def pages():
        for number in range(200):
            read.append(number)
            yield str(number)

    results = Pool(make, fail, 2, 20.0).run(pages())
    for _ in range(3):
        next(results)
    assert len(read) < 30
    results.close()
