"""Pronouns, surnames and descriptions mean whom a reader would take them to mean, or nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.actors import find_actors
from detente.coding.clauses import find_clauses
from detente.coding.coreference import resolve
from detente.coding.parse import load_parser
from detente.errors import LexiconError
from detente.lexicon import Lexicon
from detente.lexicon.coreference import load_coreference
from detente.lexicon.roles import load_roles
from detente.records import Article, Mention, digest

Coder = Callable[[str], tuple[Mention, ...]]
LEXICON = Lexicon.load()
PARSER: list = []


def code(text: str) -> tuple[Mention, ...]:
    if not PARSER:
        PARSER.append(load_parser(LEXICON))
    article = Article("a", "p", None, None, (), dt.date(2022, 12, 30), "given", None, "en", None, text, digest(text))
    doc = PARSER[0](text)
    clauses = find_clauses(doc, LEXICON)
    return resolve(doc, find_actors(article, doc, clauses, LEXICON), clauses, LEXICON)


def meant(text: str, words: str, nth: int = 0) -> set[str]:
    """Return the codes of the mentions with exactly these words, the nth time they stand in the text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {each.code for each in code(text) if each.span.start == start and each.span.text == words}


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("Vladimir Putin praised Xi Jinping. He spoke for an hour.", "He", {"RUS GOV"}),
        ("Emmanuel Macron met Giorgia Meloni. She had asked for the talks.", "She", {"ITA GOV"}),
        ("Norway warned Russia. It said the flights must stop.", "It", {"NOR GOV"}),
        ("Greek police stopped a boat. They searched it.", "They", {"GRC COP"}),
        ("Kenya sent its troops to Somalia.", "its", {"KEN GOV"}),
        ("Kenya sent its troops to Somalia.", "its troops", {"KEN MIL"}),
        ("Spanish officials met on Monday. Others stayed away.", "Others", {"ESP GOV"}),
    ],
)
def test_pronouns(text: str, words: str, codes: set[str]) -> None:
    assert meant(text, words) == codes


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("Xi Jinping flew to Riyadh. The Chinese leader met the king.", "The Chinese leader", {"CHN GOV"}),
        ("Hamas fired rockets. The group blamed Israel.", "The group", {"PSE REB"}),
        ("Poland closed the border. The country had warned of it.", "The country", {"POL"}),
        ("Peru and Chile signed the treaty. The two countries share a border.", "The two countries", {"CHL GOV", "PER GOV"}),
        ("Nigerian soldiers entered the town. The soldiers burned houses.", "The soldiers", {"NGA MIL"}),
        ("Pakistan's foreign ministry summoned him. The ministry gave no details.", "The ministry", {"PAK GOV"}),
        ("Narendra Modi met his cabinet. Modi then left.", "Modi", {"IND GOV"}),
        ("Tomas Berger, a Danish lawyer, spoke. Berger sighed.", "Berger", {"DNK CVL"}),
        ("The Danish army said in a statement it had lost a drone. The statement gave no date.", "The statement", {"DNK MIL"}),
    ],
)
def test_descriptions_and_surnames(text: str, words: str, codes: set[str]) -> None:
    start = text.index(words, 1) if text.startswith(words) is False and text.count(words) == 1 else text.rindex(words)
    assert {each.code for each in code(text) if each.span.start == start and each.span.text == words} == codes


def test_the_antecedent_is_a_span_of_the_text() -> None:
    text = "Emmanuel Macron arrived in Rabat. He met the king. The French president left on Friday."
    for mention in code(text):
        if mention.antecedent is not None:
            assert text[mention.antecedent.start : mention.antecedent.end] == mention.antecedent.text
            assert mention.antecedent != mention.span


def test_never_across_gender() -> None:
    assert meant("Angela Rossi, an Italian judge, resigned. He smiled.", "He") == set()


def test_never_across_number() -> None:
    assert meant("Two Peruvian judges resigned. He smiled.", "He") == set()


def test_weather_is_nobody() -> None:
    assert meant("Sweden closed the road. It snowed in the north and it seemed late.", "It") == set()


def test_the_speaker_of_a_quotation() -> None:
    text = "Norway signed the pact. “We will keep our word,” said Canadian Foreign Minister Joan Smith."
    assert meant(text, "We") == {"CAN GOV"}


def test_allies_are_not_their_friends_country() -> None:
    found = code("Russia and its allies voted against the text.")
    assert {each.code.split()[0] for each in found if each.span.text == "its allies"} <= {"---"}


def test_what_stays_vague_is_dropped() -> None:
    assert [each for each in code("The group met. Members talked.") if each.rule.endswith("/vague")] == []


@given(st.lists(st.sampled_from(["He", "they", "Russia", "it", "the two countries", "said", "its army", ".", "“", "”", "We", "\n\n"]), max_size=14))
def test_any_words_give_valid_spans(words: list[str]) -> None:
    text = " ".join(words)
    for mention in code(text):
        assert text[mention.span.start : mention.span.end] == mention.span.text
        assert mention.code


def test_an_unknown_sort_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    lexicon = Lexicon.load()
    table = lexicon.toml("coreference.toml")
    table["pronoun"][0]["sort"] = "thing"
    monkeypatch.setattr(Lexicon, "toml", lambda *_: table)
    with pytest.raises(LexiconError, match="pronoun 'he'"):
        load_coreference(lexicon)


def test_roles_are_many_and_know_their_plural() -> None:
    roles = LEXICON.get(load_roles)
    assert len({role.noun for role in roles}) >= 600
    assert roles.role("foreign ministers").is_plural
    assert roles.role("policemen").sector == "COP"
    assert roles.role("spokeswoman").gender == "f"
