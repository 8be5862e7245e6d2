"""Which language a text is in, by its commonest function words."""

from __future__ import annotations

import re
from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000  # characters
_FEWEST_WORDS = 25
_LEAST_SHARE = 0.06  # running text has a third of such words, lists and headlines fewer


def find_language(text: str, declared: str | None, languages: Mapping[str, frozenset[str]]) -> str | None:
    """Return a text's language as its two letters, or None where its words tell no language of the table.

    ``declared`` is what the page says of itself; it counts where the text is too short to tell.
    """
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    declared = declared[:2].lower() if declared else None
    if len(words) < _FEWEST_WORDS:
        return declared
    shares = {code: sum(word in common for word in words) / len(words) for code, common in languages.items()}
    best = max(shares, key=lambda code: (shares[code], code == declared))
    if shares[best] >= _LEAST_SHARE:
        return best
    return declared if declared not in languages else None
