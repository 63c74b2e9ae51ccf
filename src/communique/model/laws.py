"""What no field can say alone: laws across the fields of a record. One walk in document order.

Document order is: cover fields, cover paragraphs, annex label, title, subtitles, preamble, body,
closing, annexes; a note follows its first call and what is called in it follows it; notes that
nothing calls come last.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import assert_never

from communique.core.codes import (
    BARE_GROUP,
    COVER_EID,
    DUPLICATE,
    MARK_ORDER,
    MARK_OUTSIDE,
    MARK_STRADDLE,
    MARK_WIDTH,
    NO_SUCH_DAY,
    NOTE_DANGLING,
    NOTE_ORDER,
    RESERVED_ID,
    TOO_DEEP,
    UNKNOWN_SIGNATORY,
)
from communique.core.diagnostics import Code
from communique.core.message import Message, say
from communique.model.blocks import Block, Note, Point, PointList, Table
from communique.model.parts import (
    Annex,
    Claim,
    Fields,
    Paragraph,
    Recital,
    RelatedDocument,
    Section,
    Signature,
    Vote,
)
from communique.model.text import Mark, Node, TextBlock

MAX_LEVELS = 30
"""How deep points and notes nest in one another, sections in sections, annexes in annexes.

The deepest record of all is then nested 254 levels as JSON, within the usual limit of 256."""

RESERVED = frozenset(
    {"body", "preface", "preamble", "conclusions", "markupEditor", "unknownAuthor"}
)
"""Names of Akoma Ntoso's own that no entity and no node may have."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A law that a node breaks."""

    law: Code
    node: Node = field(
        repr=False
    )  # pydantic writes what an error says of itself, and a node may be nested very deep
    message: Message
    field: str = ""
    """The field of the node that breaks it, if it is one."""


