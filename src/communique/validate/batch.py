"""Many files in one call: each is examined by itself, and one that cannot be opened does not stop the others."""

from collections.abc import Callable, Iterable, Iterator

from communique.diagnostics import Diagnostic, Report
from communique.draft import ReadOptions
from communique.errors import reason
from communique.source import Source
from communique.validate.codes import CANNOT_OPEN
from communique.validate.engine import Examined, examine
from communique.validate.inputs import Input

Opener = Callable[[str], Source]
"""From a path to its bytes; raises OSError."""


def examine_inputs(
    inputs: Iterable[Input],
    opener: Opener,
    options: ReadOptions,
    *,
    format: str | None = None,  # noqa: A002
) -> Iterator[Examined]:
    """Each file, in their order; one is forgotten before the next is opened. Raises UnknownFormat."""
    for each in inputs:
        yield examine_input(each, opener, options, format)


def examine_input(given: Input, opener: Opener, options: ReadOptions, known: str | None) -> Examined:
    """What is said of one file; that it cannot be opened, if so. Raises UnknownFormat."""
    if given.wrong is not None:
        return _unopened(given.path, given.wrong)
    try:
        source = opener(given.path)
    except OSError as error:
        return _unopened(given.path, reason(error))
    return examine(source, options, given.choice, format=known)


def _unopened(path: str, why: str) -> Examined:
    return Examined(Report(path, None, (Diagnostic.of(CANNOT_OPEN, why),)), Source(path, b""), None)
