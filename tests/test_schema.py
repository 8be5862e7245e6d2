"""Records survive the way into Arrow and back, whatever they hold."""

import dataclasses
import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import records, schema

settings.register_profile("quick", max_examples=25, deadline=None)
settings.load_profile("quick")

TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
INT64 = st.integers(-(2**63), 2**63 - 1)
for kind, strategy in {
    str: TEXT,
    int: INT64,
    float: st.floats(allow_nan=False),
    dt.datetime: st.datetimes(timezones=st.just(dt.UTC)),
}.items():
    st.register_type_strategy(kind, strategy)


def distinct_articles(coded):
    return len({each.article.id for each in coded}) == len(coded)


@st.composite
def coded_articles(draw):
    article = draw(st.from_type(records.Article))

    def owned(record):
        return st.lists(st.from_type(record), max_size=2).map(lambda many: tuple(_owned(each, article.id) for each in many))

    return records.Coded(
        article,
        mentions=draw(owned(records.Mention)),
        times=draw(owned(records.Time)),
        reports=draw(owned(records.Report)),
        statements=draw(owned(records.Statement)),
        figures=draw(owned(records.Figure)),
        failure=draw(st.none() | TEXT),
    )


def _owned(record, article):
    return dataclasses.replace(record, article=article) if hasattr(record, "article") else record


@given(st.lists(coded_articles(), max_size=3).filter(distinct_articles))
def test_round_trip_is_identity(many):
    assert list(schema.coded_of(schema.tables_of(many))) == many


@given(coded_articles())
def test_json_ready_is_json(coded):
    for report in coded.reports:
        assert json.loads(json.dumps(schema.json_ready(report)))["trigger"]["start"] == report.trigger.start


@pytest.mark.parametrize("table", schema.TABLES)
def test_every_field_is_a_column(table):
    names = schema.arrow_schema(table).names
    assert [name for name in names if name != "failure"][-1] == list(schema.TABLES[table].__dataclass_fields__)[-1]
    assert ("article" in names) == (table != "articles")
