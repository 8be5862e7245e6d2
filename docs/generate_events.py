"""Writes docs/events/*.md from the lexicon: each event type with its modes, frames, examples and non-examples.

usage: python docs/generate_events.py
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from detente.lexicon import Lexicon
from detente.lexicon.frames import load_frames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.lexicon.frames import Frame, FrameTable

HERE = Path(__file__).parent / "events"
MADE = "<!-- Made by docs/generate_events.py (`make docs`) from src/detente/lexicon. -->"


def pages() -> Iterator[tuple[str, str]]:
    """Yield file names and texts: one page for each event type and an index."""
    lexicon = Lexicon.load()
    frames = lexicon.get(load_frames)
    types = lexicon.toml("events.toml")["type"]
    index = ["# Event types", "", MADE, "", "| type | score | quad | frames | what it is |", "|---|---:|---|---:|---|"]
    for each in types:
        name = each["name"]
        own = [frame for frame in frames.frames if frame.type == name]
        index.append(f"| [{name}]({name.lower()}.md) | {each['score']} | {each['quad']} | {len(own)} | {each['definition']} |")
        yield f"{name.lower()}.md", "\n".join(_page(each, own, frames)) + "\n"
    yield "README.md", "\n".join(index) + "\n"


def _page(entry: dict[str, object], own: list[Frame], frames: FrameTable) -> Iterator[str]:
    yield from (f"# {entry['name']}", "", MADE, "", str(entry["definition"]), "")
    yield f"Example: {entry['example']} ({entry['codes']})"
    yield from ("", f"Not: {entry['non_example']} {entry['non_example_reason']}", "")
    modes = entry.get("mode")
    if isinstance(modes, list):
        yield from ("## Modes", "")
        yield from (f"- **{mode['name']}** ({mode.get('score', 'no score')}): {mode['definition']}" for mode in modes)
        yield ""
    yield from ("## Frames", "", "| words | source | target | mode | example |", "|---|---|---|---|---|")
    yield from (_row(frame) for frame in sorted(own, key=lambda frame: (frame.word, frame.id)))
    looks = [each for each in frames.non_examples if each.type == entry["name"]]
    if looks:
        yield from ("", "## What only looks like it", "")
        yield from (f"- {each.text} ({each.why})" for each in looks)


def _row(frame: Frame) -> str:
    codes = f" ({frame.codes})" if frame.codes else ""
    cells = [_words(frame), ", ".join(frame.source), ", ".join(frame.target), frame.mode or "", f"{frame.example}{codes}"]
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _words(frame: Frame) -> str:
    """Return a frame's word and what narrows it."""
    parts = [f"**{frame.word}** ({frame.kind})"]
    narrow = [("object", frame.object), ("with", frame.prep), ("of it", frame.prep_object), ("subject", frame.subject)]
    parts += [f"{name}: {', '.join(sorted(words))}" for name, words in narrow if words]
    return "; ".join(parts)


def main() -> None:
    """Write the pages."""
    HERE.mkdir(exist_ok=True)
    for name, text in pages():
        (HERE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
