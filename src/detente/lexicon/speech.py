"""speech.toml: which words report speech, where their content stands, and how the speaker stands to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detente.lexicon import Lexicon

FILE = "speech.toml"
WAYS = frozenset({"quote", "aside", "clause", "object", "object2", "quoted", "infinitive", "gerund", "naming", "host"})
"""Ways of taking content that are not prepositions; ``object2`` is the object beside the one who is spoken to."""


@dataclass(frozen=True, slots=True)
class Cue:
    """How one word reports speech: by ``ways`` always, by ``wide`` only in the wide profile; see speech.toml for both.

    ``stances`` gives the stance by way, since a word may be in several entries ("called it a farce", "called for calm").
    """

    lemma: str
    stances: Mapping[str, str]
    ways: frozenset[str]
    wide: frozenset[str]
    object_is_addressee: bool

    def allows(self, way: str, *, is_wide: bool) -> bool:
        """Return whether content may stand in this way."""
        return way in self.ways or (is_wide and way in self.wide)

    def stance(self, way: str) -> str:
        """Return the stance for content that stands in this way."""
        return self.stances.get(way) or next(iter(self.stances.values()))


@dataclass(frozen=True, slots=True)
class Marks:
    """Quotation marks by what they do; ``either`` opens or closes, by where it stands."""

    open: frozenset[str]
    close: frozenset[str]
    either: frozenset[str]
    single_open: frozenset[str]
    single_close: frozenset[str]
    single_either: frozenset[str]


@dataclass(frozen=True, slots=True)
class SpeechTable:
    """All of speech.toml; word lists are lower-case lemmas, except ``prepositions``: lower-case words with their stance."""

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    prepositions: tuple[tuple[tuple[str, ...], str], ...]
    as_markers: frozenset[str]
    relay_verbs: frozenset[str]
    relay_markers: frozenset[str]
    impersonal_subjects: frozenset[str]
    impersonal_verbs: frozenset[str]
    source_verbs: frozenset[str]
    source_nouns: frozenset[str]
    addressee_prepositions: frozenset[str]
    never_speakers: frozenset[str]
    relative_pronouns: frozenset[str]
    withholding: frozenset[str]
    unreal: frozenset[str]
    inferring: frozenset[str]
    relay_as: str
    subordinators: frozenset[str]
    owner_prepositions: frozenset[str]
    contrasts: frozenset[str]
    forms: Mapping[str, str]
    denials: frozenset[str]
    words: frozenset[str]
    documents: frozenset[str]
    trailing: frozenset[str]
    issuing: frozenset[str]
    turns: frozenset[str]
    times: frozenset[str]
    outlet_sectors: frozenset[str]
    marks: Marks
    translation: tuple[str, ...]

    def lemma(self, form: str, lemma: str) -> str:
        """Return the lemma under which a lower-case form is listed here: the tagger's, unless that is known to be wrong."""
        return lemma if lemma in self.verbs else self.forms.get(form, form if form in self.verbs else lemma)


def load_speech(lexicon: Lexicon) -> SpeechTable:
    """Read speech.toml of the lexicon's language. Raises LexiconError naming an entry that lacks a key."""
    table = lexicon.toml(FILE)
    try:
        return _read(table)
    except KeyError as error:
        message = f"lexicon: {FILE}: {error.args[0]!r} is missing: add it"
        raise LexiconError(message) from error


def _read(table: Mapping[str, Any]) -> SpeechTable:
    return SpeechTable(
        verbs=_cues(table["verb"]),
        nouns=_cues(table["noun"]),
        prepositions=tuple((tuple(words.split()), entry["stance"]) for entry in table["preposition"] for words in entry["words"]),
        as_markers=frozenset(table["as_clause"]["markers"]),
        relay_verbs=frozenset(table["relay"]["verbs"]),
        relay_markers=frozenset(table["relay"]["markers"]),
        impersonal_subjects=frozenset(table["impersonal"]["subjects"]),
        impersonal_verbs=frozenset(table["impersonal"]["verbs"]),
        source_verbs=frozenset(table["sources"]["verbs"]),
        source_nouns=frozenset(table["sources"]["nouns"]),
        addressee_prepositions=frozenset(table["addressee"]["prepositions"]),
        never_speakers=frozenset(table["speakers"]["never"]),
        relative_pronouns=frozenset(table["speakers"]["relative"]),
        inferring=frozenset(table["withheld"]["inferring"]),
        unreal=frozenset(table["withheld"]["modals"]),
        relay_as=table["relay"]["as"],
        withholding=frozenset(table["withheld"]["verbs"]),
        owner_prepositions=frozenset(table["speakers"]["owner_prepositions"]),
        outlet_sectors=frozenset(table["speakers"]["outlet_sectors"]),
        turns=frozenset(table["content"]["turns"]),
        forms=dict(table["forms"]),
        denials=frozenset(table["denials"]["verbs"]),
        words=frozenset(table["speakers"]["words"]),
        documents=frozenset(table["speakers"]["documents"]),
        trailing=frozenset(table["content"]["times"]) | frozenset(table["speakers"]["reflexive"]),
        issuing=frozenset(table["speakers"]["issuing"]),
        contrasts=frozenset(table["content"]["contrasts"]),
        times=frozenset(table["content"]["times"]),
        subordinators=frozenset(table["content"]["subordinators"]),
        marks=Marks(**{kind: frozenset(marks) for kind, marks in table["quotation"].items()}),
        translation=tuple(table["translation"]["marks"]),
    )


def _cues(entries: Iterable[Mapping[str, Any]]) -> dict[str, Cue]:
    """Join the entries of each lemma: its ways add up, the first entry that names a way gives its stance."""
    cues: dict[str, Cue] = {}
    for entry in entries:
        _check(entry)
        for lemma in entry["lemmas"]:
            known = cues.get(lemma)
            ways = (*entry["ways"], *entry.get("wide", ()))
            cues[lemma] = Cue(
                lemma=lemma,
                stances={**dict.fromkeys(ways, entry["stance"]), **(known.stances if known else {})},
                ways=frozenset(entry["ways"]) | (known.ways if known else frozenset()),
                wide=frozenset(entry.get("wide", ())) | (known.wide if known else frozenset()),
                object_is_addressee=entry.get("addressee") == "object" or bool(known and known.object_is_addressee),
            )
    return cues


def _check(entry: Mapping[str, Any]) -> None:
    for way in (*entry["ways"], *entry.get("wide", ())):
        word = way.removesuffix("+quoted")
        if way not in WAYS and not word.isalpha():
            message = f"lexicon: {FILE}: {entry['lemmas'][0]}: {way!r} is neither a way nor a preposition: correct it"
            raise LexiconError(message)
