"""Whether the words around a time expression look back or ahead."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

    from detente.coding.times.matches import Match
    from detente.lexicon.times import TimeTable

_REACH = 40  # characters before an expression in which "until" may stand
_AFTER = 5  # words from the beginning of an expression on in which "deadline" may stand
_NEAR = 4  # words before a verb in which its auxiliaries are looked for


class Outlook(StrEnum):
    """Where an expression points that could lie on either side of the day of publication."""

    PAST = "past"
    FUTURE = "future"
    NONE = "none"


def outlook_at(doc: Doc, text: str, match: Match, table: TimeTable) -> Outlook:
    """Return the outlook of the words around an expression; ``text`` is the doc's."""
    first, end = match.token, match.end
    words = table.tense
    start = doc[first].idx
    if table.joins["open_before"].search(text[max(0, start - _REACH) : start]):
        return Outlook.NONE
    opening = table.joins["ahead_before"].search(text[max(0, start - _REACH) : start])
    if opening and not (doc[first].is_sent_start or (first and doc[first - 1].is_sent_start)):
        return Outlook.FUTURE
    near = (token for token in doc[max(first - 2, 0) : first + _AFTER] if token.i < first or token.idx >= end)
    if any(token.lower_ in words["ahead"] for token in near):
        return Outlook.FUTURE
    if table.joins["possessive"].match(text, end):
        return Outlook.FUTURE if _is_plainly_future(doc, first, table) else Outlook.PAST
    if _opens_clause(doc, first):
        right = _scan(_right(doc, first, end), doc, table, stop=True)
        if right != Outlook.NONE:
            return right
    left = _scan(_left(doc, first), doc, table)
    if left == Outlook.FUTURE and _modifies(doc, first, end) and not _is_plainly_future(doc, first, table):
        return Outlook.NONE  # "wants to sell itself under a June agreement"
    return left if left != Outlook.NONE else _scan(_right(doc, first, end), doc, table, stop=True)


def _is_plainly_future(doc: Doc, first: int, table: TimeTable) -> bool:
    nearest = next((token for token in _left(doc, first) if token.pos_ == "AUX" or "Fin" in token.morph.get("VerbForm", [])), None)
    return nearest is not None and nearest.lower_ in table.tense["future"]


def _modifies(doc: Doc, first: int, end: int) -> bool:
    """Return whether the expression stands between a determiner and its noun."""
    after = next(iter(_right(doc, first, end)), None)
    return first > 0 and doc[first - 1].pos_ in ("DET", "PRON") and after is not None and after.pos_ in ("NOUN", "ADJ", "PROPN")


def _opens_clause(doc: Doc, first: int) -> bool:
    """Return whether the expression, with its preposition, stands after a comma or "and" and before a verb."""
    at = first - 1 if first and doc[first - 1].pos_ == "ADP" else first
    if at < 1 or at == first:
        return False
    after = next((token for token in _right(doc, first, doc[first].idx + len(doc[first])) if token.pos_ != "PUNCT"), None)
    return doc[at - 1].pos_ == "CCONJ" and after is not None and after.pos_ in ("VERB", "AUX")


def _left(doc: Doc, first: int) -> Iterable[Token]:
    at = first
    while at > 0 and not doc[at].is_sent_start:
        at -= 1
        yield doc[at]


def _right(doc: Doc, first: int, end: int) -> Iterable[Token]:
    for at in range(first, len(doc)):
        if at > first and doc[at].is_sent_start:
            return
        if doc[at].idx >= end:
            yield doc[at]


def _scan(tokens: Iterable[Token], doc: Doc, table: TimeTable, *, stop: bool = False) -> Outlook:
    for token in tokens:
        if token.pos_ in ("VERB", "AUX"):
            found = _verb_outlook(token, doc, table)
            if found != Outlook.NONE:
                return found
            if stop and "Fin" in token.morph.get("VerbForm", []):
                return found
        elif token.lower_ in table.tense["future"]:
            return Outlook.FUTURE
    return Outlook.NONE


def _verb_outlook(verb: Token, doc: Doc, table: TimeTable) -> Outlook:
    words, forms = table.tense, verb.morph.get("VerbForm", [])
    before = [doc[at] for at in range(verb.i - 1, max(verb.i - 1 - _NEAR, -1), -1)]
    lemmas = [token.lemma_.lower() for token in before]
    has_future = any(token.lower_ in words["future"] for token in before)
    if verb.lower_ in words["future"] or has_future:
        return Outlook.FUTURE
    if "Fin" in forms:
        return _finite_outlook(verb, table)
    if "Part" in forms and "Past" in verb.morph.get("Tense", []):
        return _participle_outlook(verb, before, table)
    if "Inf" in forms:
        return _infinitive_outlook(before, lemmas, table)
    return Outlook.NONE


def _finite_outlook(verb: Token, table: TimeTable) -> Outlook:
    words = table.tense
    if verb.lemma_.lower() in words["modal"] or verb.lower_ in words["past_modal"]:
        return Outlook.NONE if verb.lower_ in words["past_modal"] else Outlook.FUTURE
    if "Past" in verb.morph.get("Tense", []):
        return Outlook.FUTURE if verb.lower_ in words["set_forms"] else Outlook.PAST
    return Outlook.FUTURE if _is_plan(verb, table) else Outlook.NONE


def _is_plan(token: Token, table: TimeTable) -> bool:
    return token.lemma_.lower() in table.tense["plan"] or token.lower_ in table.tense["plan_forms"]


def _participle_outlook(verb: Token, before: list[Token], table: TimeTable) -> Outlook:
    words = table.tense
    if _is_plan(verb, table):
        return Outlook.FUTURE
    for place, token in enumerate(before):
        if token.lower_ in words["past_modal"]:
            return Outlook.PAST
        if token.lemma_.lower() in words["be"] and "Pres" in token.morph.get("Tense", []):
            return Outlook.NONE
        if token.lower_ in words["infinitive"] or token.lemma_.lower() in words["modal"]:
            return Outlook.FUTURE if place < 3 and any(each.lemma_ in words["be"] for each in before[:place]) else Outlook.PAST  # noqa: PLR2004
    return Outlook.PAST


def _infinitive_outlook(before: list[Token], lemmas: list[str], table: TimeTable) -> Outlook:
    words = table.tense
    if any(lemma in words["modal"] for lemma in lemmas[:3]):
        return Outlook.NONE if any(token.lower_ in words["past_modal"] for token in before[:3]) else Outlook.FUTURE
    if any(token.lower_ in words["infinitive"] for token in before[:2]):
        if any(token.lemma_.lower() in words["be"] for token in before[:3]):
            return Outlook.FUTURE
        governor = next((token for token in before if _is_plan(token, table)), None)
        return Outlook.FUTURE if governor is not None else Outlook.NONE
    return Outlook.NONE
