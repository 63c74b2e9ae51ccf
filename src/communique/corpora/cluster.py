"""Work done by the workers of a Dask scheduler."""

import errno
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, cast

from communique._version import __version__
from communique.core.errors import BadOption
from communique.corpora.arrow import require
from communique.corpora.journal import KEPT

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 8
"""This many documents per thread of a worker are under way: enough that none waits, few enough to
be held.
"""

PATIENCE = 60
"""Seconds for which a first worker is waited for."""


class _Future(Protocol):
    """What will become of a task."""

    key: str
    status: str

    def result(self) -> object: ...


class _Client(Protocol):
    """What is asked of Dask's client."""

    loop: object
    status: str

    def wait_for_workers(self, n_workers: int, timeout: float) -> None: ...

    def run(self, function: Callable[[], str]) -> dict[str, str]: ...

    def submit(
        self,
        work: Callable[[T], object],
        task: T,
        *,
        pure: bool,
    ) -> _Future: ...

    def nthreads(self) -> dict[str, int]: ...


def on_cluster(
    work: Callable[[T], R],
    tasks: Iterable[T],
    address: str,
    lost: Callable[[T, int | None], R],
) -> Generator[R]:
    """What `work` gives for each task, as they are done; what `lost` gives for a task that ends
    worker after worker. Raises BadOption and OSError (no scheduler, no more scheduler).
    """
    require("a scheduler", "distributed", extra="dask")
    import distributed

    try:
        client = distributed.Client(address, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise OSError(
            errno.ECONNREFUSED, "no Dask scheduler answers", address
        ) from error
    with client:
        cluster = _Cluster(cast("_Client", client), address, work)
        cluster.require_workers()
        suspects: list[T] = []
        for task, future in cluster.done(tasks, cluster.most):
            try:
                yield cast("R", future.result())
            except distributed.KilledWorker:
                # The task ended its worker, or was on a worker that another task ended.
                suspects.append(task)
        for task, future in cluster.done(
            suspects, lambda: 1
        ):  # alone: it can only die of itself
            try:
                yield cast("R", future.result())
            except distributed.KilledWorker:
                yield lost(task, None)


@dataclass(frozen=True, slots=True)
class _Cluster(Generic[T]):
    """The workers of a scheduler, and what they do."""

    client: _Client
    address: str
    work: Callable[[T], object]

    def require_workers(self) -> None:
        """Raise OSError where no worker comes, and BadOption where one has another version."""
        try:
            self.client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            words = "the scheduler has no worker"
            raise OSError(errno.ECONNREFUSED, words, self.address) from error
        for worker, version in self.client.run(_version).items():
            if version != __version__:
                raise BadOption(
                    f"the worker {worker} has version {version} of communique, "
                    f"and this is {__version__}"
                )

    def most(self) -> int:
        """How many tasks may be under way."""
        return AHEAD * max(1, sum(self.client.nthreads().values()))

    def done(
        self,
        tasks: Iterable[T],
        most: Callable[[], int],
    ) -> Iterator[tuple[T, _Future]]:
        """Each task with what became of it, as they are done; `most` are under way."""
        import distributed

        waiting = iter(tasks)
        under_way = distributed.as_completed(loop=self.client.loop)  # type: ignore[no-untyped-call]
        given: dict[str, T] = {}

        def give() -> None:
            while len(given) < most():
                task = next(waiting, None)
                if task is None:
                    return
                future = self.client.submit(self.work, task, pure=False)
                given[future.key] = task
                under_way.add(future)  # type: ignore[no-untyped-call]

        give()
        for future in under_way:
            if future.status == "cancelled" or self.client.status != "running":
                raise OSError(
                    errno.ECONNRESET, f"the scheduler is gone; {KEPT}", self.address
                )
            yield given.pop(future.key), future
            give()


def _version() -> str:
    return __version__
