"""Conditions of a question in SQL, each with its value bound: nothing that a visitor writes becomes SQL."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.web.asked import Asked


@dataclass(slots=True)
class Conditions:
    """Conditions that must all hold."""

    parts: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)

    def add(self, condition: str, value: object) -> Conditions:
        """Add a condition where there is a value; the value is given once for each question mark."""
        if value not in ("", None):
            self.parts.append(f"({condition})")
            self.values.extend([value] * condition.count("?"))
        return self

    def period(self, asked: Asked) -> Conditions:
        """Add the days asked for."""
        return self.add("last_day >= ?", asked.since).add("first_day <= ?", asked.until)

    @property
    def sql(self) -> str:
        """The conditions as SQL."""
        return " and ".join(self.parts) or "true"
