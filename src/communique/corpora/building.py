"""A corpus built: what is new or changed is converted, by several processes, and what depends on it
is published.
"""

import contextlib
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import import_module
from itertools import chain
from pathlib import Path

from communique.checking.compiling import compile_schema
from communique.core.errors import BadOption
from communique.core.message import say
from communique.core.processes import in_order, processors
from communique.corpora.archives import BROKEN
from communique.corpora.arrow import require
from communique.corpora.cluster import on_cluster
from communique.corpora.conversion import (
    Recipe,
    Task,
    convert,
    convert_watched,
    hash_of,
    lost,
)
from communique.corpora.documents import Document, Outcome
from communique.corpora.journal import FULL, KEPT, NAME, Journal, entries, published
from communique.corpora.overlays import Overlays
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
from communique.corpora.sources import Listing, source_of
from communique.formats import format_named

NAMED = 20
"""This many documents without a record are named to the caller; the manifest has all."""

Told = Callable[[int], None]
"""Told how many documents are done, as they are done."""

Results = Callable[[Iterable[Task], Recipe], Generator[Outcome]]


@dataclass(slots=True)
class Built:
    """What a run did. `kept`: documents that were as they had been; `failed`: how many have no
    record, `named` the first of them, each with its verdict. `unread`: documents of an earlier run
    that stay as they were because they could not be read, each with the reason.
    """

    documents: int = 0
    converted: int = 0
    kept: int = 0
    gone: int = 0
    failed: int = 0
    named: list[tuple[str, str]] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    skipped: dict[str, tuple[int, list[str]]] = field(default_factory=dict)


def build(
    sources: Sequence[str],
    folder: Path,
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
    recipe: Recipe | None = None,
    overlays: Overlays | None = None,
    told: Told = lambda _: None,
) -> Built:
    """Bring the corpus in a folder up to date with its sources: what is new or changed in them is
    converted, all else is kept.

    What is published is the same, byte for byte, whatever the number of processes, their order, and
    how often a run was cut short. Documents of sources that are not named stay; one that its source
    no longer holds goes. Nothing goes because a source, or a document, could not be read whole.

    `scheduler` is the address of a Dask scheduler, whose workers convert in the place of `jobs`
    processes here; they must reach the files under the same paths.

    `overlays` says more of some documents. An overlay that changed is a change of the document.

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
    if not _may_hold_a_corpus(folder):
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
            overlays or {},
        )
        complete = {source_of(each) for each in sources} - listing.incomplete
        for name in journal.gone(complete):
            for each in files_of(
                chosen.to
            ):  # first: a run that is cut short here does it again
                file_of(folder, name, each).unlink(missing_ok=True)
            journal.forget(name)
            built.gone += 1
        journal.commit()
        with _room(folder):
            _publish(journal, chosen, folder, number)
        built.documents = journal.count()
        built.failed, built.named = journal.without_record(NAMED)
    return built


def _may_hold_a_corpus(folder: Path) -> bool:
    """Whether a folder is a corpus, is empty but for a lock, or is not there."""
    if not folder.is_dir() or (folder / NAME).exists():
        return True
    return all(each.name == "lock" for each in folder.iterdir())


def _convert(
    listing: Listing,
    journal: Journal,
    recipe: Recipe,
    results: Results,
    built: Built,
    told: Told,
    overlays: Overlays,
) -> None:
    key_of = partial(_key, recipe=recipe.key, overlays=overlays)
    limit = recipe.options.limits.size
    tasks = _tasks(listing, journal, key_of, limit, built, told, overlays)
    first = next(tasks, None)
    if first is None:
        return
    with contextlib.closing(results(chain([first], tasks), recipe)) as outcomes:
        for outcome in outcomes:
            stays = outcome.unread != "" and journal.keep(outcome)
            if stays:
                built.unread.append((outcome.name, outcome.unread))
            else:
                journal.put(outcome, key_of(outcome.name))
            if stays or outcome.result is None:
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
    if scheduler is not None:
        # A worker is a process of Dask's, which nobody ends: it watches its documents itself.
        watching = partial(convert_watched, recipe=recipe)
        yield from on_cluster(watching, tasks, scheduler, lost)
        return
    # Every process needs these. A process that is forked shares them.
    import_module("communique.checking.profiles")
    compile_schema()
    work = partial(convert, recipe=recipe.untimed)
    seconds = recipe.options.limits.seconds
    yield from in_order(
        work, tasks, jobs, partial(lost, seconds=seconds), seconds=seconds
    )


def _key(name: str, recipe: str, overlays: Overlays) -> str:
    """What decides what comes of a document besides its bytes."""
    overlay = overlays.get(name)
    return recipe if overlay is None else f"{recipe} {overlay.key}"


def _tasks(
    listing: Listing,
    journal: Journal,
    key_of: Callable[[str], str],
    limit: int,
    built: Built,
    told: Told,
    overlays: Overlays,
) -> Iterator[Task]:
    """The documents that may have changed. One that shows that it has not is not even opened, and a
    member of an archive whose bytes have not goes no further.
    """
    for document in listing.documents():
        if not journal.is_first(document.name):
            listing.skip("named twice", document.name)
            continue
        key = key_of(document.name)
        is_kept = journal.is_current(document, key)
        if not is_kept:
            task = task_of(document, journal.known(document.name, key), limit)
            is_kept = task.data is not None and hash_of(task.data) == task.known
            if not is_kept:
                yield replace(task, overlay=overlays.get(document.name))
                continue
            journal.belongs(document)
        built.kept += 1
        told(built.kept + built.converted)


def task_of(document: Document, known: str | None, limit: int) -> Task:
    """A task, with the bytes of a member of an archive, one more than the limit at most: they are
    read here, where the archive is open.
    """
    if document.read is None:
        return Task(document, None, known)
    plain = replace(document, read=None)
    try:
        return Task(plain, document.read(limit), known)
    except BROKEN as error:
        words = str(error) or type(error).__name__
        why = say("it cannot be taken out of the archive: {error}", error=words)
        return Task(replace(plain, wrong=why), None, known)


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
    whole = {each.name for each in all_of_them if _is_whole(each, recipe, folder)}
    stale = [each for each in all_of_them if each.name not in kept & whole]
    work = partial(write_shard, folder=folder, to=recipe.to)
    if stale:
        for shard in in_order(work, stale, min(jobs, len(stale)), _not_written):
            journal.publish(shard.name, now[shard.name])
    write_manifest(folder, entries(folder))


def _is_whole(shard: Shard, recipe: Recipe, folder: Path) -> bool:
    """Whether the files of a shard are there."""
    if not (folder / FINDINGS / f"{shard.name}.csv").exists():
        return False
    return (
        "json" not in recipe.to or (folder / RECORDS / f"{shard.name}.jsonl").exists()
    )


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
    raise OSError(
        None, f"the process that wrote {shard.name} ended with status {status}; {KEPT}"
    )
