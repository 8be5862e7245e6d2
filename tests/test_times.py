"""Time expressions: a table of our own, reckoned from Thursday 21 November 2019, and the rules around it."""

import csv
import datetime as dt
import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.parse import load_parser
from detente.coding.times import find_times, iso_value
from detente.coding.times.holidays import easter, holiday_day
from detente.coding.times.periods import period_at, stepped
from detente.errors import LexiconError
from detente.lexicon import Lexicon
from detente.lexicon.times import load_times
from detente.records import Granularity, Time, TimeKind

ROOT = Path(__file__).parent.parent
ROWS = list(csv.DictReader((ROOT / "tests" / "tables" / "times.psv").open(encoding="utf-8"), delimiter="|"))
THURSDAY = dt.date(2019, 11, 21)
LEXICON = Lexicon.load()
CALENDAR = [Granularity.DAY, Granularity.WEEK, Granularity.MONTH, Granularity.QUARTER, Granularity.YEAR, Granularity.DECADE]


@cache
def parser():
    return load_parser(LEXICON)


def times_of(text: str, published: dt.date | None = THURSDAY) -> tuple[Time, ...]:
    return find_times(parser()(text), published, LEXICON)


@pytest.mark.parametrize("row", [row for row in ROWS if row["span"]], ids=lambda row: row["text"])
def test_time_of_table(row):
    found = [
        (
            each.span.text,
            str(each.kind),
            each.value or "",
            each.start.isoformat() if each.start else "",
            each.end.isoformat() if each.end else "",
            iso_value(each) or "",
            each.modifier or "",
        )
        for each in times_of(row["text"])
    ]
    assert tuple(row[name] for name in ("span", "kind", "value", "start", "end", "iso", "modifier")) in found


@pytest.mark.parametrize("row", [row for row in ROWS if not row["span"]], ids=lambda row: row["text"])
def test_no_time(row):
    assert times_of(row["text"]) == ()


@pytest.mark.parametrize("pattern", LEXICON.toml("times.toml")["pattern"], ids=lambda pattern: pattern["id"])
def test_every_pattern_finds_its_example(pattern):
    assert pattern["id"] in [each.rule for each in times_of(pattern["example"])]


def test_without_an_anchor_there_is_no_interval_but_a_reason():
    (time,) = times_of("A few weeks later, the tanks crossed the border.")
    assert (time.start, time.end, iso_value(time)) == (None, None, None)
    assert "text" in time.reason


def test_an_anchor_in_the_text_is_used():
    text = "At the beginning of this year, Xi met Putin. A few weeks later, the tanks crossed the border."
    assert [iso_value(each) for each in times_of(text)] == ["2019-01", "2019-02"]


def test_steps_from_the_time_named_before():
    text = "The hostages were taken in August 2016. The next year, two videos appeared."
    assert [iso_value(each) for each in times_of(text)] == ["2016-08", "2017"]
    text = "The ship was seized in November. It had met a tanker the previous month."
    assert [iso_value(each) for each in times_of(text)] == ["2019-11", "2019-10"]


def test_the_same_period_of_the_previous_year():
    text = "In the first nine months of 2022, exports rose compared with the same period of the previous year."
    assert [iso_value(each) for each in times_of(text)] == ["2022-01/2022-09", "2021-01/2021-09"]


def test_no_publication_date_leaves_relative_expressions_open():
    text = "They met last week and in 2014."
    relative, absolute = times_of(text, None)
    assert (relative.start, relative.kind) == (None, TimeKind.DATE)
    assert "publication" in relative.reason
    assert iso_value(absolute) == "2014"


def test_the_dateline_stands_in_for_the_publication_date():
    text = "KYIV, March 3, 2021 - The talks failed.\n\nThe envoys had met yesterday in Minsk."
    assert iso_value(times_of(text, None)[-1]) == "2021-03-02"


def test_reason_names_words_and_anchor():
    (time,) = times_of("The summit was called off last month.")
    assert time.reason == '"last month" + 2019-11-21 (publication)'


def test_spans_are_the_text():
    text = "On Friday, Dec. 29, 2017, and again last week, Seoul seized ships; in June it had seized none."
    for each in times_of(text):
        assert text[each.span.start : each.span.end] == each.span.text


@pytest.mark.parametrize(("year", "day"), [(1999, "04-04"), (2000, "04-23"), (2019, "04-21"), (2024, "03-31")])
def test_easter(year, day):
    assert easter(year) == dt.date.fromisoformat(f"{year}-{day}")


def test_rules_of_holidays():
    assert holiday_day("11/4/4", 2018) == dt.date(2018, 11, 22)
    assert holiday_day("5/1/-1", 2022) == dt.date(2022, 5, 30)
    assert holiday_day("11/1/1+1", 2016) == dt.date(2016, 11, 8)


@given(st.dates(dt.date(1600, 1, 1), dt.date(2300, 1, 1)), st.sampled_from(CALENDAR), st.integers(-20, 20))
def test_stepping_there_and_back(day, granularity, steps):
    period = period_at(day, granularity)
    assert period.holds(day)
    assert stepped(stepped(period, steps, granularity), -steps, granularity) == period


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text):
    for each in times_of(text):
        assert text[each.span.start : each.span.end] == each.span.text
        assert each.start is None or each.end is None or each.start <= each.end


def test_beyond_the_calendar_is_no_error():
    (time,) = times_of("The river dried up 30,000 years ago.")
    assert (time.start, time.reason) == (None, "beyond the calendar")


def test_a_wrong_pattern_is_named(tmp_path):
    (tmp_path / "en").mkdir()
    for name in ("times.toml", "numerals.toml"):
        text = LEXICON.path(name).read_text(encoding="utf-8")
        (tmp_path / "en" / name).write_text(re.sub(r'match = "the weekend"', 'match = "the {nothing}"', text), encoding="utf-8")
    with pytest.raises(LexiconError, match="nothing"):
        Lexicon.load("en", tmp_path).get(load_times)


def test_long_texts_take_time_in_proportion():
    text = "On Friday, March 3, the ministers of the two states met for the first three days of the month.\n" * 400
    assert len(times_of(text)) >= 800


def test_bench_writes_rows_for_the_scorer(tmp_path):
    rows = tmp_path / "texts.jsonl"
    rows.write_text(json.dumps({"id": "1", "dct": "2019-11-21", "text": "They met from May to June."}) + "\n", encoding="utf-8")
    done = subprocess.run([sys.executable, ROOT / "bench" / "times.py", rows], capture_output=True, text=True, check=True, env=os.environ)
    assert [each["value"] for each in json.loads(done.stdout)["timexes"]] == ["2019-05", "2019-06"]
