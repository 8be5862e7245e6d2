"""Bytes -> characters, by what the page's media type says of them."""

from __future__ import annotations

import re
from email.message import EmailMessage

from detente.records import Page

_LOOKS_HTML = re.compile(r"\s*<(?:!doctype html|html|head|body|\?xml|!--)", re.IGNORECASE)


def decode(page: Page) -> tuple[str, bool]:
    """Return a page's characters and whether they are HTML. Bytes that fit no encoding become replacement characters."""
    header = EmailMessage()
    header["Content-Type"] = page.media_type or "application/octet-stream"
    text = _decode(page.content, header.get_content_charset())
    kind = header.get_content_type()
    return text, kind in {"text/html", "application/xhtml+xml"} or (kind != "text/plain" and _LOOKS_HTML.match(text) is not None)


def _decode(content: bytes, charset: str | None) -> str:
    for encoding in filter(None, (charset, "utf-8-sig", "cp1252")):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode(charset if charset and _is_known(charset) else "utf-8", "replace")


def _is_known(charset: str) -> bool:
    try:
        return bool("".encode(charset) == b"")
    except LookupError:
        return False
