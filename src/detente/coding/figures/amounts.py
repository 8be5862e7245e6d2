"""Text -> amounts: numbers with their value, bound, range and unit, before anything is known of what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.lexicon.units import FigureTable
    from detente.records import Direction

_WIDEST = 4  # a range of prices whose upper end is more times the lower one is none
_LARGEST_WHOLE = 1001  # "one in 1,000"; larger ones are years and the like
_SPACES = " \u00a0"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in the text: ``start``..``end`` with its bound and unit, ``core`` where the number itself begins.

    ``is_scaled`` says that a word such as "million" multiplies it, ``is_plain`` that it is bare digits without comma or point.
    ``base`` is the amount before it in "from 5 to 7".
    """

    start: int
    end: int
    core: int
    value: float
    upper: float | None
    bound: str | None
    unit: str | None
    is_money: bool
    is_scaled: bool
    is_plain: bool
    is_vague: bool
    is_fraction: bool
    is_ratio: bool = False
    base: tuple[int, int] | None = None
    direction: Direction | None = None


def find_amounts(text: str, table: FigureTable) -> tuple[Amount, ...]:
    """Return the amounts of a text in its order, without overlaps."""
    found = [amount for match in table.amount.finditer(text) for amount in _amounts(match, text, table)]
    found += [_fraction(match, table) for match in table.fraction.finditer(text)]
    found += [ratio for match in table.ratio.finditer(text) if (ratio := _ratio(match, table)) is not None]
    return tuple(_apart(sorted(found, key=lambda amount: (amount.start, -amount.end))))


def _apart(found: list[Amount]) -> Iterator[Amount]:
    last = -1
    for amount in found:
        if amount.start >= last:
            yield amount
            last = amount.end


def _amounts(match: re.Match[str], text: str, table: FigureTable) -> Iterator[Amount]:
    first = _one(match, "", table)
    if first is None:
        return
    if match["second"] is None:
        yield first
        return
    second = _one(match, "2", table)
    if second is None:
        return
    is_shared = match["scale"] is None and match["scale2"] is not None and first.value < _plain_value(match["second"], table)
    scaled = replace(first, value=first.value * _scale(match["scale2"], table), is_scaled=True) if is_shared else first
    if _is_range(match, scaled, second, table):
        first = scaled
        yield replace(
            first, end=match.end(), upper=second.value, unit=second.unit or first.unit, is_money=first.is_money or second.is_money
        )
        return
    split = match.end("near") if match["near"] else match.end("scale") if match["scale"] else match.end("first")
    unit = first.unit or (second.unit if match["unit"] else None)
    yield replace(first, end=split, unit=unit, is_money=first.is_money or (unit == second.unit and second.is_money))
    start = match.start("sign2") if match["sign2"] else match.start("second")
    base = (first.core, split) if match["open"] else None
    own = second.unit or (first.unit if base else None)
    yield replace(
        second,
        start=start,
        core=start,
        bound=None,
        base=base,
        unit=own,
        is_money=table.kind(own) == "money",
        end=_trimmed(text, match.end()),
    )


def _trimmed(text: str, end: int) -> int:
    while text[end - 1].isspace():
        end -= 1
    return end


def _is_range(match: re.Match[str], first: Amount, second: Amount, table: FigureTable) -> bool:
    joiner, opener = (match["join"] or "").strip(_SPACES).lower(), (match["open"] or "").strip().lower()
    is_ascending = first.value < second.value
    if match["near"] and first.unit != second.unit:  # "rose 26% to 8.5 cents"
        return False
    if joiner in table.words["syntax to"] and match["sign"] and match["sign2"] and second.value > _WIDEST * first.value:
        return False  # "fell $2.86 to $41.32"
    if not joiner.isalpha():
        return is_ascending
    if joiner in table.words["syntax and"]:
        return bool(opener) and is_ascending
    if joiner in table.words["syntax to"] and opener:  # "from 5 to 7" is a base and an outcome
        return False
    return is_ascending


