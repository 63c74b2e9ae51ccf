"""Which of the lines above a text are its title, where a decoder has taken more, less or others for it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from communique.detect.blocks import Block
from communique.detect.characters import upper
from communique.detect.claims import Flow
from communique.detect.kinds import is_kind

MORE_OF_TITLE = ("title", "subtitle", "letterhead")
"""What a line of a title can be taken for."""
_BRACKETED = re.compile(r"\([^()]{3,80}\)")
"""What stands in brackets as a whole is a remark, and no title."""
FEW = 8
"""What says when and by which number a text was adopted has no more lines."""
DOUBTFUL, LEAST_LIKELY = 0.6, 0.05
"""A title that is less likely gives way to one that names a kind, and that is at least so likely."""


def with_heading(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with a heading right below a title that says no more than the kind of a text as more of the title."""
    found: list[Block] = []
    for block in blocks:
        below = bool(found) and found[-1].role == "title" and is_kind(found[-1].text) and follows(block)
        below = below and block.role == "heading" and block.label is None and not block.held
        found.append(replace(block, role="title") if below else block)
    return found


def spelled_out(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with all lines of a title that is set line by line in capitals: `AGREEMENT`, `BETWEEN`, `THE PORTS`, `AND`, ..."""
    found = list(blocks)
    at = next((index for index, each in enumerate(found) if each.role not in ABOVE_TITLE), len(found))
    if at == len(found) or found[at].role != "title" or not is_kind(found[at].text):
        return found
    end = at + 1
    while end < len(found) and _in_capitals(found[end]):
        end += 1
    if end - at > LINES:
        found[at + 1 : end] = [replace(block, role="title") for block in found[at + 1 : end]]
    return found


LINES = 3
"""A title that is set line by line has more lines than so many: the kind, the word for between, the parties, the word for and."""
ABOVE_TITLE = ("letterhead", "subtitle", "dateline", "other")


def _in_capitals(block: Block) -> bool:
    """Whether a block is one line in capitals without a label or a figure."""
    one = len(block.lines) == 1 and block.label is None and not block.held and block.role in (*MORE_OF_TITLE, "heading")
    return one and upper(block.text) and not any(map(str.isdigit, block.text))


def trimmed(above: Iterable[Block], kinds: Callable[[str], bool], dates: Callable[[str], bool]) -> Iterator[Block]:
    """The blocks, titles without what says when they were adopted, and by which number, behind them or before the kind."""
    behind = False
    for block in _without_place(list(above), dates):
        if block.role == "title" and not block.held and _BRACKETED.fullmatch(block.text):
            block = replace(block, role="letterhead")
        if block.role != "title" or block.held:
            yield block
            continue
        begin = next((number for number, line in enumerate(block.lines) if kinds(line.text)), 0)
        if any(dates(line.text) for line in block.lines[:begin]):
            head, block = _split(block, begin)
            yield replace(head, role="letterhead")
        last = range(max(0, len(block.lines) - FEW), len(block.lines))
        rest = ((number, " ".join(line.text for line in block.lines[number:])) for number in last)
        cut = next((number for number, words in rest if (behind or number) and dates(words)), None)
        behind = True
        if cut is None:
            yield block
        elif cut == 0:
            yield replace(block, role="letterhead")
        else:
            title, more = _split(block, cut)
            yield title
            yield replace(more, role="letterhead")


def _without_place(above: Sequence[Block], dates: Callable[[str], bool]) -> Iterator[Block]:
    """The blocks, titles without a last line that stands apart, right above the day: it says where, and belongs to that."""
    titled = False
    for number, block in enumerate(above):
        after = above[number + 1] if number + 1 < len(above) else None
        more = titled or len(block.lines) > 1
        place = block.role == "title" and not block.held and more and bool(block.lines) and block.lines[-1].gap
        titled = titled or block.role == "title"
        dated = after is not None and not after.held and follows(after) and dates(after.lines[0].text)
        if not (place and dated and len(block.lines[-1].text) <= PLACE):
            yield block
        elif len(block.lines) == 1:
            yield replace(block, role="letterhead")
        else:
            title, last = _split(block, len(block.lines) - 1)
            yield title
            yield replace(last, role="letterhead")


PLACE = 60
"""A line that says where has so many characters at most."""


def follows(block: Block) -> bool:
    """Whether a block stands right below the line before it."""
    return bool(block.lines) and not block.lines[0].gap


def kind_first(above: list[Block], kinds: Callable[[str], bool], dates: Callable[[str], bool]) -> list[Block]:
    """The blocks, with a title that names the kind of the text in place of what stands apart above it and names none.

    Where no title does, it is the first line that does, if a title can be one at all and the decoder is in doubt of the others.
    """
    titles = [index for index, block in enumerate(above) if block.role == "title"]
    at = next((index for index in titles if kinds(above[index].text)), None)
    if at is None and titles and all(_odds(above[index]) < DOUBTFUL for index in titles):
        at = next((index for index, each in enumerate(above) if _can_be_title(each, kinds, dates)), None)
    if at is None or any(above[index].held for index in (at, *titles)):
        return above
    chosen = at in titles
    if chosen and not _apart(above, at):
        return above
    above_it = (index for index in titles if index < at or not chosen)
    roles = dict.fromkeys(above_it, "letterhead") | {at: "title"}
    return [replace(block, role=roles.get(index, block.role)) for index, block in enumerate(above)]


def _apart(above: Sequence[Block], at: int) -> bool:
    """Whether a title stands apart from the block before it."""
    return at > 0 and (above[at - 1].role != "title" or not follows(above[at]))


def _odds(block: Block) -> float:
    """How likely a block is a title."""
    decision = block.decision
    if decision is None:
        return 0.0
    return decision.odds if decision.role == "title" else dict(decision.others).get("title", 0.0)


def _can_be_title(block: Block, kinds: Callable[[str], bool], dates: Callable[[str], bool]) -> bool:
    likely = block.role in MORE_OF_TITLE and _odds(block) >= LEAST_LIKELY
    return likely and kinds(block.text) and not dates(block.text) and not any(map(str.isdigit, block.text))


def _split(block: Block, at: int) -> tuple[Block, Block]:
    """A block cut in two before one of its lines."""
    edge = block.lines[at].start
    flows = Flow(block.flow.source), Flow(block.flow.source)
    for piece in block.flow.pieces:
        flows[piece[0] >= edge].add(*piece)
    for drop in block.flow.dropped:
        flows[drop[0] >= edge].dropped.append(drop)
    return replace(block, lines=block.lines[:at], flow=flows[0]), replace(block, lines=block.lines[at:], flow=flows[1])
