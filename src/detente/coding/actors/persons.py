"""Persons that the lexicon does not know: a proper name with a title, an apposition, an owner or an affiliation beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.coding.actors.describing import describe_role, follow
from detente.coding.actors.drafts import UNKNOWN, Draft
from detente.coding.actors.naming import ADJECTIVES, PLACES, Named
from detente.lexicon.coreference import load_coreference
from detente.lexicon.names import plain

if TYPE_CHECKING:
    from detente.coding.actors.scene import Scene
    from detente.lexicon.roles import Role

LINKS = frozenset({"-", "\u2011", "."})
CHAIN = 3
MARKS = frozenset({",", "\u2014", "\u2013", "("})


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words at the end of a chunk that no list knows: ``start``..``end``, and the chunk's number."""

    number: int
    start: int
    end: int


def find_persons(scene: Scene, drafts: Mapping[int, tuple[Draft, ...]]) -> dict[int, tuple[Draft, ...]]:
    """Return, by chunk, the persons among chunks that name no known actor; ``drafts`` are those that do."""
    ends = _ends(scene, drafts)
    persons: dict[int, tuple[Draft, ...]] = {}
    by_name: dict[str, Draft] = {}
    runs = [run for number in range(len(scene.chunks)) if number not in drafts and (run := _run(scene, number))]
    for run in runs:
        found = _person(scene, run, drafts, ends)
        if found:
            persons[run.number] = found
            by_name.setdefault(found[0].name, found[0])
    for run in runs:
        known = by_name.get(scene.text(run.start, run.end))
        if run.number not in persons and known is not None and not known.name.isupper():
            chunk = scene.chunks[run.number]
            persons[run.number] = (replace(known, start=run.start, end=chunk.end, head=run.end - 1, how="person:same name"),)
    return persons


def _ends(scene: Scene, drafts: Mapping[int, tuple[Draft, ...]]) -> dict[int, Draft]:
    """Return the drafts by where their words end, with and without the prepositional phrases after them."""
    ends: dict[int, Draft] = {}
    for draft in (each for found in drafts.values() for each in found):
        end, steps = draft.end, 0
        ends.setdefault(end, draft)
        while steps < CHAIN and draft.how.startswith("role:") and end + 1 < len(scene.doc) and scene.doc[end].pos_ in ("ADP", "CCONJ"):
            after = scene.begins.get(end + 1)
            if after is None:
                break
            end, steps = scene.chunks[_owner_chain(scene, after)].end, steps + 1
            ends.setdefault(end, draft)
    return ends


def _run(scene: Scene, number: int) -> Run | None:
    chunk = scene.chunks[number]
    start = chunk.end
    while start > chunk.start and _is_name_word(scene, start - 1, chunk.end):
        start -= 1
    while start < chunk.end and (scene.doc[start].text in LINKS or scene.words[start] in scene.roles.particles):
        start += 1
    if start >= chunk.end or not scene.doc[start].text[:1].isupper():
        return None
    return Run(number, start, chunk.end)


def _is_name_word(scene: Scene, index: int, end: int) -> bool:
    token = scene.doc[index]
    if index in scene.inside:
        return False
    if token.lower_ in scene.roles.particles and index + 1 < end:
        return True
    if token.pos_ in ("DET", "PRON"):
        return False
    if token.text in LINKS:
        return index + 1 < end
    if token.lower_ in scene.roles.titles or token.lower_ in scene.roles.short_titles:
        return False
    joined = index > 0 and scene.doc[index - 1].text in LINKS and not scene.doc[index - 1].whitespace_
    if token.pos_ != "PROPN" and not joined:
        return False
    is_free = scene.roles.role(token.lower_) is None or scene.is_surname(index, index + 1)
    return (token.text[:1].isupper() or joined) and is_free


def _person(scene: Scene, run: Run, drafts: Mapping[int, tuple[Draft, ...]], ends: Mapping[int, Draft]) -> tuple[Draft, ...]:
    return (
        _by_title(scene, run)
        or _by_apposition(scene, run, drafts)
        or _by_description(scene, run, ends)
        or _by_owner(scene, run, drafts)
        or _by_affiliation(scene, run)
        or _by_age(scene, run)
        or _by_form(scene, run)
    )


