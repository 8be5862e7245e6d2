"""Numbers that are no figures: parts of names, ordinals of lists, ages, scores, years, "the two sides"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from detente.coding.figures.amounts import Amount
    from detente.coding.figures.context import Setting
    from detente.lexicon.units import FigureTable

_FEW = 6  # "the five powers" are known ones
_YEARS = range(1500, 2101)
_LIST_ITEM = re.compile(r"\n\s*\(?\Z")
_LIST_GAP = 6  # characters between the beginning of a line and an item's number
_LIST_MARK = re.compile(r"[.):]\s")
_PHONE = re.compile(r"\+?\(?\d[\d()]*(?:[ -]\(?\d{2,}\)?){2,}")
_IDLE = 3  # letters of "at" and the space after it
_PHONE_REACH = 20
_JOINED = re.compile(r"[-\u2013/]?\w*[@#/]|^[-\u2013][A-Za-z]")
_AGE = re.compile(r",\s*$")


def is_name(setting: Setting, first: int, last: int, amount: Amount) -> bool:
    """Return whether the amount at tokens ``first`` to ``last`` is part of a name, a date, an age or a list, and counts nothing."""
    doc, text, table = setting.doc, setting.text, setting.table
    if text[amount.start - _IDLE : amount.end].lower().lstrip(" ") in table.words["idle"]:
        return True
    if amount.unit is not None and not amount.is_fraction:
        return False
    if amount.is_fraction:
        return not amount.is_ratio and _is_idle_fraction(doc, last, table)
    return (
        _is_designated(doc, first, amount, table)
        or _is_titled(doc, first, last)
        or _is_address(doc, last, amount, table)
        or _is_year(amount)
        or _is_age(doc, first, last, amount)
        or _is_listed(text, amount)
        or _JOINED.match(text[amount.end : amount.end + 20]) is not None
        or _is_phone(text, amount)
        or _is_single(doc, first, last, amount, table)
    )


def _is_idle_fraction(doc: Doc, last: int, table: FigureTable) -> bool:
    after = doc[last + 1] if last + 1 < len(doc) else None
    if doc[last].lower_ in table.words["syntax of"]:
        return False
    return after is None or not (after.lower_ in table.words["syntax of"] or after.lower_ in table.words["syntax determiners"])


def _is_designated(doc: Doc, first: int, amount: Amount, table: FigureTable) -> bool:
    if first == 0 or not (amount.is_plain or amount.value < _FEW) or amount.bound:
        return False
    before = doc[first - 1]
    if before.lower_ in table.words["designators"] or (
        before.lower_ in table.words["syntax of"] and first > 1 and doc[first - 2].tag_ == "NNP"
    ):
        return not before.is_sent_start or before.lower_ in table.words["designators"]
    return amount.is_plain and before.tag_ in ("NNP", "NNPS") and not before.is_sent_start


def _is_titled(doc: Doc, first: int, last: int) -> bool:
    token, after = doc[first], doc[last + 1] if last + 1 < len(doc) else None
    if not (token.is_title and token.is_alpha) or token.is_sent_start or after is None:
        return False
    return after.tag_ in ("NNP", "NNPS", "HYPH") or after.text[:1].isupper()


def _is_address(doc: Doc, last: int, amount: Amount, table: FigureTable) -> bool:
    after = doc[last + 1 : last + 4]
    if not amount.is_plain or not len(after) or not after[0].text[:1].isupper():
        return False
    return after[0].tag_ == "NNP" and any(
        token.lower_ in table.words["no units"] or (token.i == last + 1 and _is_alone(doc, token)) for token in after
    )


def _is_alone(doc: Doc, token: Token) -> bool:
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return after is None or after.pos_ not in ("NOUN", "PROPN", "ADJ")


def _is_year(amount: Amount) -> bool:
    return amount.is_plain and amount.bound is None and int(amount.value) in _YEARS


def _is_age(doc: Doc, first: int, last: int, amount: Amount) -> bool:
    if not amount.is_plain or first < 2 or doc[first - 1].text != ",":  # noqa: PLR2004 - a name and a comma
        return False
    after = doc[last + 1].text if last + 1 < len(doc) else "."
    return doc[first - 2].pos_ in ("PROPN", "NOUN", "PUNCT") and after in {",", ".", ")", ";"}


def _is_listed(text: str, amount: Amount) -> bool:
    left = "\n" * (amount.start <= _LIST_GAP) + text[max(0, amount.start - _LIST_GAP) : amount.start]
    return _LIST_ITEM.search(left) is not None and _LIST_MARK.match(text[amount.end :]) is not None


def _is_phone(text: str, amount: Amount) -> bool:
    low = max(0, amount.core - _PHONE_REACH)
    return any(low + found.start() <= amount.core < low + found.end() for found in _PHONE.finditer(text[low : amount.end + _PHONE_REACH]))


def is_known(doc: Doc, first: int, head: int | None, amount: Amount, table: FigureTable) -> bool:
    """Return whether the amount counts those that the text has named, as in "the two sides"."""
    if first == 0 or head is None or amount.value >= _FEW or amount.bound:
        return False
    known = table.words["known"]
    is_named = doc[head].lemma_.lower() in known or (doc[head - 1].tag_ == "POS" and doc[head - 2].lemma_.lower() in known)
    return is_named and doc[first - 1].lower_ in table.words["syntax definite"]


def _is_single(doc: Doc, first: int, last: int, amount: Amount, table: FigureTable) -> bool:
    if amount.value != 1 or amount.bound:
        return False
    after = doc[last + 1] if last + 1 < len(doc) else None
    if (
        after is None
        or after.lower_ in table.words["syntax of"]
        or after.pos_ not in ("NOUN", "ADJ", "PROPN", "VERB")
        or after.tag_ == "VBZ"
    ):
        return True
    if after.lemma_.lower() in table.words["not one"]:
        return True
    verbs = table.words["people verbs"]
    is_counted = first > 0 and (doc[first - 1].lower_ in table.words["syntax before one"] or doc[first - 1].lower_ in verbs)
    return not is_counted and not any(token.lower_ in verbs for token in doc[last + 1 : last + 7] if token.pos_ == "VERB")
