"""Mentions -> mentions with pronouns, surnames and descriptions resolved to whom they mean, each with its antecedent's span."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.coding.coreference.descriptions import find_antecedents, find_author, has_own_name, merged
from detente.coding.coreference.discourse import BODIES, UNKNOWN, Discourse, Referent, find_roles, open_discourse, to_referent
from detente.coding.coreference.home import Home, find_home
from detente.coding.coreference.pronouns import point_back, resolve_pronoun, resolve_speaker
from detente.coding.coreference.surnames import find_surnames, full_names
from detente.records import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from detente.coding.clauses import Clauses
    from detente.lexicon import Lexicon
    from detente.lexicon.roles import Role


PRONOUNS = frozenset({"PRON", "DET", "ADJ", "NOUN"})
OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "OPP", "REB", "UAF"})
FIRMS = frozenset({"BUS", "NGO"})
SOME, MOST, HALF = 0.25, 0.4, 0.5
UNSURE = ("/demonym", "/of")
ABROAD = ("/demonym", "/member", "/abroad", "/people", "person:unknown", "person:same name")


def resolve(doc: Doc, mentions: tuple[Mention, ...], clauses: Clauses, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return the mentions with those added that stand for an actor named elsewhere; what stays unknown and vague is dropped."""
    discourse = open_discourse(doc, clauses, lexicon)
    home = find_home(doc, clauses, lexicon)
    mentions = full_names(doc, mentions, discourse.gender_of)
    mentions += find_surnames(doc, mentions, discourse.gender_of)
    resolved: list[Mention] = []
    places: list[Mention | Token] = [*mentions, *_pronouns(discourse)]
    for place in sorted(places, key=_place):
        found = _read(discourse, home, place) if isinstance(place, Mention) else resolve_pronoun(discourse, place)
        for mention in found:
            discourse.add(to_referent(discourse, mention))
        resolved.extend(found)
    resolved.extend(_speakers(discourse))
    return tuple(sorted(dict.fromkeys(resolved), key=lambda each: (each.span.start, -each.span.end, each.code)))


def _place(place: Mention | Token) -> tuple[int, int]:
    """Order by where the words begin; what is inside comes first, so that "his lawyer" knows whom "his" means."""
    return (place.span.start, place.span.end) if isinstance(place, Mention) else (place.idx, place.idx + len(place.text))


def _pronouns(discourse: Discourse) -> list[Token]:
    return [token for token in discourse.doc if token.lower_ in discourse.words.pronouns and token.pos_ in PRONOUNS]


def _speakers(discourse: Discourse) -> list[Mention]:
    tokens = [discourse.doc[index] for index in sorted(discourse.quoted)]
    spoken = [each for each in tokens if each.lower_ in discourse.words.speakers and each.pos_ in ("PRON", "DET") and each.text != "US"]
    return [mention for token in spoken if (mention := resolve_speaker(discourse, token)) is not None]


def _read(discourse: Discourse, home: Home, mention: Mention) -> tuple[Mention, ...]:
    """Return what one mention means here: itself, its antecedents, or nothing."""
    referent = to_referent(discourse, mention)
    how, _, rest = mention.rule.partition(":")
    if how == "surname":
        return (_as_last_coded(discourse, mention),)
    role = _head_role(discourse, referent, rest.partition("/")[0]) if how == "role" else None
    if role is None:
        is_placed = how == "person" and not rest.endswith("/vague")
        return (_at_home(discourse, home, referent),) if is_placed else (mention,)
    owned = _by_owner(discourse, referent, role)
    if owned:
        return owned
    is_bare = referent.country == UNKNOWN
    if is_bare or role.sort == "person":
        meant = find_antecedents(discourse, referent, role)
        if meant and (is_bare or meant[0].sort == "person"):
            return tuple(merged(mention, each, f"description:{role.noun}") for each in meant)
    first = discourse.doc[referent.start]
    if is_bare and first.pos_ == "PRON" and first.lower_ not in discourse.words.pronouns:
        return ()
    if is_bare and role.sort == "act":
        return tuple(merged(mention, each, f"description:{role.noun}") for each in find_author(discourse, referent))
    if is_bare and mention.rule.endswith("/vague") and role.sector != "CVL":
        return ()
    is_open = role.is_vague and not role.is_plural and not referent.sector and referent.sort != "person"
    if is_open and mention.rule.endswith(UNSURE) and referent.country not in BODIES:
        return ()
    settled = _at_home(discourse, home, referent)
    return () if settled.code.startswith(UNKNOWN) and mention.rule.endswith("/vague") else (settled,)


