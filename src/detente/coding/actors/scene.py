"""What the actor finder knows of one article: its names, its noun phrases, and what their words are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.actors.chunks import Chunk, find_chunks
from detente.coding.actors.naming import Named, find_named
from detente.lexicon.roles import Role, RoleTable, load_roles

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from detente.lexicon import Lexicon
    from detente.records import Article


NOWHERE = frozenset({"---", "IGO", "NGO"})


@dataclass(frozen=True, slots=True)
class Part:
    """One or more tokens of a chunk that are a name of the lexicon, a role, or a word."""

    start: int
    end: int
    named: Named | None
    role: Role | None


@dataclass(frozen=True, slots=True)
class Scene:
    """An article as the actor finder sees it. ``inside`` maps tokens to names, ``begins`` and ``covers`` tokens to chunks."""

    doc: Doc
    lexicon: Lexicon
    roles: RoleTable
    words: tuple[str, ...]
    named: tuple[Named, ...]
    chunks: tuple[Chunk, ...]
    inside: Mapping[int, Named]
    begins: Mapping[int, int]
    covers: Mapping[int, int]
    countries: Mapping[str, int]

    def parts(self, number: int) -> tuple[Part, ...]:
        """Return the parts of a chunk in text order."""
        chunk = self.chunks[number]
        parts: list[Part] = []
        index = chunk.start
        while index < chunk.end:
            part = self._part(index, chunk.end)
            parts.append(part)
            index = part.end
        return tuple(parts)

    def _part(self, index: int, end: int) -> Part:
        named = self.inside.get(index)
        if named is not None and named.start == index:
            return Part(index, min(named.end, end), named, None)
        found = self.roles.role_at(list(self.words[index:end]), 0, end - index)
        if found is not None and self._is_role(index, index + found[0], found[1]):
            return Part(index, index + found[0], None, found[1])
        short = self.roles.short_titles.get(self.words[index])
        if short is not None and (self.doc[index].text[:1].isupper() or self.words[index].endswith(".")):
            return Part(index, index + 1, None, self.roles.role(short))
        return Part(index, index + 1, None, self._by_ending(index, end))

    def _by_ending(self, index: int, end: int) -> Role | None:
        """Return a role for the last word of a chunk where its ending names people."""
        token = self.doc[index]
        return self.roles.by_ending(self.words[index]) if index + 1 == end and token.pos_ == "NOUN" else None

    def _is_role(self, start: int, end: int, role: Role) -> bool:
        if not self._can_be_noun(end - 1) or self._splits_name(start, end):
            return False
        return role.sort not in ("person", "group", "thing") or not self.is_surname(start, end)

    def is_surname(self, start: int, end: int) -> bool:
        """Tell whether a capitalised role follows an unknown capitalised word, as a family name does ("Kevin King")."""
        before = start - 1
        if end - start > 1 or before < 0 or not self.doc[start].text[:1].isupper() or self.doc[start].is_sent_start:
            return False
        token = self.doc[before]
        if token.pos_ != "PROPN" or before in self.inside or not token.text[:1].isupper():
            return False
        word = self.words[before]
        return not (self.roles.role(word) or word in self.roles.titles or word in self.roles.adjectives or word in self.roles.former)

    def _can_be_noun(self, index: int) -> bool:
        token = self.doc[index]
        return token.pos_ in ("NOUN", "PROPN") or (token.pos_ == "ADJ" and index + 1 >= len(self.doc)) or token.tag_.startswith("NN")

    def _splits_name(self, start: int, end: int) -> bool:
        """Tell whether a name of the lexicon begins within the words and ends after them."""
        return any(named.end > end for index in range(start, end) if (named := self.inside.get(index)) is not None)

    def text(self, start: int, end: int) -> str:
        """Return the characters of tokens ``start``..``end``."""
        return self.doc[start:end].text

    def previous(self, number: int) -> int | None:
        """Return the chunk before this one where only "and", "or" or a comma stands between them."""
        index = self.chunks[number].start - 1
        if index < 1 or not (self.doc[index].pos_ == "CCONJ" or self.doc[index].text == ","):
            return None
        while index > 0 and (self.doc[index].pos_ == "CCONJ" or self.doc[index].text == ","):
            index -= 1
        return self.covers.get(index)

    def is_plain(self, number: int) -> bool:
        """Tell whether the chunk ends in a word that is neither name nor role, such as a date."""
        last = self.parts(number)[-1]
        return last.named is None and last.role is None

    def preposition(self, number: int) -> str:
        """Return the preposition right before a chunk, or before the chunk that it is conjoined to; empty where there is none."""
        index = self.governor(number)
        return "" if index is None else self.words[index]

    def governor(self, number: int) -> int | None:
        """Return the token of that preposition."""
        for _ in range(6):
            index = self.chunks[number].start - 1
            while index >= 0 and self.doc[index].is_space:
                index -= 1
            is_case = self.doc[index].pos_ in ("ADP", "SCONJ") and self.doc[index].tag_ != "RP"
            if index >= 0 and (is_case or self.words[index] in self.roles.places["physical"]):
                return index
            before = self.previous(number) if self.chunks[number].owner is None else self.chunks[number].owner
            if before is None or self.is_plain(before):
                return None
            number = before
        return None


def _glued(doc: Doc, words: tuple[str, ...], roles: RoleTable) -> dict[int, int]:
    """Return where roles of several words with a preposition begin and end: "secretary of state"."""
    glued = {}
    for token in doc:
        if token.pos_ == "ADP" and token.i > 0:
            begin = token.i - 1
            found = roles.role_at(list(words[begin : begin + roles.longest]), 0, roles.longest)
            if found is not None and found[0] > 1:
                glued[begin] = begin + found[0]
        if words[token.i] in roles.particles and 0 < token.i < len(doc) - 1 and _joins_name(doc, token.i, words, roles):
            glued[token.i] = token.i + 2
    return glued


def _joins_name(doc: Doc, index: int, words: tuple[str, ...], roles: RoleTable) -> bool:
    """Tell whether a small word stands between capitalised words of a name ("de", "bin"), or between another and such a word."""
    before, after = doc[index - 1], doc[index + 1]
    left = before.text[:1].isupper() and before.pos_ == "PROPN" and not before.is_sent_end
    return (left or words[index - 1] in roles.particles) and after.text[:1].isupper() and doc[index].text.islower()


def set_scene(article: Article, doc: Doc, lexicon: Lexicon) -> Scene:
    """Return the names and noun phrases of an article."""
    roles = lexicon.get(load_roles)
    named = find_named(doc, article.published, lexicon, roles)
    words = tuple("'s" if token.text in ("'s", "\u2019s") else token.lower_.replace("\u00ad", "") for token in doc)
    chunks = find_chunks(doc, named, _glued(doc, words, roles))
    inside = {index: each for each in named for index in range(each.start, each.end)}
    begins = {chunk.start: number for number, chunk in enumerate(chunks)}
    covers = {index: number for number, chunk in enumerate(chunks) for index in range(chunk.start, chunk.end)}
    countries = Counter(each.row.country for each in named if each.row.country not in NOWHERE)
    return Scene(doc, lexicon, roles, words, named, chunks, inside, begins, covers, countries)
