"""Drafts of mentions, and those that a name of the lexicon gives: persons in and out of office, states, organisations, peoples."""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.coding.actors.naming import ADJECTIVES, NATIONALS, NO_ACTORS, NOT_THEIRS, STATES, Named
from detente.coding.actors.scene import Part, Scene
from detente.lexicon.names import NameRow

UNKNOWN = "---"
OFFICIAL = frozenset({"", "GOV", "MIL", "COP", "JUD", "LEG"})
BODIES = frozenset({"IGO", "NGO"})
BRANCHES = frozenset({"agency", "ministry", "central_bank", "legislature", "police", "court", "intelligence", "armed_forces"})


@dataclass(frozen=True, slots=True)
class Draft:
    """An actor as one noun phrase gives it: tokens ``start``..``end`` around ``head``; ``country`` is "---" while nothing gives one.

    ``how`` says what decided: "name:leader", "role:army/demonym"... ``entity`` and ``name`` are those of the lexicon where known.
    """

    start: int
    end: int
    head: int
    name: str
    country: str
    sector: str
    entity: str | None
    how: str

    @property
    def code(self) -> str:
        """Country and sector; organisations of states and charities have no sector."""
        return self.country if self.country in BODIES else f"{self.country} {self.sector}".strip()


def by_name(scene: Scene, number: int, parts: tuple[Part, ...], named: Named) -> tuple[Draft, ...]:
    """Return the actors that a chunk names which ends in a name of the lexicon."""
    chunk, row = scene.chunks[number], named.row
    if named.kind in NO_ACTORS or named.link in NOT_THEIRS:
        return ()
    draft = Draft(chunk.start, chunk.end, chunk.head, usual_name(row), row.country, row.sector, row.entity, f"name:{named.kind}")
    if named.is_person:
        return (_as_person(scene, parts, named, replace(draft, how=f"office:{named.kind}")),)
    if named.kind in ADJECTIVES | NATIONALS:
        is_noun = named.kind in NATIONALS or scene.doc[chunk.start].pos_ in ("DET", "NUM")
        return (replace(draft, sector=row.sector or "CVL"),) if is_noun else ()
    if named.kind in BRANCHES and row.country not in BODIES:
        return _as_branch(scene, number, parts, draft)
    if named.is_former and named.kind not in STATES:
        draft = replace(draft, how=f"{draft.how}/former")
    return (*_conjoined(scene, parts[:-1], draft), draft)


def _as_branch(scene: Scene, number: int, parts: tuple[Part, ...], draft: Draft) -> tuple[Draft, ...]:
    """Return a court, ministry or agency, of the country that an owner or demonym gives where it is another than the list's."""
    owner = scene.chunks[number].owner
    owned = scene.parts(owner)[-1].named if owner is not None else None
    before = [part.named for part in parts[:-1] if part.named is not None]
    givers = [each for each in (*before, owned) if each is not None and each.kind in ADJECTIVES | STATES]
    joined = _conjoined(scene, parts[:-1], draft)
    if givers and not joined and givers[-1].row.country != draft.country:
        name = bare_name(scene, draft.start, draft.end)
        return (replace(draft, country=givers[-1].row.country, name=name, entity=None, how=f"{draft.how}/owner"),)
    last = scene.doc[parts[-2].end - 1] if len(parts) > 1 else None
    is_longer = last is not None and parts[-2].named is None and last.pos_ == "PROPN" and last.text[:1].isupper()
    return () if is_longer else (*joined, draft)


def _as_person(scene: Scene, parts: tuple[Part, ...], named: Named, draft: Draft) -> Draft:
    """Return the person with the office of the day; who is out of office keeps the country and is marked former."""
    words = {scene.words[index] for part in parts[:-1] for index in range(part.start, part.end)}
    title = next((part.role for part in reversed(parts[:-1]) if part.role is not None), None)
    if named.is_former:
        is_open = "in office when the list ends" in named.row.note
        if title is not None and is_open and not words & scene.roles.former:
            return replace(draft, sector=title.sector or draft.sector, how=f"{draft.how}/title")
        if title is not None and title.sector not in OFFICIAL:
            return replace(draft, sector=title.sector, how=f"{draft.how}/title")
        sector = "OPP" if words & scene.roles.ousted else ""
        return replace(draft, sector=sector, how=f"{draft.how}/former")
    return draft


def _conjoined(scene: Scene, before: tuple[Part, ...], draft: Draft) -> tuple[Draft, ...]:
    """Return the same kind of actor of the countries joined before a name: "German and Afghan forces"."""
    if not any(scene.doc[part.start].pos_ == "CCONJ" for part in before):
        return ()
    countries = [part.named.row.country for part in before if part.named is not None and part.named.kind in ADJECTIVES | STATES]
    name = bare_name(scene, draft.start, draft.end)
    return tuple(replace(draft, country=each, name=name, entity=None) for each in countries if each != draft.country)


def usual_name(row: NameRow) -> str:
    """Return the name to show: of organisations the usual abbreviation, for an organ that of its organisation."""
    return row.body or row.name


def bare_name(scene: Scene, start: int, end: int) -> str:
    """Return the words without articles and numbers before them."""
    while start < end - 1 and scene.doc[start].pos_ in ("DET", "NUM"):
        start += 1
    return scene.text(start, end)
