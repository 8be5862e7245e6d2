"""What the training scripts make of treebanks and sentences, without the training itself."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

import pytest

from detente.coding.forms import Tagged, cut_ending, find_features, find_lemma, load_forms, may_end
from detente.coding.pieces import MOST_PIECES, cut_words, find_shape, join_pieces

ROOT = Path(__file__).parent.parent
TREES = """# newdoc id = letters-1
# newpar id = letters-1-p1
# text = The envoy signed it.
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_
2\tenvoy\tenvoy\tNOUN\tNN\tNumber=Sing\t3\tnsubj\t_\t_
3\tsigned\tsign\tVERB\tVBD\tTense=Past\t0\troot\t_\t_
4\tit\tit\tPRON\tPRP\t_\t3\tobj\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# text = Nobody didn't.
1\tNobody\tnobody\tPRON\tNN\t_\t2\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tdid\tdo\tAUX\tVBD\t_\t0\troot\t_\t_
2.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t2:x\t_
3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""


@pytest.fixture(autouse=True)
def scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "training"))


@pytest.fixture
def documents(tmp_path: Path) -> list:
    path = tmp_path / "trees.conllu"
    path.write_text(TREES, encoding="utf-8")
    return importlib.import_module("treebank").read_treebank(path)


def test_a_treebank_is_read_with_contractions_and_without_empty_nodes(documents) -> None:
    assert [document.name for document in documents] == ["letters-1"]
    assert documents[0].genre == "letters"
    first, second = documents[0].sentences
    assert (first.opens_paragraph, second.opens_paragraph) == (True, False)
    assert [word.form for word in second.words] == ["Nobody", "did", "n't", "."]
    assert [word.is_followed_by_space for word in second.words] == [True, False, False, True]


def test_a_headline_drops_articles_and_stop_and_keeps_its_tree(documents) -> None:
    headlines = importlib.import_module("headlines")
    words = documents[0].sentences[0].words
    assert headlines.may_be_headline(words)
    made = headlines.make_headline(words, {"sign": "signs"}, is_titled=True)
    assert [(word.form, word.head, word.label) for word in made] == [("Envoy", 2, "nsubj"), ("Signs", 0, "root"), ("It", 2, "obj")]
    assert not headlines.may_be_headline(documents[0].sentences[1].words)


def test_forms_learn_endings_and_exceptions(tmp_path: Path) -> None:
    learn = importlib.import_module("learn_forms")
    regular = {f"{stem}ed": stem for stem in ("accept", "demand", "reject", "attack", "protest")}
    endings = learn.learn_endings({**regular, "went": "go"})
    assert cut_ending("bombarded", endings) == "bombard"
    assert "went" not in endings


def test_forms_prefer_lemmas_that_are_words(tmp_path: Path) -> None:
    tables = {
        "contexts": {"'s|AUX VBZ|aux|VBN": "have"}, "exceptions": {"AUX VBZ": {"'s": "be"}}, "endings": {"VERB VBD": {"ed": [2, ""]}}, "cased": ["PROPN NNP"],
        "edits": {"VERB VBD": [["ed", ""], ["d", ""]]}, "seen": [], "features": {"VERB VBD": "Tense=Past"}, "by_context": [], "marking": [], "finals": {"VBZ": "s"},
    }
    path = tmp_path / "forms.json"
    path.write_text(json.dumps(tables), encoding="utf-8")
    forms = load_forms(path)
    known = {"provoke", "shell"}.__contains__
    assert find_lemma(Tagged("Provoked", "VERB", "VBD", "root", "", ()), forms, known) == "provoke"
    assert find_lemma(Tagged("shelled", "VERB", "VBD", "root", "", ()), forms, known) == "shell"
    assert find_lemma(Tagged("'s", "AUX", "VBZ", "aux", "VBN", ()), forms, known) == "have"
    assert find_lemma(Tagged("'s", "AUX", "VBZ", "cop", "JJ", ()), forms, known) == "be"
    assert find_lemma(Tagged("Kampala", "PROPN", "NNP", "root", "", ()), forms, known) == "Kampala"
    assert may_end("Vetoes", "VBZ", forms)
    assert not may_end("vetoed", "VBZ", forms)
    assert may_end("vetoed", "VBD", forms)
    assert find_features(Tagged("shelled", "VERB", "VBD", "root", "", ()), forms) == "Tense=Past"


def test_corrections_of_sentences_must_all_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mend = importlib.import_module("mend_sentences")
    row = {"s": "A court fined the firm.", "r": [{"source": "court", "target": "firm", "trigger": "fined", "type": "COERCE", "mode": None, "status": "happened"}]}
    (tmp_path / "courts.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    table = tmp_path / "mended.csv"
    table.write_text("file,line,trigger,type,mode,status,reason\ncourts,0,fined,SANCTION,convict,happened,a fine\n", encoding="utf-8")
    monkeypatch.setattr(mend, "TABLE", table)
    monkeypatch.setattr(sys, "argv", ["mend", str(tmp_path), "--out", str(tmp_path / "out")])
    mend.main()
    event = json.loads((tmp_path / "out" / "courts.jsonl").read_text(encoding="utf-8"))["r"][0]
    assert (event["type"], event["mode"]) == ("SANCTION", "convict")
    table.write_text(table.read_text(encoding="utf-8") + "courts,7,freed,RETREAT,release,happened,no such line\n", encoding="utf-8")
    with pytest.raises(ValueError, match="courts"):
        mend.main()


def test_written_sentences_hold_their_phrases() -> None:
    paths = sorted((ROOT / "training" / "sentences").glob("*.jsonl"))
    assert paths
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            phrases = [event[end] for event in row["r"] for end in ("source", "target", "trigger") if event[end]]
            phrases += [pair[end] for pair in row.get("none", []) for end in ("source", "target")]
            assert all(phrase in row["s"] for phrase in phrases), (path.name, row["s"])


class LetterTokenizer:
    """One piece a letter, and nothing for marks that it does not know."""

    def token_to_id(self, name: str) -> int:
        return {"[CLS]": 1, "[SEP]": 2, "[UNK]": 3}[name]

    def encode(self, words: list[str], *, is_pretokenized: bool, add_special_tokens: bool) -> object:
        assert is_pretokenized
        assert not add_special_tokens
        pairs = [(ord(letter), place) for place, word in enumerate(words) for letter in word if letter.isalpha()]
        return type("Coded", (), {"ids": [piece for piece, _ in pairs], "word_ids": [place for _, place in pairs]})


def test_pieces_are_capped_and_paragraphs_marked() -> None:
    tokenizer = LetterTokenizer()
    cut = cut_words(["ab", "\x00", "x" * 90], tokenizer)
    assert cut == [[97, 98], [3], [120] * MOST_PIECES]
    pieces = join_pieces(cut[:2], [8, 2], [True, True], tokenizer)
    assert pieces.ids.tolist() == [1, 97, 98, 2, 3, 2]
    assert pieces.shapes.tolist() == [0, 8, 8, 0, 2, 0]
    assert pieces.first.tolist() == [1, 4]


def test_shapes_tell_case_digits_and_space() -> None:
    words = ["talks", "Talks", "TALKS", "T", "McKay", "2026", "G7", "--", "会谈"]
    shapes = {find_shape(word, is_after_space=spaced) for word in words for spaced in (True, False)}
    assert len(shapes) == 2 * len(words)
