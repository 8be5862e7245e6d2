"""What actors are called, and whom a visitor means: by code first, then by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.lexicon.actors import ActorTable, load_actors, look_up

if TYPE_CHECKING:
    from detente.lexicon import Lexicon
    from detente.lexicon.names import NameRow

STATES = ("state", "former_state", "territory", "grouping")
GROUPS = ("igo", "alliance", "court", "organ", "ngo", "treaty", "talks", "region", "armed_group", "movement", "igo_head")
BODIES = frozenset({*STATES, *GROUPS})
"""Kinds of rows whose name is what the actor itself is called, not its people, capital or seat."""


class Names:
    """Names of states and organisations, from the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the lexicon, and read its table of actors."""
        self._lexicon = lexicon
        self._known: dict[str, str] = {}
        self._actors: ActorTable = lexicon.get(load_actors)

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
        rows = [row for form in dict.fromkeys((said, said.title())) for row in look_up(self._lexicon, form, None)]
        return next((row.entity for row in rows if _is_body(row)), said)


def _is_body(row: NameRow) -> bool:
    return row.kind in BODIES