def _named(scene: Scene, run: Run, draft: Draft, how: str) -> Draft:
    name = scene.text(run.start, run.end)
    entity = re.sub(r"\W+", "-", plain(name).lower()).strip("-")
    return replace(draft, name=name, entity=entity, head=run.end - 1, how=f"person:{how}")


def _by_title(scene: Scene, run: Run) -> tuple[Draft, ...]:
    """Read a phrase such as 'Taliban spokesman Zabihullah Mujahid'."""
    parts = tuple(part for part in scene.parts(run.number) if part.end <= run.start)
    if parts and parts[-1].named is not None and parts[-1].named.kind in ADJECTIVES:
        return _by_nationality(scene, run, parts[-1].named)
    if parts and all(part.named is not None and part.named.kind in PLACES for part in parts):
        return _by_posted_title(scene, run)
    while parts and parts[-1].role is None and scene.words[parts[-1].start] in scene.roles.titles:
        parts = parts[:-1]
    if not parts or parts[-1].role is None or parts[-1].role.is_plural:
        return ()
    role = parts[-1].role
    is_plain_noun = scene.doc[parts[-1].end - 1].text.islower()
    if (role.is_vague and role.sector == "CVL") or (not is_plain_noun and (role.sector == "CVL" or role.sort != "person")):
        return ()
    found = tuple(_certain(each) for each in describe_role(scene, run.number, parts, role, 0))
    if not _is_single(role):
        return tuple(replace(_named(scene, run, each, ""), how=each.how) for each in found)
    return tuple(_named(scene, run, each, f"{role.noun}/{each.how.rpartition('/')[2]}") for each in found)


def _certain(draft: Draft) -> Draft:
    """Return the draft without the sector that a vague role would only guess."""
    return replace(draft, sector="") if draft.how.endswith("/vague") else draft


def _by_nationality(scene: Scene, run: Run, named: Named) -> tuple[Draft, ...]:
    """Read a phrase such as 'Australian Timothy Weeks': a demonym before a name that begins with a given name."""
    if run.end - run.start < 2 or scene.doc[run.start].text not in scene.lexicon.get(load_coreference).genders:  # noqa: PLR2004
        return ()
    chunk = scene.chunks[run.number]
    draft = Draft(chunk.start, run.end, run.end - 1, "", named.row.country, "CVL", None, "")
    return (_named(scene, run, draft, "national/demonym"),)


def _by_posted_title(scene: Scene, run: Run) -> tuple[Draft, ...]:
    """Read a phrase such as 'China's ambassador to Britain Liu Xiaoming': the title stands before a preposition and its country."""
    start = scene.chunks[run.number].start
    before = scene.covers.get(start - 2) if start > 1 and scene.doc[start - 1].pos_ == "ADP" else None
    role = scene.parts(before)[-1].role if before is not None else None
    if before is None or role is None or not _is_single(role):
        return ()
    found = describe_role(scene, before, scene.parts(before), role, 0)
    return tuple(_named(scene, run, replace(each, end=run.end), f"{role.noun}/posted") for each in found)


def _is_single(role: Role) -> bool:
    return role.sort == "person" and not role.is_plural


def _by_apposition(scene: Scene, run: Run, drafts: Mapping[int, tuple[Draft, ...]]) -> tuple[Draft, ...]:
    """Read a phrase such as 'Alfred Wu, an associate professor at ...'."""
    if run.end + 1 >= len(scene.doc) or scene.doc[run.end].text not in MARKS:
        return ()
    index = run.end + 1
    if scene.doc[index].pos_ == "NUM" and index + 2 < len(scene.doc) and scene.doc[index + 1].text == ",":
        index += 2
    number = scene.begins.get(index)
    number = None if number is None else _owner_chain(scene, number)
    found = drafts.get(number, ()) if number is not None else ()
    role = scene.parts(number)[-1].role if number is not None else None
    if not found or role is None or not _is_single(role):
        return ()
    start = scene.chunks[run.number].start
    return tuple(_named(scene, run, replace(_certain(each), start=start, end=run.end), f"{role.noun}/{_tie(each)}") for each in found)


