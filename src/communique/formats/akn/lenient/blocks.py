"""What paragraphs are made of, as others write it: text, lists of every kind, tables, and notes."""

from collections.abc import Callable, Iterable

from communique.faults import GUESSED, UNUSABLE_VALUE
from communique.formats.akn.lenient.heads import Head
from communique.formats.akn.lenient.kinds import BLOCKS, DIVISIONS, FRAMES, HEADINGS, LISTS, MIXED, POINTS, UNPLACED
from communique.formats.akn.lenient.reading import is_akn, name_of
from communique.formats.akn.lenient.text import Run, Text
from communique.formats.akn.places import Part
from communique.formats.akn.tree import Element
from communique.message import Message, say
from communique.values import Values, content_blocks

_MOST = {"colspan": 1000, "rowspan": 65534}


class Blocks(Text):
    """Reads content."""

    def content(self, element: Element, label: Callable[[Element], bool] | None = None) -> list[Values]:
        """All that an element holds as blocks: running text between blocks is a block of its own.

        `label` takes a child that is no content, a number or a heading, and says whether it did.
        """
        found: list[Values] = []
        if name_of(element) == "meta":
            self.leave(element)
            return found
        run = Run(self, preserve=self.preserves(element))
        run.add(element.text)
        for child in element:
            if label is None or not label(child):
                blocks = self.block(child)
                if blocks is None:
                    run.element(child)
                else:
                    run = self._closed(run, found, element)
                    if name_of(child) in LISTS:
                        found += blocks  # two lists are two, even with nothing between them
                    else:
                        _add(found, blocks)
            run.add(child.tail)
        self._closed(run, found, element)
        return found

    def _closed(self, run: Run, found: list[Values], element: Element) -> Run:
        """Put a run's text with the blocks, if it is any; a new run."""
        if run:
            value = run.finish()
            self.place(value, element)
            found.append(value)
            if name_of(element) not in MIXED:
                self.remarks.once(
                    GUESSED, say("text straight in <{name_of}> is read as a block", name_of=name_of(element)), element
                )
        return Run(self, preserve=run.preserve)

    def block(self, element: Element) -> list[Values] | None:
        """The blocks of an element; None if it is no block but part of running text."""
        if not is_akn(element):
            return None
        name = name_of(element)
        if name in ("p", "block"):
            return self.paragraphs(element)
        if name in LISTS:
            return self.listed(element)
        if name == "table":
            return [self.table(element)]
        if name in POINTS:
            return [{"kind": "points", "points": [self.node(element, "point")]}]
        if name in UNPLACED:
            self.leave(element)
            return []
        if name in HEADINGS or name == "num":
            self.guess(element, say("text"))
            return [self.text(element)]
        if name in BLOCKS:
            if name not in FRAMES:
                self.guess(element, say("what it holds"))
            return self.content(element)
        if name in DIVISIONS or name == "paragraph":
            self.guess(element, say("a point"))
            return [{"kind": "points", "points": [self.node(element, "point")]}]
        return None

    def paragraphs(self, element: Element) -> list[Values]:
        """A `p` as a text block; several, if it holds blocks. One without words is nothing, but for our own."""
        blocks = self.content(element)
        if not blocks and self.ours:
            return [{"kind": "text", "text": ""} if len(element) else self.text(element)]
        return blocks

    # --- lists -------------------------------------------------------------------------------------------------------

    def listed(self, element: Element) -> list[Values]:
        """A list as blocks: what stands before its points, the points, what stands behind."""
        name = name_of(element)
        if name not in ("list", "blockList"):
            self.remarks.once(GUESSED, say("<{name}> is read as a list of points", name=name), element)
        found: list[Values] = []
        run = Run(self)
        run.add(element.text)
        for child in element:
            inner = self._in_list(child, found)
            if inner is None:
                run.element(child)
            else:
                run = self._closed(run, found, element)
                _add(found, inner)
            run.add(child.tail)
        self._closed(run, found, element)
        return found

    def _in_list(self, child: Element, found: list[Values]) -> list[Values] | None:
        name = name_of(child)
        if name in ("listIntroduction", "listWrapUp"):
            return [self.text(child)]
        if name == "sublist" and found and found[-1]["kind"] == "points":
            self.guess(child, say("points of the point before it"))
            _add(found[-1]["points"][-1]["content"], self.listed(child))
            return []
        if name in ("indent", "subparagraph", "alinea", "paragraph"):
            self.guess(child, say("a point of the list"))
            return [{"kind": "points", "points": [self.node(child, "point")]}]
        return self.block(child)

    # --- nodes -------------------------------------------------------------------------------------------------------

    def node(self, element: Element, kind: str) -> Values:
        """A recital, paragraph or point: number, heading, content. What is in its number is put before its words."""
        value: Values = {"kind": kind}
        self.identify(element, value)
        head = Head(self)
        value["content"] = self.content(element, head.take) or [{"kind": "text", "text": ""}]
        head.give(value)
        if head.notes:
            first = value.get("heading") or next(iter(content_blocks(value["content"])))
            first["marks"] = [*head.notes, *first.get("marks", ())]
        return value

    # --- tables ------------------------------------------------------------------------------------------------------

    def table(self, element: Element) -> Values:
        """A table; one without rows has one with an empty cell."""
        value: Values = {"kind": "table"}
        self.identify(element, value)
        rows: list[Values] = []
        self.stray(element, Part.TEXT)
        for child in element:
            name = name_of(child)
            if name == "caption" and "caption" not in value:
                value["caption"] = self.text(child)
            elif name == "tr":
                self.stray(child, Part.TEXT)
                rows.append({"cells": [self.cell(cell) for cell in child] or [{}]})
                for cell in child:
                    self.stray(cell, Part.TAIL)
            else:
                self.leave(child)
            self.stray(child, Part.TAIL)
        value["rows"] = rows or [{"cells": [{}]}]
        return value

    def cell(self, element: Element) -> Values:
        """A cell: lists and tables in it become lines."""
        cell: Values = {"content": self.lines(self.content(element), element), "header": name_of(element) == "th"}
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
            self.remarks.once(
                GUESSED,
                say("a list or table in <{name_of}> is read as lines of text", name_of=name_of(element)),
                element,
            )
            if block["kind"] == "table":
                found.extend(content_blocks([block]))
                continue
            for point in block["points"]:
                inner = ([point["heading"]] if "heading" in point else []) + self.lines(point["content"], element)
                found += [_prefixed(point["num"], inner[0]), *inner[1:]] if "num" in point else inner
        return found

    # --- notes -------------------------------------------------------------------------------------------------------

    def note(self, element: Element) -> str:
        """Keep a note; its eid."""
        value: Values = {"kind": "note"}
        self.place(value, element)
        name = element.get("eId") or element.get("id") or ""
        eid = self.note_eids.get(name)
        if eid is None or name in self.read_notes:
            eid = self.reserve(name, element)
        self.read_notes.add(name)
        value["eid"] = eid
        marker = self.line(element.get("marker"))
        if marker is not None:
            value["marker"] = marker
        self.notes.append(value)
        value["content"] = self.content(element) or [{"kind": "text", "text": ""}]
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
        self.remarks.say(UNUSABLE_VALUE, say("no note has the eId {name!r}: its call is left out", name=name), element)
        return None

    def note_of_meta(self, element: Element) -> str:
        """Keep a note that stands in `meta`: its words are none of the text's."""
        first = len(self.notes)
        eid = self.note(element)
        self.of_meta += self.notes[first:]
        return eid


def _prefixed(num: str, block: Values) -> Values:
    """A text block with a number before its words."""
    shift = len(num) + 1
    marks = [{**mark, "start": mark["start"] + shift, "end": mark["end"] + shift} for mark in block.get("marks", ())]
    return {"kind": "text", "text": f"{num} {block['text']}", "marks": marks}


def _add(found: list[Values], blocks: Iterable[Values]) -> None:
    """Put blocks behind others; points behind points are of one list."""
    for block in blocks:
        if block["kind"] == "points" and found and found[-1]["kind"] == "points":
            found[-1]["points"] += block["points"]
        else:
            found.append(block)
