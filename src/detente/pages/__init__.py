"""Where pages come from: files, folders and standard input. What cannot be read is a value, never an error that ends the batch."""

from detente.pages.failure import PageFailure
from detente.pages.files import MOST_BYTES, make_page, read_pages

__all__ = ["MOST_BYTES", "PageFailure", "make_page", "read_pages"]
