"""Pages over a store: each a query, as HTML, JSON and CSV. Reads the store only; judgements are all that it writes."""

from detente.web.app import make_app

__all__ = ["make_app"]
