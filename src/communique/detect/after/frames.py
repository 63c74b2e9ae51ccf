"""Which text of a file is the document, where a notice, a cover or a menu stands before it."""

from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TypeAlias

from communique.detect.after.titles import Asked
from communique.detect.blocks import Block
from communique.detect.roles import ABOVE

Cuts: TypeAlias = list[list[Block]]
"""The blocks of a file, one list for each of its texts."""

MOST_OF_FRAME = 0.1
"""What stands before the document has less than this share of all letters."""
MOST_OF_PLAIN_FRAME = 0.3
"""The same where only the document has a preamble or is signed."""
LEAST_OF_MAIN = 0.5
"""The document has more than this share of all letters."""
OWN_PREAMBLE = frozenset({"recital", "formula"})
"""A text with one of these roles is no frame of another."""
OF_A_DOCUMENT = OWN_PREAMBLE | {"opening", "closing", "signature"}
"""Roles that tell a document from a notice."""
_KEPT = ABOVE | {"other", "contents"}
"""Roles that a block of a frame keeps above the document."""


def frame_is_above(cuts: Sequence[Sequence[Block]], asked: Asked) -> Cuts:
    """The texts of a file, with a short text before the document as lines above the document.

    An annex has a word for it: only texts before the first one are looked at. No word moves.
    """
    found = [list(cut) for cut in cuts]
    main = _main_text(found)
    if main == 0:
        return found
    document = found[main]
    named = any(block.role == "title" and asked.kinds(block.text) for block in document)
    above: list[Block] = []
    for cut in found[:main]:
        for block in cut:
            is_title = block.role == "title" and asked.kinds(block.text) and not named
            above.append(block if is_title else _set_above(block))
    return [[*above, *document], *found[main + 1 :]]


def _main_text(cuts: Cuts) -> int:
    """The index of the document; 0 where nothing before it is a frame."""
    texts = list(takewhile(lambda cut: not cut or cut[0].role != "annex", cuts))
    sizes = [_size(cut) for cut in texts]
    if len(sizes) < 2:
        return 0
    total = sum(sizes)
    main = max(range(len(sizes)), key=sizes.__getitem__)
    before = [block for cut in texts[:main] for block in cut]
    if any(block.held or block.role in OWN_PREAMBLE for block in before):
        return 0
    plain = not _has_any(before, OF_A_DOCUMENT) and _has_any(texts[main], OF_A_DOCUMENT)
    most = MOST_OF_PLAIN_FRAME if plain else MOST_OF_FRAME
    is_small_frame = sum(sizes[:main]) < most * total
    return main if is_small_frame and sizes[main] > LEAST_OF_MAIN * total else 0


def _has_any(blocks: Sequence[Block], roles: Container[str]) -> bool:
    """Whether a block has one of some roles."""
    return any(block.role in roles for block in blocks)


def _size(blocks: Sequence[Block]) -> int:
    """How many characters the lines of blocks have."""
    return sum(len(line.text) for block in blocks for line in block.lines)


def _set_above(block: Block) -> Block:
    """A block of a frame as a line above the document."""
    if block.role == "title":
        return replace(block, role="letterhead")
    if block.role in _KEPT:
        return block
    return replace(block, role="other")


FRAME_STEPS: tuple[Callable[[Sequence[Sequence[Block]], Asked], Cuts], ...] = (
    frame_is_above,
)
"""What overrules the decoder over the texts of a file."""
