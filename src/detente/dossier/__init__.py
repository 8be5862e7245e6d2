"""Two actors and a period: events, index, readouts side by side, plans, figures, positions; each line with its words."""

from detente.dossier.as_json import as_json
from detente.dossier.ask import find_events
from detente.dossier.compare import Difference, compare
from detente.dossier.gather import Dossier, Scope, Side, gather
from detente.dossier.html import html
from detente.dossier.index import RECIPE, UNITS, Move, Period, index_of
from detente.dossier.markdown import markdown
from detente.dossier.tables import event_table, index_table

__all__ = [
    "RECIPE",
    "UNITS",
    "Difference",
    "Dossier",
    "Move",
    "Period",
    "Scope",
    "Side",
    "as_json",
    "compare",
    "event_table",
    "find_events",
    "gather",
    "html",
    "index_of",
    "index_table",
    "markdown",
]
