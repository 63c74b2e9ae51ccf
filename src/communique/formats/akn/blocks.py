"""What paragraphs are made of: numbers and headings, text, lists of every kind, tables, and notes."""

from collections.abc import Callable, Iterable

from communique.core.codes import GUESSED, UNUSABLE_VALUE
from communique.core.message import Message, say
from communique.core.values import (
    BlockValues,
    CellValues,
    MarkValues,
    NodeValues,
    RowValues,
    TableValues,
    TextValues,
    content_blocks,
)
from communique.formats.akn.names import META, SECTIONS, A, akn, id_of, name_of, tags
from communique.formats.akn.reading import UNPLACED
from communique.formats.akn.text import INK, Run, Text
from communique.formats.akn.tree import Element

PARTS = {"subparagraph", "alinea"}
"""Elements that are parts of a paragraph or point."""
POINTS = {"point", "item", "indent", "li", "tocItem", *PARTS}
"""Elements that are points of a list, wherever they stand in a paragraph."""
LISTS = {"list", "blockList", "sublist", "ul", "ol"}
HEADINGS = {"heading", "subheading", "crossHeading"}
FRAMES = {"intro", "wrapUp", "content", "listIntroduction", "listWrapUp"}
BLOCKS = {
    "p", "block", "table", "container", "blockContainer", "longTitle", "formula", "tblock", "interstitial",
    "embeddedStructure", "quotedStructure", *LISTS, *FRAMES,
}  # fmt: skip
"""Elements that are, or hold, blocks."""
DIVISIONS = {
    *SECTIONS, "book", "tome", "subsection", "subchapter", "subpart", "subtitle", "subdivision", "clause", "subclause",
    "rule", "subrule", "proviso", "transitional", "level", "hcontainer",
}  # fmt: skip
"""Elements that divide a body, by whatever name."""
_MIXED = tags(
    ("p", "block", "li", "td", "th", "listIntroduction", "listWrapUp", "tocItem")
)
"""Elements that hold running text beside blocks, or instead of them."""
_NUM = f"{A}num"
_HEADING = f"{A}heading"
_LABELS = tags({"num", *HEADINGS})
_LIST_TAGS = tags(LISTS)
_MAX_SPANS = {"colspan": 1000, "rowspan": 65534}
"""The most columns and rows that the record lets a cell span."""
_MAX_DIGITS = 5


def empty() -> TextValues:
    """A text block without words."""
    return {"kind": "text", "text": ""}


class Head:
    """What stands above the words of a node: its numbers, its headings, and notes in its numbers."""

    __slots__ = ("headings", "notes", "numbers", "reading")

    def __init__(self, reading: Text) -> None:
        self.reading = reading
        self.numbers: list[str] = []
        self.headings: list[TextValues] = []
        self.notes: list[MarkValues] = []

    def take(self, element: Element) -> bool:
        """Take an element that is a number or heading; whether it is one."""
        tag = element.tag
        if tag == _NUM:
            self._take_number(element)
            return True
        if tag in _LABELS:
            self._take_heading(element)
            return True
        return False

    def _take_number(self, element: Element) -> None:
        reading = self.reading
        if not len(element):
            self._add_number(element, reading.plain(element))
            return
        read = reading.text(element)
        self._add_number(element, read["text"])
        marks = read.get("marks", ())
        notes: list[MarkValues] = [
            {**mark, "start": 0, "end": 0} for mark in marks if mark["kind"] == "note"
        ]
        if len(notes) < len(marks):
            reading.remarks.once(
                GUESSED, say("what marks a number is not kept"), element
            )
        if notes:
            reading.guess(
                element, say("a number, and the note in it as one on the first words")
            )
            self.notes += notes

    def _add_number(self, element: Element, words: str) -> None:
        label = self.reading.line(words)
        if label is None:
            return
        if self.numbers:
            self.reading.guess(element, say("more of the number before it"))
        self.numbers.append(label)

    def _take_heading(self, element: Element) -> None:
        reading = self.reading
        if element.tag != _HEADING:
            reading.guess(element, say("a heading"))
        read = reading.text(element)
        if self.headings and read["text"]:
            reading.guess(element, say("a line of the heading before it"))
        if not self.headings or read["text"] or "marks" in read:
            self.headings.append(read)

    def number(self) -> str | None:
        """The number: several become one, with spaces between them."""
        return " ".join(self.numbers) or None

    def heading(self) -> TextValues | None:
        """The heading: several become lines of one."""
        if len(self.headings) > 1:
            return _joined("\n", self.headings)
        return self.headings[0] if self.headings else None

    def give(self, value: NodeValues) -> None:
        """Put the number and the heading into the node."""
        if self.numbers:
            value["num"] = " ".join(self.numbers)
        heading = self.heading()
        if heading is not None:
            value["heading"] = heading

    def give_notes(self, block: TextValues) -> None:
        """Put the notes before all other marks of a text block."""
        if self.notes:
            block["marks"] = [*self.notes, *block.get("marks", ())]

    def give_all(self, value: NodeValues) -> None:
        """Put all into a node without words of its own: the notes go on its heading."""
        self.give(value)
        if self.notes:
            heading = value.get("heading") or empty()
            value["heading"] = heading
            self.give_notes(heading)


