"""Elements of Formex under other names, wrapped or taken apart, each known by its place in the
file.
"""

from collections.abc import Callable, Iterable

from communique.formats.akn.names import A
from communique.formats.akn.places import numbered
from communique.formats.akn.remarks import Remarks
from communique.formats.akn.tree import Element

Made = list[Element]
"""What an element becomes: itself under another name, several elements, or none."""


def append(element: Element, words: str) -> None:
    """Put words behind all that an element holds."""
    if not words:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


class Rewriting:
    """A tree that is changed in place.

    Of each element it is known which number it had in the file, and its name there.
    """

    def __init__(self, root: Element, remarks: Remarks) -> None:
        self.remarks = remarks
        self.kept = list(
            root.iter()
        )  # so that no identity of an element is given twice
        self.number = numbered(root)
        self.called = {id(element): element.tag for element in self.kept}
        self.added = 0
        """The characters that the text has more than the file."""

    def new(self, name: str, like: Element, parts: Iterable[Element] = ()) -> Element:
        """A new element of Akoma Ntoso, in the place of another."""
        made = Element(A + name)
        made.extend(parts)
        self.number[id(made)] = self.number[id(like)]
        self.called[id(made)] = self.called[id(like)]
        self.kept.append(made)
        return made

    def named(self, element: Element, name: str, /, **attributes: str) -> Element:
        """An element under its name in Akoma Ntoso, with these attributes and no other."""
        element.tag = A + name
        element.attrib = attributes
        return element

    def fill(self, element: Element, read: Callable[[Element], Made]) -> Element:
        """Put what its children become in their place; the words behind each stay behind it."""
        children = list(element)
        element[:] = []
        for child in children:
            tail = child.tail
            child.tail = None
            element.extend(read(child))
            append(element, tail or "")
        return element
