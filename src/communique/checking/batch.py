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
from communique.checking.engine import Examined, examine, format_to_check
from communique.checking.patterns import expand, fixed_part, is_pattern, walked
from communique.core.codes import CANNOT_OPEN, ENGINE_FAULT
from communique.core.diagnostics import Diagnostic, Report, Verdict
from communique.core.errors import reason
from communique.core.message import Message, say
from communique.core.paths import absolute, is_file, is_folder, is_link, is_there
from communique.core.source import Source
from communique.core.source_errors import too_slow
from communique.draft import Parsed, ReadOptions
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
    """A file to examine, with its choice of rules and its bytes if they have been read.

    `wrong` says why a path gives no file.
    """

    path: str
    wrong: Message | None = None
    choice: Choice = ANYTHING
    source: Source | None = None


@dataclass(slots=True)
class Listing:
    """The files to examine, each once, in the order named or found; and what was passed over."""

    inputs: list[Input] = field(default_factory=list)
    skipped: dict[Skip, list[str]] = field(default_factory=dict)

    def skip(self, path: str, why: Skip) -> None:
        """Note that something was passed over."""
        self.skipped.setdefault(why, []).append(path)


Excluded = Callable[[str], bool]
"""Whether a file or folder that was found is to be passed over."""


def listed(paths: Iterable[str], excluded: Excluded = lambda _: False) -> Listing:
    """List the files that the paths mean.

    A file that is named itself is taken whatever its ending, even if it is excluded.

    Hidden files are not looked for, nor are links followed that lead out of a folder, or to one. A
    path that gives no file is among the inputs all the same, so that it cannot be taken for
    checked.
    """
    listing = Listing()
    found: dict[str, Input] = {}
    for path in paths:
        for each in _meant(path, listing, excluded):
            key = each.path if each.path == STDIN else absolute(each.path)
            found.setdefault(key, each)
    listing.inputs.extend(found.values())
    return listing


def _meant(path: str, listing: Listing, excluded: Excluded) -> Iterator[Input]:
    """The files that one path means.

    An impossible name gives no error here: opening it will.
    """
    if is_folder(path):
        yield from _in_folder(path, listing, excluded)
        return
    if not is_pattern(path) or os.path.lexists(path):
        yield Input(path)
        return
    root = os.path.realpath(fixed_part(path))
    matched = False
    for name in expand(path):
        matched = True
        if is_folder(name):
            if _to_be_looked_into(name, listing, excluded):
                yield from _in_folder(name, listing, excluded)
        else:
            yield from _found(name, root, listing, excluded, Path(path).suffix.lower())
    if not matched:
        yield Input(path, say("no file matches this pattern"))


def _in_folder(path: str, listing: Listing, excluded: Excluded) -> Iterator[Input]:
    root = os.path.realpath(path)
    empty = True
    for found in walked(
        path, lambda folder: _to_be_looked_into(folder, listing, excluded)
    ):
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
    if is_link(folder):
        listing.skip(folder, Skip.LINK)
    elif excluded(folder):
        listing.skip(folder, Skip.EXCLUDED)
    else:
        return True
    return False


def _found(
    path: str, root: str, listing: Listing, excluded: Excluded, ending: str = ""
) -> Iterator[Input]:
    """A file that was not named itself, if it is to be examined.

    `ending` is the ending that a pattern asks for.
    """
    known = format_of(path)
    leads_out = is_link(path) and not Path(os.path.realpath(path)).is_relative_to(root)
    if known is None or not known.reads:
        listing.skip(path, Skip.FORMAT)
    elif known.taken_out is not None and Path(path).suffix.lower() != ending:
        listing.skip(path, Skip.HOLDS)
    elif excluded(path):
        listing.skip(path, Skip.EXCLUDED)
    elif leads_out:
        listing.skip(path, Skip.LINK)
    elif is_there(path) and not is_file(path):
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
    tasks = (_with_stdin(each, opener) for each in inputs)
    number = _number_of_processes(len(inputs), jobs)
    if number > 1:
        # A single file does not wait for these imports.
        from communique.checking.compiling import await_schema
        from communique.core.processes import in_order

        # The schema was begun for what the call names. Another process that needs it compiles it
        # itself, which takes as long as here.
        await_schema()
        seconds = options.limits.seconds
        work = partial(
            _examine_only, opener=opener, options=options.untimed, known=format
        )
        lost = partial(_lost, seconds)
        found = in_order(work, tasks, number, lost, seconds=seconds)
    else:
        work = partial(_examine_only, opener=opener, options=options, known=format)
        found = map(work, tasks)
    return (
        replace(each, choice=given.choice)
        for given, each in zip(inputs, found, strict=True)
    )


