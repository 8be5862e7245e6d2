"""Text that remembers where each of its characters stood in the raw text it was cleaned from."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """``length`` characters that stand unchanged at ``clean_start`` in the clean text and at ``raw_start`` in the raw text."""

    clean_start: int
    raw_start: int
    length: int


@dataclass(frozen=True, slots=True)
class MappedText:
    """A text and the segments that lead from it back to the raw text. Characters that cleaning put in belong to no segment."""

    text: str
    segments: tuple[Segment, ...]

    @property
    def start(self) -> int | None:
        """Where the text's first raw character stood, or None where nothing of it is raw."""
        return self.segments[0].raw_start if self.segments else None

    def cut(self, start: int, end: int | None = None) -> MappedText:
        """Return the part from ``start`` to ``end``, without the white space at its ends."""
        end = len(self.text) if end is None else end
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        end = start + len(part.strip())
        return MappedText(self.text[start:end], tuple(_cut_segments(self.segments, start, end)))

    def raw_span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where the characters from ``start`` to ``end`` stood in the raw text, or None where none of them did."""
        found = list(_cut_segments(self.segments, start, end))
        return (found[0].raw_start, found[-1].raw_start + found[-1].length) if found else None


def _cut_segments(segments: tuple[Segment, ...], start: int, end: int) -> Iterable[Segment]:
    first = max(bisect.bisect_right(segments, start, key=lambda segment: segment.clean_start) - 1, 0)
    for segment in segments[first:]:
        if segment.clean_start >= end:
            return
        left = max(segment.clean_start, start)
        right = min(segment.clean_start + segment.length, end)
        if left < right:
            yield Segment(left - start, segment.raw_start + left - segment.clean_start, right - left)


def join_texts(parts: Iterable[MappedText], separator: str) -> MappedText:
    """Return the parts as one text with ``separator`` between them; neighbouring segments that run on become one."""
    texts: list[str] = []
    segments: list[Segment] = []
    offset = 0
    for part in parts:
        if texts:
            texts.append(separator)
            offset += len(separator)
        texts.append(part.text)
        for segment in part.segments:
            _append(segments, Segment(offset + segment.clean_start, segment.raw_start, segment.length))
        offset += len(part.text)
    return MappedText("".join(texts), tuple(segments))


def _append(segments: list[Segment], segment: Segment) -> None:
    if segments:
        last = segments[-1]
        if (last.clean_start + last.length, last.raw_start + last.length) == (segment.clean_start, segment.raw_start):
            segments[-1] = Segment(last.clean_start, last.raw_start, last.length + segment.length)
            return
    segments.append(segment)