class Blocks(Text):
    """Reads content."""

    def content(self, element: Element, head: Head | None = None) -> list[BlockValues]:
        """All that an element holds as blocks: running text between blocks is a block of its own.

        `head` takes what is no content: numbers and headings.
        """
        if element.tag == META:
            self.leave(element)
            return []
        if head is None and _BLOCKS.keys().isdisjoint([child.tag for child in element]):
            found: list[BlockValues] = []
            run = Run(self, element)
            run.inside(element)
            self._close(run, found)
            return found
        return self._mixed(element, head)

    def _mixed(
        self, element: Element, head: Head | None = None, *, in_list: bool = False
    ) -> list[BlockValues]:
        """Blocks of an element that holds running text beside blocks, or numbers and headings.

        What stands in a list may be a point, whatever it is called.
        """
        found: list[BlockValues] = []
        run: Run | None = None  # most elements that hold blocks need none
        words = element.text
        for child in element:
            if words and (not words.isspace() or (run is not None and run.at)):
                if run is None:
                    run = Run(self, element)
                run.add(words)
            words = child.tail
            if head is not None and child.tag in _LABELS:
                head.take(child)
            elif child.tag not in _BLOCKS:
                if run is None:
                    run = Run(self, element)
                run.child(child)
            elif in_list:
                inner = self._in_list(child, found)
                self._close(run, found)
                run = None
                _add(found, inner)
            else:
                self._close(run, found)
                run = None
                self._add_block(child, found)
        if words and (run is not None or INK(words)):
            if run is None:
                run = Run(self, element)
            run.add(words)
        self._close(run, found)
        return found

    def _add_block(self, element: Element, found: list[BlockValues]) -> None:
        """Put what an element holds behind blocks. Two lists stay two, whatever is between them."""
        blocks = _BLOCKS[element.tag](self, element)
        if element.tag in _LIST_TAGS:
            found += blocks
        else:
            _add(found, blocks)

    def _close(self, run: Run | None, found: list[BlockValues]) -> None:
        """Put a run's text with the blocks, if it is any."""
        if run is None or not run:
            return
        found.append(run.finish())
        if run.element.tag not in _MIXED:
            message = say(
                "text straight in <{name_of}> is read as a block",
                name_of=name_of(run.element),
            )
            self.remarks.once(GUESSED, message, run.element)

    def block(self, element: Element) -> list[BlockValues] | None:
        """The blocks of an element; None if it is no block but part of running text."""
        read = _BLOCKS.get(element.tag)
        return None if read is None else read(self, element)

    def paragraphs(self, element: Element) -> list[BlockValues]:
        """A `p` as a text block; several, if it holds blocks.

        One without words is nothing, but in our own files an empty text block.
        """
        if self.ours and not len(element):
            return [self.text(element)]
        blocks = self.content(element)
        if self.ours and not blocks:
            return [empty()]
        return blocks

    def point(self, element: Element) -> list[BlockValues]:
        """A point outside a list: a list of one."""
        return [{"kind": "points", "points": [self.node(element, "point")]}]

    def part(self, element: Element) -> list[BlockValues]:
        """A part of a paragraph: what it holds, or a point where it has a number or heading."""
        is_labelled = any(child.tag in _LABELS for child in element)
        return self.point(element) if is_labelled else self.content(element)

    def unlike(self, element: Element) -> list[BlockValues]:
        """What an element holds that stands among blocks, and is none of them by its name."""
        name = akn(element)
        if name in UNPLACED:
            self.leave(element)
            return []
        if element.tag in _LABELS:
            self.guess(element, say("text"))
            return [self.text(element)]
        if name in BLOCKS:
            self.guess(element, say("what it holds"))
            return self.content(element)
        self.guess(element, say("a point"))
        return self.point(element)

    def listed(self, element: Element) -> list[BlockValues]:
        """A list as blocks: what stands before its points, the points, what stands behind."""
        name = name_of(element)
        if name not in ("list", "blockList"):
            message = say("<{name}> is read as a list of points", name=name)
            self.remarks.once(GUESSED, message, element)
        return self._mixed(element, in_list=True)

    def _in_list(self, child: Element, found: list[BlockValues]) -> list[BlockValues]:
        """The blocks of an element in a list.

        `found`: those before it, to which a sublist belongs.
        """
        name = akn(child)
        if name in ("listIntroduction", "listWrapUp"):
            return [self.text(child)]
        if name == "sublist" and found and found[-1]["kind"] == "points":
            self.guess(child, say("points of the point before it"))
            _add(found[-1]["points"][-1]["content"], self.listed(child))
            return []
        if name in ("indent", "subparagraph", "alinea", "paragraph"):
            self.guess(child, say("a point of the list"))
            return self.point(child)
        return _BLOCKS[child.tag](self, child)

    def node(self, element: Element, kind: str) -> NodeValues:
        """A recital, paragraph or point: number, heading, content.

        Notes in its number are put before its words.
        """
        value: NodeValues = {"kind": kind}
        self.identify(element, value)
        head = Head(self)
        value["content"] = self.content(element, head) or [empty()]
        head.give(value)
        if head.notes:
            head.give_notes(value.get("heading") or content_blocks(value["content"])[0])
        return value

    def table(self, element: Element) -> list[BlockValues]:
        """A table; one without rows has one with an empty cell."""
        value: TableValues = {"kind": "table"}
        self.identify(element, value)
        rows: list[RowValues] = []
        for child in self.only(element):
            name = name_of(child)
            if name == "caption" and "caption" not in value:
                value["caption"] = self.text(child)
            elif name == "tr":
                rows.append(self._row(child))
            else:
                self.leave(child)
        value["rows"] = rows or [{"cells": [{}]}]
        return [value]

    def _row(self, element: Element) -> RowValues:
        """A row; one without cells has an empty one."""
        cells = [self.cell(cell) for cell in self.only(element)]
        return {"cells": cells or [{}]}

    def cell(self, element: Element) -> CellValues:
        """A cell: lists and tables in it become lines."""
        cell: CellValues = {
            "content": self.lines(self.content(element), element),
            "header": name_of(element) == "th",
        }
        colspan = self._span(element, "colspan")
        if colspan is not None:
            cell["colspan"] = colspan
        rowspan = self._span(element, "rowspan")
        if rowspan is not None:
            cell["rowspan"] = rowspan
        return cell

    def _span(self, element: Element, name: str) -> int | None:
        """How many columns or rows a cell spans; None if it does not say, or the record cannot."""
        given = element.get(name)
        if given is None:
            return None
        is_number = given.isascii() and given.isdecimal() and len(given) <= _MAX_DIGITS
        if is_number and 1 <= int(given) <= _MAX_SPANS[name]:
            return int(given)
        self.unusable(element, Message(name), given)
        return None

    def lines(
        self, blocks: Iterable[BlockValues], element: Element
    ) -> list[TextValues]:
        """Blocks as text blocks alone: the number of a point stands before its first words."""
        found: list[TextValues] = []
        for block in blocks:
            if block["kind"] == "text":
                found.append(block)
                continue
            message = say(
                "a list or table in <{name_of}> is read as lines of text",
                name_of=name_of(element),
            )
            self.remarks.once(GUESSED, message, element)
            if block["kind"] == "table":
                found.extend(content_blocks([block]))
                continue
            for point in block["points"]:
                found += self._lines_of_point(point, element)
        return found

    def _lines_of_point(self, point: NodeValues, element: Element) -> list[TextValues]:
        lines = self.lines(point["content"], element)
        heading = point.get("heading")
        if heading is not None:
            lines.insert(0, heading)
        number = point.get("num")
        if number is not None:
            label: TextValues = {"kind": "text", "text": number}
            lines[0] = _joined(" ", [label, lines[0]])
        return lines

    def note(self, element: Element) -> str:
        """Keep a note; returns its eid."""
        value: NodeValues = {"kind": "note"}
        self.place(value, element)
        name = id_of(element) or ""
        eid = self.note_eids.get(name)
        if eid is None or name in self.read_notes:
            eid = self.reserve(name, element)
        self.read_notes.add(name)
        value["eid"] = eid
        marker = self.line(element.get("marker"))
        if marker is not None:
            value["marker"] = marker
        self.notes.append(value)
        value["content"] = self.content(element) or [empty()]
        return eid

    def reserve(self, name: str, element: Element) -> str:
        """The eid of the note whose element has that id: the same, or one that `build` replaces."""
        kept = self.keep(name, element) if name else None
        eid = kept or self.provisional()
        self.note_eids.setdefault(name, eid)
        return eid

    def called(self, element: Element) -> str | None:
        """The eid of the note that a `noteRef` calls.

        A note in `meta` is read at its first call.
        """
        name = (element.get("href") or "").removeprefix("#")
        eid = self.note_eids.get(name)
        if eid is not None:
            return eid
        if name in self.meta_notes:
            return self.note_of_meta(self.meta_notes.pop(name))
        if name in self.later_notes:
            return self.reserve(name, self.later_notes[name])
        message = say("no note has the eId {name!r}: its call is left out", name=name)
        self.remarks.say(UNUSABLE_VALUE, message, element)
        return None

    def note_of_meta(self, element: Element) -> str:
        """Keep a note of `meta`, whose words do not count as words of the text; returns its eid."""
        first = len(self.notes)
        eid = self.note(element)
        self.of_meta += self.notes[first:]
        return eid


