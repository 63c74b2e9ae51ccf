"""A declaration as a row of passages: each node that has words of its own, in document order, notes
last.

Nothing is twice and nothing is missing: the words of all passages are the words of the record.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from communique.core.source import Pointer
from communique.model import Declaration, Mark, Node, TextBlock
from communique.model.nodes import NodePlace, Part, Words, walk
from communique.naming.labels import bare

PARTS: tuple[Part, ...] = get_args(Part)

KINDS = (
    "field", "annex-label", "title", "subtitle", "recital", "recitals", "section", "article", "chapter", "part",
    "division", "paragraph", "point", "table", "closing", "signature", "annex", "note",
)  # fmt: skip
"""What a passage is. `title` is that of a document, or a division of a body that is called so (its
part is `body`).
"""


class Marked(NamedTuple):
    """A mark and its words. `start` and `end` count in the passage's heading or in its text, as
    `field` says.
    """

    field: Literal["heading", "text"]
    start: int
    end: int
    words: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Passage:
    """A node with its own words: those of the points and tables in it are passages that follow,
    with it as `parent`.

    `position` counts from 1 through the declaration. `eid` is that of the node; the lines of a
    cover, of a title and of a closing share one (`cover`, `preface`, `conclusions`). `annex` is the
    eid of the innermost annex around it. `role` is the key of a cover's field, the role of a
    recital, the parts of a signature's lines.
    """

    position: int
    pointer: Pointer
    eid: str
    kind: str
    part: Part
    annex: str | None
    parent: str | None
    role: str | None
    num: str | None
    heading: Words | None = field(repr=False)
    content: tuple[Words, ...] = field(repr=False)
    node: Node = field(repr=False)
    text: str = field(repr=False)
    """The words of its own blocks, joined by line feeds; without label and heading."""

    @property
    def number(self) -> str | None:
        """The printed label without the punctuation around it; None for a field of a cover, whose
        label is not a number.
        """
        if not self.num or self.kind == "field":
            return None
        return bare(self.num) or None

    def words(self) -> Iterator[Words]:
        """Its heading, then its blocks."""
        if self.heading is not None:
            yield self.heading
        yield from self.content

    def marks(self) -> Iterator[Marked]:
        """The marks on its own words, in the order of the text, with offsets in `heading` or in
        `text`.
        """
        if self.heading is not None:
            yield from _marked("heading", 0, self.heading.block)
        base = 0
        for words in self.content:
            yield from _marked("text", base, words.block)
            base += len(words.block.text) + 1


def passages(declaration: Declaration) -> tuple[Passage, ...]:
    """The passages of a declaration, in the order of the text."""
    places: dict[Pointer, tuple[NodePlace, Words | None]] = {}
    contents: dict[Pointer, list[Words]] = {}
    for place, heading, words in walk(declaration):
        if not place.kind:
            continue
        pointer = place.pointer
        if pointer in places:
            contents[pointer] += words
        else:
            places[pointer] = (place, heading)
            contents[pointer] = list(words)
    found: list[Passage] = []
    for position, (place, heading) in enumerate(places.values(), 1):
        content = tuple(contents[place.pointer])
        text = "\n".join([each.block.text for each in content])
        found.append(Passage(position, *place[:-1], heading, content, place.node, text))
    return tuple(found)


def _marked(
    field: Literal["heading", "text"], base: int, block: TextBlock
) -> Iterator[Marked]:
    for mark in block.marks:
        start = base + mark.start
        end = base + mark.end
        yield Marked(field, start, end, block.quoted(mark), mark)
