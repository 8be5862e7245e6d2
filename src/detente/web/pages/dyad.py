"""Two actors: cooperation and conflict over time, and the reports between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import InputError
from detente.web.answers import Answer
from detente.web.conditions import Conditions
from detente.web.names import Names
from detente.web.pages.acts import by_number, filtered, shown
from detente.web.plot import Bin, draw, first_of, unit_of

if TYPE_CHECKING:
    import datetime as dt

    from detente.web.asked import Asked
    from detente.web.shelf import Row, Shelf

RECIPE = (
    "Reports with status “happened”. What several reports tell of the same first day, type and actors counts once, with its type's PLOVER "
    "score (-10, conflict, to +10, cooperation). Up: the sum of the positive scores; down: the sum of the negative ones. "
    "A report whose text names no day counts on the day its article was published. Nothing between two bars is no news, not a calm."
)
MOST_TYPES = 20


def home(shelf: Shelf, asked: Asked) -> Answer:
    """Return the pairs of actors that the store knows most about."""
    conditions = Conditions().add("one = ? or other = ?", asked.actor)
    where = conditions.sql
    total = shelf.count(f"select count(*) from dyads where {where}", conditions.values)  # noqa: S608 - values are bound
    question = (
        f"select * from dyads where {where} order by reports desc, one, other "  # noqa: S608 - values are bound
        f"limit {asked.limit} offset {asked.skipped}"
    )
    rows = shelf.rows(question, conditions.values)
    most = max((row["reports"] for row in rows), default=1)
    return Answer("home.html", "Pairs of actors", rows, {"total": total, "store": shelf.counts()}, {"most": most})


def dyad(shelf: Shelf, asked: Asked, names: Names) -> Answer:
    """Return the reports between ``a`` and ``b``, by day, and their index. Raises InputError where one of the two is missing."""
    if not asked.a or not asked.b:
        raise InputError("a pair needs two actors: name both, as in /dyad?a=RUS&b=CHN")
    a, b = names.code(asked.a), names.code(asked.b)
    one, other = sorted((a, b))
    pair = Conditions().add("one = ?", one).add("other = ?", other)
    if asked.acts:
        pair.parts.append("is_forward" if asked.acts == one else "is_backward")
    conditions = filtered(Conditions(list(pair.parts), list(pair.values)), asked)
    where = conditions.sql
    totals = shelf.rows(f"select count(*) as reports, count(distinct event) as events from pairs where {where}", conditions.values)[0]  # noqa: S608 - values are bound
    lines = "n" if asked.show != "events" else "min(n) as n"
    grouped = "" if asked.show != "events" else "group by event"
    question = f"select {lines} from pairs where {where} {grouped} order by n limit {asked.limit} offset {asked.skipped}"  # noqa: S608 - as above
    rows = by_number(shelf, "acts", [row["n"] for row in shelf.rows(question, conditions.values)])
    unit, bins = index(shelf, pair, asked)
    types = shelf.rows(
        f"select type, count(*) as reports from pairs where {pair.sql} group by type order by reports desc limit {MOST_TYPES}",  # noqa: S608 - as above
        pair.values,
    )
    total = totals["events" if asked.show == "events" else "reports"]
    facts = {"a": a, "b": b, "total": total, **totals, "recipe": RECIPE, "unit": unit, "index": [_told(each) for each in bins]}
    view = {"records": rows, "plot": draw(bins, unit, asked.since, asked.until), "types": types, "pair": (a, b)}
    return Answer("dyad.html", f"{names.name(a)} and {names.name(b)}", shown(rows), facts, view)


def index(shelf: Shelf, pair: Conditions, asked: Asked) -> tuple[str, list[Bin]]:
    """Return what one bin stands for, and the bins of a pair with something in them, in the order of time; of one type where asked for."""
    chosen = Conditions(list(pair.parts), list(pair.values)).add("type = upper(?)", asked.type)
    chosen.parts.extend(("status = 'happened'", "first_day is not null"))
    ends = shelf.rows(f"select min(first_day) as first, max(first_day) as last from pairs where {chosen.sql}", chosen.values)[0]  # noqa: S608 - values are bound
    if ends["first"] is None:
        return "month", []
    unit = unit_of(ends["first"], ends["last"])
    once = f"select first_day, type, act, count(*) as reports from pairs where {chosen.sql} group by all"  # noqa: S608 - as above
    question = (
        f"select date_trunc('{unit}', first_day) as first, coalesce(sum(score) filter (score > 0), 0.0) as cooperation, "  # noqa: S608 - as above
        "coalesce(sum(score) filter (score < 0), 0.0) as conflict, count(*) as counted, cast(sum(reports) as bigint) as reports "
        f"from ({once}) join scores using (type) group by 1 order by 1"
    )
    return unit, [_bin(row, unit) for row in shelf.rows(question, chosen.values)]


def _bin(row: Row, unit: str) -> Bin:
    first: dt.date = row["first"].date() if hasattr(row["first"], "date") else row["first"]
    return Bin(first_of(first, unit), row["cooperation"], row["conflict"], row["counted"], row["reports"])


def _told(each: Bin) -> Row:
    return {name: getattr(each, name) for name in Bin.__dataclass_fields__}
