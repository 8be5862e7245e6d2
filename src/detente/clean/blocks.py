"""Raw text -> blocks: the paragraphs, headings and lines that the rules look at one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.clean.characters import normalise
from detente.clean.mapped import MappedText, join_texts

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_TERMINAL = re.compile(r"[.!?…:;][\"'\u201d\u2019\u00bb)\]]{0,3}$")
_WRAP_WIDTH = range(50, 121)  # a mail or wire wraps its lines at 60 to 80 characters, some at 120
_WRAP_SHARE = 0.6
_FEWEST_LINES = 6


def split_blocks(raw: str) -> list[MappedText]:
    """Return the blocks of a raw text in order. Each line is a block, but lines that were only wrapped are joined."""
    lines = [(match.start(), normalise(match.group(), match.start())) for match in _LINE.finditer(raw)]
    kept = [(start, line) for start, line in lines if line.text]
    if _is_wrapped([line.text for _, line in kept]):
        return list(_join_wrapped(raw, kept))
    return [line for _, line in kept]


def has_terminal(text: str) -> bool:
    """Whether a block ends as a sentence does: with a full stop or its like, quotation marks behind it allowed."""
    return _TERMINAL.search(text[-8:]) is not None


def _is_wrapped(lines: list[str]) -> bool:
    if len(lines) < _FEWEST_LINES or max(map(len, lines)) not in _WRAP_WIDTH:
        return False
    wide = max(map(len, lines)) * 0.7
    open_lines = sum(1 for line in lines if len(line) >= wide and not has_terminal(line))
    return open_lines >= _WRAP_SHARE * len(lines)


def _join_wrapped(raw: str, lines: list[tuple[int, MappedText]]) -> Iterator[MappedText]:
    paragraph: list[MappedText] = []
    previous_end = 0
    for start, line in lines:
        if paragraph and raw.count("\n", previous_end, start) > 1:
            yield join_texts(paragraph, " ")
            paragraph = []
        paragraph.append(line)
        previous_end = start + len(line.text)
    if paragraph:
        yield join_texts(paragraph, " ")
