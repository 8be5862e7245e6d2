"""Times that one report takes from another of the same article, and what is background."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from detente.coding.event_times import SIMPLE_PAST
from detente.records import EventTime, Prominence, Report, Status

# Reports of happenings this long before the day of publication are background, not news.
BACKGROUND = dt.timedelta(days=14)
# A day this close to publication may be the one that the news is about.
MEETINGS = frozenset({"CONSULT"})
NEWS = dt.timedelta(days=2)


def share_times(reports: Sequence[Report], published: dt.date | None, spoken: frozenset[str]) -> tuple[Report, ...]:
    """Return the reports with the times that other sentences give them, and background marked.

    A report without a time of its own takes that of another report of the same act; what was said (``spoken`` types) in the simple
    past takes the day that the news is about. Each borrowed time says so in its reason.
    """
    stated = [report for report in reports if report.time is not None and report.time.span is not None]
    news_day = _news_day(stated, published)
    dated = [_dated(report, stated, news_day, spoken) for report in reports]
    return tuple(replace(report, prominence=_prominence(report, published)) for report in dated)


def _dated(report: Report, stated: Sequence[Report], news_day: EventTime | None, spoken: frozenset[str]) -> Report:
    if report.status is not Status.HAPPENED or (report.time is not None and report.time.span is not None):
        return report
    same = [other for other in stated if _is_same_act(report, other, spoken)]
    if same:
        best = min(same, key=lambda other: (_days(other), abs(other.trigger.start - report.trigger.start)))
        return replace(report, time=_borrowed(best.time, "same act elsewhere in the article"))
    if news_day is not None and report.type in spoken and report.time is not None and report.time.reason == SIMPLE_PAST:
        return replace(report, time=_borrowed(news_day, "news of the day"))
    return report


def _borrowed(time: EventTime | None, reason: str) -> EventTime | None:
    return None if time is None else replace(time, reason=f"{reason}: {time.span.text if time.span else ''}")


def _is_same_act(report: Report, other: Report, spoken: frozenset[str]) -> bool:
    """Tell whether two reports of an article may tell of one act: same type and actors, or same words and no actor against it."""
    if report.type != other.type or other.status is not Status.HAPPENED:
        return False
    ours, theirs = _countries(report), _countries(other)
    if len(ours) > 1 and ours == theirs and report.type not in spoken - MEETINGS:
        return True
    return report.trigger.text.lower() == other.trigger.text.lower() and ours == theirs and bool(ours)


def _countries(report: Report) -> frozenset[str]:
    return frozenset(actor.code.partition(" ")[0] for actor in (*report.source, *report.target))


def _days(report: Report) -> int:
    """Return the length of a report's interval in days; an open one is longer than any other."""
    time = report.time
    return (time.end - time.start).days if time and time.start is not None and time.end is not None else dt.date.max.toordinal()


def _news_day(stated: Sequence[Report], published: dt.date | None) -> EventTime | None:
    """Return the first day named for a happening that lies at most two days before publication: what the news is about."""
    if published is None:
        return None
    for report in stated:
        time = report.time
        is_day = time is not None and time.start is not None and time.start == time.end and report.status is Status.HAPPENED
        if is_day and time is not None and time.start is not None and published - NEWS <= time.start <= published:
            return time
    return None


def _prominence(report: Report, published: dt.date | None) -> Prominence:
    end = report.time.end if report.time is not None and report.time.span is not None else None
    if published is not None and end is not None and end < published - BACKGROUND:
        return Prominence.BACKGROUND
    return Prominence.LEAD
