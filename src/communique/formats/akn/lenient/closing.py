"""What stands after the body, as others write it: lines and signature blocks."""

from communique.formats.akn.lenient.body import Body
from communique.formats.akn.lenient.kinds import UNPLACED
from communique.formats.akn.lenient.reading import is_akn, name_of
from communique.formats.akn.lenient.text import XINCLUDE
from communique.formats.akn.names import A, C
from communique.formats.akn.places import Part
from communique.formats.akn.tree import Element
from communique.message import say
from communique.values import Values

_PARTS = {"person": "name", "role": "role", "organization": "party", "location": "other"}


class Closing(Body):
    """Reads conclusions."""

    def printed(self, element: Element) -> list[Values]:
        """What stands in front matter or conclusions as lines: of running text outside a block one is made."""
        blocks = self.block(element)
        if blocks is None:
            self.guess(element, say("a line"))
            return [self.text(element)]
        return self.lines(blocks, element)

    def sole(self, element: Element, name: str) -> list[Values]:
        """The text of the one child of an element of ours, which holds the words; nothing if it is not so."""
        if not self.ours or len(element) != 1 or name_of(element[0]) != name:
            return []
        if (element.text or "").strip() or (element[0].tail or "").strip():
            return []
        return [self.text(element[0])]

    def closing(self, element: Element) -> list[Values]:
        """Lines and signature blocks."""
        self.stray(element, Part.TEXT)
        found: list[Values] = []
        for child in element:
            name = name_of(child) if is_akn(child) else ""
            if child.tag.startswith(XINCLUDE):
                self.include(child)
            elif not name or name in UNPLACED:
                self.leave(child)
            elif self._signs(child):
                found += self._signature(child)
            elif name in ("container", "formula", "longTitle", "blockContainer"):
                self.guess(child, say("what it holds"))
                found += self.closing(child)
            else:
                found += self.printed(child)
            self.stray(child, Part.TAIL)
        return [part for part in found if part["kind"] == "signature" or part["text"] or part.get("marks") or self.ours]

    def _signs(self, element: Element) -> bool:
        """Whether an element of the conclusions is a signature block."""
        named = "signat" in (element.get("name") or "").lower()
        return named or (name_of(element) in ("p", "block") and element.find(f"{A}signature") is not None)

    def _signature(self, element: Element) -> list[Values]:
        """A signature block: a line for each line of the file."""
        lines: list[Values] = []
        if name_of(element) == "block" and len(element) == 1 and self.ours:
            self.stray(element, Part.TEXT)
            self.stray(element[0], Part.TEXT)
            self.stray(element[0], Part.TAIL)
            for inner in element[0]:
                self.stray(inner, Part.TAIL)
                if name_of(inner) != "inline":
                    self.guess(inner, say("a line of the signature block"))
                part = inner.get("name") if inner.get("name") in ("party", "name", "role") else "other"
                lines.append({"part": part, "value": self.text(inner)})
        else:
            self.guess(element, say("a signature block"))
            for block in self.lines(self.content(element), element):
                kinds = [mark["ref"] for mark in block.get("marks", ()) if mark["kind"] == "entity"]
                lines.append({"part": self._signer(element) if len(kinds) == 1 else "other", "value": block})
        signatory = element.get(f"{C}signatory")
        value: Values = {"kind": "signature", "lines": lines}
        if signatory is not None:
            value["signatory"] = signatory
        return [value] if lines else []

    def _signer(self, element: Element) -> str:
        found = [_PARTS[name_of(each)] for each in element.iter() if name_of(each) in _PARTS]
        return found[0] if len(found) == 1 else "other"
