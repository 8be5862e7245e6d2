"""Codes articles and writes what was found in the shape of the annotated articles.

usage: python bench/articles.py IN_DIR OUT_DIR

IN_DIR holds ID.txt (an article's text, or a page as scraped) and ID.json with at least "published" and "title"; OUT_DIR gets ID.json with
events, statements, times and figures. Offsets are characters of the given text. What a page puts around its article is masked.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.clean import Cleaned, Metadata, clean_text
from detente.coding import code
from detente.coding.times import iso_value
from detente.errors import LexiconError
from detente.lexicon import Lexicon

if TYPE_CHECKING:
    from detente.records import Coded, EventTime, Figure, Mention, Report, Span, Statement, Time

NAMED_BY_CODE = ("IGO", "NGO")
Row = dict[str, Any]
NOTHING: Row = {"events": [], "statements": [], "times": [], "figures": []}


class RawText:
    """The way from an article's spans back to the text as it was given."""

    def __init__(self, cleaned: Cleaned, raw: str) -> None:
        """Take the cleaned article and the text it came from."""
        self.cleaned, self.raw = cleaned, raw

    def span(self, span: Span) -> tuple[int, int] | None:
        """Return where a span stands in the raw text; None where it does not (a title that was given)."""
        return self.cleaned.raw_span(span.start, span.end)

    def place(self, span: Span) -> Row | None:
        """Return a span's words and start in the raw text."""
        found = self.span(span)
        return {"text": self.raw[found[0] : found[1]], "start": found[0]} if found else None

    def actor(self, mention: Mention | None) -> Row | None:
        """Return an actor with its code; the name of an organisation, and of whom a pronoun or description means."""
        place = self.place(mention.span) if mention else None
        if mention is None or place is None:
            return None
        row = {**place, "code": mention.code}
        if mention.code.split(" ")[0] in NAMED_BY_CODE:
            row["name"] = mention.entity or mention.name
        if mention.antecedent is not None:
            row["resolved"] = mention.name
        return row

    def actors(self, mentions: tuple[Mention, ...]) -> list[Row]:
        """Return the actors that stand in the raw text."""
        return [row for row in map(self.actor, mentions) if row]


def event(report: Report, text: RawText, times: dict[Span, Time]) -> Row | None:
    """Return a report as an event of the gold's shape."""
    trigger = text.place(report.trigger)
    if trigger is None:
        return None
    return {
        "trigger": trigger["text"],
        "trigger_start": trigger["start"],
        "source": text.actors(report.source),
        "target": text.actors(report.target),
        "type": report.type,
        "status": report.status.value,
        "time": event_time(report.time, times),
        "attributed_to": report.attributed_to[0].span.text if report.attributed_to else None,
        "rule": report.rule,
    }


def event_time(time: EventTime | None, times: dict[Span, Time]) -> str | None:
    """Return when, as coarse as the expression that says so; nothing where no expression does."""
    if time is None or time.span is None:
        return None
    if time.span in times:
        return iso_value(times[time.span])
    return str(time.start) if time.start == time.end and time.start else None


def statement(said: Statement, text: RawText) -> Row | None:
    """Return a statement in the gold's shape."""
    content = text.span(said.content)
    if content is None:
        return None
    return {
        "speaker": text.actor(said.speaker) or {"text": None, "start": None, "code": "---"},
        "cue": said.cue.text if said.cue else None,
        "kind": said.kind.value,
        "content_start": content[0],
        "content_end": content[1],
        "rule": said.rule,
    }


def time_row(time: Time, text: RawText) -> Row | None:
    """Return a time expression that names a calendar interval."""
    place, value = text.place(time.span), iso_value(time)
    return {**place, "value": value} if place and value else None


def figure_row(figure: Figure, text: RawText) -> Row | None:
    """Return a figure in the gold's shape."""
    place = text.place(figure.span)
    if place is None:
        return None
    row = {
        **place,
        "value": figure.value,
        "unit": figure.unit,
        "direction": figure.direction.value if figure.direction else None,
        "measure": figure.measure,
        "attributed_to": figure.attributed_to[0].span.text if figure.attributed_to else None,
    }
    return row if figure.upper is None else {**row, "value_max": figure.upper}


def as_gold(coded: Coded, text: RawText) -> Row:
    """Return everything found in an article in the gold's shape."""
    times = {time.span: time for time in coded.times}
    rows = {
        "events": [event(report, text, times) for report in coded.reports],
        "statements": [statement(said, text) for said in coded.statements],
        "times": [time_row(time, text) for time in coded.times],
        "figures": [figure_row(figure, text) for figure in coded.figures],
    }
    return {name: [row for row in found if row] for name, found in rows.items()}


def code_file(file: Path, lexicon: Lexicon) -> Row:
    """Return what is found in the article ID.txt with what ID.json says of it."""
    given = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    with file.open(encoding="utf-8", newline="") as stream:
        raw = stream.read()
    published = dt.date.fromisoformat(given["published"][:10]) if given.get("published") else None
    cleaned = clean_text(raw, lexicon, Metadata(title=given.get("title"), published=published, published_from="given"))
    return {"id": file.stem, **as_gold(next(iter(code([cleaned.article], lexicon))), RawText(cleaned, raw))}


def main() -> int:
    """Code the folder named on the command line; return the exit status."""
    if len(sys.argv) != 3 or not Path(sys.argv[1]).is_dir():  # noqa: PLR2004 - program, in, out
        print(__doc__, file=sys.stderr)
        return 2
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    lexicon = Lexicon.load("en")
    failed = 0
    for file in sorted(folder.glob("*.txt")):
        try:
            found = code_file(file, lexicon)
        except LexiconError as error:
            sys.exit(str(error))
        except Exception as error:  # noqa: BLE001 - the other articles are still to be measured; this one counts as nothing found
            print(f"{file}: {type(error).__name__}: {error}", file=sys.stderr)
            failed += 1
            found = {"id": file.stem, **NOTHING}
        (out / f"{file.stem}.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
