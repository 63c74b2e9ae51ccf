"""Which files the paths of a call mean, and each of them examined by itself; or a pair.

A file is itself, a folder is what can be read in it, a pattern what it means. One that cannot be
opened does not stop the others.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from communique.checking.choice import ANYTHING, Choice
from communique.checking.engine import Examined, examine
from communique.checking.patterns import expand, fixed_part, is_pattern, walked
from communique.core.codes import CANNOT_OPEN, ENGINE_FAULT
from communique.core.diagnostics import Diagnostic, Report, Verdict
from communique.core.errors import reason
from communique.core.message import Message, say
from communique.core.source import Source
from communique.documents import format_for
from communique.draft import ReadOptions
from communique.formats import format_of

if TYPE_CHECKING:  # most calls compare nothing
    from communique.checking.cross.pair import Relation


class Skip(StrEnum):
    """Why something that was found, not named, is passed over."""

    FORMAT = "its extension is not that of a format"
    HOLDS = "a page or an office file, which is read only if it is named"
    EXCLUDED = "excluded"
    LINK = "a link out of the folder, or to a folder"
    NO_FILE = "not a regular file"


@dataclass(frozen=True, slots=True)
class Input:
    """A file to be examined, what it is held to, its bytes if they have been read; or a path that gives none, and why."""

    path: str
    wrong: Message | None = None
    choice: Choice = ANYTHING
    source: Source | None = None


@dataclass(slots=True)
class Listing:
    """The files that are meant, each once, in the order in which they were named or found; and what was passed over."""

    inputs: list[Input] = field(default_factory=list)
    skipped: dict[Skip, list[str]] = field(default_factory=dict)

    def skip(self, path: str, why: Skip) -> None:
        """Note that something was passed over."""
        self.skipped.setdefault(why, []).append(path)


Excluded = Callable[[str], bool]
"""Whether a file or folder that was found is to be passed over."""


def listed(paths: Iterable[str], excluded: Excluded = lambda _: False) -> Listing:
    """Look through what is named. A file that is named itself is taken whatever its ending, and though it be excluded.

    Hidden files are not looked for, nor are links followed that lead out of a folder, or to one. A
    path that gives no file is among the inputs all the same, so that it cannot be taken for
    checked.
    """
    listing = Listing()
    found: dict[str, Input] = {}
    for path in paths:
        for each in _meant(path, listing, excluded):
            found.setdefault(each.path if each.path == "-" else os.path.abspath(each.path), each)  # noqa: PTH100 - links stay links
    listing.inputs.extend(found.values())
    return listing


def _meant(path: str, listing: Listing, excluded: Excluded) -> Iterator[Input]:
    """What one path means. It is asked in ways that give no error where a name is impossible: opening will say so."""
    if os.path.isdir(path):  # noqa: PTH112 - a name too long is no error
        yield from _in_folder(path, listing, excluded)
        return
    if not is_pattern(path) or os.path.lexists(path):
        yield Input(path)
        return
    root = os.path.realpath(fixed_part(path))
    matched = False
    for name in expand(path):
        matched = True
        if os.path.isdir(name):  # noqa: PTH112 - a name too long is no error
            if _to_be_looked_into(name, listing, excluded):
                yield from _in_folder(name, listing, excluded)
        else:
            yield from _found(name, root, listing, excluded, Path(path).suffix.lower())
    if not matched:
        yield Input(path, say("no file matches this pattern"))


def _in_folder(path: str, listing: Listing, excluded: Excluded) -> Iterator[Input]:
    root = os.path.realpath(path)
    empty = True
    for found in walked(path, lambda folder: _to_be_looked_into(folder, listing, excluded)):
        if isinstance(found, OSError):
            inputs = [Input(str(found.filename), Message(reason(found)))]
        else:
            inputs = list(_found(found, root, listing, excluded))
        empty = empty and not inputs
        yield from inputs
    if empty:
        yield Input(path, say("the folder contains no file to check"))


def _to_be_looked_into(folder: str, listing: Listing, excluded: Excluded) -> bool:
    """Whether a folder that was not named itself is to be looked into."""
    if os.path.islink(folder):  # noqa: PTH114 - a name too long is no error
        listing.skip(folder, Skip.LINK)
    elif excluded(folder):
        listing.skip(folder, Skip.EXCLUDED)
    else:
        return True
    return False


def _found(
    path: str, root: str, listing: Listing, excluded: Excluded, ending: str = ""
) -> Iterator[Input]:
    """A file that was not named itself, if it is to be examined; `ending`: the one that was asked for by a pattern."""
    known = format_of(path)
    if known is None or not known.reads:
        listing.skip(path, Skip.FORMAT)
    elif known.taken_out is not None and Path(path).suffix.lower() != ending:
        listing.skip(path, Skip.HOLDS)
    elif excluded(path):
        listing.skip(path, Skip.EXCLUDED)
    elif os.path.islink(path) and not Path(os.path.realpath(path)).is_relative_to(root):  # noqa: PTH114 - a name too long is no error
        listing.skip(path, Skip.LINK)
    elif os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113 - a name too long is no error
        listing.skip(path, Skip.NO_FILE)
    else:
        yield Input(path)


Opener = Callable[[str], Source]
"""From a path to its bytes; raises OSError."""
STDIN = "-"
"""The path that means standard input."""
PAYS = 16
"""From this many files per process on, more processes are faster."""


def examine_inputs(
    inputs: Sequence[Input],
    opener: Opener,
    options: ReadOptions,
    *,
    format: str | None = None,
    jobs: int | None = 1,
) -> Iterator[Examined]:
    """Each file, in their order; what was read of one is forgotten before the next is opened.

    `jobs` is the number of processes, None for as many as pay. What is found is the same whatever
    their number, but that the death of a process is a finding about its file. Standard input is
    read here. Raises UnknownFormat.
    """
    found: Iterator[Examined]
    work = partial(_examine_only, opener=opener, options=options, known=format)
    tasks = (
        _read_here(each, opener) if each.path == STDIN and each.source is None else each
        for each in inputs
    )
    number = len(inputs) // PAYS if jobs is None else min(jobs, len(inputs))
    if number > 1:
        from communique.core.processes import (
            in_order,
            processors,
        )  # a single file does not wait for it

        number = min(number, processors()) if jobs is None else number
    found = map(work, tasks)
    if number > 1:
        from communique.checking.compiling import await_schema

        await_schema()  # begun for what the call names; what else needs it compiles it in its process, as long as here
        found = in_order(work, tasks, number, _lost, seconds=options.limits.seconds)
    return (replace(each, choice=given.choice) for given, each in zip(inputs, found, strict=True))


def examine_input(
    given: Input, opener: Opener, options: ReadOptions, known: str | None
) -> Examined:
    """What is said of one file; that it cannot be opened, if so. Raises UnknownFormat."""
    opened = (
        given if given.wrong is not None or given.source is not None else _read_here(given, opener)
    )
    if opened.source is None:
        why = opened.wrong or Message("")
        return Examined(
            Report(given.path, None, (Diagnostic.of(CANNOT_OPEN, why),)),
            Source(given.path, b""),
            None,
        )
    return examine(opened.source, options, given.choice, format=known)


def _examine_only(
    given: Input, *, opener: Opener, options: ReadOptions, known: str | None
) -> Examined:
    """The same without what was read, and without the choice, which need not go from process to process."""
    found = examine_input(given, opener, options, known)
    # Places are of the text in a file that holds one.
    text = found.source if found.parsed is None else found.parsed.source
    return replace(found, source=text, parsed=None, choice=ANYTHING)


def _read_here(given: Input, opener: Opener) -> Input:
    try:
        return replace(given, source=opener(given.path))
    except OSError as error:
        return replace(given, wrong=Message(reason(error)))


def _lost(given: Input, status: int | None) -> Examined:
    message = say("the process that checked the file ended with status {status}", status=status)
    if status is not None and status < 0:
        message = say(
            "the process that checked the file was ended by signal {signal}", signal=-status
        )
    if status is None:
        message = say("the process that checked the file took too long and was ended")
    hint = say("run with --jobs 1 to see more, and to leave the file all the memory")
    return Examined(
        Report(given.path, None, (Diagnostic.of(ENGINE_FAULT, message, hint=hint),)),
        Source(given.path, b""),
        None,
    )


def examine_pair(
    one: Input, other: Input, opener: Opener, options: ReadOptions, *, format: str | None = None,
    on_relation: "Callable[[Relation], None]",
) -> Iterator[Examined]:  # fmt: skip
    """Two files, and with each what it does not agree in with the other; `on_relation` is told what must agree.

    Raises UnknownFormat.
    """
    from communique.checking.cross import compare
    from communique.core.codes import NOT_COMPARED

    examined = [examine_input(each, opener, options, format) for each in (one, other)]
    # What is good and yet holds nothing to compare must not seem to agree.
    empty = (each.parsed is not None and each.parsed.declaration is None for each in examined)
    lacking = (Diagnostic.of(NOT_COMPARED, say("no declaration was read, so nothing is compared")),)
    said: list[tuple[Diagnostic, ...]] = [
        lacking if none and each.report.verdict is Verdict.VALID else ()
        for each, none in zip(examined, empty)
    ]
    parsed = [
        each.parsed
        for each in examined
        if each.parsed is not None and each.parsed.declaration is not None
    ]
    if len(parsed) == len(examined):
        raw = [format_for(each.source, format).raw for each in examined]
        crossed = compare(parsed[0], parsed[1], raw=(raw[0], raw[1]), limit=one.choice.limit)
        on_relation(crossed.relation)
        said = [crossed.one, crossed.other]
    for each, more in zip(examined, said, strict=True):
        yield examine(each.source, options, each.choice, format=format, more=more) if more else each
