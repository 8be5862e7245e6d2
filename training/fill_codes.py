"""Fills in what the system makes of each frame's example: `codes = "POL GOV > SANCTION > RUS GOV"` in the tables of frames.

usage: python training/fill_codes.py TYPE [TYPE ...] [--again]

A frame that has `codes` keeps them unless `--again` is given: a person has read them, and the tests hold the system to them. What is
printed (examples where the source or the target is missing) is to be read: a wrong code means a wrong slot or a poor example.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import tomllib
from pathlib import Path

from detente.coding.actors import find_actors
from detente.coding.clauses import find_clauses
from detente.coding.coreference import resolve
from detente.coding.frames import propose_by_frames
from detente.coding.parse import load_parser
from detente.coding.phrases import index_mentions
from detente.lexicon import Lexicon
from detente.records import Article, digest

FRAMES = Path(__file__).resolve().parent.parent / "src/detente/lexicon/en/frames"
DAY = dt.date(2023, 6, 1)


def main() -> None:
    """Fill the tables of the types given."""
    options = _options()
    lexicon = Lexicon.load()
    parse = load_parser(lexicon)
    for event_type in options.types:
        path = FRAMES / f"{event_type.lower()}.toml"
        blocks = re.split(r"\n(?=\[\[)", path.read_text(encoding="utf-8"))
        filled = [_filled(block, event_type.upper(), parse, lexicon, again=options.again) for block in blocks]
        path.write_text("\n".join(block.rstrip("\n") + "\n" for block in filled), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("types", nargs="+")
    parser.add_argument("--again", action="store_true")
    return parser.parse_args()


def _filled(block, event_type, parse, lexicon, *, again):
    entry = tomllib.loads(block).get("frame", [{}])[0]
    if "example" not in entry or ("codes" in entry and not again):
        return block
    codes = code_example(entry["example"], entry.get("type", event_type), parse, lexicon)
    if codes is None or codes.startswith(">") or codes.endswith(">"):
        print(f"{entry['example']}  {codes}")
    block = re.sub(r"^codes = .*\n?", "", block, flags=re.MULTILINE).rstrip("\n")
    return f"{block}\ncodes = {json.dumps(codes)}\n" if codes else f"{block}\n"


def code_example(text, event_type, parse, lexicon):
    """Return "source codes > TYPE > target codes" of the first act of a type that the frames find in a sentence, None without one."""
    doc = parse(text)
    clauses = find_clauses(doc, lexicon)
    page = Article("example", "example", None, None, (), DAY, "given", None, "en", None, text, digest(text))
    at = index_mentions(doc, resolve(doc, find_actors(page, doc, clauses, lexicon), clauses, lexicon)).at
    for proposal in propose_by_frames(doc, clauses, lexicon, lambda token: bool(at(token))):
        if proposal.type == event_type:
            sides = [
                ", ".join(dict.fromkeys(actor.code for head in heads for actor in at(head))) for heads in (proposal.source, proposal.target)
            ]
            return f"{sides[0]} > {event_type} > {sides[1]}".strip()
    return None


if __name__ == "__main__":
    main()
