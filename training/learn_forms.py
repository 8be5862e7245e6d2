"""Learn the tables of lemmas and features from a treebank.

Usage: python training/learn_forms.py TRAIN.conllu.gz DEV.conllu.gz --out forms.json [--gum]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from treebank import Document, Sentence, Word, read_treebank

from detente.coding.forms import LONGEST_ENDING, Tagged, context_of, cut_ending, find_features, find_lemma, load_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MARKING = ("aux", "aux:pass", "nsubj:pass", "nsubj:outer")
CONTEXT_TAGS = ("VERB VBN", "ADJ VBN", "VERB VBD")
CASED = ("PROPN NNP", "PROPN NNPS", "PROPN ADD", "X ADD", "PROPN GW", "SYM NN", "NUM NNP", "NOUN FW", "X FW", "PROPN FW")
FEWEST_TYPES = 3
"""Different words that must share an ending before it becomes a rule."""
FEWEST_EDITS, FEWEST_FORMS = 5, 40
MOST_FINALS, FEWEST_TAGGED, COVERED = 3, 300, 0.995
"""A tag of at least so many words has its letters listed where so few end that share of its words."""
AMBIGUOUS = 0.98
"""A form whose commonest lemma is rarer than this gets rules by context."""

Pair = tuple[Tagged, Word]


def tagged_words(documents: Iterable[Document]) -> Iterator[Pair]:
    """Yield each word as a parser would hand it over, with the treebank's answers."""
    for document in documents:
        for sentence in document.sentences:
            yield from _tagged(sentence)


def _tagged(sentence: Sentence) -> Iterator[Pair]:
    dependents: dict[int, list[str]] = defaultdict(list)
    for word in sentence.words:
        dependents[word.head].append(word.label)
    for place, word in enumerate(sentence.words, 1):
        head = sentence.words[word.head - 1].xpos if word.head else ""
        yield Tagged(word.form, word.upos, word.xpos, word.label, head, dependents[place]), word


def best(counts: Counter[str]) -> str:
    """Return the commonest entry; of equals the first in the alphabet."""
    return min(counts, key=lambda each: (-counts[each], each))


def edit_of(form: str, lemma: str) -> tuple[int, str]:
    """Return how many characters to cut from the form's end and what to add to get the lemma."""
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    return len(form) - shared, lemma[shared:]


def learn_endings(lemmas: Mapping[str, str]) -> dict[str, tuple[int, str]]:
    """Return rules from endings to edits for the words (form -> lemma) of one tag; longer endings only where they differ."""
    votes: dict[str, Counter[tuple[int, str]]] = defaultdict(Counter)
    for form, lemma in lemmas.items():
        edit = edit_of(form, lemma)
        for size in range(min(LONGEST_ENDING, len(form) - 1) + 1):
            if edit[0] <= size + 1:
                votes[form[len(form) - size :]][edit] += 1
    endings: dict[str, tuple[int, str]] = {}
    for ending in sorted(votes, key=lambda each: (len(each), each)):
        counts = votes[ending]
        if sum(counts.values()) < FEWEST_TYPES and ending:
            continue
        edit = min(counts, key=lambda each: (-counts[each], each))
        shorter = next((endings[ending[cut:]] for cut in range(1, len(ending) + 1) if ending[cut:] in endings), None)
        if edit != shorter:
            endings[ending] = edit
    return endings


