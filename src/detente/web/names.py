"""What actors are called, and whom a visitor means: by code first, then by name."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from detente.lexicon.actors import ActorTable, load_actors, look_up

if TYPE_CHECKING:
    from detente.lexicon import Lexicon
    from detente.lexicon.names import NameRow

BODIES = frozenset({"state", "former_state", "territory", "grouping"})


class Names:
    """Names of states and organisations, from the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the lexicon; its table of actors is read when it is first needed."""
        self._lexicon = lexicon
        self._known: dict[str, str] = {}

    @cached_property
    def _actors(self) -> ActorTable:
        return self._lexicon.get(load_actors)

    def name(self, party: str) -> str:
        """Return what a country or organisation is called; the code itself where the lexicon does not know it."""
        if party not in self._known:
            row = next((row for row in self._actors.entity(party) if _is_body(row)), None)
            self._known[party] = row.name if row else party
        return self._known[party]

    def code(self, said: str) -> str:
        """Return the party that somebody means: "rus", "Russia" and "RUS GOV" are RUS; what nobody knows stays as it is."""
        code = said.upper().partition(" ")[0]
        if any(_is_body(row) for row in self._actors.entity(code)) and (len(said) == len(code) or said[:3].isupper()):
            return code
        return next((row.entity for row in look_up(self._lexicon, said, None) if _is_body(row)), said)


def _is_body(row: NameRow) -> bool:
    return row.kind in BODIES or row.code[:3] in ("IGO", "NGO")
