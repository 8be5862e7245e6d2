"""Parquet parts written in whole commits, and DuckDB views over them: load, query, trace, verify."""

from detente.store.filters import Filter
from detente.store.judgements import add_judgements, latest, parse_judgements, read_judgements, subject_of, write_judgements
from detente.store.merged import Merged, read_merged, write_merged
from detente.store.read import Origin, Store, open_store
from detente.store.verify import verify_coded, verify_store
from detente.store.write import Writer, open_writer, page_key

__all__ = [
    "Filter",
    "Merged",
    "Origin",
    "Store",
    "Writer",
    "add_judgements",
    "latest",
    "open_store",
    "open_writer",
    "page_key",
    "parse_judgements",
    "read_judgements",
    "read_merged",
    "subject_of",
    "verify_coded",
    "verify_store",
    "write_judgements",
    "write_merged",
]
