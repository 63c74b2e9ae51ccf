"""What paragraphs are made of: numbers and headings, text, lists of every kind, tables, and notes."""

from collections.abc import Callable, Iterable

from communique.core.message import Message, say
from communique.core.source_errors import GUESSED, UNUSABLE_VALUE
from communique.core.values import Values, content_blocks
from communique.formats.akn.names import META, A, akn, id_of, name_of
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
BLOCKS = {"p", "block", "table", "container", "blockContainer", "longTitle", "formula", "tblock", "interstitial",
          "embeddedStructure", "quotedStructure", *LISTS, *FRAMES}  # fmt: skip
"""Elements that are, or hold, blocks."""
DIVISIONS = {
    "section", "article", "chapter", "part", "title", "division", "book", "tome", "subsection", "subchapter",
    "subpart", "subtitle", "subdivision", "clause", "subclause", "rule", "subrule", "proviso", "transitional", "level",
    "hcontainer",
}  # fmt: skip
"""Elements that divide a body, by whatever name."""
_MIXED = {
    f"{A}{name}"
    for name in ("p", "block", "li", "td", "th", "listIntroduction", "listWrapUp", "tocItem")
}
"""Elements that hold running text beside blocks, or instead of them."""
_NUM, _HEADING = f"{A}num", f"{A}heading"
_LABELS = {_NUM, *(f"{A}{name}" for name in HEADINGS)}
_LIST_TAGS = {f"{A}{name}" for name in LISTS}
_MOST = {"colspan": 1000, "rowspan": 65534}


def empty() -> Values:
    """A text block without words."""
    return {"kind": "text", "text": ""}


class Head:
    """What stands above the words of a node: its numbers, its headings, and the notes that are called in its numbers."""

    __slots__ = ("headings", "notes", "numbers", "reading")

    def __init__(self, reading: Text) -> None:
        self.reading = reading
        self.numbers: list[str] = []
        self.headings: list[Values] = []
        self.notes: list[Values] = []

    def take(self, element: Element) -> bool:
        """Take an element that is a number or heading; whether it is one."""
        tag, reading = element.tag, self.reading
        if tag == _NUM:
            read: Values = (
                reading.text(element) if len(element) else {"text": reading.plain(element)}
            )
            if label := reading.line(read["text"]):
                if self.numbers:
                    reading.guess(element, say("more of the number before it"))
                self.numbers.append(label)
            if not (marks := read.get("marks")):
                return True
            notes = [{**mark, "start": 0, "end": 0} for mark in marks if mark["kind"] == "note"]
            if len(notes) < len(marks):
                reading.remarks.once(GUESSED, say("what marks a number is not kept"), element)
            if notes:
                reading.guess(
                    element, say("a number, and the note in it as one on the first words")
                )
                self.notes += notes
            return True
        if tag not in _LABELS:
            return False
        if tag != _HEADING:
            reading.guess(element, say("a heading"))
        read = reading.text(element)
        if self.headings and read["text"]:
            reading.guess(element, say("a line of the heading before it"))
        if not self.headings or read["text"] or "marks" in read:
            self.headings.append(read)
        return True

    def give(self, value: Values) -> None:
        """Put the number and the heading into the node: several numbers in a row, several headings as lines of one."""
        if self.numbers:
            value["num"] = " ".join(self.numbers)
        if self.headings:
            value["heading"] = (
                self.headings[0] if len(self.headings) == 1 else _joined("\n", self.headings)
            )

    def give_notes(self, block: Values) -> None:
        """Put the notes before all else in a text block."""
        if self.notes:
            block["marks"] = [*self.notes, *block.get("marks", ())]

    def give_all(self, value: Values) -> None:
        """Put all into a node that has no words of its own: the notes on its heading, an empty one if it has none."""
        self.give(value)
        if self.notes:
            self.give_notes(value.setdefault("heading", empty()))


