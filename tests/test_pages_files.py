"""Reading pages: every path ends as a page or as a reason, and none ends the batch."""

import gzip
import hashlib
import io
import os
import random
from pathlib import Path

import pytest

from detente.pages import PageFailure, make_page, read_pages
from detente.records import Coded

ARTICLE = b"Envoys meet in Geneva\n\nThe envoys met on Monday and agreed to meet again in May.\n"
RANDOM_BYTES = random.Random(7).randbytes(20_000)  # noqa: S311 - noise, not a secret


def test_a_file_becomes_a_page_named_by_its_bytes(tmp_path):
    (tmp_path / "a.txt").write_bytes(ARTICLE)
    (page,) = read_pages([tmp_path / "a.txt"])
    assert page.id == hashlib.sha256(ARTICLE).hexdigest()
    assert page.content == ARTICLE
    assert page.media_type == "text/plain; charset=utf-8"
    assert page.url == (tmp_path / "a.txt").as_posix()


def test_folders_are_read_whole_in_order_and_hidden_files_left_out(tmp_path):
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden", ".git/config"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(ARTICLE + name.encode())
    names = [os.path.relpath(page.url, tmp_path) for page in read_pages([tmp_path])]
    assert names == ["a.txt", "b.txt", str(Path("sub", "c.txt"))]


def test_standard_input(tmp_path):
    (page,) = read_pages(["-"], standard_input=io.BytesIO(ARTICLE))
    assert page.content == ARTICLE
    assert page.url is None


def test_packed_files_are_unpacked_whatever_their_name(tmp_path):
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(ARTICLE))
    (tmp_path / "b").write_bytes(gzip.compress(ARTICLE))
    assert [page.content for page in read_pages([tmp_path])] == [ARTICLE, ARTICLE]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n ", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "is binary"),
        (b"%PDF-1.7 text that looks readable", "is binary"),
        (RANDOM_BYTES, "is binary"),
        (b"\x1f\x8b" + RANDOM_BYTES, "broken gzip"),
        (gzip.compress(ARTICLE)[:-12], "broken gzip"),
        (b"word " * 50_000, "larger than 0.2 MB"),
        (gzip.compress(b"0 " * 5_000_000), "larger than 0.2 MB"),
    ],
)
def test_what_is_no_page_is_a_reason_of_one_line(tmp_path, content, reason):
    (tmp_path / "bad").write_bytes(content)
    (tmp_path / "good.txt").write_bytes(ARTICLE)
    failure, page = read_pages([tmp_path / "bad", tmp_path / "good.txt"], most_bytes=200_000)
    assert isinstance(failure, PageFailure)
    assert reason in failure.reason
    assert "\n" not in failure.reason
    assert page.content == ARTICLE


def test_missing_paths_empty_folders_and_pipes_are_reasons(tmp_path):
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    failures = list(read_pages([tmp_path / "nothing.txt", tmp_path / "empty", tmp_path / "pipe"]))
    assert [failure.reason.split(":")[0] for failure in failures] == [
        "no such file or folder",
        "folder has no files",
        "is not a readable file",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_a_reason(tmp_path):
    (tmp_path / "a.txt").write_bytes(ARTICLE)
    (tmp_path / "a.txt").chmod(0)
    (failure,) = read_pages([tmp_path / "a.txt"])
    assert "cannot be read" in failure.reason


def test_a_failure_is_a_row_of_its_own():
    row = PageFailure("folder/page.html", "is empty: leave it out").coded()
    assert isinstance(row, Coded)
    assert row.failure == "is empty: leave it out"
    assert row.article.url == "folder/page.html"
    assert row.article.text == ""
    assert row.article.id != PageFailure("folder/other.html", "is empty: leave it out").coded().article.id


FRENCH = "Le ministre a déclaré à Genève que l’accord était près d’être signé. " * 3
RUSSIAN = "Президент заявил в понедельник, что переговоры в Женеве продолжатся на следующей неделе. " * 3


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (ARTICLE, "text/plain; charset=utf-8"),
        ("“Talks,” he said – and left.".encode("cp1252"), "text/plain; charset=cp1252"),
        (b"\xef\xbb\xbf" + ARTICLE, "text/plain; charset=utf-8-sig"),
        (ARTICLE.decode().encode("utf-16"), "text/plain; charset=utf-16"),
        (ARTICLE.decode().encode("utf-16-le"), "text/plain; charset=utf-16-le"),
        (ARTICLE.decode().encode("utf-16-be"), "text/plain; charset=utf-16-be"),
        (f'<html><head><meta charset="windows-1251"></head><body><p>{RUSSIAN}</p>'.encode("cp1251"), "text/html; charset=windows-1251"),
        (f'<html><head><meta charset="utf-8"></head><body><p>{FRENCH}</p>'.encode("cp1252"), "text/html; charset=cp1252"),
        (f'<html><head><meta charset="iso-8859-1"></head><body><p>{FRENCH}</p>'.encode(), "text/html; charset=utf-8"),
        (b"<p>The envoys met.</p><p>They left.</p><p>Nobody spoke.</p>", "text/html; charset=utf-8"),
        (b"He typed <p> twice and <br> once, and the letter went out.", "text/plain; charset=utf-8"),
        ("<html><body><p>Talks</p></body></html>".encode("utf-16"), "text/html; charset=utf-16"),
        (b"The envoys met\x00 on Monday in Geneva and \x00 left again on Tuesday morning.", "text/plain; charset=utf-8"),
    ],
)
def test_media_type_and_encoding_are_found_in_the_bytes(content, media_type):
    assert make_page(content, "a").media_type == media_type


def test_cyrillic_without_any_declaration_is_recognised():
    assert make_page(RUSSIAN.encode("cp1251"), "a").media_type == "text/plain; charset=cp1251"
    assert make_page(RUSSIAN.encode("koi8-r"), "a", charset="koi8-r").media_type == "text/plain; charset=koi8-r"
