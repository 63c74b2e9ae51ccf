"""Markdown as CommonMark and GitHub have it, with footnotes: for reading and for pasting. Written,
not read.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import assert_never

from communique.model import Declaration
from communique.model.blocks import Block, Cell, Note, Point, PointList, Table
from communique.model.parts import (
    Annex,
    BodyPart,
    Cover,
    Paragraph,
    Recital,
    RecitalGroup,
    Signature,
)
from communique.model.text import EmphasisMark, NoteMark, TextBlock
from communique.naming.labels import stands_alone

Words = Callable[[TextBlock], str]
"""What gives the escaped text of a block."""


def table(table: Table, words: Words) -> str:
    """The rows of a table, without its caption."""
    cells = [[_cell_lines(cell, words) for cell in row.cells] for row in table.rows]
    if not _is_plain(table) or any(len(lines) > 1 for row in cells for lines in row):
        return "\n".join(_html(table, words))
    first = table.rows[0]
    if not first.cells[0].header:
        cells.insert(0, [[] for _ in first.cells])
    lines: list[str] = []
    for line in cells:
        texts = ["".join(cell) for cell in line]
        lines.append(f"| {' | '.join(texts)} |")
    lines.insert(1, f"|{' --- |' * len(first.cells)}")
    return "\n".join(lines)


def _cell_lines(cell: Cell, words: Words) -> list[str]:
    """The lines of all blocks of a cell."""
    lines: list[str] = []
    for block in cell.content:
        lines.extend(lines_of(words(block)))
    return lines


def _is_plain(table: Table) -> bool:
    """Whether Markdown's own tables can have this one: rows of single cells, one head at most."""
    first, *others = table.rows
    heads = {cell.header for cell in first.cells}
    widths = {len(row.cells) for row in table.rows}
    below = [cell for row in others for cell in row.cells]
    spans = any(
        cell.colspan != 1 or cell.rowspan != 1 for cell in (*first.cells, *below)
    )
    heads_below = any(cell.header for cell in below)
    return len(heads) == 1 and len(widths) == 1 and not spans and not heads_below


def _html(table: Table, words: Words) -> Iterator[str]:
    """Tags on lines of their own; between empty lines the words of a cell are Markdown again."""
    yield "<table>"
    for row in table.rows:
        yield "<tr>"
        for cell in row.cells:
            name = "th" if cell.header else "td"
            spans = {"colspan": cell.colspan, "rowspan": cell.rowspan}
            wide = "".join(
                f' {each}="{count}"' for each, count in spans.items() if count > 1
            )
            yield f"<{name}{wide}>"
            for block in cell.content:
                lines = lines_of(words(block))
                if lines:
                    yield from ("", "\\\n".join(lines), "")
            yield f"</{name}>"
        yield "</tr>"
    yield "</table>"


_SPECIAL = "\\`*_^[]<#|~${"
"""What means something anywhere in a line; a backslash first, for it is put before the others."""
_REFERENCE = re.compile(r"&(?=\\#|[A-Za-z])")
"""What begins a character reference, once the signs are escaped."""
_FIRST = re.compile(r"[-+=>:]|(?P<digits>\d{1,9})(?=[.)])", re.ASCII)
"""What means something where a line begins: lists, rules, underlines, quotations, definitions."""
_SIGNS = {"bold": "**", "italic": "*"}


def escaped(text: str) -> str:
    """The text so that no character of it is markup within a line. Looking for each sign takes a
    tenth of the time of a pattern.
    """
    for sign in _SPECIAL:
        if sign in text:
            text = text.replace(sign, f"\\{sign}")
    return _REFERENCE.sub(r"\\&", text) if "&" in text else text


def lines_of(text: str) -> list[str]:
    r"""The lines of escaped text, each safe where a line begins; without white space around, no
    empty ones at the ends.

    >>> lines_of("16. Words")
    ['16\\. Words']
    """
    text = text.strip()
    return [_begun(line.strip()) for line in text.split("\n")] if text else []


def words(block: TextBlock, call: Callable[[str], str]) -> str:
    """The escaped text with bold and italics, and with what `call` gives for the eid of each note
    that is called.
    """
    parts: list[str] = []
    position = 0
    called = False
    # At one place emphasis ends, then notes are called, then emphasis begins.
    signs = (
        sorted(_signs(block, call), key=lambda each: each[:2]) if block.marks else []
    )
    for at, _, sign in signs:
        parts += [_after(block.text[position:at], called=called), sign]
        position, called = at, sign.endswith("]")
    return "".join([*parts, _after(block.text[position:], called=called)])


