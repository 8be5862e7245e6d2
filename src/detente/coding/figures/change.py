"""Whether the words around an amount say that something rose, fell or stayed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.coding.figures.context import Setting
from detente.records import Direction

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from detente.coding.figures.amounts import Amount
    from detente.lexicon.units import FigureTable

_NEAR = 3  # words between a word of change and the amount
_FAR = 5
_WIDE = 10  # the same, before "to" or "by"
_LOOSE = ("percent", "percentage points", "basis points", "points", "share")


def find_direction(setting: Setting, tokens: tuple[int, int], amount: Amount) -> Direction | None:
    """Return the direction that the text states for the amount at these tokens, the last included; None where it states no change."""
    doc, table, (first, last) = setting.doc, setting.table, tokens
    left = [token for token in _left(doc, first, 2) if token.pos_ not in ("ADV", "DET")]
    if left and left[0].lower_ in table.words["syntax from"] and amount.base is None:
        return None
    found = _beside(doc, first, last, amount, table) or _after(doc, last, amount, table) or _before(doc, first, amount, table)
    if found is None:
        found = _by_clause(setting, first, amount)
    return Direction(found) if found else None


def _left(doc: Doc, first: int, reach: int) -> list[Token]:
    low = max(first - reach, doc[first].sent.start)
    return [doc[at] for at in range(first - 1, low - 1, -1)]


def _beside(doc: Doc, first: int, last: int, amount: Amount, table: FigureTable) -> str | None:
    words, movers = table.change["words"], table.words["syntax movers"]
    is_loose = _is_loose(amount)
    for place, token in enumerate(_left(doc, first, 2)):
        if token.lower_ in words and (place == 0 or doc[token.i + 1].lower_ in table.words["syntax up gap"]):
            before = doc[token.i - 1] if token.i > doc[first].sent.start else None
            is_particle = before is not None and before.pos_ == "VERB" and before.lemma_.lower() not in movers
            if not is_particle or (is_loose and before is not None and before.lemma_.lower() not in table.words["syntax particles"]):
                return words[token.lower_]
    after = doc[last + 1] if last + 1 < len(doc) else None
    return words.get(after.lower_) if after is not None and after.lower_ in words and after.tag_ in ("JJR", "RBR") else None


def _after(doc: Doc, last: int, amount: Amount, table: FigureTable) -> str | None:
    words, nouns = table.change["degrees"], table.change["nouns"]
    is_loose = _is_loose(amount)
    for token in doc[last + 1 : last + 1 + _NEAR]:
        if token.is_sent_start or (token.is_punct and token.tag_ != "HYPH"):
            return None
        if token.lower_ in words and is_loose:
            after = doc[token.i + 1] if token.i + 1 < len(doc) else None
            is_degree = token.lower_ in table.words["syntax degrees"] and after is not None and after.pos_ in ("NOUN", "ADJ", "PROPN")
            return None if is_degree else words[token.lower_]
        if token.lemma_.lower() in nouns and token.pos_ == "NOUN" and is_loose:
            return nouns[token.lemma_.lower()]
        if token.lower_ in table.words["syntax of"] or token.pos_ not in ("ADJ", "ADV", "NOUN", "PUNCT"):
            return None
    return None


def _before(doc: Doc, first: int, amount: Amount, table: FigureTable) -> str | None:
    verbs, nouns = table.change["verbs"], table.change["nouns"]
    is_end = first > 0 and doc[first - 1].lower_ in table.words["syntax to by"]
    is_part = False
    for token in _left(doc, first, _WIDE if is_end else _FAR):
        lemma = table.lemma(token.text, token.lemma_)
        is_part = is_part or token.lower_ in table.words["syntax of"]
        if lemma in verbs and token.pos_ in ("VERB", "AUX") and not is_part:
            return _verb_direction(token, first, amount, table)
        if lemma in nouns and token.pos_ == "NOUN":
            return nouns[lemma]
        if is_end and token.pos_ not in ("VERB", "AUX", "PUNCT", "SCONJ"):
            continue
        if not (token.lower_ in table.words["syntax by_to"] or token.pos_ in ("ADV", "PART")):
            return None
    return None


def _verb_direction(verb: Token, first: int, amount: Amount, table: FigureTable) -> str | None:
    lemma = table.lemma(verb.text, verb.lemma_)
    before = verb.doc[first - 1].lower_
    is_level = table.change["verbs"].get(lemma) == Direction.LEVEL and before in table.words["syntax at"]
    is_direct = before not in table.words["syntax to by"] and not is_level
    if lemma in table.words["only shares"] and is_direct and amount.unit not in _LOOSE:
        return None
    return table.change["verbs"].get(lemma)


def _is_loose(amount: Amount) -> bool:
    return amount.unit in _LOOSE or amount.is_money or amount.is_fraction


def _by_clause(setting: Setting, first: int, amount: Amount) -> str | None:
    doc, table, clause = setting.doc, setting.table, setting.clauses.clause_of(first)
    if clause is None or clause.is_nominal or table.lemma(doc[clause.head].text, clause.lemma) not in table.change["verbs"]:
        return None
    preposition = doc[first - 1].lower_ if first else ""
    if preposition not in table.words["syntax by_to"] and not (amount.base or amount.unit in _LOOSE):
        return None
    if preposition in table.words["syntax from"] or clause.head > first:
        return None
    if not any(_holds(doc, head, first) for _, head in clause.obliques) and amount.unit not in _LOOSE:
        return None
    return _verb_direction(doc[clause.head], first, amount, table)


def _holds(doc: Doc, head: int, first: int) -> bool:
    return abs(doc[head].i - first) <= _NEAR
