"""A corpus built: what is new or changed is converted, by several processes, and what depends on it
is published.
"""

import contextlib
import errno
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from communique._version import __version__
from communique.checking.compiling import compile_schema
from communique.core.errors import BadOption
from communique.core.message import say
from communique.core.processes import in_order, processors
from communique.corpora.conversion import Recipe, Task, convert, lost
from communique.corpora.journal import FULL, KEPT, NAME, Journal, entries, published
from communique.corpora.shards import (
    FINDINGS,
    RECORDS,
    Shard,
    file_of,
    files_of,
    shards,
    write_manifest,
    write_shard,
)
from communique.corpora.sources import BROKEN, Document, Listing, Outcome, source_of
from communique.corpora.tables import require
from communique.formats import format_named

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 8
"""This many documents per thread of a worker are under way: enough that none waits, few enough to
be held.
"""

PATIENCE = 60
"""Seconds for which a first worker is waited for."""


def on_cluster(
    work: Callable[[T], R], tasks: Iterable[T], address: str, lost: Callable[[T, int | None], R]
) -> Generator[R]:
    """What `work` gives for each task, as they are done. Raises BadOption and OSError (no
    scheduler, no more scheduler).
    """
    require("a scheduler", "distributed", extra="dask")
    import distributed

    dask: Any = distributed  # half of it is typed

    try:
        client = dask.Client(address, set_as_default=False)
    except (OSError, ValueError) as error:
        raise OSError(errno.ECONNREFUSED, "no Dask scheduler answers", address) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise OSError(errno.ECONNREFUSED, "the scheduler has no worker", address) from error
        others = {
            worker: version
            for worker, version in client.run(_version).items()
            if version != __version__
        }
        if others:
            worker, version = next(iter(others.items()))
            raise BadOption(
                f"the worker {worker} has version {version} of communique, and this is {__version__}"
            )
        suspects: list[T] = []

        def done(tasks: Iterable[T], most: Callable[[], int]) -> Iterator[tuple[T, Any]]:
            waiting, under_way = iter(tasks), dask.as_completed(loop=client.loop)
            given: dict[str, T] = {}

            def give() -> None:
                while len(given) < most() and (task := next(waiting, None)) is not None:
                    future = client.submit(work, task, pure=False)
                    given[future.key] = task
                    under_way.add(future)

            give()
            for future in under_way:
                if future.status == "cancelled" or client.status != "running":
                    raise OSError(errno.ECONNRESET, f"the scheduler is gone; {KEPT}", address)
                yield given.pop(future.key), future
                give()

        for task, future in done(tasks, lambda: AHEAD * max(1, sum(client.nthreads().values()))):
            try:
                yield future.result()
            except (
                dask.KilledWorker
            ):  # of itself, or with another on its worker, even if it had its outcome there
                suspects.append(task)
        for task, future in done(suspects, lambda: 1):  # alone, so that it can only die of itself
            try:
                yield future.result()
            except dask.KilledWorker:
                yield lost(task, None)


def _version() -> str:
    return __version__


NAMED = 20
"""This many documents without a record are named to the caller; the manifest has all."""

Told = Callable[[int], None]
"""Told how many documents are done, as they are done."""

Results = Callable[[Iterable[Task], Recipe], Generator[Outcome]]


@dataclass(slots=True)
class Built:
    """What a run did. `kept`: documents that were as they had been; `failed`: how many have no
    record, `named` the first of them.
    """

    documents: int = 0
    converted: int = 0
    kept: int = 0
    gone: int = 0
    failed: int = 0
    named: list[tuple[str, str]] = field(default_factory=list)
    skipped: dict[str, tuple[int, list[str]]] = field(default_factory=dict)


def build(
    sources: Sequence[str],
    folder: Path,
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
    recipe: Recipe | None = None,
    told: Told = lambda _: None,
) -> Built:
    """Bring the corpus in a folder up to date with its sources: what is new or changed in them is
    converted, all else is kept.

    What is published is the same, byte for byte, whatever the number of processes, their order, and
    how often a run was cut short. Documents of sources that are not named stay; one that its source
    no longer holds goes.

    `scheduler` is the address of a Dask scheduler, whose workers convert in the place of `jobs`
    processes here; they must reach the files under the same paths.

    Raises BadOption, UnknownFormat, and OSError: a source that is not there, another run on the
    folder, a disk that gives way.
    """
    chosen = recipe or Recipe()
    for name in files_of(chosen.to):
        if not format_named(name).writes or format_named(name).binary:
            raise BadOption(f"{name} is not written as text, and so not in a corpus")
    if "parquet" in chosen.to:
        require("parquet", "pyarrow")
    number = processors() if jobs is None else jobs
    if (
        folder.is_dir()
        and not (folder / NAME).exists()
        and any(each.name != "lock" for each in folder.iterdir())
    ):
        raise BadOption(f"{folder} is neither empty nor a corpus; name another folder")
    folder.mkdir(parents=True, exist_ok=True)
    listing = Listing(tuple(sources), os.path.realpath(folder))
    built = Built(skipped=listing.skipped)
    with Journal(folder) as journal:
        chosen = replace(chosen, to=journal.formats(chosen.to))
        _convert(
            listing,
            journal,
            chosen,
            partial(_results, jobs=number, scheduler=scheduler),
            built,
            told,
        )
        complete = {source_of(each) for each in sources} - listing.incomplete
        for name in journal.gone(
            complete
        ):  # first the files, so that a run cut short here does it again
            for each in files_of(chosen.to):
                file_of(folder, name, each).unlink(missing_ok=True)
            journal.forget(name)
            built.gone += 1
        journal.commit()
        with _room(folder):
            _publish(journal, chosen, folder, number)
        built.documents = journal.count()
        built.failed, built.named = journal.without_record(NAMED)
    return built


