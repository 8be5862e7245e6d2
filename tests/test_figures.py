"""Reported quantities: 250 expressions of our own in ``tables/figures.psv``, and what stands around them."""

import csv
import datetime as dt
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.clauses import find_clauses
from detente.coding.figures import find_figures
from detente.coding.parse import load_parser
from detente.coding.times import find_times
from detente.lexicon import Lexicon
from detente.lexicon.numerals import load_numerals
from detente.records import Article, Figure, Mention, Span, Statement, StatementKind

ROWS = list(csv.DictReader((Path(__file__).parent / "tables" / "figures.psv").open(encoding="utf-8"), delimiter="|"))
LEXICON = Lexicon.load()


@cache
def parser():
    return load_parser(LEXICON)


def article_of(text: str) -> Article:
    return Article("a1", "p1", None, None, (), dt.date(2023, 6, 1), None, None, "en", None, text, "")


def figures_of(text: str, statements: tuple[Statement, ...] = (), mentions: tuple[Mention, ...] = ()) -> tuple[Figure, ...]:
    doc = parser()(text)
    times = find_times(doc, dt.date(2023, 6, 1), LEXICON)
    return find_figures(article_of(text), doc, find_clauses(doc, LEXICON), statements, times, mentions, LEXICON)


@pytest.mark.parametrize("row", [row for row in ROWS if row["span"]], ids=lambda row: row["text"])
def test_figure_of_table(row):
    found = [
        (each.span.text, each.value, each.upper, each.unit, each.bound, None if each.direction is None else str(each.direction))
        for each in figures_of(row["text"])
    ]
    expected = (
        row["span"],
        float(row["value"]),
        float(row["upper"]) if row["upper"] else None,
        row["unit"] or None,
        row["bound"] or None,
        row["direction"] or None,
    )
    assert expected in found


@pytest.mark.parametrize("row", [row for row in ROWS if not row["span"]], ids=lambda row: row["text"])
def test_no_figure(row):
    assert figures_of(row["text"]) == ()


def test_table_is_large_enough_and_states_changes():
    assert sum(bool(row["span"]) for row in ROWS) >= 240
    assert sum(bool(row["direction"]) for row in ROWS) >= 60


def test_span_is_the_text_and_ids_are_stable():
    text = "Kyiv said on Monday that 45 drones were shot down.\n\nPrices rose by about 12 percent, to $3 billion."
    found = figures_of(text)
    assert [text[each.span.start : each.span.end] for each in found] == [each.span.text for each in found]
    assert [each.id for each in found] == [each.id for each in figures_of(text)]
    assert len({each.id for each in found}) == len(found) == 3


def test_base_and_period():
    (figure,) = [each for each in figures_of("Turkey's imports fell 7 percent in 2022 compared with 2021.") if each.unit == "percent"]
    assert figure.base == "2021"
    assert figure.period is not None
    assert figure.period.value == "2022"


def test_from_one_value_to_another():
    first, second = figures_of("The tariff rose from 5 percent to 25 percent.")
    assert (first.direction, second.direction, second.base) == (None, "up", "5 percent")


def test_currency_of_the_country_the_article_speaks_of():
    text = "The court in Cairo fined the activist 30,000 pounds."
    egypt = Mention(Span(13, 18, "Cairo"), "Egypt", "EGY GOV", None, None, "test")
    assert figures_of(text)[0].unit == "GBP"
    assert figures_of(text, mentions=(egypt,))[0].unit == "EGP"


def test_a_bare_scale_takes_the_currency_named_before():
    found = figures_of("The bill grants 34.5 million shekels to towns. The ministry will add 5.5 million for clinics.")
    assert [(each.value, each.unit) for each in found] == [(34.5e6, "ILS"), (5.5e6, "ILS")]


def test_chain_is_outermost_first():
    text = "Bloomberg reported that officials said 45 drones were lost."
    outlet = Mention(Span(0, 9, "Bloomberg"), "Bloomberg", "USA MED", None, None, "test")
    officials = Mention(Span(24, 33, "officials"), "officials", "---", None, None, "test")
    outer = Statement(
        "s1", "a1", Span(0, len(text), text), outlet, None, None, Span(24, 58, text[24:58]), StatementKind.INDIRECT, None, (), "t"
    )
    inner = Statement(
        "s2", "a1", Span(0, len(text), text), officials, None, None, Span(39, 58, text[39:58]), StatementKind.INDIRECT, None, (outlet,), "t"
    )
    (figure,) = figures_of(text, statements=(inner, outer))
    assert [each.name for each in figure.attributed_to] == ["Bloomberg", "officials"]


def test_subject_is_the_actor_in_the_measure():
    text = "Russia's exports to China soared by 23 percent."
    russia = Mention(Span(0, 6, "Russia"), "Russia", "RUS GOV", None, None, "test")
    (figure,) = figures_of(text, mentions=(russia,))
    assert figure.measure is not None
    assert "exports" in figure.measure
    assert figure.subject == russia


@given(st.integers(min_value=2, max_value=10**12))
def test_digits_and_grouped_digits_are_one_number(number):
    table = LEXICON.get(load_numerals)
    assert table.read(str(number)) == table.read(f"{number:,}") == number


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text):
    for figure in figures_of(text):
        assert text[figure.span.start : figure.span.end] == figure.span.text


def test_measure_of_a_count_without_a_noun():
    killed, wounded = figures_of("A bomb killed 14 and wounded 30 in Kabul on Monday.")
    assert (killed.measure, wounded.measure) == ("killed", "wounded")
    (toll,) = figures_of("The death toll rose to 35.")
    assert toll.measure == "The death toll"
