"""One document converted: what every process does, again and again. What comes of it is packed, so that it is kept as it is."""

import hashlib
import json
import os
import time
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communique._version import __version__
from communique.checking.engine import examine
from communique.core.codes import CANNOT_OPEN, ENGINE_FAULT
from communique.core.diagnostics import Diagnostic, Report, Verdict
from communique.core.errors import reason
from communique.core.message import Message, say
from communique.core.source import Source
from communique.core.source_errors import attempted
from communique.corpora.sources import Document, Outcome, is_in_store, read_stored, stamp_of
from communique.corpora.tables import PROMISES, promised
from communique.documents import write
from communique.draft import Parsed, ReadOptions
from communique.formats.csv import rows_of
from communique.model import Declaration

_SETTLES = 2.0
"""A file written to so many seconds ago may be written to again without its time showing it."""
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

    @property
    def key(self) -> str:
        """The recipe and the version of the code as words: what was made by another is made again."""
        limits = self.options.limits
        return json.dumps(
            [
                __version__,
                self.to,
                self.format,
                self.options.language,
                limits.size,
                limits.line,
                limits.depth,
            ]
        )


@dataclass(frozen=True, slots=True)
class Task:
    """A document to convert, its bytes if they are at hand, and the SHA-256 that it had when it was last converted so."""

    document: Document
    data: bytes | None
    known: str | None


def convert(task: Task, recipe: Recipe) -> Outcome:
    """Read, check and write one document. Never raises for what the bytes hold, or because they cannot be had."""
    began = time.process_time()
    document = task.document
    data, stamp, wrong = task.data, document.stamp, document.wrong
    if data is None and wrong is None:
        try:
            path, limit = str(document.path), recipe.options.limits.size
            data, stamp = (
                (read_stored(path, limit), stamp) if is_in_store(path) else _read(path, limit)
            )
        except OSError as error:
            wrong = Message(reason(error))
    if wrong is not None:
        return failure(document, Diagnostic.of(CANNOT_OPEN, wrong))
    assert data is not None, "there are bytes, or a reason why not"
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 == task.known:
        return Outcome(document.name, document.source, stamp, sha256, "", 0.0, {}, None)
    report, made = _made(Source(document.name, data), recipe)
    about = _about(report, made.pop("declaration", None), len(data))
    packed = _packed({**made, "findings": _rows(report)})
    seconds = time.process_time() - began
    return Outcome(
        document.name, document.source, stamp, sha256, str(report.verdict), seconds, about, packed
    )


def failure(document: Document, why: Diagnostic) -> Outcome:
    """That nothing came of a document: it is tried again by the next run."""
    report = Report(document.name, None, (why,))
    packed = _packed({"findings": _rows(report)})
    return Outcome(
        document.name, document.source, "", "", str(Verdict.UNDETERMINED), 0.0, _about(report, None, 0), packed,
        settled=False,
    )  # fmt: skip


def lost(task: Task, status: int | None, *, seconds: float | None = None) -> Outcome:
    """That the process died which had the document; or was ended after so many seconds, if its status is None."""
    message = say(
        "the process that checked the file ended with status {status}", status=status or "unknown"
    )
    if status is None and seconds is not None:
        message = say(
            "reading the file took longer than {seconds} seconds and was stopped",
            seconds=f"{seconds:g}",
        )
    if status is not None and status < 0:
        message = say(
            "the process that checked the file was ended by signal {signal}", signal=-status
        )
    return failure(task.document, Diagnostic.of(ENGINE_FAULT, message))


def unpacked(result: bytes) -> dict[str, Any]:
    """What was packed of a document: `findings`; and where it gave a record `record`, `files` and `rows`."""
    held: dict[str, Any] = json.loads(zlib.decompress(result))
    return held


def _packed(made: dict[str, Any]) -> bytes:
    return zlib.compress(json.dumps(made, ensure_ascii=False).encode("utf-8", "surrogatepass"), 3)


def _read(path: str, limit: int) -> tuple[bytes, str]:
    """The bytes of a file, one more than the limit at most, and its stamp: empty if it may be written to still."""
    for _ in range(_TRIES):
        with Path(path).open("rb") as file:
            before = os.fstat(file.fileno())
            data = file.read(limit + 1)
            after = os.fstat(file.fileno())
        if stamp_of(before) == stamp_of(after) and len(data) == min(after.st_size, limit + 1):
            return data, stamp_of(after) if time.time() - after.st_mtime > _SETTLES else ""
    raise OSError(None, "it changes while it is read", path)


def _made(source: Source, recipe: Recipe) -> tuple[Report, dict[str, Any]]:
    """What is said of a source, and what is written of it; a writer that breaks down is a finding, and nothing is written."""
    examined = examine(source, recipe.options, format=recipe.format)
    parsed = examined.parsed
    if parsed is None or parsed.declaration is None:
        return examined.report, {}
    written = attempted(say("the writers"), lambda: _written(parsed, recipe))
    if isinstance(written, Diagnostic):
        return Report(
            source.name, examined.report.profile, (*examined.report.findings, written)
        ), {}
    return examined.report, {**written, "declaration": parsed.declaration}


def _written(parsed: Parsed, recipe: Recipe) -> dict[str, Any]:
    declaration = parsed.require()
    made: dict[str, Any] = {"record": declaration.model_dump_json()}
    made["files"] = {
        name: write(declaration, name) for name in recipe.to if name not in {"json", "parquet"}
    }
    made["rows"] = rows_of(declaration)  # of tables, and of the index of words
    if "parquet" in recipe.to:
        made["rows"][PROMISES.name] = promised(parsed)
    return made


def _about(report: Report, declaration: Declaration | None, size: int) -> dict[str, Any]:
    severities = Counter(str(each.severity) for each in report.findings)
    about: dict[str, Any] = {
        "bytes": size,
        "errors": severities["error"],
        "warnings": severities["warning"],
    }
    about |= dict.fromkeys(("work", "language", "kind", "date", "title"))
    if declaration is not None:
        about |= {
            "work": declaration.id,
            "language": declaration.language,
            "kind": declaration.kind,
        }
        about["date"] = declaration.date.value if declaration.date else None
        about["title"] = " ".join(declaration.title.text.split()) if declaration.title else None
    return about


def _rows(report: Report) -> list[dict[str, Any]]:
    """The findings as rows of a table."""
    return [
        {
            "code": each.code.code, "name": each.code.name, "severity": str(each.severity), "message": str(each.message),
            "line": each.span and each.span.line, "column": each.span and each.span.column, "eid": each.eid,
            "quote": each.quote,
        }
        for each in report.findings
    ]  # fmt: skip
