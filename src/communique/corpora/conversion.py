"""One document converted: what every process does, again and again. What comes of it is packed, so
that it is kept as it is.
"""

import hashlib
import json
import os
import time
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import cast

from communique._version import __version__
from communique.checking.engine import examine
from communique.core.apart import called_apart
from communique.core.codes import CANNOT_OPEN, ENGINE_FAULT
from communique.core.diagnostics import Diagnostic, Report, Verdict
from communique.core.errors import reason
from communique.core.message import Message, say
from communique.core.source import Source
from communique.core.source_errors import attempted, too_slow
from communique.corpora.corrections import CORRECTIONS, corrected
from communique.corpora.documents import About, Document, Made, Outcome, Row
from communique.corpora.overlays import Overlay
from communique.corpora.sources import stamp_of
from communique.corpora.stores import is_in_store, read_stored
from communique.corpora.tables import derived
from communique.documents import format_for, write
from communique.draft import Parsed, ReadOptions
from communique.edition.sources import overlaid
from communique.formats.csv import rows_of
from communique.model import Declaration

_SETTLES = 2.0
"""A file written to this many seconds ago may be written to again without its time showing it."""
INDEXED = "paragraphs"
"""The table that the index of words is made of."""
_TRIES = 3
"""So often a file is read that changes meanwhile."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is made of each document, and how it is read: what this says decides what comes out.

    `to` may be empty in a call: the corpus has its formats.
    """

    to: tuple[str, ...] = ()
    format: str | None = None
    options: ReadOptions = field(default_factory=ReadOptions)
    correct: bool = False
    """Whether printed dates win over those of the markup."""

    @property
    def key(self) -> str:
        """The recipe and the version of the code as words: what was made by another is made again.

        The time limit is not in it: a document that took too long is tried again anyway.
        """
        limits = self.options.limits
        options = self.options
        read = [self.format, options.language, options.ignore_record, options.encoding]
        bounds = [limits.size, limits.line, limits.lines, limits.depth]
        return json.dumps([__version__, self.to, self.correct, *read, *bounds])

    @property
    def untimed(self) -> "Recipe":
        """The same for a process that another one watches."""
        return replace(self, options=self.options.untimed)


@dataclass(frozen=True, slots=True)
class Task:
    """A document to convert, its bytes if they are at hand, the SHA-256 that it had when it was
    last converted so, and its overlay.
    """

    document: Document
    data: bytes | None
    known: str | None
    overlay: Overlay | None = None


def convert(task: Task, recipe: Recipe) -> Outcome:
    """Read, check and write one document. Never raises for what the bytes hold, or because they
    cannot be had.
    """
    began = time.process_time()
    document = task.document
    if document.wrong is not None:
        return unread(document, document.wrong)
    data = task.data
    stamp = document.stamp
    if data is None:
        path = str(document.path)
        limit = recipe.options.limits.size
        try:
            if is_in_store(path):
                data = read_stored(path, limit)
            else:
                data, stamp = _read(path, limit)
        except OSError as error:
            return unread(document, Message(reason(error)))
    sha256 = hash_of(data)
    if sha256 == task.known:
        return Outcome(document.name, document.source, stamp, sha256, "", 0.0, {}, None)
    report, declaration, made = _made(Source(document.name, data), recipe, task.overlay)
    about = _about(report, declaration, len(data))
    packed = _packed(made)
    seconds = time.process_time() - began
    verdict = str(report.verdict)
    return Outcome(
        document.name, document.source, stamp, sha256, verdict, seconds, about, packed
    )


def convert_watched(task: Task, recipe: Recipe) -> Outcome:
    """`convert` in a process of its own, which may die of the document or be ended after the time
    that the recipe gives it.
    """
    seconds = recipe.options.limits.seconds
    if seconds is None:
        return convert(task, recipe)
    work = partial(convert, recipe=recipe.untimed)
    return called_apart(work, task, partial(lost, seconds=seconds), seconds=seconds)


def hash_of(data: bytes) -> str:
    """The SHA-256 of bytes, as the manifest has it."""
    return hashlib.sha256(data).hexdigest()


def unread(document: Document, why: Message) -> Outcome:
    """That the bytes of a document could not be read: what was made of it before is kept."""
    outcome = failure(document, Diagnostic.of(CANNOT_OPEN, why))
    return replace(outcome, unread=str(why))


def failure(document: Document, why: Diagnostic) -> Outcome:
    """That nothing came of a document: the next run tries it again."""
    report = Report(document.name, None, (why,))
    packed = _packed({"findings": _rows(report)})
    about = _about(report, None, 0)
    verdict = str(Verdict.UNDETERMINED)
    return Outcome(
        document.name,
        document.source,
        "",
        "",
        verdict,
        0.0,
        about,
        packed,
        settled=False,
    )


def lost(task: Task, status: int | None, *, seconds: float | None = None) -> Outcome:
    """That the process that had the document died; or was ended after so many seconds, if its
    status is None.
    """
    if status is None and seconds is not None:
        return failure(task.document, too_slow(seconds))
    message = say(
        "the process that checked the file ended with status {status}",
        status=status or "unknown",
    )
    if status is not None and status < 0:
        message = say(
            "the process that checked the file was ended by signal {signal}",
            signal=-status,
        )
    return failure(task.document, Diagnostic.of(ENGINE_FAULT, message))


