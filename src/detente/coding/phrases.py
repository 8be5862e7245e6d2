"""Which actors a token or noun phrase stands for: the one place where reports and statements ask for mentions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.coding.clauses import Phrase
    from detente.records import Mention


@dataclass(frozen=True, slots=True)
class MentionIndex:
    """The mentions of a doc by token. Several mentions share a token where a phrase names several actors."""

    _at: Mapping[int, tuple[Mention, ...]] = field(repr=False)

    def at(self, token: int | None) -> tuple[Mention, ...]:
        """Return the mentions whose words are the narrowest around the token; empty where none covers it."""
        return () if token is None else self._at.get(token, ())

    def of(self, phrase: Phrase | None, *, deep: bool = True) -> tuple[Mention, ...]:
        """Return the actors of a noun phrase: its head's, else its owner's ("Iran's decision"), else those of its modifiers.

        With ``deep`` false only the head's own.
        """
        if phrase is None:
            return ()
        own = self.at(phrase.head)
        if own or not deep:
            return own
        owner = self.at(phrase.possessor)
        if owner:
            return owner
        found = {mention: None for token in phrase.modifiers for mention in self.at(token)}
        return tuple(found)


def index_mentions(doc: Doc, mentions: Iterable[Mention]) -> MentionIndex:
    """Return the mentions by token; the narrowest wins where one lies inside another."""
    narrow: dict[int, tuple[Mention, ...]] = {}
    for mention in sorted(mentions, key=lambda each: (each.span.end - each.span.start, each.span.start, each.code)):
        span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        for token in range(span.start, span.end) if span is not None else ():
            held = narrow.get(token)
            if held is None:
                narrow[token] = (mention,)
            elif held[0].span == mention.span:
                narrow[token] = (*held, mention)
    return MentionIndex(narrow)


def mention_at(mentions: Iterable[Mention], doc: Doc, phrase: Phrase) -> Mention | None:
    """Return the first actor of a noun phrase; build the index once with ``index_mentions`` where many are asked for."""
    return next(iter(index_mentions(doc, mentions).of(phrase)), None)