_READ: dict[Callable[[Blocks, Element], list[BlockValues]], Iterable[str]] = {
    Blocks.unlike: {*UNPLACED, *HEADINGS, "num", *BLOCKS, *DIVISIONS, "paragraph"},
    Blocks.content: FRAMES,
    Blocks.point: POINTS - PARTS,
    Blocks.part: PARTS,
    Blocks.table: ["table"],
    Blocks.listed: LISTS,
    Blocks.paragraphs: ["p", "block"],
}
_BLOCKS = {tag: read for read, names in _READ.items() for tag in tags(names)}
"""How each element that is a block, or holds some, is read, by its tag."""


def _moved(mark: MarkValues, by: int) -> MarkValues:
    return {**mark, "start": mark["start"] + by, "end": mark["end"] + by}


def _joined(sign: str, blocks: list[TextValues]) -> TextValues:
    """Text blocks as one, with a sign between them."""
    marks: list[MarkValues] = []
    at = 0
    for block in blocks:
        marks += [_moved(mark, at) for mark in block.get("marks", ())]
        at += len(block["text"]) + len(sign)
    text = sign.join([block["text"] for block in blocks])
    return {"kind": "text", "text": text, "marks": marks}


def _add(found: list[BlockValues], blocks: Iterable[BlockValues]) -> None:
    """Put blocks behind others; points behind points belong to one list."""
    for block in blocks:
        if found and block["kind"] == "points" == found[-1]["kind"]:
            found[-1]["points"] += block["points"]
        else:
            found.append(block)