def unpacked(result: bytes) -> Made:
    """What was packed of a document."""
    return cast("Made", json.loads(zlib.decompress(result)))


def _packed(made: Made) -> bytes:
    text = json.dumps(made, ensure_ascii=False)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 3)


def _read(path: str, limit: int) -> tuple[bytes, str]:
    """The bytes of a file, one more than the limit at most, and its stamp: empty if it may be
    written to still.
    """
    for _ in range(_TRIES):
        with Path(path).open("rb") as file:
            before = os.fstat(file.fileno())
            data = file.read(limit + 1)
            after = os.fstat(file.fileno())
        whole = len(data) == min(after.st_size, limit + 1)
        if whole and stamp_of(before) == stamp_of(after):
            changed = max(after.st_mtime, after.st_ctime)
            settled = time.time() - changed > _SETTLES
            return data, stamp_of(after) if settled else ""
    raise OSError(None, "it changes while it is read", path)


def _made(
    source: Source, recipe: Recipe, overlay: Overlay | None
) -> tuple[Report, Declaration | None, Made]:
    """What is said of a source, its record, and what is written of it; a writer that breaks down is
    a finding, and nothing is written.
    """
    report, parsed = _read_and_checked(source, recipe, overlay)
    if parsed is None or parsed.declaration is None:
        return report, None, {"findings": _rows(report)}
    corrections: list[Row] = []
    if recipe.correct:
        declaration, corrections = corrected(parsed.declaration)
        parsed = replace(parsed, declaration=declaration)
        report = _without(report, _CORRECTED)
    findings = _rows(report)
    whole = parsed
    written = attempted(
        say("the writers"), lambda: _written(whole, recipe, findings, corrections)
    )
    if isinstance(written, Diagnostic):
        report = Report(source.name, report.profile, (*report.findings, written))
        return report, None, {"findings": _rows(report)}
    return report, whole.declaration, written


def _read_and_checked(
    source: Source, recipe: Recipe, overlay: Overlay | None
) -> tuple[Report, Parsed | None]:
    """A source as it is read with its overlay, and what is said of it."""
    known = format_for(source, recipe.format)  # as it is read, which is more lenient
    options = recipe.options
    if overlay is not None and overlay.language is not None:
        options = replace(options, language=overlay.language)
    if overlay is not None and known.raw:
        options = replace(options, hints=overlay.source)
    examined = examine(source, options, format=known.name)
    parsed = examined.parsed
    report = examined.report
    if overlay is None or parsed is None or known.raw:
        return report, parsed
    with_overlay = overlaid(parsed, overlay.source)
    more = [each for each in with_overlay.findings if each not in parsed.findings]
    every = (*report.findings, *more)
    return Report(source.name, report.profile, every), with_overlay


_CORRECTED = "DAT001"
"""The finding that is no longer true of a record whose dates are corrected."""


def _without(report: Report, code: str) -> Report:
    """A report without the findings of a code."""
    kept = [each for each in report.findings if each.code.code != code]
    return Report(report.path, report.profile, tuple(kept))


def _written(
    parsed: Parsed, recipe: Recipe, findings: list[Row], corrections: list[Row]
) -> Made:
    declaration = parsed.require()
    formats = [name for name in recipe.to if name not in {"json", "parquet"}]
    rows: dict[str, Sequence[Row]] = dict(rows_of(declaration))
    if "parquet" not in recipe.to:
        # The index of words is made of these alone.
        rows = {INDEXED: rows.get(INDEXED, [])}
    else:
        rows[CORRECTIONS.name] = corrections
        rows |= derived(parsed)
    return {
        "findings": findings,
        "record": declaration.model_dump_json(),
        "files": {name: write(declaration, name) for name in formats},
        "rows": rows,
    }


def _about(report: Report, declaration: Declaration | None, size: int) -> About:
    severities = Counter(str(each.severity) for each in report.findings)
    about: About = {
        "bytes": size,
        "errors": severities["error"],
        "warnings": severities["warning"],
    }
    about |= dict.fromkeys(("work", "language", "kind", "date", "title", "licence"))
    if declaration is None:
        return about
    about["work"] = declaration.id
    about["language"] = declaration.language
    about["kind"] = declaration.kind
    if declaration.date is not None:
        about["date"] = declaration.date.value
    if declaration.source is not None:
        about["licence"] = declaration.source.licence
    if declaration.title is not None:
        about["title"] = " ".join(declaration.title.text.split())
    return about


def _rows(report: Report) -> list[Row]:
    """The findings as rows of a table."""
    return [_row(finding) for finding in report.findings]


def _row(finding: Diagnostic) -> Row:
    span = finding.span
    return {
        "code": finding.code.code,
        "name": finding.code.name,
        "severity": str(finding.severity),
        "message": str(finding.message),
        "line": span.line if span else None,
        "column": span.column if span else None,
        "eid": finding.eid,
        "quote": finding.quote,
    }
