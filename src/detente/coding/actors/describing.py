"""Who a noun phrase names: the name or role at its end, and the country or organisation that the words around it give.

A country comes, in this order, from a demonym or name before the noun, from its owner ("Pakistan's army"), and from what follows
("president of Chile"). Several countries before one noun are several actors.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.coding.actors.drafts import BODIES, UNKNOWN, Draft, bare_name, by_name, usual_name
from detente.coding.actors.naming import ADJECTIVES, NATIONALS, NOT_THEIRS, PLACES, STATES
from detente.coding.actors.nouns import is_certain_body, is_company_post, is_deed, is_idiom, lacks_article, names_unknown_body
from detente.coding.actors.scene import Part, Scene
from detente.lexicon.places import country_of, load_places
from detente.lexicon.roles import Role

DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a role belongs to: a country, or an actor with a sector of its own."""

    country: str
    sector: str
    name: str | None
    entity: str | None
    how: str
    end: int | None = None


def describe(scene: Scene, number: int, depth: int = 0) -> tuple[Draft, ...]:
    """Return the actors that a chunk names as a whole, several where countries are conjoined; none where it names no actor."""
    parts = scene.parts(number)
    head = parts[-1]
    if head.named is not None:
        return by_name(scene, number, parts, head.named)
    if head.role is not None and depth < DEEPEST:
        return describe_role(scene, number, parts, head.role, depth)
    return ()


def describe_role(scene: Scene, number: int, parts: tuple[Part, ...], role: Role, depth: int) -> tuple[Draft, ...]:
    """Return the actors that a role names; ``parts`` are those of the chunk up to the role, which is the last."""
    chunk = scene.chunks[number]
    if any(word in scene.roles.places["sports"] for part in parts for word in scene.words[part.start : part.end]):
        return ()
    before = parts[:-1]
    own_sector = _sector_before(scene, before)
    if is_idiom(scene, number, parts, role):
        return ()
    belongings = () if is_deed(scene, number, role) else find_belongings(scene, number, before, role, depth)
    belongings = belongings or _from_apposition(scene, number, role) or _from_people(scene, number, before, depth)
    if not belongings:
        if lacks_article(scene, number, role):
            return ()
        is_vague = role.is_vague and not own_sector and not is_certain_body(scene, number, before, role)
        how = f"role:{role.noun}/{'vague' if is_vague else 'bare'}"
        name = bare_name(scene, chunk.start, chunk.end)
        if names_unknown_body(scene, number, role):
            how, own_sector = f"role:{role.noun}/abroad", own_sector if role.sort != "person" else ""
        is_unsure = (how.endswith("/abroad") and role.sort == "person" and role.sector == "GOV") or is_company_post(scene, before, role)
        sector = "" if is_unsure else _sector(role, own_sector, "")
        return (Draft(chunk.start, chunk.end, chunk.head, name, UNKNOWN, sector, None, how),)
    drafts = []
    for each in belongings:
        is_rebel = each.how == "member" and each.sector == "REB" and role.sort in ("person", "group")
        sector = "REB" if is_rebel else _sector(role, own_sector, each.sector)
        end = max(chunk.end, each.end or 0)
        start = _owner_start(scene, number) if each.how == "owner" else chunk.start
        name = each.name or bare_name(scene, chunk.start, chunk.end)
        drafts.append(Draft(start, end, chunk.head, name, each.country, sector, each.entity, f"role:{role.noun}/{each.how}"))
    return tuple(drafts)


def _owner_start(scene: Scene, number: int) -> int:
    """Return where the chain of owners before a chunk begins."""
    owner = scene.chunks[number].owner
    while owner is not None:
        number, owner = owner, scene.chunks[owner].owner
    return scene.chunks[number].start


def _from_people(scene: Scene, number: int, before: tuple[Part, ...], depth: int) -> tuple[Belonging, ...]:
    """Return where the people of a nation without a state are, or no country: "Kurdish forces in Syria", "Kurdish leaders"."""
    if any(part.named is not None and part.named.kind in NATIONALS and part.named.row.country == UNKNOWN for part in before):
        return follow(scene, number, None, depth) or (Belonging(UNKNOWN, "", None, None, "people"),)
    return ()


def _from_apposition(scene: Scene, number: int, role: Role) -> tuple[Belonging, ...]:
    """Return what the known person beside the role gives: "the defence secretary, Jim Mattis"."""
    end = scene.chunks[number].end
    if role.sort != "person" or role.is_plural or end + 1 >= len(scene.doc) or scene.words[end] != ",":
        return ()
    named = scene.inside.get(end + 1)
    if named is None or not named.is_person or named.start != end + 1:
        return ()
    return (Belonging(named.row.country, named.row.sector, named.row.name, named.row.entity, "apposition"),)


