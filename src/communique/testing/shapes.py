"""One drawing of a record's values, plain dictionaries for `communique.draft.build`."""

from collections.abc import Callable
from types import NoneType, UnionType
from typing import (
    Literal,
    TypeAlias,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from hypothesis import strategies as st

from communique.core.values import Values
from communique.model import Section, types
from communique.model.laws import RESERVED
from communique.model.parts import (
    Cover,
    CoverField,
    Entity,
    Fields,
    Signatory,
    SignatureLine,
)
from communique.model.text import MARK_KINDS, MARKS, Node, TextBlock, names_of
from communique.testing import words
from communique.testing.words import Numbers

T = TypeVar("T")

BLOCKS = 40
"""About how many text blocks a drawing has at most: past it everything stays as small as it may be."""

_BASES = (None, None, None, "text", "external", "inferred")
_SCHEMES = (
    "council",
    "celex",
    "com",
    "parliament",
    "un",
    "akn",
    "shortTitle",
    "EuroVoc",
    "UNBIS",
)
_MARKS = dict(zip(MARK_KINDS, MARKS, strict=True))
"""The marks by their kinds."""
_SECTIONS = get_args(Section.__pydantic_fields__["kind"].annotation)
_FIELDS = (
    "from",
    "to",
    "subject",
    "number",
    "kind",
    "institution",
    "procedure",
    "previous-document",
    "date",
    "x-1",
)
_MARKERS = ("1", "2", "*", "(1)", "†")
_Drawer: TypeAlias = Callable[["Shape"], object]
"""What draws the value of a field."""

_SCALARS: dict[object, _Drawer] = {
    types.Count: lambda shape: shape.number(200),
    types.Date: words.day,
    types.Iri: words.iri,
    types.Kind: words.kind,
    types.Language: words.language,
    types.Line: words.line,
    types.Reference: words.reference,
    types.Sha256: words.digest,
    types.Slug: lambda shape: shape.entity_ref(),
    types.Uri: words.uri,
    TextBlock: lambda shape: shape.text(),
}
"""How the values of a field are drawn, by its type. A slug that is not given names an entity."""


def _drawer(name: str, of: object) -> _Drawer:
    """What draws values for a field of a type; what may be null is, one time in two."""
    kinds = [each for each in get_args(of) if each is not NoneType]
    if name == "scheme" and of is types.Line:
        return lambda shape: shape.among((*_SCHEMES, words.line(shape)))
    if of in _SCALARS:
        return _SCALARS[of]
    if get_origin(of) is Literal:
        return lambda shape: shape.among(kinds)
    if get_origin(of) not in {tuple, Union, UnionType}:
        node = cast("type[Node]", of)
        return lambda shape: shape.made(node)
    inner = _drawer(name, kinds[0])
    if get_origin(of) is tuple:
        return lambda shape: shape.some(lambda: inner(shape), 2)
    return lambda shape: inner(shape) if shape.one_in(2) else None


_DRAWERS: dict[type[Node], dict[str, _Drawer]] = {}


def _drawers(node: type[Node]) -> dict[str, _Drawer]:
    """What draws the values of each field of a node."""
    if node not in _DRAWERS:
        types_of_fields = get_type_hints(node, include_extras=True)
        _DRAWERS[node] = {
            name: _drawer(name, types_of_fields[name]) for name in names_of(node)
        }
    return _DRAWERS[node]


_WIDE_MARKS = [kind for kind in _MARKS if kind != "note"]


def _straddle(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans overlap without one holding the other."""
    (start, end), (other_start, other_end) = sorted([one, other])
    return start < other_start < end < other_end


def _in_order(mark: Values) -> tuple[int, bool, int]:
    """The order of marks: by start, zero width first, then longest first."""
    start: int = mark["start"]
    end: int = mark["end"]
    return start, start != end, -end


class Shape(Numbers):
    """Draws the parts of one record, which share its notes, entities and eids.

    `notes` is how many notes there may be at most; the calls of a note stand wherever text does.
    """

    def __init__(self, draw: st.DrawFn, *, notes: int = 4) -> None:
        super().__init__(draw)
        self.left = BLOCKS
        self.prefix = ""
        self._taken: set[str] = set(RESERVED)
        self.signatory_ids: list[str] = []
        entities = self.upto(3)
        self.entity_ids = [self.claim(words.slug(self), "e") for _ in range(entities)]
        number = self.upto(notes)
        self.note_eids = [self._note_eid(count) for count in range(number)]

    def upto(self, most: int) -> int:
        """How many of something; none once the drawing is large enough."""
        return self.number(most) if most > 0 and self.left > 0 else 0

    def one_in(self, chances: int) -> bool:
        """True once in this many times."""
        return self.number(chances - 1) == chances - 1

    def maybe(self, make: Callable[[Numbers], T], chances: int = 3) -> "T | None":
        """What `make` makes, once in this many times; else None."""
        return make(self) if self.one_in(chances) else None

    def some(self, make: Callable[[], T], most: int, *, least: int = 0) -> list[T]:
        """From `least` to `most` of what `make` makes."""
        return [make() for _ in range(least + self.upto(most - least))]

    def claim(self, wanted: str, fallback: str) -> str:
        """An id that nothing has yet: the wanted one, else the fallback with a number."""
        name = wanted
        count = 1
        while name in self._taken or f"cover__{name}" in self._taken:
            count += 1
            name = f"{fallback}{count}"
        self._taken.add(name)
        return name

    def _note_eid(self, count: int) -> str:
        """Mostly one that `build` replaces, which it recognises by its first character."""
        if self.one_in(6):
            scope = "cover__" if self.one_in(4) else ""
            wanted = f"{scope}{words.slug(self)}_n"
            return self.claim(wanted, f"{scope}n_")
        return f"?{count}"

    def node(self, **values: object) -> Values:
        """A node with an eid of its own, now and then."""
        if self.one_in(8):
            wanted = words.eid(self)
            eid = f"{self.prefix}{wanted}"
            if eid not in self._taken and not (
                self.prefix and wanted.startswith("att_")
            ):
                self._taken.add(eid)
                return {"eid": eid, **values}
        return values

    def basis(self, values: Values) -> Values:
        """The values with a basis and a source: none, as a rule."""
        values["basis"] = self.among(_BASES)
        if values["basis"] == "external" or self.one_in(10):
            values["source"] = words.line(self)
        return values

    def text(self, *, least: int = 0) -> Values:
        """A text block with marks."""
        self.left -= 1
        text = words.text(self) if self.left > -20 else "x"
        text = text or "x" * least
        return {"kind": "text", "text": text, "marks": self._marks(len(text), least)}

    def marked_text(self) -> Values:
        """A text block with at least one mark."""
        return self.text(least=1)

    def maybe_text(self, chances: int = 4) -> "Values | None":
        """A text block, once in this many times; else None."""
        return self.text() if self.one_in(chances) else None

    def _marks(self, length: int, least: int = 0) -> list[Values]:
        if self.left <= 0 and not least:
            return []
        edges = [0, length]
        spans: list[tuple[int, int]] = []
        more = self.upto(3) if length and self.one_in(2) else 0
        for _ in range(least + more):
            span = self._span(edges, length)
            if not any(_straddle(span, each) for each in spans):
                spans.append(span)
                edges.extend(span)
        marks: list[Values] = []
        for start, end in spans:
            kind = self.among(_WIDE_MARKS)
            marks.append(self._mark(kind, start, end))
        if self.note_eids and self.one_in(3):
            calls = 1 + self.upto(1)
            for _ in range(calls):
                at = self._offset(edges, length)
                marks.append(self._mark("note", at, at))
        return sorted(marks, key=_in_order)

    def _span(self, edges: list[int], length: int) -> tuple[int, int]:
        """The ends of a mark: the whole text if they would be the same."""
        one = self._offset(edges, length)
        other = self._offset(edges, length)
        if one == other:
            return 0, length
        return min(one, other), max(one, other)

    def _offset(self, edges: list[int], length: int) -> int:
        return self.among(edges) if self.one_in(2) else self.number(length)

    def _mark(self, kind: str, start: int, end: int) -> Values:
        node = _MARKS[kind]
        if kind == "note":
            ref = self.among(self.note_eids)
            return self.made(node, kind=kind, start=start, end=end, ref=ref)
        return self.made(node, kind=kind, start=start, end=end)

    def made(self, node: type[Node], /, **given: object) -> Values:
        """The values of a node: those that are given, and of its other fields one each, by their
        types.
        """
        drawers = _drawers(node)
        claimed = "basis" in drawers
        values = dict(given)
        for name, draw in drawers.items():
            why = claimed and name in {"basis", "source"}
            if name not in values and not why:
                values[name] = draw(self)
        return self.basis(values) if claimed else values

    def entity_ref(self) -> str:
        """An entity of the record; now and then one that it does not have, which no law of the
        model forbids.
        """
        if self.entity_ids and not self.one_in(10):
            return self.among(self.entity_ids)
        return words.slug(self)

    def content(self, depth: int = 0) -> list[Values]:
        """Blocks, at least one."""
        return self.some(lambda: self.block(depth), 3, least=1)

    def block(self, depth: int = 0) -> Values:
        """A text block, points or a table."""
        kind = self.number(4) if self.left > 0 else 0
        if kind == 4:
            return self.table()
        if kind == 3 and depth < 4:
            points = self.some(lambda: self.point(depth + 1), 3, least=1)
            return {"kind": "points", "points": points}
        return self.text()

    def point(self, depth: int) -> Values:
        """A point of a list."""
        return self._numbered("point", depth)

    def table(self) -> Values:
        """A table; its rows are of one width before spans."""
        width = 1 + self.upto(2)
        rows = self.some(lambda: self._row(width), 3, least=1)
        return self.node(kind="table", caption=self.maybe_text(), rows=rows)

    def _row(self, width: int) -> Values:
        return {"cells": [self._cell() for _ in range(width)]}

    def table_paragraph(self) -> Values:
        """A paragraph that is a table."""
        return {"kind": "paragraph", "content": [self.table()]}

    def _cell(self) -> Values:
        blocks = self.among((1, 1, 1, 0, 2))
        cell: Values = {"content": [self.text() for _ in range(blocks)]}
        if self.one_in(4):
            cell["header"] = bool(self.number(1))
            cell["colspan"] = 1 + self.upto(2)
            cell["rowspan"] = 1 + self.upto(2)
        return cell

    def _numbered(self, kind: str, depth: int = 0, **values: object) -> Values:
        num = self.maybe(words.label, 2)
        heading = self.maybe_text(6)
        content = self.content(depth)
        return self.node(kind=kind, num=num, heading=heading, content=content, **values)

    def recital(self) -> Values:
        """A recital of any role."""
        role = self.among((None, None, "opening", "formula"))
        return self._numbered("recital", role=role)

    def recital_group(self) -> Values:
        """Recitals under a number, a heading or both."""
        num = self.maybe(words.label)
        heading = self.maybe_text(2)
        if num is None and heading is None:
            heading = self.text()
        recitals = self.some(self.recital, 3, least=1)
        return self.node(kind="recitals", num=num, heading=heading, recitals=recitals)

    def paragraph(self) -> Values:
        """A paragraph."""
        return self._numbered("paragraph")

    def section(self, depth: int = 0) -> Values:
        """A section of any kind, nested."""
        kind = self.among(_SECTIONS)
        num = self.maybe(words.label, 2)
        body = self.some(lambda: self._body_part(depth + 1), 3)
        return self.node(kind=kind, num=num, heading=self.maybe_text(2), body=body)

    def _body_part(self, depth: int) -> Values:
        if depth < 4 and self.one_in(3):
            return self.section(depth)
        return self.paragraph()

    def signature(self) -> Values:
        """A signature block."""
        signatory = self.among(self.signatory_ids) if self.signatory_ids else None
        lines = self.some(lambda: self.made(SignatureLine), 3, least=1)
        return {"kind": "signature", "lines": lines, "signatory": signatory}

    def _document(self, depth: int) -> Values:
        """What a declaration and an annex have in common.

        Half of them draw the end first. Otherwise there would seldom be one: the drawing grows
        large before it.
        """
        if self.one_in(2):
            end = self._end(depth)
            return {**self._start(), **end}
        return {**self._start(), **self._end(depth)}

    def _start(self) -> Values:
        title = self.maybe_text(2)
        subtitles = self.some(self.text, 2)
        preamble = self.some(self._preamble_part, 4)
        body = self.some(lambda: self._body_part(1), 4)
        return {
            "title": title,
            "subtitles": subtitles,
            "preamble": preamble,
            "body": body,
        }

    def _preamble_part(self) -> Values:
        return self.recital_group() if self.one_in(5) else self.recital()

    def _end(self, depth: int) -> Values:
        closing = self.some(self._closing_part, 2)
        annexes: list[Values] = []
        if depth < 3 and self.one_in(2):
            annexes = self.some(lambda: self.annex(depth + 1), 2)
        return {"closing": closing, "annexes": annexes}

    def _closing_part(self) -> Values:
        return self.signature() if self.one_in(2) else self.text()

    def annex(self, depth: int = 1) -> Values:
        """An annex, nested."""
        num = self.maybe(words.line)
        kind = self.maybe(words.kind)
        document = self._document(depth)
        return self.node(num=num, kind=kind, **document)

    def note(self) -> Values:
        """A note that nothing calls."""
        return self._note("?")

    def _note(self, eid: str) -> Values:
        if self.one_in(4):
            marker: str | None = self.among(_MARKERS)
        else:
            marker = self.maybe(words.line, 3)
        self.prefix = "cover__" if eid.startswith(("?", "cover__")) else ""
        content = self.content() if self.one_in(4) else [self.text()]
        self.prefix = ""
        return {"kind": "note", "eid": eid, "marker": marker, "content": content}

    def cover(self) -> Values:
        """A transmitting note."""
        self.prefix = "cover__"
        fields = self.some(self._cover_field, 3)
        paragraphs = self.some(self.paragraph, 2)
        cover = self.made(Cover, fields=fields, paragraphs=paragraphs)
        self.prefix = ""
        return cover

    def _cover_field(self) -> Values:
        return self.made(CoverField, key=self.among(_FIELDS))

    def entity(self, name: "str | None" = None) -> Values:
        """An entity."""
        return self.made(Entity, id=name or self.claim(words.slug(self), "e"))

    def signatory(self, name: "str | None" = None) -> Values:
        """A signatory."""
        return self.made(Signatory, id=name or words.slug(self))

    def _short_title(self, title: "Values | None") -> "str | None":
        """None, words of the title, or others."""
        if self.one_in(2):
            return None
        text: str = title["text"] if title else ""
        length = len(text)
        start, end = sorted([self.number(length), self.number(length)])
        first_line, _, _ = text[start:end].partition("\n")
        return first_line or words.line(self)

    def declaration(self) -> Values:
        """The whole record, without the eids that naming supplies."""
        ids = self.some(lambda: words.slug(self), 2)
        self.signatory_ids = list(dict.fromkeys(ids))
        cover = self.cover() if self.one_in(2) else None
        values = self._document(0)
        values["cover"] = cover
        values["id"] = self.maybe(words.slug, 2)
        values["iri"] = self.maybe(words.iri, 2)
        values["short_title"] = self._short_title(values["title"])
        values["signatories"] = [self.signatory(name) for name in self.signatory_ids]
        values["notes"] = [self._note(eid) for eid in self.note_eids]
        values["entities"] = [self.entity(name) for name in self.entity_ids]
        return self.made(Fields, **values)
