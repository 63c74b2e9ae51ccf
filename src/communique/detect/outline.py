"""The outline of a document: its texts, and in each the title, the preamble, sections, paragraphs
and points, the closing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from communique.core.scripts import upper
from communique.detect.after.frames import FRAME_STEPS
from communique.detect.after.titles import BLOCK_STEPS, TEXT_STEPS, Asked, titled
from communique.detect.blocks import Block, Grid, in_brackets
from communique.detect.claims import Flow
from communique.detect.roles import ABOVE
from communique.detect.switches import switched_on

PREAMBLE = frozenset({"opening", "recital", "formula"})
"""Roles of what stands in a preamble; points, headings and continuations between them do too."""
CLOSING = frozenset({"closing", "signature"})
MAX_AMONG_CLOSING = 400
"""So many characters of other paragraphs can stand between, or behind, the words that close a text."""
FOREWORD = 5
"""A signature with more than so many times the words before it behind it ends no text."""
_BEFORE_A_TITLE = ABOVE | {"note", "other", "contents", "annex"}
"""What can stand before the title of a text; behind anything else a title begins another text."""


@dataclass(slots=True)
class Item:
    """What becomes a recital, a paragraph or a point: a label, and blocks that are text, items of a
    list or tables.
    """

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
    """One text of a document: the declaration, an annex, or another text of the same file (`label`
    is None).

    `above`: what stands before the preamble and the body, the title among it; `level`: of an annex,
    from 1. `signed_first`: signatures that are printed above all of its words, and are among these.
    `start`: where its first block begins in the source.
    """

    label: Block | None = None
    level: int = 1
    above: list[Block] = field(default_factory=list)
    preamble: list[Part] = field(default_factory=list)
    body: list[Part] = field(default_factory=list)
    closing: list[Block] = field(default_factory=list)
    signed_first: list[Block] = field(default_factory=list)
    start: int = 0

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
    if not known:
        for step in switched_on(BLOCK_STEPS):
            blocks = step(blocks, asked)
    cuts = _cuts(blocks)
    if not known:
        for each in switched_on(FRAME_STEPS):
            cuts = each(cuts, asked)
    texts = [_text(cut, asked, known=known) for cut in cuts]
    for text, cut in zip(texts, cuts, strict=True):
        text.start = min([block.start for block in cut], default=0)
        if text.label is not None:
            text.level = levels.get(cut[0].start, 1)
    return texts


def _cuts(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks of each text: a text begins with the word for an annex, or with a title or an
    opening behind the words or the end of another text.
    """
    cuts: list[list[Block]] = [[]]
    seen: set[str] = set()
    for block in blocks:
        after_end = block.role in ABOVE | {"opening"} and bool(seen & CLOSING)
        after_words = block.role == "title" and bool(seen - _BEFORE_A_TITLE)
        if block.role == "annex" or (cuts[-1] and (after_end or after_words)):
            cuts.append([])
            seen = set()
        cuts[-1].append(block)
        seen.add(block.role)
    return [part for each in cuts for part in _ended(each)]


def _text(blocks: Sequence[Block], asked: Asked, *, known: bool) -> Text:
    """One text: what stands above it, its preamble, body and closing."""
    label = blocks[0] if blocks and blocks[0].role == "annex" else None
    text = Text(label)
    rest = list(blocks[1:] if label is not None else blocks)
    if not known:
        for step in switched_on(TEXT_STEPS):
            rest = step(rest, asked)
    begin = _beginning(rest)
    end = _end(rest, begin)
    text.above = titled(rest[:begin], asked, known=known)
    text.signed_first = list(takewhile(_is_signature, rest[begin:end]))
    inner = [_in_text(block) for block in rest[begin:end]]
    text.closing = [_in_closing(block) for block in rest[end:]]
    cut = _preamble_end(inner)
    text.preamble = arrange(inner[:cut], asked.preamble_words)
    text.body = arrange(inner[cut:], asked.preamble_words)
    return text


def _beginning(blocks: Sequence[Block]) -> int:
    """Where the words of a text begin, behind what stands above them."""
    begin = len(blocks)
    for index, block in enumerate(blocks):
        if block.role not in ABOVE | {"other", "contents"}:
            begin = index
            break
    titled_above = any(block.role in ABOVE for block in blocks[:begin])
    return begin if titled_above else 0  # without a title they are words of the text