class _Walk:
    """The walk."""

    __slots__ = (
        "broken",
        "called",
        "calls",
        "covered",
        "ids",
        "in_cover",
        "level",
        "notes",
        "signatories",
    )

    def __init__(self, notes: dict[str, Note], signatories: set[str]) -> None:
        self.notes = notes
        self.signatories = signatories
        self.broken: list[Broken] = []
        self.ids: dict[str, Node] = {}
        self.called: dict[str, None] = {}
        self.calls: list[str] = []
        self.in_cover = False
        self.level = 0  # of points in points, and of notes called in them
        self.covered = False

    def say(self, law: Code, node: Node, message: Message, field: str = "") -> None:
        self.broken.append(Broken(law, node, message, field))

    def eid(self, eid: str, node: Node) -> None:
        bare = eid
        if self.in_cover or (self.covered and eid.startswith("cover__")):
            bare = eid[7:]
            if (
                not eid.startswith("cover__")
                or eid.startswith("cover__att_")
                or eid == "cover__"
            ):
                message = say("eid {eid!r} is in the cover", eid=eid)
                self.say(COVER_EID, node, message, "eid")
        if eid in self.ids:
            message = say("eid {eid!r} is used twice", eid=eid)
            self.say(DUPLICATE, node, message, "eid")
        if bare in RESERVED:
            message = say("eid {eid!r} is reserved", eid=eid)
            self.say(RESERVED_ID, node, message, "eid")
        self.ids[eid] = node

    def day(self, value: str, node: Node) -> None:
        if not in_calendar(value):
            self.say(NO_SUCH_DAY, node, say("{value!r} is in no calendar", value=value))

    def text(self, block: TextBlock | None) -> None:
        if block is not None and block.marks:
            self.marks(block.marks, len(block.text))

    def marks(self, marks: tuple[Mark, ...], length: int) -> None:
        """Look at the marks of a text, up to the first that stands where it may not."""
        misplaced = _misplaced(marks, length)
        if misplaced is not None:
            at, broken = misplaced
            marks = marks[:at]
        for mark in marks:
            match mark.kind:
                case "entity" | "reference" | "emphasis" | "foreign":
                    pass
                case "note":
                    self.call(mark.ref, mark)
                case "date":
                    self.day(mark.date, mark)
                case "act":
                    if mark.due is not None:
                        self.day(mark.due, mark)
                case _:
                    assert_never(mark)
        if misplaced is not None:
            self.broken.append(broken)

    def call(self, ref: str, mark: Mark) -> None:
        note = self.notes.get(ref)
        if note is None:
            message = say("no note has the eid {ref!r}", ref=ref)
            self.say(NOTE_DANGLING, mark, message, "ref")
            return
        self.calls.append(ref)
        if ref not in self.called:
            self.called[ref] = None
            self.note(note)

    def note(self, note: Note) -> None:
        if not self.enter(note):
            return
        before = self.in_cover, self.calls
        self.in_cover, self.calls = note.eid.startswith("cover__"), []
        self.eid(note.eid, note)
        self.content(note.content)
        self.level -= 1
        self.in_cover, self.calls = before

    def enter(self, node: Note | PointList) -> bool:
        """Go one level down, if there is one."""
        if self.level >= MAX_LEVELS:
            self.say(
                TOO_DEEP,
                node,
                say(
                    "points and notes are nested deeper than {levels} levels",
                    levels=MAX_LEVELS,
                ),
            )
            return False
        self.level += 1
        return True

    def content(self, content: tuple[Block, ...]) -> None:
        for block in content:
            if isinstance(block, TextBlock):
                if block.marks:
                    self.marks(block.marks, len(block.text))
            elif isinstance(block, PointList):
                if self.enter(block):
                    for point in block.points:
                        self.numbered(point)
                    self.level -= 1
            else:
                self.table(block)

    def table(self, table: Table) -> None:
        self.eid(table.eid, table)
        self.text(table.caption)
        for row in table.rows:
            for cell in row.cells:
                self.texts(cell.content)

    def numbered(self, node: Recital | Paragraph | Point) -> None:
        first = len(self.calls)
        self.eid(node.eid, node)
        self.text(node.heading)
        self.content(node.content)
        if len(self.calls) > first:
            # The one moment at which a node and the notes of its record are both at hand.
            called = tuple(self.notes[ref] for ref in dict.fromkeys(self.calls[first:]))
            object.__setattr__(node, "_footnotes", called)

    def texts(self, blocks: Iterable[TextBlock | None]) -> None:
        for block in blocks:
            self.text(block)

    def sections(self, body: tuple[Section | Paragraph, ...], depth: int = 0) -> None:
        for part in body:
            if isinstance(part, Paragraph):
                self.numbered(part)
                continue
            if depth >= MAX_LEVELS:
                self.say(
                    TOO_DEEP,
                    part,
                    say(
                        "sections are nested deeper than {levels} levels",
                        levels=MAX_LEVELS,
                    ),
                )
                return
            self.eid(part.eid, part)
            self.text(part.heading)
            self.sections(part.body, depth + 1)

    def signature(self, signature: Signature) -> None:
        named = signature.signatory
        if named is not None and named not in self.signatories:
            message = say("no signatory of the record has the id {id!r}", id=named)
            self.say(UNKNOWN_SIGNATORY, signature, message, "signatory")
        self.texts(line.value for line in signature.lines)

    def document(self, document: Fields | Annex, depth: int = 0) -> None:
        self.texts((document.title, *document.subtitles))
        for part in document.preamble:
            if isinstance(part, Recital):
                self.numbered(part)
                continue
            self.eid(part.eid, part)
            if part.num is None and part.heading is None:
                self.say(
                    BARE_GROUP,
                    part,
                    say("a group of recitals has neither number nor heading"),
                )
            self.text(part.heading)
            for recital in part.recitals:
                self.numbered(recital)
        self.sections(document.body)
        for closing in document.closing:
            if isinstance(closing, Signature):
                self.signature(closing)
            else:
                self.text(closing)
        for annex in document.annexes:
            if depth >= MAX_LEVELS:
                self.say(
                    TOO_DEEP,
                    annex,
                    say(
                        "annexes are nested deeper than {levels} levels",
                        levels=MAX_LEVELS,
                    ),
                )
                return
            self.eid(annex.eid, annex)
            self.document(annex, depth + 1)


