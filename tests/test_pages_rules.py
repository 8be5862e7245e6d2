"""The furniture table: every rule passes its own examples, keeps real sentences, and takes linear time."""

import re
import time
import tomllib
from re import _constants as codes
from re import _parser

import pytest

from detente.errors import LexiconError
from detente.lexicon import Lexicon
from detente.lexicon.pages import REACH, Form, Where, load_page_rules

LEXICON = Lexicon.load("en")
RULES = LEXICON.get(load_page_rules)
ALL_RULES = [rule for group in RULES.rules.values() for rule in group]
EVERYWHERE = tuple(Where)

# Written for this test: sentences that look like furniture at first sight.
REAL_SENTENCES = [
    "See also what happened in Geneva, the envoy said.",
    "By Monday evening the two sides had signed.",
    "Home to 40,000 people, the town was shelled again on Friday.",
    "Photo opportunities were cancelled after the row, the ministry said.",
    "Comments by the president angered Beijing.",
    "Follow-up talks will be held on May 3, 2023.",
    "Share prices in Moscow fell by 4 percent.",
    "Related charges were dropped on Tuesday.",
    "Editors of three papers were arrested in Minsk.",
    "Sources: the two armies had agreed to withdraw, officials said.",
    "Copyright infringement cases strained ties with Washington.",
    "Sign up or be punished, the governor told recruits.",
    "Read more widely, the letter was a threat.",
    "Tags on the shells showed that they had come from Iran.",
    "On December 30, 2022, the leaders spoke by video.",
    "Cookies and tea were served before the talks.",
    "Facebook, Twitter and Telegram were blocked during the protests.",
    "“Join us on the road to peace,” Xi told him.",
    "The AP/Ipsos poll was published on Friday.",
    "More from the talks is expected on Monday, Reuters reported.",
]


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.DATELINE])
def test_real_sentences_are_left_alone(form):
    taken = [sentence for sentence in REAL_SENTENCES if RULES.find(form, sentence, EVERYWHERE) is not None]
    assert taken == []


def test_the_filter_lets_pass_whatever_a_rule_matches():
    for rule in ALL_RULES:
        for example in rule.examples:
            found = RULES.find(rule.form, example, EVERYWHERE)
            assert found is not None, (rule.kind, example)


def _has_nested_repeats(parsed, *, inside=False):
    for code, argument in parsed:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            _, most, body = argument
            is_open = most == codes.MAXREPEAT
            if (inside and is_open) or _has_nested_repeats(body, inside=is_open or inside):
                return True
        elif (code is codes.SUBPATTERN and _has_nested_repeats(argument[-1], inside=inside)) or (
            code is codes.BRANCH and any(_has_nested_repeats(branch, inside=inside) for branch in argument[1])
        ):
            return True
    return False


def test_the_check_for_nested_repetition_finds_one():
    assert _has_nested_repeats(_parser.parse("(?:a+b?)+c"))
    assert not _has_nested_repeats(_parser.parse("(?:a{1,9} ?)+c"))


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: f"{rule.kind}-{rule.form}")
def test_no_unbounded_repetition_stands_inside_another(rule):
    assert not _has_nested_repeats(_parser.parse(rule.pattern.pattern))


HOSTILE = [
    "a" * 600,
    "A" * 600,
    "Aa " * 200,
    "A | " * 150,
    "Facebook " * 66,
    "FacebookTwitter" * 40,
    "(" * 600,
    "By " * 200,
    "2022-12-30 " * 54,
]
HOSTILE += [
    "X/" * 300,
    ". Reuters" * 60,
    "([A" * 200,
    "A, " * 200,
    "Photo by A " * 54,
    " » a" * 150,
    "Aa.'’-" * 100,
    "sign up " * 75,
    "- A (" * 120,
]


def test_every_rule_ends_quickly_on_hostile_lines():
    started = time.perf_counter()
    for line in HOSTILE:
        for rule in ALL_RULES:
            before = time.perf_counter()
            rule.match(line[: REACH[rule.form]] + "!")
            assert time.perf_counter() - before < 0.1, (rule.kind, rule.pattern.pattern, line[:30])
    assert time.perf_counter() - started < 5


def _load(tmp_path, old, new):
    folder = tmp_path / "en"
    folder.mkdir()
    text = LEXICON.path("pages.toml").read_text(encoding="utf-8")
    assert old in text
    (folder / "times.toml").write_text(LEXICON.path("times.toml").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "pages.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return load_page_rules(Lexicon.load("en", tmp_path))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('examples = ["WhatsApp"]', "examples = []", "has no example"),
        ('examples = ["WhatsApp"]', 'examples = ["A whole sentence."]', "does not match its own example"),
        ('examples = ["WhatsApp"]', 'examples = ["WhatsApp"]\nkeep = ["Telegram"]', "must keep"),
        ('pattern = "<<share>>"', 'pattern = "<<shares>>"', "knows no <<shares>>"),
        ('pattern = "<<share>>"', 'pattern = "(<<share>>"', "wrong or incomplete"),
        ('form = "section"', 'form = "chapter"', "wrong or incomplete"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path, old, new, message):
    with pytest.raises(LexiconError, match=re.escape(message)) as caught:
        _load(tmp_path, old, new)
    assert "pages.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_table_is_valid_toml_with_a_kind_for_every_rule():
    table = tomllib.loads(LEXICON.path("pages.toml").read_text(encoding="utf-8"))
    assert all({"kind", "form", "pattern", "examples"} <= entry.keys() for entry in table["rule"])