def _tie(draft: Draft) -> str:
    return "vague" if draft.how.endswith("/vague") else "apposition"


def _owner_chain(scene: Scene, number: int) -> int:
    while number + 1 < len(scene.chunks) and scene.chunks[number + 1].owner == number:
        number += 1
    return number


def _by_description(scene: Scene, run: Run, ends: Mapping[int, Draft]) -> tuple[Draft, ...]:
    """Read a phrase such as 'a foreign ministry spokesman, Geng Shuang,'."""
    start = scene.chunks[run.number].start
    if start != run.start or start <= 1 or scene.doc[start - 1].text != ",":
        return ()
    draft = ends.get(start - 1)
    role = scene.roles.role(draft.how.partition(":")[2].partition("/")[0]) if draft and draft.how.startswith("role:") else None
    if draft is None or role is None or not _is_single(role):
        return ()
    return (_named(scene, run, replace(_certain(draft), start=run.start, end=run.end), f"{role.noun}/description"),)


def _by_owner(scene: Scene, run: Run, drafts: Mapping[int, tuple[Draft, ...]]) -> tuple[Draft, ...]:
    """Read a phrase such as 'NPR's Ofeibea Quist-Arcton'."""
    owner = scene.chunks[run.number].owner
    found = drafts.get(owner, ()) if owner is not None else ()
    bodies = [each for each in found if each.how.startswith("name:") and each.sector in ("MED", "EDU", "BUS")]
    given = scene.doc[run.start].text in scene.lexicon.get(load_coreference).genders
    if run.end - run.start < 2 or not (given or (bodies and bodies[0].sector == "MED")):  # noqa: PLR2004 - one word may be a product
        return ()
    return tuple(_named(scene, run, replace(each, start=run.start, end=run.end), "owner") for each in bodies[:1])


def _by_age(scene: Scene, run: Run) -> tuple[Draft, ...]:
    """Read a phrase such as 'Amina Yusuf, 24, from Nigeria'."""
    if run.end + 2 >= len(scene.doc) or scene.doc[run.end].text != "," or scene.doc[run.end + 1].pos_ != "NUM":
        return ()
    if scene.doc[run.end + 2].pos_ != "PUNCT" or not scene.doc[run.end + 1].text.isdigit() or run.end - run.start < 2:  # noqa: PLR2004
        return ()
    chunk = scene.chunks[run.number]
    found = follow(scene, run.number, start=run.end + 3)
    country = found[0].country if found else UNKNOWN
    return (_named(scene, run, Draft(chunk.start, run.end, run.end - 1, "", country, "CVL", None, ""), "age/bare"),)


def _by_form(scene: Scene, run: Run) -> tuple[Draft, ...]:
    """Read a phrase such as 'Mr Okafor' or 'Peter Okafor': a person, of whom nothing is said."""
    chunk = scene.chunks[run.number]
    is_titled = run.start > chunk.start and scene.words[run.start - 1] in scene.roles.titles
    given = scene.lexicon.get(load_coreference).genders
    is_full = run.end - run.start in (2, 3) and scene.doc[run.start].text in given
    if not (is_titled or is_full):
        return ()
    return (_named(scene, run, Draft(chunk.start, run.end, run.end - 1, "", UNKNOWN, "", None, ""), "unknown"),)


def _by_affiliation(scene: Scene, run: Run) -> tuple[Draft, ...]:
    """Read a phrase such as 'Yun Sun of the Stimson Center'."""
    if run.end - run.start < 2:  # noqa: PLR2004 - one word may be anything
        return ()
    chunk = scene.chunks[run.number]
    base = Draft(chunk.start, run.end, run.end - 1, "", UNKNOWN, "CVL", None, "")
    for each in follow(scene, run.number):
        if each.sector:
            return (_named(scene, run, replace(base, country=each.country, sector=each.sector), f"affiliation/{each.how}"),)
    return ()
