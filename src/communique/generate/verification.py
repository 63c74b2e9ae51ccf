"""Is the shipped data whole: every file as its descriptor and its sources have it, every text as its source has it.

Three things are looked at: the hash of each file that a person wrote; each generated file against what the sources give
when all is derived again; and the words of each record against the bytes that they were read from.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from communique.checking.profiles import tree_of
from communique.core.diagnostics import Code, Diagnostic, Report
from communique.core.errors import CommuniqueError
from communique.core.message import Message, say
from communique.core.source import Source
from communique.core.values import value_at
from communique.detect.metadata import read_metadata
from communique.draft import Parsed
from communique.edition import making
from communique.formats import format_named, sniff
from communique.generate import Files, made, records
from communique.model import Declaration


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of it: a report for each file that is not as it should be, by path; and how much was looked at.

    `characters` are those of the sources that are not white space.
    """

    name: str | None
    version: str | None
    reports: tuple[Report, ...]
    files: int
    derived: int
    texts: int
    characters: int


def verify(top: Path) -> Verified:
    """Look at the folders `data`, `akn` and `schema` in `top`. Nothing is written, nothing fetched."""
    listed = making.listing(top)
    check = _Check(top, listed)
    if listed.findings:
        check.said[making.PATH] += listed.findings
    records.readings.cache_clear()  # the files may have changed since they were read last
    files: Files = {}
    refused: Message | None = None
    try:
        files = made(top)
    except (
        CommuniqueError,
        ValueError,
        KeyError,
        TypeError,
        OSError,
    ) as error:  # files by hand that give no record
        refused = Message(" ".join(f"{type(error).__name__}: {error}".split()))
    by_hand = {path: sha256 for path, sha256 in listed.hashes.items() if path not in files}
    if listed.intact or refused is not None:
        check.hashes(by_hand, say("the descriptor says"))
    if any(path in check.said for path in by_hand) or refused is not None:
        # What would be derived from damaged files says nothing about the others.
        check.hashes(
            {path: listed.hashes[path] for path in files if path in listed.hashes},
            say("the descriptor says"),
        )
        if not check.said:
            check.say("data/sources", making.NOT_DERIVED, refused or say("nothing is derived"))
        return check.done(len(listed.hashes))
    check.hashes(
        {path: _sha256(data) for path, data in files.items()}, say("what its sources give has")
    )
    if listed.hashes:
        for path in sorted(_shipped(top) - set(listed.hashes) - set(files)):
            actual = _sha256((top / path).read_bytes())
            message = say(
                "the file has SHA-256 {actual}, the descriptor does not list it", actual=actual
            )
            check.say(path, making.UNLISTED, message)
    characters = 0
    read = records.readings(top)
    for (work, language), parsed in read.items():
        path = f"data/declarations/{work}/{language}.json"
        characters += parsed.ledger.total
        if path not in check.said:
            given = (top / parsed.source.name).read_bytes()
            for message in _differences(Source(path, (top / path).read_bytes()), parsed, given):
                check.say(path, making.TEXT_DIFFERS, message)
    return check.done(len(set(listed.hashes) | set(files)), len(files), len(read), characters)


@dataclass
class _Check:
    """What has been said, by path."""

    top: Path
    listed: making.Listing
    said: defaultdict[str, list[Diagnostic]] = field(default_factory=lambda: defaultdict(list))

    def say(self, path: str, code: Code, message: Message) -> None:
        self.said[path].append(Diagnostic.of(code, message))

    def hashes(self, wanted: Mapping[str, str], whose: Message) -> None:
        """Say which files are missing, or have another SHA-256 than is wanted; and both."""
        for path, sha256 in sorted(wanted.items()):
            file = self.top / path
            actual = _sha256(file.read_bytes()) if file.is_file() else None
            if actual is None and path not in self.said:
                message = say(
                    "the file is missing; {whose} SHA-256 {sha256}", whose=whose, sha256=sha256
                )
                self.say(path, making.MISSING, message)
            elif actual not in (None, sha256):
                values = {"actual": actual, "whose": whose, "sha256": sha256}
                self.say(
                    path,
                    making.DAMAGED,
                    say("the file has SHA-256 {actual}, {whose} {sha256}", **values),
                )

    def done(self, files: int, derived: int = 0, texts: int = 0, characters: int = 0) -> Verified:
        reports = tuple(
            Report(path, None, tuple(found)) for path, found in sorted(self.said.items())
        )
        return Verified(
            self.listed.name, self.listed.version, reports, files, derived, texts, characters
        )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _shipped(top: Path) -> set[str]:
    """The paths of all files in the folders that are shipped, hidden ones left out."""
    paths = (
        path for folder in making.FOLDERS for path in (top / folder).rglob("*") if path.is_file()
    )
    names = (path.relative_to(top) for path in paths)
    shipped = set()
    for name in names:
        elsewhere = name.is_relative_to(making.MORE) or name.is_relative_to(making.TRAINING)
        hidden = any(part.startswith(".") for part in name.parts)
        if not elsewhere and not hidden:
            shipped.add(name.as_posix())
    return shipped


def _differences(record: Source, parsed: Parsed, given: bytes) -> Iterator[Message]:
    """What of a record is not in the source that it was read from, character by character, white space aside."""
    held = format_named("json").read(record).require()
    source = parsed.source
    sha256 = _sha256(given)
    if held.source is not None and held.source.sha256 not in (None, sha256):
        yield say("the record names a source of SHA-256 {named}, {name} has {sha256}", name=source.name,
                  named=held.source.sha256, sha256=sha256)  # fmt: skip
    ledger = parsed.ledger
    if ledger.left_over or not ledger.balanced:
        yield say("{left_over} of {total} characters of {name} are not in the record", left_over=ledger.left_over,
                  total=ledger.total, name=source.name)  # fmt: skip
    yield from _displaced(held, parsed) if sniff(source).raw else _unprinted(held, source)


def _unprinted(held: Declaration, source: Source) -> Iterator[Message]:
    """What a record of marked-up text has that does not stand between the tags: whatever made it, without our reader."""
    root = tree_of(source)
    printed = "" if root is None else "".join("".join(root.itertext()).split())
    for eid, block in held.blocks:
        if "".join(block.text.split()) not in printed:
            yield say(
                "{eid} is {words!r}, which is not in {name}",
                eid=eid,
                words=block.text[:60],
                name=source.name,
            )


def _displaced(held: Declaration, parsed: Parsed) -> Iterator[Message]:
    """What a record of raw text has that is not where its reader says."""
    source = parsed.source
    values = held.model_dump(mode="json")
    # Quoted words of metadata escape some characters.
    said: dict[int | None, str] = {
        value.start: "".join(value.text.split()) for _, value in read_metadata(source.text).values
    }
    placed = 0
    for pointer, spans in parsed.spans.items():
        printed = "".join("".join(source.text[span.start : span.end].split()) for span in spans)
        try:
            words = value_at(values, pointer)
        except KeyError:
            words = None
        printed = said.get(spans[0].start, printed)
        if not isinstance(words, str) or "".join(words.split()) != printed:
            yield say("{pointer} is {words!r}, at line {line} of {name} stands {printed!r}", pointer=pointer,
                      words=str(words)[:60], line=spans[0].line, name=source.name, printed=printed[:60])  # fmt: skip
        placed += pointer.endswith("/text")
    if placed != len(held.blocks):
        yield say("texts in the record: {texts}; with a place in {name}: {placed}", texts=len(held.blocks),
                  placed=placed, name=source.name)  # fmt: skip