def _begun(line: str) -> str:
    first = _FIRST.match(line)
    digits = first["digits"] or "" if first else ""
    return f"{digits}\\{line.removeprefix(digits)}" if first else line


def _after(text: str, *, called: bool) -> str:
    """Text behind a call: a bracket would make a link of the two, a colon a definition."""
    return f"\\{escaped(text)}" if called and text[:1] in {"(", ":"} else escaped(text)


def _signs(
    block: TextBlock, call: Callable[[str], str]
) -> Iterator[tuple[int, int, str]]:
    """Signs, each with its offset and its place among those that stand there."""
    end = -1
    for mark in block.marks:
        if isinstance(mark, NoteMark):
            yield mark.start, 1, call(mark.ref)
        elif isinstance(mark, EmphasisMark) and mark.style in _SIGNS:
            # CommonMark takes a star for emphasis at both ends, whatever stands outside, if letters
            # or figures stand inside.
            first = block.text[mark.start]
            last = block.text[mark.end - 1]
            if mark.start > end and first.isalnum() and last.isalnum():
                end = mark.end
                yield mark.start, 2, _SIGNS[mark.style]
                yield mark.end, 0, _SIGNS[mark.style]
        # Markdown has no sign for other marks.


_LABEL = re.compile(r"[0-9A-Za-z]+")
_DEEPEST = 6
"""Headings have this many levels."""
_BREAK = "\\\n"
_APART = "\n\n"
"""More empty lines say nothing to a renderer; they part fields from what follows for our own
reader.
"""


def write(declaration: Declaration) -> str:
    """A declaration as Markdown (CommonMark, with GitHub's tables and footnotes).

    Kept: every word in its order; labels as printed, which no renderer counts anew; titles and
    headings; the nesting of points; which note is called where (no renderer shows a note that
    nothing calls, so those are called behind the last words); tables with their spans; forced line
    breaks; bold and italics that begin and end with a letter or digit. Not kept: other marks,
    metadata (numbers, subjects, sponsors, votes), white space at the ends of lines.
    """
    page = _Page(declaration)
    blocks = [] if declaration.cover is None else list(page.cover(declaration.cover))
    blocks += page.document(declaration, 1)
    definitions = page.define()
    uncalled = []
    for note in declaration.notes:
        if note.eid not in page.seen:
            uncalled.append(page.call(note.eid))
            definitions += page.define()
    if uncalled:
        blocks.append(" ".join(uncalled))
    return "\n\n".join(blocks + definitions) + "\n"


