"""The nodes of a declaration with their eids, and the words that belong to each; those of several
languages side by side.
"""

from collections.abc import Iterator, Sequence
from typing import (
    Literal,
    NamedTuple,
    assert_never,
    get_args,
    get_type_hints,
)

from communique.core.source import Pointer
from communique.model.blocks import Block, Point, PointList, Table
from communique.model.parts import (
    Annex,
    BodyPart,
    Fields,
    Paragraph,
    PreamblePart,
    Recital,
    RecitalGroup,
    Section,
    Signature,
)
from communique.model.text import Node, TextBlock, names_of

_CHILD_FIELDS: dict[type[Node], tuple[str, ...]] = {}


def child_fields(kind: type[Node]) -> tuple[str, ...]:
    """The fields of a kind of node that hold nodes, alone or in a tuple."""
    if kind not in _CHILD_FIELDS:
        # Not `__pydantic_fields__`: that of a kind that holds its own kind may not be complete yet.
        types = get_type_hints(kind)
        names = [name for name in names_of(kind) if _holds_nodes(types[name])]
        _CHILD_FIELDS[kind] = tuple(names)
    return _CHILD_FIELDS[kind]


def _holds_nodes(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Node):
        return True
    return any(_holds_nodes(part) for part in get_args(annotation))


def nodes_below(root: Node, *, leaves: tuple[type[Node], ...] = ()) -> Iterator[Node]:
    """The node and every node in it, level by level. What stands in a node of `leaves` is left out."""
    waiting = [root]
    for node in waiting:
        yield node
        if isinstance(node, leaves):
            continue
        for name in child_fields(type(node)):
            value = getattr(node, name)
            if type(value) is tuple:
                waiting += value
            elif value is not None:
                waiting.append(value)


def addressed(
    root: Node, pointer: Pointer = "", eid: str | None = None
) -> Iterator[tuple[Pointer, str | None, Node]]:
    """Each node in the order of the record, the pointer to it, and the eid of it or of the nearest
    node above it.
    """
    eid = getattr(root, "eid", eid)
    yield pointer, eid, root
    for name in child_fields(type(root)):
        value = getattr(root, name)
        if isinstance(value, Node):
            yield from addressed(value, f"{pointer}/{name}", eid)
        else:
            for index, each in enumerate(value or ()):
                yield from addressed(each, f"{pointer}/{name}/{index}", eid)


def places_of(root: Node, wanted: set[int]) -> dict[int, tuple[Pointer, str | None]]:
    """Pointer and eid, as of `addressed`, of each node whose identity is wanted; of one in several
    places the first.
    """
    found: dict[int, tuple[Pointer, str | None]] = {}
    for pointer, eid, node in addressed(root):
        if id(node) in wanted:
            found.setdefault(id(node), (pointer, eid))
            if len(found) == len(wanted):
                break
    return found


Part = Literal["cover", "preface", "preamble", "body", "conclusions", "annex", "notes"]
"""Where in its document a node stands; an annex is a document itself, and `annex` is the line of
its label.
"""


class Words(NamedTuple):
    """A text block, and its pointer in the record."""

    pointer: Pointer
    block: TextBlock


class NodePlace(NamedTuple):
    """A node in its document; what these are is said of `Passage`. A cover and a preface as a whole
    have no kind.
    """

    pointer: Pointer
    eid: str
    kind: str
    part: Part
    annex: str | None
    parent: str | None
    role: str | None
    num: str | None
    node: Node


class _Here(NamedTuple):
    """Where the walk is."""

    part: Part
    annex: str | None = None
    parent: str | None = None


Piece = tuple[NodePlace, Words | None, tuple[Words, ...]]
"""A node, its heading or caption if that is met here, and own words that stand together; a node
comes several times.
"""


def walk(declaration: Fields) -> Iterator[Piece]:
    """Every node and its words in document order, notes last: the one walk that lists of nodes and
    passages are made of.
    """
    cover = declaration.cover
    if cover is not None:
        here = _Here("cover")
        yield NodePlace("/cover", "cover", "", *here, None, None, cover), None, ()
        for index, field in enumerate(cover.fields):
            at = f"/cover/fields/{index}"
            place = NodePlace(
                at, "cover", "field", *here, field.key, field.label, field
            )
            yield place, None, (Words(f"{at}/value", field.value),)
        yield from _parts(cover.paragraphs, "/cover/paragraphs", here)
        if cover.annex_label is not None:
            at = "/cover/annex_label"
            yield (
                NodePlace(at, "cover", "annex-label", *here, None, None, cover),
                None,
                (Words(at, cover.annex_label),),
            )
    yield from _document(declaration, "", None)
    for index, note in enumerate(declaration.notes):
        place = NodePlace(
            f"/notes/{index}",
            note.eid,
            "note",
            *_Here("notes"),
            None,
            note.marker,
            note,
        )
        yield place, None, ()
        yield from _content(place, note.content)


