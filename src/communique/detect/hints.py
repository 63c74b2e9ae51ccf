"""Hints: what a person says of a place where the reader guessed wrong.

A hint is `{"at": "exact words, once in the source", "is": "...", "why": "..."}`; `is` is one of `KINDS`.

Hints can be a table of the blocks of a text and their roles: written as decided, corrected by a person, read back. The first line
is `# sha256 <hash of the text> complete`; then, tab-separated, a row where each block begins: line (from 1), role, level, label,
first words. A row holds for the first block of its line, a second row of the same line for the block at its label or words.
Levels are for whoever learns from the table; reading it back, the outline finds its own.
"""

import hashlib
import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from communique.core.diagnostics import Diagnostic
from communique.core.message import Message, say
from communique.core.source import Source
from communique.detect.codes import HINT_NOT_FOUND, HINT_WRONG
from communique.detect.roles import ROLES
from communique.detect.state import Corrected, Reading
from communique.lines import Line

KINDS = ("break", "join", "label", "text", "heading", "title", "recital", "paragraph", "annex", "closing", "furniture",
         "note", "letterhead", "subtitle", "dateline", "contents", "opening", "formula", "point", "continuation",
         "signature", "table", "other")  # fmt: skip
"""What a hint can say that a place is: one of the roles, or where a block begins, goes on, or has a label."""
KEYS = frozenset({"at", "is", "why"})


