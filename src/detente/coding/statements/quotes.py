"""Text -> quotations, from the marks alone. An odd mark costs at most its own quotation, never the article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.statements.marks import BLANK, LEADING, STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.lexicon.speech import Marks

LONGEST_RUN = 12
"""Paragraphs that a quotation may run over without its mark being repeated."""
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words inside quotation marks: ``start``..``end`` without the marks, ``outer_start``..``outer_end`` with them.

    ``runs_on`` says that the quotation goes on in the next paragraph, whose opening mark starts a quote of its own;
    ``is_closed`` that its closing mark was found; ``is_single`` that the marks are single ones.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    runs_on: bool = False
    is_closed: bool = True
    is_single: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    may_open: bool
    may_close: bool


def find_quotes(text: str, marks: Marks) -> tuple[Quote, ...]:
    """Return the outermost quotations of a text, in order. Quotations inside others are part of them."""
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    double = _double(text, paragraphs, marks)
    single = [
        quote
        for start, end in paragraphs
        for quote in _single(text, start, end, marks)
        if not any(other.outer_start < quote.outer_end and quote.outer_start < other.outer_end for other in double)
    ]
    return tuple(sorted([*double, *single], key=lambda quote: quote.start))


def _double(text: str, paragraphs: list[tuple[int, int]], marks: Marks) -> list[Quote]:
    by_paragraph = [list(_marks(text, start, end, marks)) for start, end in paragraphs]
    quotes: list[Quote] = []
    skip_to = 0
    for number, (_, end) in enumerate(paragraphs):
        opened: _Mark | None = None
        depth = 0
        for place, mark in enumerate(by_paragraph[number]):
            if mark.start < skip_to:
                continue
            if opened is None:
                opened, depth = (mark, 1) if mark.may_open else (None, 0)
            elif _closes(text, mark):
                depth -= 1
                if depth == 0:
                    quotes.append(_quote(text, opened, mark.start, mark.end))
                    opened = None
            elif _reopens(text, by_paragraph[number], place, depth):
                quotes.append(_quote(text, opened, mark.start, mark.start, runs_on=True, is_closed=False))
                opened = mark
            elif mark.may_open and not mark.may_close and text[mark.start : mark.end] in marks.open:
                depth += 1
            elif (len(by_paragraph[number]) - place) % 2:
                depth += 1  # as many marks follow as close this one and the one around it
            else:
                opened, depth = mark, 1  # the mark before it was never closed: forget it
        if opened is not None:
            quote = _mismatched(text, opened, end, marks) or _open_ended(
                text, opened, end, paragraphs[number + 1 :], by_paragraph[number + 1 :]
            )
            if quote is not None:
                quotes.append(quote)
                skip_to = quote.outer_end
    return quotes


def _reopens(text: str, marks: list[_Mark], place: int, depth: int) -> bool:
    """Return whether a mark repeats the one before at a new sentence, as where a page lost the breaks between paragraphs.

    A quotation inside another one would be closed before that one is: by two closing marks in a row.
    """
    before = text[: marks[place].start].rstrip(BLANK)
    following = [_closes(text, mark) for mark in marks[place + 1 : place + 3]]
    return depth == 1 and before.endswith(tuple(STOPS)) and following != [True, True]


def _closes(text: str, mark: _Mark) -> bool:
    """Return whether a mark ends a quotation, by its kind or, where the wrong one was set (“so“), by where it stands."""
    if mark.may_close:
        return not (mark.may_open and _opens(text, mark))
    before, after = text[mark.start - 1], text[mark.end : mark.end + 1] or " "
    return (before in STOPS + "," or before.isalnum()) and (after.isspace() or after in ".,;:!?)")


def _mismatched(text: str, opened: _Mark, end: int, marks: Marks) -> Quote | None:
    """Return the quotation that a single mark closes, behind a full stop or a comma, where a double one should stand."""
    for place in range(opened.end + 1, end):
        if text[place] in marks.single_close and text[place - 1] in ".,!?" and (place + 1 >= len(text) or text[place + 1].isspace()):
            return _quote(text, opened, place, place + 1)
    return None


def _open_ended(text: str, opened: _Mark, end: int, later: list[tuple[int, int]], marks: list[list[_Mark]]) -> Quote | None:
    """Return the quotation of a mark that its paragraph does not close, or None where the mark is a slip."""
    if later and marks[0] and marks[0][0].may_open and not text[later[0][0] : marks[0][0].start].strip():
        return _quote(text, opened, end, end, runs_on=True, is_closed=False)
    for found in marks[:LONGEST_RUN]:
        if not found:
            continue
        first = found[0]
        if first.may_close and not (first.may_open and _opens(text, first)):
            return _quote(text, opened, first.start, first.end)
        break
    before = text[: opened.start].rstrip(BLANK)
    is_sentence = before.endswith((":", *STOPS)) or before.rstrip("\n").endswith(":")
    return _quote(text, opened, end, end, is_closed=False) if is_sentence else None


def _quote(text: str, opened: _Mark, end: int, outer_end: int, *, runs_on: bool = False, is_closed: bool = True) -> Quote:
    start = opened.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Quote(start, end, opened.start, max(outer_end, end), runs_on, is_closed)


def _marks(text: str, start: int, end: int, marks: Marks) -> Iterator[_Mark]:
    pattern = re.compile("|".join(map(re.escape, sorted(marks.open | marks.close | marks.either, key=lambda mark: (-len(mark), mark)))))
    for match in pattern.finditer(text, start, end):
        mark, place = match.group(), match.span()
        if mark in marks.either and _is_measure(text, place[0]):
            continue
        yield _Mark(*place, may_open=mark in marks.open | marks.either, may_close=mark in marks.close | marks.either)


def _is_measure(text: str, place: int) -> bool:
    """Return whether a straight mark stands for inches or seconds: after a digit and before a word, with no mark to close."""
    return (
        place > 0 and text[place - 1].isdigit() and text[place + 1 : place + 3].strip().islower() and text[place - 6 : place].find('"') < 0
    )


def _opens(text: str, mark: _Mark) -> bool:
    """Return whether a mark that may do both opens here: white space or an opening bracket before it, a word after it."""
    before = text[mark.start - 1] if mark.start else " "
    after = text[mark.end] if mark.end < len(text) else " "
    return (before.isspace() or before in LEADING) and not after.isspace() and after not in ".,;:!?)"


def _single(text: str, start: int, end: int, marks: Marks) -> Iterator[Quote]:
    """Yield quotations in single marks, telling closing marks from apostrophes."""
    openers, closers = marks.single_open | marks.single_either, marks.single_close | marks.single_either
    place = start
    while place < end:
        if text[place] in openers and _opens(text, _Mark(place, place + 1, may_open=True, may_close=True)) and text[place + 1].isalnum():
            close = _single_close(text, place + 1, end, closers)
            if close is not None:
                yield Quote(place + 1, close, place, close + 1, is_single=True)
                place = close
        place += 1


def _single_close(text: str, start: int, end: int, closers: frozenset[str]) -> int | None:
    """Return where the quotation ends: at a mark after punctuation, else at the last one that is not surely an apostrophe."""
    unsure = None
    for place in range(start + 1, end):
        after = text[place + 1] if place + 1 < len(text) else " "
        if text[place] not in closers or text[place - 1].isspace() or after.isalnum():
            continue
        if text[place - 1] in STOPS + "," or after in ".,;:!?)":
            return place
        if text[place - 1] != "s" or unsure is None:
            unsure = place
            if text[place - 1] != "s":
                return place
    return unsure
