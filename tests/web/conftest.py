"""A store with a hostile article among plain ones, and a client of the pages over it."""

import datetime as dt

import pytest
from starlette.testclient import TestClient

from detente.lexicon import Lexicon
from detente.store import open_writer
from detente.web import make_app

HOSTILE = "<script>window.broken = 1</script> & <img src=x onerror='window.broken = 2'>"


@pytest.fixture(scope="session")
def store_of(tmp_path_factory):
    """What makes a store of articles: ``store_of(*articles)``."""

    def make(*many):
        root = tmp_path_factory.mktemp("web") / "store"
        with open_writer(root) as writer:
            writer.append(many)
        return root

    return make


@pytest.fixture
def articles(article_of):
    """Three articles about one call, one of them with a script for a title, an outlet and a sentence."""
    plain = [article_of(url=f"https://example.org/{day}", published=dt.date(2022, 12, day)) for day in (29, 30)]
    text = f"{HOSTILE}\n\n" + plain[0].article.text.split("\n\n", 1)[1].replace("held a video call", "held a <b>video</b> call")
    text = text.replace("held a <b>video</b> call", "held a video call")
    bad = article_of(text=text, url="javascript:window.broken=3", published=dt.date(2022, 12, 31), outlet="<i>Evil</i> Times")
    object.__setattr__(bad.article, "title", HOSTILE)
    return [*plain, bad]


@pytest.fixture
def root(store_of, articles):
    return store_of(*articles)


@pytest.fixture(scope="session")
def lexicon():
    return Lexicon.load("en")


@pytest.fixture
def client(root, lexicon):
    with TestClient(make_app(root, lexicon=lexicon), base_url="http://127.0.0.1") as made:
        yield made
