"""The place of each node of a record in its source, and how sure the reader was of it.

Offsets count code points of the source text, half-open; lines and pages count from 1.
"""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from communique.core.json_types import JsonObject
from communique.core.source import Box, Source, Span, SpanMap
from communique.lines import Line
from communique.model import Declaration
from communique.model.passages import Passage, passages

NAMESPACE = "urn:communique:places:1"
"""The key of the layer in JSON, and its namespace in Akoma Ntoso."""
DIGITS = 3
"""Odds are rounded to this number of decimals."""
_DIGITS_OF_BOX = 2
_PAGE_END = "\f"


@dataclass(frozen=True, slots=True)
class Area:
    """A page that words of a node are on, and the box around their lines if the file
    has boxes.
    """

    page: int
    box: Box | None


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """The place of a node's own words and label in the source.

    Points and tables inside the node have their own places. `pointer` is the JSON
    pointer to the node; the lines of a title share the eId `preface`. `lines` are the
    first and the last line. `offsets` has a range for each piece of the words. `areas`
    are the pages; empty if the source has none. `role` is the role that the reader gave
    the first block of the node, and `odds` its probability; both are None if the reader
    did not decide (notes, covers, JSON, Akoma Ntoso).
    """

    eid: str
    pointer: str
    lines: tuple[int, int]
    offsets: tuple[tuple[int, int], ...]
    areas: tuple[Area, ...] = ()
    role: str | None = None
    odds: float | None = None


@dataclass(frozen=True, slots=True)
class SourcePlaces:
    """The places of the nodes of a record, in the order of the record.

    `text_sha256` is the SHA-256 of the UTF-8 text that the offsets refer to. `convert
    --text` writes that text.
    """

    text_sha256: str
    nodes: tuple[SourcePlace, ...]

    def nodes_as_json(self) -> list[JsonObject]:
        """The places as JSON objects, by `schema/places.schema.json`."""
        return [_as_json(node) for node in self.nodes]


def _as_json(node: SourcePlace) -> JsonObject:
    return {
        "eid": node.eid,
        "pointer": node.pointer,
        "lines": list(node.lines),
        "offsets": [list(stretch) for stretch in node.offsets],
        "areas": [_area_as_json(area) for area in node.areas],
        "role": node.role,
        "odds": node.odds,
    }


def _area_as_json(area: Area) -> JsonObject:
    return {"page": area.page, "box": None if area.box is None else list(area.box)}


@dataclass(slots=True)
class Decided:
    """What a reader decided of the blocks of a text: where each begins, its role, the
    odds.
    """

    starts: "array[int]" = field(default_factory=lambda: array("Q"))
    odds: "array[float]" = field(default_factory=lambda: array("d"))
    roles: list[str] = field(default_factory=list)

    def add(self, start: int, role: str, odds: float) -> None:
        """Add a block; blocks come in the order of the text."""
        self.starts.append(start)
        self.roles.append(role)
        self.odds.append(odds)

    def at(self, offset: int) -> tuple[str, float] | None:
        """The role and the odds of the block that an offset is in; None before the
        first.
        """
        index = bisect_right(self.starts, offset) - 1
        if index < 0:
            return None
        return self.roles[index], round(self.odds[index], DIGITS)


def source_places(
    source: Source,
    declaration: Declaration,
    spans: SpanMap,
    lines_at: Callable[[Span], Sequence[Line]],
    decided: Decided,
) -> SourcePlaces:
    """The places of a record that was read from a source.

    `lines_at`: the lines of the file that a stretch of the source touches; none of raw text.
    """
    digest = sha256(source.text.encode()).hexdigest()
    page_ends = [at for at, char in enumerate(source.text) if char == _PAGE_END]
    nodes: list[SourcePlace] = []
    for passage in passages(declaration):
        found = sorted(_spans(passage, spans))
        if not found:
            continue
        lines = [line for span in found for line in lines_at(span)]
        areas = tuple(_areas(lines)) or tuple(_pages(found, page_ends))
        role, odds = _decided(passage, found[0], decided)
        place = SourcePlace(
            eid=passage.eid,
            pointer=passage.pointer,
            lines=(found[0].line, max(span.end_line for span in found)),
            offsets=tuple(_offsets(found)),
            areas=areas,
            role=role,
            odds=odds,
        )
        nodes.append(place)
    return SourcePlaces(digest, tuple(nodes))


def _spans(passage: Passage, spans: SpanMap) -> Iterator[Span]:
    """The stretches of a passage's label and own words; else those of the whole passage."""
    pointers = [f"{passage.pointer}/num", f"{passage.pointer}/marker"]
    pointers += [f"{words.pointer}/text" for words in passage.words()]
    is_found = any(pointer in spans for pointer in pointers)
    for pointer in pointers if is_found else [passage.pointer]:
        yield from spans.get(pointer, ())


def _offsets(spans: Iterable[Span]) -> Iterator[tuple[int, int]]:
    for span in spans:
        if span.start is not None and span.end is not None:
            yield span.start, span.end


def _areas(lines: Iterable[Line]) -> Iterator[Area]:
    """The pages that lines of a file are on, each with the box around its lines."""
    boxes: dict[int, list[Box]] = {}
    for line in lines:
        if line.origin is None or not line.origin.page:
            continue
        on_page = boxes.setdefault(line.origin.page, [])
        if line.origin.box is not None:
            on_page.append(line.origin.box)
    for page, found in sorted(boxes.items()):
        yield Area(page, _around(found))


def _around(boxes: Sequence[Box]) -> Box | None:
    """The smallest box around some boxes; None around none."""
    if not boxes:
        return None
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    edges = (min(lefts), min(bottoms), max(rights), max(tops))
    left, bottom, right, top = (round(edge, _DIGITS_OF_BOX) for edge in edges)
    return left, bottom, right, top


def _pages(spans: Iterable[Span], page_ends: Sequence[int]) -> Iterator[Area]:
    """The pages of raw text that spans touch; none where no form feed ends a page."""
    if not page_ends:
        return
    pages: set[int] = set()
    for start, end in _offsets(spans):
        pages.update(
            (bisect_right(page_ends, start) + 1, bisect_right(page_ends, end - 1) + 1)
        )
    for page in sorted(pages):
        yield Area(page, None)


def _decided(
    passage: Passage, first: Span, decided: Decided
) -> tuple[str | None, float | None]:
    """The role and the odds of the block that a passage begins in."""
    is_undecided = passage.kind == "note" or passage.part == "cover"
    if is_undecided or first.start is None:
        return None, None
    return decided.at(first.start) or (None, None)
