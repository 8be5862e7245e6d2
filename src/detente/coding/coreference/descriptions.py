"""Definite nouns -> who is meant: "the president", "the group", "the two countries", "the officials".

A noun said before of an actor means it again; otherwise its class decides ("the group" means an armed group or organisation).
Nothing is joined across contradicting number, gender, country or sector.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.coding.coreference.discourse import UNKNOWN, Discourse, Referent, find_roles

if TYPE_CHECKING:
    from detente.lexicon.roles import Role
    from detente.records import Mention

OFFICE = "office"
PARTS = ("name:territory", "name:capital", "name:city")
NEAR, FAR, BODIES_WITHIN, CLASS_WITHIN = 3, 12, 2, 4


def find_antecedents(discourse: Discourse, referent: Referent, role: Role) -> tuple[Referent, ...]:
    """Return whom the description means, two for pairs; nothing where no actor named before agrees."""
    first = discourse.doc[referent.start].lower_
    words = {token.lower_ for token in discourse.doc[referent.start : referent.end]}
    is_definite = discourse.doc[referent.start].pos_ != "NUM"
    if is_definite and words & discourse.words.pair_words and (role.is_plural or role.noun in discourse.words.pair_any):
        return _pair(discourse, referent, role)
    if first not in discourse.words.articles and not referent.mention.rule.endswith("/demonym"):
        return ()
    if role.noun in discourse.words.countries and not role.is_plural:
        return _country(discourse, referent, role)
    if has_own_name(discourse, referent):
        return ()
    found = _same_noun(discourse, referent, role) or _by_class(discourse, referent, role)
    return () if found is None else (found,)


def find_author(discourse: Discourse, referent: Referent) -> tuple[Referent, ...]:
    """Return who made the statement that is spoken of: the last subject of a main clause outside quotation marks."""
    inner = discourse.doc[referent.start + 1 : referent.end - 1]
    is_plain = not any(word.pos_ in ("NOUN", "PROPN") for word in inner)
    if discourse.doc[referent.start].lower_ not in discourse.words.articles or not is_plain or not referent.is_subject:
        return ()
    for candidate in discourse.back(referent.start, 2):
        if candidate.verb and not candidate.is_quoted and candidate.sentence < referent.sentence:
            return (candidate,)
    return ()


def _agrees(discourse: Discourse, referent: Referent, candidate: Referent, role: Role) -> bool:
    if referent.country not in (UNKNOWN, candidate.country):
        return False
    if referent.sector not in ("", role.sector, candidate.sector):
        return False
    if role.gender and discourse.gender(candidate) not in ("", role.gender):
        return False
    return candidate.start != referent.start


def _same_noun(discourse: Discourse, referent: Referent, role: Role) -> Referent | None:
    """Return the latest actor of whom the same noun was said, in the same number."""
    for candidate in discourse.back(referent.start, FAR if role.sort == "person" else BODIES_WITHIN):
        known = discourse.nouns.get(candidate.key, set()) | candidate.nouns
        is_repeated = any(_is_same(role.noun, noun) for noun in known) and candidate.is_many == role.is_many
        if is_repeated and _agrees(discourse, referent, candidate, role):
            return candidate
    return None


def _is_same(noun: str, known: str) -> bool:
    """Tell whether the noun repeats a known one, or its last word: "the ministry" after "the foreign ministry"."""
    return known == noun or known.endswith(f" {noun}")


def _by_class(discourse: Discourse, referent: Referent, role: Role) -> Referent | None:
    group = discourse.words.classes.get(role.noun)
    if group is not None and not role.is_plural:
        fits = (each for each in discourse.back(referent.start, FAR) if _fits_person(discourse, referent, each, role, group))
        return next(fits, None)
    wanted = discourse.words.bodies.get(role.noun)
    if wanted is None or _has_own_words(discourse, referent):
        return None
    for candidate in discourse.back(referent.start, CLASS_WITHIN):
        is_body = candidate.sort in ("body", "group") and (candidate.sector in wanted or candidate.country in wanted)
        if is_body and candidate.mention.rule.startswith("name:") and _agrees(discourse, referent, candidate, role):
            return candidate
    return None


def has_own_name(discourse: Discourse, referent: Referent) -> bool:
    """Tell whether the description holds a capitalised name that is no country's: "the Labor party" is not any party."""
    if not (referent.mention.rule.startswith("role:") and referent.mention.rule.endswith(("/bare", "/vague"))):
        return False
    known = {index for start, end, _ in find_roles(discourse, referent.start, referent.end) for index in range(start, end)}
    words = [word for word in discourse.doc[referent.start : referent.end] if word.i not in known and not word.is_sent_start]
    return any(word.pos_ == "PROPN" and word.text[:1].isupper() for word in words)


