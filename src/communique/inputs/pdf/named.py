"""PDF files that were written here: what each block is, by the named places at which blocks begin, `[12 point 2 0 1]`."""

import ctypes
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from communique.draft import Given
from communique.inputs.pdf.glyphs import Glyph
from communique.inputs.pdf.rows import Row
from communique.inputs.pdf.tags import DEEPEST, HEADINGS, Block, Line, contents_of, type_of

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MOST_NAMES = 100_000
_NAME = re.compile(r"\[(\d{1,9}) ([a-z]{1,20}) (\d{1,3}) (\d{1,3}) ([01])\]")
BELOW = 2.2
"""The first line of a block stands no further below its place than so many times its size."""
BESIDE = 6.0
"""Nor does it begin so far to the left of it: a label hangs."""
MORE = "+"
"""A stretch that goes on with the block before."""


@dataclass(frozen=True, slots=True)
class Name:
    """A block, the how manieth it is, whether it has a label, and where on its page it begins."""

    number: int
    role: str
    level: int
    begins: int
    labelled: bool
    x: float
    y: float


@dataclass(slots=True)
class Element:
    """A paragraph or heading in the structure of a page: its marked content, and that of its label."""

    contents: list[int] = field(default_factory=list)
    label: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Named:
    """What names say of a file: the blocks by number, how many characters each has as its label; whether they say all."""

    names: dict[int, Name] = field(default_factory=dict)
    labels: dict[int, int] = field(default_factory=dict)
    whole: bool = True


def names_of(document: "PdfDocument") -> dict[int, list[Name]]:
    """The names of blocks by page, in order; none in files that were not written here."""
    from pypdfium2 import raw

    found: dict[int, list[Name]] = defaultdict(list)
    buffer = ctypes.create_string_buffer(256)
    number, ignored = ctypes.c_float(), ctypes.c_int()
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(MOST_NAMES, raw.FPDF_CountNamedDests(document.raw))):
        length = ctypes.c_long(len(buffer))
        place = raw.FPDF_GetNamedDest(document.raw, index, buffer, ctypes.byref(length))
        name = buffer.raw[: max(0, length.value - 2)].decode("utf-16-le", "replace")
        match = _NAME.fullmatch(name) if place else None
        if match and raw.FPDFDest_GetLocationInPage(place, ignored, ignored, ignored, x, y, number):
            page = raw.FPDFDest_GetDestPageIndex(document.raw, place)
            level, begins, labelled = int(match[3]), int(match[4]), match[5] == "1"
            found[page].append(Name(int(match[1]), match[2], level, begins, labelled, x.value, y.value))
    for names in found.values():
        names.sort(key=lambda each: each.number)
    return dict(found)


def elements_of(page: "PdfPage") -> list[Element]:
    """The paragraphs and headings of the text of a page in their order; not those of notes and tables."""
    from pypdfium2 import raw

    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    found: list[Element] = []
    if not tree:
        return found
    try:
        for at in range(raw.FPDF_StructTree_CountChildren(tree)):
            root = raw.FPDF_StructTree_GetChildAtIndex(tree, at)
            if root:
                _walk(raw, root, None, found, 0, within=False)
    finally:
        raw.FPDF_StructTree_Close(tree)
    return [each for each in found if each.contents]


def _walk(raw: Any, element: Any, made: Element | None, found: list[Element], depth: int, *, within: bool) -> None:
    """Gather the blocks below an element; `within` the text."""
    name = type_of(raw, element)
    if name == "Table" or depth > DEEPEST:
        return
    within = within or name == "Art"
    if made is None and within and (name == "P" or name in HEADINGS):
        made = Element()
        found.append(made)
    if made is not None:
        for held in contents_of(raw, element):
            if name == "Link" and len(made.contents) == len(made.label):
                made.label.add(held)
            made.contents.append(held)
    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        inner = raw.FPDF_StructElement_GetChildAtIndex(element, at)
        if inner:
            _walk(raw, inner, made, found, depth + 1, within=within)


def match(
    named: Named, names: Sequence[Name], elements: Sequence[Element], glyphs: Iterable[Glyph]
) -> dict[int, Block]:
    """The block of each stretch of marked content on a page: that whose place is where it begins, else it goes on with the one before."""
    drawn: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        drawn[glyph.tag].append(glyph)
    found: dict[int, Block] = {}
    waiting = list(reversed(names))
    last = max(named.names, default=0)
    for element in elements:
        first = next((drawn[each][0] for each in element.contents if each in drawn), None)
        if first is None:
            continue
        if waiting and _begins(waiting[-1], first):
            name = waiting.pop()
            last = name.number
            named.names[last] = name
            named.labels[last] = sum(len(drawn[each]) for each in element.label) if name.labelled else 0
        found.update((each, (last, "")) for each in element.contents)
    named.whole = named.whole and not waiting and 0 not in {number for number, _ in found.values()}
    return found


def in_order(rows: Sequence[Row], elements: Sequence[Element]) -> list[Row]:
    """Rows in the order of the blocks that they are of, whatever columns they stand in; what is of none stays before or behind them."""
    place = {held: at for at, element in enumerate(elements) for held in element.contents}
    if not place or any(row.tabled for row in rows):
        return list(rows)
    cut = [
        (at, Row(row.y, row.size, list(group)))
        for row in rows
        for at, group in groupby(row.segments, key=lambda segment: place.get(segment.tag, -1))
    ]
    inside = sorted((each for each in cut if each[0] >= 0), key=lambda each: each[0])
    top = max((row.y for _, row in inside), default=0.0)
    outside = [row for at, row in cut if at < 0]
    above, below = ([row for row in outside if (row.y > top) is up] for up in (True, False))
    return [*above, *(row for _, row in inside), *below]


def _begins(name: Name, glyph: Glyph) -> bool:
    """Whether a block begins with a character."""
    return 0 < name.y - glyph.y < BELOW * glyph.size and glyph.x0 > name.x - BESIDE * glyph.size


def given_by(named: Named, pages: Iterable[Sequence[Line]]) -> tuple[Given, ...]:
    """What names say of stretches of the text; nothing if they do not say all. Signs of notes stand in no block."""
    found: list[Given] = []
    seen: set[int] = set()
    for page in pages if named.whole else ():
        for block, group in groupby(page, key=lambda line: line[2]):
            lines = list(group)
            if block is None:
                continue
            number = block[0]
            start, end = lines[0][0], lines[-1][0] + len(lines[-1][1])
            if number in seen:
                found.append(Given(start, end, MORE))
                continue
            seen.add(number)
            name = named.names[number]
            found.append(Given(start, end, name.role, _behind(lines[0], named.labels[number]), name.level, name.begins))
    return tuple(found)


def _behind(line: Line, characters: int) -> int:
    """Where the label ends that is so many characters of a line, blanks aside; 0 where there is none."""
    at, words, _ = line
    if not characters:
        return 0
    for place, char in enumerate(words):
        if not characters:
            return at + place
        characters -= not char.isspace()
    return at + len(words) if not characters and words.strip() else 0
