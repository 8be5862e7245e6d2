"""Who acts and who is acted on in news sentences of our own: found at F1 0.93 or better with the shipped parser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from detente.coding.clauses import Clauses, find_clauses
from detente.coding.parse import load_parser
from detente.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

SENTENCES = Path(__file__).with_name("news_parses.txt")
FLOOR = 0.93
NOUN = "n:"


def marked() -> Iterator[tuple[str, list[tuple[str, frozenset[str], frozenset[str]]]]]:
    """Yield each sentence with its marked predicates."""
    sentence, marks = "", []
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith(" "):
            word, _, rest = line.strip().removeprefix(NOUN).partition(":")
            word = NOUN + word if line.strip().startswith(NOUN) else word
            agents, _, patients = rest.partition(">")
            marks.append((word, frozenset(agents.split()), frozenset(patients.split())))
            continue
        if sentence:
            yield sentence, marks
        sentence, marks = line, []
    yield sentence, marks


def score() -> tuple[float, list[str]]:
    """Return F1 over all (predicate, role, head) triples, and what went wrong."""
    lexicon = Lexicon.load()
    parse = load_parser(lexicon)
    counts: Counter[str] = Counter()
    wrong = []
    for sentence, marks in marked():
        doc = parse(sentence)
        clauses = find_clauses(doc, lexicon)
        for word, *wanted in marks:
            given = nominal(doc, clauses, word.removeprefix(NOUN)) if word.startswith(NOUN) else verbal(doc, clauses, word)
            for want, have in zip(wanted, given, strict=True):
                named = [names(doc, clauses, head) for head in have]
                counts.update(hit=sum(any(each in name for name in named) for each in want), wanted=len(want), given=len(have))
                if len(want) != len(have) or not all(any(each in name for name in named) for each in want):
                    wrong.append(f"{sentence}\n    {word}: wanted {sorted(want)} got {[doc[head].text for head in have]}")
    return 2 * counts["hit"] / (counts["wanted"] + counts["given"]), wrong


def verbal(doc: Doc, clauses: Clauses, word: str) -> tuple[Sequence[int], Sequence[int]]:
    """Return the heads of who acts and who is acted on in the clause of a predicate."""
    clause = next((each for each in clauses.clauses if doc[each.head].text == word), None)
    return (clause.agents, (*clause.patients, *clause.indirect)) if clause else ((), ())


def nominal(doc: Doc, clauses: Clauses, word: str) -> tuple[Sequence[int], Sequence[int]]:
    """Return the same for a noun that tells of an act: its owner or "by" phrase, and its other complements."""
    phrase = next((each for each in clauses.phrases if doc[each.head].text == word), None)
    if phrase is None:
        return (), ()
    owner = (phrase.possessor,) if phrase.possessor is not None else ()
    by = tuple(token for preposition, token in phrase.preps if preposition == "by")
    return (*owner, *by), tuple(token for preposition, token in phrase.preps if preposition in {"of", "on", "against", "to", "for"})


def names(doc: Doc, clauses: Clauses, head: int) -> set[str]:
    """Return the head word; for a name of several words all of them, since parsers differ in which they call its head."""
    phrase = clauses.phrase(head)
    if phrase is None or doc[head].pos_ != "PROPN":
        return {doc[head].text}
    return {doc[head].text, *(token.text for token in doc[phrase.start : phrase.end] if token.pos_ == "PROPN" and abs(token.i - head) == 1)}


def test_subjects_and_objects_of_news_sentences():
    f1, wrong = score()
    assert f1 >= FLOOR, f"F1 {f1:.3f}, {len(wrong)} predicates wrong:\n" + "\n".join(wrong)


