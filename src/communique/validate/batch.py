"""Many files in one call, each examined by itself, so that one that cannot be opened does not stop the others; or a pair."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from communique.core.diagnostics import Diagnostic, Report, Verdict
from communique.core.errors import reason
from communique.core.faults import ENGINE_FAULT
from communique.core.message import Message, say
from communique.core.source import Source
from communique.documents import format_for
from communique.draft import ReadOptions
from communique.validate.choice import ANYTHING
from communique.validate.codes import CANNOT_OPEN
from communique.validate.engine import Examined, examine
from communique.validate.inputs import Input

if TYPE_CHECKING:  # most calls compare nothing
    from communique.validate.cross.crossing import Relation

Opener = Callable[[str], Source]
"""From a path to its bytes; raises OSError."""
STDIN = "-"
"""The path that means standard input."""
PAYS = 16
"""From this many files per process on, more processes are faster."""


def examine_inputs(
    inputs: Sequence[Input], opener: Opener, options: ReadOptions, *, format: str | None = None, jobs: int | None = 1
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
        from communique.core.processes import in_order, processors  # a single file does not wait for it

        number = min(number, processors()) if jobs is None else number
    found = map(work, tasks)
    if number > 1:
        _prepare(inputs)
        found = in_order(work, tasks, number, _lost, seconds=options.limits.seconds)
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
        message = say("the process that checked the file was ended by signal {signal}", signal=-status)
    if status is None:
        message = say("the process that checked the file took too long and was ended")
    hint = say("run with --jobs 1 to see more, and to leave the file all the memory")
    return Examined(
        Report(given.path, None, (Diagnostic.of(ENGINE_FAULT, message, hint=hint),)), Source(given.path, b""), None
    )


def _unopened(path: str, why: Message) -> Examined:
    return Examined(Report(path, None, (Diagnostic.of(CANNOT_OPEN, why),)), Source(path, b""), None)


def examine_pair(
    one: Input,
    other: Input,
    opener: Opener,
    options: ReadOptions,
    *,
    format: str | None = None,
    on_relation: "Callable[[Relation], None]",
) -> Iterator[Examined]:
    """Two files, and with each what it does not agree in with the other; `on_relation` is told what must agree.

    Raises UnknownFormat.
    """
    from communique.validate.cross import compare

    examined = [examine_input(each, opener, options, format) for each in (one, other)]
    said: list[tuple[Diagnostic, ...]] = [_not_compared(each) for each in examined]
    parsed = [each.parsed for each in examined if each.parsed is not None and each.parsed.declaration is not None]
    if len(parsed) == len(examined):
        raw = [format_for(each.source, format).raw for each in examined]
        crossed = compare(parsed[0], parsed[1], raw=(raw[0], raw[1]), limit=one.choice.limit)
        on_relation(crossed.relation)
        said = [crossed.one, crossed.other]
    for each, more in zip(examined, said, strict=True):
        yield examine(each.source, options, each.choice, format=format, more=more) if more else each


def _not_compared(examined: Examined) -> tuple[Diagnostic, ...]:
    """What must be said of a file that is good and yet holds nothing to compare."""
    from communique.validate.cross import NOT_COMPARED

    empty = examined.parsed is not None and examined.parsed.declaration is None
    if not empty or examined.report.verdict is not Verdict.VALID:
        return ()
    return (Diagnostic.of(NOT_COMPARED, say("no declaration was read, so nothing is compared")),)