def _sector(role: Role, before: str, belonging: str) -> str:
    """Return the sector: a plain role's own, an inheriting one's from the words before it or from what it belongs to."""
    if role.inherits or not role.sector:
        default = "" if role.is_vague and role.sort == "person" else role.sector
        return before or belonging or default
    if "REB" in (before, belonging) and role.sector in ("GOV", "MIL"):
        return "REB"
    if before == "OPP" and role.sector in ("GOV", "LEG"):
        return "OPP"
    return role.sector


def _sector_before(scene: Scene, parts: tuple[Part, ...]) -> str:
    """Return the sector of the nearest role or adjective before the head ("police", "opposition")."""
    for index in range(len(parts) - 1, -1, -1):
        part = parts[index]
        if part.role is not None and part.role.sector and not part.role.is_vague:
            return part.role.sector
        word = " ".join(scene.words[part.start : part.end])
        pair = " ".join(scene.words[max(0, part.start - 1) : part.end])
        joined = "".join(scene.words[max(0, part.start - 2) : part.end])
        for form in (pair, joined, word):
            if part.named is None and form in scene.roles.adjectives:
                return scene.roles.adjectives[form]
    return ""


def find_belongings(scene: Scene, number: int, before: tuple[Part, ...], role: Role, depth: int) -> tuple[Belonging, ...]:
    """Return the countries or actors that a role belongs to, from the first kind of words that gives any."""
    within = _from_modifiers(scene, before, role)
    following = _of_name(scene, number, role, depth) if within else ()
    if following:
        return following
    if within:
        return within
    owner = scene.chunks[number].owner
    is_owned = owner is not None or scene.doc[scene.chunks[number].start].pos_ == "PRON"
    if role.noun in scene.roles.others and (is_owned or follow(scene, number, role, depth)):
        return (Belonging(UNKNOWN, "", None, None, "abroad"),)
    if owner is not None:
        owned = _from_chunk(scene, owner, depth + 1, "owner")
        if owned:
            return owned
    if scene.doc[scene.chunks[number].start].pos_ == "PRON":
        return ()
    return follow(scene, number, role, depth)


def _of_name(scene: Scene, number: int, role: Role, depth: int) -> tuple[Belonging, ...]:
    """Return the place that is part of a body's proper name: "Chinese University of Hong Kong"."""
    head = scene.doc[scene.chunks[number].head]
    if role.sort != "body" or head.pos_ != "PROPN" or not head.text[:1].isupper():
        return ()
    return tuple(each for each in follow(scene, number, role, depth) if each.how in scene.roles.places["belonging"])


def _from_modifiers(scene: Scene, before: tuple[Part, ...], role: Role) -> tuple[Belonging, ...]:
    """Return what the names before the noun give; organisations win over countries.

    A city before a vague noun says only where something is: "the London offices", "the Aleppo statement".
    """
    is_placeable = not (role.inherits and role.is_vague and role.sort in ("act", "body"))
    given = [part.named for part in before if part.named is not None and part.named.link not in NOT_THEIRS]
    names = [each for each in given if each.kind not in {"trap", "treaty", "talks"}]
    bodies = [each for each in names if each.kind not in PLACES | ADJECTIVES | NATIONALS and not each.is_person]
    if bodies:
        row = bodies[-1].row
        return (Belonging(row.country, row.sector, usual_name(row), row.entity, "member"),)
    persons = [each for each in names if each.is_person]
    givers = PLACES | ADJECTIVES if is_placeable or role.sort == "act" else STATES | ADJECTIVES
    countries = dict.fromkeys(each.row.country for each in names if each.kind in givers)
    if countries:
        return tuple(Belonging(country, "", None, None, "demonym") for country in countries)
    if not names and before and is_placeable:
        city = _gazetteer(scene, before[-1].start, before[-1].end)
        if city is not None:
            return (Belonging(city, "", None, None, "city"),)
    groups = [each.row for each in names if each.kind in NATIONALS and each.row.country != UNKNOWN]
    if groups:
        return (Belonging(groups[-1].country, "", None, None, "people"),)
    return tuple(Belonging(each.row.country, each.row.sector, None, None, "person") for each in persons[-1:])


def follow(scene: Scene, number: int, role: Role | None = None, depth: int = 0, start: int | None = None) -> tuple[Belonging, ...]:
    """Return what "of ...", "in ..." and their like give, the first of a chain that gives anything."""
    end = scene.chunks[number].end if start is None else start
    for _ in range(3):
        if end + 1 >= len(scene.doc) or not _gives(scene, scene.words[end], role):
            return ()
        after = scene.begins.get(end + 1)
        if after is None:
            return ()
        if not (role is not None and role.noun in scene.roles.posted and scene.words[end] not in scene.roles.places["homeward"]):
            found = _from_chunk(scene, _last_owned(scene, after), depth + 1, scene.words[end])
            if found:
                last = scene.chunks[_last_owned(scene, after)].end
                if found[0].how in scene.roles.gives and last == scene.chunks[after].end:
                    found, last = _with_joined(scene, found, after)
                return tuple(replace(_placed(scene, each, last, depth), end=last) for each in found)
        end = scene.chunks[_last_owned(scene, after)].end
    return ()


