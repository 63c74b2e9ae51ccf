"""The structure of a PDF: which words make one paragraph, heading or item, by the tags of a tagged
file: evidence that the decoder weighs.
"""

import ctypes
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby, pairwise

from pypdfium2 import PdfPage, raw

from communique.inputs.writing import is_running

MOST_ELEMENTS = 20_000
"""This many elements of a page's tree are looked at."""
DEEPEST = 64
"""And elements that are nested no deeper."""
LONGEST_TYPE = 64
"""The type of an element takes fewer bytes than this."""
HEADINGS = {"Title": "title", "H": "h2"}
HEADINGS |= {f"H{level}": f"h{level}" for level in range(1, 7)}
_BLOCKS = {"P": "", "LI": "", "Caption": "", "TOCI": "contents", **HEADINGS}
"""Elements that are one block of a text, and what they say that it is."""
_APART = frozenset({"Table", "Note", "Figure", "Artifact"})
"""Elements whose words are set elsewhere: nothing is said of them."""

FULL = 0.75
"""A line that is shorter than this part of its paragraph's longest or, where that is short, its
page's, with the next word too, ends where it was made to.
"""

GOES_ON = "+"
_STOPS = tuple(".:;!?,”’»)")
CENTRED = "centred"
"""What is bold in the middle of a page: before the first words that are not, it is the title, where
no heading says that it is one.
"""
Said = tuple[int, int, str | None]
"""A stretch of the text that is one block, and its role, as `Origin` has it."""
Block = tuple[int, str]
"""A number that tells a block from the others of its page, and what it is."""


@contextmanager
def roots_of(page: PdfPage) -> Iterator[list[object]]:
    """The elements at the top of a page's structure tree, while that is open.

    None where the page is not tagged.
    """
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    try:
        number = raw.FPDF_StructTree_CountChildren(tree) if tree else 0
        roots = [raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(number)]
        yield [root for root in roots if root]
    finally:
        if tree:
            raw.FPDF_StructTree_Close(tree)


@dataclass(slots=True)
class _Element:
    """An element of the structure tree, the block that it is of, and how deep it is.

    `begins_item`: whether it is the first of an item of a list, or within that.
    """

    handle: object
    depth: int = 0
    block: Block | None = None
    begins_item: bool = False

    def inner(self, name: str) -> list["_Element"]:
        """The elements within it, if this is its type."""
        number = raw.FPDF_StructElement_CountChildren(self.handle)
        handles = [
            raw.FPDF_StructElement_GetChildAtIndex(self.handle, at)
            for at in range(number)
        ]
        is_item = name == "LI" or (self.begins_item and name != "P")
        found = [_Element(each, self.depth + 1, self.block) for each in handles if each]
        if found:
            found[0].begins_item = is_item
        return found


def tags_of(page: PdfPage) -> dict[int, Block]:
    """The block that each stretch of marked content on a page belongs to, by its number.

    None where the page is not tagged.
    """
    found: dict[int, Block] = {}
    blocks = 0
    with roots_of(page) as roots:
        waiting = [_Element(root) for root in roots]
        for _ in range(MOST_ELEMENTS):
            if not waiting:
                break
            element = waiting.pop()
            name = type_of(element.handle)
            if name in _APART or element.depth > DEEPEST:
                continue
            # The first paragraph of an item is the item's.
            is_items = element.begins_item and name == "P"
            if name in _BLOCKS and not is_items:
                blocks += 1
                element.block = (blocks, _BLOCKS[name])
            if element.block is not None:
                found.update(dict.fromkeys(contents_of(element.handle), element.block))
            waiting.extend(reversed(element.inner(name)))
    return found


def contents_of(element: object) -> dict[int, None]:
    """The numbers of the marked content that an element holds itself, in order, each once."""
    number = raw.FPDF_StructElement_GetMarkedContentIdCount(element)
    ask = raw.FPDF_StructElement_GetMarkedContentIdAtIndex
    found = [ask(element, at) for at in range(number)]
    number = raw.FPDF_StructElement_CountChildren(element)
    ask = raw.FPDF_StructElement_GetChildMarkedContentID
    found += [ask(element, at) for at in range(number)]
    return dict.fromkeys(each for each in found if each >= 0)


