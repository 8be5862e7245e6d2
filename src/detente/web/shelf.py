"""A store laid out for pages: flat tables in memory, made when the store is opened and when it has grown."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from detente.store.read import Store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Row = dict[str, Any]


class Shelf(Store):
    """A store with the tables of ``shelf.sql`` beside its own."""

    def __init__(self, root: str | Path, scores: Mapping[str, float]) -> None:
        """Open the store in the folder ``root`` and lay it out; ``scores`` are those of the event types. Raises StoreError."""
        super().__init__(root)
        self.scores = dict(scores)
        table = pa.table({"type": list(scores), "score": pa.array(scores.values(), pa.float64())})
        self._connection.register("scored", table)
        try:
            self._connection.execute("create table scores as select * from scored")
            self._connection.execute(files("detente.web").joinpath("shelf.sql").read_text(encoding="utf-8"))
        except duckdb.Error as error:
            raise self._damaged(error) from error
        finally:
            self._connection.unregister("scored")

    def rows(self, question: str, values: Sequence[object] = ()) -> list[Row]:
        """Return the answer to a question as dicts. Raises StoreError."""
        found: list[Row] = self.sql(question, values).to_pylist()
        return found

    def count(self, question: str, values: Sequence[object] = ()) -> int:
        """Return the one number that a question asks for."""
        return int(self.sql(question, values).column(0)[0].as_py())

    def titles(self, articles: Sequence[str]) -> dict[str, Row]:
        """Return outlet, title and date of some articles, by id."""
        columns = "id, outlet, title, published, url"
        return {row["id"]: row for row in self.rows(f"select {columns} from sheets where id in (select unnest(?))", [list(set(articles))])}  # noqa: S608 - names are ours
