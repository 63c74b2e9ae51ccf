"""A table of the blocks of a text and their roles: written as decided, corrected by a person, read back as hints.

The first line is `# sha256 <hash of the text> complete`; then, tab-separated, a row where each block begins: line (from 1),
role, level, label, first words. A row holds for the first block of its line, a second row of the same line for the block at
its label or words. Levels are for whoever learns from the table; reading it back, the outline finds its own.
"""

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from communique.core.diagnostics import Diagnostic
from communique.core.message import Message, say
from communique.core.source import Source
from communique.detect.codes import HINT_NOT_FOUND, HINT_WRONG
from communique.detect.hints import KINDS, Corrected
from communique.detect.known import Reading
from communique.detect.roles import ROLES

BEGINS = b"# sha256 "
"""How hints begin that are given as such a table."""
METADATA = "metadata"
WORDS = 4
"""So many first words of a block are written."""
LEVELLED = ("heading", "point")
_HEADER = re.compile(r"# sha256 ([0-9a-f]{64}) (complete|partial)\b.*")


@dataclass(frozen=True, slots=True)
class Row:
    """A block: where it begins in the text, and what it is."""

    offset: int
    line: int
    role: str
    level: str = ""
    num: str = ""
    words: str = ""


def written(reading: Reading) -> str:
    """The table of the blocks of a reading."""
    lines = [f"# sha256 {hashlib.sha256(reading.source.data).hexdigest()} complete"]
    lines.extend(f"{row.line}\t{row.role}\t{row.level}\t{row.num}\t{row.words}" for row in rows(reading))
    return "\n".join(lines) + "\n"


def rows(reading: Reading) -> list[Row]:
    """A row for each block in order: also for notes, a cover's fields, and what was set aside between blocks.

    What stands above a text is as it was settled when its title was found: lines of a title can have been parted from it.
    """
    found: dict[int, Row] = {}
    settled = {block.start: block for text in reading.texts for block in text.above}
    begins = [block.start for block in reading.blocks]
    more = {line.start for block in settled.values() for line in block.lines[1:]} - settled.keys()

    def add(offset: int, role: str, words: str = "", num: str | None = None, level: int | None = None) -> None:
        line = reading.source.position(offset)[0]
        first = " ".join(words[:200].split()[:WORDS])
        found.setdefault(offset, Row(offset, line, role, "" if level is None else str(level), num or "", first))

    for block in ({block.start: block for block in reading.blocks if block.start not in more} | settled).values():
        level = (block.marked or 1) if block.role == "heading" else min(max(block.depth, 1), 3)
        add(block.start, block.role, block.text, block.num, level if block.role in LEVELLED else None)
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
        return nothing, [wrong(say("{name} is not valid UTF-8: {error}", name=table.name, error=error))]
    header = _HEADER.fullmatch(first)
    if header is None:
        return nothing, [wrong(say("{name}: the first line is not '# sha256 <hash> complete'", name=table.name))]
    if header[1] != hashlib.sha256(reading.source.data).hexdigest():
        return nothing, [wrong(say("{name} is about another text: the hash is not this text's", name=table.name))]
    decided = rows(reading)
    nth: Counter[int] = Counter()
    known: dict[tuple[int, int], Row] = {}
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
            message = say("{name}: line {number} is not a line number and a role", name=table.name, number=number)
            findings.append(wrong(message))
            continue
        at, role = int(cells[0]), cells[1]
        nth[at] += 1
        same = known.get((at, nth[at]))
        offset = same.offset if same else _place(reading.source, at, last, cells[3] or cells[4])
        if offset is None or offset <= last:
            message = say("{name}: line {number}: no block begins there in the text", name=table.name, number=number)
            findings.append(Diagnostic.of(HINT_NOT_FOUND, message, quote=cells[4] or None))
            continue
        last = offset
        said.roles[offset] = role
        if (same is None or same.role != role) and role in KINDS:
            said.hints[offset] = role
    if said.complete and not findings:
        said.hints.update((row.offset, "join") for row in decided if row.offset not in said.roles)
    return said, findings


def _place(source: Source, line: int, last: int, words: str) -> int | None:
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