def _convert(
    listing: Listing, journal: Journal, recipe: Recipe, results: Results, built: Built, told: Told
) -> None:
    key = recipe.key
    tasks = _tasks(listing, journal, key, built, told)
    first = next(tasks, None)
    if first is None:
        return
    with contextlib.closing(results(chain([first], tasks), recipe)) as outcomes:
        for outcome in outcomes:
            journal.put(outcome, key)
            if outcome.result is None:
                built.kept += 1
            else:
                built.converted += 1
            told(built.kept + built.converted)
    journal.commit()


def _results(
    tasks: Iterable[Task], recipe: Recipe, *, jobs: int, scheduler: str | None
) -> Generator[Outcome]:
    """The outcome of each task. Even one process is one of its own: what it dies of costs one
    document, not the run.
    """
    seconds = recipe.options.limits.seconds
    unwatched = replace(
        recipe, options=recipe.options.untimed
    )  # the processes are watched from here
    work = partial(convert, recipe=unwatched)
    if scheduler is not None:
        yield from on_cluster(work, tasks, scheduler, lost)
    else:
        import_module(
            "communique.checking.profiles"
        )  # what every process would load: those that are forked share it
        compile_schema()
        yield from in_order(work, tasks, jobs, partial(lost, seconds=seconds), seconds=seconds)


def _tasks(
    listing: Listing, journal: Journal, key: str, built: Built, told: Told
) -> Iterator[Task]:
    """The documents that may have changed. One that shows that it has not is not even opened."""
    for document in listing.documents():
        if not journal.is_first(document.name):
            listing.skip("named twice", document.name)
        elif journal.is_current(document, key):
            built.kept += 1
            told(built.kept + built.converted)
        else:
            yield _task(document, journal.known(document.name, key))


def _task(document: Document, known: str | None) -> Task:
    """A task, with the bytes of a member of an archive: these are read here, where the archive is
    open.
    """
    if document.read is None:
        return Task(document, None, known)
    plain = Document(document.name, document.stamp, source=document.source)
    try:
        return Task(plain, document.read(), known)
    except BROKEN as error:
        why = say(
            "it cannot be taken out of the archive: {error}",
            error=str(error) or type(error).__name__,
        )
        return Task(
            replace(Document(document.name, wrong=why), source=document.source), None, known
        )


def _publish(journal: Journal, recipe: Recipe, folder: Path, jobs: int) -> None:
    """Write the shards that are not as they were, by several processes, and take away those that
    there are no more.
    """
    all_of_them = shards(journal.count())
    before = published(folder)
    for name in before.keys() - {shard.name for shard in all_of_them}:
        for path in folder.glob(f"*/**/{name}.*"):
            path.unlink()
        journal.publish(name, None)
    now = {shard.name: journal.digest(shard.slots) for shard in all_of_them}
    kept = {name for name, digest in now.items() if before.get(name) == digest}
    needed = (f"{FINDINGS}/{{}}.csv", *((f"{RECORDS}/{{}}.jsonl",) if "json" in recipe.to else ()))
    stale = [each for each in all_of_them
             if each.name not in kept or not all((folder / path.format(each.name)).exists() for path in needed)]  # fmt: skip
    work = partial(write_shard, folder=folder, to=recipe.to)
    if stale:
        for shard in in_order(work, stale, min(jobs, len(stale)), _not_written):
            journal.publish(shard.name, now[shard.name])
    write_manifest(folder, entries(folder))


@contextlib.contextmanager
def _room(folder: Path) -> Iterator[None]:
    """A full disk is said as such, and of what: the error of another process names no file."""
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise OSError(error.errno, f"the disk is full; {KEPT}", str(folder)) from error


def _not_written(shard: Shard, status: int | None) -> Shard:
    raise OSError(None, f"the process that wrote {shard.name} ended with status {status}; {KEPT}")
