"""Draws frames out of the sentences written for this project: which word carries which event, and where its actors stand.

usage: python training/frames.py SENTENCES_DIR OUT_DIR [--least 1] [--purity 0.6]

Each marked event of each sentence gives a pattern: the trigger's lemma and particle, the object inside the trigger, the preposition that
leads to the target, an infinitive below it, and the places of source and target. Patterns are counted over all sentences, and a pattern is
kept where at least ``--purity`` of the places that it matches are marked with its type. The shortest sentence becomes its example. People
edit the result; the script is run again only to add frames for new sentences, and never touches a frame that is already there.
"""

from __future__ import annotations

import argparse
import collections
import json
import re
from pathlib import Path

from detente.coding.clauses import find_clauses
from detente.coding.parse import load_parser
from detente.lexicon import Lexicon
from detente.lexicon.frames import load_frames

PLACES = ("poss", "modifier")


def main() -> None:
    """Read the sentences, count patterns, write the frames that are kept."""
    options = _options()
    lexicon = Lexicon.load()
    parse = load_parser(lexicon)
    patterns = collections.defaultdict(list)
    seen = collections.Counter()
    for path in sorted(Path(options.sentences).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            doc = parse(row["s"])
            clauses = find_clauses(doc, lexicon)
            for word in {(kind, word) for kind, word, _ in _words(doc, clauses)}:
                seen[word] += 1
            for event in row["r"]:
                pattern = _pattern(doc, clauses, row["s"], event)
                if pattern:
                    patterns[pattern].append((row["s"], event))
    _write(Path(options.out), patterns, seen, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences")
    parser.add_argument("out")
    parser.add_argument("--least", type=int, default=1)
    parser.add_argument("--purity", type=float, default=0.6)
    return parser.parse_args()


def _words(doc, clauses):
    for clause in clauses.clauses:
        yield "verb", _verb(clause), clause
    for phrase in clauses.phrases:
        yield "noun", doc[phrase.head].lemma_.lower(), phrase


def _verb(clause) -> str:
    return f"{clause.lemma} {clause.particle}" if clause.particle else clause.lemma


def _head(doc, clauses, start, end):
    """Return the trigger's head: its first clause predicate, else its last noun."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    for token in span:
        if clauses.clause(token.i) is not None and token.pos_ in {"VERB", "AUX", "ADJ"}:
            return token.i
    nouns = [token.i for token in span if clauses.phrase(token.i) is not None and token.pos_ == "NOUN"]
    return nouns[0] if nouns else None


def _find(text, words):
    match = re.search(r"(?<!\w)" + re.escape(words) + r"(?!\w)", text)
    return (match.start(), match.end()) if match else (None, None)


def _actor(doc, text, words):
    """Return the tokens of an actor's words."""
    if not words:
        return frozenset()
    start, end = _find(text, words)
    span = doc.char_span(start, end, alignment_mode="expand") if start is not None else None
    return frozenset(token.i for token in span) if span is not None else frozenset()


def _place_in_clause(clauses, clause, actor):
    """Return the name of the place in which an actor stands, "" where it stands in none."""
    places = [("agent", clause.agents), ("patient", clause.patients), ("recipient", clause.indirect)]
    places += [(word, (token,)) for word, token in clause.obliques]
    for name, heads in places:
        if actor & set(heads):
            return name
    for head in clause.patients:
        inside = _place_in_phrase(clauses.phrase(head), actor)
        if inside:
            return f"object.{inside}"
    for name, heads in places:
        for head in heads:
            if _place_in_phrase(clauses.phrase(head), actor):
                return name
    return ""


def _place_in_phrase(phrase, actor):
    if phrase is None:
        return ""
    if phrase.possessor in actor:
        return "poss"
    if actor & set(phrase.modifiers):
        return "modifier"
    return next((word for word, token in phrase.preps if token in actor), "")


def _pattern(doc, clauses, text, event):
    start, end = _find(text, event["trigger"])
    head = _head(doc, clauses, start, end) if start is not None else None
    if head is None:
        return None
    source, target = (_actor(doc, text, event[key]) for key in ("source", "target"))
    clause = clauses.clause(head)
    if clause is None:
        phrase = clauses.phrase(head)
        places = _place_in_phrase(phrase, source), _place_in_phrase(phrase, target)
        return ("noun", doc[head].lemma_.lower(), "", "", "", *places) if any(places) else None
    if doc[head].pos_ not in {"VERB", "ADJ"} or clause.negated:
        return None
    places = _place_in_clause(clauses, clause, source), _place_in_clause(clauses, clause, target)
    inside = {token.i for token in doc.char_span(start, end, alignment_mode="expand")} - source - target
    below = sorted(doc[token].lemma_.lower() for token in clause.patients if token in inside and doc[token].pos_ == "NOUN")
    pairs = [(word, doc[token].lemma_.lower()) for word, token in clause.obliques if token in inside and word and doc[token].pos_ == "NOUN"]
    prep = "|".join(pairs[0]) if pairs and pairs[0][1].isalpha() else ""
    infinitive = any(token in inside for token in clause.complements)
    word = ("adjective" if doc[head].pos_ == "ADJ" else "verb", _verb(clause))
    return (*word, below[0] if below else "", prep, "infinitive" if infinitive else "", *places) if any(places) else None


def _write(out, patterns, seen, options):
    by_key = collections.defaultdict(list)
    for pattern, cases in patterns.items():
        by_key[pattern[:5]] += [(pattern[5:], *case) for case in cases]
    known = _known(Lexicon.load())
    kept = collections.defaultdict(list)
    for key, cases in sorted(by_key.items()):
        types = collections.Counter(event["type"] for _, _, event in cases)
        best, count = types.most_common(1)[0]
        base = len(cases) if any(key[2:]) else max(len(cases), seen[key[:2]])
        is_word = all(part.replace("|", "").replace(" ", "").replace("-", "").isalpha() or not part for part in key[1:4])
        if is_word and count >= options.least and count / base >= options.purity and not _is_known(key, known):
            kept[best].append((key, [case for case in cases if case[2]["type"] == best]))
    out.mkdir(parents=True, exist_ok=True)
    for event_type, frames in kept.items():
        (out / f"{event_type.lower()}.toml").write_text("\n".join(_toml(key, cases) for key, cases in frames), encoding="utf-8")
    print({event_type: len(frames) for event_type, frames in sorted(kept.items())}, sum(map(len, kept.values())))


def _known(lexicon):
    """Return what the lexicon's frames already hold: words without a constraint, and words with each of their objects."""
    known = set()
    for frame in lexicon.get(load_frames).frames:
        narrow = frame.object or {""}
        known |= {(frame.kind, frame.word, object_) for object_ in narrow}
    return known


def _is_known(key, known):
    return (key[0], key[1], key[2]) in known or (not any(key[2:]) and any(each[:2] == key[:2] for each in known))


def _toml(key, cases):
    kind, word, object_, prep, complement = key
    sources = [name for name, _ in collections.Counter(places[0] for places, _, _ in cases if places[0]).most_common()]
    targets = [name for name, _ in collections.Counter(places[1] for places, _, _ in cases if places[1]).most_common()]
    modes = collections.Counter(event["mode"] for _, _, event in cases if event.get("mode"))
    example = min((text for _, text, _ in cases), key=len)
    rows = [("[[frame]]", None), (kind, word)]
    rows += [("object", object_)] if object_ else []
    rows += [("prep", prep.partition("|")[0]), ("prep_object", prep.partition("|")[2])] if prep else []
    rows += [("complement", complement)] if complement else []
    rows += [("mode", modes.most_common(1)[0][0])] if modes and modes.most_common(1)[0][1] * 2 > len(cases) else []
    rows += [("source", sources), ("target", targets), ("example", example)]
    told = [(name, value) for name, value in rows if value != []]
    return "\n".join(name if value is None else f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in told) + "\n"


if __name__ == "__main__":
    main()
