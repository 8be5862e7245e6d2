"""merge.toml: which types tell of one happening, and how much agreement makes two reports one event."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.lexicon import Lexicon

PARTS = ("time", "parties", "type", "words", "place")


@dataclass(frozen=True, slots=True)
class MergeRules:
    """The numbers of merge.toml. Days and kilometres are bounds, the rest shares between 0 and 1."""

    family: Mapping[str, str]
    least_words: Mapping[str, float]
    placed: frozenset[str]
    mutual: frozenset[str]
    same_km: float
    apart_km: float
    near_days: int
    tight_days: int
    lead_days: int
    weights: Mapping[str, float]
    threshold: float
    shingle_words: int
    least_contained: float
    least_shingles: int
    copy_days: int
    credit: re.Pattern[str]
    outlet_sectors: frozenset[str]
    kept_days: int
    overdue_days: int
    least_alike: float
    least_shared: int
    readout_days: int
    phrase_words: tuple[int, int]


def load_merge_rules(lexicon: Lexicon) -> MergeRules:
    """Read merge.toml. Raises LexiconError where a type stands in two families or the weights do not add up to 1."""
    table = lexicon.toml("merge.toml")
    pairs = [(event_type, family) for family, types in table["families"].items() for event_type in types]
    if len(dict(pairs)) != len(pairs):
        message = "lexicon: merge.toml: a type stands in two families: keep it in one"
        raise LexiconError(message)
    weights = {part: float(table["weights"][part]) for part in PARTS}
    if abs(sum(weights.values()) - 1) > 1e-9:  # noqa: PLR2004  # rounding
        message = f"lexicon: merge.toml: weights add up to {sum(weights.values())}: make them 1"
        raise LexiconError(message)
    places, times, copies = table["places"], table["times"], table["copies"]
    return MergeRules(
        family=dict(pairs),
        least_words=table["words"]["least"],
        placed=frozenset(places["families"]),
        mutual=frozenset(table["mutual"]["families"]),
        same_km=places["same_km"],
        apart_km=places["apart_km"],
        near_days=times["near_days"],
        tight_days=times["tight_days"],
        lead_days=times["lead_days"],
        weights=weights,
        threshold=table["threshold"]["least"],
        **copies,
        credit=_credit(table["origins"]["credit"]),
        outlet_sectors=frozenset(table["origins"]["outlet_sectors"]),
        kept_days=table["plans"]["kept_days"],
        overdue_days=table["plans"]["overdue_days"],
        least_alike=table["readouts"]["least_alike"],
        least_shared=table["readouts"]["least_shared"],
        readout_days=table["readouts"]["days"],
        phrase_words=tuple(table["readouts"]["phrase_words"]),
    )


def _credit(words: str) -> re.Pattern[str]:
    try:
        pattern = re.compile(words)
    except re.error as error:
        message = f"lexicon: merge.toml: credit is no regular expression ({error}): mend it"
        raise LexiconError(message) from error
    if "outlet" not in pattern.groupindex:
        message = "lexicon: merge.toml: credit needs a group (?P<outlet>...)"
        raise LexiconError(message)
    return pattern
