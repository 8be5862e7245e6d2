"""Whether a noun that can name an actor does so where it stands: articles, idioms, deeds and unknown bodies."""

from __future__ import annotations

from detente.coding.actors.scene import Part, Scene
from detente.lexicon.roles import Role


def is_certain_body(scene: Scene, number: int, before: tuple[Part, ...], role: Role) -> bool:
    """Tell whether a noun before a vague body makes it one of the state's: "the water authority"."""
    if role.sort != "body" or not role.inherits or not before:
        return False
    is_definite = "Def" in scene.doc[scene.chunks[number].start].morph.get("Definite", [])
    return is_definite and before[-1].named is None and scene.doc[before[-1].start].pos_ == "NOUN"


def names_unknown_body(scene: Scene, number: int, role: Role) -> bool:
    """Tell whether an unknown capitalised name follows: "president of Acme Holdings", "the Institute for Supply Management"."""
    end = scene.chunks[number].end
    if role.sort not in ("person", "body") or end + 1 >= len(scene.doc) or scene.words[end] not in scene.roles.gives:
        return False
    after = scene.begins.get(end + 1)
    head = scene.doc[scene.chunks[after].head] if after is not None else None
    is_name = head is not None and head.pos_ == "PROPN" and head.text[:1].isupper() and head.i not in scene.inside
    return is_name and (role.sort == "person" or scene.doc[end - 1].text[:1].isupper())


def is_company_post(scene: Scene, before: tuple[Part, ...], role: Role) -> bool:
    """Tell whether an unknown name before the title makes the sector unsure: "the Acme president"."""
    if role.sort != "person" or role.sector != "GOV" or not before:
        return False
    return any(part.named is None and part.role is None and _is_name_word(scene, part.start) for part in before)


def _is_name_word(scene: Scene, index: int) -> bool:
    token = scene.doc[index]
    return token.pos_ == "PROPN" and token.text[:1].isupper() and (token.text.isupper() or not token.is_sent_start)


def is_deed(scene: Scene, number: int, role: Role) -> bool:
    """Tell whether the noun is what somebody does: "its opposition to the bill"."""
    end = scene.chunks[number].end
    if role.noun in scene.roles.parted and end < len(scene.doc) and scene.words[end] in scene.roles.places["belonging"]:
        return True
    return role.noun in scene.roles.definite and end < len(scene.doc) and scene.words[end] in scene.roles.deeds


def lacks_article(scene: Scene, number: int, role: Role) -> bool:
    """Tell whether the noun is an actor only when definite, and is not: "stiff opposition"."""
    chunk = scene.chunks[number]
    if role.noun not in scene.roles.definite or role.is_plural:
        return False
    if is_deed(scene, number, role):
        return True
    return "Def" not in scene.doc[chunk.start].morph.get("Definite", []) and not scene.doc[chunk.start].is_sent_start


def is_idiom(scene: Scene, number: int, parts: tuple[Part, ...], role: Role) -> bool:
    """Tell whether a singular noun without an article stands after a preposition or verb: "in court", "faced justice"."""
    chunk = scene.chunks[number]
    if role.noun in scene.roles.parted and is_deed(scene, number, role):
        return True
    is_proper = role.sector == "LEG" or scene.doc[chunk.head].text[:1].isupper()
    if len(parts) > 1 or role.is_many or is_proper or chunk.owner is not None or chunk.start == 0:
        return False
    before = scene.doc[chunk.start - 1]
    if role.sort == "person":
        return before.pos_ in ("ADP", "VERB", "AUX") and not before.is_sent_end and parts[0].end == chunk.end
    return not scene.doc[chunk.start].is_sent_start