def read_hints(hints: Source, text: str) -> tuple[dict[int, str], list[Diagnostic]]:
    """Hints by the offset in the text at which they hold, and what is wrong with them.

    The file is a list of hints, or an object whose `hints` is one (an overlay). A hint whose words are not in the text, or
    are there twice, is an error that names them.
    """
    found: dict[int, str] = {}
    findings: list[Diagnostic] = []
    name = hints.name
    try:
        given = json.loads(hints.data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        return found, [
            Diagnostic.of(HINT_WRONG, say("{name} is not JSON: {error}", name=name, error=error))
        ]
    if isinstance(given, dict):
        given = given.get("hints", [])
    if not isinstance(given, list):
        return found, [Diagnostic.of(HINT_WRONG, say("{name}: hints are no list", name=name))]
    for number, hint in enumerate(given, 1):
        told = {"name": name, "number": number, "wrong": _wrong(hint)}
        if told["wrong"]:
            findings.append(
                Diagnostic.of(HINT_WRONG, say("{name}: hint {number}: {wrong}", **told))
            )
            continue
        words = told["words"] = hint["at"]
        there = list(islice(places(text, words), 2))
        if len(there) == 1:
            found[there[0]] = hint["is"]
            continue
        twice = say("{name}: hint {number}: {words!r} is more than once in the source", **told)
        nowhere = say("{name}: hint {number}: {words!r} is not in the source", **told)
        findings.append(Diagnostic.of(HINT_NOT_FOUND, twice if there else nowhere, quote=words))
    return found, findings


def _wrong(hint: Any) -> str | None:
    if not isinstance(hint, dict):
        return "it is no object"
    unknown = sorted(set(hint) - KEYS)
    if unknown:
        return f"{unknown[0]!r} is no key; there are at, is, why"
    if not isinstance(hint.get("at"), str) or not hint["at"]:
        return "'at' is no text"
    return (
        None
        if hint.get("is") in KINDS
        else f"'is' is {hint.get('is')!r}; there are {', '.join(KINDS)}"
    )


def places(text: str, words: str) -> Iterator[int]:
    """Where words stand."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


TITLE_WITHIN = 60
"""The lines of a title that is given are among so many."""


def title_lines(lines: Sequence[Line], title: str) -> Sequence[Line]:
    """The lines that spell the title that a file gives, or none."""
    given = letters_of(title)
    for index in range(min(TITLE_WITHIN, len(lines)) if given else 0):
        end, spelled = index, ""
        while end < len(lines) and spelled != given and given.startswith(spelled):
            spelled += letters_of(lines[end].text)
            end += 1
        if spelled == given:
            return lines[index:end]
    return ()


def letters_of(text: str) -> str:
    """Letters and figures of a text, by which words are compared however they are set."""
    return "".join(filter(str.isalnum, text.casefold()))


BEGINS = b"# sha256 "
"""How hints begin that are given as such a table."""
METADATA = "metadata"
WORDS = 4
"""So many first words of a block are written."""
LEVELLED = ("heading", "point")
_HEADER = re.compile(r"# sha256 ([0-9a-f]{64}) (complete|partial)\b.*")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A block: where it begins in the text, and what it is."""

    offset: int
    line: int
    role: str
    level: str = ""
    num: str = ""
    words: str = ""


def table_of(reading: Reading) -> str:
    """The table of the blocks of a reading."""
    lines = [f"# sha256 {hashlib.sha256(reading.source.data).hexdigest()} complete"]
    lines.extend(
        f"{row.line}\t{row.role}\t{row.level}\t{row.num}\t{row.words}" for row in rows(reading)
    )
    return "\n".join(lines) + "\n"


def rows(reading: Reading) -> list[TableRow]:
    """A row for each block in order: also for notes, a cover's fields, and what was set aside between blocks.

    What stands above a text is as it was settled when its title was found: lines of a title can have been parted from it.
    """
    found: dict[int, TableRow] = {}
    settled = {block.start: block for text in reading.texts for block in text.above}
    begins = [block.start for block in reading.blocks]
    more = {line.start for block in settled.values() for line in block.lines[1:]} - settled.keys()

    def add(
        offset: int, role: str, words: str = "", num: str | None = None, level: int | None = None
    ) -> None:
        line = reading.source.position(offset)[0]
        first = " ".join(words[:200].split()[:WORDS])
        found.setdefault(
            offset,
            TableRow(offset, line, role, "" if level is None else str(level), num or "", first),
        )

    for block in (
        {block.start: block for block in reading.blocks if block.start not in more} | settled
    ).values():
        level = (block.marked or 1) if block.role == "heading" else min(max(block.depth, 1), 3)
        add(
            block.start,
            block.role,
            block.text,
            block.num,
            level if block.role in LEVELLED else None,
        )
    for note in reading.notes:
        add(note.start, "note", reading.text[note.start : note.end])
    if reading.metadata.end:
        add(0, METADATA)
    for field in reading.front.fields if reading.front else ():
        if field.flow:
            add(field.flow.start, "letterhead", field.flow.text)
    if reading.annex_label is not None:
        add(reading.annex_label.start, "annex", num=reading.annex_label.text)
    if reading.cover:
        add(reading.cover[0].start, "paragraph", reading.cover[0].text)
    for line in reading.set_aside:
        at = bisect_right(begins, line.start) - 1
        if at < 0 or line.start >= reading.blocks[at].lines[-1].end:
            add(line.start, "furniture", line.text)
    return [found[offset] for offset in sorted(found)]


def corrected(table: Source, reading: Reading) -> tuple[Corrected, list[Diagnostic]]:
    """What a table says of the text of a reading without hints, and what is wrong with it."""
    nothing = Corrected({}, {}, False)

    def wrong(message: Message) -> Diagnostic:
        return Diagnostic.of(HINT_WRONG, message)

    try:
        first, *others = table.data.decode("utf-8").splitlines()
    except ValueError as error:
        return nothing, [
            wrong(say("{name} is not valid UTF-8: {error}", name=table.name, error=error))
        ]
    header = _HEADER.fullmatch(first)
    if header is None:
        return nothing, [
            wrong(say("{name}: the first line is not '# sha256 <hash> complete'", name=table.name))
        ]
    if header[1] != hashlib.sha256(reading.source.data).hexdigest():
        return nothing, [
            wrong(say("{name} is about another text: the hash is not this text's", name=table.name))
        ]
    decided = rows(reading)
    nth: Counter[int] = Counter()
    known: dict[tuple[int, int], TableRow] = {}
    for row in decided:
        nth[row.line] += 1
        known[row.line, nth[row.line]] = row
    said = Corrected({}, {}, header[2] == "complete")
    findings: list[Diagnostic] = []
    nth.clear()
    last = -1
    for number, line in enumerate(others, 2):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [*line.split("\t"), "", "", "", ""][:5]
        if not (cells[0].isascii() and cells[0].isdigit()) or cells[1] not in (METADATA, *ROLES):
            message = say(
                "{name}: line {number} is not a line number and a role",
                name=table.name,
                number=number,
            )
            findings.append(wrong(message))
            continue
        at, role = int(cells[0]), cells[1]
        nth[at] += 1
        same = known.get((at, nth[at]))
        offset = same.offset if same else _offset(reading.source, at, last, cells[3] or cells[4])
        if offset is None or offset <= last:
            message = say(
                "{name}: line {number}: no block begins there in the text",
                name=table.name,
                number=number,
            )
            findings.append(Diagnostic.of(HINT_NOT_FOUND, message, quote=cells[4] or None))
            continue
        last = offset
        said.roles[offset] = role
        if (same is None or same.role != role) and role in KINDS:
            said.hints[offset] = role
    if said.complete and not findings:
        said.hints.update((row.offset, "join") for row in decided if row.offset not in said.roles)
    return said, findings


def _offset(source: Source, line: int, last: int, words: str) -> int | None:
    """Where in a line a block begins: at its first word, or, where another begins before it in that line, at these words."""
    if not 0 < line <= len(source.line_starts):
        return None
    begin = source.line_starts[line - 1]
    end = source.line_starts[line] if line < len(source.line_starts) else len(source.text)
    if last >= begin:
        place = source.text.find(words, last + 1, end) if words else -1
        return place if place >= 0 else None
    text = source.text[begin:end]
    return begin + len(text) - len(text.lstrip()) if text.strip() else None
