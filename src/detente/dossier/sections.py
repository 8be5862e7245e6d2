"""A dossier's sections, in the order in which they are read."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from detente.dossier import words
from detente.dossier.blocks import Block, Chart, Heading, Line, Note, Quote, Section, Table, quote_of
from detente.dossier.index import RECIPE
from detente.dossier.readouts import Verdict
from detente.merge.plans import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.dossier.compare import Difference
    from detente.dossier.gather import Dossier
    from detente.dossier.ledger import Amount
    from detente.dossier.readouts import Point, Readout
    from detente.merge.events import Event
    from detente.records import Statement

UNITS = {"day": "%Y-%m-%d", "week": "%Y-%m-%d", "month": "%Y-%m"}


def sections_of(dossier: Dossier, difference: Difference | None = None) -> tuple[Section, ...]:
    """Return the sections of a dossier; what changed comes first where a difference is given."""
    by = dossier.scope.by
    made = [
        Section("events", "Events", tuple(_timeline(dossier))),
        Section("index", f"Cooperation and conflict by {by}", tuple(_index(dossier))),
        Section("readouts", "Readouts side by side", tuple(block for each in dossier.readouts for block in _readout(each, dossier))),
        Section("plans", "Plans and promises", tuple(_plans(dossier))),
        Section("figures", "Figures", tuple(_figures(dossier.figures))),
        Section("positions", "Positions of third parties", tuple(_positions(dossier))),
        Section("statements", "Statements by both sides", tuple(_statement(each) for each in dossier.statements)),
        Section("phrases", "Set phrases", tuple(_phrases(dossier))),
        Section("sources", "Sources", tuple(_sources(dossier))),
    ]
    return (Section("changes", "What changed", tuple(_changes(difference, dossier))), *made) if difference else tuple(made)


def event_line(event: Event, dossier: Dossier, day: str = "") -> Line:
    """Return an event as a line with the words of each report; copies of one sentence once."""
    quotes: dict[str, Quote] = {}
    for report in event.reports:
        quotes.setdefault(report.sentence.text, quote_of(report.sentence, report.trigger, report.article, words.says(report)))
    notes = [words.told(event)]
    if event.place:
        notes.append(event.place.name)
    if len(event.course) > 1:
        notes.append("told as " + ", then ".join(f"{turn.status}{f' on {turn.told}' if turn.told else ''}" for turn in event.course))
    if event.dissent:
        others = {each.report for each in event.dissent}
        notes.append(f"{words.count(len(others), 'report')} otherwise: {', '.join(sorted({each.said for each in event.dissent}))}")
    chips = (event.type, *((event.status.value,) if event.status != "happened" else ()))
    text = words.who(event.source, event.target) + (f", {day}" if day else "")
    return Line(text, chips, tuple(quotes.values()), " · ".join(notes), dossier.scores.get(event.type, 0.0))


def _timeline(dossier: Dossier) -> Iterator[Block]:
    before = ""
    for event in dossier.events:
        day = words.day(event)
        if day != before:
            yield Heading(day)
            before = day
        yield event_line(event, dossier)


def _index(dossier: Dossier) -> Iterator[Block]:
    if not dossier.periods:
        return
    by = dossier.scope.by
    one, other = dossier.scope.codes
    yield Chart(dossier.periods, by)
    head = (by, "reports", "events", "cooperation", "conflict", "index", "band", f"{one} acts", f"{other} acts")
    rows = tuple(
        (
            f"{each.first:{UNITS[by]}}", str(each.reports), str(each.counted), f"{each.cooperation:.1f}", f"{each.conflict:.1f}",
            words.score(each.mean), f"{words.score(each.low)} to {words.score(each.high)}", words.score(each.forth), words.score(each.back),
        )
        for each in dossier.periods
        if each.mean is not None
    )  # fmt: skip
    yield Table(head, rows, frozenset(range(1, len(head))))
    for move in dossier.moves:
        moved = f"Why did it move in {move.first:{UNITS[by]}}, from {words.score(move.before)} to {words.score(move.after)}?"
        told = "; ".join(f"{event.type} {words.who(event.source, event.target)} ({words.day(event)})" for event in move.events)
        yield Note(f"{moved} {told or 'Events of the other sign are missing.'}")
    yield Note(f"Recipe: {RECIPE}")


def _readout(readout: Readout, dossier: Dossier) -> Iterator[Block]:
    event = readout.event
    yield Heading(f"{event.type} {words.who(event.source, event.target)}, {words.day(event)}")
    accounts = ", ".join(words.account(dossier, each) for each in readout.accounts)
    yield Note(f"{words.count(len(readout.accounts), 'account')}: {accounts}. First what several of them have, then what only one has.")
    for point in readout.points:
        if len(point.accounts) > 1 or point.verdict is Verdict.CONTRADICTORY:
            yield _shared_point(point, dossier)
    for account in readout.accounts:
        own = [each for each in readout.points if each.accounts == (account,) and each.verdict is Verdict.ONLY]
        quotes = [
            quote_of(each.sentence, each.marked, each.article, _side(point.side, dossier)) for point in own for each in point.tellings
        ]
        if quotes:
            yield Line(words.account(dossier, account), ("only in",), tuple(quotes))


def _shared_point(point: Point, dossier: Dossier) -> Line:
    quotes = tuple(quote_of(each.sentence, each.marked, each.article, words.account(dossier, each.account)) for each in point.tellings)
    note = f"same words: {', '.join(f'{stem}…' for stem in point.shared[:6])}" if point.shared else ""
    return Line(_side(point.side, dossier), (point.verdict.value,), quotes, note)


def _side(code: str, dossier: Dossier) -> str:
    return next((side.name for side in dossier.scope.sides if side.code == code), code)


def _plans(dossier: Dossier) -> Iterator[Block]:
    for state in (State.OPEN, State.OVERDUE, State.KEPT):
        found = [plan for plan in dossier.plans if plan.state is state]
        if found:
            yield Heading(state.value)
        for plan in found:
            line = event_line(plan.event, dossier, words.day(plan.event))
            yield Line(line.text, (line.chips[0], state.value), line.quotes, f"{line.note} · {plan.reason}", line.tone)


def _figures(amounts: tuple[Amount, ...]) -> Iterator[Block]:
    rows: list[tuple[str | tuple[Quote, ...], ...]] = []
    for number, amount in enumerate(amounts, 1):
        figure = amount.figures[0]
        who = figure.subject.code if figure.subject else ""
        period = (figure.period and figure.period.value) or ""
        against = f"conflicts with {', '.join(str(each + 1) for each in amount.conflicts)}" if amount.conflicts else ""
        quotes = tuple(quote_of(each.sentence, each.span, each.article) for each in amount.figures)
        rows.append((str(number), who, figure.measure or "", words.amount(figure), period, words.says(figure), against, quotes))
    if rows:
        yield Table(("", "of", "measure", "value", "period", "says", "conflict", "words"), tuple(rows), frozenset({3}))


def _positions(dossier: Dossier) -> Iterator[Block]:
    found: dict[str, list[tuple[str, Line]]] = defaultdict(list)
    for event in dossier.positions:
        found[event.source[0] if event.source else ""].append((str(event.start or ""), event_line(event, dossier, words.day(event))))
    for view in dossier.views:
        actor = view.speaker
        name = "" if actor is None else (actor.entity or actor.name) if actor.code == "IGO" else actor.code
        found[name].append((str(dossier.articles[view.article].published or ""), _statement(view, dossier)))
    for name in sorted(found):
        yield Heading(name)
        for _, line in sorted(found[name], key=lambda pair: pair[0]):
            yield line


def _statement(statement: Statement, dossier: Dossier | None = None) -> Line:
    cue = f": {statement.cue.text}" if statement.cue else ""
    published = dossier.articles[statement.article].published if dossier else None
    text = words.speaker(statement.speaker) + cue + (f", {published} (published)" if published else "")
    return Line(text, (statement.kind.value,), (quote_of(statement.sentence, statement.content, statement.article, words.says(statement)),))


def _phrases(dossier: Dossier) -> Iterator[Block]:
    rows: list[tuple[str | tuple[Quote, ...], ...]] = []
    for phrase in dossier.phrases:
        first, last = phrase.uses[0], phrase.uses[-1]
        text = first.sentence.text
        quote = Quote(text[: first.start], text[first.start : first.end], text[first.end :], first.article)
        days = (str(first.published or "?"), str(last.published or "?"))
        rows.append((f"“{phrase.words}”", *days, str(len(phrase.uses)), str(len(phrase.origins)), str(phrase.without), (quote,)))
    if rows:
        head = ("words", "first printed", "last printed", "articles", "origins", "later articles without", "first use")
        yield Table(head, tuple(rows), frozenset({3, 4, 5}))


def _sources(dossier: Dossier) -> Iterator[Block]:
    shared: dict[str, int] = defaultdict(int)
    for origin in dossier.origins.values():
        shared[origin] += 1
    outlets = {article.outlet for article in dossier.articles.values() if article.outlet}
    counts = (words.count(len(dossier.articles), "article"), words.count(len(outlets), "outlet"), words.count(len(shared), "origin"))
    yield Note(", ".join(counts) + ".")
    for origin, many in sorted(shared.items()):
        if many > 1:
            yield Note(f"{many} articles come from {words.account(dossier, origin)}.")
    for flag in dossier.flags:
        quotes = tuple(quote_of(each.sentence, each.trigger, flag.article) for each in (flag.title, flag.body))
        yield Line("The headline is contradicted by the text below it", ("headline",), quotes)


def _changes(difference: Difference, dossier: Dossier) -> Iterator[Block]:
    yield Note(f"Published after {difference.earlier or 'the beginning'}, up to {difference.later or 'the last article'}.")
    counts = (len(difference.statements), len(difference.figures))
    yield Note(f"{words.count(counts[0], 'new statement')} of the two sides, {words.count(counts[1], 'new figure')}.")
    yield from _listed("New events", difference.new, dossier)
    if difference.changed:
        yield Heading("Known before, more told now")
    for change in difference.changed:
        line = event_line(change.now, dossier, words.day(change.now))
        was = f"before: {words.told(change.before)}, {change.before.status}, {words.day(change.before)}"
        yield Line(line.text, line.chips, (), f"{line.note} · {was}", line.tone)


def _listed(title: str, events: Iterable[Event], dossier: Dossier) -> Iterator[Block]:
    listed = tuple(events)
    if listed:
        yield Heading(title)
    for event in listed:
        line = event_line(event, dossier, words.day(event))
        yield Line(line.text, line.chips, line.quotes[:1], line.note, line.tone)
