"""Numbers that are no figures: parts of names, ordinals of lists, ages, scores, years, "the two sides"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.coding.figures.amounts import Amount
    from detente.lexicon.units import FigureTable

_FEW = 6  # "the five powers" are known ones
_YEARS = range(1500, 2101)
_LIST_ITEM = re.compile(r"(?:^|\n)\s*\(?$")
_LIST_MARK = re.compile(r"[.):]\s")
_PHONE = re.compile(r"\+?\(?\d[\d()]*(?:[ -]\(?\d{2,}\)?){2,}")
_PHONE_REACH = 20
_JOINED = re.compile(r"[-–/]?\w*[@#/]|^[-–][A-Za-z]")
_AGE = re.compile(r",\s*$")


def is_name(doc: Doc, first: int, last: int, amount: Amount, table: FigureTable) -> bool:
    """Return whether the amount at tokens ``first`` to ``last`` is part of a name, a date, an age or a list, and counts nothing."""
    text = doc.text
    if amount.unit is not None and not amount.is_fraction:
        return False
    if amount.is_fraction:
        return _is_idle_fraction(doc, last, table)
    return (
        _is_designated(doc, first, amount, table)
        or _is_titled(doc, first, last)
        or _is_year(amount)
        or _is_age(doc, first, last, amount)
        or _is_listed(text, amount)
        or _JOINED.match(text[amount.end : amount.end + 20]) is not None
        or _is_phone(text, amount)
        or _is_known(doc, first, last, amount, table)
        or _is_single(doc, last, amount, table)
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
    if before.lower_ in table.words["designators"] or (before.lower_ in table.words["syntax of"] and first > 1 and doc[first - 2].tag_ == "NNP"):
        return not before.is_sent_start or before.lower_ in table.words["designators"]
    return amount.is_plain and before.tag_ in ("NNP", "NNPS") and not before.is_sent_start


def _is_titled(doc: Doc, first: int, last: int) -> bool:
    token, after = doc[first], doc[last + 1] if last + 1 < len(doc) else None
    return token.is_title and token.is_alpha and not token.is_sent_start and after is not None and (after.tag_ == "NNP" or after.tag_ == "HYPH")


def _is_year(amount: Amount) -> bool:
    return amount.is_plain and amount.bound is None and int(amount.value) in _YEARS


def _is_age(doc: Doc, first: int, last: int, amount: Amount) -> bool:
    if not amount.is_plain or first < 2 or doc[first - 1].text != ",":  # noqa: PLR2004 - a name and a comma
        return False
    after = doc[last + 1].text if last + 1 < len(doc) else "."
    return doc[first - 2].pos_ in ("PROPN", "NOUN", "PUNCT") and after in {",", ".", ")", ";"}


def _is_listed(text: str, amount: Amount) -> bool:
    return _LIST_ITEM.search(text[: amount.start]) is not None and _LIST_MARK.match(text[amount.end :]) is not None


def _is_phone(text: str, amount: Amount) -> bool:
    low = max(0, amount.core - _PHONE_REACH)
    return any(low + found.start() <= amount.core < low + found.end() for found in _PHONE.finditer(text[low : amount.end + _PHONE_REACH]))


def _is_known(doc: Doc, first: int, last: int, amount: Amount, table: FigureTable) -> bool:
    after = doc[last + 1] if last + 1 < len(doc) else None
    if first == 0 or after is None or amount.value >= _FEW:
        return False
    return doc[first - 1].lower_ in table.words["syntax definite"] and after.lemma_.lower() in table.words["known"]


def _is_single(doc: Doc, last: int, amount: Amount, table: FigureTable) -> bool:
    if amount.value != 1 or amount.bound:
        return False
    after = doc[last + 1] if last + 1 < len(doc) else None
    if after is None or after.lower_ in table.words["syntax of"] or after.pos_ not in ("NOUN", "ADJ", "PROPN", "VERB") or after.tag_ == "VBZ":
        return True
    return after.lemma_.lower() in table.words["not one"] or after.pos_ == "PROPN"
