"""Predicts attributions (source, cue, content) for texts, in the form that a scorer of attributions reads.

    python bench/attributions.py IN.jsonl[.gz] > PRED.jsonl

Rows in: {"id", "text"}; rows out: {"id", "attributions": [{"source": [[s, e]], "cue": [[s, e]], "content": [[s, e], ...]}]}.
The corpora that are measured with it also mark what detente codes as an event or not at all: praise, demands, promises and accusations
with a noun or an infinitive as their content. The "wide" profile of speech.toml adds these; ``--profile records`` leaves them out.
A quotation that goes on behind its cue is one attribution there, and a second statement in detente's records. What stands inside another
attribution is marked there only seldom, so the wide profile leaves it out, also where the records keep it ("according to X, Y said ...").
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.coding.clauses import find_clauses
from detente.coding.parse import load_parser
from detente.coding.statements.reading import read
from detente.coding.statements.shapes import Profile, Utterance
from detente.coding.statements.utterances import find_utterances
from detente.lexicon import Lexicon
from detente.lexicon.speech import load_speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc


def find_attributions(doc: Doc, lexicon: Lexicon, profile: Profile) -> list[dict[str, Any]]:
    """Return the attributions of a parsed text, quotations that go on joined to what they go on with."""
    reading = read(doc, find_clauses(doc, lexicon), lexicon.get(load_speech), profile)
    joined: list[Utterance] = []
    for utterance in find_utterances(reading):
        place = next((number for number, each in enumerate(joined) if each.start == utterance.continues), None)
        if utterance.continues is not None and place is not None:
            joined[place] = replace(joined[place], pieces=joined[place].pieces + utterance.pieces)
            continue
        joined.append(utterance)
    return [_row(utterance) for utterance in joined]


def _row(utterance: Utterance) -> dict[str, Any]:
    source = [list(speaker.pronoun or speaker.extent) for speaker in utterance.speakers]
    cue = [list(utterance.cue)] if utterance.cue else []
    return {"source": source, "cue": cue, "content": [list(piece) for piece in utterance.pieces]}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode("utf-8")
    yield from (json.loads(line) for line in text.split("\n") if line.strip())


def main() -> None:
    """Read the file named on the command line and write predictions to standard output."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("path", type=Path)
    arguments.add_argument("--profile", type=Profile, choices=list(Profile), default=Profile.WIDE)
    given = arguments.parse_args()
    lexicon = Lexicon.load("en")
    parse = load_parser(lexicon)
    for row in _rows(given.path):
        attributions = find_attributions(parse(row["text"]), lexicon, given.profile)
        sys.stdout.write(json.dumps({"id": row["id"], "attributions": attributions}) + "\n")


if __name__ == "__main__":
    main()
