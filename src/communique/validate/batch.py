"""Many files in one call: each is examined by itself, and one that cannot be opened does not stop the others."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from communique.diagnostics import Diagnostic, Report
from communique.draft import ReadOptions
from communique.errors import reason
from communique.faults import ENGINE_FAULT
from communique.message import Message, say
from communique.source import Source
from communique.validate.choice import ANYTHING
from communique.validate.codes import CANNOT_OPEN
from communique.validate.engine import Examined, examine
from communique.validate.inputs import Input

Opener = Callable[[str], Source]
"""From a path to its bytes; raises OSError."""
STDIN = "-"
"""The path that means standard input."""
PAYS = 16
"""From so many files on for each process more processes are faster."""


def examine_inputs(
    inputs: Sequence[Input],
    opener: Opener,
    options: ReadOptions,
    *,
    format: str | None = None,  # noqa: A002 - the word users know it by
    jobs: int | None = 1,
) -> Iterator[Examined]:
    """Each file, in their order; what was read of one is forgotten before the next is opened.

    `jobs` is the number of processes, None for as many as pay. What is found is the same whatever their number, but that
    the death of a process is a finding about its file. Standard input is read here. Raises UnknownFormat.
    """
    found: Iterator[Examined]
    work = partial(_examine_only, opener=opener, options=options, known=format)
    tasks = (_read_here(each, opener) if each.path == STDIN and each.source is None else each for each in inputs)
    number = len(inputs) // PAYS if jobs is None else min(jobs, len(inputs))
    if number > 1:
        from communique.validate.processes import in_order, processors  # a single file does not wait for it

        number = min(number, processors()) if jobs is None else number
    found = map(work, tasks)
    if number > 1:
        _prepare(inputs)
        found = in_order(work, tasks, number, _lost)
    return (replace(each, choice=given.choice) for given, each in zip(inputs, found, strict=True))


def examine_input(given: Input, opener: Opener, options: ReadOptions, known: str | None) -> Examined:
    """What is said of one file; that it cannot be opened, if so. Raises UnknownFormat."""
    if given.wrong is not None:
        return _unopened(given.path, given.wrong)
    try:
        source = given.source or opener(given.path)
    except OSError as error:
        return _unopened(given.path, Message(reason(error)))
    return examine(source, options, given.choice, format=known)


def _examine_only(given: Input, *, opener: Opener, options: ReadOptions, known: str | None) -> Examined:
    """The same without what was read, and without the choice, which need not go from process to process."""
    found = examine_input(given, opener, options, known)
    text = (
        found.source if found.parsed is None else found.parsed.source
    )  # places are of the text in a file that holds one
    return replace(found, source=text, parsed=None, choice=ANYTHING)


def _read_here(given: Input, opener: Opener) -> Input:
    try:
        return replace(given, source=opener(given.path))
    except OSError as error:
        return replace(given, wrong=Message(reason(error)))


def _prepare(inputs: Iterable[Input]) -> None:
    """Load once what every process would load: those that are forked share it."""
    from communique.validate import profiles  # noqa: F401 - it is loaded, not used
    from communique.validate.compiling import await_schema, prepare

    prepare(each.path for each in inputs)
    await_schema()


def _lost(given: Input, status: int | None) -> Examined:
    message = say("the process that checked the file ended with status {status}", status=status)
    if status is not None and status < 0:
        message = say("the process that checked the file ended by signal {signal}", signal=-status)
    hint = say("run with --jobs 1 to see more, and to leave the file all the memory")
    return Examined(
        Report(given.path, None, (Diagnostic.of(ENGINE_FAULT, message, hint=hint),)), Source(given.path, b""), None
    )


def _unopened(path: str, why: Message) -> Examined:
    return Examined(Report(path, None, (Diagnostic.of(CANNOT_OPEN, why),)), Source(path, b""), None)
