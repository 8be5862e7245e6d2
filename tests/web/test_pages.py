"""Every page as HTML, JSON and CSV; what is asked for is what is shown."""

import csv
import io
import re

import pytest
from starlette.testclient import TestClient

from detente.batch.merging import merge_store
from detente.store import open_store
from detente.web import make_app

PAGES = {
    "/dyads": 3,
    "/search?q=video": 3,
    "/search?where=statements": 3,
    "/search?where=figures": 3,
    "/dyad?a=RUS&b=CHN": 6,
    "/statements?speaker=putin": 3,
    "/figures?measure=exports": 3,
    "/map": 0,
    "/network": 2,
    "/sources": 3,
    "/judgements": 0,
    "/audit?n=5": 5,
}


def formed(address, form):
    return re.sub(r"^([^?]*)", rf"\1.{form}", address)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_also_json_and_csv(client, address):
    page = client.get(address)
    assert page.status_code == 200
    assert "<h1>" in page.text
    rows = client.get(formed(address, "json")).json()["rows"]
    lines = list(csv.DictReader(io.StringIO(client.get(formed(address, "csv")).text)))
    if address == "/dyads":
        assert {(row["one"], row["other"]) for row in rows} == {("CHN", "RUS"), ("IND", "RUS")}
    else:
        assert len(rows) == PAGES[address]
    assert len(lines) == len(rows)


def test_home_is_the_pairs(client):
    assert "China and Russia" in client.get("/").text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("a=russia&b=CHINA", 6),
        ("a=RUS&b=CHN&status=planned", 3),
        ("a=RUS&b=CHN&type=consult&since=2022-12-30&until=2022-12-30", 4),
        ("a=RUS&b=CHN&acts=CHN", 0),
        ("a=RUS&b=CHN&acts=RUS", 3),
        ("a=RUS&b=IND", 3),
        ("a=RUS&b=CHN&since=2024", 0),
    ],
)
def test_a_pair_is_filtered(client, asked, found):
    answer = client.get(f"/dyad.json?{asked}").json()
    assert answer["total"] == len(answer["rows"]) == found


def test_the_index_counts_a_happening_once(client):
    answer = client.get("/dyad.json?a=RUS&b=CHN").json()
    assert [(each["first"], each["counted"], each["reports"]) for each in answer["index"]] == [("2022-12-30", 1, 3)]


def test_lists_go_on_page_by_page(client):
    first, second = (client.get(f"/search.json?limit=4&page={page}").json() for page in (1, 2))
    assert first["total"] == 9
    ids = [row["id"] for row in first["rows"] + second["rows"]]
    assert len(set(ids)) == 8


def test_an_article_puts_together_its_own_text(client, root, articles):
    with open_store(root) as store:
        coded = store.coded(articles[0].article.id)
    page = client.get(f"/article/{coded.article.id}").text
    for report in coded.reports:
        assert f'id="w-{report.id}"' in page
        assert f'id="r-{report.id}"' in page
    assert client.get(f"/article/{coded.reports[0].id}").status_code == 200, "a record's id leads to its article"
    shown = re.sub(r"<[^>]+>", "", "\n\n".join(re.findall(r'<p class="text[^"]*">(.*?)</p>', page, re.DOTALL)))
    assert shown.replace("&#34;", '"').replace("&#39;", "'") == coded.article.text.strip()


def test_an_event_that_was_not_merged_says_so(client):
    report = client.get("/search.json?q=video").json()["rows"][0]
    page = client.get(f"/event/{report['event']}")
    assert "Not merged yet" in page.text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/dyad?a=RUS", 400),
        ("/search?since=yesterday", 400),
        ("/search?status=maybe", 400),
        ("/search?where=secrets", 400),
        ("/search?page=-1", 400),
        ("/audit?by=mood", 400),
        ("/article/nothing", 404),
        ("/event/nothing", 404),
        ("/nowhere", 404),
        ("/static/../app.py", 404),
    ],
)
def test_what_cannot_be_answered_says_why(client, address, status):
    assert client.get(address).status_code == status


@pytest.mark.parametrize("words", ["'; drop table acts; --", "%", "_", '"', "\\", "�", "a" * 5000])
def test_words_are_never_sql(client, words):
    for page in ("/search", "/statements", "/figures", "/sources", "/network", "/dyad"):
        params = {"q": words, "speaker": words, "actor": words, "type": words, "a": words, "b": words, "acts": words, "outlet": words}
        assert client.get(page, params=params).status_code == 200
    assert client.get("/search.json").json()["total"] == 9


def test_a_store_that_grows_is_seen(client, root, article_of, monkeypatch):
    import time

    from detente.store import open_writer

    monkeypatch.setattr("detente.web.library.LOOK_EVERY", 0.0)
    with open_writer(root) as writer:
        writer.append([article_of(url="https://example.org/new")])
    for _ in range(100):
        if client.get("/sources.json").json()["total"] == 4:
            return
        time.sleep(0.05)
    pytest.fail("the new article never came")


def test_merged_reports_are_one_line_and_their_event_a_page(root, lexicon, articles):
    merged = merge_store(root, lexicon)
    assert merged.events < merged.reports
    with TestClient(make_app(root, lexicon=lexicon), base_url="http://127.0.0.1") as client:
        reports, events = (client.get(f"/dyad.json?a=RUS&b=CHN&show={show}").json() for show in ("", "events"))
        assert reports["events"] == events["total"] == len(events["rows"]) < reports["total"]
        call = next(row for row in events["rows"] if row["status"] == "happened")
        assert call["event_reports"] == 3
        event = client.get(f"/event/{call['event']}.json").json()
        assert {row["article"] for row in event["rows"]} == {each.article.id for each in articles}
        page = client.get(f"/event/{call['event']}").text
        assert "3 reports from" in page
        assert page.count("the same event?") == 2
        assert event["points"] == [], "one origin has nothing to compare with"
