"""Speakers -> mentions: code, name and antecedent of whoever heads a speaker's phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.coding.statements.reading import token_at
from detente.records import Mention, Span

if TYPE_CHECKING:
    from detente.coding.statements.shapes import Reading, Speaker

UNKNOWN = "---"


class Known:
    """The mentions of an article, looked up by the token that heads a speaker's phrase."""

    def __init__(self, reading: Reading, mentions: tuple[Mention, ...]) -> None:
        """Keep the mentions beside the doc that they were found in."""
        self.reading = reading
        self.mentions = mentions

    def mention(self, speaker: Speaker) -> Mention:
        """Return who the speaker is, over the whole phrase: the mention of its head, else its owner's, else nobody known."""
        place = self.reading.doc[speaker.head].idx
        start, end = speaker.extent
        best = self._best([each for each in self.mentions if each.span.start <= place < each.span.end])
        if best is None or best.code == UNKNOWN:
            best = self._owner(speaker) or best
        elif best is not None:
            start, end = min(start, best.span.start), max(end, best.span.end)
        span = Span(start, end, self.reading.text[start:end])
        if best is None:
            return Mention(span, span.text, UNKNOWN, None, None, "speaker")
        return Mention(span, best.name, best.code, best.entity, best.antecedent, best.rule)

    def _owner(self, speaker: Speaker) -> Mention | None:
        """Return whose body or text speaks: "the Union's top court", "a statement on the ministry's website"."""
        doc = self.reading.doc
        start, end = speaker.extent
        inside = [each for each in self.mentions if start <= each.span.start and each.span.end <= end and each.code != UNKNOWN]
        if doc[speaker.head].lemma_.lower() in self.reading.table.documents:
            return self._best(inside)
        head = doc[speaker.head].idx
        owning = [each for each in inside if each.span.end <= head and self._is_owner(each.span.end)]
        return self._best(owning)

    def _is_owner(self, end: int) -> bool:
        """Return whether a possessive ending stands behind a mention, or is its last part."""
        last = token_at(self.reading, end - 1)
        return any(token.tag_ == "POS" for token in self.reading.doc[last : last + 2])

    @staticmethod
    def _best(mentions: list[Mention]) -> Mention | None:
        return max(mentions, key=lambda each: (each.code != UNKNOWN, each.span.end - each.span.start), default=None)
