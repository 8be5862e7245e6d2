"""How records and events read in a dossier: one line each, the same in Markdown and HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from detente.dossier.gather import Dossier
    from detente.merge.events import Event
    from detente.records import Figure, Mention, Report, Statement
    from detente.store import Origin

LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
ARROWS = {"up": "▲", "down": "▼", "level": "="}


def title(dossier: Dossier) -> str:
    """Return the dossier's title."""
    return " and ".join(side.name for side in dossier.scope.sides)


def period(dossier: Dossier) -> str:
    """Return the period asked for, and the day as known on."""
    scope = dossier.scope
    days = "all dates" if scope.since is None and scope.until is None else f"{scope.since or 'the beginning'} to {scope.until or 'the end'}"
    return days if scope.as_of is None else f"{days}, as known on {scope.as_of}"


def day(event: Event) -> str:
    """Return the days of an event, and whether they are only those of publication."""
    days = interval(event.start, event.end) or "no date"
    return days if event.is_dated or not event.start else f"{days} (published)"


def interval(start: dt.date | None, end: dt.date | None) -> str:
    """Return one day, or two with a dash."""
    if start == end:
        return str(start or "")
    return f"{start or '...'} to {end or '...'}"


def who(source: Sequence[str], target: Sequence[str]) -> str:
    """Return who acts on whom."""
    acting = ", ".join(source) or "somebody unnamed"
    return f"{acting} → {', '.join(target)}" if target else acting


def told(event: Event) -> str:
    """Return how many reports and origins an event has."""
    return f"{count(len(event.reports), 'report')} from {count(len(event.origins), 'origin')}"


def count(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it is not one."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def says(record: Report | Figure | Statement) -> str:
    """Return to whom the text attributes a record, outermost first."""
    return ", ".join(mention.name for mention in record.attributed_to)


def speaker(mention: Mention | None) -> str:
    """Return who speaks, with code."""
    return f"{mention.name} ({mention.code})" if mention else "somebody unnamed"


def amount(figure: Figure) -> str:
    """Return a figure's value with its sign, bound, range and unit."""
    value = number(figure.value) + (f" to {number(figure.upper)}" if figure.upper is not None else "")
    return " ".join(part for part in (ARROWS.get(figure.direction or ""), figure.bound, value, figure.unit) if part)


def number(value: float) -> str:
    """Return a number without needless decimals, the largest in words."""
    for size, word in LARGE:
        if abs(value) >= size:
            return f"{number(value / size)} {word}"
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def score(value: float | None) -> str:
    """Return a score with its sign; a dash where there is none."""
    return "-" if value is None else f"{value:+.2f}"


def origin_line(origin: Origin) -> str:
    """Return outlet, date and title of an article."""
    date = f"{origin.published} ({origin.published_from})" if origin.published else "no date"
    return ", ".join(part for part in (origin.outlet or "outlet unknown", date, origin.title) if part)


def account(dossier: Dossier, key: str) -> str:
    """Return what an account, or an origin, is called: the outlet as it writes itself, or a side's own account."""
    side = next((side.name for side in dossier.scope.sides if side.code == key), None)
    if side is not None:
        return f"{side}'s own account"
    outlets = (article.outlet for article in dossier.articles.values() if article.outlet)
    return next((outlet for outlet in outlets if " ".join(outlet.casefold().split()) == key), key)
