"""Two actors and a period: timeline, index, statements, positions, figures, plans; each line with its words."""

from detente.dossier.as_json import as_json
from detente.dossier.gather import Amount, Dossier, Entry, Side, gather
from detente.dossier.html import html
from detente.dossier.index import RECIPE, Month, index_of
from detente.dossier.markdown import markdown

__all__ = ["RECIPE", "Amount", "Dossier", "Entry", "Month", "Side", "as_json", "gather", "html", "index_of", "markdown"]
