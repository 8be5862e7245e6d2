"""Pronouns -> who is meant: the latest actor that agrees in number, gender and sort; subjects and repeated actors come first.

Weights follow the order of factors in Lappin and Leass 1994 (recency, subject, repetition), set on news text.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from detente.coding.coreference.discourse import Discourse, Referent, to_referent
from detente.records import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.lexicon.coreference import Pronoun

CLEAR = 0.05
THINGS = "NNS"
OWNER = "PRP$"
WITHIN = {"person": 4, "body": 1, "any": 2, "group": 2}
SUBJECT, SUBJECT_OF_OBJECT, DISTANCE, REPEATED, POSSESSED, SAME_VERB, QUOTED, SEVERAL = 1.2, 0.3, 1.5, 0.3, 0.8, 0.9, 1.0, 0.8


def resolve_pronoun(discourse: Discourse, token: Token) -> tuple[Mention, ...]:
    """Return whom the pronoun means, several for "they" after "A and B"; nothing where no actor agrees."""
    pronoun = discourse.words.pronouns[token.lower_]
    if pronoun.sort == "body" and not _is_actor_place(discourse, token):
        return ()
    if pronoun.sort == "group" and (token.i not in discourse.subjects or discourse.doc[token.i + 1].pos_ == "ADP"):
        return ()
    candidates = [each for each in discourse.back(token.i, WITHIN[pronoun.sort]) if _agrees(discourse, pronoun, each, token)]
    side = _own_side(discourse, token) if pronoun.is_many else None
    if side is not None:
        return (point_back(token.text, token.idx, side, f"pronoun:{token.lower_}/side"),)
    if pronoun.sort == "body" and (told := _told_by(discourse, token)):
        candidates = [each for each in candidates if any(each.start <= head < each.end for head in told)]
    best = _clear_best(discourse, pronoun, candidates, token)
    if best is None or (pronoun.is_many and _may_mean_things(discourse, best, token)):
        return ()
    if pronoun.sort in ("body", "any") and _is_led_by_thing(discourse, best, token, is_many=pronoun.is_many):
        return ()
    if pronoun.gender and best.sort == "person":
        discourse.genders.setdefault(best.key, pronoun.gender)
    meant = _joined(discourse, best) if pronoun.is_many else (best,)
    return tuple(point_back(token.text, token.idx, each, f"pronoun:{token.lower_}") for each in meant)


def _clear_best(discourse: Discourse, pronoun: Pronoun, candidates: list[Referent], token: Token) -> Referent | None:
    """Return the candidate of the highest score, or None where one of another country comes too close."""
    scores = sorted(((_score(discourse, pronoun, each, token), -index) for index, each in enumerate(candidates)), reverse=True)
    if not scores:
        return None
    best = candidates[-scores[0][1]]
    rivals = (candidates[-index] for score, index in scores[1:] if scores[0][0] - score < CLEAR)
    return None if any(each.country != best.country for each in rivals) else best


def _told_by(discourse: Discourse, token: Token) -> tuple[int, ...]:
    """Return the noun that is the subject of the verb above: in "India said it would ..." the pronoun means nobody else."""
    clause = discourse.clauses.clause_of(token.i)
    above = discourse.clauses.clause(clause.parent) if clause is not None and clause.kind == "complement" else None
    if clause is None or above is None or token.i not in clause.subjects:
        return ()
    return tuple(head for head in above.subjects if discourse.doc[head].pos_ in ("NOUN", "PROPN"))


def _own_side(discourse: Discourse, token: Token) -> Referent | None:
    """Return the speaker of "Erekat said they would ...": one person who speaks for a side, where no group is named before."""
    clause = discourse.clauses.clause_of(token.i)
    above = discourse.clauses.clause(clause.parent) if clause is not None and clause.kind == "complement" else None
    if clause is None or above is None or token.i not in clause.subjects or not above.subjects:
        return None
    here = list(discourse.back(token.i, 0))
    speaker = next((each for each in here if all(each.start <= head < each.end for head in above.subjects)), None)
    if speaker is None or speaker.sort != "person" or any(each.is_many for each in here):
        return None
    return speaker


def point_back(text: str, start: int, referent: Referent, rule: str) -> Mention:
    """Return a mention of these words that means the referent; the antecedent is the first full naming where known."""
    known = referent.mention
    return Mention(Span(start, start + len(text), text), known.name, known.code, known.entity, known.antecedent or known.span, rule)


def _is_actor_place(discourse: Discourse, token: Token) -> bool:
    """Tell whether "it" stands where an actor can: before a verb of acting or speaking, or as owner."""
    if token.tag_ == OWNER:
        return True
    clause = next((each for each in discourse.clauses.clauses if token.i in each.subjects or token.i in each.agents), None)
    if clause is not None:
        above = discourse.clauses.clause(clause.parent) if clause.kind == "complement" else None
        is_told = above is not None and above.lemma in discourse.words.agent_verbs
        if clause.is_nominal or clause.lemma in discourse.words.empty_verbs:
            return False
        goes_on = token.i in discourse.verbs and clause.voice == "active" and _led_before(discourse, token)
        return is_told or goes_on or clause.lemma in discourse.words.agent_verbs
    cases = discourse.words.party_prepositions
    return any(head == token.i and case in cases for each in discourse.clauses.clauses for case, head in each.obliques)


def _led_before(discourse: Discourse, token: Token) -> bool:
    """Tell whether the sentence before has a body or state as the subject of its main clause, so that "it" goes on with it."""
    here = discourse.clauses.sentence(token.i)
    return any(each.verb and each.sort in ("body", "state") and each.sentence == here - 1 for each in discourse.back(token.i, 1))


def _is_led_by_thing(discourse: Discourse, best: Referent, token: Token, *, is_many: bool) -> bool:
    """Tell whether a thing of the same number is the subject before the pronoun: "Shares in the bank fell on their first day"."""
    start, _ = discourse.clauses.sentences[discourse.clauses.sentence(token.i)]
    if best.is_subject and best.start >= start:
        return False
    actors = {index for each in discourse.back(token.i, 0) for index in range(each.start, each.end)}
    leads = (each for each in discourse.clauses.phrases if start <= each.head < token.i and each.head in discourse.subjects)
    return any(each.plural == is_many and each.head not in actors and discourse.doc[each.head].pos_ in ("NOUN", "PROPN") for each in leads)


def _may_mean_things(discourse: Discourse, best: Referent, token: Token) -> bool:
    """Tell whether things in the plural stand nearer in the same sentence: "deleted e-mails because they ..."."""
    acts = (each for each in discourse.clauses.clauses if each.lemma in discourse.words.agent_verbs)
    is_acting = any(token.i in each.subjects for each in acts)
    if best.is_subject and best.is_many and (is_acting or token.tag_ == OWNER):
        return False
    start, _ = discourse.clauses.sentences[discourse.clauses.sentence(token.i)]
    actors = {index for each in discourse.back(token.i, 1) for index in range(each.start, each.end)}
    nearer = [each for each in discourse.clauses.phrases if max(start, best.end) <= each.head < token.i]
    nearer = [each for each in nearer if each.plural and each.head not in actors and discourse.doc[each.head].tag_ == THINGS]
    return any(not is_acting or each.head in discourse.subjects for each in nearer)


def _agrees(discourse: Discourse, pronoun: Pronoun, candidate: Referent, token: Token) -> bool:
    if _is_blocked(discourse, candidate, token):
        return False
    if pronoun.sort == "person":
        if candidate.sort != "person" or candidate.is_many:
            return False
        gender = discourse.gender(candidate)
        return not gender or gender == pronoun.gender
    if pronoun.sort == "group":
        return candidate.is_many and candidate.sort == "group"
    if pronoun.sort == "body":
        return candidate.sort in ("state", "body") and not candidate.is_many and "/modifier" not in candidate.mention.rule
    if candidate.is_many or candidate.sort in ("group", "body"):
        return True
    return len(_joined(discourse, candidate)) > 1


def _is_blocked(discourse: Discourse, candidate: Referent, token: Token) -> bool:
    """Tell whether grammar or quotation forbids it: the subject of the same verb, or the speaker of the quotation around it."""
    if candidate.start <= token.i < candidate.end:
        return True
    if token.i in discourse.quoted and not candidate.is_quoted and candidate.is_subject:
        same = candidate.sentence == discourse.clauses.sentence(token.i)
        if same and discourse.words.pronouns[token.lower_].sort == "person":
            return True
    if token.tag_ == OWNER:
        return False
    return any(candidate.start <= head < candidate.end for head in discourse.fellows.get(token.i, ()))


def _score(discourse: Discourse, pronoun: Pronoun, candidate: Referent, token: Token) -> float:
    distance = discourse.clauses.sentence(token.i) - candidate.sentence
    score = -DISTANCE * distance + REPEATED * math.log(discourse.counts[candidate.key])
    is_object = "Acc" in token.morph.get("Case", []) or (token.tag_ != OWNER and token.i not in discourse.subjects)
    score += (SUBJECT_OF_OBJECT if is_object else SUBJECT) * candidate.is_subject
    score += SAME_VERB * bool(candidate.verb and candidate.verb == discourse.verbs.get(token.i))
    score -= QUOTED * (candidate.is_quoted and token.i not in discourse.quoted)
    if pronoun.is_many:
        is_several = candidate.is_many or candidate.sort == "group" or len(_joined(discourse, candidate)) > 1
        score += SEVERAL * is_several - SUBJECT * (candidate.sort == "body" and not candidate.is_many)
    if pronoun.gender and discourse.gender(candidate) == pronoun.gender:
        score += REPEATED
    if candidate.mention.rule.endswith(("/place", "/affair")):
        score -= POSSESSED
    return score + candidate.start / (10.0 * len(discourse.doc))


def _joined(discourse: Discourse, referent: Referent) -> tuple[Referent, ...]:
    """Return the referent with those that "and" joins to it in the same sentence."""
    group = [referent]
    same = [each for each in discourse.referents if (each.start, each.end) == (referent.start, referent.end)]
    if len({each.mention.code for each in same}) > 1:
        return tuple(same)
    for other in reversed(discourse.referents):
        first = group[0]
        if other.end <= first.start and other.sentence == referent.sentence and first.start - other.end <= 2:  # noqa: PLR2004
            between = discourse.doc[other.end : first.start]
            if len(between) and all(word.pos_ == "CCONJ" or word.text == "," for word in between) and other.key != first.key:
                group.insert(0, other)
    has_and = any(discourse.doc[each.start - 1].pos_ == "CCONJ" for each in group[1:])
    return tuple(group) if has_and else (referent,)


def resolve_speaker(discourse: Discourse, token: Token) -> Mention | None:
    """Return the speaker for "I" and "we" inside a quotation: who utters it in this sentence or the nearest one."""
    here = discourse.clauses.sentence(token.i)
    for sentence in (here, _with_words(discourse, here - 1), here + 1):
        heads = [head for head in discourse.verbs if head not in discourse.quoted and discourse.clauses.sentence(head) == sentence]
        if heads and (sentence <= here or not _starts_anew(discourse, token)):
            nearest = min(heads, key=lambda head: abs(head - token.i))
            best = next((each for each in discourse.referents if each.start <= nearest < each.end), None)
            break
    else:
        return None
    return None if best is None or best.sort == "state" else point_back(token.text, token.idx, best, f"pronoun:{token.lower_}/speaker")


def _with_words(discourse: Discourse, sentence: int) -> int:
    """Return the sentence, or the one before it where it is only a mark."""
    while sentence > 0:
        start, end = discourse.clauses.sentences[sentence]
        if any(token.is_alpha for token in discourse.doc[start:end]):
            break
        sentence -= 1
    return sentence


def _starts_anew(discourse: Discourse, token: Token) -> bool:
    """Tell whether a new paragraph begins after the token's sentence, so that the next one has another speaker."""
    _, end = discourse.clauses.sentences[discourse.clauses.sentence(token.i)]
    return any("\n" in word.text for word in discourse.doc[max(0, end - 1) : end + 1])


__all__ = ["point_back", "resolve_pronoun", "resolve_speaker", "to_referent"]
