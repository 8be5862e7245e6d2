"""What hangs together: the connected components of pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def components(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return, for each name in a pair, the smallest name that it is connected with (union by smallest name, paths halved)."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, two in pairs:
        left, right = root(one), root(two)
        parent[max(left, right)] = min(left, right)
    return {name: root(name) for name in list(parent)}
