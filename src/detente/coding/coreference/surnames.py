"""Parts of a person's name that stand for the whole: "Wu" after "Alfred Wu"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.records import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

Gender = Callable[[str], str]
"""Tells the gender of a title or given name; empty where it has none."""
SHORTEST = 2
PERSONS = ("person:", "office:")


def full_names(doc: Doc, mentions: tuple[Mention, ...], gender: Gender) -> tuple[Mention, ...]:
    """Return the mentions, those that give only a part of a person's name with the full name, code and entity."""
    known = _name_parts(mentions)
    out = []
    for mention in mentions:
        is_part = " " not in mention.span.text if mention.rule.startswith("role:") else " " not in mention.name
        full = known.get(mention.name) if is_part and mention.rule.startswith(("person:", "role:")) else None
        if full is None or full.name == mention.name or _is_other(doc, mention.span.start, mention.span.end, full, gender):
            out.append(mention)
        else:
            out.append(replace(mention, name=full.name, code=full.code, entity=full.entity, antecedent=full.span, rule="surname"))
    return tuple(out)


def _name_parts(mentions: tuple[Mention, ...]) -> dict[str, Mention]:
    """Return, by part, the first person of the text whose full name has it."""
    parts: dict[str, Mention] = {}
    for mention in mentions:
        words = mention.name.replace("\u2019", "'").split()
        if len(words) < SHORTEST or not is_personal(mention):
            continue
        for word in (words[-1], words[0], *words):
            if len(word) >= SHORTEST and word[0].isupper() and word in mention.span.text:
                parts.setdefault(word, mention)
    return parts


def is_personal(mention: Mention) -> bool:
    """Tell whether the mention names a person."""
    return mention.rule.startswith(PERSONS)


def find_surnames(doc: Doc, mentions: tuple[Mention, ...], gender: Gender) -> tuple[Mention, ...]:
    """Return a mention for each part of a known person's name that stands alone outside the mentions given."""
    known = _name_parts(mentions)
    covered = {index for each in mentions for index in range(each.span.start, each.span.end)}
    found = []
    for token in doc:
        full = known.get(token.text)
        if full is None or token.idx in covered or token.pos_ not in ("PROPN", "NOUN"):
            continue
        is_other = _is_other(doc, token.idx, token.idx + len(token.text), full, gender)
        if is_other or _touches_name(doc, token.i - 1) or _touches_name(doc, token.i + 1):
            continue
        span = Span(token.idx, token.idx + len(token.text), token.text)
        found.append(Mention(span, full.name, full.code, full.entity, full.span, "surname"))
    return tuple(found)


def _is_other(doc: Doc, start: int, end: int, full: Mention, gender: Gender) -> bool:
    """Tell whether a title shows somebody else of the name: "Mrs Howard" is not Michael Howard."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    titles = {gender(token.lower_) for token in doc[max(0, span.start - 1) : span.end]} - {""}
    known = gender(full.name.partition(" ")[0])
    return bool(titles) and known != "" and known not in titles


def _touches_name(doc: Doc, index: int) -> bool:
    return 0 <= index < len(doc) and doc[index].pos_ == "PROPN"
