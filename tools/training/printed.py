"""Documents printed: blocks whose roles are known from tags become plain text in one of many layouts, with its truth."""

import random
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from tools.training.truth import Document, Row, shuffled, starts


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a document: its role, label, words, and how deep it is nested."""

    role: str
    words: str
    num: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page is set. `width` 0: each block is one line. `page`: lines on a page, 0 without pages."""

    width: int = 0
    blank: int = 1
    indent: int = 0
    hanging: int = 0
    nest: int = 4
    tab: str = " "
    page: int = 0
    head: str = ""
    foot: str = ""
    upper_titles: bool = False
    centred: bool = False


def chance(draw: random.Random, symbol: str) -> Layout:
    """A layout at random, the plain ones more often."""
    width = draw.choice((0, 0, 0, 64, 72, 80, 90, 100, 115))
    paged = width and draw.random() < 0.4
    return Layout(
        width=width,
        blank=1 if not width or draw.random() < 0.7 else draw.choice((0, 0, 2)),
        indent=draw.choice((0, 0, 0, 4, 8)),
        hanging=draw.choice((0, 0, 0, 4)),
        nest=draw.choice((0, 2, 4, 6)),
        tab=draw.choice((" ", " ", "  ", "\t", "    ")),
        page=draw.choice((38, 46, 54)) if paged else 0,
        head=symbol if paged and draw.random() < 0.7 else "",
        foot=draw.choice(("{page}", "{page}/{pages}", "- {page} -", symbol + "   {page}")) if paged else "",
        upper_titles=draw.random() < 0.15,
        centred=bool(width) and draw.random() < 0.4,
    )


_LINED = frozenset(
    {"letterhead", "title", "subtitle", "dateline", "signature", "closing", "other", "annex", "table", "contents"}
)
"""Roles whose lines stay lines."""
_MARKS = re.compile(r"^\s*(?:>\s*)?(?:#{1,6}\s*)?|\*\*|(?<=\s)[*_](?=\w)|(?<=\w)[*_](?=\s|$)|[ \t]+$")
_STYLES = ("{}.", "{})", "({})", "{}.-", "{} -", "{}.")
_LETTERED = ("({})", "{})", "{}.", "({})")
_BULLETS = ("-", "•", "–", "*", "·")


def blocks_of(document: Document, draw: random.Random) -> list[Block]:
    """The blocks of a labelled document without its marks and its layout; labels in another style now and then."""
    begun = sorted(starts(document).items())
    figures, letters, bullet = (draw.choice(each) for each in (_STYLES, _LETTERED, _BULLETS))
    restyled = draw.random() < 0.5
    found: list[Block] = []
    for (begin, row), end in zip(begun, [*(offset for offset, _ in begun[1:]), len(document.text)], strict=True):
        if row.role in ("metadata", "furniture"):
            continue
        lines = [_MARKS.sub("", line).strip() for line in document.text[begin:end].splitlines()]
        lines = [line for line in lines if line]
        num = row.num.strip()
        if lines and num:
            if not lines[0].startswith(num):
                num = ""
            else:
                lines[0] = lines[0].removeprefix(num).strip()
                if restyled:
                    num = _restyled(num, figures, letters, bullet)
        words = ("\n" if row.role in _LINED else " ").join(line for line in lines if line)
        if words or num:
            found.append(
                Block(row.role, words, num, int(row.level) if row.role == "point" and row.level.isdigit() else 0)
            )
    return found


def _restyled(num: str, figures: str, letters: str, bullet: str) -> str:
    bare = num.strip("().")
    if num in "-–•*·":
        return bullet
    if bare.isdigit() and len(bare) < 4 and num != bare:
        return figures.format(bare)
    return letters.format(bare) if bare.isalpha() and bare.islower() and len(bare) < 3 and num != bare else num


