"""What each block of the page on paper is, said by its name: `[12 point 2 0 1]`. A PDF has a place for names: its destinations."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.model import Declaration, Paragraph, Recital
from communique.model.nodes import nodes_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(slots=True)
class _Here:
    """What stands around an element: the role and the depth of the block to come, how many divisions and annexes it is in."""

    role: str = "subtitle"
    depth: int = 0
    divisions: int = 0
    annexes: int = 0


class Names:
    """Names the blocks of a page in their order."""

    def __init__(self, declaration: Declaration) -> None:
        """Of a declaration."""
        self.nodes = {eid: node for eid, node, _ in nodes_of(declaration)}
        self.number = 0
        self.begins = 0

    def name(self, parent: "Element", here: _Here | None = None) -> None:
        """Name the blocks within an element."""
        here = _Here() if here is None else here
        for element in parent:
            classes = (element.get("class") or "").split()
            if element.tag == "table" or "note" in classes:
                continue
            if element.tag in _HEADINGS or element.tag == "p":
                self._block(element, classes, here)
                continue
            inner = replace(here)
            node = self.nodes.get(element.get("id") or "")
            if here.role == "cover":
                pass
            elif element.tag == "details":
                inner.role = "cover"
            elif "annex" in classes:
                inner = _Here(annexes=here.annexes + 1)
                if not any("label" in (each.get("class") or "").split() for each in element):
                    self.begins = inner.annexes
            elif isinstance(node, Recital | Paragraph):
                inner.role = getattr(node, "role", None) or node.kind
                inner.depth = 0
            elif "points" in classes:
                inner.depth += 1
            elif element.tag == "li" and here.role != "note":
                inner.role = "point"
            elif "s" in classes:
                inner.divisions += 1
            elif classes in (["closing"], ["signature"], ["notes"]):
                inner.role, inner.depth = classes[0].removesuffix("s"), 0
            self.name(element, inner)
            if element.tag == "ol" and "points" in classes:
                here.role = "continuation"

    def _block(self, element: "Element", classes: list[str], here: _Here) -> None:
        """Name a block; what follows it in the same node goes on with that."""
        role, level = here.role, here.depth
        if role == "cover":
            pass
        elif element.tag == "h1" or "title" in classes:
            role = "title"
        elif "subtitle" in classes:
            role = "subtitle"
        elif element.tag in _HEADINGS:
            label = "label" in classes
            role, level = ("annex", here.annexes) if label else ("heading", here.divisions)
            if here.role not in {"subtitle", "heading"} and not label:
                role = "lead"
        elif role == "signature":
            here.depth += 1
        elif role not in {"closing", "note"}:
            here.role = "continuation"
        if "".join(element.itertext()).strip():
            self.number += 1
            labelled = any(each.get("class") == "n" for each in element[:1])
            element.set("id", f"[{self.number} {role} {level} {self.begins} {labelled:d}]")
            self.begins = 0
