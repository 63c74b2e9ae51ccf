"""From the record to the file: where each text block and each node stands. The file is read again, only when asked.

A text block has the place of what its element holds, a node that of its start tag: exact for a text that is one element,
as every text of ours is.
"""

from collections.abc import Iterator
from typing import Any

from communique.formats.akn.places import Layout, Part, numbered
from communique.formats.akn.tree import Element
from communique.formats.akn.whole import Whole
from communique.source import Pointer, Source, Span
from communique.values import Values

Where = dict[int, tuple[Values, Element]]
"""From the identity of a value to the value and its element."""


class Located(Whole):
    """Reads a file of ours, and remembers which element each value came from."""

    def __init__(self, *, attached: bool) -> None:
        super().__init__(attached=attached)
        self.where: Where = {}

    def _placed(self, value: Values, element: Element) -> Values:
        self.where[id(value)] = value, element
        return value

    def text(self, element: Element) -> Values:
        """A text block."""
        return self._placed(super().text(element), element)

    def block(self, element: Element) -> Values:
        """A list of points or a table."""
        return self._placed(super().block(element), element)

    def item(self, element: Element, kind: str, tag: str) -> Values:
        """A recital, or a point of one."""
        return self._placed(super().item(element, kind, tag), element)

    def paragraph(self, element: Element, kind: str) -> Values:
        """A paragraph, or a point of one."""
        return self._placed(super().paragraph(element, kind), element)

    def section(self, element: Element) -> Values:
        """A division of the body."""
        return self._placed(super().section(element), element)

    def annex(self, attachment: Element) -> Values:
        """An annex."""
        return self._placed(super().annex(attachment), attachment)


def spans_of(source: Source, root: Element, values: Values, where: Where) -> dict[Pointer, tuple[Span, ...]]:
    """The span of every value whose element is known, by its pointer."""
    number = numbered(root)
    found = [
        (pointer, (number[id(element)], Part.CONTENT if value.get("kind") == "text" else Part.TAG))
        for pointer, value, element in _known("", values, where)
    ]
    spans = Layout(source).spans([wanted for _, wanted in found])
    return {pointer: (span,) for (pointer, _), span in zip(found, spans, strict=True)}


def _known(pointer: Pointer, value: Any, where: Where) -> Iterator[tuple[Pointer, Values, Element]]:
    stack = [(pointer, value)]
    while stack:
        pointer, value = stack.pop()
        if isinstance(value, dict):
            known = where.get(id(value))
            if known is not None:
                yield pointer, value, known[1]
            stack.extend((f"{pointer}/{key}", each) for key, each in value.items())
        elif isinstance(value, list | tuple):
            stack.extend((f"{pointer}/{index}", each) for index, each in enumerate(value))
