"""A draft's values, plain dictionaries in the shape of the record, walked in document order.

The classes say which keys a dictionary may have. What must be there, and which values are allowed,
is for the model to say: a draft may lack eids, and what is read from a file may be wrong.

Document order is: cover fields, cover paragraphs, annex label, title, subtitles, preamble, body,
closing, annexes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, Required, TypedDict, cast

from communique.core.source import Pointer

Values = dict[str, Any]
"""Plain values of a part of a draft whose kind is not known, or which is being made."""


class BasedValues(TypedDict, total=False):
    """Something that is claimed, and why."""

    basis: str | None
    source: str | None


# --- text -----------------------------------------------------------------------------------------


class MarkValues(BasedValues, total=False):
    """A mark. Which keys it has depends on its kind; `start` and `end` are code points,
    half-open.
    """

    kind: Required[str]
    start: int
    end: int
    ref: str
    href: str | None
    scheme: str | None
    date: str | None
    style: str
    language: str
    act: str | None
    due: str | None
    what: str | None
    who: str | None
    whom: str | None
    actors: list[str]
    addressees: list[str]
    topics: list[str]
    instruments: list[str]


class TextValues(TypedDict, total=False):
    """A text block."""

    kind: Required[Literal["text"]]
    text: Required[str]
    marks: list[MarkValues]


class PointsValues(TypedDict):
    """A list of points."""

    kind: Literal["points"]
    points: list["NodeValues"]


class CellValues(TypedDict, total=False):
    """A cell of a table."""

    header: bool
    colspan: int
    rowspan: int
    content: list[TextValues]


class RowValues(TypedDict):
    """A row of a table."""

    cells: list[CellValues]


class TableValues(TypedDict, total=False):
    """A table."""

    kind: Required[Literal["table"]]
    eid: str
    caption: TextValues | None
    rows: list[RowValues]


BlockValues = TextValues | PointsValues | TableValues
"""A part of a paragraph."""


class NodeValues(TypedDict, total=False):
    """A recital, a group of recitals, a section, a paragraph, a point or a note.

    Which keys it has depends on its kind.
    """

    kind: str
    eid: str
    num: str | None
    marker: str | None
    role: str | None
    heading: TextValues | None
    content: list[BlockValues]
    recitals: list["NodeValues"]
    body: list["NodeValues"]


class SignatureLineValues(TypedDict):
    """A printed line of a signature block."""

    part: str
    value: TextValues


class SignatureValues(TypedDict, total=False):
    """A signature block."""

    kind: Required[Literal["signature"]]
    lines: Required[list[SignatureLineValues]]
    signatory: str | None


ClosingValues = TextValues | SignatureValues
"""A part of the closing."""


class DocumentValues(TypedDict, total=False):
    """What a declaration and an annex have in common."""

    title: TextValues | None
    subtitles: list[TextValues]
    preamble: list[NodeValues]
    body: list[NodeValues]
    closing: list[ClosingValues]
    annexes: list["AnnexValues"]


class AnnexValues(DocumentValues, total=False):
    """An annex."""

    eid: str
    num: str | None
    kind: str | None


# --- facts ----------------------------------------------------------------------------------------


class DateValues(BasedValues, total=False):
    """A date that is claimed."""

    value: Required[str]


class ClaimValues(BasedValues, total=False):
    """A place, a name, a role, a party: as printed, and as an entity."""

    text: str | None
    ref: str | None


class IdentifierValues(BasedValues):
    """A number under which a work is known."""

    scheme: str
    value: str


class RelatedDocumentValues(BasedValues, total=False):
    """Another document of the history of a work."""

    relation: str
    scheme: str
    value: str
    date: str | None


class SubjectValues(BasedValues, total=False):
    """What a document is about."""

    scheme: str | None
    code: str | None
    label: str | None
    uri: str | None
    role: str


class NameValues(BasedValues):
    """What an entity is called in another language."""

    language: str | None
    text: str | None


class EntityValues(BasedValues, total=False):
    """A person, body, place or thing that the text names."""

    id: str
    type: str
    label: str
    acronym: str | None
    names: list[NameValues]
    same_as: list[str]


class MemberValues(BasedValues, total=False):
    """A member of a collective signatory."""

    ref: str | None
    remark: str | None


class SignatoryValues(TypedDict, total=False):
    """Who a declaration is by."""

    id: str | None
    name: ClaimValues | None
    role: ClaimValues | None
    party: ClaimValues | None
    members: list[MemberValues]


class VoterValues(ClaimValues, total=False):
    """A voter and the choice made."""

    choice: str | None


class VoteValues(BasedValues, total=False):
    """How a document was adopted."""

    outcome: str | None
    in_favour: int | None
    against: int | None
    abstaining: int | None
    date: str | None
    voters: list[VoterValues]


class ProvenanceValues(TypedDict, total=False):
    """The source of the words."""

    url: str | None
    title: str | None
    publisher: str | None
    retrieved: str | None
    media_type: str | None
    sha256: str | None
    licence: str | None


# --- documents ------------------------------------------------------------------------------------


class FieldValues(TypedDict, total=False):
    """A line of front matter."""

    key: Required[str]
    label: str | None
    value: Required[TextValues]


class WorkValues(TypedDict, total=False):
    """What identifies a work."""

    iri: str
    date: DateValues | None
    identifiers: list[IdentifierValues]


class CoverValues(WorkValues, total=False):
    """The note that transmits a declaration."""

    kind: str
    fields: list[FieldValues]
    paragraphs: list[NodeValues]
    annex_label: TextValues | None


class DeclarationValues(DocumentValues, WorkValues, total=False):
    """A whole draft. `draft.build` makes a Declaration of it."""

    schema_version: str | None
    id: str | None
    language: str
    kind: str
    authenticity: str | None
    translation_of: str | None
    place: ClaimValues | None
    related_documents: list[RelatedDocumentValues]
    short_title: str | None
    subjects: list[SubjectValues]
    sponsors: list[ClaimValues]
    votes: list[VoteValues]
    signatories: list[SignatoryValues]
    cover: CoverValues | None
    notes: list[NodeValues]
    entities: list[EntityValues]
    source: ProvenanceValues | None


# --- the walk -------------------------------------------------------------------------------------


class Scoped(NamedTuple):
    """A text block and the scope that it stands in: `cover__`, the eid of its annex with `__`, or
    nothing.
    """

    scope: str
    block: TextValues


class ScopedNote(NamedTuple):
    """A note, the scope of its first call, and whether anything calls it."""

    scope: str
    note: NodeValues
    called: bool


def content_nodes(content: Iterable[object]) -> list[NodeValues]:
    """Points and tables below, the nodes with an eid, in order."""
    return _Walk().below({"content": content}, "points").nodes


def content_blocks(content: Iterable[object]) -> list[TextValues]:
    """The text blocks of a content, through points and tables."""
    return [each.block for each in _Walk().below({"content": content}, "points").texts]


def nodes(values: DeclarationValues) -> list[NodeValues]:
    """Every node that is to have an eid: recitals, groups, sections, paragraphs, points, tables,
    annexes, notes.
    """
    return nodes_and_texts(values)[0]


def text_blocks(values: DeclarationValues) -> list[Scoped]:
    """Every text block outside notes, with its scope, in document order."""
    return nodes_and_texts(values)[1]


def nodes_and_texts(values: DeclarationValues) -> tuple[list[NodeValues], list[Scoped]]:
    """`nodes` and `text_blocks` together, in one walk."""
    walk = _Walk()
    walk.below(values.get("cover") or {}, "cover", "cover__")
    walk.below(values, "")
    found = walk.nodes
    for note in values.get("notes", ()):
        found.append(note)
        found += content_nodes(note.get("content") or ())
    return found, walk.texts


_DOCUMENT = ("title", "subtitles", "preamble", "body", "closing", "annexes")
_CLAUSE = ("heading", "content")
_BELOW = {
    "": _DOCUMENT,
    "annexes": _DOCUMENT,
    "cover": ("fields", "paragraphs", "annex_label"),
    "fields": ("value",),
    "preamble": (*_CLAUSE, "recitals"),
    "body": (*_CLAUSE, "body"),
    "recitals": _CLAUSE,
    "paragraphs": _CLAUSE,
    "points": _CLAUSE,
    "content": ("points", "caption", "rows"),
    "rows": ("cells",),
    "cells": ("content",),
    "closing": ("lines",),
    "lines": ("value",),
}
"""The keys of nodes and texts in something, in document order, by the key under which it stands
itself.
"""
_NODES = frozenset({"paragraphs", "preamble", "points", "recitals", "body", "annexes"})
"""The keys of nodes with an eid. A table is another."""


class _Walk:
    """The one walk over a draft's values, and what it meets."""

    def __init__(self) -> None:
        self.nodes: list[NodeValues] = []
        self.texts: list[Scoped] = []

    def below(self, values: Mapping[str, object], key: str, scope: str = "") -> "_Walk":
        """Walks what stands in the values, which stand under the key themselves."""
        for name in _BELOW[key]:
            held = values.get(name)
            if not held:
                continue
            parts = [held] if isinstance(held, dict) else cast("Sequence[Values]", held)
            for number, part in enumerate(parts, 1):
                self._part(part, name, scope, number)
        return self

    def _part(self, part: Values, key: str, scope: str, number: int) -> None:
        kind = part.get("kind")
        named = key in _NODES
        if kind == "text" and not named:
            self.texts.append(Scoped(scope, cast("TextValues", part)))
            return
        if named or kind == "table":
            self.nodes.append(cast("NodeValues", part))
        if key == "annexes":
            eid = part.get("eid") or f"{scope}att_{number}"
            scope = f"{eid}__"
        self.below(part, key, scope)


