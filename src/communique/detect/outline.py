"""The outline of a document: its texts, and in each the title, the preamble, sections, paragraphs and points, the closing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from communique.core.scripts import upper
from communique.detect.after.titles import BLOCK_STEPS, TEXT_STEPS, Asked, titled
from communique.detect.blocks import Block, Grid, in_brackets
from communique.detect.claims import Flow
from communique.detect.roles import ABOVE
from communique.detect.switches import switched_on

PREAMBLE = frozenset({"opening", "recital", "formula"})
"""Roles of what stands in a preamble; points, headings and continuations between them do too."""
CLOSING = frozenset({"closing", "signature"})
_BEFORE_A_TITLE = ABOVE | {"note", "other", "contents", "annex"}
"""What can stand before the title of a text; behind anything else a title begins another text."""


@dataclass(slots=True)
class Item:
    """What becomes a recital, a paragraph or a point: a label, and blocks that are text, items of a list or tables."""

    block: Block
    blocks: "list[Flow | Grid | list[Item]]" = field(default_factory=list)
    depth: int = 0
    """How deep a point is among those that hold it."""

    def flows(self) -> Iterable[Flow]:
        """Its flows in the order of the text."""
        for block in self.blocks:
            if isinstance(block, Flow):
                yield block
            elif isinstance(block, Grid):
                yield from block.flows()
            else:
                for item in block:
                    yield from item.flows()


@dataclass(slots=True)
class Division:
    """A section: its label and heading, and what stands in it."""

    block: Block
    heading: Flow | None
    parts: "list[Item | Division]" = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether its label is a line of its own: `Article 3`."""
        return self.block.label is not None and self.block.label.label.whole

    def flows(self) -> Iterable[Flow]:
        """Its flows in the order of the text."""
        if self.heading:
            yield self.heading
        for part in self.parts:
            yield from part.flows()


Part = Item | Division


@dataclass(slots=True)
class Text:
    """One text of a document: the declaration, an annex, or another text of the same file (`label` is None).

    `above`: what stands before the preamble and the body, the title among it; `level`: of an annex, from 1.
    """

    label: Block | None = None
    level: int = 1
    above: list[Block] = field(default_factory=list)
    preamble: list[Part] = field(default_factory=list)
    body: list[Part] = field(default_factory=list)
    closing: list[Block] = field(default_factory=list)

    @property
    def title(self) -> Block | None:
        """The block that is its title; other titles are subtitles."""
        return next((block for block in self.above if block.role == "title"), None)

    def flows(self) -> Iterable[Flow]:
        """Its flows in the order of the text."""
        for block in self.above:
            yield block.flow
        for part in (*self.preamble, *self.body):
            yield from part.flows()
        for block in self.closing:
            yield block.flow


def texts_of(
    blocks: Sequence[Block],
    levels: dict[int, int],
    asked: Asked,
    *,
    known: bool,
) -> list[Text]:
    """The texts of a document in order, the declaration first.

    `levels`: of annexes, by where their lines begin. `known`: a person says what is a title.
    """
    cuts: list[list[Block]] = [[]]
    seen: set[str] = set()
    if not known:
        for step in switched_on(BLOCK_STEPS):
            blocks = step(blocks, asked)
    for block in blocks:
        after_end = block.role in ABOVE | {"opening"} and bool(seen & CLOSING)
        after_words = block.role == "title" and bool(seen - _BEFORE_A_TITLE)
        if block.role == "annex" or (cuts[-1] and (after_end or after_words)):
            cuts.append([])
            seen = set()
        cuts[-1].append(block)
        seen.add(block.role)
    texts = [_text(cut, asked, known=known) for cut in cuts]
    for text, cut in zip(texts, cuts, strict=True):
        if text.label is not None:
            text.level = levels.get(cut[0].start, 1)
    return texts


def _text(blocks: Sequence[Block], asked: Asked, *, known: bool) -> Text:
    label = blocks[0] if blocks and blocks[0].role == "annex" else None
    text = Text(label)
    rest = list(blocks[1:] if label is not None else blocks)
    if not known:
        for step in switched_on(TEXT_STEPS):
            rest = step(rest, asked)
    loose = {"other", "contents"}
    begin = next(
        (index for index, block in enumerate(rest) if block.role not in ABOVE | loose), len(rest)
    )
    if all(block.role not in ABOVE for block in rest[:begin]):
        begin = 0  # without a title they are words of the text
    above = [*rest[:begin], *(block for block in rest[begin:] if block.role in ABOVE)]
    text.above = titled(above, asked, known=known)
    body = max(
        (index for index, block in enumerate(rest) if block.role not in CLOSING | {"other"}),
        default=-1,
    )
    end = next(
        (index for index in range(max(begin, body + 1), len(rest)) if rest[index].role in CLOSING),
        len(rest),
    )
    # What is nothing else behind the first words of the end stays where it stands.
    rest[end:] = [
        replace(block, role="closing") if block.role == "other" else block for block in rest[end:]
    ]
    text.closing = [block for block in rest[begin:] if block.role in CLOSING]
    inner = [block for block in rest[begin:] if block.role not in CLOSING | ABOVE]
    cut = max((index + 1 for index, block in enumerate(inner) if block.role in PREAMBLE), default=0)
    while cut and cut < len(inner) and inner[cut].role in ("point", "continuation"):
        cut += 1
    text.preamble = arrange(inner[:cut], asked.preamble_words)
    text.body = arrange(inner[cut:], asked.preamble_words)
    return text