def learn_lemmas(pairs: list[Pair]) -> dict[str, object]:
    """Return the tables ``contexts``, ``exceptions``, ``endings`` and ``cased``."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    contexts: dict[tuple[str, str], dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for word, right in pairs:
        form = word.form if word.tag in CASED else word.form.lower()
        counts[word.tag, form][right.lemma] += 1
        contexts[word.tag, word.form.lower()][f"{word.form.lower()}|{word.tag}|{word.label}|{word.head_xpos}"][right.lemma] += 1
    by_tag: dict[str, dict[str, str]] = defaultdict(dict)
    for (tag, form), lemmas in counts.items():
        by_tag[tag][form] = best(lemmas)
    endings = {tag: learn_endings(lemmas) if len(lemmas) >= FEWEST_FORMS else {} for tag, lemmas in sorted(by_tag.items())}
    exceptions = {
        tag: {form: lemma for form, lemma in sorted(lemmas.items()) if cut_ending(form, endings[tag]) != lemma}
        for tag, lemmas in sorted(by_tag.items())
    }
    chosen = {}
    for key, lemmas in counts.items():
        if sum(lemmas.values()) >= 20 and max(lemmas.values()) < AMBIGUOUS * sum(lemmas.values()):
            common = best(lemmas)
            chosen.update({name: best(each) for name, each in contexts[key].items() if best(each).lower() != common.lower()})
    edits = {tag: common_edits(lemmas) for tag, lemmas in sorted(by_tag.items()) if tag not in CASED}
    seen = sorted({right.lemma for word, right in pairs if word.upos in ("NOUN", "VERB", "ADJ") and right.lemma.isalpha()})
    found = {"exceptions": exceptions, "endings": endings, "edits": edits, "seen": seen, "cased": sorted(CASED)}
    return {"contexts": dict(sorted(chosen.items())), **found}


def common_edits(lemmas: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the edits that at least FEWEST_EDITS words of a tag share, commonest first."""
    counts = Counter((form[len(form) - edit_of(form, lemma)[0] :], edit_of(form, lemma)[1]) for form, lemma in lemmas.items())
    return sorted((edit for edit, count in counts.items() if count >= FEWEST_EDITS and edit[0]), key=lambda edit: (-counts[edit], edit))


def learn_features(pairs: list[Pair]) -> dict[str, object]:
    """Return the tables ``features``, ``by_context`` and ``marking``."""
    by_tag: dict[str, Counter[str]] = defaultdict(Counter)
    by_key: dict[str, Counter[str]] = defaultdict(Counter)
    tag_of = {}
    for word, right in pairs:
        features = "" if right.features == "_" else right.features
        key = context_of(word, frozenset(MARKING)) if word.tag in CONTEXT_TAGS else word.form.lower()
        by_tag[word.tag][features] += 1
        by_key[f"{word.tag}|{key}"][features] += 1
        tag_of[f"{word.tag}|{key}"] = word.tag
    common = {tag: best(counts) for tag, counts in by_tag.items()}
    own = {key: best(counts) for key, counts in by_key.items() if best(counts) != common[tag_of[key]]}
    return {"features": dict(sorted({**common, **own}.items())), "by_context": sorted(CONTEXT_TAGS), "marking": sorted(MARKING)}


def learn_finals(pairs: list[Pair]) -> dict[str, object]:
    """Return the table ``finals``: tags of which a few letters end nearly all words."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for word, _ in pairs:
        if word.form[-1:].isalpha():
            counts[word.xpos][word.form[-1].lower()] += 1
    finals = {}
    for tag, letters in sorted(counts.items()):
        common = [letter for letter, count in letters.most_common(MOST_FINALS) if count > 1]
        total = sum(letters.values())
        if total >= FEWEST_TAGGED and sum(letters[letter] for letter in common) >= COVERED * total:
            finals[tag] = "".join(sorted(common))
    return {"finals": finals}


def main() -> None:
    """Read the command line, learn the tables and print their scores with the treebank's own tags and trees."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("train", type=Path)
    reader.add_argument("dev", type=Path)
    reader.add_argument("--out", type=Path, required=True)
    reader.add_argument("--gum", action="store_true")
    options = reader.parse_args()
    pairs = list(tagged_words(each for each in read_treebank(options.train) if options.gum or not each.is_gum))
    tables = {**learn_lemmas(pairs), **learn_features(pairs), **learn_finals(pairs)}
    options.out.write_text(json.dumps(tables, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n", encoding="utf-8")
    forms = load_forms(options.out)
    wrong: Counter[tuple[str, ...]] = Counter()
    total = lemmas = features = 0
    from learn_parser import load_tokenizer

    vocabulary = load_tokenizer().get_vocab()
    for word, right in tagged_words(read_treebank(options.dev)):
        total += 1
        lemma = find_lemma(word, forms, vocabulary.__contains__)
        lemmas += lemma == right.lemma
        found = find_features(word, forms) or "_"
        features += found == right.features
        if lemma != right.lemma:
            wrong[word.form, word.tag, lemma, right.lemma] += 1
    print(f"lemmas {100 * lemmas / total:.2f} features {100 * features / total:.2f} of {total} words; {options.out.stat().st_size} bytes")
    print(wrong.most_common(40))


if __name__ == "__main__":
    main()