def _ended(blocks: list[Block]) -> Iterator[list[Block]]:
    """The blocks of a text, and those of others that begin behind its end.

    A signature with most of the words behind it ends a foreword, and no text.
    """
    closes = _closing_blocks(blocks)
    words = [0 if block.role in CLOSING else len(block.text) for block in blocks]
    before, behind = 0, sum(words)
    begin = 0
    ended = False
    for index, block in enumerate(blocks):
        if block.role in CLOSING:
            ended = ended or behind <= FOREWORD * before
        elif ended and not closes[index]:
            yield blocks[begin:index]
            begin = index
            before = 0
            ended = False
        before += words[index]
        behind -= words[index]
    yield blocks[begin:]


def _closing_blocks(blocks: Sequence[Block]) -> list[bool]:
    """For each block whether it can stand among the words that close a text.

    Of what no decoder took for these it is what is nothing else, and few words without a label, up
    to the next closing words: addresses, remarks.
    """
    found: list[bool] = []
    bare = True
    letters = 0
    for block in reversed(blocks):
        if block.role in CLOSING:
            bare = True
            letters = 0
        elif block.role != "other":
            bare = bare and _can_close(block)
            letters += len(block.text)
        found.append(bare and letters <= MAX_AMONG_CLOSING)
    found.reverse()
    return found


def _end(blocks: Sequence[Block], begin: int) -> int:
    """Where the closing of a text begins: with its first closing words behind which no other words
    stand.
    """
    closes = _closing_blocks(blocks)
    words = [at for at in range(begin, len(blocks)) if not closes[at]]
    end = words[-1] + 1 if words else begin
    for index in range(end, len(blocks)):
        if blocks[index].role in CLOSING:
            return index
    return len(blocks)


def _can_close(block: Block) -> bool:
    """Whether a block can stand among the closing words: these have no labels and no cells."""
    bare = block.label is None and block.grid is None
    return bare and block.role in ("paragraph", "continuation")


def _is_signature(block: Block) -> bool:
    return block.role == "signature"


def _in_text(block: Block) -> Block:
    """A block among the words of a text. What closes a text, or stands above it, is a paragraph
    there: it stays where it is printed.
    """
    return replace(block, role="paragraph") if block.role in CLOSING | ABOVE else block


def _in_closing(block: Block) -> Block:
    """A block among the words that close a text: a signature, or other words."""
    return block if block.role == "signature" else replace(block, role="closing")


def _preamble_end(blocks: Sequence[Block]) -> int:
    """Where the preamble of a text ends: behind its last clause, and the points below that."""
    end = 0
    for index, block in enumerate(blocks):
        if block.role in PREAMBLE:
            end = index + 1
    while 0 < end < len(blocks) and blocks[end].role in ("point", "continuation"):
        end += 1
    return end


def arrange(blocks: Sequence[Block], preamble_words: frozenset[str]) -> list[Part]:
    """Sections and paragraphs in order; every block is in one of them."""
    parts: list[Part] = []
    path: list[tuple[_Style, Division]] = []
    run: list[Block] = []
    styles = _styles(blocks, preamble_words)
    taken: Block | None = None
    for index, block in enumerate(blocks):
        before = blocks[index - 1] if index else None
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if block is taken or (after is not None and _heads(block, after)):
            continue
        if not _divides(block):
            run.append(block)
            continue
        _open_parts(parts, path).extend(items_of(run))
        run = []
        style = _inherited(styles[id(block)], path)
        _close_sections(path, style)
        division = Division(
            block, (block.flow or None) if block.role == "heading" else None
        )
        if division.heading is None and before is not None and _heads(before, block):
            division.heading = before.flow
        elif after is not None and _is_titled_by(division, after):
            division.heading = after.flow
            taken = after
        if block.role != "heading":  # `Article 5. The Parties agree`
            run.append(replace(block, label=None))
        _open_parts(parts, path).append(division)
        path.append((style, division))
    _open_parts(parts, path).extend(items_of(run))
    return parts


def _open_parts(
    parts: list[Part], path: "Sequence[tuple[_Style, Division]]"
) -> list[Part]:
    """The parts of the innermost open section, or of the text."""
    return path[-1][1].parts if path else parts


def _inherited(style: "_Style", path: "Sequence[tuple[_Style, Division]]") -> "_Style":
    """The style of a heading; one that shows nothing has the level of the open section."""
    if style.marked or style.mask or style.alone:
        return style
    marked = next((each.marked for each, _ in reversed(path) if each.marked), 0)
    return replace(style, marked=marked)


def _close_sections(path: "list[tuple[_Style, Division]]", style: "_Style") -> None:
    """Close the sections that a heading of a style ends."""
    while path:
        seen = any(each == style for each, _ in path)
        if not style.ends(path[-1][0], seen=seen):
            return
        path.pop()


def _is_titled_by(division: Division, after: Block) -> bool:
    """Whether a heading without a label below the bare number of an article is its title."""
    bare = after.role == "heading" and after.label is None
    return bare and division.whole and not division.block.flow


