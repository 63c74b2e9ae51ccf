"""The structure of a PDF: which words make one paragraph, heading or item, by the tags of a tagged file, evidence that the decoder weighs;
and what each block of a file is that was written here, by the named places at which blocks begin, `[12 point 2 0 1]`.
"""

import ctypes
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, groupby, pairwise
from typing import Any

from pypdfium2 import PdfDocument, PdfPage, raw

from communique.draft import Given, Said
from communique.inputs.pdf.glyphs import Glyph
from communique.inputs.pdf.rows import Row, Segment
from communique.inputs.writing import is_running

MOST_ELEMENTS = 20_000
"""So many elements of a page's tree are looked at."""
DEEPEST = 64
"""And elements that are nested no deeper."""
HEADINGS = {"Title": "title", "H": "h2", **{f"H{level}": f"h{level}" for level in range(1, 7)}}
_BLOCKS = {"P": "", "LI": "", "Caption": "", "TOCI": "contents", **HEADINGS}
"""Elements that are one block of a text, and what they say that it is."""
_APART = frozenset({"Table", "Note", "Figure", "Artifact"})
"""Elements whose words are set elsewhere: nothing is said of them."""

FULL = 0.75
"""A line that is shorter than this part of its paragraph's longest or, where that is short, its page's, with the next word too, ends where it was made to."""

GOES_ON = "+"
_STOPS = tuple(".:;!?,”’»)")
CENTRED = "centred"
"""What is bold in the middle of a page: before the first words that are not, it is the title, where no heading says that it is one."""
Block = tuple[int, str]
"""A number that tells a block from the others of its page, and what it is."""


@contextmanager
def roots_of(page: PdfPage) -> Iterator[list[Any]]:
    """The elements at the top of a page's structure tree, while that is open; none where the page is not tagged."""
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    try:
        number = raw.FPDF_StructTree_CountChildren(tree) if tree else 0
        yield [
            each for at in range(number) if (each := raw.FPDF_StructTree_GetChildAtIndex(tree, at))
        ]
    finally:
        if tree:
            raw.FPDF_StructTree_Close(tree)


def tags_of(page: PdfPage) -> dict[int, Block]:
    """The block that each stretch of marked content on a page belongs to, by its number; none where the page is not tagged."""
    found: dict[int, Block] = {}
    blocks = 0
    with roots_of(page) as roots:
        waiting: list[tuple[Any, int, Block | None, bool]] = [
            (each, 0, None, False) for each in roots
        ]
        for _ in range(MOST_ELEMENTS):
            if not waiting:
                break
            element, depth, block, item = waiting.pop()
            name = type_of(element)
            if name in _APART or depth > DEEPEST:
                continue
            if name in _BLOCKS and not (
                item and name == "P"
            ):  # the first paragraph of an item is the item's
                blocks += 1
                block = blocks, _BLOCKS[name]
            number = raw.FPDF_StructElement_CountChildren(element)
            if block is not None:
                found.update(dict.fromkeys(contents_of(element), block))
            inner = [raw.FPDF_StructElement_GetChildAtIndex(element, at) for at in range(number)]
            item = name == "LI" or (item and name != "P")
            waiting.extend(
                (each, depth + 1, block, item and at == 0)
                for at, each in reversed([*enumerate(filter(None, inner))])
            )
    return found


def contents_of(element: Any) -> dict[int, None]:
    """The numbers of the marked content that an element holds itself, in order, each once."""
    asked = (
        (
            raw.FPDF_StructElement_GetMarkedContentIdAtIndex,
            raw.FPDF_StructElement_GetMarkedContentIdCount,
        ),
        (raw.FPDF_StructElement_GetChildMarkedContentID, raw.FPDF_StructElement_CountChildren),
    )
    found = (number(element, at) for number, count in asked for at in range(count(element)))
    return dict.fromkeys(each for each in found if each >= 0)


