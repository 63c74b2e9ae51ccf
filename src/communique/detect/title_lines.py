"""Which lines above a text go on with a title, and how they become one."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from typing import TypeAlias

from communique.detect.blocks import Block
from communique.detect.characters import (
    COLONS,
    COMMAS,
    TERMINAL,
    begins_capital,
    is_small,
    last_mark,
    unaccented,
    upper,
)
from communique.detect.claims import Flow
from communique.detect.kinds import is_kind
from communique.detect.signing import OF_WORDS, any_of

Says: TypeAlias = Callable[[str], bool]
"""What is asked of words: whether they name a kind, or say no more than when a text was adopted."""
MORE_OF_TITLE = ("title", "subtitle", "letterhead")
"""What a line of a title can be taken for."""
LONGEST_TITLE = 240
SHORT_TITLE = 40
"""A title up to so long goes on in the next line: `MEMORANDUM OF UNDERSTANDING`."""
_OPEN = re.compile(rf"(?:\s|(?<=[\u2e80-\uffff]))(?:{OF_WORDS}|{any_of('open words')})$", re.IGNORECASE)
"""A title that ends in a word for of, or for and, or in an article goes on in the next line: `Proposal for a`."""
_OPENS = re.compile(rf"(?:{OF_WORDS})\s", re.IGNORECASE)
"""A line in capitals that begins with such a word goes on with what is above."""


def has_figures(block: Block) -> bool:
    """Whether there is a figure in a block."""
    return any(map(str.isdigit, block.text))


def is_phrase(block: Block) -> bool:
    """Whether a block without a label can be part of a title: short, no table, and no sentence or clause."""
    text = block.text
    bare = block.label is None and not block.held and 0 < len(text) <= LONGEST_TITLE
    return bare and last_mark(text) not in TERMINAL.union(COMMAS)


def follows(block: Block) -> bool:
    """Whether a block stands right below the line before it."""
    return bool(block.lines) and not block.lines[0].gap


def odds_of(block: Block, role: str = "title") -> float:
    """How likely a block has a role."""
    decision = block.decision
    if decision is None:
        return 0.0
    return decision.odds if decision.role == role else dict(decision.others).get(role, 0.0)


def completed(above: Sequence[Block], kinds: Says, dates: Says | None) -> Iterator[Block]:
    """The blocks, a first title with the lines that are more of it: what begins in lower case goes on with what is above.

    Below a title that says no more than the kind of a text, or ends in a word for of, stand the lines that say which: `AGREEMENT`,
    `between`, ... What was taken for a letterhead there is one of them if it begins in lower case, or if one of them follows.
    """
    at = next((index for index, block in enumerate(above) if block.role == "title"), len(above))
    if at == len(above) or above[at].held:
        yield from above
        return
    begin = at
    while dates is not None and begin and goes_on(above[begin - 1]) and is_more(above[begin], above[begin - 1]):
        begin -= 1
    at = begin if any(kinds(block.text) for block in above[begin : at + 1]) else at
    end = at + 1
    if end < len(above) and is_open(above[at]) and above[end].role in MORE_OF_TITLE:
        end += 1
    bare = is_kind(above[at].text)
    first, figures = unaccented(above[at].text), False
    for index in range(end, len(above)):
        block = above[index]
        uncased = block.text.upper() == block.text.lower() and not has_figures(block) and kinds(above[at].text)
        small = is_small(block.text[:1]) or (upper(block.text) and _OPENS.match(block.text) is not None)
        small = small or (end == index and follows(block) and (uncased or is_open(above[index - 1])))
        other = block.role == "title" and is_whole(block.text, kinds)  # as in another language
        if not goes_on(block) or other or unaccented(block.text) == first or last_mark(block.text) in COLONS:
            break
        if dates is not None and small:
            end = end if dates(block.text) else index + 1
        elif not bare or figures or block.role not in MORE_OF_TITLE:
            break
        elif has_figures(block):
            figures = follows(block)
            if not figures:
                break
        elif block.role != "letterhead" or not begins_capital(block.text) or follows(block):
            end = index + 1
    yield from above[:at]
    yield reduce(joined, above[at + 1 : end], replace(above[at], role="title"))
    yield from above[end:]


def is_more(block: Block, above: Block) -> bool:
    """Whether a title has its beginning in the line above: it begins in lower case, or follows what is open, or as likely a title as not."""
    likely = not has_figures(above) and odds_of(above) >= odds_of(above, above.role)
    return is_small(block.text[:1]) or is_open(above) or (follows(block) and likely)


def goes_on(block: Block) -> bool:
    """Whether a line above a text can be more of a title, or have more of one below it."""
    return block.role in (*MORE_OF_TITLE, "dateline") and not block.held


def is_open(block: Block) -> bool:
    """Whether a title goes on below."""
    return _OPEN.search(block.text) is not None


def is_whole(title: str, kinds: Says) -> bool:
    """Whether a title says what it is the title of: an agreement, and which one."""
    return len(title) > SHORT_TITLE and begins_capital(title) and kinds(title)


def is_fuller(title: str, other: str) -> bool:
    """Whether another title says what a title says, and more."""
    words, others = ({word[:5] for word in re.findall(r"\w{4,}", unaccented(each))} for each in (title, other))
    return len(others) > len(words) > 1 and len(words & others) * 5 >= len(words) * 4


def cut(block: Block, at: int) -> tuple[Block, Block]:
    """A block cut in two at a place of its first line."""
    start, end, _ = block.flow.pieces[0]
    label, rest = Flow(block.flow.source), Flow(block.flow.source)
    label.add(start, start + len(block.flow.source[start : start + at].rstrip()))
    for piece in ((start + at, end, ""), *block.flow.pieces[1:]):
        rest.add(*piece)
    rest.dropped += block.flow.dropped
    return replace(block, role="letterhead", lines=block.lines[:1], flow=label), replace(block, flow=rest)


def joined(block: Block, other: Block) -> Block:
    """Two blocks as one."""
    flow = Flow(block.flow.source)
    for start, end, glue in (*block.flow.pieces, *other.flow.pieces):
        flow.add(start, end, glue or " ")
    flow.dropped += (*block.flow.dropped, *other.flow.dropped)
    return replace(block, lines=[*block.lines, *other.lines], flow=flow)
