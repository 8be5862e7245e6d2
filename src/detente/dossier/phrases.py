"""Set phrases: words that texts put in quotation marks, when they were first and last used."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detente.lexicon.merging import MergeRules
    from detente.records import Report, Span, Statement

QUOTED = re.compile('[\u201c"]([^\u201c\u201d"]+)[\u201d"]')


@dataclass(frozen=True, slots=True)
class Use:
    """One article's use of a phrase: the sentence, and the words in it."""

    published: dt.date | None
    article: str
    sentence: Span
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotation marks, by whom they were printed, and how many later articles do without them."""

    words: str
    uses: tuple[Use, ...]
    origins: tuple[str, ...]
    without: int


def phrases_of(
    records: Iterable[Report | Statement], published: Mapping[str, dt.date | None], origins: Mapping[str, str], rules: MergeRules
) -> tuple[Phrase, ...]:
    """Return the phrases in the sentences of records, the most widely printed first. ``published`` has every article asked."""
    shortest, longest = rules.phrase_words
    uses: dict[str, dict[str, Use]] = defaultdict(dict)
    for record in records:
        for match in QUOTED.finditer(record.sentence.text):
            words = match[1].strip(" ,.;:!?").casefold()
            if shortest <= len(words.split()) <= longest:
                use = Use(published[record.article], record.article, record.sentence, match.start(1), match.end(1))
                uses[words].setdefault(record.article, use)
    made = [_phrase(words, tuple(each.values()), published, origins) for words, each in uses.items()]
    return tuple(sorted(made, key=lambda each: (-len(each.origins), each.uses[0].published or dt.date.max, each.words)))


def _phrase(words: str, uses: tuple[Use, ...], published: Mapping[str, dt.date | None], origins: Mapping[str, str]) -> Phrase:
    ordered = tuple(sorted(uses, key=lambda use: (use.published or dt.date.max, use.article)))
    last = max((use.published for use in uses if use.published), default=None)
    later = sum(1 for day in published.values() if day and last and day > last)
    return Phrase(words, ordered, tuple(sorted({origins[use.article] for use in uses})), later)
