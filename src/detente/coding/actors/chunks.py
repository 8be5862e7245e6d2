"""Base noun phrases by part of speech: the words before a noun, up to the noun, and who owns it.

Names of the lexicon count as nouns whatever their tags. Conjoined demonyms before one noun stay in its chunk ("German and Afghan forces").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.actors.naming import ADJECTIVES, Named

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOUNS = frozenset({"NOUN", "PROPN"})
BEFORE = frozenset({"DET", "NUM", "ADJ", "NOUN", "PROPN"})
QUOTES = frozenset({'"', "\u201c", "\u201d", "'", "\u2018", "\u2019"})
HYPHENS = frozenset({"-", "\u2011", "\u2010", "/"})
Inside = dict[int, Named]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A noun with the words before it, as tokens ``start``..``end``; ``owner`` is the number of the chunk before its 's."""

    start: int
    end: int
    owner: int | None

    @property
    def head(self) -> int:
        """The last token."""
        return self.end - 1


def find_chunks(doc: Doc, named: Iterable[Named], glued: Mapping[int, int]) -> tuple[Chunk, ...]:
    """Return the base noun phrases in text order; ``owner`` is an index into the result.

    ``glued`` are tokens that stay together, from the first to the end ("secretary of state").
    """
    inside = {index: each for each in named for index in range(each.start, each.end)}
    chunks: list[Chunk] = []
    index = 0
    while index < len(doc):
        end = _trim(doc, index, _extend(doc, index, inside, glued), inside)
        if end > index:
            chunks.append(Chunk(index, end, _owner(doc, chunks, index)))
        index = max(end, index + 1)
    return tuple(chunks)


def _owner(doc: Doc, chunks: list[Chunk], start: int) -> int | None:
    """Return the index of the chunk that owns the one at ``start``: it ends before an apostrophe."""
    if not chunks or start == 0 or doc[start - 1].tag_ != "POS" or chunks[-1].end != start - 1:
        return None
    return len(chunks) - 1


def _extend(doc: Doc, start: int, inside: Inside, glued: Mapping[int, int]) -> int:
    """Return where the run of words that can stand in one chunk ends."""
    index = start
    while index < len(doc):
        if index in inside:
            index = inside[index].end
            continue
        if index in glued:
            index = glued[index]
            continue
        token = doc[index]
        if index > start and token.is_sent_start and not token.is_space:
            break
        step = _step(doc, index, start, inside)
        if not step:
            break
        index += step
    return index


def _step(doc: Doc, index: int, start: int, inside: Inside) -> int:
    """Return how many tokens from ``index`` continue the chunk."""
    token = doc[index]
    first = index == start
    if not first and _is_joined_name(doc, index):
        return 1
    if token.pos_ == "PRON":
        return int(first and _is_possessive(token))
    if token.pos_ == "DET":
        return int(first or doc[index - 1].pos_ == "DET" or doc[index - 1].lower_ == "all")
    if token.pos_ in BEFORE:
        return int(not (first and token.tag_ == "JJS" and index > 0 and doc[index - 1].pos_ == "ADP"))
    if first:
        return int(token.pos_ in ("SYM", "VERB") and _leads_to_noun(doc, index, 3))
    if token.text in HYPHENS:
        return int(not doc[index - 1].whitespace_)
    if token.text in QUOTES:
        return int(_leads_to_noun(doc, index, 4) and doc[start].pos_ in BEFORE)
    if token.pos_ in ("CCONJ", "PUNCT"):
        return int(_joins_demonyms(doc, index, inside))
    if token.pos_ in ("VERB", "ADV"):
        return int(_leads_to_noun(doc, index, 3))
    return 0


def _is_joined_name(doc: Doc, index: int) -> bool:
    """Tell whether the token is a capitalised part of a hyphenated name, whatever its tag: "Gal-On"."""
    return doc[index].text[:1].isupper() and doc[index - 1].text in HYPHENS and not doc[index - 1].whitespace_


def _is_possessive(token: Token) -> bool:
    return token.tag_ == "PRP$" or "Yes" in token.morph.get("Poss", [])


def _leads_to_noun(doc: Doc, index: int, within: int) -> bool:
    """Tell whether a participle, adverb or quotation mark stands before a noun of the same chunk."""
    token = doc[index]
    if token.pos_ == "VERB" and not _is_attributive(doc, index):
        return False
    for each in doc[index + 1 : index + 1 + within]:
        if each.pos_ in NOUNS:
            return True
        if each.pos_ not in ("ADJ", "VERB", "NUM") and each.text not in QUOTES:
            return False
    return False


def _is_attributive(doc: Doc, index: int) -> bool:
    """Tell whether a verb form stands where an adjective can: hyphenated, or a participle after a determiner or adjective."""
    token = doc[index]
    if "-" in token.text or (index > 0 and doc[index - 1].text in HYPHENS and not doc[index - 1].whitespace_):
        return True
    if token.tag_ not in ("VBN", "VBG", "JJ"):
        return False
    if token.tag_ == "VBN" and 0 < index < len(doc) - 1 and doc[index + 1].pos_ == "ADJ" and doc[index - 1].pos_ in ("VERB", "ADP"):
        return True
    return index > 0 and doc[index - 1].pos_ in ("DET", "ADJ", "NUM", "PRON")


def _joins_demonyms(doc: Doc, index: int, inside: Inside) -> bool:
    """Tell whether "and" or a comma stands between two country adjectives before one noun."""
    after = index + 1
    if after < len(doc) and doc[after].pos_ == "CCONJ":
        after += 1
    left = inside.get(index - 1)
    if left is None and doc[index].pos_ == "CCONJ" and doc[index - 1].text == ",":
        left = inside.get(index - 2)
    right = inside.get(after)
    if right is None or right.end >= len(doc) or not _is_adjective(left, doc):
        return False
    if not _is_adjective(right, doc) and (right.is_person or doc[right.start].pos_ != "ADJ" or left is None or left.kind not in ADJECTIVES):
        return False
    if right.kind not in ADJECTIVES and right.kind != "state":
        return True
    follows = doc[right.end].pos_
    return follows in ("NOUN", "ADJ", "PROPN") or (follows in ("CCONJ", "PUNCT") and right.kind in ADJECTIVES)


def _is_adjective(named: Named | None, doc: Doc) -> bool:
    """Tell whether the name can stand before a noun as a demonym, as "Afghan" and "US" can."""
    if named is None:
        return False
    if named.kind in ADJECTIVES:
        return True
    return (named.kind == "state" and doc[named.start : named.end].text.replace(".", "").isupper())


def _is_split_verb(doc: Doc, end: int) -> bool:
    """Tell whether the last word begins a hyphenated verb: "North Korea test-fired"."""
    if end + 1 >= len(doc) or doc[end].text not in HYPHENS or doc[end - 1].whitespace_ or doc[end].whitespace_:
        return False
    return doc[end + 1].pos_ == "VERB"


def _trim(doc: Doc, start: int, end: int, inside: Inside) -> int:
    """Cut what cannot end a chunk: it ends with a noun, a name, or an adjective after a determiner."""
    if end > start and _is_split_verb(doc, end):
        end -= 1
    while end > start:
        last = doc[end - 1]
        if end - 1 in inside or last.pos_ in NOUNS or (end - start > 1 and _is_joined_name(doc, end - 1)):
            break
        if last.pos_ == "ADJ" and doc[start].pos_ == "DET":
            break
        end -= 1
    return end
