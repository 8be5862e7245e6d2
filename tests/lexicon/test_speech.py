"""speech.toml: read, joined, checked."""

import pytest

from detente.errors import LexiconError
from detente.lexicon import Lexicon
from detente.lexicon.speech import load_speech


class Altered:
    """A lexicon whose speech.toml was changed by the test."""

    def __init__(self, change):
        self.change = change

    def toml(self, name):
        table = Lexicon.load("en").toml(name)
        self.change(table)
        return table


def test_entries_of_one_lemma_are_joined():
    call = load_speech(Lexicon.load("en")).verbs["condemn"]
    assert {"clause", "naming+quoted"} <= call.ways
    assert call.stance("naming+quoted") == "described"
    assert call.stance("clause") == "criticised"


def test_wide_ways_count_only_in_the_wide_profile():
    urge = load_speech(Lexicon.load("en")).verbs["urge"]
    assert urge.allows("infinitive", is_wide=True)
    assert not urge.allows("infinitive", is_wide=False)


def test_unknown_way_is_named():
    def change(table):
        table["verb"][0]["ways"].append("by heart")

    with pytest.raises(LexiconError, match="by heart"):
        load_speech(Altered(change))


def test_missing_table_is_named():
    with pytest.raises(LexiconError, match="translation"):
        load_speech(Altered(lambda table: table.pop("translation")))
