"""How records read in a dossier: one line each, the same in Markdown and HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.dossier.gather import Dossier, Entry, codes_of, label

if TYPE_CHECKING:
    import datetime as dt

    from detente.records import Figure, Report, Statement
    from detente.store import Origin

LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def title(dossier: Dossier) -> str:
    """Return the dossier's title."""
    return " and ".join(side.name for side in dossier.sides)


def period(dossier: Dossier) -> str:
    """Return the period asked for."""
    if dossier.since is None and dossier.until is None:
        return "all dates"
    return f"{dossier.since or 'the beginning'} to {dossier.until or 'the end'}"


def day(entry: Entry) -> str:
    """Return the days of a timeline entry, and whether they are only those of publication."""
    days = interval(entry.day, entry.end) or "no date"
    return days if entry.is_told else f"{days} (published)"


def interval(start: dt.date | None, end: dt.date | None) -> str:
    """Return one day, or two with a dash."""
    if start == end:
        return str(start or "")
    return f"{start or '...'} to {end or '...'}"


def who(source: tuple[str, ...], target: tuple[str, ...]) -> str:
    """Return who acts on whom."""
    acting = ", ".join(source) or "somebody unnamed"
    return f"{acting} → {', '.join(target)}" if target else acting


def deed(report: Report) -> str:
    """Return who did what to whom, with the status where it did not simply happen."""
    return f"{who(codes_of(report.source), codes_of(report.target))}: {report.type} ({report.status})"


def says(report: Report | Figure) -> str:
    """Return to whom the text attributes a record, outermost first."""
    return ", ".join(mention.name for mention in report.attributed_to)


def speaker(statement: Statement) -> str:
    """Return who speaks, with code."""
    return f"{statement.speaker.name} ({statement.speaker.code})" if statement.speaker else "somebody unnamed"


def amount(figure: Figure) -> str:
    """Return a figure's value with bound, range and unit."""
    value = number(figure.value) + (f" to {number(figure.upper)}" if figure.upper is not None else "")
    return " ".join(part for part in (figure.bound, value, figure.unit) if part)


def ledger(figure: Figure) -> str:
    """Return what is measured, where it moved, and how much it is."""
    subject = f"{label(figure.subject)}: " if figure.subject else ""
    return subject + " ".join(part for part in (figure.measure, figure.direction, amount(figure)) if part)


def number(value: float) -> str:
    """Return a number without needless decimals, the largest in words."""
    for size, word in LARGE:
        if abs(value) >= size:
            return f"{number(value / size)} {word}"
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def origin_line(origin: Origin) -> str:
    """Return outlet, date and title of an article."""
    date = f"{origin.published} ({origin.published_from})" if origin.published else "no date"
    return ", ".join(part for part in (origin.outlet or "outlet unknown", date, origin.title) if part)
