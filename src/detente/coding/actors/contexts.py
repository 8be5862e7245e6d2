"""What a state's or city's name stands for where it is used: a government that acts, a country, a place, or a team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.coding.actors.describing import describe
from detente.coding.actors.drafts import UNKNOWN, Draft, usual_name
from detente.coding.actors.naming import ADJECTIVES, CITIES, NATIONALS, NO_ACTORS, NOT_THEIRS, PLACES, REGIONS, STATES, Named
from detente.coding.actors.scene import Part, Scene
from detente.lexicon.coreference import load_coreference
from detente.lexicon.places import country_of, load_places

if TYPE_CHECKING:
    from detente.coding.clauses import Clause, Clauses

BUILDINGS = frozenset({"palace", "metonym"})
Uses = Mapping[int, tuple[str, "Clause"]]


def find_uses(clauses: Clauses) -> Uses:
    """Return how each head token is used: "actor" or "object" and the clause, after the passive is undone.

    Heads of prepositional phrases stand under their negative number, as "oblique".
    """
    uses: dict[int, tuple[str, Clause]] = {}
    for clause in clauses.clauses:
        for head in (*clause.patients, *clause.objects, *clause.indirect):
            uses.setdefault(head, ("object", clause))
        for head in (*clause.agents, *clause.subjects):
            uses.setdefault(head, ("actor", clause))
        for _, head in clause.obliques:
            uses.setdefault(-head, ("oblique", clause))
    return uses


def in_context(scene: Scene, uses: Uses, number: int, draft: Draft) -> Draft | None:
    """Return the draft with the sector that its use gives, or None where the name is only a place or a team."""
    named = scene.parts(number)[-1].named
    if named is not None and named.kind in BUILDINGS and scene.preposition(number) in scene.roles.places["physical"]:
        return None
    role = scene.parts(number)[-1].role
    if role is not None and role.is_vague and role.noun in scene.lexicon.get(load_coreference).countries and _is_place(scene, uses, number):
        return replace(draft, sector="", how=f"{draft.how}/place") if draft.country != UNKNOWN else draft
    if named is None or named.kind not in PLACES:
        return draft
    if _is_sport(scene, number):
        return None
    if named.kind in STATES:
        return _as_state(scene, uses, number, draft)
    if named.kind in CITIES:
        return _as_city(scene, uses, number, draft)
    return _as_region(scene, uses, number, draft, named)


def _is_place(scene: Scene, uses: Uses, number: int) -> bool:
    index = scene.governor(number)
    if index is None:
        return False
    pair = " ".join(scene.words[max(0, index - 1) : index + 1])
    if scene.words[index] not in scene.roles.places["prepositions"]:
        return pair in scene.roles.places["prepositions"]
    if index > 0 and scene.words[index - 1] in scene.roles.places["dealings"]:
        return False
    return not _is_given_to(scene, uses, number)


def _is_given_to(scene: Scene, uses: Uses, number: int) -> bool:
    """Tell whether "to" brings the receiver of a giving verb."""
    if scene.preposition(number) not in scene.roles.places["receiving"]:
        return False
    use = uses.get(-scene.chunks[number].head)
    return use is not None and use[1].lemma in scene.roles.places["giving"]


def _as_state(scene: Scene, uses: Uses, number: int, draft: Draft) -> Draft:
    is_acted_on = _is_suffering(scene, number) or _is_object(scene, uses, number, "harm", "reach")
    if is_acted_on or _is_place(scene, uses, number) or _is_bare_owner(scene, number):
        return replace(draft, sector="", how=f"{draft.how}/place")
    return draft


def _is_object(scene: Scene, uses: Uses, number: int, *groups: str) -> bool:
    use = uses.get(scene.chunks[number].head)
    return use is not None and use[0] == "object" and any(use[1].lemma in scene.roles.places[group] for group in groups)


def _owned(scene: Scene, number: int) -> int | None:
    """Return the chunk that this one owns."""
    after = number + 1
    return after if after < len(scene.chunks) and scene.chunks[after].owner == number else None


def _is_bare_owner(scene: Scene, number: int) -> bool:
    """Tell whether the state owns a thing that is no act of its government: "Russia's exports"."""
    owned = _owned(scene, number)
    if owned is None or scene.parts(owned)[-1].role is not None:
        return False
    return not _act(scene, scene.chunks[owned].start, scene.chunks[owned].end)


def _act(scene: Scene, start: int, end: int) -> str | None:
    """Return the sector of the last word among the tokens that names an act, or None."""
    found = [scene.roles.acts[word] for word in scene.words[start:end] if word in scene.roles.acts]
    return found[-1] if found else None


def _is_suffering(scene: Scene, number: int) -> bool:
    """Tell whether the state is what a military act is done to: "invasion of Ukraine"."""
    start = scene.chunks[number].start
    if start <= 1 or scene.words[start - 1] not in scene.roles.places["belonging"]:
        return False
    return scene.words[start - 2] in scene.roles.acts


def _as_city(scene: Scene, uses: Uses, number: int, draft: Draft) -> Draft | None:
    if _is_visited(scene, uses, number):
        return replace(draft, sector="", how=f"{draft.how}/visited")
    if _is_place(scene, uses, number) or _is_listed_place(scene, number):
        return None
    chunk = scene.chunks[number]
    if _is_in_title(scene, chunk.start):
        return None
    owned = _owned(scene, number)
    if owned is not None:
        acts = _act(scene, scene.chunks[owned].start, scene.chunks[owned].end)
        return replace(draft, how=f"{draft.how}/owner") if acts else None
    use = uses.get(chunk.head)
    if use is None:
        return replace(draft, how=f"{draft.how}/party") if scene.preposition(number) else None
    if _is_object(scene, uses, number, "reach"):
        return None
    if _is_object(scene, uses, number, "harm"):
        return replace(draft, sector="", how=f"{draft.how}/harmed")
    return None if _is_what_it_is(scene, use[1]) else replace(draft, how=f"{draft.how}/acts")


def _is_what_it_is(scene: Scene, clause: Clause) -> bool:
    """Tell whether the clause says what the city is: "Moscow is a large city", but not "Moscow is ready to talk"."""
    return clause.is_nominal and not clause.complements and scene.doc[clause.head].pos_ in ("NOUN", "PROPN", "NUM")


def _is_visited(scene: Scene, uses: Uses, number: int) -> bool:
    """Tell whether somebody visits the city: "visited Warsaw", "flew to Luanda", "a trip to Beijing"."""
    head, places = scene.chunks[number].head, scene.roles.places
    use = uses.get(head)
    if use is not None and use[0] == "object" and use[1].lemma in places["visit"]:
        return True
    index = scene.governor(number)
    if index is None or index == 0 or scene.words[index] not in places["receiving"]:
        return False
    oblique = uses.get(-head)
    return scene.words[index - 1] in places["travel"] or (oblique is not None and oblique[1].lemma in places["travel"])


def by_harm(scene: Scene, uses: Uses, number: int) -> tuple[Draft, ...]:
    """Return the country of an unlisted place that is attacked or seized: "shelled Bakhmut"."""
    chunk = scene.chunks[number]
    if scene.doc[chunk.head].pos_ != "PROPN" or not _is_object(scene, uses, number, "harm"):
        return ()
    if not _has_actor(scene, uses[chunk.head][1]):
        return ()
    name = scene.text(chunk.start, chunk.end)
    country = country_of(scene.lexicon.get(load_places), name, scene.countries)
    return () if country is None else (Draft(chunk.start, chunk.end, chunk.head, name, country, "", None, "place:city/harmed"),)


def _has_actor(scene: Scene, clause: Clause) -> bool:
    """Tell whether somebody does it, or nobody is named: "hit by rebels", "was shelled", but not "hit by a storm"."""
    numbers = [scene.covers[agent] for agent in clause.agents if agent in scene.covers]
    return not clause.agents or any(describe(scene, number) for number in numbers)


def _is_in_title(scene: Scene, start: int) -> bool:
    """Tell whether the city is part of what somebody is: "the mayor of London"."""
    if start <= 1 or scene.words[start - 1] not in scene.roles.places["belonging"]:
        return False
    return scene.roles.role(scene.words[start - 2]) is not None


def _is_listed_place(scene: Scene, number: int) -> bool:
    """Tell whether the city stands in an address or dateline: "Paris, France", "KYIV (Agency) -"."""
    end = scene.chunks[number].end
    if end + 1 >= len(scene.doc):
        return False
    following = scene.inside.get(end + 1)
    if scene.words[end] == "," and following is not None and following.kind in STATES | REGIONS:
        return scene.doc[min(following.end, len(scene.doc) - 1)].text in (",", ".", ")", "\u2014", "-", "(")
    return scene.doc[end].text in ("(", "\u2014", "\u2013") and scene.doc[scene.chunks[number].start].is_sent_start is True


def _as_region(scene: Scene, uses: Uses, number: int, draft: Draft, named: Named) -> Draft | None:
    if named.kind != "region" or (_is_place(scene, uses, number) and not _is_suffering(scene, number)):
        return None
    if draft.country == UNKNOWN:
        return draft
    use = uses.get(scene.chunks[number].head)
    is_party = (use is not None and not use[1].is_nominal) or _is_suffering(scene, number)
    return replace(draft, sector="", how=f"{draft.how}/party") if is_party else None


def _is_sport(scene: Scene, number: int) -> bool:
    sentence = scene.doc[scene.chunks[number].start].sent
    return any(token.lower_ in scene.roles.places["sports"] for token in sentence)


def by_partial(scene: Scene, uses: Uses, number: int) -> tuple[Draft, ...]:
    """Return the state that a part of its name means where the article names it: "the North"."""
    chunk = scene.chunks[number]
    partial = scene.lexicon.get(load_coreference).partials.get(scene.doc[chunk.head].text)
    has_article = chunk.end - chunk.start == 2 and scene.doc[chunk.start].pos_ == "DET"  # noqa: PLR2004
    if partial is None or not has_article or not any(each.row.entity in partial.beside for each in scene.named):
        return ()
    draft = Draft(chunk.start, chunk.end, chunk.head, partial.name, partial.entity, "GOV", partial.entity, "name:state/partial")
    return (_as_state(scene, uses, number, draft),)


def by_modifiers(scene: Scene, number: int) -> tuple[Draft, ...]:
    """Return the actors named before a noun that is none itself: "Israeli settlements", "the NATO summit", "Putin's visit"."""
    parts = scene.parts(number)
    head = scene.words[scene.chunks[number].head]
    if head in scene.roles.places["things"] or _is_title_run(scene, parts):
        return ()
    drafts = [_modifier(scene, part, part.named, scene.chunks[number].end) for part in parts[:-1] if part.named is not None]
    return tuple(each for each in drafts if each is not None)


def _is_title_run(scene: Scene, parts: tuple[Part, ...]) -> bool:
    """Tell whether the chunk ends in unknown capitalised words, a name of its own."""
    last = parts[-1]
    return last.named is None and last.role is None and scene.doc[last.start].pos_ == "PROPN" and not scene.doc[last.start].text.islower()


def _modifier(scene: Scene, part: Part, named: Named, end: int) -> Draft | None:
    if named.link in NOT_THEIRS or named.kind in NATIONALS | NO_ACTORS:
        return None
    row = named.row
    draft = Draft(part.start, part.end, part.end - 1, usual_name(row), row.country, row.sector, row.entity, f"name:{named.kind}")
    if named.kind not in PLACES | ADJECTIVES:
        return draft
    head = scene.doc[end - 1]
    is_title = head.pos_ == "PROPN" and head.text.istitle() and named.kind in ADJECTIVES
    if row.country == UNKNOWN or is_title:
        return None
    if scene.words[end - 1] in scene.roles.affairs:
        return replace(draft, sector="", how=f"{draft.how}/affair") if named.kind in STATES else None
    sector = _act(scene, part.end, end)
    if sector is None:
        return replace(draft, sector="", how=f"{draft.how}/modifier") if named.kind in STATES else None
    return replace(draft, sector="" if named.kind in REGIONS else sector, how=f"{draft.how}/act")