def _as_last_coded(discourse: Discourse, mention: Mention) -> Mention:
    """Return a surname with the code that the person's earlier mention got."""
    earlier = next((each for each in reversed(discourse.referents) if each.mention.entity == mention.entity), None)
    return mention if earlier is None else replace(mention, code=earlier.mention.code)


def _head_role(discourse: Discourse, referent: Referent, noun: str) -> Role | None:
    roles = [role for _, _, role in find_roles(discourse, referent.start, referent.end)]
    return next((role for role in roles if role.noun == noun), None) or discourse.roles.role(noun)


def _by_owner(discourse: Discourse, referent: Referent, role: Role) -> tuple[Mention, ...]:
    """Return a role that a pronoun owns ("his lawyer", "their governments") with the owner's country."""
    first = discourse.doc[referent.start]
    if role.noun in discourse.roles.others:
        return ()
    is_owned = first.lower_ in discourse.words.pronouns or referent.mention.rule.endswith("/owner")
    if referent.country != UNKNOWN or not is_owned:
        return ()
    owners = {each.country: each for each in discourse.referents if each.start == first.i and each.end < referent.end}
    return tuple(_owned(referent, owner, role) for owner in owners.values())


def _owned(referent: Referent, owner: Referent, role: Role) -> Mention:
    is_rebel = owner.sector == "REB" and referent.sector in ("MIL", "GOV")
    takes_sector = is_rebel or (role.inherits and owner.sector not in ("", "CVL"))
    sector = owner.sector if takes_sector and owner.country not in BODIES else referent.sector
    code = owner.country if owner.country in BODIES else f"{owner.country} {sector}".strip()
    rule = referent.mention.rule if referent.mention.rule.endswith("/owner") else f"{referent.mention.rule}/owner"
    return replace(referent.mention, code=code, antecedent=owner.mention.antecedent, rule=rule)


def _is_local(discourse: Discourse, referent: Referent) -> bool:
    return any(token.lower_ in discourse.roles.local for token in discourse.doc[referent.start : referent.end])


def _like(discourse: Discourse, referent: Referent) -> str | None:
    """Return the country of the last actor of the same sector and sort whose own words gave it."""
    if referent.sector not in discourse.roles.placed:
        return None
    for other in discourse.back(referent.start, 12):
        if other.sector == referent.sector and other.country != UNKNOWN and not other.mention.rule.endswith("/home"):
            return other.country
    return None


def _needed_share(discourse: Discourse, referent: Referent, role: Role | None) -> float | None:
    """Return the share of the article's names that its country must have before these words take it; None where they never do."""
    if referent.sector in OFFICIAL and not referent.mention.rule.startswith("person:"):
        return 0.0
    if "Dem" in discourse.doc[referent.start].morph.get("PronType", []):
        return None
    if role is None or referent.mention.rule.startswith("person:"):
        return HALF if referent.sector in OFFICIAL | {"CVL"} else None
    if role.sector != "CVL":
        return None if referent.sector in FIRMS or referent.sector != role.sector else MOST
    if role.noun in discourse.roles.settled:
        return SOME
    return MOST if discourse.roles.role(role.noun) is not None else None


def _at_home(discourse: Discourse, home: Home, referent: Referent) -> Mention:
    """Return a mention without a country with that of its place or of the article."""
    mention = referent.mention
    noun = mention.rule.partition(":")[2].partition("/")[0]
    if referent.country != UNKNOWN or mention.rule.endswith(ABROAD) or has_own_name(discourse, referent):
        return mention
    if any(token.lower_ in discourse.roles.abroad for token in discourse.doc[referent.start : referent.end]):
        return mention
    role = discourse.roles.role(noun)
    if role is not None and role.sort == "thing":
        return mention
    if noun in discourse.roles.unplaced and role is not None and role.sector == referent.sector:
        return mention
    needed = _needed_share(discourse, referent, role)
    is_placed = referent.sector in discourse.roles.placed or _is_local(discourse, referent)
    where = home.at(referent.start, referent.sentence, is_placed=is_placed, like=_like(discourse, referent))
    if where is None or needed is None or home.share(where[0]) < needed:
        return mention
    return replace(mention, code=f"{where[0]} {referent.sector}".strip(), rule=f"{mention.rule}/{where[1]}")


__all__ = ["point_back", "resolve"]
