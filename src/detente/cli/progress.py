"""Progress of a batch on standard error, where that is a terminal."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from detente.batch import Summary


@contextlib.contextmanager
def shown_progress() -> Iterator[Callable[[Summary], None] | None]:
    """Yield what shows how far a batch is; None where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("loading the language model")

        def tell(summary: Summary) -> None:
            done = summary.coded + summary.failed
            rate = done / summary.seconds if summary.seconds else 0.0
            progress.update(task, description=f"{done} pages, {rate:.1f} a second, {summary.reports} reports, {summary.failed} failed")

        yield tell