def type_of(element: object) -> str:
    """The type of an element of the structure tree; nothing where that is longer than types are."""
    length = raw.FPDF_StructElement_GetType(element, None, 0)
    if not 2 < length < LONGEST_TYPE:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDF_StructElement_GetType(element, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


Line = tuple[int, str, Block | None]
"""Where a line begins in the text, its words, and the block that it is of."""


def said_of(pages: Iterable[Sequence[Line]]) -> tuple[Said, ...]:
    """What tags say of stretches of the text.

    What a page begins with can go on from the page before, and what stands below a line that ends
    early can be a line of its own: no tag tells. One heading of the first level is the title; where
    there are more, all levels stand one lower. What reads like a sentence heads nothing.
    """
    found: list[Said] = []
    is_top = True
    before: _Ending | None = None
    for page in pages:
        widest = max((_width(line) for line in page), default=0)
        for number, group in groupby(page, key=_number_of):
            if number is None:
                continue
            lines = list(group)
            kind = _role_of(lines)
            is_top = is_top and kind == CENTRED
            role: str | None = _told(kind, lines, is_top=is_top)
            if before is not None and not role:
                role = before.followed_by(lines[0])
            found.extend(_stretches(lines, role, widest))
            before = None
        last = [words.strip() for _, words, block in page if block is not None]
        before = _Ending(last[-1], widest) if last else None
    return _with_levels(found)


def _number_of(line: Line) -> int | None:
    """The number of the block that a line is of."""
    _, _, block = line
    return block[0] if block is not None else None


def _told(kind: str, lines: list[Line], *, is_top: bool) -> str:
    """The role of a block by its kind: a centred one is a title only at the top."""
    if kind == CENTRED:
        return "title" if is_top else ""
    text = " ".join(words.strip() for _, words, _ in lines)
    if kind in _LEVELS and is_running(text):
        return ""
    return kind


@dataclass(frozen=True, slots=True)
class _Ending:
    """The words of the last line of a page, and how many characters its longest line has."""

    words: str
    widest: int

    def followed_by(self, first: Line) -> str | None:
        """What is said of the block that the next page begins with: that it goes on, that it is a
        block, or nothing.
        """
        next_word = first[1].split(None, 1)[0]
        is_stopped = self.words.endswith(_STOPS)
        if next_word[0].islower():
            return None if is_stopped else GOES_ON
        # The next word would fit on a line that ends so early: its paragraph ends there.
        ends_early = len(self.words) + len(next_word) < FULL * self.widest
        return "" if is_stopped and ends_early else None


def _width(line: Line) -> int:
    return len(line[1].strip())


def _role_of(lines: list[Line]) -> str:
    """What a block is by its lines: one line in the middle of others heads nothing."""
    kinds = {block[1] for *_, block in lines if block is not None}
    return kinds.pop() if len(kinds) == 1 else ""


def _stretches(lines: list[Line], role: str | None, widest: int) -> Iterator[Said]:
    """The stretches of a block: below a line that was ended early another may begin.

    `widest`: of the lines of its page.
    """
    longest = max(map(_width, lines))
    full = FULL * (longest if longest > FULL * widest else widest)
    start = lines[0][0]
    for line, (after, following, _) in pairwise(lines):
        at, words, _ = line
        if not role and words[-1] != "," and _ends_early(line, following, full):
            yield start, at + len(words), role
            start = after
            role = None
    last, words, _ = lines[-1]
    yield start, last + len(words), role


def _with_levels(found: list[Said]) -> tuple[Said, ...]:
    """Stretches with the levels of their headings as the reader takes them."""
    roles = Counter(role for *_, role in found)
    said: dict[str | None, str] = {}
    if _LEVELS & roles.keys():
        said[""] = "text"
    if roles["h1"] != 1:
        said |= {role: f"h{min(6, int(role[1:]) + 1)}" for role in _LEVELS}
    made: list[Said] = []
    for start, end, role in found:
        made.append((start, end, said.get(role, role)))
    return tuple(made)


_LEVELS = frozenset(HEADINGS.values()) - {"title"}


APART = 0.9
"""Where below this many of the lines that end early and with a stop there is room, lines without
room between them go on.
"""
FEWEST = 10
"""This many such lines there must be to tell."""


def set_apart(pages: Sequence[Sequence[Line]]) -> tuple[Said, ...]:
    """What room between lines says of a file without tags, whose blocks all stand apart: what has
    none goes on. Nothing of others.
    """
    ends = 0
    apart = 0
    number = 0
    found: list[list[Line]] = []
    for page in pages:
        widest = max(map(_width, page), default=0)
        blocks: list[Line] = []
        for at, words, _ in page[:1]:
            blocks.append((at, words, (number, "")))
        for line, (after, following, _) in pairwise(page):
            at, words, _ = line
            has_room = after - at > len(words) + 1
            is_stopped = words.rstrip().endswith(_STOPS)
            if is_stopped and _ends_early(line, following, FULL * widest):
                ends += 1
                apart += has_room
            number += has_room
            blocks.append((after, following, (number, "")))
        found.append(blocks)
    if ends < FEWEST or apart < APART * ends:
        return ()
    said: list[Said] = []
    for start, end, role in said_of(found):
        said.append((start, end, role or None))
    return tuple(said)


def _ends_early(line: Line, following: str, full: float) -> bool:
    """Whether the first word of the next line would fit on a line that has so much room."""
    next_word = following.split(None, 1)[0]
    return _width(line) + len(next_word) < full
