"""The title: which block it is, what a site hangs on to it, and where the body repeats it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.clean.furniture import Swept
from detente.clean.mapped import MappedText
from detente.lexicon.pages import ends_sentence
from detente.records import Note

_BAR = re.compile(r" ?[|»] ?")
_SUFFIX = re.compile(r" (?:[|»·•\u2013\u2014-]|::) ")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_HEADLINE_WORDS = range(3, 25)
_HEADLINE_CHARS = 250
_SUFFIX_WORDS = 5  # an outlet's name after a bar has at most so many words
_OPEN_ENDS = "?!\u2019\u201d\"'"  # a headline may end in a question or a quotation, not in a full stop
_SHORTEST_NAME = 4  # characters; shorter names of outlets would be found in any word
_FEWEST_SPACES = 2  # a headline has three words or more; what is shorter ("Opinion") stands before it
_ALIKE = 0.6  # a second headline shares so many of its words with the first
_WORD = re.compile(r"\w+")
_MASTHEAD_WORDS = 4
_SUMMARY = "highlights"
_PICTURE = "photo-credit"
_SIGNED_BY = frozenset({"copyright", "newsletter", "photo-credit", "contact", "credit"})
_LOOK_AT = 4  # so many blocks may stand before the body repeats its title


def strip_suffix(title: str, outlet_names: Sequence[str]) -> str:
    """Return a page title without the outlet's name or the list of tags behind it ("Talks resume | World | The Harbour Times").

    After a bar anything short goes; after a dash only a name from ``outlet_names`` (an outlet, a host).
    """
    parts = [part.strip() for part in _BAR.split(title)]
    title = parts[0] if parts[0].count(" ") >= _FEWEST_SPACES else max(parts, key=len)
    for match in reversed(list(_SUFFIX.finditer(title))):
        tail = title[match.end() :]
        if tail.count(" ") >= _SUFFIX_WORDS or not _is_outlet(tail, outlet_names):
            break
        title = title[: match.start()]
    return title.strip()


def _is_outlet(tail: str, outlet_names: Sequence[str]) -> bool:
    key = _key(tail)
    return bool(key) and any(key in (other := _key(name)) or (len(other) >= _SHORTEST_NAME and other in key) for name in outlet_names)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over an article: its title (None where there is none), the outlet's name, the blocks under them, and notes."""

    title: MappedText | None
    outlet: str | None
    blocks: tuple[MappedText, ...]
    notes: tuple[Note, ...]


def find_heading(given: str | None, swept: Swept) -> Heading:
    """Take title and masthead off the blocks of a page. Where a title is ``given``, the line that repeats it stands for it."""
    place = _find_repeat(given, swept.blocks) if given else 0
    masthead, blocks = (None, swept.blocks) if given and place != 1 else split_masthead(swept.blocks)
    outlet = masthead.text if masthead and _is_signed(masthead.text, swept.notes) else None
    above = (Note("masthead", masthead.text, masthead.start),) if masthead else ()
    if given and place is None:
        return Heading(MappedText(given, ()) if blocks else None, None, tuple(blocks), ())
    place = 0 if place is None or masthead else place
    # Where a summary in points stands first, its first point looks like a title and is none.
    has_summary = any(note.kind == _SUMMARY for note in swept.notes)
    if not given and (has_summary or not _is_titled(blocks, swept.notes)):
        return Heading(None, outlet, tuple(blocks), above)
    title, notes = strip_block(blocks[place])
    kept, repeats = drop_repeats(title.text, (*blocks[:place], *blocks[place + 1 :]))
    return Heading(title, outlet, kept, (*above, *notes, *repeats))


def _find_repeat(title: str, blocks: Sequence[MappedText]) -> int | None:
    """Return which of the first blocks is the title: the same letters, or a first line that says it in nearly the same words."""
    for place, block in enumerate(blocks[:_LOOK_AT]):
        if _key(strip_suffix(block.text, ())) == _key(title):
            return place
    return 0 if blocks[1:] and _is_alike(blocks[0].text, title) else None


def _is_titled(blocks: Sequence[MappedText], notes: Sequence[Note]) -> bool:
    return len(blocks) > 1 and _is_headline(blocks[0].text) and not _is_caption(blocks, notes)


def _is_caption(blocks: Sequence[MappedText], notes: Sequence[Note]) -> bool:
    """Whether the first block followed a picture's credit on its line."""
    start = blocks[0].start if blocks else None
    ends = [note.start + len(note.text) for note in notes if note.kind == _PICTURE and note.start is not None]
    return start is not None and any(0 <= start - end <= 1 for end in ends)


def _is_signed(name: str, notes: Sequence[Note]) -> bool:
    """Whether a name above the headline is the outlet's: credits and notices on the page name it too, for a section's name none does."""
    words = name.split()
    short = " ".join(words[1:]) if words[2:] else name  # credits leave out the article before a name
    return any(short in note.text for note in notes if note.kind in _SIGNED_BY)


def split_masthead(blocks: Sequence[MappedText]) -> tuple[MappedText | None, Sequence[MappedText]]:
    """Take off a short line of names above the headline (an outlet, a section): return it, or None, and the other blocks."""
    if not blocks[2:] or not _is_headline(blocks[1].text):
        return None, blocks
    words = blocks[0].text.split()
    is_name = len(words) <= _MASTHEAD_WORDS and all(word[0].isupper() for word in words) and not ends_sentence(blocks[0].text)
    return (blocks[0], blocks[1:]) if is_name and blocks[1].text.count(" ") >= len(words) else (None, blocks)


def strip_block(title: MappedText) -> tuple[MappedText, tuple[Note, ...]]:
    """Return a title's block without tags and outlet's name, and notes of them."""
    head = strip_suffix(title.text, ())
    start = title.text.index(head)
    tags = (title.cut(0, start), title.cut(start + len(head)))
    return title.cut(start, start + len(head)), tuple(Note("tags", part.text, part.start) for part in tags if part.text)


def _is_headline(text: str) -> bool:
    if len(text) > _HEADLINE_CHARS or text[0].islower():
        return False
    head = strip_suffix(text, ())
    return head.count(" ") + 1 in _HEADLINE_WORDS and not (ends_sentence(head) and head[-1] not in _OPEN_ENDS)


def drop_repeats(title: str, blocks: Sequence[MappedText]) -> tuple[tuple[MappedText, ...], tuple[Note, ...]]:
    """Return the blocks without those that only repeat the title near the start, and notes of them."""
    repeats = [block for block in blocks[:_LOOK_AT] if _key(strip_suffix(block.text, ())) == _key(title)]
    kept = tuple(block for block in blocks if not any(block is repeat for repeat in repeats))
    return kept, tuple(Note("repeated", block.text, block.start) for block in repeats)


def _is_alike(text: str, title: str) -> bool:
    """Whether a line is the same headline in other words: a page's own title and that of its heading often differ a little."""
    words = set(_WORD.findall(text.casefold()))
    return _is_headline(text) and len(words & set(_WORD.findall(title.casefold()))) >= _ALIKE * len(words)


def _key(text: str) -> str:
    return _NOT_ALPHANUMERIC.sub("", text).casefold()
