"""Many files in one call: each is examined by itself, and one that cannot be opened does not stop the others."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from communique.diagnostics import Diagnostic, Report
from communique.draft import ReadOptions
from communique.source import Source
from communique.validate.codes import CANNOT_OPEN
from communique.validate.cross import compare
from communique.validate.engine import Choice, Examined, examine
from communique.validate.inputs import Folder, folder

Opener = Callable[[str], Source]
"""From a path to its bytes; raises OSError."""


def examine_paths(
    paths: Iterable[str],
    opener: Opener,
    options: ReadOptions,
    choice: Choice,
    *,
    format: str | None = None,  # noqa: A002
    on_folder: Callable[[Folder], None],
) -> Iterator[Examined]:
    """Each file, and each file of each folder, in their order; one is forgotten before the next is opened.

    `on_folder` is told what a folder holds before its files are opened. Raises UnknownFormat.
    """
    for path in paths:
        if not Path(path).is_dir():
            yield _examine_path(path, opener, options, choice, format)
            continue
        try:
            found = folder(path)
        except OSError as error:
            yield _unopened(path, error)
            continue
        on_folder(found)
        if not found.files:
            finding = Diagnostic.of(CANNOT_OPEN, "the folder holds no file whose ending implies a format that is read")
            yield Examined(Report(path, None, (finding,)), Source(path, b""), None)
        for name in found.files:
            yield _examine_path(name, opener, options, choice, format)


def examine_pair(
    one: str,
    other: str,
    opener: Opener,
    options: ReadOptions,
    choice: Choice,
    *,
    format: str | None = None,  # noqa: A002
) -> Iterator[Examined]:
    """Two files, and with the second a finding if they do not hold the same record. Raises UnknownFormat."""
    first = _examine_path(one, opener, options, choice, format)
    second = _examine_path(other, opener, options, choice, format)
    yield first
    if first.parsed is not None and second.parsed is not None:
        findings = (*second.report.findings, *compare(first.parsed, second.parsed))
        second = replace(second, report=replace(second.report, findings=choice.apply(findings)))
    yield second


def _examine_path(path: str, opener: Opener, options: ReadOptions, choice: Choice, known: str | None) -> Examined:
    try:
        source = opener(path)
    except OSError as error:
        return _unopened(path, error)
    return examine(source, options, choice, format=known)


def _unopened(path: str, error: OSError) -> Examined:
    words = error.strerror or str(error) or type(error).__name__
    finding = Diagnostic.of(CANNOT_OPEN, words[:1].lower() + words[1:])
    return Examined(Report(path, None, (finding,)), Source(path, b""), None)