def _gives(scene: Scene, word: str, role: Role | None) -> bool:
    """Tell whether the preposition says whom a role serves."""
    return word in scene.roles.gives or (role is not None and role.noun in scene.roles.serving and word in scene.roles.served)


def _with_joined(scene: Scene, found: tuple[Belonging, ...], number: int) -> tuple[tuple[Belonging, ...], int]:
    """Return the places joined to the first one too, and where they end: "the leaders of Poland, Hungary and Latvia"."""
    more, last = list(found), scene.chunks[number].end
    while number + 1 < len(scene.chunks) and scene.previous(number + 1) == number:
        named = scene.parts(number + 1)[-1].named
        if named is None or named.kind not in STATES:
            break
        number, last = number + 1, scene.chunks[number + 1].end
        more.append(replace(found[0], country=named.row.country))
    return tuple(more), last


def _placed(scene: Scene, found: Belonging, end: int, depth: int) -> Belonging:
    """Return what was found with the country that an apposition gives: "the Stimson Center, a Washington think tank"."""
    after = scene.begins.get(end + 1) if end + 1 < len(scene.doc) and scene.words[end] == "," else None
    if found.country != UNKNOWN or after is None or depth >= DEEPEST:
        return found
    head = scene.parts(after)[-1].role
    drafts = describe(scene, after, depth + 1) if head is not None and head.sort == "body" and not head.is_plural else ()
    return replace(found, country=drafts[0].country) if drafts else found


def _last_owned(scene: Scene, number: int) -> int:
    """Return the chunk at the end of a chain of owners ("Bolivia's public defender's office")."""
    while number + 1 < len(scene.chunks) and scene.chunks[number + 1].owner == number:
        number += 1
    return number


def _from_chunk(scene: Scene, number: int, depth: int, how: str) -> tuple[Belonging, ...]:
    """Return what another chunk gives: its place or country, or the actor it names with that actor's sector."""
    head = scene.parts(number)[-1]
    if head.named is not None and head.named.kind in PLACES:
        return (Belonging(head.named.row.country, "", None, None, how),)
    if depth >= DEEPEST:
        return ()
    drafts = describe(scene, number, depth)
    if head.role is not None and drafts and drafts[0].country == UNKNOWN and how != "owner" and _is_elsewhere(head.role, drafts[0]):
        return (Belonging(UNKNOWN, "", None, None, "abroad"),)
    if not drafts:
        country = place_country(scene, number)
        return (Belonging(country, "", None, None, how),) if country else ()
    return tuple(_belonging(each, how) for each in drafts)


def _is_elsewhere(role: Role, draft: Draft) -> bool:
    """Tell whether the words name others than the article's own country: "several countries", "a committee"."""
    return (role.is_vague and (role.is_plural or draft.sector == "GOV")) or draft.how.endswith("/abroad")


def _belonging(draft: Draft, how: str) -> Belonging:
    is_body = draft.entity is not None and draft.how.startswith("name:")
    is_person = draft.sector == "CVL" and draft.how.startswith("name:")
    name, entity = (draft.name, draft.entity) if is_body and draft.country in BODIES else (None, None)
    return Belonging(draft.country, "" if is_person else draft.sector, name, entity, how)


def place_country(scene: Scene, number: int) -> str | None:
    """Return the country of a place that the chunk names before a plain noun ("the eastern Ukrainian city", "the Gaza border")."""
    named = [part.named for part in scene.parts(number) if part.named is not None]
    places = [each for each in named if each.kind in PLACES | ADJECTIVES and each.link not in NOT_THEIRS]
    if places:
        return places[-1].row.country
    owner = scene.chunks[number].owner
    found = _gazetteer(scene, scene.chunks[number].start, scene.chunks[number].end)
    return found or (place_country(scene, owner) if owner is not None else None)


def _gazetteer(scene: Scene, start: int, end: int) -> str | None:
    """Return the country of the place that the last capitalised words of these tokens name."""
    while end > start and not (scene.doc[end - 1].pos_ == "PROPN" and scene.doc[end - 1].text[:1].isupper()):
        end -= 1
    begin = end
    while begin > start and scene.doc[begin - 1].text[:1].isupper() and begin - 1 not in scene.inside:
        begin -= 1
    table = scene.lexicon.get(load_places)
    for first in range(begin, end):
        country = country_of(table, scene.text(first, end), scene.countries)
        if country is not None:
            return country
    return None
