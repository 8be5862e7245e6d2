"""Multiples: "more than twice as many", "doubled", "halved"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.coding.figures.amounts import Amount
from detente.records import Direction

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from detente.lexicon.units import FigureTable


def find_multiples(doc: Doc, text: str, table: FigureTable) -> Iterator[Amount]:
    """Yield the multiples of a text: words that compare ("twice as many"), and verbs that multiply or halve."""
    for token in doc:
        if token.lower_ in table.multiples and _compares(doc, token, table):
            yield _amount(text, token, table.multiples[token.lower_], Direction.UP, table)
        elif token.pos_ == "VERB" and token.lemma_.lower() in table.multiple_verbs and not _has_particle(doc, token, table):
            value = table.multiple_verbs[token.lemma_.lower()]
            yield _amount(text, token, value, Direction.UP if value > 1 else Direction.DOWN, table)


def _has_particle(doc: Doc, token: Token, table: FigureTable) -> bool:
    return token.i + 1 < len(doc) and doc[token.i + 1].lower_ in table.change["words"]


def _compares(doc: Doc, token: Token, table: FigureTable) -> bool:
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return after is not None and (after.lower_ in table.words["syntax as"] or after.lower_ in table.words["syntax determiners"])


def _amount(text: str, token: Token, value: float, direction: Direction, table: FigureTable) -> Amount:
    start, bound = token.idx, None
    for length in (2, 1):
        doc, low = token.doc, token.i - length
        if low >= 0:
            words = text[doc[low].idx : token.idx].strip()
            if words.lower() in table.bounds:
                start, bound = doc[low].idx, table.bounds[words.lower()]
                break
    return Amount(
        start=start,
        end=token.idx + len(token),
        core=token.idx,
        value=value,
        upper=None,
        bound=bound,
        unit="times",
        is_money=False,
        is_scaled=False,
        is_plain=False,
        is_vague=False,
        is_fraction=False,
        direction=direction,
    )
