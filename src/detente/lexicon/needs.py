"""What a pattern's template cannot match without: lets the matcher pass over patterns whose words are not in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

Need = frozenset[str]
_PART = re.compile(r"\{([a-z]\w*)(?::\w+)?\}|(\((?:\?[=!:])?)|(\)[?*]?)|(\|)|\\.|.", re.DOTALL)
_LOOKAROUND = ("(?=", "(?!")


def find_needs(template: str) -> tuple[Need, ...]:
    """Return sets of classes, of each of which one must occur in a text that an expanded template matches."""
    return tuple(_alternatives(_PART.finditer(template), closed=False)[0])


def _alternatives(parts: Iterator[re.Match[str]], *, closed: bool) -> tuple[list[Need], bool]:
    """Return the needs of a group's alternatives taken together, and whether the group may be left out."""
    branches: list[list[Need]] = [[]]
    is_optional = False
    for part in parts:
        name, opening, closing, bar = part.groups()
        if name:
            branches[-1].append(frozenset({name}))
        elif opening:
            inner, may_lack = _alternatives(parts, closed=True)
            if not may_lack and opening not in _LOOKAROUND:
                branches[-1].extend(inner)
        elif bar:
            branches.append([])
        elif closing and closed:
            is_optional = len(closing) > 1
            break
    return _joined(branches), is_optional


def _joined(branches: list[list[Need]]) -> list[Need]:
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return []
    return [frozenset().union(*(min(branch, key=len) for branch in branches))]
