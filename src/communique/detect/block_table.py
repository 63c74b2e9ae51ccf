"""The table of the blocks of a text and their roles: written as decided, corrected by a person,
read back as hints.

The first line is `# sha256 <hash of the text> complete`. Then, tab-separated, a row where each
block begins: line (from 1), role, level, label, first words. A row holds for the first block of its
line, a second row of the same line for the block at its label or words. Levels are for whoever
learns from the table; reading it back, the outline finds its own.
"""

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from communique.core.codes import HINT_NOT_FOUND, HINT_WRONG
from communique.core.diagnostics import Diagnostic
from communique.core.expressions import compile_late
from communique.core.message import Message, say
from communique.core.source import Source
from communique.detect.blocks import Block
from communique.detect.hints import KINDS
from communique.detect.roles import ROLES
from communique.detect.state import Corrected, Reading

BEGINS = b"# sha256 "
"""How such a table begins."""
METADATA = "metadata"
FIRST_WORDS = 4
"""This many first words of a block are written."""
MAX_LEVEL = 3
_HEADER = compile_late(r"# sha256 ([0-9a-f]{64}) (complete|partial)\b.*")


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
        "\t".join([str(row.line), row.role, row.level, row.num, row.words])
        for row in rows(reading)
    )
    return "\n".join(lines) + "\n"


def rows(reading: Reading) -> list[TableRow]:
    """A row for each block in order: also for notes, a cover's fields, and what was set aside
    between blocks.

    What stands above a text is as it was settled when its title was found: lines of a title can
    have been parted from it.
    """
    found: dict[int, TableRow] = {}
    for row in (
        *_blocks(reading),
        *_notes(reading),
        *_cover(reading),
        *_set_aside(reading),
    ):
        found.setdefault(row.offset, row)
    return [found[offset] for offset in sorted(found)]


def _row(
    reading: Reading,
    offset: int,
    role: str,
    words: str = "",
    num: str = "",
    level: str = "",
) -> TableRow:
    line, _ = reading.source.position(offset)
    first = " ".join(words[:200].split()[:FIRST_WORDS])
    return TableRow(offset, line, role, level, num, first)


def _blocks(reading: Reading) -> Iterator[TableRow]:
    settled = {block.start: block for text in reading.texts for block in text.above}
    joined = {line.start for block in settled.values() for line in block.lines[1:]}
    joined -= settled.keys()
    made = {block.start: block for block in reading.blocks if block.start not in joined}
    for block in (made | settled).values():
        yield _row(
            reading, block.start, block.role, block.text, block.num or "", _level(block)
        )


def _level(block: Block) -> str:
    """The level of a heading or a point; empty for other blocks."""
    if block.role == "heading":
        return str(block.marked or 1)
    return str(min(max(block.depth, 1), MAX_LEVEL)) if block.role == "point" else ""


def _notes(reading: Reading) -> Iterator[TableRow]:
    for note in reading.notes:
        yield _row(reading, note.start, "note", reading.text[note.start : note.end])


def _cover(reading: Reading) -> Iterator[TableRow]:
    """Metadata, and what a cover holds."""
    if reading.metadata.end:
        yield _row(reading, 0, METADATA)
    fields = reading.front.fields if reading.front is not None else []
    for field in fields:
        if field.flow:
            yield _row(reading, field.flow.start, "letterhead", field.flow.text)
    annex = reading.annex_label
    if annex is not None:
        yield _row(reading, annex.start, "annex", num=annex.text)
    if reading.cover:
        yield _row(reading, reading.cover[0].start, "paragraph", reading.cover[0].text)


def _set_aside(reading: Reading) -> Iterator[TableRow]:
    """Lines that were set aside between blocks."""
    begins = [block.start for block in reading.blocks]
    for line in reading.set_aside:
        at = bisect_right(begins, line.start) - 1
        if at < 0 or line.start >= reading.blocks[at].lines[-1].end:
            yield _row(reading, line.start, "furniture", line.text)


def corrected(table: Source, reading: Reading) -> tuple[Corrected, list[Diagnostic]]:
    """What a table says of the text of a reading without hints, and what is wrong with it."""
    said = Corrected({}, {}, False)
    try:
        first, *others = table.data.decode("utf-8").splitlines()
    except ValueError as error:
        message = say(
            "{name} is not valid UTF-8: {error}", name=table.name, error=error
        )
        return said, [_wrong(message)]
    header = _HEADER.fullmatch(first)
    if header is None:
        message = say(
            "{name}: the first line is not '# sha256 <hash> complete'", name=table.name
        )
        return said, [_wrong(message)]
    if header[1] != hashlib.sha256(reading.source.data).hexdigest():
        message = say(
            "{name} is about another text: the hash is not this text's", name=table.name
        )
        return said, [_wrong(message)]
    said.complete = header[2] == "complete"
    decided = rows(reading)
    findings = _read_rows(table.name, others, reading.source, decided, said)
    if said.complete and not findings:
        left_out = [row.offset for row in decided if row.offset not in said.roles]
        said.hints.update(dict.fromkeys(left_out, "join"))
    return said, findings


def _wrong(message: Message) -> Diagnostic:
    return Diagnostic.of(HINT_WRONG, message)


def _read_rows(
    name: str,
    lines: list[str],
    source: Source,
    decided: list[TableRow],
    said: Corrected,
) -> list[Diagnostic]:
    """Add what the rows of a table say; returns what is wrong with them."""
    known = _by_line(decided)
    nth: Counter[int] = Counter()
    findings: list[Diagnostic] = []
    last = -1
    for number, line in enumerate(lines, 2):
        if not line.strip() or line.startswith("#"):
            continue
        cell, role, _, num, words = [*line.split("\t"), "", "", "", ""][:5]
        if not (cell.isascii() and cell.isdigit()) or role not in (METADATA, *ROLES):
            message = say(
                "{name}: line {number} is not a line number and a role",
                name=name,
                number=number,
            )
            findings.append(_wrong(message))
            continue
        at = int(cell)
        nth[at] += 1
        same = known.get((at, nth[at]))
        offset = same.offset if same else _offset(source, at, last, num or words)
        if offset is None or offset <= last:
            message = say(
                "{name}: line {number}: no block begins there in the text",
                name=name,
                number=number,
            )
            findings.append(Diagnostic.of(HINT_NOT_FOUND, message, quote=words or None))
            continue
        last = offset
        said.roles[offset] = role
        if (same is None or same.role != role) and role in KINDS:
            said.hints[offset] = role
    return findings


def _by_line(decided: list[TableRow]) -> dict[tuple[int, int], TableRow]:
    """Rows by their line, and which of that line they are, from 1."""
    nth: Counter[int] = Counter()
    found: dict[tuple[int, int], TableRow] = {}
    for row in decided:
        nth[row.line] += 1
        found[row.line, nth[row.line]] = row
    return found


def _offset(source: Source, line: int, last: int, words: str) -> int | None:
    """Where in a line a block begins: at its first word, or, where another begins before it in that
    line, at these words.
    """
    starts = source.line_starts
    if not 0 < line <= len(starts):
        return None
    begin = starts[line - 1]
    end = starts[line] if line < len(starts) else len(source.text)
    if last >= begin:
        place = source.text.find(words, last + 1, end) if words else -1
        return place if place >= 0 else None
    text = source.text[begin:end]
    return begin + len(text) - len(text.lstrip()) if text.strip() else None