def notes_in_order(values: DeclarationValues) -> list[ScopedNote]:
    """The notes by their first call in document order, uncalled ones last.

    A note called in a note follows it and has its scope.
    """
    every: list[NodeValues] = list(values.get("notes", ()))
    known: dict[str, NodeValues] = {}
    for note in every:
        known.setdefault(note["eid"], note)
    found: dict[str, ScopedNote] = {}

    def follow(scope: str, blocks: Iterable[TextValues]) -> None:
        """The notes called in blocks; without recursion, since each of a thousand notes may call
        the next.
        """
        open_calls = [_calls(blocks)]
        while open_calls:
            ref = next(open_calls[-1], None)
            if ref is None:
                open_calls.pop()
            elif ref in known and ref not in found:
                note = known[ref]
                found[ref] = ScopedNote(scope, note, called=True)
                open_calls.append(_calls(content_blocks(note["content"])))

    for scope, block in text_blocks(values):
        follow(scope, (block,))
    for ref, note in known.items():
        if ref not in found:
            found[ref] = ScopedNote("", note, called=False)
            follow("", content_blocks(note["content"]))
    again = [note for note in every if known[note["eid"]] is not note]
    return [*found.values(), *(ScopedNote("", note, called=False) for note in again)]


def _calls(blocks: Iterable[TextValues]) -> Iterator[str]:
    """The eids of the notes called in blocks, in order."""
    for block in blocks:
        for mark in block.get("marks", ()):
            if mark["kind"] == "note":
                yield mark["ref"]


def all_blocks(values: DeclarationValues) -> Iterator[TextValues]:
    """Every text block, those of notes at the end."""
    for _, block in text_blocks(values):
        yield block
    for note in values.get("notes", ()):
        yield from content_blocks(note["content"])


def value_at(values: object, pointer: Pointer) -> object:
    """The value that a JSON pointer addresses in plain values. Raises KeyError where
    there is none.
    """
    for part in pointer.split("/")[1:]:
        if isinstance(values, list) and part.isdecimal() and int(part) < len(values):
            values = values[int(part)]
        elif isinstance(values, dict):
            values = values[part.replace("~1", "/").replace("~0", "~")]
        else:
            raise KeyError(pointer)
    return values