def _misplaced(marks: tuple[Mark, ...], length: int) -> tuple[int, Broken] | None:
    """The number of the first mark that stands where it may not in a text of this length, and the
    law that it breaks; None if all stand right.
    """
    last_start = last_end = 0  # of the mark before
    reach = 0  # the furthest end of all before
    within: list[int] = []  # the ends of the marks that hold the place, outermost first
    for at, mark in enumerate(marks):
        start, end = mark.start, mark.end
        if not start <= end <= length:
            message = say(
                "a mark is at {at}, but the text has {n} characters",
                at=f"{start}-{end}",
                n=length,
            )
            wrong = "start" if start > length else "end"
            return at, Broken(MARK_OUTSIDE, mark, message, wrong)
        is_call = mark.kind == "note"
        if is_call is not (start == end):
            message = say(
                "a mark of kind {kind} at {start} is {n} characters wide",
                kind=mark.kind,
                start=start,
                n=end - start,
            )
            return at, Broken(MARK_WIDTH, mark, message, "end")
        if start >= reach:  # as most do, it stands behind all others
            within = []
            reach = end
        elif _is_before(start, end, last_start, last_end):
            message = say(
                "the mark at {at} comes after a mark that should follow it",
                at=f"{start}-{end}",
            )
            return at, Broken(MARK_ORDER, mark, message)
        else:
            while within and within[-1] <= start:
                within.pop()
            if within and end > within[-1]:
                message = say(
                    "the mark at {at} straddles the end of another", at=f"{start}-{end}"
                )
                return at, Broken(MARK_STRADDLE, mark, message)
        last_start = start
        last_end = end
        if start < end:
            within.append(end)
    return None


def _is_before(start: int, end: int, last_start: int, last_end: int) -> bool:
    """Whether a mark belongs before the last one.

    Of marks with the same start those of zero width come first, then the longest.
    """
    if start != last_start:
        return start < last_start
    has_width = last_start < last_end
    return has_width and (start == end or end > last_end)


@lru_cache(4096)
def in_calendar(value: str) -> bool:
    """Whether a day is one; of a month or a year the first."""
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True


def broken_laws(declaration: Fields) -> list[Broken]:
    """Every law that the record breaks, in document order; a text whose marks are wrong is reported
    once.
    """
    notes = {note.eid: note for note in declaration.notes}
    walk = _Walk(notes, {signatory.id for signatory in declaration.signatories})
    if len(walk.notes) < len(declaration.notes):
        seen: set[str] = set()
        for note in declaration.notes:
            if note.eid in seen:
                message = say("eid {eid!r} is used twice", eid=note.eid)
                walk.say(DUPLICATE, note, message, "eid")
            seen.add(note.eid)
    cover = declaration.cover
    if cover is not None:
        walk.in_cover = walk.covered = True
        walk.texts(field.value for field in cover.fields)
        for paragraph in cover.paragraphs:
            walk.numbered(paragraph)
        walk.text(cover.annex_label)
        walk.in_cover = False
    walk.document(declaration)
    for note in declaration.notes:
        if note.eid not in walk.called:
            walk.called[note.eid] = None
            walk.note(note)
    if not walk.broken:
        for note, ref in zip(declaration.notes, walk.called, strict=True):
            if note.eid != ref:
                message = say(
                    "note {eid!r} stands where {ref!r} is to, which is called before",
                    eid=note.eid,
                    ref=ref,
                )
                walk.say(NOTE_ORDER, note, message)
                break
    _about(declaration, walk)
    return walk.broken


def _about(declaration: Fields, walk: _Walk) -> None:
    """The laws of what is said about the text: ids are used once, and days are in the calendar."""
    for entity in declaration.entities:
        if entity.id in walk.ids or f"cover__{entity.id}" in walk.ids:
            message = say("id {id!r} is used twice", id=entity.id)
            walk.say(DUPLICATE, entity, message, "id")
        if entity.id in RESERVED:
            walk.say(RESERVED_ID, entity, say("id {id!r} is reserved", id=entity.id))
        walk.ids[entity.id] = entity
    seen: set[str] = set()
    for signatory in declaration.signatories:
        if signatory.id in seen:
            message = say("signatory id {id!r} is used twice", id=signatory.id)
            walk.say(DUPLICATE, signatory, message, "id")
        seen.add(signatory.id)
    claims: list[Claim | None] = [
        declaration.date,
        declaration.cover.date if declaration.cover else None,
    ]
    for claim in claims:
        if claim is not None:
            walk.day(claim.value, claim)
    dated: list[RelatedDocument | Vote] = [
        *declaration.related_documents,
        *declaration.votes,
    ]
    for each in dated:
        if each.date is not None:
            walk.day(each.date, each)
    if declaration.source is not None and declaration.source.retrieved is not None:
        walk.day(declaration.source.retrieved, declaration.source)
