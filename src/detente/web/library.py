"""The store behind the pages: laid out once, laid out anew when it has grown, and the one place that writes judgements."""

from __future__ import annotations

import queue
import threading
import time
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import DetenteError, StoreError
from detente.lexicon.events import load_events
from detente.records import Review
from detente.store import add_judgements, latest, open_store, read_judgements
from detente.store.commits import COMMITS
from detente.store.merged import MERGES
from detente.web.names import Names
from detente.web.shelf import Shelf

if TYPE_CHECKING:
    from detente.lexicon import Lexicon
    from detente.store.judgements import Subject

LOOK_EVERY = 2.0
"""Seconds between two looks at whether the store has grown."""
PATIENCE = 5.0
"""Seconds for which a judgement waits until another program has stopped writing."""


class Library:
    """Keeps a shelf open. ``shelf`` gives the one to read from; ``say`` adds a judgement."""

    def __init__(self, root: Path, lexicon: Lexicon) -> None:
        """Open the store in the folder ``root``. Raises StoreError."""
        self.root = root
        self.lexicon = lexicon
        self.names = Names(lexicon)
        self.scores = {kind.name: kind.score for kind in lexicon.get(load_events).types.values()}
        self._seen = self._state()
        self._shelf = Shelf(root, self.scores)
        self.reviews = read_judgements(self._shelf)
        self.verdicts: dict[Subject, Review] = latest(self.reviews)
        self._looked = time.monotonic()
        self._fresh, self._saying = threading.Lock(), threading.Lock()
        self._queue: queue.SimpleQueue[tuple[Review, Future[None]] | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write, name="judgements", daemon=True)
        self._writer.start()

    @property
    def shelf(self) -> Shelf:
        """What pages read. Now and then it looks whether the store has grown; pages go on with the old shelf until a new one stands."""
        if time.monotonic() - self._looked > LOOK_EVERY:
            self._looked = time.monotonic()
            if self._state() != self._seen and self._fresh.acquire(blocking=False):
                threading.Thread(target=self._renew, name="shelf", daemon=True).start()
        return self._shelf

    def _state(self) -> tuple[int, int]:
        """Return the numbers of the last commit and the last merge on the disk."""
        folders = (self.root / COMMITS, self.root / MERGES)
        last, merge = (max((int(file.stem) for file in folder.glob("*.json") if file.stem.isdigit()), default=0) for folder in folders)
        return last, merge

    def _renew(self) -> None:
        try:
            self._seen = self._state()
            self._keep(Shelf(self.root, self.scores))
        except DetenteError:
            pass  # half-written or gone: the pages stay as they are, and the next look tries again
        finally:
            self._fresh.release()

    def _keep(self, shelf: Shelf) -> None:
        """Take a new shelf; the old one closes by itself when the last page that reads from it is done."""
        with self._saying, open_store(self.root) as now:
            self.reviews = read_judgements(now)  # not the shelf's: somebody may have judged while it was made
            self.verdicts = latest(self.reviews)
        self._shelf = shelf

    def close(self) -> None:
        """Write what is still to be written, and let go of the store."""
        self._queue.put(None)
        self._writer.join()
        self._shelf.close()

    def say(self, review: Review) -> None:
        """Add a judgement, and return when it is on the disk. Raises StoreError where another program goes on writing."""
        done: Future[None] = Future()
        self._queue.put((review, done))
        done.result()

    def _write(self) -> None:
        while (asked := self._queue.get()) is not None:
            review, done = asked
            try:
                self._write_one(review)
            except Exception as error:  # noqa: BLE001 - whatever it is, the visitor who waits must hear of it
                done.set_exception(error)
            else:
                done.set_result(None)

    def _write_one(self, review: Review) -> None:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                with self._saying:
                    add_judgements(self.root, [review])
                    self.reviews = [*self.reviews, review]
                    self.verdicts = latest(self.reviews)
                break
            except StoreError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
        commit, merge = self._seen
        if self._state() == (commit, merge + 1):
            self._seen = commit, merge + 1  # our own line, which changes no table of the shelf
