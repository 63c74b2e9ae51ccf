"""Checks that the shipped data is intact.

There are three checks: the hash of each file that a person wrote; each generated file against what
its sources give when everything is derived again; and the words of each record against the bytes
that they were read from.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from communique.checking.profiles import tree_of
from communique.core.codes import (
    DAMAGED_FILE,
    MISSING_FILE,
    NOT_DERIVED,
    TEXT_DIFFERS,
    UNLISTED_FILE,
)
from communique.core.diagnostics import Code, Diagnostic, Report
from communique.core.errors import CommuniqueError
from communique.core.message import Message, say
from communique.core.source import Source
from communique.core.values import value_at
from communique.detect.metadata import read_metadata
from communique.draft import Parsed
from communique.edition import MORE, TRAINING, descriptor
from communique.edition.descriptor import Listing
from communique.formats import format_named, sniff
from communique.generate import Files, made, records
from communique.model import Declaration


@dataclass(frozen=True, slots=True)
class Verified:
    """The reports of the damaged files, by path, and how much was checked.

    `characters` counts those of the sources that are not white space.
    """

    name: str | None
    version: str | None
    reports: tuple[Report, ...]
    files: int
    derived: int
    texts: int
    characters: int


def verify(top: Path) -> Verified:
    """Look at the folders `data`, `akn` and `schema` in `top`. Nothing is written or fetched."""
    listed = descriptor.listing(top)
    check = _Check(top, listed)
    if listed.findings:
        check.add(descriptor.PATH, listed.findings)
    files: Files = {}
    refused: Message | None = None
    records.readings.cache_clear()  # the files may have changed since they were read last
    try:
        files = made(top)
    except (CommuniqueError, ValueError, KeyError, TypeError, OSError) as error:
        # A file that a person wrote gives no record.
        reason = f"{type(error).__name__}: {error}"
        refused = Message(" ".join(reason.split()))
    by_hand = {
        path: sha256 for path, sha256 in listed.hashes.items() if path not in files
    }
    if listed.intact or refused is not None:
        check.hashes(by_hand, say("the descriptor says"))
    damaged = any(path in check.said for path in by_hand)
    if damaged or refused is not None:
        # What would be derived from damaged files says nothing about the others.
        derived = {path: listed.hashes[path] for path in files if path in listed.hashes}
        check.hashes(derived, say("the descriptor says"))
        if not check.said:
            check.say("data/sources", NOT_DERIVED, refused or say("nothing is derived"))
        return check.done(len(listed.hashes))
    wanted = {path: _sha256(data) for path, data in files.items()}
    check.hashes(wanted, say("what its sources give has"))
    check.unlisted(files)
    read = records.readings(top)
    check.words(read)
    characters = sum([parsed.ledger.total for parsed in read.values()])
    every = listed.hashes.keys() | files.keys()
    return check.done(len(every), len(files), len(read), characters)


@dataclass
class _Check:
    """What has been said, by path."""

    top: Path
    listed: Listing
    said: dict[str, list[Diagnostic]] = field(default_factory=dict)

    def say(self, path: str, code: Code, message: Message) -> None:
        self.add(path, (Diagnostic.of(code, message),))

    def add(self, path: str, findings: Iterable[Diagnostic]) -> None:
        self.said.setdefault(path, []).extend(findings)

    def hashes(self, wanted: Mapping[str, str], whose: Message) -> None:
        """Say which files are missing, or have another SHA-256 than is wanted; and both."""
        for path, sha256 in sorted(wanted.items()):
            file = self.top / path
            if not file.is_file():
                if path not in self.said:
                    message = say(
                        "the file is missing; {whose} SHA-256 {sha256}",
                        whose=whose,
                        sha256=sha256,
                    )
                    self.say(path, MISSING_FILE, message)
                continue
            actual = _sha256(file.read_bytes())
            if actual != sha256:
                values = {"actual": actual, "whose": whose, "sha256": sha256}
                message = say(
                    "the file has SHA-256 {actual}, {whose} {sha256}", **values
                )
                self.say(path, DAMAGED_FILE, message)

    def unlisted(self, files: Files) -> None:
        """Say which shipped files are neither listed nor derived."""
        if not self.listed.hashes:
            return
        known = self.listed.hashes.keys() | files.keys()
        for path in sorted(_shipped(self.top) - known):
            actual = _sha256((self.top / path).read_bytes())
            message = say(
                "the file has SHA-256 {actual}, the descriptor does not list it",
                actual=actual,
            )
            self.say(path, UNLISTED_FILE, message)

    def words(self, read: records.Readings) -> None:
        """Say which records, of those without a finding, have other words than their sources."""
        for (work, language), parsed in read.items():
            path = f"data/declarations/{work}/{language}.json"
            if path in self.said:
                continue
            record = Source(path, (self.top / path).read_bytes())
            given = (self.top / parsed.source.name).read_bytes()
            for message in _differences(record, parsed, given):
                self.say(path, TEXT_DIFFERS, message)

    def done(
        self, files: int, derived: int = 0, texts: int = 0, characters: int = 0
    ) -> Verified:
        every = sorted(self.said.items())
        reports = tuple([Report(path, None, tuple(found)) for path, found in every])
        listed = self.listed
        return Verified(
            listed.name, listed.version, reports, files, derived, texts, characters
        )


def _without_space(text: str) -> str:
    return "".join(text.split())


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _shipped(top: Path) -> set[str]:
    """The paths of all files in the folders that are shipped, hidden ones left out."""
    shipped: set[str] = set()
    for folder in descriptor.FOLDERS:
        for path in (top / folder).rglob("*"):
            name = path.relative_to(top)
            elsewhere = name.is_relative_to(MORE) or name.is_relative_to(TRAINING)
            hidden = any(part.startswith(".") for part in name.parts)
            if path.is_file() and not elsewhere and not hidden:
                shipped.add(name.as_posix())
    return shipped


def _differences(record: Source, parsed: Parsed, given: bytes) -> Iterator[Message]:
    """What a record has that its source does not, by characters, white space aside."""
    held = format_named("json").read(record).require()
    source = parsed.source
    sha256 = _sha256(given)
    if held.source is not None and held.source.sha256 not in (None, sha256):
        yield say(
            "the record names a source of SHA-256 {named}, {name} has {sha256}",
            name=source.name,
            named=held.source.sha256,
            sha256=sha256,
        )
    ledger = parsed.ledger
    if ledger.left_over or not ledger.balanced:
        yield say(
            "{left_over} of {total} characters of {name} are not in the record",
            left_over=ledger.left_over,
            total=ledger.total,
            name=source.name,
        )
    if sniff(source).raw:
        yield from _displaced(held, parsed)
    else:
        yield from _unprinted(held, source)


def _unprinted(held: Declaration, source: Source) -> Iterator[Message]:
    """The text blocks of a record that are not between the tags of its source.

    Our own reader plays no part in this.
    """
    root = tree_of(source)
    printed = "" if root is None else _without_space("".join(root.itertext()))
    for eid, block in held.blocks:
        if _without_space(block.text) not in printed:
            words = block.text[:60]
            yield say(
                "{eid} is {words!r}, which is not in {name}",
                eid=eid,
                words=words,
                name=source.name,
            )


def _displaced(held: Declaration, parsed: Parsed) -> Iterator[Message]:
    """The words of a record of raw text that are not where its reader says."""
    source = parsed.source
    values = held.model_dump(mode="json")
    # Quoted words of metadata escape some characters.
    quoted: dict[int | None, str] = {}
    for _, value in read_metadata(source.text).values:
        quoted[value.start] = _without_space(value.text)
    placed = 0
    for pointer, spans in parsed.spans.items():
        if pointer.endswith("/text"):
            placed += 1
        printed = quoted.get(spans[0].start)
        if printed is None:
            stretches = [source.text[span.start : span.end] for span in spans]
            printed = _without_space("".join(stretches))
        try:
            words = value_at(values, pointer)
        except KeyError:
            words = None
        if not isinstance(words, str) or _without_space(words) != printed:
            yield say(
                "{pointer} is {words!r}, at line {line} of {name} stands {printed!r}",
                pointer=pointer,
                words=str(words)[:60],
                line=spans[0].line,
                name=source.name,
                printed=printed[:60],
            )
    if placed != len(held.blocks):
        yield say(
            "texts in the record: {texts}; with a place in {name}: {placed}",
            texts=len(held.blocks),
            placed=placed,
            name=source.name,
        )
