"""CAMEO codes in a column: type, mode and context of PLOVER, or why there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from detente.exchange.codes import BLOCK, NOBODY, actor_of
from detente.exchange.columns import mapped, several

if TYPE_CHECKING:
    from typing import Any

    from detente.exchange.build import Columns
    from detente.exchange.codes import Known

STATEMENT = "a public statement (CAMEO 01), which is no PLOVER event"
"""Why a row is left out on purpose."""
_FOUND = ("type", "mode", "context", "tag", "failure")
Found = tuple[str | None, str | None, str | None, str | None, str | None]


def cameo_columns(codes: pa.Array, known: Known) -> Columns:
    """Return type, mode, context, tag and failure for a column of CAMEO codes."""
    found = several([codes], lambda code: _plover(code, known), [pa.string()] * len(_FOUND))
    return dict(zip(_FOUND, found, strict=True))


def _plover(code: str, known: Known) -> Found:
    if not code:
        return None, None, None, None, "no event code"
    # Spreadsheets eat the zero in front; roots of two digits stand for themselves and nothing more particular.
    wanted = code.zfill(BLOCK) if code.isdigit() and code not in known.events.roots else code
    tries = (code, f"{code}0" if code in known.events.roots else wanted, wanted[:BLOCK])
    entry = next((known.events.from_cameo[each] for each in tries if each in known.events.from_cameo), None)
    if entry is None:
        return None, None, None, None, f"unknown event code {code[:20]!r}"
    if not entry.type:
        return None, None, None, None, STATEMENT
    said = code if code in known.events.from_cameo else tries[1]
    return entry.type, entry.mode, entry.contexts[0] if entry.contexts else None, f"CAMEO {said}", None


def cameo_actors(codes: Any, names: Any, side: str, known: Known) -> Columns:
    """Return name, code and entity for columns of CAMEO actors and their names (null: the code is the name)."""
    columns = several([codes], lambda cell: _actor(cell, known), [pa.string(), pa.string()])
    named = mapped(names, lambda cell: cell or None, pa.string())
    # Somebody with a name and no code is somebody still.
    code = pc.coalesce(columns[0], pc.if_else(pc.is_valid(named), NOBODY, None))
    return {f"{side}_name": named, f"{side}_code": code, f"{side}_entity": columns[1]}


def _actor(cell: str, known: Known) -> tuple[str | None, str | None]:
    return actor_of(cell, known) if cell and cell != NOBODY else (None, None)