def _divides(block: Block) -> bool:
    """Whether a section begins with a block: with a heading, or words behind the number of an
    article.
    """
    label = (
        block.role == "paragraph"
        and block.label is not None
        and block.label.label.whole
    )
    return block.role == "heading" or (label and bool(block.flow))


def _heads(block: Block, after: Block) -> bool:
    """Whether a heading in brackets stands above the number of an article, and is its own: `（目的）`
    above `第１条`.
    """
    whole = _divides(after) and after.label is not None and after.label.label.whole
    whole = whole and (after.role != "heading" or not after.flow)
    return (
        whole
        and block.role == "heading"
        and block.label is None
        and in_brackets(block.text)
    )


@dataclass(frozen=True, slots=True)
class _Style:
    """How a heading is set: its level by marks, or the shape and depth of its label, or its
    capitals.

    `alone`: it stands once, or is the word for a preamble, and holds no other section.
    """

    marked: int
    mask: str
    depth: int
    capitals: bool
    alone: bool = False

    def ends(self, open_style: "_Style", *, seen: bool) -> bool:
        """Whether a heading of this style ends a section that is open. `seen`: a section of the
        same style is open.
        """
        if open_style == self or open_style.alone or seen:
            return True
        if self.marked and open_style.marked:
            return open_style.marked >= self.marked
        if self.mask and open_style.mask:
            return open_style.depth >= self.depth
        return False


def _styles(
    blocks: Sequence[Block], preamble_words: frozenset[str]
) -> dict[int, _Style]:
    """The style of each heading, by the identity of its block."""
    headings = [block for block in blocks if _divides(block)]
    found = {id(block): _style(block) for block in headings}
    count = Counter(found.values())
    marked = any(block.marked for block in headings)
    for block in headings:
        style = found[id(block)]
        single = count[style] == 1 and len(headings) > 1
        alone = single and not style.mask and not marked
        if alone or block.text.casefold().strip(" .:*") in preamble_words:
            found[id(block)] = replace(style, alone=True)
    return found


def _style(block: Block) -> _Style:
    marked = block.marked or 0
    mask = "" if block.label is None or marked else block.label.label.mask
    capitals = not mask and not marked and upper(block.text)
    return _Style(marked, mask, block.depth if mask else -1, capitals)


def items_of(blocks: Sequence[Block]) -> list[Item]:
    """Recitals or paragraphs of a stretch without headings, points nested in them."""
    items: list[Item] = []
    chain: list[Item] = []
    hanging = _hangs(blocks)
    for block in blocks:
        if block.grid is not None:
            if not chain:
                chain = [Item(block)]
                items.append(chain[0])
            leads = chain[-1].block.text.endswith((":", "："))
            owner = chain[-1] if leads else chain[0]
            owner.blocks.append(block.grid)
            _close_points(chain, owner)
            continue
        if block.role == "continuation" and chain:
            owner = _owner(block, chain, hanging=hanging)
            owner.blocks.append(block.flow)
            _close_points(chain, owner)
            continue
        item = Item(block, [block.flow] if block.flow or block.label is None else [])
        if block.role == "point" and chain:
            _nest(item, chain)
        else:
            items.append(item)
            chain = [item]
    return items


def _close_points(chain: list[Item], owner: Item) -> None:
    """Close the points within an item that goes on: nothing printed below is put into them."""
    while chain[-1] is not owner:
        chain.pop()


def _hangs(blocks: Sequence[Block]) -> bool:
    """Whether the other lines of labelled blocks stand further right than their labels."""
    long = [
        block for block in blocks if block.label is not None and len(block.lines) > 1
    ]
    if not long:
        return False
    for block in long:
        first, *others = block.lines
        if min(line.indent for line in others) <= first.indent + 1:
            return False
    return True


def _nest(item: Item, chain: list[Item]) -> None:
    """Put a point into the innermost item that holds it; without a label it is as deep as the one
    before.
    """
    depth = item.block.depth
    item.depth = chain[-1].depth if depth < 0 else depth
    while len(chain) > 1 and chain[-1].depth >= item.depth:
        chain.pop()
    held = chain[-1].blocks
    if held and isinstance(held[-1], list):
        held[-1].append(item)
    else:
        held.append([item])
    chain.append(item)


def _owner(block: Block, chain: Sequence[Item], *, hanging: bool) -> Item:
    """What a continuation goes on with: the innermost item that is further left, else the
    outermost.
    """
    indent = block.lines[0].indent
    for item in reversed(chain):
        further_left = item.block.lines[0].indent < indent
        if further_left and (item.block.label is not None or hanging):
            return item
    return chain[0]
