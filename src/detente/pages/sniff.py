"""What a page's bytes are, found in the bytes themselves: HTML or plain text, and in which encoding."""

from __future__ import annotations

import codecs
import re

from resiliparse.parse.encoding import detect_encoding

_LOOK_AT = 65_536  # bytes
_HEAD = 4_096
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM\x00", b"%PDF-", b"\xd0\xcf\x11\xe0"),
    *(b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"PAR1", b"\x7fELF"),
)
_CONTROLS = bytes({*range(9), 11, *range(14, 27), *range(28, 32), 127})
_MOST_CONTROLS = 0.03  # stray control codes happen in scraped text; in binary files they are a tenth of all bytes
_ASCII = bytes(range(128))
_FOREIGN_SHARE = 0.25  # fewer bytes above ASCII are western quotation marks and accents: too few to tell cp1252 from its cousins
_UTF16_ZEROS = 0.3
_STRONG_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|article)\b", re.IGNORECASE)
_ANY_TAG = re.compile(
    rb"</?(?:p|div|span|a|br|h[1-6]|li|ul|ol|table|td|tr|img|script|section|header|strong|em|b|i)\b[^<>]*>",
    re.IGNORECASE,
)
_FEWEST_TAGS = 5
_META_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,30})", re.IGNORECASE)
_LATIN1 = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"})  # pages that say so mean cp1252 (WHATWG Encoding)


def find_media_type(content: bytes, declared: str | None = None) -> str | None:
    """Return a page's media type with its charset ("text/html; charset=utf-8"), or None where the bytes are no text.

    ``declared`` is the charset that whoever served the page gave. It is believed only where the bytes agree.
    """
    charset = _find_bom(content) or _find_utf16(content)
    if charset is None and _is_binary(content):
        return None
    charset = charset or _find_charset(content, declared)
    head = content[:_LOOK_AT] if not charset.startswith(("utf-16", "utf-32")) else content[:_LOOK_AT].decode(charset, "replace").encode()
    return f"text/{'html' if _is_html(head) else 'plain'}; charset={charset}"


def _find_bom(content: bytes) -> str | None:
    return next((charset for bom, charset in _BOMS if content.startswith(bom)), None)


def _find_utf16(content: bytes) -> str | None:
    """Tell UTF-16 without a byte order mark: every other byte of western text is zero, and only those."""
    sample = content[:_HEAD]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    enough = _UTF16_ZEROS * len(sample) / 2
    if odd > enough and even <= odd / 10:
        return "utf-16-le"
    return "utf-16-be" if even > enough and odd <= even / 10 else None


def _is_binary(content: bytes) -> bool:
    sample = content[:_LOOK_AT]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return sample.startswith(_SIGNATURES) or controls > _MOST_CONTROLS * len(sample) + 2


def _find_charset(content: bytes, declared: str | None) -> str:
    if _fits(content, "utf-8"):
        return "utf-8"
    meta = _META_CHARSET.search(content[:_HEAD])
    sample = content[:_LOOK_AT]
    is_foreign = len(sample.translate(None, _ASCII)) > _FOREIGN_SHARE * len(sample)
    detected = detect_encoding(sample) if is_foreign else None
    for charset in (declared, meta[1].decode("ascii") if meta else None, detected):
        if charset is None:
            continue
        name = "cp1252" if charset.lower() in _LATIN1 else charset.lower()
        if name != "utf-8" and _fits(content, name):
            return name
    return "utf-8" if _is_nearly_utf8(content) else "cp1252"


def _fits(content: bytes, charset: str) -> bool:
    try:
        content.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _is_nearly_utf8(content: bytes) -> bool:
    """Whether most of the bytes above ASCII form UTF-8: a page with a few broken characters."""
    text = content[:_LOOK_AT].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return broken * 4 < sum(char > "\x7f" for char in text)


def _is_html(head: bytes) -> bool:
    if _STRONG_TAG.search(head[:_HEAD]) is not None:
        return True
    return sum(1 for _ in zip(range(_FEWEST_TAGS), _ANY_TAG.finditer(head), strict=False)) == _FEWEST_TAGS