def _document(
    document: Fields | Annex, at: Pointer, annex: str | None
) -> Iterator[Piece]:
    scope = "" if annex is None else f"{annex}__"
    whole = NodePlace(
        at, f"{scope}preface", "", "preface", annex, None, None, None, document
    )
    yield whole, None, ()
    if document.title is not None:
        title = f"{at}/title"
        yield (
            whole._replace(pointer=title, kind="title"),
            None,
            (Words(title, document.title),),
        )
    for index, subtitle in enumerate(document.subtitles):
        pointer = f"{at}/subtitles/{index}"
        yield (
            whole._replace(pointer=pointer, kind="subtitle"),
            None,
            (Words(pointer, subtitle),),
        )
    yield from _parts(document.preamble, f"{at}/preamble", _Here("preamble", annex))
    yield from _parts(document.body, f"{at}/body", _Here("body", annex))
    here = _Here("conclusions", annex)
    for index, closing in enumerate(document.closing):
        pointer = f"{at}/closing/{index}"
        place = NodePlace(
            pointer, f"{scope}conclusions", "closing", *here, None, None, closing
        )
        if isinstance(closing, Signature):
            lines: list[Words] = []
            for count, line in enumerate(closing.lines):
                lines.append(Words(f"{pointer}/lines/{count}/value", line.value))
            role = " ".join([line.part for line in closing.lines])
            yield place._replace(kind="signature", role=role), None, tuple(lines)
        else:
            yield place, None, (Words(pointer, closing),)
    for index, inner in enumerate(document.annexes):
        pointer = f"{at}/annexes/{index}"
        yield (
            NodePlace(
                pointer,
                inner.eid,
                "annex",
                "annex",
                annex,
                annex,
                None,
                inner.num,
                inner,
            ),
            None,
            (),
        )
        yield from _document(inner, pointer, inner.eid)


def _parts(
    parts: Sequence[BodyPart | PreamblePart | Point], at: Pointer, here: _Here
) -> Iterator[Piece]:
    for index, part in enumerate(parts):
        pointer = f"{at}/{index}"
        role = part.role if isinstance(part, Recital) else None
        place = NodePlace(pointer, part.eid, part.kind, *here, role, part.num, part)
        heading = None
        if part.heading is not None:
            heading = Words(f"{pointer}/heading", part.heading)
        yield place, heading, ()
        match part:
            case Section():
                yield from _parts(
                    part.body, f"{pointer}/body", here._replace(parent=part.eid)
                )
            case RecitalGroup():
                yield from _parts(
                    part.recitals, f"{pointer}/recitals", here._replace(parent=part.eid)
                )
            case Recital() | Paragraph() | Point():
                yield from _content(place, part.content)
            case _:
                assert_never(part)


def _content(place: NodePlace, content: tuple[Block, ...]) -> Iterator[Piece]:
    for index, block in enumerate(content):
        pointer = f"{place.pointer}/content/{index}"
        if isinstance(block, TextBlock):
            yield place, None, (Words(pointer, block),)
            continue
        here = _Here(place.part, place.annex, place.eid)
        if isinstance(block, PointList):
            yield from _parts(block.points, f"{pointer}/points", here)
        elif isinstance(block, Table):
            caption = None
            if block.caption is not None:
                caption = Words(f"{pointer}/caption", block.caption)
            place_of_table = NodePlace(
                pointer, block.eid, block.kind, *here, None, None, block
            )
            yield place_of_table, caption, tuple(_words_of_cells(block, pointer))
        else:
            assert_never(block)


def _words_of_cells(table: Table, pointer: Pointer) -> Iterator[Words]:
    for number, row in enumerate(table.rows):
        for count, cell in enumerate(row.cells):
            at = f"{pointer}/rows/{number}/cells/{count}/content"
            for index, text in enumerate(cell.content):
                yield Words(f"{at}/{index}", text)


Addressed = tuple[str, Node, list[TextBlock]]
"""The eid of a node, the node, and text blocks that are its own."""


def nodes_of(declaration: Fields) -> Iterator[Addressed]:
    """Every node and entity in document order, notes and entities last, a node again for each piece
    of its words.

    The words of a title belong to `preface`, closing lines to `conclusions`, front matter to
    `cover`.
    """
    for place, heading, words in walk(declaration):
        node = place.node
        if declaration.cover is not None and place.part == place.eid == "cover":
            node = declaration.cover
        blocks = [each.block for each in (heading, *words) if each is not None]
        yield place.eid, node, blocks
    for entity in declaration.entities:
        yield entity.id, entity, []
