"""A few worker processes that turn pages into coded articles: in order, in constant memory, whatever a page does to a worker.

Each worker has one page at a time. A worker that dies or takes too long costs its page, which becomes a failure, and nothing else.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Generic, TypeVar

from detente.errors import DetenteError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

P = TypeVar("P")
C = TypeVar("C")
Code = Callable[[P], C]
Fail = Callable[[P, str], C]

AHEAD = 8
"""Pages in flight or waiting for an earlier one, per worker: what bounds memory."""
PATIENCE = 120.0
"""Seconds that a worker may take to load its models."""


@dataclass
class _Worker(Generic[P]):
    process: SpawnProcess
    pipe: Connection
    deadline: float
    ready: bool = False
    place: int | None = None
    page: P | None = None


@dataclass
class Pool(Generic[P, C]):
    """How to code pages: ``make`` runs once in each worker and returns what codes a page; ``fail`` makes the row of a lost page.

    ``cap`` is the number of seconds that a page may take. Both functions must be found by name from another process.
    """

    make: Callable[[], Code[P, C]]
    fail: Fail[P, C]
    size: int
    cap: float
    _workers: list[_Worker[P]] = field(default_factory=list)

    def run(self, pages: Iterable[P]) -> Iterator[C]:
        """Yield the coded article of each page, in the order of the pages. Raises DetenteError where no worker can start."""
        stream = iter(pages)
        first = list(islice(stream, self.size))
        coming = enumerate(chain(first, stream))
        done: dict[int, C] = {}
        order: deque[int] = deque()
        try:
            self._workers = [self._start() for _ in first]
            while first and (self._hand_out(coming, order) or order):
                done.update(self._collect())
                while order and order[0] in done:
                    yield done.pop(order.popleft())
        finally:
            self._stop()

    def _start(self) -> _Worker[P]:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self.make), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours, time.monotonic() + PATIENCE)

    def _hand_out(self, coming: Iterator[tuple[int, P]], order: deque[int]) -> bool:
        """Give each idle worker a page; return whether more pages may come."""
        for worker in self._workers:
            if worker.ready and worker.place is None and len(order) < AHEAD * self.size:
                following = next(coming, None)
                if following is None:
                    return False
                worker.place, worker.page = following
                worker.deadline = time.monotonic() + self.cap
                order.append(worker.place)
                with contextlib.suppress(OSError):
                    worker.pipe.send(worker.page)
        return True

    def _collect(self) -> dict[int, C]:
        """Wait for a worker to report, die or run out of time; return what became of their pages."""
        busy = [worker for worker in self._workers if worker.place is not None or not worker.ready]
        soonest = min(worker.deadline for worker in busy)
        heard = wait([worker.pipe for worker in busy], timeout=max(0.0, soonest - time.monotonic()))
        found: dict[int, C] = {}
        for worker in busy:
            if worker.pipe in heard:
                found.update(self._hear(worker))
            elif worker.deadline <= time.monotonic():
                found.update(self._lose(worker, f"took more than {self.cap:g} seconds"))
        return found

    def _hear(self, worker: _Worker[P]) -> dict[int, C]:
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join()
            return self._lose(worker, f"ended its worker ({_exit(worker.process.exitcode)})")
        if isinstance(said, DetenteError):
            raise said
        if not worker.ready:
            worker.ready = True
            return {}
        place, worker.place, worker.page = worker.place, None, None
        return {} if place is None else {place: said}

    def _lose(self, worker: _Worker[P], reason: str) -> dict[int, C]:
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        if not worker.ready:
            message = f"a worker could not start: it {reason}: try with fewer --workers, or look for free memory"
            raise DetenteError(message)
        self._workers[self._workers.index(worker)] = self._start()
        if worker.place is None or worker.page is None:
            return {}
        return {worker.place: self.fail(worker.page, f"this page {reason}")}

    def _stop(self) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers = []


def _exit(code: int | None) -> str:
    return signal.Signals(-code).name if code is not None and code < 0 else f"exit status {code}"


def _work(pipe: Connection, make: Callable[[], Callable[[P], object]]) -> None:
    """Code pages until the other end closes; the keyboard's interrupt is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        try:
            code = make()
        except DetenteError as error:
            pipe.send(error)
            return
        pipe.send(None)
        while True:
            pipe.send(code(pipe.recv()))
