"""Parquet parts written in whole commits, and DuckDB views over them: load, query, trace, verify."""

from detente.store.filters import Filter
from detente.store.read import Origin, Store, open_store
from detente.store.verify import verify_coded, verify_store
from detente.store.write import Writer, open_writer, page_key

__all__ = ["Filter", "Origin", "Store", "Writer", "open_store", "open_writer", "page_key", "verify_coded", "verify_store"]
