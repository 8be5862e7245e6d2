"""Ask a store: records by filter, an article with its records, the article behind a record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

import duckdb

from detente import schema
from detente.errors import InputError, StoreError
from detente.records import Coded, Figure, Report, Statement
from detente.store.commits import read_commits
from detente.store.filters import Filter, where
from detente.store.merged import read_merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyarrow as pa

BATCH = 4096
"""Rows read at a time: memory does not grow with the answer."""

ORDER = {
    "reports": "first_day nulls last, article, trigger.start, id",
    "statements": "first_day nulls last, article, content.start, id",
    "figures": "first_day nulls last, article, span.start, id",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article came from, without its text."""

    id: str
    page: str
    url: str | None
    outlet: str | None
    published: dt.date | None
    published_from: str | None
    fetched: dt.datetime | None
    title: str | None
    failure: str | None


class Store:
    """A store, opened for reading: what it held when it was opened. Close it, or use it in ``with``."""

    def __init__(self, root: str | Path) -> None:
        """Open the store in the folder ``root``. Raises StoreError."""
        self.root = Path(root)
        self.commits = read_commits(self.root)
        self._connection = _connect()
        self.merged = read_merged(self.root)
        parts = [part for commit in self.commits for part in commit.parts] + list(self.merged.parts)
        for table in (*schema.TABLES, *schema.MERGED):
            self._view(table, [str(self.root / part.file) for part in parts if part.table == table])
        try:
            self._connection.execute(files("detente.store").joinpath("views.sql").read_text(encoding="utf-8"))
        except duckdb.Error as error:
            raise self._damaged(error) from error

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Let go of the parts."""
        self._connection.close()

    def _view(self, table: str, parts: Sequence[str]) -> None:
        if not parts:
            self._connection.register("nothing", schema.arrow_schema(table).empty_table())
            self._connection.execute(f"create table {table} as select * from nothing")  # noqa: S608 - names are ours
            self._connection.unregister("nothing")
            return
        quoted = ", ".join("'" + part.replace("'", "''") + "'" for part in parts)
        try:
            self._connection.execute(f"create view {table} as select * from read_parquet([{quoted}])")  # noqa: S608 - names are ours
        except duckdb.Error as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> StoreError:
        first = str(error).splitlines()[0]
        return StoreError(f"{self.root}: cannot be read ({first}): run `detente verify --store {self.root}` to see which part is damaged")

    def sql(self, question: str, values: Sequence[object] = ()) -> pa.Table:
        """Return the answer to a question in SQL (tables and views as in ``views.sql``) as an Arrow table. Raises StoreError."""
        try:
            return self._connection.cursor().sql(question, params=list(values)).to_arrow_table()
        except duckdb.IOException as error:
            raise self._damaged(error) from error
        except duckdb.Error as error:
            message = f"question not understood: {str(error).splitlines()[0]}"
            raise StoreError(message) from error

    def _rows(self, question: str, values: Sequence[object]) -> Iterator[dict[str, Any]]:
        """Yield the rows of an answer one by one; a cursor of its own, since a second question would end the first."""
        try:
            for batch in self._connection.cursor().sql(question, params=list(values)).to_arrow_reader(BATCH):
                yield from batch.to_pylist()
        except duckdb.Error as error:
            raise self._damaged(error) from error

    def _find(self, table: str, asked: Filter, limit: int | None) -> Iterator[Any]:
        condition, values = where(table, asked)
        columns = ", ".join(schema.arrow_schema(table).names)
        question = f"select {columns} from {table}_dated where {condition} order by {ORDER[table]}"  # noqa: S608 - values are bound
        if limit is not None:
            question += f" limit {int(limit)}"
        for row in self._rows(question, values):
            yield schema.record_of(schema.TABLES[table], row)

    def reports(self, asked: Filter | None = None, *, limit: int | None = None, **fields: Any) -> Iterator[Report]:
        """Yield reports by day, article and place in the text. ``fields`` are those of ``Filter``."""
        return cast("Iterator[Report]", self._find("reports", asked or Filter(**fields), limit))

    def statements(self, asked: Filter | None = None, *, limit: int | None = None, **fields: Any) -> Iterator[Statement]:
        """Yield statements by the day of their article and place in the text."""
        return cast("Iterator[Statement]", self._find("statements", asked or Filter(**fields), limit))

    def figures(self, asked: Filter | None = None, *, limit: int | None = None, **fields: Any) -> Iterator[Figure]:
        """Yield figures by the day of their article and place in the text."""
        return cast("Iterator[Figure]", self._find("figures", asked or Filter(**fields), limit))

    def records(self, table: str, question: str, values: Sequence[object] = ()) -> Iterator[Any]:
        """Yield the records that a question in SQL returns with at least the columns of ``table``. Raises StoreError."""
        yield from schema.records_of(table, self.sql(question, values))

    def origins(self, articles: Iterable[str] | None = None) -> Iterator[Origin]:
        """Yield where articles came from: those named, or all, by date and id."""
        columns = ", ".join(Origin.__dataclass_fields__)
        condition, values = ("true", []) if articles is None else ("id in (select unnest(?))", [sorted(set(articles))])
        question = f"select {columns} from articles where {condition} order by published nulls last, id"  # noqa: S608 - values are bound
        for row in self._rows(question, values):
            yield Origin(**row)

    def coded(self, article: str) -> Coded:
        """Return an article with all its records, by its id or the beginning of it. Raises InputError."""
        found = [row["id"] for row in self._rows("select id from articles where starts_with(id, ?) order by id limit 2", [article])]
        if len(found) != 1 and article not in found:
            reason = "no article" if not found else "several articles"
            message = f"{self.root}: {reason} whose id begins with {article!r}: see `detente articles --store {self.root}`"
            raise InputError(message)
        tables = {}
        for table in schema.TABLES:
            key = "id" if table == "articles" else "article"
            tables[table] = self.sql(f"select * from {table} where {key} = ?", [found[0]])  # noqa: S608 - as above
        return next(schema.coded_of(tables))

    def article_of(self, record: str) -> str | None:
        """Return the id of the article that holds the report, statement or figure with that id."""
        union = " union all ".join(f"select article from {table} where id = ?" for table in ("reports", "statements", "figures"))  # noqa: S608
        return next((row["article"] for row in self._rows(union, [record] * 3)), None)

    def counts(self) -> dict[str, int]:
        """Return how many rows each table has, from the commits alone."""
        return {table: sum(part.rows for commit in self.commits for part in commit.parts if part.table == table) for table in schema.TABLES}


def _connect() -> duckdb.DuckDBPyConnection:
    """Return a database in memory that never goes to the network for an extension, and gives times in UTC."""
    connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
    connection.execute("set global TimeZone = 'UTC'")
    return connection


def open_store(root: str | Path) -> Store:
    """Open a store for reading. Raises StoreError."""
    return Store(root)