def text_of(element: Any, ask: Callable[[Any, Any, int], int], most: int = 64) -> str:
    """What an element of the structure tree says when it is asked; nothing where that has `most` bytes or more."""
    length = ask(element, None, 0)
    if not 2 < length < most:
        return ""
    buffer = ctypes.create_string_buffer(length)
    ask(element, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


def type_of(element: Any) -> str:
    """The type of an element of the structure tree."""
    return text_of(element, raw.FPDF_StructElement_GetType)


Line = tuple[int, str, Block | None]
"""Where a line begins in the text, its words, and the block that it is of."""


def said_of(pages: Iterable[Sequence[Line]]) -> tuple[Said, ...]:
    """What tags say of stretches of the text. What a page begins with can go on from the page before, and what stands below a line
    that ends early can be a line of its own: no tag tells.

    One heading of the first level is the title; where there are more, all levels stand one lower. What reads like a sentence heads nothing.
    """
    found: list[Said] = []
    goes_on, top, last = False, True, ""
    for page in pages:
        widest = max((len(words.strip()) for _, words, _ in page), default=0)
        for number, group in groupby(page, key=lambda line: line[2] and line[2][0]):
            if number is None:
                continue
            lines = list(group)
            kinds = {block[1] for *_, block in lines if block is not None}
            role: str | None = (
                kinds.pop() if len(kinds) == 1 else ""
            )  # one line in the middle heads nothing
            top = top and role == CENTRED
            if role == CENTRED:
                role = "title" if top else ""
            if role in _LEVELS and is_running(" ".join(words.strip() for _, words, _ in lines)):
                role = ""
            if goes_on and not role:
                role = (
                    GOES_ON
                    if not last.endswith(_STOPS) and lines[0][1].strip()[0].islower()
                    else None
                )
            start, longest = lines[0][0], max(len(words.strip()) for _, words, _ in lines)
            wide = longest if longest > FULL * widest else widest
            for (at, words, _), (after, following, _) in pairwise(lines):
                room = len(words.strip()) + len(following.split(None, 1)[0]) < FULL * wide
                if not role and room and words[-1] != ",":
                    found.append((start, at + len(words), role))
                    start, role = after, None
            found.append((start, lines[-1][0] + len(lines[-1][1]), role))
            goes_on, last = False, lines[-1][1].strip()
        goes_on = any(block is not None for *_, block in page)
    roles = Counter(role for *_, role in found)
    said: dict[str | None, str] = {"": "text"} if _LEVELS & roles.keys() else {}
    if roles["h1"] != 1:
        said |= {role: f"h{min(6, int(role[1:]) + 1)}" for role in _LEVELS}
    return tuple((start, end, said.get(role, role)) for start, end, role in found)


_LEVELS = frozenset(HEADINGS.values()) - {"title"}


APART = 0.9
"""Where below so many of the lines that end early and with a stop there is room, lines without room between them go on."""
FEWEST = 10
"""So many such lines there must be to tell."""


def set_apart(pages: Sequence[Sequence[Line]]) -> tuple[Said, ...]:
    """What room between lines says of a file without tags, whose blocks all stand apart: what has none goes on. Nothing of others."""
    early = apart = number = 0
    found: list[list[Line]] = []
    for page in pages:
        widest = max((len(words.strip()) for _, words, _ in page), default=0)
        found.append([(at, words, (number, "")) for at, words, _ in page[:1]])
        for (at, words, _), (after, following, _) in pairwise(page):
            room = after - at > len(words) + 1
            ends = len(words.strip()) + len(following.split(None, 1)[0]) < FULL * widest
            if ends and words.rstrip().endswith(_STOPS):
                early, apart = early + 1, apart + room
            number += room
            found[-1].append((after, following, (number, "")))
    if early < FEWEST or apart < APART * early:
        return ()
    return tuple((start, end, role or None) for start, end, role in said_of(found))


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
            found[page].append(
                Name(int(match[1]), match[2], level, begins, labelled, x.value, y.value)
            )
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


def _walk(
    element: Any, made: Element | None, found: list[Element], depth: int, *, within: bool
) -> None:
    """Gather the blocks below an element; `within` the text."""
    if depth > DEEPEST:
        return
    name = type_of(element)
    within = within or name == "Art"
    if made is None and (name in {"P", "Table"} or name in HEADINGS):
        made = Element(name, within)
        found.append(made)
    if made is not None:
        # The words that it says that it draws.
        words = text_of(element, raw.FPDF_StructElement_GetActualText, MOST_WORDS)
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
        following = next(
            filter(None, places[at:]), None
        )  # the library does not give every character that is drawn
        if name and (first is None) != (
            following is not None and _begins(name, element, following)
        ):
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
                named.names[-named.notes] = Name(
                    -named.notes, "note", 0, 0, labelled=False, x=0.0, y=0.0
                )
                named.labels[-named.notes] = 0
            found.update((each, (-named.notes, "")) for each in element.words)
    named.whole = named.whole and not waiting and 0 not in {number for number, _ in found.values()}
    return found


def _begins(name: Name, element: Element, first: Glyph) -> bool:
    """Whether the block whose place a name is begins with a character of an element."""
    alike = (name.role in _HEADS) == (element.name in HEADINGS)
    return (
        alike
        and 0 < name.y - first.y < BELOW * first.size
        and first.x0 > name.x - BESIDE * first.size
    )


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
            made += [
                Row(first.y, first.size, sides, [" ".join(words.split()) for words in row])
                for row in cells
            ]
        elif group and element.text.strip():
            first = group[0]
            right, tag = max(row.x1 for row in group), next(iter(element.words))
            made.append(
                Row(
                    first.y,
                    first.size,
                    [Segment(first.x0, right, element.text, first.size, tag=tag)],
                )
            )
        else:
            made += held[at]
    return [*above, *made, *below]


def given_by(named: Named, pages: Iterable[Sequence[Line]]) -> tuple[Given, ...]:
    """What names say of the lines of the text, each a block; nothing if they do not say all. Signs of notes stand in no block."""
    found: list[Given] = []
    for start, words, block in chain.from_iterable(pages) if named.whole else ():
        if block is not None:
            name, label = named.names[block[0]], named.labels[block[0]]
            ends = [start + place for place, char in enumerate(words, 1) if not char.isspace()]
            behind = (
                ends[label - 1] if 0 < label <= len(ends) else 0
            )  # so many characters are the label, blanks aside
            found.append(
                Given(start, start + len(words), name.role, behind, name.level, name.begins)
            )
    return tuple(found)