class Blocks(Text):
    """Reads content."""

    def content(
        self, element: Element, head: Head | None = None, *, in_list: bool = False
    ) -> list[Values]:
        """All that an element holds as blocks: running text between blocks is a block of its own.

        `head` takes what is no content: numbers and headings. What stands in a list may be a point whatever it is called.
        """
        found: list[Values] = []
        if element.tag == META:
            self.leave(element)
            return found
        run: Run | None = None  # of most elements that hold blocks none is needed
        if (
            head is None
            and not in_list
            and _BLOCKS.keys().isdisjoint([child.tag for child in element])
        ):
            run = Run(self, element)
            run.inside(element)
            self._close(run, found)
            return found
        words = element.text
        for child in element:
            if words and (not words.isspace() or (run is not None and run.at)):
                run = Run(self, element) if run is None else run
                run.add(words)
            tag = child.tag
            read = _BLOCKS.get(tag)
            if head is not None and tag in _LABELS:
                head.take(child)
            elif read is None:
                run = Run(self, element) if run is None else run
                run.child(child)
            else:
                inner = self._in_list(child, found) if in_list else None
                if run is not None and (run.at or run.marks):
                    self._close(run, found)
                    run = None
                if inner is None and tag in _LIST_TAGS:
                    found += read(self, child)  # two lists are two, even with nothing between them
                else:
                    _add(found, read(self, child) if inner is None else inner)
            words = child.tail
        if words and (run is not None or INK(words)):
            run = Run(self, element) if run is None else run
            run.add(words)
        if run is not None:
            self._close(run, found)
        return found

    def _close(self, run: Run, found: list[Values]) -> None:
        """Put a run's text with the blocks, if it is any."""
        if not run:
            return
        found.append(run.finish())
        if run.element.tag not in _MIXED:
            message = say(
                "text straight in <{name_of}> is read as a block", name_of=name_of(run.element)
            )
            self.remarks.once(GUESSED, message, run.element)

    def block(self, element: Element) -> list[Values] | None:
        """The blocks of an element; None if it is no block but part of running text."""
        read = _BLOCKS.get(element.tag)
        return None if read is None else read(self, element)

    def paragraphs(self, element: Element) -> list[Values]:
        """A `p` as a text block; several, if it holds blocks. One without words is nothing, but for our own."""
        if self.ours and not len(element):
            return [self.text(element)]
        blocks = self.content(element)
        return [empty()] if self.ours and not blocks else blocks

    def point(self, element: Element) -> list[Values]:
        """A point outside a list: a list of one."""
        return [{"kind": "points", "points": [self.node(element, "point")]}]

    def part(self, element: Element) -> list[Values]:
        """A part of a paragraph or point: what it holds, but a point where it has a number or heading."""
        labelled = any(child.tag in _LABELS for child in element)
        return self.point(element) if labelled else self.content(element)

    def unlike(self, element: Element) -> list[Values]:
        """What stands where others put blocks, and is none of them by its name."""
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

    def listed(self, element: Element) -> list[Values]:
        """A list as blocks: what stands before its points, the points, what stands behind."""
        name = name_of(element)
        if name not in ("list", "blockList"):
            self.remarks.once(
                GUESSED, say("<{name}> is read as a list of points", name=name), element
            )
        return self.content(element, in_list=True)

    def _in_list(self, child: Element, found: list[Values]) -> list[Values]:
        """The blocks of an element that stands in a list, behind those that were found there."""
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

    def node(self, element: Element, kind: str) -> Values:
        """A recital, paragraph or point: number, heading, content. What is in its number is put before its words."""
        value: Values = {"kind": kind}
        self.identify(element, value)
        head = Head(self)
        value["content"] = self.content(element, head) or [empty()]
        head.give(value)
        if head.notes:
            head.give_notes(value.get("heading") or content_blocks(value["content"])[0])
        return value

    def table(self, element: Element) -> list[Values]:
        """A table; one without rows has one with an empty cell."""
        value: Values = {"kind": "table"}
        self.identify(element, value)
        rows: list[Values] = []
        for child in self.only(element):
            name = name_of(child)
            if name == "caption" and "caption" not in value:
                value["caption"] = self.text(child)
            elif name == "tr":
                rows.append({"cells": [self.cell(cell) for cell in self.only(child)] or [{}]})
            else:
                self.leave(child)
        value["rows"] = rows or [{"cells": [{}]}]
        return [value]

    def cell(self, element: Element) -> Values:
        """A cell: lists and tables in it become lines."""
        cell: Values = {
            "content": self.lines(self.content(element), element),
            "header": name_of(element) == "th",
        }
        for name, most in _MOST.items():
            span = element.get(name)
            if span is not None:
                count = int(span) if span.isascii() and span.isdecimal() and len(span) < 6 else 0
                if 1 <= count <= most:
                    cell[name] = count
                else:
                    self.unusable(element, Message(name), span)
        return cell

    def lines(self, blocks: Iterable[Values], element: Element) -> list[Values]:
        """Blocks as text blocks alone: the number of a point stands before its first words."""
        found: list[Values] = []
        for block in blocks:
            if block["kind"] == "text":
                found.append(block)
                continue
            message = say(
                "a list or table in <{name_of}> is read as lines of text", name_of=name_of(element)
            )
            self.remarks.once(GUESSED, message, element)
            if block["kind"] == "table":
                found.extend(content_blocks([block]))
                continue
            for point in block["points"]:
                inner = ([point["heading"]] if "heading" in point else []) + self.lines(
                    point["content"], element
                )
                found += (
                    [_joined(" ", [{"text": point["num"]}, inner[0]]), *inner[1:]]
                    if "num" in point
                    else inner
                )
        return found

    def note(self, element: Element) -> str:
        """Keep a note; its eid."""
        value: Values = {"kind": "note"}
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
        """The eid of a note by the name that its element has: its own, or one that `build` replaces."""
        eid = (self.keep(name, element) if name else None) or self.provisional()
        self.note_eids.setdefault(name, eid)
        return eid

    def called(self, element: Element) -> str | None:
        """The eid of the note that is called. One that stands in `meta` is read at its first call."""
        name = (element.get("href") or "").removeprefix("#")
        eid = self.note_eids.get(name)
        if eid is not None:
            return eid
        if name in self.meta_notes:
            return self.note_of_meta(self.meta_notes.pop(name))
        if name in self.later_notes:
            return self.reserve(name, self.later_notes[name])
        self.remarks.say(
            UNUSABLE_VALUE,
            say("no note has the eId {name!r}: its call is left out", name=name),
            element,
        )
        return None

    def note_of_meta(self, element: Element) -> str:
        """Keep a note that stands in `meta`: its words are none of the text's."""
        first = len(self.notes)
        eid = self.note(element)
        self.of_meta += self.notes[first:]
        return eid


