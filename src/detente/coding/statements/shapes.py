"""What the finders of statements pass on to each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Doc

    from detente.coding.clauses import Clause, Clauses
    from detente.coding.statements.quotes import Quote
    from detente.lexicon.speech import Cue, SpeechTable

Extent = tuple[int, int]
"""Start and end, end exclusive: of characters, unless a name says that it counts tokens."""


class Profile(StrEnum):
    """How much counts as a statement: what the codebook says, or every act of speech whatever its complement."""

    RECORDS = "records"
    WIDE = "wide"


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as the finders read it. ``quote_at`` gives the number of the quotation that a token stands in, or -1.

    ``frames`` are the sentences, not cut inside quotations; ``subtrees`` the tokens below each clause's predicate.
    """

    doc: Doc
    text: str
    clauses: Clauses
    table: SpeechTable
    quotes: tuple[Quote, ...]
    quote_at: tuple[int, ...]
    subtrees: Mapping[int, Extent]
    frames: tuple[Extent, ...]
    profile: Profile

    @property
    def is_wide(self) -> bool:
        """Return whether every act of speech counts."""
        return self.profile is Profile.WIDE

    def quote(self, token: int) -> Quote | None:
        """Return the quotation that a token stands in."""
        number = self.quote_at[token]
        return None if number < 0 else self.quotes[number]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the token ``head`` and the characters of the whole phrase. ``pronoun`` is the relative pronoun that stands for it."""

    head: int
    extent: Extent
    pronoun: Extent | None = None


@dataclass(frozen=True, slots=True)
class CueWord:
    """A word that reports speech, at ``token``; ``group`` are the tokens of the cue with speaker and addressee beside it."""

    token: int
    entry: Cue
    clause: Clause
    speakers: tuple[Speaker, ...]
    group: Extent
    outer: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something said, before it becomes a record. ``pieces`` are its parts in text order, left of, right of or around the cue.

    ``way`` says how the content stands to the cue, ``continues`` is the start of the utterance that
    these words go on with.
    ``outer`` are the sources that stand between the page and the speaker, outermost first.
    """

    speakers: tuple[Speaker, ...]
    cue: Extent | None
    cue_token: int | None
    pieces: tuple[Extent, ...]
    stance: str | None
    way: str
    rule: str
    addressee: Speaker | None = None
    outer: tuple[Speaker, ...] = ()
    continues: int | None = None

    @property
    def start(self) -> int:
        """Return where the content starts."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Return where the content ends."""
        return self.pieces[-1][1]

    def with_pieces(self, *pieces: Extent) -> Utterance:
        """Return the utterance with other pieces."""
        return replace(self, pieces=tuple(sorted(pieces)))
