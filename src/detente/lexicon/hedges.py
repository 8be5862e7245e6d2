"""hedges.toml: which words make an event planned, possible or denied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.records import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Hedges:
    """Words by what they do to the event: below a verb, as modal, adverb or marker of the clause, before a noun, above a noun."""

    below: Mapping[str, Status]
    modals: Mapping[str, Status]
    adverbs: Mapping[str, Status]
    markers: Mapping[str, Status]
    simultaneous: frozenset[str]
    occasions: frozenset[str]
    open_ended: frozenset[str]
    before_noun: Mapping[str, Status]
    after_noun: Mapping[str, Status]
    spoken: frozenset[str]
    above_noun: Mapping[str, Status]


def load_hedges(lexicon: Lexicon) -> Hedges:
    """Read hedges.toml of the lexicon's language."""
    table = lexicon.toml("hedges.toml")
    nouns = table["nouns"]
    return Hedges(
        below=_by_word(table["below"]),
        modals=_by_word(table["modals"]),
        adverbs=_by_word(table["adverbs"]),
        markers=_by_word({key: words for key, words in table["markers"].items() if key not in {"simultaneous", "occasions", "open_ended"}}),
        occasions=frozenset(table["markers"]["occasions"]),
        open_ended=frozenset(table["markers"]["open_ended"]),
        simultaneous=frozenset(table["markers"]["simultaneous"]),
        before_noun=_by_word({key: words for key, words in nouns.items() if "_" not in key}),
        after_noun=_by_word({key.removeprefix("infinitive_"): words for key, words in nouns.items() if key.startswith("infinitive_")}),
        spoken=frozenset(table["types"]["spoken"]),
        above_noun=_by_word({key.removeprefix("governed_"): words for key, words in nouns.items() if key.startswith("governed_")}),
    )


def _by_word(lists: Mapping[str, list[str]]) -> dict[str, Status]:
    return {word: Status(status) for status, words in lists.items() for word in words}