_READ: dict[Callable[[Blocks, Element], list[Values]], Iterable[str]] = {
    Blocks.unlike: {*UNPLACED, *HEADINGS, "num", *BLOCKS, *DIVISIONS, "paragraph"},
    Blocks.content: FRAMES,
    Blocks.point: POINTS - PARTS,
    Blocks.part: PARTS,
    Blocks.table: ["table"],
    Blocks.listed: LISTS,
    Blocks.paragraphs: ["p", "block"],
}
_BLOCKS = {f"{A}{name}": read for read, names in _READ.items() for name in names}
"""How each element that is a block, or holds some, is read, by its tag."""


def _joined(sign: str, blocks: list[Values]) -> Values:
    """Text blocks as one, with a sign between them."""
    marks: list[Values] = []
    at = 0
    for block in blocks:
        marks += [
            {**mark, "start": mark["start"] + at, "end": mark["end"] + at}
            for mark in block.get("marks", ())
        ]
        at += len(block["text"]) + len(sign)
    return {"kind": "text", "text": sign.join([block["text"] for block in blocks]), "marks": marks}


def _add(found: list[Values], blocks: Iterable[Values]) -> None:
    """Put blocks behind others; points behind points are of one list."""
    for block in blocks:
        if found and block["kind"] == "points" == found[-1]["kind"]:
            found[-1]["points"] += block["points"]
        else:
            found.append(block)
