"""frames/*.toml: which words carry which kind of event, and where its source and target stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from detente.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from detente.lexicon import Lexicon

KEYS = frozenset(
    {
        "verb", "noun", "adjective", "object", "object_not", "prep", "prep_object", "complement", "subject", "voice",
        "prep_object_not", "needs", "actorless", "pair", "modifier", "below",
        "type", "mode", "context", "source", "target", "reciprocal", "status", "absorbs", "example", "codes", "note",
    }
)  # fmt: skip
COMPLEMENTS = frozenset({"infinitive", "clause", "none"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to tell of an event.

    ``word`` is a lemma, with its particle ("call off"), of part of speech ``kind`` (verb, noun, adjective). ``object``, ``prep``,
    ``prep_object``, ``complement``, ``below``, ``subject``, ``modifier`` and ``voice`` narrow it: lemmas that must fill the place;
    ``below`` are those of an infinitive ("threatened to invade"). ``source`` and ``target`` name places to look for the actors, tried
    in order: agent, patient, subject, recipient, poss, modifier, a preposition, or one of these after "object." (the object's own
    complements) or "below." (those of the infinitive). ``absorbs`` says that the infinitive below tells of no event of its own.
    """

    id: str
    kind: str
    word: str
    type: str
    mode: str | None
    context: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    object: frozenset[str]
    object_not: frozenset[str]
    prep: frozenset[str]
    prep_object: frozenset[str]
    complement: str | None
    subject: frozenset[str]
    voice: str | None
    status: str | None
    is_reciprocal: bool
    absorbs: bool
    prep_object_not: frozenset[str]
    needs: frozenset[str]
    is_actorless: bool
    is_pair: bool
    modifier: frozenset[str]
    below: frozenset[str]
    example: str
    codes: str

    @property
    def weight(self) -> int:
        """Return how many constraints the frame has: the more, the more it says."""
        narrow = (self.object, self.prep, self.prep_object, self.subject, self.complement, self.voice, self.modifier)
        return sum(bool(each) for each in narrow) + bool(self.object) + bool(self.prep_object) + 2 * bool(self.below)


@dataclass(frozen=True, slots=True)
class NonExample:
    """A sentence that looks like an event type and is not one."""

    type: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class FrameTable:
    """All frames of a language, by part of speech and word, the narrowest first."""

    frames: tuple[Frame, ...]
    non_examples: tuple[NonExample, ...]
    by_word: Mapping[tuple[str, str], tuple[Frame, ...]]
    endings: tuple[str, ...]
    silent: tuple[str, ...]

    def find(self, kind: str, word: str) -> tuple[Frame, ...]:
        """Return the frames of a word, the narrowest first."""
        return self.by_word.get((kind, word), ())

    def guess_verb(self, form: str) -> tuple[str, ...]:
        """Return the verbs of the table that an inflected form may come from, for forms that lemma tables got wrong ("ceded")."""
        stems = {form[: -len(ending)] for ending in self.endings if form.endswith(ending)}
        doubled = {stem[:-1] for stem in stems if len(stem) > 3 and stem[-1:] == stem[-2:-1]}  # noqa: PLR2004  # "barred" -> "bar"
        guesses = stems | doubled | {stem + vowel for stem in stems for vowel in self.silent}
        return tuple(sorted(word for word in guesses if ("verb", word) in self.by_word))


def load_frames(lexicon: Lexicon) -> FrameTable:
    """Read every file under frames/. Raises LexiconError naming file and entry."""
    frames: list[Frame] = []
    non_examples: list[NonExample] = []
    for name in lexicon.folder("frames", ".toml"):
        table = lexicon.toml(name)
        default = name.rpartition("/")[2].removesuffix(".toml").upper()
        frames += _read_frames(name, default, table.get("frame", []))
        non_examples += [NonExample(each.get("type", default), each["text"], each["why"]) for each in table.get("not", [])]
    by_word: dict[tuple[str, str], list[Frame]] = {}
    for frame in frames:
        by_word.setdefault((frame.kind, frame.word), []).append(frame)
    index = {key: tuple(sorted(each, key=lambda frame: (-frame.weight, frame.id))) for key, each in by_word.items()}
    verbs = lexicon.toml("irregular.toml")["regular"]
    return FrameTable(tuple(frames), tuple(non_examples), index, tuple(verbs["endings"]), tuple(verbs["silent"]))


def _read_frames(name: str, default_type: str, entries: list[dict[str, Any]]) -> Iterator[Frame]:
    seen: dict[str, int] = {}
    for number, entry in enumerate(entries, 1):
        where = f"lexicon: {name}, frame {number}"
        kinds = [kind for kind in ("verb", "noun", "adjective") if kind in entry]
        unknown = set(entry) - KEYS
        if len(kinds) != 1 or unknown:
            message = f"{where}: give exactly one of verb, noun, adjective and no unknown key {sorted(unknown) or ''}".rstrip()
            raise LexiconError(message)
        if entry.get("complement", "none") not in COMPLEMENTS:
            message = f"{where}: complement must be one of {', '.join(sorted(COMPLEMENTS))}"
            raise LexiconError(message)
        frame = _frame(kinds[0], entry, default_type)
        seen[frame.id] = seen.get(frame.id, 0) + 1
        yield frame if seen[frame.id] == 1 else _renamed(frame, seen[frame.id])


def _renamed(frame: Frame, number: int) -> Frame:
    return replace(frame, id=f"{frame.id}#{number}")


def _frame(kind: str, entry: dict[str, Any], default_type: str) -> Frame:
    event_type = entry.get("type", default_type)
    narrow = [*_words(entry, "object")[:2], *_words(entry, "prep")[:1], *_words(entry, "prep_object")[:1]]
    narrow += [entry["complement"]] if "complement" in entry else []
    narrow += _words(entry, "below")[:1]
    name = "+".join([str(entry[kind]), *narrow]).replace(" ", "_")
    return Frame(
        id=f"{event_type.lower()}/{kind[0]}:{name}",
        kind=kind,
        word=entry[kind],
        type=event_type,
        mode=entry.get("mode"),
        context=entry.get("context"),
        source=tuple(_words(entry, "source")) or (("agent",) if kind == "verb" else ("by", "poss", "modifier")),
        target=tuple(_words(entry, "target")),
        object=frozenset(_words(entry, "object")),
        object_not=frozenset(_words(entry, "object_not")),
        prep=frozenset(_words(entry, "prep")),
        prep_object=frozenset(_words(entry, "prep_object")),
        complement=entry.get("complement"),
        subject=frozenset(_words(entry, "subject")),
        voice=entry.get("voice"),
        status=entry.get("status"),
        is_reciprocal=entry.get("reciprocal", False),
        absorbs=entry.get("absorbs", False),
        prep_object_not=frozenset(_words(entry, "prep_object_not")),
        needs=frozenset(_words(entry, "needs")),
        modifier=frozenset(_words(entry, "modifier")),
        below=frozenset(_words(entry, "below")),
        is_pair=entry.get("pair", False),
        is_actorless=entry.get("actorless", False),
        example=entry.get("example", ""),
        codes=entry.get("codes", ""),
    )


def _words(entry: dict[str, Any], key: str) -> list[str]:
    value = entry.get(key, [])
    return [value] if isinstance(value, str) else list(value)
