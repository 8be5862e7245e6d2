"""Questions to a store as frozen filters, and the SQL conditions they stand for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

Condition = tuple[str, list[object]]


@dataclass(frozen=True, slots=True)
class Filter:
    """What rows to return. Everything that is not ``None`` must hold; ``since`` and ``until`` are days, both inclusive.

    An actor is a country ("RUS"), a code ("RUS GOV"), or a name ("UNO", "Yun Sun"). ``text`` and ``measure`` match parts of words,
    whatever their case. A row without a date never falls into a period. ``among`` are ids of articles;
    ``about`` asks for one of two actors as the subject, or for a sentence that names both; ``source_is_not`` for a source without either.
    """

    dyad: tuple[str, str] | None = None
    source: str | None = None
    target: str | None = None
    actor: str | None = None
    type: str | None = None
    status: str | None = None
    kind: str | None = None
    speaker: str | None = None
    by: str | None = None
    measure: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    text: str | None = None
    article: str | None = None
    among: frozenset[str] | None = None
    about: tuple[str, str] | None = None
    source_is_not: tuple[str, str] | None = None


_SHARED = {
    "article": "article = ?",
    "among": "article in (select unnest(?))",
    "text": "contains(lower(sentence.text), lower(?))",
    "since": "last_day >= ?",
    "until": "first_day <= ?",
    "by": "(has_actor(attributed_to, ?) or lower(outlet) = lower(?))",
}
CONDITIONS: dict[str, dict[str, str]] = {
    "reports": {
        **_SHARED,
        "dyad": "is_dyad(source, target, ?, ?)",
        "source": "has_actor(source, ?)",
        "source_is_not": "len(source) > 0 and not has_actor(source, ?) and not has_actor(source, ?)",
        "target": "has_actor(target, ?)",
        "actor": "(has_actor(source, ?) or has_actor(target, ?))",
        "type": "type = upper(?)",
        "status": "status = ?",
    },
    "statements": {
        **_SHARED,
        "speaker": "(is_actor(speaker, ?) or contains(lower(speaker.name), lower(?)))",
        "actor": "is_actor(speaker, ?)",
        "kind": "kind = ?",
    },
    "figures": {
        **_SHARED,
        "measure": "contains(lower(coalesce(measure, '')), lower(?))",
        "actor": "is_actor(subject, ?)",
        "about": "is_about(subject, figures_dated.article, sentence, ?, ?)",
    },
}
"""For each table, the condition that a filter's field stands for; its value is given once for each question mark."""


def where(table: str, asked: Filter) -> Condition:
    """Return the SQL condition of a filter and its values. Raises ValueError for a field that the table does not know."""
    known = CONDITIONS[table]
    parts: list[str] = []
    values: list[object] = []
    for name in Filter.__dataclass_fields__:
        value = getattr(asked, name)
        if value is None:
            continue
        if name not in known:
            message = f"{table} cannot be filtered by {name}: choose from {', '.join(sorted(known))}"
            raise ValueError(message)
        parts.append(known[name])
        values.extend(_values(value, known[name].count("?")))
    return (" and ".join(parts) or "true", values)


def _values(value: object, places: int) -> list[object]:
    if isinstance(value, tuple):
        return list(value)
    return [sorted(value) if isinstance(value, frozenset) else value] * places
