"""PDF files that were written here: what each block is, by the named places at which blocks begin, `[12 point 2 0 1]`, and its words."""

import ctypes
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from typing import Any

from pypdfium2 import PdfDocument, PdfPage, raw

from communique.draft import Given
from communique.inputs.pdf.glyphs import Glyph
from communique.inputs.pdf.printing import Page
from communique.inputs.pdf.rows import Row, Segment
from communique.inputs.pdf.tags import DEEPEST, HEADINGS, Block, Line, contents_of, roots_of, type_of

MOST_NAMES = 100_000
_NAME = re.compile(r"\[(\d{1,9}) ([a-z]{1,20}) (\d{1,3}) (\d{1,3}) ([01])\]")
BELOW = 2.2
"""The first line of a block stands no further below its place than so many times its size."""
BESIDE = 6.0
"""Nor does it begin so far to the left of it: a label hangs."""
_HEADS = frozenset({"title", "heading", "lead", "annex"})
"""What is set as a heading."""
MOST_WORDS = 100_000
"""An element with so many bytes of words says none."""


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
    """A paragraph, heading or table in the structure of a page: its marked content with the words of each, and that of its label.

    `name`: its type. `within`: it is of the text, and no note. `rows`: the words of the cells of a table.
    """

    name: str = "P"
    within: bool = True
    words: dict[int, str] = field(default_factory=dict)
    label: set[int] = field(default_factory=set)
    rows: list[list[str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words, blanks at the ends among them."""
        return "".join(self.words.values())


@dataclass(slots=True)
class Named:
    """What names say of a file: the blocks by number, how many characters each has as its label; whether they say all.

    `notes`: how many stand at the feet of pages. They have no names, and are counted down from -1.
    """

    names: dict[int, Name] = field(default_factory=dict)
    labels: dict[int, int] = field(default_factory=dict)
    notes: int = 0
    whole: bool = True


def names_of(document: PdfDocument) -> dict[int, list[Name]]:
    """The names of blocks by page, in order; none in files that were not written here."""
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


def elements_of(page: PdfPage) -> list[Element]:
    """The paragraphs, headings and tables of a page in their order, those of notes last."""
    found: list[Element] = []
    with roots_of(page) as roots:
        for root in roots:
            _walk(root, None, found, 0, within=False)
    return sorted((each for each in found if each.words), key=lambda each: not each.within)


def _walk(element: Any, made: Element | None, found: list[Element], depth: int, *, within: bool) -> None:
    """Gather the blocks below an element; `within` the text."""
    if depth > DEEPEST:
        return
    name = type_of(element)
    within = within or name == "Art"
    if made is None and (name in {"P", "Table"} or name in HEADINGS):
        made = Element(name, within)
        found.append(made)
    if made is not None:
        words, length = "", raw.FPDF_StructElement_GetActualText(element, None, 0)
        if 2 < length < MOST_WORDS:  # the words that it says that it draws
            buffer = ctypes.create_string_buffer(length)
            raw.FPDF_StructElement_GetActualText(element, buffer, length)
            words = buffer.raw[: length - 2].decode("utf-16-le", "replace")
        if name == "TR":
            made.rows.append([])
        elif name in {"TH", "TD"} and made.rows:
            made.rows[-1].append("")
        if made.rows and made.rows[-1]:
            made.rows[-1][-1] += words
        for held in contents_of(element):
            if name == "Link" and len(made.words) == len(made.label):
                made.label.add(held)
            made.words[held], words = words, ""
    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        inner = raw.FPDF_StructElement_GetChildAtIndex(element, at)
        if inner:
            _walk(inner, made, found, depth + 1, within=within)


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
    held = [each for each in elements if each.within and each.name != "Table"]
    places = [next((drawn[tag][0] for tag in each.words if tag in drawn), None) for each in held]
    for at, (element, first) in enumerate(zip(held, places)):
        if first is None and not element.text.strip():
            continue
        name = waiting[-1] if waiting else None
        following = next(filter(None, places[at:]), None)  # the library does not give every character that is drawn
        if name and (first is None) != (following is not None and _begins(name, element, following)):
            waiting.pop()
            last = name.number
            named.names[last] = name
            label = "".join(element.words[each] for each in element.label)
            named.labels[last] = len("".join(label.split())) if name.labelled else 0
        found.update((each, (last, "")) for each in element.words)
    for element in elements:
        if not element.within:  # a note, which begins with its sign
            if element.label or not named.notes:
                named.notes += 1
                named.names[-named.notes] = Name(-named.notes, "note", 0, 0, labelled=False, x=0.0, y=0.0)
                named.labels[-named.notes] = 0
            found.update((each, (-named.notes, "")) for each in element.words)
    named.whole = named.whole and not waiting and 0 not in {number for number, _ in found.values()}
    return found


def _begins(name: Name, element: Element, first: Glyph) -> bool:
    """Whether the block whose place a name is begins with a character of an element."""
    alike = (name.role in _HEADS) == (element.name in HEADINGS)
    return alike and 0 < name.y - first.y < BELOW * first.size and first.x0 > name.x - BESIDE * first.size


def in_order(rows: Sequence[Row], elements: Sequence[Element]) -> list[Row]:
    """A row for each block, in their order, whatever columns they stand in; what is of none stays before or behind them."""
    place = {held: at for at, element in enumerate(elements) for held in element.words}
    held: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        for at, segments in groupby(row.segments, key=lambda segment: place.get(segment.tag, -1)):
            held[at].append(Row(row.y, row.size, list(segments)))
    outside = held.pop(-1, [])
    top = max((group[0].y for at, group in held.items() if elements[at].within), default=0.0)
    above, below = ([row for row in outside if (row.y > top) is up] for up in (True, False))
    made: list[Row] = []
    for at, element in enumerate(elements):
        group = held[at] or made[-1:] or list(rows[:1])
        cells = [row for row in element.rows if "".join(row).strip()]
        if element.name == "Table" and cells and held[at]:
            left, right = min(row.x0 for row in held[at]), max(row.x1 for row in held[at])
            sides = [Segment(left, left, "", 0.0), Segment(right, right, "", 0.0)]
            first = held[at][0]
            made += [Row(first.y, first.size, sides, [" ".join(words.split()) for words in row]) for row in cells]
        elif group and element.text.strip():
            first = group[0]
            segment = Segment(
                first.x0, max(row.x1 for row in group), element.text, first.size, tag=next(iter(element.words))
            )
            made.append(Row(first.y, first.size, [segment]))
        else:
            made += held[at]
    return [*above, *made, *below]


def joined(pages: Iterable[Page]) -> None:
    """Put what goes on with a block in another column or on another page into the row where that begins."""
    begun: dict[Block, Segment] = {}
    for page in pages:
        kept: list[Row] = []
        for row in page.rows:
            block = page.tags.get(row.tag)
            if block is not None and block in begun:
                begun[block].text += row.text
                continue
            if block is not None:
                begun[block] = row.segments[0]
            kept.append(row)
        page.rows = kept


def given_by(named: Named, pages: Iterable[Sequence[Line]]) -> tuple[Given, ...]:
    """What names say of the lines of the text, each a block; nothing if they do not say all. Signs of notes stand in no block."""
    found: list[Given] = []
    for start, words, block in chain.from_iterable(pages) if named.whole else ():
        if block is not None:
            name, label = named.names[block[0]], named.labels[block[0]]
            ends = [start + place for place, char in enumerate(words, 1) if not char.isspace()]
            behind = ends[label - 1] if 0 < label <= len(ends) else 0  # so many characters are the label, blanks aside
            found.append(Given(start, start + len(words), name.role, behind, name.level, name.begins))
    return tuple(found)
