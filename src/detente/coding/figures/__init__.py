"""Article, doc and the other stages' findings -> reported quantities: how many, of what, whose, up or down, and who says so."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.coding.figures.amounts import Amount, find_amounts
from detente.coding.figures.change import find_direction
from detente.coding.figures.context import Setting, find_base, find_chain, find_measure, find_period, find_subject
from detente.coding.figures.multiples import find_multiples
from detente.coding.figures.names import is_known, is_name
from detente.coding.figures.nouns import PEOPLE, Counted, find_counted
from detente.lexicon.units import MONEY, FigureTable, load_units
from detente.records import Article, Figure, Mention, Span, Statement, Time, digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from detente.coding.clauses import Clauses
    from detente.lexicon import Lexicon

__all__ = ["find_figures"]

_CARRY = 400  # characters over which "5.5 million" takes the currency of the amount before it


def find_figures(  # noqa: PLR0917 - a stage of the recipe takes what the stages before it found
    article: Article,
    doc: Doc,
    clauses: Clauses,
    statements: Sequence[Statement],
    times: Sequence[Time],
    mentions: Sequence[Mention],
    lexicon: Lexicon,
) -> tuple[Figure, ...]:
    """Return the figures of an article in text order. Dates, ages, ordinals, durations and numbers in names are none."""
    table = lexicon.get(load_units)
    text = doc.text  # built anew at every look
    setting = Setting(doc, text, clauses, statements, times, mentions, table)
    figures: list[Figure] = []
    for amount in (*find_amounts(text, table), *find_multiples(doc, text, table)):
        tokens = doc.char_span(amount.core, amount.end, alignment_mode="expand")
        if tokens is None or _is_timed(amount, times):
            continue
        found = _figure(
            article, setting, _carried(amount, setting, (tokens.start, tokens.end - 1), figures), (tokens.start, tokens.end - 1)
        )
        if found is not None:
            figures.append(found)
    return tuple(sorted(_apart(figures), key=lambda figure: figure.span))


def _carried(amount: Amount, setting: Setting, tokens: tuple[int, int], figures: Sequence[Figure]) -> Amount:
    """Return the amount with the unit of the figure before it, where it has none of its own and its words ask for one."""
    doc, table, (first, last) = setting.doc, setting.table, tokens
    if (
        amount.unit is not None
        or not figures
        or amount.start - figures[-1].span.start > _CARRY
        or find_counted(doc, first, last, amount, table)
    ):
        return amount
    after = doc[last + 1] if last + 1 < len(doc) else None
    is_subject = after is not None and after.pos_ in ("AUX", "VERB") and after.tag_ in ("VBP", "VBD", "VBN", "MD") and amount.value > 1
    if is_subject:
        return replace(amount, unit=PEOPLE) if figures[-1].unit == PEOPLE else amount
    if not amount.is_scaled:
        return amount
    unit = next((each.unit for each in reversed(figures) if table.kind(each.unit) == MONEY), None)
    return replace(amount, unit=unit, is_money=unit is not None)


def _apart(figures: list[Figure]) -> list[Figure]:
    kept: list[Figure] = []
    for figure in sorted(figures, key=lambda each: (each.span.start, -each.span.end)):
        if not kept or figure.span.start >= kept[-1].span.end:
            kept.append(figure)
    return kept


def _is_timed(amount: Amount, times: Sequence[Time]) -> bool:
    return any(time.span.start <= amount.core < time.span.end for time in times)


def _figure(article: Article, setting: Setting, amount: Amount, tokens: tuple[int, int]) -> Figure | None:
    doc, table, (first, last) = setting.doc, setting.table, tokens
    if is_name(setting, first, last, amount):
        return None
    counted = None if amount.unit is not None else find_counted(doc, first, last, amount, table)
    if amount.unit is None and counted is None:
        return None
    if counted is not None and is_known(doc, first, counted.head, amount, table):
        return None
    unit = _unit(amount, counted, setting, last)
    whole = doc.char_span(amount.start, amount.end, alignment_mode="expand")
    begin = first if whole is None else whole.start
    span = Span(amount.start, amount.end, setting.text[amount.start : amount.end])
    sentence = doc[first].sent
    direction = amount.direction or find_direction(setting, (begin, last), amount)
    base = find_base(setting, amount, sentence.end_char, has_change=direction is not None)
    measure, place = find_measure(setting, begin, last, counted)
    return Figure(
        id=digest(article.id, "figure", span.start, span.end),
        article=article.id,
        sentence=Span(sentence.start_char, sentence.end_char, setting.text[sentence.start_char : sentence.end_char]),
        span=span,
        value=_rounded(amount.value),
        upper=None if amount.upper is None else _rounded(amount.upper),
        bound=amount.bound,
        unit=unit,
        direction=direction,
        measure=measure,
        subject=find_subject(setting, first, place),
        period=find_period(setting, first, base),
        base=base,
        attributed_to=find_chain(setting.statements, span),
        rule=_rule(amount, counted),
    )


def _rounded(value: float) -> float:
    return float(f"{value:.12g}")


def _rule(amount: Amount, counted: Counted | None) -> str:
    if amount.is_money:
        return "money"
    if counted is not None:
        return "people" if counted.unit == PEOPLE else "count"
    return "fraction" if amount.is_fraction else "unit"


def _unit(amount: Amount, counted: Counted | None, setting: Setting, last: int) -> str | None:
    unit, table, doc = amount.unit, setting.table, setting.doc
    if unit is None:
        return counted.unit if counted is not None else None
    if not amount.is_money:
        return unit
    word = doc[last].lower_
    after = doc[last + 1] if last + 1 < len(doc) else None
    if word in table.words["mass of"] and after is not None and after.lower_ in table.words["syntax of"]:
        return table.mass
    if not doc[last].is_alpha or unit not in table.shared:
        return unit
    return _shared_currency(table, unit, setting.mentions)


def _shared_currency(table: FigureTable, unit: str, mentions: Sequence[Mention]) -> str:
    countries = Counter(mention.code[:3] for mention in mentions if mention.code[:3] in table.shared[unit])
    return table.shared[unit][countries.most_common(1)[0][0]] if countries else unit
