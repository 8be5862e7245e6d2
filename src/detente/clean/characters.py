"""Characters that a page carries but nobody reads: control codes, zero-width and direction marks, odd and doubled spaces."""

from __future__ import annotations

import re
import unicodedata

from detente.clean.mapped import MappedText, Segment, join_texts

# Soft hyphen, zero-width characters, direction marks, byte order mark, lone surrogates and non-characters; controls but \t.
_UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
)
_SPACES = " \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPECIAL = re.compile(f"(?P<space>[{_SPACES}][{_SPACES}{_UNSEEN}]*)|[{_UNSEEN}]+")
_HANGUL_VOWELS_AND_TAILS = range(0x1160, 0x1200)


def normalise(raw: str, start: int = 0) -> MappedText:
    """Return one line of raw text as it is read: unseen characters gone, one plain space for a run of spaces, in NFC.

    ``start`` is where the line begins in the raw text.
    """
    pieces: list[MappedText] = []
    position = 0
    for match in _SPECIAL.finditer(raw):
        if match["space"] == " ":
            continue
        pieces.append(_copy(raw[position : match.start()], start + position))
        if match["space"]:
            pieces.append(MappedText(" ", (Segment(0, start + match.start(), 1),)))
        position = match.end()
    pieces.append(_copy(raw[position:], start + position))
    return join_texts((piece for piece in pieces if piece.text), "").cut(0)


def _copy(text: str, start: int) -> MappedText:
    if unicodedata.is_normalized("NFC", text):
        return MappedText(text, (Segment(0, start, len(text)),) if text else ())
    return join_texts(_clusters(text, start), "")


def _clusters(text: str, start: int) -> list[MappedText]:
    """Compose the text cluster by cluster (a character and the marks on it), so that each keeps its place."""
    bounds = [place for place, char in enumerate(text) if not _is_mark(char)]
    if not bounds or bounds[0] != 0:
        bounds.insert(0, 0)
    pieces = []
    for left, right in zip(bounds, [*bounds[1:], len(text)], strict=True):
        composed = unicodedata.normalize("NFC", text[left:right])
        pieces.append(MappedText(composed, (Segment(0, start + left, min(len(composed), right - left)),)))
    return pieces


def _is_mark(char: str) -> bool:
    return unicodedata.combining(char) != 0 or ord(char) in _HANGUL_VOWELS_AND_TAILS
