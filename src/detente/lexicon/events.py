"""events.toml, cameo.toml: types and modes of events, their scores, and the way to CAMEO and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.lexicon import Lexicon

EVENTS = "events.toml"
CAMEO = "cameo.toml"


@dataclass(frozen=True, slots=True)
class EventMode:
    """How an event of its type was done; ``score`` is None where PLOVER gives none (the type's counts)."""

    name: str
    score: float | None
    definition: str


@dataclass(frozen=True, slots=True)
class EventType:
    """One PLOVER type. ``score`` runs from -10 (conflict) to 10 (cooperation); ``modes`` are by name."""

    name: str
    score: float
    quad: str
    needs_target: bool
    cameo_root: str
    definition: str
    example: str
    codes: str
    non_example: str
    non_example_reason: str
    modes: Mapping[str, EventMode]


@dataclass(frozen=True, slots=True)
class Plover:
    """What a CAMEO code is in PLOVER: ``type`` is empty for a statement; ``repair`` says where the published map was mended."""

    type: str
    mode: str | None
    contexts: tuple[str, ...]
    repair: str


@dataclass(frozen=True, slots=True)
class Cameo:
    """The CAMEO code chosen for a type, mode and context, and what the choice cannot carry."""

    code: str
    loss: str


@dataclass(frozen=True, slots=True)
class EventTable:
    """All types by name, contexts with their meaning, and the tables of CAMEO."""

    types: Mapping[str, EventType]
    contexts: Mapping[str, str]
    from_cameo: Mapping[str, Plover]
    to_cameo: Mapping[tuple[str, str, str], Cameo]
    goldstein: Mapping[str, Mapping[str, float]]
    roots: Mapping[str, str]

    def score(self, kind: str, mode: str | None = None) -> float:
        """Return the PLOVER score of a type, or of its mode where that has one."""
        found = self.types[kind]
        scored = found.modes.get(mode or "")
        return found.score if scored is None or scored.score is None else scored.score

    def cameo(self, kind: str, mode: str | None = None, context: str | None = None) -> Cameo:
        """Return the code for a type, the most particular one that mode and context pick."""
        tries = ((kind, mode or "", context or ""), (kind, mode or "", ""), (kind, "", context or ""))
        return next((self.to_cameo[each] for each in tries if each in self.to_cameo), self.to_cameo[kind, "", ""])

    def goldstein_score(self, code: str, table: str = "gdelt") -> float | None:
        """Return the Goldstein score of a CAMEO code in the named table; a code of four digits falls back on its first three."""
        scores = self.goldstein[table]
        return scores.get(code, scores.get(code[:3]))


def load_events(lexicon: Lexicon) -> EventTable:
    """Return the types of events. Raises LexiconError for an unknown mode, context or code, naming the entry."""
    raw, cameo = lexicon.toml(EVENTS), lexicon.toml(CAMEO)
    try:
        types = {entry["name"]: _event_type(entry) for entry in raw["type"]}
        plover = {code: _plover(entry) for code, entry in cameo["from_cameo"].items()}
        codes = {_place(entry): Cameo(entry["code"], entry.get("loss", "")) for entry in cameo["to_cameo"]}
        roots = {code: label for code, (label, _) in cameo["roots"].items()}
        table = EventTable(types, raw["contexts"], plover, codes, cameo["goldstein"], roots)
    except (KeyError, TypeError, ValueError) as error:
        message = f"lexicon: {EVENTS} or {CAMEO}: {error!r}: an entry lacks this key: add it"
        raise LexiconError(message) from error
    _check(table)
    return table


def _event_type(entry: Mapping[str, Any]) -> EventType:
    modes = {mode["name"]: EventMode(mode["name"], mode.get("score"), mode["definition"]) for mode in entry.get("mode", ())}
    return EventType(
        name=entry["name"],
        score=float(entry["score"]),
        quad=entry["quad"],
        needs_target=entry["recipient_required"],
        cameo_root=entry["cameo_root"],
        definition=entry["definition"],
        example=entry["example"],
        codes=entry["codes"],
        non_example=entry["non_example"],
        non_example_reason=entry["non_example_reason"],
        modes=modes,
    )


def _plover(entry: Mapping[str, Any]) -> Plover:
    return Plover(entry["type"], entry.get("mode"), tuple(entry.get("contexts", ())), entry.get("repair", ""))


def _place(entry: Mapping[str, Any]) -> tuple[str, str, str]:
    return entry["type"], entry.get("mode", ""), entry.get("context", "")


def _check(table: EventTable) -> None:
    places = [(f"from_cameo {code}", each.type, each.mode, each.contexts) for code, each in table.from_cameo.items() if each.type]
    places += [(f"to_cameo {kind} {mode}", kind, mode, (context,) if context else ()) for kind, mode, context in table.to_cameo]
    for where, kind, mode, contexts in places:
        known = kind in table.types and (not mode or mode in table.types[kind].modes)
        if not known or not all(each in table.contexts for each in contexts):
            message = f"lexicon: {CAMEO}: {where}: {kind}, {mode or 'no mode'}, {contexts} is not in {EVENTS}: correct it"
            raise LexiconError(message)
    for place, each in table.to_cameo.items():
        if each.code not in table.from_cameo:
            message = f"lexicon: {CAMEO}: to_cameo {place}: code {each.code} is not in from_cameo: correct it"
            raise LexiconError(message)
    missing = [kind for kind in table.types if (kind, "", "") not in table.to_cameo]
    if missing:
        message = f"lexicon: {CAMEO}: to_cameo has no code for {', '.join(missing)}: add one"
        raise LexiconError(message)
