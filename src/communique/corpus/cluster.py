"""Documents converted by the workers of a Dask scheduler, on as many machines as it has.

Each document is a future of its own, so that a worker that is lost loses nothing but the document that it has, which another takes; a
document that ends every worker it comes to is given up and named.
"""

import errno
from collections.abc import Callable, Generator, Iterable
from typing import Any, TypeVar

from communique._version import __version__
from communique.core.errors import BadOption
from communique.corpus.journal import KEPT
from communique.corpus.tables import require

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 8
"""So many documents per thread of a worker are under way: enough that none waits, few enough to be held."""


def on_cluster(
    work: Callable[[T], R], tasks: Iterable[T], address: str, lost: Callable[[T, int | None], R]
) -> Generator[R]:
    """What `work` gives for each task, as they are done. Raises BadOption and OSError (no scheduler, no more scheduler)."""
    require("a scheduler", "distributed", extra="dask")
    import distributed

    dask: Any = distributed  # half of it is typed

    try:
        client = dask.Client(address, set_as_default=False)
    except (OSError, ValueError) as error:
        raise OSError(errno.ECONNREFUSED, "no Dask scheduler answers", address) from error
    with client:
        _require_version(client.run(_version))
        waiting, under_way = iter(tasks), dask.as_completed(loop=client.loop)
        given: dict[str, T] = {}

        def give() -> None:
            most = AHEAD * max(1, sum(client.nthreads().values()))
            while len(given) < most and (task := next(waiting, None)) is not None:
                future = client.submit(work, task, pure=False)
                given[future.key] = task
                under_way.add(future)

        give()
        for future in under_way:
            task = given.pop(future.key)
            if future.status == "cancelled" or client.status != "running":
                raise OSError(errno.ECONNRESET, f"the scheduler is gone; {KEPT}", address)
            died = future.status == "error" and isinstance(future.exception(), dask.KilledWorker)
            yield lost(task, None) if died else future.result()
            give()


def _version() -> str:
    return __version__


def _require_version(found: dict[str, str]) -> None:
    others = {worker: version for worker, version in found.items() if version != __version__}
    if others:
        worker, version = next(iter(others.items()))
        raise BadOption(f"the worker {worker} has version {version} of communique, and this is {__version__}")
