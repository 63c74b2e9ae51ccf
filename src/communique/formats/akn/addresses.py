"""Which eids a record has, and which entities its cover uses: what the writer must know before it writes a line."""

from collections.abc import Iterable
from itertools import chain
from typing import assert_never

from communique.model import (
    ActMark,
    Annex,
    Block,
    BodyPart,
    DateMark,
    Declaration,
    EmphasisMark,
    EntityMark,
    ForeignMark,
    Node,
    NoteMark,
    RecitalGroup,
    ReferenceMark,
    Section,
    Table,
    TextBlock,
)
from communique.model.nodes import levels


def eids_of(declaration: Declaration) -> list[str]:
    """The eids of all nodes of a record."""
    found: list[str] = []
    if declaration.cover is not None:
        _in_body(declaration.cover.paragraphs, found)
    _in_document(declaration, found)
    for note in declaration.notes:
        found.append(note.eid)
        _in_content(note.content, found)
    return found


def _in_document(document: Declaration | Annex, found: list[str]) -> None:
    for part in document.preamble:
        if isinstance(part, RecitalGroup):
            found.append(part.eid)
        for recital in part.recitals if isinstance(part, RecitalGroup) else (part,):
            found.append(recital.eid)
            _in_content(recital.content, found)
    _in_body(document.body, found)
    for annex in document.annexes:
        found.append(annex.eid)
        _in_document(annex, found)


def _in_body(body: Iterable[BodyPart], found: list[str]) -> None:
    for part in body:
        found.append(part.eid)
        if isinstance(part, Section):
            _in_body(part.body, found)
        else:
            _in_content(part.content, found)


def _in_content(content: Iterable[Block], found: list[str]) -> None:
    for block in content:
        if isinstance(block, TextBlock):
            continue
        if isinstance(block, Table):
            found.append(block.eid)
            continue
        for point in block.points:
            found.append(point.eid)
            _in_content(point.content, found)


def used_by_cover(declaration: Declaration) -> set[str]:
    """The ids of the entities that the cover note names, its own notes included."""
    notes = {note.eid: note for note in declaration.notes}
    waiting: list[Node] = [] if declaration.cover is None else [declaration.cover]
    used: set[str] = set()
    while waiting:
        blocks = (each for each in chain.from_iterable(levels(waiting.pop())) if isinstance(each, TextBlock))
        for mark in chain.from_iterable(block.marks for block in blocks):
            match mark:
                case EntityMark():
                    used.add(mark.ref)
                case ActMark():
                    used.update(mark.actors, mark.addressees, mark.topics, mark.instruments)
                case NoteMark():
                    if mark.ref in notes:
                        waiting.append(notes.pop(mark.ref))
                case DateMark() | ReferenceMark() | EmphasisMark() | ForeignMark():
                    pass  # names nobody
                case _:
                    assert_never(mark)
    return used
