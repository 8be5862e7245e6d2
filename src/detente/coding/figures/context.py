"""Who and what a figure is about: its measure, subject, period, base of comparison, and those who say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.records import Mention, Span, Statement, Time, TimeKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.coding.clauses import Clause, Clauses, Phrase
    from detente.coding.figures.amounts import Amount
    from detente.coding.figures.nouns import Counted
    from detente.lexicon.units import FigureTable

_LONGEST = 12  # words of a measure
_NEAR_BASE = 30  # characters between a word of comparison and its base


@dataclass(frozen=True, slots=True)
class Setting:
    """All that the article's other stages found, to look figures up in."""

    doc: Doc
    text: str
    clauses: Clauses
    statements: Sequence[Statement]
    times: Sequence[Time]
    mentions: Sequence[Mention]
    table: FigureTable


def find_measure(setting: Setting, first: int, last: int, counted: Counted | None) -> tuple[str | None, tuple[int, int] | None]:
    """Return what is measured, as the text words it, and the tokens it stands on."""
    if counted is not None and counted.first is not None and counted.head is not None:
        start, end = counted.first, _end_of(setting, counted.head)
        return _words(setting, start, end), (start, end)
    if counted is not None and counted.cue is not None:
        phrase = setting.clauses.phrase(counted.cue)
        start, end = (phrase.start, counted.cue + 1) if phrase is not None else (counted.cue, counted.cue + 1)
        return _words(setting, start, end), (start, end)
    for head in _measure_heads(setting, first, last):
        phrase = setting.clauses.phrase(head)
        if phrase is not None and not phrase.start <= first < phrase.end and setting.doc[head].pos_ != "PRON":
            start, end = phrase.start, min(phrase.end, phrase.start + _LONGEST)
            return _words(setting, start, end), (start, end)
    return None, None


def _measure_heads(setting: Setting, first: int, last: int) -> Iterator[int]:
    doc, table = setting.doc, setting.table
    if first > 1 and doc[first - 1].lower_ in table.words["syntax of"] and doc[first - 2].lemma_.lower() not in table.change["nouns"]:
        yield first - 2  # "a profit of 17.5 billion dollars"
    for token in doc[last + 1 : last + 4]:  # "a 23 percent rise in exports", "40 percent of its exports"
        if token.lower_ in table.words["syntax in"]:
            yield from _heads_after(setting, token.i + 1)
            break
    clause = setting.clauses.clause_of(first)
    if clause is not None:
        yield from _subjects(setting, clause)
        yield from clause.objects


def _subjects(setting: Setting, clause: Clause) -> Iterator[int]:
    yield from clause.subjects
    for above in setting.clauses.ancestors(clause):
        yield from above.subjects
        return


def _heads_after(setting: Setting, at: int) -> Iterator[int]:
    for token in setting.doc[at : at + 6]:
        phrase: Phrase | None = setting.clauses.phrase(token.i)
        if phrase is not None and phrase.start >= at:
            if token.pos_ == "NOUN" and not any(time.span.start <= token.idx < time.span.end for time in setting.times):
                yield token.i
            return


def _end_of(setting: Setting, head: int) -> int:
    phrase = setting.clauses.phrase(head)
    end = min(max(phrase.end if phrase is not None else 0, head + 1), head + _LONGEST)
    return next((token.i for token in setting.doc[head + 1 : end] if token.is_quote or token.is_space), end)


def _words(setting: Setting, start: int, end: int) -> str:
    doc = setting.doc
    return " ".join(setting.text[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])].split())


def find_subject(setting: Setting, first: int, place: tuple[int, int] | None) -> Mention | None:
    """Return whose figure it is: the actor named in what is measured, else the subject of the clause."""
    doc = setting.doc
    if place is not None:
        low, high = doc[place[0]].idx, doc[place[1] - 1].idx + len(doc[place[1] - 1])
        inside = next((mention for mention in setting.mentions if low <= mention.span.start < high), None)
        if inside is not None:
            return inside
    clause = setting.clauses.clause_of(first)
    while clause is not None:
        for head in clause.subjects:
            phrase = setting.clauses.phrase(head)
            low, high = (phrase.start, phrase.end) if phrase is not None else (head, head + 1)
            start, end = doc[low].idx, doc[high - 1].idx + len(doc[high - 1])
            found = next((mention for mention in setting.mentions if start <= mention.span.start < end), None)
            if found is not None:
                return found
        clause = setting.clauses.clause(clause.parent) if clause.parent is not None and not clause.own_subject else None
    return None


def find_period(setting: Setting, first: int, base: str | None) -> Time | None:
    """Return the time that the figure belongs to: the nearest one in its clause, else in its sentence, that is not the base."""
    at = setting.doc[first]
    sentence = at.sent
    dated = [
        time
        for time in setting.times
        if time.kind == TimeKind.DATE
        and time.start is not None
        and sentence.start_char <= time.span.start < sentence.end_char
        and time.span.text != base
        and not _is_base(setting, time)
    ]
    clause = setting.clauses.clause_of(first)
    if clause is not None:
        dated = [time for time in dated if _clause_at(setting, time) == clause.head] or dated
    return min(dated, key=lambda time: abs(time.span.start - at.idx), default=None)


def _first_token(setting: Setting, time: Time) -> int:
    span = setting.doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
    return 0 if span is None else span.start


def _clause_at(setting: Setting, time: Time) -> int | None:
    clause = setting.clauses.clause_of(_first_token(setting, time))
    return None if clause is None else clause.head


def _is_base(setting: Setting, time: Time) -> bool:
    first, words = _first_token(setting, time), setting.table.words["syntax compare strong"]
    return any(token.lower_ in words for token in setting.doc[max(first - 2, 0) : first])


def find_base(setting: Setting, amount: Amount, sentence_end: int, *, has_change: bool) -> str | None:
    """Return what the figure is compared with: "2021" in "compared with 2021", "5 percent" in "from 5 percent to 7"."""
    if amount.base is not None:
        return setting.text[amount.base[0] : amount.base[1]]
    words = setting.table.words["syntax compare" if has_change else "syntax compare strong"]
    for token in setting.doc.char_span(amount.end, sentence_end, alignment_mode="contract") or ():
        if token.lower_ not in words:
            continue
        after = token.idx + len(token)
        named = next((time for time in setting.times if after <= time.span.start <= after + _NEAR_BASE), None)
        if named is not None:
            return named.span.text
    return None


def find_chain(statements: Sequence[Statement], span: Span) -> tuple[Mention, ...]:
    """Return those who say it, outermost first: the sources and speakers of the statements whose content holds the figure."""
    holding = [each for each in statements if each.content.start <= span.start and span.end <= each.content.end]
    chain: list[Mention] = []
    for statement in sorted(holding, key=lambda each: (each.content.start - each.content.end, each.content.start)):
        for source in (*statement.attributed_to, *((statement.speaker,) if statement.speaker is not None else ())):
            if all(source.span != known.span for known in chain):
                chain.append(source)
    return tuple(chain)