def arrange(blocks: Sequence[Block], preamble_words: frozenset[str]) -> list[Part]:
    """Sections and paragraphs in order; every block is in one of them."""
    parts: list[Part] = []
    path: list[tuple[_Style, Division]] = []
    run: list[Block] = []
    styles = _styles(blocks, preamble_words)

    def flush() -> None:
        (path[-1][1].parts if path else parts).extend(items_of(run))
        run.clear()

    taken = None
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if block is taken or (after is not None and _heads(block, after)):
            continue
        bare = after is not None and after.role == "heading" and after.label is None
        if not _divides(block):
            run.append(block)
            continue
        flush()
        style = styles[id(block)]
        if not style.marked and not style.mask and not style.alone:
            style = replace(
                style, marked=next((each.marked for each, _ in reversed(path) if each.marked), 0)
            )
        while path and style.ends(path[-1][0], seen=any(each == style for each, _ in path)):
            path.pop()
        if block.role != "heading":  # `Article 5. The Parties agree`
            run.append(replace(block, label=None))
        division = Division(block, (block.flow or None) if block.role == "heading" else None)
        if division.heading is None and index and _heads(blocks[index - 1], block):
            division.heading = blocks[index - 1].flow
        elif bare and division.whole and not block.flow and after is not None:
            division.heading, taken = after.flow, after
        (path[-1][1].parts if path else parts).append(division)
        path.append((style, division))
    flush()
    return parts


def _divides(block: Block) -> bool:
    """Whether a section begins with a block: with a heading, or words behind the number of an article."""
    label = block.role == "paragraph" and block.label is not None and block.label.label.whole
    return block.role == "heading" or (label and bool(block.flow))


def _heads(block: Block, after: Block) -> bool:
    """Whether a heading in brackets stands above the number of an article, and is its own: `（目的）` above `第１条`."""
    whole = _divides(after) and after.label is not None and after.label.label.whole
    whole = whole and (after.role != "heading" or not after.flow)
    return whole and block.role == "heading" and block.label is None and in_brackets(block.text)


@dataclass(frozen=True, slots=True)
class _Style:
    """How a heading is set: its level by marks, or the shape and depth of its label, or its capitals.

    `alone`: it stands once, or is the word for a preamble, and holds no other section.
    """

    marked: int
    mask: str
    depth: int
    capitals: bool
    alone: bool = False

    def ends(self, open_style: "_Style", *, seen: bool) -> bool:
        """Whether a heading of this style ends a section that is open. `seen`: a section of the same style is open."""
        if open_style == self or open_style.alone or seen:
            return True
        if self.marked and open_style.marked:
            return open_style.marked >= self.marked
        if self.mask and open_style.mask:
            return open_style.depth >= self.depth
        return False


def _styles(blocks: Sequence[Block], preamble_words: frozenset[str]) -> dict[int, _Style]:
    headings = [block for block in blocks if _divides(block)]
    found: dict[int, _Style] = {}
    for block in headings:
        marked = block.marked or 0
        mask = "" if block.label is None or marked else block.label.label.mask
        capitals = not mask and not marked and upper(block.text)
        found[id(block)] = _Style(marked, mask, block.depth if mask else -1, capitals)
    count = Counter(found.values())
    any_marked = any(block.marked for block in headings)
    for block in headings:
        style = found[id(block)]
        word = block.text.casefold().strip(" .:*") in preamble_words
        if word or (count[style] == 1 and not style.mask and not any_marked and len(headings) > 1):
            found[id(block)] = replace(style, alone=True)
    return found


def items_of(blocks: Sequence[Block]) -> list[Item]:
    """Recitals or paragraphs of a stretch without headings, points nested in them."""
    items: list[Item] = []
    chain: list[Item] = []
    long = [block for block in blocks if block.label is not None and len(block.lines) > 1]
    # whether the other lines of labelled blocks stand further right than their labels
    hanging = bool(long) and all(
        min(line.indent for line in each.lines[1:]) > each.lines[0].indent + 1 for each in long
    )
    for block in blocks:
        item = Item(block, [block.flow] if block.flow or block.label is None else [])
        if block.grid is not None:
            if not chain:
                chain = [Item(block)]
                items.append(chain[0])
            owner = chain[-1] if chain[-1].block.text.endswith((":", "：")) else chain[0]
            owner.blocks.append(block.grid)
        elif block.role == "continuation" and chain:
            _owner(block, chain, hanging=hanging).blocks.append(block.flow)
        elif block.role == "point" and chain:
            item.depth = (
                chain[-1].depth if block.depth < 0 else block.depth
            )  # without a label as the point before it
            while len(chain) > 1 and chain[-1].depth >= item.depth:
                chain.pop()
            last = chain[-1].blocks[-1:]
            if last and isinstance(last[0], list):
                last[0].append(item)
            else:
                chain[-1].blocks.append([item])
            chain.append(item)
        else:
            items.append(item)
            chain = [item]
    return items


def _owner(block: Block, chain: Sequence[Item], *, hanging: bool) -> Item:
    """What a continuation goes on with: the innermost item that is further left, else the outermost."""
    for item in reversed(chain):
        if item.block.lines[0].indent < block.lines[0].indent and (
            item.block.label is not None or hanging
        ):
            return item
    return chain[0]
