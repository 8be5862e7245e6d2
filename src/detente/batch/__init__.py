"""Pages -> rows: ``local`` on all cores of one machine."""

from detente.batch.local import CAP, Summary, code_into_store
from detente.batch.recipe import Recipe, failed, guarded, unread

__all__ = ["CAP", "Recipe", "Summary", "code_into_store", "failed", "guarded", "unread"]
