"""Checking: what a reader says about a source, and what the published schemas say about it, as one
report.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict, Unpack

from communique.rules.rule import LIMIT

if TYPE_CHECKING:  # each engine is imported when it is first used: compiling a schema takes longer than most checks
    from communique.core.diagnostics import Report, Severity
    from communique.core.source import Limits, Source
    from communique.documents import Given
    from communique.model import Declaration


def validate(
    subject: "Given | Declaration",
    *,
    format: str | None = None,
    language: str | None = None,
    hints: "Given | None" = None,
    limits: "Limits | None" = None,
    select: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: "Mapping[str, Severity] | None" = None,
    profile: str | None = None,
    limit: int = LIMIT,
    encoding: str | None = None,
) -> "Report":
    """Check a path, bytes, a `Source`, a Declaration or the id of a shipped one.
    Returns the findings in the order of their places, and the verdict. If a file has
    the name of an id, the file counts.

    Akoma Ntoso is checked against the OASIS schema, JSON against the model that the
    JSON Schema is made from, and raw text as the declaration read from it. `select`
    keeps only findings with those codes. `extend_select` adds codes, even those of
    rules that the profile leaves out. `ignore` drops codes, and `severity` changes
    their severity. You give codes in full (`MOD010`), by their beginning (`MOD`) or by
    name (`duplicate-eid`). Fatal codes, which leave no verdict, can be neither dropped
    nor lowered. Findings that comments in Akoma Ntoso ignore are in
    `Report.suppressed`.

    The rules come from a profile: `generic`, `declaration`, `council`, `akn4un` or
    `akn4eu`. Without one, communique detects it, and the report names it. For each rule
    at most `limit` findings are given; one more finding counts the others.

    Raises UnknownFormat, BadOption (an unknown code, language, encoding or profile) and
    OSError (no such file). Never raises because of what the bytes hold.
    """
    from communique.checking.choice import Choice
    from communique.checking.engine import examine, examine_declaration
    from communique.documents import options_of, source_of
    from communique.model import Declaration

    choice = Choice.of(
        select=select,
        extend_select=extend_select,
        ignore=ignore,
        severity=severity,
        profile=profile,
        limit=limit,
    )
    if isinstance(subject, Declaration):
        return examine_declaration(subject, choice)
    options = options_of(
        language=language, hints=hints, limits=limits, encoding=encoding
    )
    source = _shipped_source(subject, language) or source_of(subject, limits)
    return examine(source, options, choice, format=format).report


def _shipped_source(subject: "Given", language: str | None) -> "Source | None":
    """The file of a shipped declaration, where its id is given and no file has that name."""
    if not isinstance(subject, str) or os.path.lexists(subject):
        return None
    from communique.edition.dataset import holding, is_held

    if not is_held(subject):
        return None
    return holding(subject, language).source(subject, language)


class Asked(TypedDict, total=False):
    """The options of a check, with the same names and meanings as those of `validate`."""

    format: str | None
    language: str | None
    hints: "Given | None"
    limits: "Limits | None"
    select: Iterable[str]
    extend_select: Iterable[str]
    ignore: Iterable[str]
    severity: "Mapping[str, Severity] | None"
    profile: str | None
    limit: int
    encoding: str | None


def validate_all(
    subjects: "Iterable[Given]", *, jobs: int | None = 1, **asked: Unpack[Asked]
) -> "Iterator[Report]":
    """Check files, all files of folders, patterns (`**/*.xml`), bytes and sources.
    Returns a report for each, in order.

    You get a report as soon as its file and those before it are checked; nothing of it
    is kept. A file that cannot be opened, or a path without files, gets a finding. The
    other options are those of `validate`.

    `jobs` is the number of processes; None means as many as make it faster. The
    findings do not depend on it, except that the death of a process is a finding about
    its file. On systems that do not fork processes, a script that uses several must be
    importable (`if __name__ == "__main__":`), as always with `multiprocessing`.

    Raises UnknownFormat and BadOption as `validate` does, and OSError for the hints,
    before anything is checked.
    """
    from functools import partial

    from communique.checking.batch import Input, examine_inputs, listed
    from communique.checking.choice import Choice
    from communique.core.source import Source
    from communique.documents import options_of, source_of
    from communique.formats import format_named

    known = asked.get("format")
    limits = asked.get("limits")
    if known is not None:
        format_named(known)
    choice = Choice.of(
        select=asked.get("select", ()),
        extend_select=asked.get("extend_select", ()),
        ignore=asked.get("ignore", ()),
        severity=asked.get("severity"),
        profile=asked.get("profile"),
        limit=asked.get("limit", LIMIT),
    )
    options = options_of(
        language=asked.get("language"),
        hints=asked.get("hints"),
        limits=limits,
        encoding=asked.get("encoding"),
    )
    inputs: list[Input] = []
    for subject in [subjects] if isinstance(subjects, str | bytes) else subjects:
        if isinstance(subject, bytes | Source):
            source = source_of(subject)
            inputs.append(Input(source.name, choice=choice, source=source))
        else:
            inputs.extend(
                replace(each, choice=choice)
                for each in listed([os.fspath(subject)]).inputs
            )
    found = examine_inputs(
        inputs, partial(Source.open, limits=limits), options, format=known, jobs=jobs
    )
    return (each.report for each in found)
