"""Hostile articles stay text; other hosts and forged requests get nothing."""

import csv
import io

import pytest

from detente.store import open_store, open_writer, read_judgements
from detente.web.answers import Answer, as_csv

EVERY = ("/", "/search", "/search?where=statements", "/search?where=figures", "/dyad?a=RUS&b=CHN", "/statements", "/figures", "/map", "/network", "/sources", "/audit")


@pytest.fixture
def bad(articles):
    return articles[2]


def test_a_script_in_a_title_is_text(client, bad):
    for address in (*EVERY, f"/article/{bad.article.id}", f"/event/{bad.reports[0].id}", "/search?q=<script>window.broken=1</script>"):
        page = client.get(address).text
        assert "<script>window" not in page
        assert "<img src=x" not in page
        assert "<i>Evil" not in page
        assert 'href="javascript:' not in page
    assert "&lt;script&gt;window.broken = 1" in client.get(f"/article/{bad.article.id}").text


def test_every_answer_carries_the_headers(client):
    for address in (*EVERY, "/search.json", "/search.csv", "/nowhere", "/static/page.js", "/dyad?a=RUS"):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_pages_have_no_script_or_style_of_their_own(client, bad):
    for address in (*EVERY, f"/article/{bad.article.id}"):
        page = client.get(address).text
        assert page.count("<script") == page.count("<script src=")
        assert "<style" not in page
        assert ' style="' not in page
        assert " onclick" not in page
        assert 'src="http' not in page


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil", "[::2]:80"])
def test_other_hosts_get_nothing(client, host):
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "Pairs" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8377", "localhost", "LOCALHOST:1", "[::1]:8377"])
def test_loopback_is_served(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200


def token_of(client):
    return client.get("/search").text.split('name="token" value="')[1].split('"')[0]


def judgement(articles, **more):
    return {"kind": "report", "one": articles[0].reports[0].id, "two": "", "verdict": "wrong", "why": "other way round", "by": "Ana", **more}


def test_a_judgement_is_kept_and_shown(client, root, articles):
    answer = client.post("/judge", data={**judgement(articles, why="<b>not</b> so"), "token": token_of(client), "back": "/search?q=video"}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/search?q=video"
    assert "&lt;b&gt;not&lt;/b&gt; so" in client.get("/search").text
    assert client.get("/judgements.json").json()["rows"][0]["verdict"] == "wrong"
    with open_store(root) as store:
        assert [(each.is_right, each.by) for each in read_judgements(store)] == [(False, "Ana")]


def test_a_merge_is_judged_where_merging_reads_it(client, root, articles):
    two = articles[1].reports[0].id
    answer = client.post("/judge", data={**judgement(articles, kind="merge", two=two, verdict="right"), "token": token_of(client)})
    assert answer.status_code == 200
    with open_store(root) as store:
        said = list(store.records("judgements", "select * from judgements"))
    assert [(each.two, each.is_same) for each in said] == [(two, True)]


def test_without_a_token_nothing_is_kept(client, articles):
    genuine = token_of(client)
    other = dict(client.cookies)
    for sent, headers, cookies in (
        ({}, {}, other),
        ({"token": "0" * 64}, {}, other),
        ({"token": genuine}, {"origin": "https://evil.example"}, other),
        ({"token": genuine}, {}, {"detente": "0" * 32}),
        ({"token": genuine}, {}, {}),
    ):
        client.cookies.clear()
        client.cookies.update(cookies)
        assert client.post("/judge", data={**judgement(articles), **sent}, headers=headers).status_code == 403
    assert client.get("/judgements.json").json()["total"] == 0


@pytest.mark.parametrize(
    "wrong", [{"verdict": "maybe"}, {"kind": "merge"}, {"kind": "x"}, {"one": "'; drop"}, {"two": "abc"}, {"one": ""}]
)
def test_a_judgement_must_name_a_record_and_a_verdict(client, articles, wrong):
    assert client.post("/judge", data={**judgement(articles, **wrong), "token": token_of(client)}).status_code == 400


def test_a_judgement_is_short_and_posted(client, articles):
    assert client.post("/judge", content=b"x" * 20_000).status_code == 413
    assert client.get("/judge").status_code == 405


def test_it_never_redirects_elsewhere(client, articles):
    for back in ("https://evil.example/", "//evil.example/", "/\\evil.example"):
        answer = client.post("/judge", data={**judgement(articles), "token": token_of(client), "back": back}, follow_redirects=False)
        assert answer.headers["location"].startswith("/")
        assert not answer.headers["location"].startswith(("//", "/\\"))


def test_a_cell_is_no_formula():
    out = as_csv(Answer("", "", [{"words": "=HYPERLINK(1)", "more": ["@a", "b"], "n": -1}]))
    assert next(csv.DictReader(io.StringIO(out))) == {"words": "'=HYPERLINK(1)", "more": "'@a; b", "n": "-1"}


def test_while_another_program_writes_the_visitor_hears_of_it(client, root, articles, monkeypatch):
    monkeypatch.setattr("detente.web.library.PATIENCE", 0.2)
    token = token_of(client)
    with open_writer(root):
        answer = client.post("/judge", data={**judgement(articles), "token": token})
    assert answer.status_code == 503
    assert "another program is writing" in answer.text
    assert client.post("/judge", data={**judgement(articles), "token": token}).status_code == 200