def _with_stdin(given: Input, opener: Opener) -> Input:
    """The input, read if it is standard input."""
    is_unread_stdin = given.path == STDIN and given.source is None
    return _read_here(given, opener) if is_unread_stdin else given


def _number_of_processes(files: int, jobs: int | None) -> int:
    """How many processes work on this many files; `jobs` None means as many as pay."""
    if jobs is not None:
        return min(jobs, files)
    number = files // PAYS
    if number <= 1:
        return number
    from communique.core.processes import processors

    return min(number, processors())


def examine_input(
    given: Input, opener: Opener, options: ReadOptions, known: str | None
) -> Examined:
    """What is said of one file; that it cannot be opened, if so. Raises UnknownFormat."""
    is_settled = given.wrong is not None or given.source is not None
    opened = given if is_settled else _read_here(given, opener)
    if opened.source is None:
        why = opened.wrong or Message("")
        return _unread(given.path, Diagnostic.of(CANNOT_OPEN, why))
    return examine(opened.source, options, given.choice, format=known)


def _unread(path: str, finding: Diagnostic) -> Examined:
    """A file of which nothing was read, with the finding that says why."""
    return Examined(Report(path, None, (finding,)), Source(path, b""), None)


def _examine_only(
    given: Input, *, opener: Opener, options: ReadOptions, known: str | None
) -> Examined:
    """The same without the record and the choice, which need not go from process to process."""
    found = examine_input(given, opener, options, known)
    # Places are of the text in a file that holds one.
    text = found.source if found.parsed is None else found.parsed.source
    return replace(found, source=text, parsed=None, choice=ANYTHING)


def _read_here(given: Input, opener: Opener) -> Input:
    try:
        return replace(given, source=opener(given.path))
    except OSError as error:
        return replace(given, wrong=Message(reason(error)))


def _lost(seconds: float | None, given: Input, status: int | None) -> Examined:
    if status is None:
        return _unread(given.path, too_slow(seconds or 0))
    message = say(
        "the process that checked the file ended with status {status}", status=status
    )
    if status < 0:
        message = say(
            "the process that checked the file was ended by signal {signal}",
            signal=-status,
        )
    hint = say("run with --jobs 1 to see more, and to leave the file all the memory")
    return _unread(given.path, Diagnostic.of(ENGINE_FAULT, message, hint=hint))


def examine_pair(
    one: Input,
    other: Input,
    opener: Opener,
    options: ReadOptions,
    *,
    format: str | None = None,
    on_relation: "Callable[[Relation], None]",
) -> Iterator[Examined]:
    """Two files, each with its disagreements with the other.

    `on_relation` is called with how the two belong together. Raises UnknownFormat.
    """
    from communique.checking.cross import compare
    from communique.core.codes import NOT_COMPARED

    examined = [examine_input(each, opener, options, format) for each in (one, other)]
    lacking = Diagnostic.of(
        NOT_COMPARED, say("no declaration was read, so nothing is compared")
    )
    parsed: list[Parsed] = []
    said: list[tuple[Diagnostic, ...]] = []
    for each in examined:
        has_record = each.parsed is not None and each.parsed.declaration is not None
        if has_record and each.parsed is not None:
            parsed.append(each.parsed)
        # A valid file without a declaration must not seem to agree.
        is_empty = each.parsed is not None and not has_record
        is_valid = each.report.verdict is Verdict.VALID
        said.append((lacking,) if is_empty and is_valid else ())
    if len(parsed) == len(examined):
        raw = [format_to_check(each.source, format).raw for each in examined]
        both = (raw[0], raw[1])
        crossed = compare(parsed[0], parsed[1], raw=both, limit=one.choice.limit)
        on_relation(crossed.relation)
        said = [crossed.one, crossed.other]
    for each, more in zip(examined, said, strict=True):
        if more:
            yield examine(each.source, options, each.choice, format=format, more=more)
        else:
            yield each