def _has_own_words(discourse: Discourse, referent: Referent) -> bool:
    """Tell whether a noun before the head says more than the class: "the settlement bloc" is no bloc of states."""
    words = discourse.doc[referent.start : referent.end]
    return sum(word.pos_ in ("NOUN", "PROPN") for word in words) > len(referent.mention.rule.partition(":")[2].partition("/")[0].split())


def _fits_person(discourse: Discourse, referent: Referent, candidate: Referent, role: Role, group: str) -> bool:
    if candidate.sort != "person" or not _agrees(discourse, referent, candidate, role):
        return False
    kind = candidate.mention.rule.partition(":")[2].partition("/")[0]
    if group == "leader":
        return kind == "leader"
    if group == OFFICE:
        return kind in discourse.words.office_kinds and role.sector == candidate.sector
    return role.sector == candidate.sector and candidate.mention.rule.startswith("person:")


def _country(discourse: Discourse, referent: Referent, role: Role) -> tuple[Referent, ...]:
    """Return the state last named, subjects first."""
    near = [each for each in discourse.back(referent.start, NEAR) if _is_state(each) and not _is_fellow(discourse, referent, each)]
    parts = [each for each in near if each.mention.rule.startswith(PARTS)] if role.noun in discourse.words.parts else []
    best = max(parts or near, key=lambda each: (each.sentence, each.mention.rule.endswith("/place"), each.start), default=None)
    return () if best is None else (as_state(best),)


def _is_fellow(discourse: Discourse, referent: Referent, candidate: Referent) -> bool:
    """Tell whether the candidate is an object in the same sentence: "accused Britain of meddling in the country" is another."""
    if candidate.sentence != referent.sentence:
        return False
    objects = (head for clause in discourse.clauses.clauses for head in (*clause.objects, *clause.indirect))
    return any(candidate.start <= head < candidate.end for head in objects)


def _is_state(candidate: Referent) -> bool:
    return candidate.sort == "state" and candidate.country not in (UNKNOWN, "IGO", "NGO")


def as_state(referent: Referent) -> Referent:
    """Return the referent as its country, without a sector."""
    return replace(referent, mention=replace(referent.mention, code=referent.country))


def _pair(discourse: Discourse, referent: Referent, role: Role) -> tuple[Referent, ...]:
    """Return the last two different actors of one sort."""
    if role.noun in discourse.words.pair_persons:
        return _last_two(discourse, referent, "person")
    if role.noun in discourse.words.pair_states | discourse.words.pair_any:
        return _last_two(discourse, referent, "state") or _last_two(discourse, referent, "body")
    return ()


def _last_two(discourse: Discourse, referent: Referent, sort: str) -> tuple[Referent, ...]:
    found: dict[str, Referent] = {}
    for candidate in discourse.back(referent.start, NEAR):
        fits = candidate.sort == sort or (sort == "person" and candidate.sort == "person")
        key = candidate.key if sort == "person" else candidate.country
        if fits and not candidate.mention.rule.endswith(("/place", "/modifier")):
            found.setdefault(key, candidate)
        if len(found) == 2:  # noqa: PLR2004
            first, second = sorted(found.values(), key=lambda each: each.start)
            return first, second
    return ()


def merged(mention: Mention, antecedent: Referent, rule: str) -> Mention:
    """Return the description as a mention of the antecedent."""
    known = antecedent.mention
    return replace(mention, name=known.name, code=known.code, entity=known.entity, antecedent=known.antecedent or known.span, rule=rule)

