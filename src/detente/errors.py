"""What can go wrong, as one line each: what, where, and what to do."""

from __future__ import annotations


class DetenteError(Exception):
    """Any error that a user can act on. Its text is one line; ``exit_code`` is the program's."""

    exit_code = 1


class InputError(DetenteError):
    """A path, page or table that cannot be read."""

    exit_code = 2


class LexiconError(DetenteError):
    """An entry of the lexicon that is wrong: the text names file and entry."""

    exit_code = 3


class StoreError(DetenteError):
    """A store that cannot be opened, is of a newer version, or does not match its checksums."""

    exit_code = 4


class ModelError(DetenteError):
    """Weights that are missing or do not fit this version."""

    exit_code = 5
