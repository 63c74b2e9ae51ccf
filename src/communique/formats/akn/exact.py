"""Our own files, by the mapping to the letter: the fast reader. What it does not expect, it leaves to `wild`."""

from collections.abc import Iterable

from communique.formats.akn.inline import Inline, Unexpected, only
from communique.formats.akn.names import ROLES, SECTIONS, A, C, kebab
from communique.formats.akn.tree import Element
from communique.values import Values

P, NUM, HEADING, CONTENT, LIST, POINT = f"{A}p", f"{A}num", f"{A}heading", f"{A}content", f"{A}list", f"{A}point"
INTRO, WRAP_UP, TABLE, BLOCK_LIST, ITEM = f"{A}intro", f"{A}wrapUp", f"{A}table", f"{A}blockList", f"{A}item"
PARAGRAPH = f"{A}paragraph"
_SECTION_OF = {f"{A}{name}": name for name in SECTIONS}
_ROLE_OF = {name: role for role, name in ROLES.items()}


class Exact(Inline):
    """Reads the structure of one of our files."""

    # --- blocks ------------------------------------------------------------------------------------------------------

    def blocks(self, element: Element) -> list[Values]:
        """The blocks that an element holds, and nothing else."""
        text = self.text
        found = [text(child) if child.tag == P else self.block(child) for child in only(element)]
        if not found:
            raise Unexpected(element)
        return found

    def block(self, element: Element) -> Values:
        """A list of points or a table."""
        if element.tag == BLOCK_LIST:
            return {"kind": "points", "points": [self.item(child, "point", ITEM) for child in only(element)]}
        if element.tag != TABLE:
            raise Unexpected(element)
        table: Values = {"kind": "table", "eid": self.eid(element)}
        rows = []
        for child in only(element):
            if child.tag == f"{A}tr":
                rows.append({"cells": [self.cell(cell) for cell in only(child)]})
            elif child.tag == f"{A}caption" and not rows and "caption" not in table:
                table["caption"] = self.text(child)
            else:
                raise Unexpected(child)
        table["rows"] = rows
        return table

    def cell(self, element: Element) -> Values:
        """A cell of a table."""
        cell: Values = {"content": [self.text(child) if child.tag == P else refuse(child) for child in only(element)]}
        if element.tag == f"{A}th":
            cell["header"] = True
        elif element.tag != f"{A}td":
            raise Unexpected(element)
        for name in ("colspan", "rowspan"):
            span = element.get(name)
            if span is not None:
                if not span.isdecimal():
                    raise Unexpected(element)
                cell[name] = int(span)
        return cell

    def item(self, element: Element, kind: str, tag: str) -> Values:
        """A recital, or a point of one: number, heading, blocks."""
        if element.tag != tag:
            raise Unexpected(element)
        value: Values = {"kind": kind, "eid": self.eid(element)}
        role = element.get(f"{C}role")
        if role is not None:
            value["role"] = role
        content: list[Values] = []
        for child in only(element):
            if child.tag == P:
                content.append(self.text(child))
            elif not content and child.tag in (NUM, HEADING):
                self.label(child, value)
            else:
                content.append(self.block(child))
        if not content:
            raise Unexpected(element)
        value["content"] = content
        return value

    def label(self, element: Element, value: Values) -> None:
        """Put a number or a heading into the node it belongs to."""
        name = "num" if element.tag == NUM else "heading"
        if name in value:
            raise Unexpected(element)
        if name == "heading":
            value[name] = self.text(element)
            return
        words = element.text
        if not words or len(element):
            raise Unexpected(element)
        self.labels.append(words)
        value[name] = words

    def paragraph(self, element: Element, kind: str) -> Values:
        """A paragraph, or a point of one."""
        value: Values = {"kind": kind, "eid": self.eid(element)}
        content: list[Values] = []
        for child in only(element):
            tag = child.tag
            if tag == CONTENT and not content:
                content = self.blocks(child)
            elif tag == LIST:
                self.points(child, content)
            elif not content and tag in (NUM, HEADING):
                self.label(child, value)
            else:
                raise Unexpected(child)
        if not content:
            raise Unexpected(element)
        value["content"] = content
        return value

    def points(self, element: Element, content: list[Values]) -> None:
        """A list of points, with the blocks before and after it."""
        points: list[Values] = []
        closed = False
        for child in only(element):
            tag = child.tag
            if closed:
                raise Unexpected(child)
            if tag == POINT:
                if not points:
                    content.append({"kind": "points", "points": points})
                points.append(self.paragraph(child, "point"))
            elif tag == INTRO and not points:
                content.extend(self.blocks(child))
            elif tag == WRAP_UP and points:
                content.extend(self.blocks(child))
                closed = True
            else:
                raise Unexpected(child)

    def parts(self, body: Iterable[Element]) -> list[Values]:
        """Sections and paragraphs."""
        return [self.paragraph(e, "paragraph") if e.tag == PARAGRAPH else self.section(e) for e in body]

    def section(self, element: Element) -> Values:
        """A division of the body."""
        kind = _SECTION_OF.get(element.tag)
        if kind is None:
            raise Unexpected(element)
        value: Values = {"kind": kind, "eid": self.eid(element)}
        for at, child in enumerate(only(element)):
            if child.tag != NUM and child.tag != HEADING:
                value["body"] = self.parts(element[at:])
                break
            self.label(child, value)
        return value

    # --- preamble, closing, cover ------------------------------------------------------------------------------------

    def preamble(self, element: Element) -> list[Values]:
        """Recitals, groups of recitals, formulas."""
        found: list[Values] = []
        for child in only(element):
            if child.tag == f"{A}formula":
                role = _ROLE_OF.get(child.get("name") or "")
                if role is None:
                    raise Unexpected(child)
                content = self.blocks(child)
                found.append({"kind": "recital", "eid": self.eid(child), "role": role, "content": content})
                continue
            if child.tag != f"{A}recitals" or not len(child):
                raise Unexpected(child)
            group: Values = {"kind": "recitals"}
            labels = 0
            only(child)
            while labels < len(child) and child[labels].tag in (NUM, HEADING):
                self.label(child[labels], group)
                labels += 1
            recitals = [self.item(each, "recital", f"{A}recital") for each in child[labels:]]
            if labels:
                found.append({**group, "eid": self.eid(child), "recitals": recitals})
            else:
                found.extend(recitals)
        return found

    def closing(self, element: Element) -> list[Values]:
        """Lines and signature blocks."""
        found: list[Values] = []
        for child in only(element):
            if child.tag == P:
                found.append(self.text(child))
                continue
            if child.tag != f"{A}block" or child.get("name") != "signatory" or len(child) != 1:
                raise Unexpected(child)
            lines = [{"part": self.signed(line), "value": self.text(line)} for line in only(only(child)[0])]
            signature: Values = {"kind": "signature", "lines": lines}
            signatory = child.get(f"{C}signatory")
            if signatory is not None:
                signature["signatory"] = signatory
            found.append(signature)
        return found

    def signed(self, element: Element) -> str:
        """Which part of a signature block a line is."""
        part = element.get("name")
        if element.tag != f"{A}inline" or part not in ("party", "name", "role", "other"):
            raise Unexpected(element)
        return part

    def fields(self, preface: Element) -> list[Values]:
        """The front matter of a cover note."""
        if len(preface) != 1 or preface[0].tag != f"{A}container":
            raise Unexpected(preface)
        found: list[Values] = []
        for block in only(only(preface)[0]):
            if block.tag != f"{A}block" or not 1 <= len(only(block)) <= 2:
                raise Unexpected(block)
            field: Values = {"key": kebab(block.get("name") or "")}
            if len(block) == 2:
                label = block[0].text
                if block[0].get("name") != "label" or not label or len(block[0]):
                    raise Unexpected(block)
                self.labels.append(label)
                field["label"] = label
            field["value"] = self.text(block[-1])
            found.append(field)
        return found


def refuse(element: Element) -> Values:
    """Nothing: the element is not expected here."""
    raise Unexpected(element)
