"""Bodies as others divide them: sections, paragraphs, and what stands loose between them."""

from collections.abc import Iterable

from communique.formats.akn.lenient.blocks import Blocks
from communique.formats.akn.lenient.heads import Head
from communique.formats.akn.lenient.kinds import BLOCKS, DIVISIONS, HEADINGS, POINTS, UNPLACED
from communique.formats.akn.lenient.reading import is_akn, name_of
from communique.formats.akn.lenient.text import XINCLUDE, Run
from communique.formats.akn.names import SECTIONS
from communique.formats.akn.places import Part
from communique.formats.akn.tree import Element
from communique.message import say
from communique.values import Values

_REFERENCES = {"componentRef", "documentRef"}


class Body(Blocks):
    """Reads bodies."""

    def body(self, element: Element) -> list[Values]:
        """What a body holds; the empty `p` that the schema demands is nothing."""
        self.stray(element, Part.TEXT)
        if len(element) == 1 and name_of(element[0]) == "p" and not len(element[0]) and not element[0].text:
            self.stray(element[0], Part.TAIL)
            return []
        return self.parts(element)

    def parts(self, children: Iterable[Element]) -> list[Values]:
        """Sections and paragraphs; a heading between them opens a section that holds what follows it."""
        found: list[Values] = []
        into = found
        points: list[Values] | None = None
        for child in children:
            name = name_of(child) if is_akn(child) else ""
            if name in HEADINGS:
                self.guess(child, say("the heading of a section"))
                section: Values = {"kind": "section", "heading": self.text(child), "body": []}
                self.identify(child, section)
                found.append(section)
                into = section["body"]
            elif name in POINTS and name not in ("subparagraph", "alinea"):
                self.guess(child, say("a point of a paragraph of its own"))
                point = self.node(child, "point")
                if points is None:
                    points = [point]
                    into.append({"kind": "paragraph", "content": [{"kind": "points", "points": points}]})
                else:
                    points.append(point)
                self.stray(child, Part.TAIL)
                continue
            else:
                into += self.part(child, name)
            points = None
            self.stray(child, Part.TAIL)
        return found

    def part(self, child: Element, name: str) -> list[Values]:
        """What one child of a body stands for."""
        if name == "paragraph":
            return [self.node(child, "paragraph")]
        if name in ("subparagraph", "alinea"):
            self.guess(child, say("a paragraph"))
            return [self.node(child, "paragraph")]
        if name in DIVISIONS or name == "tblock":
            return [self.section(child, name)]
        if name in ("container", "interstitial", "blockContainer"):
            self.guess(child, say("what it holds"))
            self.stray(child, Part.TEXT)
            return self.parts(child)
        if child.tag.startswith(XINCLUDE) or name in _REFERENCES:
            self.include(child)
            return []
        if not name or name in UNPLACED:
            self.leave(child)
            return []
        return self.loose(child, name)

    def section(self, element: Element, name: str) -> Values:
        """A division of the body."""
        kind = name if name in SECTIONS else "section"
        if kind != name:
            self.guess(element, say("a section"))
        value: Values = {"kind": kind}
        self.identify(element, value)
        self.stray(element, Part.TEXT)
        rest: list[Element] = []
        head = Head(self)
        for child in element:
            if name_of(child) == "crossHeading" or not head.take(child):
                rest.append(child)
            else:
                self.stray(child, Part.TAIL)
        head.give(value)
        head.give_notes(value)
        body = self.parts(rest)
        if body:
            value["body"] = body
        return value

    def loose(self, element: Element, name: str) -> list[Values]:
        """Blocks or running text outside a paragraph: a paragraph without number."""
        blocks = self.block(element) if name in BLOCKS else None
        if blocks is None:
            run = Run(self)
            run.element(element)
            blocks = [run.finish()] if run else []
        if not blocks:
            return []
        self.guess(element, say("a paragraph without number"))
        value: Values = {"kind": "paragraph", "content": blocks}
        if name in ("p", "block"):
            self.identify(element, value)
        return [value]
