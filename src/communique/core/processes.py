"""Work done in several processes, whose results come in the order of the tasks.

Readers and rules hold the interpreter's lock, so that threads would not help. The pool is not that
of `concurrent.futures`: there the death of one process ends all of them, and nobody learns which
task it died of.
"""

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from communique.core.bounds import bind

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

Pipe: TypeAlias = "Connection[Any, Any]"
"""One end of a pipe. What goes through it is pickled, so its type is lost."""

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 32
"""How many results per process may wait for their turn: memory does not grow with the number of
tasks.
"""


def processors() -> int:
    """How many processors this process may use."""
    return (
        len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count() or 1
    )


def can_fork() -> bool:
    """Whether a fork of this process is safe, and costs next to nothing: on Linux, in a process of
    one thread.
    """
    return sys.platform == "linux" and _is_alone()


def in_order(
    work: Callable[[T], R],
    tasks: Iterable[T],
    jobs: int,
    lost: Callable[[T, int | None], R],
    *,
    seconds: float | None = None,
) -> Iterator[R]:
    """What `work` gives for each task, in the order of the tasks, from up to `jobs` processes.

    A process that dies is replaced, and `lost` gives the result of the task that it died of, from
    the task and the exit status (negative: the signal). One that works at a task for more than
    `seconds` is ended; the status is then None. With `seconds`, its memory is limited too (`bind`).
    The processes end with the iterator. Raises what `work` raises. Work, tasks and results must be
    such as can be pickled.
    """
    pool = _Pool(work, enumerate(tasks), lost, seconds, can_fork())
    try:
        for _ in range(jobs):
            with contextlib.suppress(OSError):
                pool.start()
        yield from pool.results() if pool.workers else map(work, tasks)
    finally:
        pool.stop()


@dataclass(slots=True, eq=False)
class _Worker(Generic[T]):
    """A process, our end of its pipe, the task that it has, with its number, and when it must be
    done (`time.monotonic`).

    It has one at a time: where neither end of a pipe sends before the other has read, both can send
    any amount.
    """

    process: BaseProcess
    pipe: "Pipe"
    task: tuple[int, T] | None = None
    until: float | None = None
    late: bool = False


@dataclass(slots=True)
class _Pool(Generic[T, R]):
    """The processes, the tasks that wait for one, and the results that wait for their turn.

    `forks`: costs nothing and shares what is loaded, where it is safe: on Linux, in a process of
    one thread.
    """

    work: Callable[[T], R]
    tasks: Iterator[tuple[int, T]]
    lost: Callable[[T, int | None], R]
    seconds: float | None
    forks: bool
    workers: list[_Worker[T]] = field(default_factory=list)
    done: dict[int, R] = field(default_factory=dict)

    def start(self) -> None:
        """Start a process. Raises OSError."""
        context = _context(forks=self.forks)
        ours, theirs = context.Pipe()
        inherited = (
            [ours, *(worker.pipe for worker in self.workers)] if self.forks else []
        )
        process = context.Process(
            target=_serve,
            args=(theirs, self.work, inherited, self.seconds),
            daemon=True,
        )
        with _uninterrupted():
            process.start()
        theirs.close()  # now the pipe ends with the process, which is how we learn of its death
        self.workers.append(_Worker(process, ours))

    def stop(self) -> None:
        """End all processes, whatever they are at."""
        for worker in self.workers:
            worker.process.terminate()
        for worker in self.workers:
            worker.process.join()
            worker.pipe.close()

    def results(self) -> Iterator[R]:
        """Give out tasks and take in results until there are no more."""
        turn = 0
        while True:
            for worker in self.workers:
                if worker.task is None and len(self.done) < AHEAD * len(self.workers):
                    self.give(worker)
            if turn in self.done:  # the processes are at work while this result is used
                yield self.done.pop(turn)
                turn += 1
                continue
            busy = [worker for worker in self.workers if worker.task is not None]
            if not busy:
                return
            self.wait_for(busy)

    def wait_for(self, busy: "list[_Worker[T]]") -> None:
        """Wait until a process has a result, or end the one whose time is up first."""
        ends = [worker.until for worker in busy if worker.until is not None]
        pipes = [worker.pipe for worker in busy]
        timeout = max(0, min(ends) - time.monotonic()) if ends else None
        ready = wait(pipes, timeout)
        if not ready:
            for worker in busy:
                if worker.until == min(ends):
                    worker.late = True
                    worker.process.kill()  # its pipe ends, and it is taken for dead
        for worker in busy:
            if worker.pipe in ready:
                self.take(worker)

    def give(self, worker: _Worker[T]) -> None:
        """Send a process the next task, if there is one."""
        worker.task = next(self.tasks, None)
        if worker.task is not None:
            worker.until = (
                None if self.seconds is None else time.monotonic() + self.seconds
            )
            with contextlib.suppress(
                OSError
            ):  # it is dead: what is read from it will say so
                worker.pipe.send(worker.task[1])

    def take(self, worker: _Worker[T]) -> None:
        """Take in the result of a process; of one that died the loss of its task, and another takes
        its place.
        """
        assert worker.task is not None, "a process without a task says nothing"
        number, task = worker.task
        worker.task = None
        try:
            result, error = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join()
            status = None if worker.late else worker.process.exitcode
            self.done[number] = self.lost(task, status)
            self.workers.remove(worker)
            worker.pipe.close()
            self.start()
            return
        if error is not None:
            raise error
        self.done[number] = result


def _context(*, forks: bool) -> "SpawnContext | ForkContext":
    if forks:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def _serve(
    pipe: "Pipe",
    work: Callable[[T], R],
    inherited: "list[Pipe]",
    seconds: float | None,
) -> None:
    """What a process does until nobody listens any more. An interrupt is the business of the one
    that started it.

    `inherited` are the other ends of pipes: while a process holds one, it would not learn that its
    starter is dead.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for end in inherited:
        end.close()
    with contextlib.suppress(EOFError, OSError):
        while True:
            task = pipe.recv()
            if seconds is not None:
                bind(seconds)
            try:
                answer: tuple[R | None, Exception | None] = (work(task), None)
            except Exception as raised:  # noqa: BLE001 - raised again where the results are awaited
                answer = (None, raised)
            pipe.send(answer)


def _is_alone() -> bool:
    """Whether this process has one thread. One that was waited for is gone for the system a moment
    later.
    """
    tasks = Path("/proc/self/task")
    for _ in range(20):
        if threading.active_count() > 1 or not tasks.exists():
            return False
        if len(list(tasks.iterdir())) == 1:
            return True
        time.sleep(0.001)
    return False


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """An interrupt waits while a process is started, which inherits that it is kept off."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
