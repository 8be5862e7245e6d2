"""PETRARCH-2 output (evts.*): tab-separated, without a header; its width follows from configuration and from whether there is an address.

Date, Source, Target, CAMEO, Issues, SentenceIDs, [URL], StorySource, then up to five optional columns of texts and roots.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from detente.errors import InputError
from detente.exchange.cameo import cameo_actors, cameo_columns
from detente.exchange.columns import days, mapped, without

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.exchange.build import Columns
    from detente.exchange.codes import Known

FIXED, OPTIONAL = 7, 5
URL_AT = 6
_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def find_columns(head: Sequence[str], _row: Sequence[str], known: Known) -> tuple[tuple[str, ...], bool]:
    """Return the columns that every row is brought to by ``mend``: those with an address, and nothing behind the story's source."""
    if not FIXED <= len(head) <= FIXED + 1 + OPTIONAL:
        message = f"{len(head)} columns instead of {FIXED} to {FIXED + 1 + OPTIONAL}: choose the format that the file has"
        raise InputError(message)
    return known.layout.columns["petrarch2"], not re.fullmatch(r"\d{8}", head[0].strip())


def mend(cells: list[str]) -> list[str] | None:
    """Return the cells of a row as date to source with an address, or None where there are too few or too many."""
    if not FIXED <= len(cells) <= FIXED + 1 + OPTIONAL:
        return None
    has_url = bool(_URL.match(cells[URL_AT])) and len(cells) > FIXED
    return cells[: URL_AT + 2] if has_url else [*cells[:URL_AT], "", cells[URL_AT]]


def read_petrarch(table: pa.Table, known: Known) -> Columns:
    """Return what a block of PETRARCH-2 rows says. An event has no id there: its own cells make one."""
    cell = {name: without(table.column(name), known.layout.missing) for name in table.column_names}
    # A row of eight cells may also be one without an address and with one optional column.
    has_url = mapped(cell["URL"], lambda text: text if _URL.match(text) else None, pa.string())
    outlet = pc.if_else(pc.and_(pc.is_null(has_url), pc.is_valid(cell["URL"])), cell["URL"], cell["StorySource"])
    day = days(table.column("Date"))
    parts = [pc.fill_null(cell[name], "") for name in ("Date", "Source", "Target", "CAMEO", "SentenceIDs")]
    return {
        "key": pc.coalesce(has_url, cell["SentenceIDs"]),
        "id": pc.binary_join_element_wise(*parts, "_"),
        "day": day,
        "published": day,
        "outlet": outlet,
        "url": has_url,
        **cameo_columns(cell["CAMEO"], known),
        **cameo_actors(cell["Source"], pa.nulls(len(table), pa.string()), "source", known),
        **cameo_actors(cell["Target"], pa.nulls(len(table), pa.string()), "target", known),
    }
