"""Takes the furniture off a page's blocks, by the rules of ``pages.toml``, and notes every piece that it takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from detente.clean.mapped import MappedText, join_texts
from detente.lexicon.pages import Form, PageRules, Rule, Where, ends_sentence
from detente.records import Note

_BODY_WORDS = 8  # a block of the article's body has at least so many words and ends as a sentence does
_TOP_BODY = 2  # so many such blocks and the page's top is over
_REST_WORDS = 60  # a section that runs to the end of the page begins only after so many words of body
_TEASER_WORDS = 30
_LEAD_BLOCKS = 4  # only what stood among the first blocks is a lead; later repeats are the page's own
_MOST_PARTS = 6  # parts cut from one end of one block


@dataclass(frozen=True, slots=True)
class Swept:
    """The blocks that are left, what was taken off, and the metadata that stood in it (outlet, author, date, agency)."""

    blocks: tuple[MappedText, ...]
    notes: tuple[Note, ...]
    found: Mapping[str, str]


@dataclass(slots=True)
class _Sweep:
    rules: PageRules
    kept: list[MappedText] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    found: dict[str, str] = field(default_factory=dict)
    body_blocks: int = 0
    body_words: int = 0
    section: Rule | None = None

    def places(self) -> tuple[Where, Where]:
        return (Where.ANY, Where.TOP if self.body_blocks < _TOP_BODY else Where.AFTER)

    def drop(self, kind: str, block: MappedText) -> None:
        self.notes.append(Note(kind, block.text, block.start))

    def learn(self, groups: Mapping[str, str | None]) -> None:
        for name, text in groups.items():
            if text and text.strip() and text.strip().lower() not in self.rules.no_authors:
                self.found.setdefault(name, text.strip())


def sweep(blocks: Iterable[MappedText], rules: PageRules) -> Swept:
    """Return the blocks without furniture. Whole lines go, or the part of a block that a rule names; a real sentence stays."""
    state = _Sweep(rules)
    for block in blocks:
        if not (_in_section(block, state) or _is_line(block, state)):
            _keep(_trim(block, state), state)
    return Swept(tuple(state.kept), tuple(state.notes), state.found)


def _in_section(block: MappedText, state: _Sweep) -> bool:
    """Whether the block heads or belongs to a section of links or comments; the first block that does neither ends the section."""
    found = state.rules.find(Form.SECTION, block.text, state.places())
    if found is not None and not (found[0].rest and state.body_words < _REST_WORDS) and not (state.section and state.section.rest):
        state.section = found[0]
    elif state.section is None:
        return False
    elif (line := state.rules.find(Form.LINE, block.text, state.places())) is not None:
        state.drop(line[0].kind, block)
        return True
    elif not (state.section.rest or _is_teaser(block.text)):
        state.section = None
        return False
    state.drop(state.section.kind, block)
    return True


def _is_teaser(text: str) -> bool:
    return not ends_sentence(text) and text.count(" ") < _TEASER_WORDS


def _is_line(block: MappedText, state: _Sweep) -> bool:
    found = state.rules.find(Form.LINE, block.text, state.places())
    if found is None:
        return False
    rule, match = found
    state.learn(match.groupdict())
    state.drop(rule.kind, block)
    return True


def _trim(block: MappedText, state: _Sweep) -> MappedText:
    for form in (Form.START, Form.END, Form.INSIDE):
        for _ in range(_MOST_PARTS):
            found = state.rules.find(form, block.text, state.places())
            if found is None or not found[1].group():
                break
            rule, match = found
            state.learn(match.groupdict())
            state.drop(rule.kind, block.cut(match.start(), match.end()))
            block = _without(block, match.start(), match.end())
    return block


def _without(block: MappedText, start: int, end: int) -> MappedText:
    parts = [part for part in (block.cut(0, start), block.cut(end)) if part.text]
    return join_texts(parts, " ")


def _keep(block: MappedText, state: _Sweep) -> None:
    words = block.text.count(" ") + 1
    if not block.text or _is_repeated(block, words, state):
        return
    dateline = state.rules.find(Form.DATELINE, block.text, state.places()) if state.body_blocks < _TOP_BODY else None
    if dateline is not None:
        state.learn(dateline[1].groupdict())
        state.drop("dateline", block.cut(*dateline[1].span()))
    if words >= _BODY_WORDS and ends_sentence(block.text):
        state.body_blocks += 1
        state.body_words += words
    state.kept.append(block)


def _is_repeated(block: MappedText, words: int, state: _Sweep) -> bool:
    """Whether the same paragraph stood at the top of the page: a lead or standfirst that was scraped twice."""
    if words < _BODY_WORDS or not ends_sentence(block.text):
        return False
    is_repeated = any(block.text.casefold() == lead.text.casefold() for lead in state.kept[:_LEAD_BLOCKS])
    if is_repeated:
        state.drop("repeated", block)
    return is_repeated
