"""The command dossier."""
from __future__ import annotations
def dossier() -> None:
    """x

    Example: detente dossier
    """
