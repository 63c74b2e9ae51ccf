"""The marks of text blocks with all citations among them, for formats that write links.

A record marks the citations that a reader finds by their numbers. Instruments that are cited by
name, short names and places in the record itself are found when somebody asks. Here these become
marks too, beside those of the record.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from communique.acts.references import Citation
from communique.model.text import Mark, ReferenceMark, TextBlock

Linked = Mapping[int, tuple[Mark, ...]]
"""The marks of text blocks by the identity of the block; only blocks that get more marks."""


def linked(citations: Iterable[Citation]) -> Linked:
    """The marks of each block of the record in which a citation is linked that is not marked."""
    more: dict[int, list[ReferenceMark]] = defaultdict(list)
    blocks: dict[int, TextBlock] = {}
    for citation in citations:
        if citation.href is None or citation.field != "text":
            continue
        block, base = _block_of(citation)
        end = citation.end - base
        if end > len(block.text):
            continue
        mark = ReferenceMark(
            start=citation.start - base,
            end=end,
            href=citation.href,
            scheme=citation.scheme,
        )
        if _nests(mark, block):
            blocks[id(block)] = block
            more[id(block)].append(mark)
    return {key: _joined(block, more[key]) for key, block in blocks.items()}


def _block_of(citation: Citation) -> tuple[TextBlock, int]:
    """The block in whose text a citation begins, and where that begins in the passage."""
    base = 0
    for words in citation.passage.content:
        block = words.block
        behind = base + len(block.text) + 1
        if citation.start < behind:
            break
        base = behind
    return block, base


def _nests(mark: ReferenceMark, block: TextBlock) -> bool:
    """Whether a mark can be added to a block: it straddles no mark, and no reference or note is in
    it or around it.
    """
    for other in block.marks:
        is_apart = other.end <= mark.start or mark.end <= other.start
        if other.kind == "note":
            is_apart = not mark.start <= other.start < mark.end
        if is_apart:
            continue
        if other.kind in {"note", "reference"}:
            return False
        is_inside = other.start <= mark.start and mark.end <= other.end
        is_around = mark.start <= other.start and other.end <= mark.end
        if not is_inside and not is_around:
            return False
    return True


def _joined(block: TextBlock, more: Iterable[ReferenceMark]) -> tuple[Mark, ...]:
    """The marks of a block with more marks, by start, outer before inner."""
    marks: list[Mark] = [*block.marks, *more]
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