def _one(match: re.Match[str], side: str, table: FigureTable) -> Amount | None:
    text = match["second"] if side else match["first"]
    sign = match["sign2"] or match["sign"] if side else match["sign"]
    vague = None if side else match["vague"]
    value = table.vague[vague.lower()] if vague else _plain_value(text, table)
    if value is None:
        return None
    if match["half"] and not side:
        value += 0.5
    scale = match["scale2"] if side else match["scale"]
    if scale:
        value *= _scale(scale, table)
    unit = _unit(sign, match["unit"] if side else match["near"] or match["unit"], table)
    bound = table.bounds_after[match["after"].lower()] if match["after"] else _bound(match["bound"], table)
    is_between = not side and match["open"] and match["second"] and match["join"].strip().lower() in table.words["syntax and"]
    start = match.start("open") if is_between else None
    core = match.start("sign") if sign and not side else match.start("vague") if vague else match.start("second" if side else "first")
    begin = match.start("bound") if match["bound"] else core if start is None else start
    return Amount(
        start=begin,
        end=match.end(),
        core=core,
        value=value,
        upper=None,
        bound=bound or (table.vague_bound if vague else None),
        unit=unit,
        is_money=table.kind(unit) == "money",
        is_scaled=scale is not None,
        is_plain=bool(text) and text.isdigit(),
        is_vague=vague is not None,
        is_fraction=False,
    )


def _plain_value(text: str, table: FigureTable) -> float:
    text = " ".join(text.lower().split())
    half = table.numerals.half
    words = text.replace("-", " ").split()
    if words[0] == half:
        rest = " ".join(word for word in words[1:] if word not in table.numerals.articles)
        return 0.5 * (table.scales.get(rest) or table.numerals.read(rest) or 1)
    if words[-1] in table.scales and words[-1] not in table.numerals.multipliers:
        before = " ".join(words[:-1])
        return table.scales[words[-1]] * (1 if before in table.numerals.articles else table.numerals.read(before) or 1)
    if text.endswith("½"):
        return (table.numerals.read(text[:-1].strip()) or 0) + 0.5
    if text.startswith("."):
        return float(text)
    digits = text.replace(",", "") if text[0].isdigit() else text
    return table.numerals.read(digits) or 0.0


def _scale(word: str, table: FigureTable) -> float:
    word = word.strip(f"{_SPACES}-")
    return table.scales.get(word.lower()) or table.short_scales[word]


def _unit(sign: str | None, after: str | None, table: FigureTable) -> str | None:
    if sign:
        return table.signs.get(sign.strip(_SPACES)) or table.signs.get(sign.strip(_SPACES).upper())
    if after is None:
        return None
    word = " ".join(after.lstrip(f"{_SPACES}-").split())
    return table.unit_words.get(word) or table.unit_words.get(word.lower())


def _bound(words: str | None, table: FigureTable) -> str | None:
    if not words:
        return None
    text = " ".join(words.lower().split())
    return table.bounds.get(text) or next((bound for word, bound in table.bounds.items() if text.startswith(word)), None)


def _ratio(match: re.Match[str], table: FigureTable) -> Amount | None:
    part, whole = _plain_value(match["part"], table), _plain_value(match["whole"], table)
    if not 0 < part < whole < _LARGEST_WHOLE:
        return None
    return replace(_share(match, table, match.start("part")), value=part / whole, is_ratio=True)


def _fraction(match: re.Match[str], table: FigureTable) -> Amount:
    share = replace(_share(match, table, match.start("fraction")), value=table.fractions[match["fraction"].lower()])
    return replace(share, unit=table.unit_words[match["unit"].lower()], is_fraction=False) if match["unit"] else share


def _share(match: re.Match[str], table: FigureTable, core: int) -> Amount:
    return Amount(
        start=match.start(),
        end=match.end(),
        core=core,
        value=0.0,
        upper=None,
        bound=_bound(match["bound"], table),
        unit="share",
        is_money=False,
        is_scaled=False,
        is_plain=False,
        is_vague=False,
        is_fraction=True,
    )