class _Page:
    """The labels of notes, and those that were called, in the order of their first calls."""

    def __init__(self, declaration: Declaration) -> None:
        self.notes = {note.eid: note for note in declaration.notes}
        self.labels = _labels(declaration.notes)
        self.seen: set[str] = set()
        self.waiting: deque[Note] = deque()
        self.depth = 0

    def call(self, eid: str) -> str:
        """The sign that calls a note."""
        if eid not in self.seen:
            self.seen.add(eid)
            self.waiting.append(self.notes[eid])
        return f"[^{self.labels[eid]}]"

    def words(self, block: TextBlock) -> str:
        """The escaped text of a block."""
        return words(block, self.call)

    def define(self) -> list[str]:
        """The definitions of the notes that wait, and of those that are called in them."""
        found = []
        while self.waiting:
            note = self.waiting.popleft()
            label = self.labels[note.eid]
            marker = None if label == note.marker else note.marker
            blocks = "\n\n".join(self.content(note.content, marker))
            found.append(_hung(f"[^{label}]: ", blocks, "    "))
        return found

    def content(self, content: tuple[Block, ...], label: str | None) -> Iterator[str]:
        """The blocks of a numbered node or a note, the label before the first words."""
        for index, block in enumerate(content):
            text = self.words(block) if isinstance(block, TextBlock) else ""
            yield from labelled(label, text)
            label = None
            match block:
                case TextBlock():
                    pass  # its words are written
                case PointList():
                    yield self.points(block, index)
                case Table():
                    if block.caption is not None:
                        yield from labelled(None, self.words(block.caption))
                    yield table(block, self.words)
                case _:
                    assert_never(block)

    def points(self, block: PointList, index: int) -> str:
        """A list. `index`: of the list among the blocks of its node.

        Another bullet begins another list, and of empty points one in another `- - -` would be a
        rule.
        """
        self.depth += 1
        bullet = "*-"[(index + self.depth) % 2]
        items = [self.point(point, bullet) for point in block.points]
        self.depth -= 1
        return "\n\n".join(items)

    def point(self, point: Point, bullet: str) -> str:
        """An item of a list: the printed label is a word of it."""
        return _hung(f"{bullet} ", "\n\n".join(self.numbered(point, _DEEPEST)), "  ")

    def numbered(self, node: Recital | Paragraph | Point, level: int) -> Iterator[str]:
        """A recital, paragraph or point; with a heading that stands with its label at this level."""
        if node.heading is None:
            yield from self.content(node.content, node.num)
        else:
            yield from self.heading(level, node.num, node.heading)
            yield from self.content(node.content, None)

    def heading(
        self, level: int, num: str | None, block: TextBlock | None
    ) -> Iterator[str]:
        """A heading in one line; nothing where it has no words."""
        words = self.words(block) if block else ""
        lines = [line.strip() for line in f"{escaped(num or '')} {words}".split("\n")]
        heading = " ".join(lines).strip()
        if heading:
            yield f"{'#' * min(level, _DEEPEST)} {heading}"

    def body(self, parts: tuple[BodyPart, ...], level: int) -> Iterator[str]:
        """Sections and paragraphs."""
        for part in parts:
            if isinstance(part, Paragraph):
                yield from self.numbered(part, level)
                continue
            apart = part.num is not None and (
                part.kind == "article" or stands_alone(part.num)
            )
            if apart:
                yield from self.heading(level, part.num, None)
                yield from self.heading(level, None, part.heading)
            else:
                yield from self.heading(level, part.num, part.heading)
            yield from self.body(part.body, level + 1)

    def document(self, document: Declaration | Annex, level: int) -> Iterator[str]:
        """Title, preamble, body, closing, annexes; the title at this level."""
        yield from self.heading(level, None, document.title)
        for subtitle in document.subtitles:
            yield from labelled(None, self.words(subtitle))
        for part in document.preamble:
            if isinstance(part, RecitalGroup):
                yield from self.heading(level + 1, part.num, part.heading)
                for recital in part.recitals:
                    yield from self.numbered(recital, level + 2)
            else:
                yield from self.numbered(part, level + 1)
        yield from self.body(document.body, level + 1)
        for closing in document.closing:
            if isinstance(closing, Signature):
                lines = [self.words(line.value) for line in closing.lines]
                yield from labelled(None, "\n".join(lines))
            else:
                yield from labelled(None, self.words(closing))
        for annex in document.annexes:
            yield from self.heading(level + 1, annex.num, None)
            yield from self.document(annex, level + 2)

    def cover(self, cover: Cover) -> Iterator[str]:
        """The front matter, a line for each field; the note's paragraphs, the annex word, a rule
        below.
        """
        for field in cover.fields:
            yield from labelled((field.label or "").strip(), self.words(field.value))
        for index, paragraph in enumerate(cover.paragraphs):
            blocks = "\n\n".join(self.numbered(paragraph, 2))
            if blocks:
                yield blocks if index else _APART + blocks
        if cover.annex_label is not None:
            yield from labelled(None, self.words(cover.annex_label))
        yield "***"  # three hyphens at the head of a file would open metadata


def _labels(notes: tuple[Note, ...]) -> dict[str, str]:
    """The label of each note by its eid: its marker, if that can be one and no note before has it."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for number, note in enumerate(notes, 1):
        marker = note.marker or ""
        own = _LABEL.fullmatch(marker) is not None and marker.lower() not in taken
        found[note.eid] = marker if own else f"note-{number}"
        taken.add(found[note.eid].lower())
    return found


def labelled(label: str | None, words: str) -> Iterator[str]:
    """A paragraph of escaped words behind a label; nothing where there is neither."""
    sign = escaped(label or "")
    if label is not None and label.isdecimal():
        sign += " "  # a number alone is a label only with room behind it
    block = _paragraph(sign, words)
    if block:
        yield block


def _paragraph(*parts: str) -> str:
    """A paragraph of escaped words, forced line breaks kept; nothing where there are no words."""
    return _BREAK.join(lines_of(" ".join(filter(None, parts))))


def _hung(lead: str, blocks: str, indent: str) -> str:
    """Blocks behind a lead, their further lines indented."""
    return (
        lead + blocks.replace("\n", f"\n{indent}").replace(f"\n{indent}\n", "\n\n")
    ).rstrip()
