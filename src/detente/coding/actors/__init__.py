"""Doc -> the actors that it names: persons, states, organisations, and roles such as "the Turkish foreign minister".

Pronouns and bare descriptions ("the minister") are left to ``coreference.resolve``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.coding.actors.contexts import Uses, by_harm, by_modifiers, by_partial, find_uses, in_context
from detente.coding.actors.describing import describe
from detente.coding.actors.drafts import Draft
from detente.coding.actors.persons import find_persons
from detente.coding.actors.scene import Scene, set_scene
from detente.records import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.coding.clauses import Clauses
    from detente.lexicon import Lexicon
    from detente.records import Article

UNSURE = ("/bare", "/vague")


def find_actors(article: Article, doc: Doc, clauses: Clauses, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return the actors that the article names, in text order; two mentions may share a span ("German and Afghan forces")."""
    scene = set_scene(article, doc, lexicon)
    uses = find_uses(clauses)
    drafts = {number: found for number in range(len(scene.chunks)) if (found := _drafts(scene, clauses, uses, number))}
    drafts |= find_persons(scene, drafts)
    mentions = {to_mention(scene, draft) for found in drafts.values() for draft in found}
    return tuple(sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end, mention.code)))


def _is_predicate(scene: Scene, clauses: Clauses, number: int) -> bool:
    """Tell whether the noun is said of somebody rather than naming one: "she became a judge"."""
    clause = clauses.clause(scene.chunks[number].head)
    return clause is not None and clause.is_nominal and bool(clause.subjects)


def _drafts(scene: Scene, clauses: Clauses, uses: Uses, number: int) -> tuple[Draft, ...]:
    partial = by_partial(scene, uses, number)
    if partial:
        return partial
    whole = describe(scene, number)
    if whole and whole[0].how.endswith(UNSURE) and _is_predicate(scene, clauses, number):
        return ()
    if whole:
        return tuple(each for draft in whole if (each := in_context(scene, uses, number, draft)) is not None)
    return by_modifiers(scene, number) or by_harm(scene, uses, number)


def to_mention(scene: Scene, draft: Draft) -> Mention:
    """Return the draft as a record: its words, its code and the rule."""
    span = scene.doc[draft.start : draft.end]
    return Mention(Span(span.start_char, span.end_char, span.text), draft.name, draft.code, draft.entity, None, draft.how)