def reprinted(document: Document, again: int = 0) -> Document | None:
    """A labelled document in another layout: other lines, blank lines, labels, pages."""
    draw = shuffled(f"again{again}{document.name}")
    blocks = blocks_of(document, draw)
    layout = chance(draw, blocks[0].words.split("\n")[0][:40] if blocks else "")
    if not blocks:
        return None
    text, rows = printed(blocks, layout)
    return Document(
        document.family, document.work, f"{document.name}~{again}", text, rows, document.complete, document.language
    )


def printed(blocks: Sequence[Block], layout: Layout) -> tuple[str, tuple[Row, ...]]:
    """The text, and where each block begins in it."""
    lines: list[str] = []
    marks: list[tuple[int, Block]] = []
    for number, block in enumerate(blocks):
        gap = layout.blank
        if layout.blank == 0 and block.role in ("title", "heading", "annex", "opening"):
            gap = 1
        if number and block.role == blocks[number - 1].role == "letterhead" and layout.width:
            gap = 0 if number % 3 else 1
        lines.extend([""] * (gap if number else 0))
        marks.append((len(lines), block))
        lines.extend(_lines(block, layout))
    if layout.page:
        return _paged(lines, marks, layout)
    return "\n".join(lines) + "\n", tuple(_row(line + 1, block) for line, block in marks)


def _row(line: int, block: Block) -> Row:
    words = " ".join(block.words.split()[:3])
    return Row(line, block.role, str(block.level or ""), block.num, words)


def _lines(block: Block, layout: Layout) -> list[str]:
    if "\n" in block.words:
        first, *more = block.words.split("\n")
        made = _lines(Block(block.role, first, block.num, block.level), layout)
        for words in more:
            made.extend(_lines(Block(block.role, words, "", block.level), layout))
        return made
    words = " ".join(block.words.split())
    if layout.upper_titles and block.role in ("title", "heading") and not block.num:
        words = words.upper()
    text = f"{block.num}{layout.tab}{words}" if block.num and words else block.num or words
    margin = layout.nest * block.level
    if not layout.width:
        return [" " * margin + text]
    if layout.centred and block.role in ("title", "heading", "letterhead", "annex") and len(text) < layout.width:
        return [text.center(layout.width).rstrip()]
    lead = layout.indent if block.role in ("recital", "paragraph", "opening") else 0
    if any(char > "\u2e7f" for char in text[:40]):
        return _unspaced(text, layout.width // 2, margin // 2, lead // 2)
    later = margin + (layout.hanging if block.num else 0)
    return textwrap.wrap(
        text, layout.width, initial_indent=" " * (margin + lead), subsequent_indent=" " * later, break_on_hyphens=False,
        break_long_words=False, replace_whitespace=False, drop_whitespace=True,
    ) or [text]  # fmt: skip


def _unspaced(text: str, width: int, margin: int, first: int) -> list[str]:
    """Lines of a script that is written without spaces."""
    made: list[str] = []
    room = width - margin - first
    while text:
        pad = "\u3000" * (margin + (0 if made else first))
        cut = room if made == [] else width - margin
        while cut < len(text) and text[cut] in "，。；：、）」":
            cut += 1
        made.append(pad + text[:cut])
        text = text[cut:]
    return made


def _paged(lines: list[str], marks: list[tuple[int, Block]], layout: Layout) -> tuple[str, tuple[Row, ...]]:
    """Pages ended by form feeds, which end no line of their own."""
    starts = dict(marks)
    rows: list[Row] = []
    out: list[str] = []
    pages = 1 + (len(lines) - 1) // layout.page
    for page in range(pages):
        part = range(page * layout.page, min(len(lines), (page + 1) * layout.page))
        if page and layout.head:
            out.extend((layout.head, ""))
        for index in part:
            if index in starts:
                rows.append(_row(len(out) + 1 - page, starts[index]))
            out.append(lines[index])
        if layout.foot:
            out.extend(("", layout.foot.format(page=page + 1, pages=pages).rjust(layout.width)))
        if page + 1 < pages:
            out[-1] += "\f"
    text = "\n".join(out) + "\n"
    return text.replace("\f\n", "\f"), tuple(rows)
