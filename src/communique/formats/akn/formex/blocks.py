"""Blocks of Formex: paragraphs, points, lists, tables, and the divisions of a body."""

from communique.formats.akn.formex.names import (
    CELLS,
    DIVISIONS,
    HEADINGS,
    HEADS,
    KNOWN,
    LISTS,
    NUMBERED,
    NUMBERS,
    PARTS_OF_TABLE,
    POINTS,
    ROWS,
    SIGNS,
    WRAPPED,
    has_words,
    holds_blocks,
    is_inline,
)
from communique.formats.akn.formex.rewriting import Made
from communique.formats.akn.formex.words import Words
from communique.formats.akn.names import A
from communique.formats.akn.tree import Element

_NODES = {"PARAG": "paragraph", "CONSID": "paragraph", "VISA": "paragraph"}
_NODES |= dict.fromkeys((*POINTS, *WRAPPED), "point")
"""What an element with a number is inside a paragraph, by its name."""
_OF_PARAGRAPH_BEFORE = {*LISTS, "TBL", "GR.TBL"}
"""Elements that belong to the paragraph before them."""


class Blocks(Words):
    """Turns blocks into those of Akoma Ntoso."""

    def block(self, element: Element) -> Made:
        """What stands in a paragraph, point, note or cell."""
        name = element.tag
        if is_inline(element):
            return self.mark(element)
        if name == "TBL":
            return self._table(element)
        if name in DIVISIONS:
            return [self._division(element)]
        if name in _NODES:
            return self.node(element, _NODES[name])
        if name in LISTS:
            return [self._list(element)]
        if name in NUMBERS:
            return self.lines(element, "num")
        if name == "TITLE" or name in HEADINGS:
            return self.lines(element, "p")
        return self._mixed(element, "p")

    def paragraph(self, element: Element) -> Made:
        """What stands where no running text does: an element of it is a paragraph of its own."""
        if is_inline(element):
            return [self.new("p", element, self.mark(element))]
        return self.block(element)

    def node(self, element: Element, name: str) -> Made:
        """A recital, paragraph or point. An element in it that gives it a number is taken apart."""
        has_number = any(child.tag in NUMBERS for child in element)
        if not has_number:
            if not _begins_numbered(element):
                return self.blocks(element, name)
            element[:] = [*element[0], *element[1:]]

        def read(child: Element) -> Made:
            return (
                self.lines(child, "num") if child.tag in NUMBERS else self.block(child)
            )

        return [self.fill(self.named(element, name), read)]

    # --- numbers and headings ---------------------------------------------------------------------

    def lines(self, element: Element, name: str) -> Made:
        """Each paragraph of a title as a line, whatever holds it.

        An element with words of its own is one line; a number stays a number.
        """
        if is_inline(element):
            return [self.new(name, element, self.mark(element))]
        if element.tag in NUMBERS and name == "heading":
            name = "num"
        if not holds_blocks(element):
            return self.words(element, name)
        return list(self.fill(element, lambda child: self.lines(child, name)))

    def head(self, element: Element, *, numbered: bool) -> Made:
        """Numbers and headings.

        `numbered`: the first part of a title with a subtitle is a number.
        """
        if element.tag in NUMBERS:
            return self.lines(element, "num")
        if element.tag != "TITLE" or has_words(element):
            return self.lines(element, "heading")
        has_subtitle = any(child.tag == "STI" for child in element)
        of_title = "num" if numbered and has_subtitle else "heading"

        def read(child: Element) -> Made:
            return self.lines(child, of_title if child.tag == "TI" else "heading")

        return list(self.fill(element, read))

    # --- body -------------------------------------------------------------------------------------

    def of_body(self, child: Element, into: Element) -> Made:
        """A division, or a paragraph; a list or table belongs to the paragraph before it."""
        name = child.tag
        if name in DIVISIONS:
            return [self._division(child)]
        if name in HEADS:
            return self.head(child, numbered=into.tag == f"{A}division")
        if name in NUMBERED:
            return self.node(child, "paragraph")
        if name not in KNOWN and holds_blocks(child):
            return list(self.fill(child, lambda inner: self.of_body(inner, child)))
        parts = self.paragraph(child)
        before = into[-1] if len(into) else None
        is_behind_paragraph = (
            before is not None and before.tag == f"{A}paragraph" and not before.tail
        )
        if before is not None and is_behind_paragraph and name in _OF_PARAGRAPH_BEFORE:
            before.extend(parts)
            return []
        return [self.new("paragraph", child, parts)] if parts else []

    def _division(self, element: Element) -> Element:
        division = self.named(element, DIVISIONS[element.tag])
        return self.fill(division, lambda child: self.of_body(child, division))

    # --- lists ------------------------------------------------------------------------------------

    def _list(self, element: Element) -> Element:
        """A list.

        The sign that its kind prints before each item is the label of items without one.
        """
        sign = SIGNS.get(element.get("TYPE", ""))

        def read(child: Element) -> Made:
            parts = self.block(child)
            is_point = parts[:1] == [child] and child.tag == f"{A}point"
            if sign and is_point and child.find(f"{A}num") is None:
                number = self.new("num", child)
                number.text = sign
                self.added += 1
                child.insert(0, number)
            return parts

        return self.fill(self.named(element, "list"), read)

    def _mixed(self, element: Element, name: str, /, **attributes: str) -> Made:
        """Running text, or blocks: among words what is unknown is of the words, else a block."""
        is_text = has_words(element)

        def read(child: Element) -> Made:
            if is_text and child.tag not in KNOWN:
                return self.mark(child)
            return self.block(child)

        return [self.fill(self.named(element, name, **attributes), read)]

    # --- tables -----------------------------------------------------------------------------------

    def _table(self, element: Element) -> Made:
        """A table, and behind it what is in it and no row: a table holds rows alone, under a title."""
        rows: list[Element] = []
        behind: list[Element] = []
        table = self.named(element, "table")

        def read(child: Element) -> Made:
            name = child.tag
            is_caption = (
                name == "TITLE" and not rows and table.find(f"{A}caption") is None
            )
            if is_caption:
                return self.words(child, "caption")
            if name in ROWS:
                rows.append(self._row(child, is_header=child.get("TYPE") == "HEADER"))
            elif name in PARTS_OF_TABLE and not has_words(child):
                if name == "thead":
                    for row in child.iter("row"):
                        row.set("TYPE", "HEADER")
                behind.extend(self.fill(child, read))
            elif name in ("TI.BLK", "STI.BLK"):
                rows.append(self.new("tr", child, self._mixed(child, "td")))
            elif name != "colspec" or len(child) or child.text:
                behind.extend(self.paragraph(child))
            return []

        self.fill(table, read)
        table.extend(rows)
        if not rows:
            table = self.named(table, "p")
        return [table, *behind]

    def _row(self, row: Element, *, is_header: bool) -> Element:
        def read(cell: Element) -> Made:
            if cell.tag not in CELLS:
                return [self.new("td", cell, self.block(cell))]
            name = "th" if is_header or cell.get("TYPE") == "HEADER" else "td"
            spans: dict[str, str] = {}
            for attribute in ("COLSPAN", "ROWSPAN"):
                given = cell.get(attribute)
                if given:
                    spans[attribute.lower()] = given
            return self._mixed(cell, name, **spans)

        return self.fill(self.named(row, "tr"), read)


def _begins_numbered(element: Element) -> bool:
    """Whether the first child of an element gives it a number, with no words straight in either."""
    if not len(element) or element[0].tag not in WRAPPED:
        return False
    return not has_words(element) and not has_words(element[0])
