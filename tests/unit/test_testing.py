"""The strategies give every construct, alone and where it is hard."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from communique import testing
from communique.model import (
    Annex,
    Cover,
    Declaration,
    Entity,
    Note,
    Paragraph,
    Point,
    PointList,
    Recital,
    RecitalGroup,
    Section,
    Signatory,
    Signature,
    Table,
    TextBlock,
)  # fmt: skip
from communique.model.nodes import addressed
from communique.model.text import MARK_KINDS, names_of

RUNS, EXAMPLES = 5, 100
BLOCK = {
    "title": "/title", "subtitle": "/subtitles/", "heading": "/heading", "caption": "/caption", "cell": "/cells/",
    "point": "/points/", "closing": "/closing/", "cover field": "/cover/fields/", "annex label": "/cover/annex_label",
    "note": "/notes/", "annex": "/annexes/", "recital": "/preamble/", "body": "/body/", "signature": "/lines/",
}  # fmt: skip


def constructs(record: Declaration) -> Iterator[str]:
    """Names of what stands in a record."""
    calls = [
        mark.ref
        for _, block in record.blocks
        for mark in block.marks
        if mark.kind == "note"
    ]
    yield from _of_notes(record, calls)
    for pointer, _, node in addressed(record):
        yield type(node).__name__
        yield from (
            f"{type(node).__name__} with {name}"
            for name in names_of(type(node))
            if getattr(node, name)
        )
        yield from (
            f"{type(node).__name__} without {name}"
            for name in names_of(type(node))
            if not getattr(node, name)
        )
        kind = getattr(node, "kind", None)
        if isinstance(node, Section | Entity):
            yield f"kind {kind or getattr(node, 'type', None)}"
        if isinstance(node, TextBlock):
            yield from _of_text(node, pointer)
        if isinstance(node, Paragraph | Recital | Point):
            yield " ".join(block.kind for block in node.content)
        if isinstance(node, Point):
            yield f"points {pointer.count('/points/')} deep"
        if isinstance(node, Section | Annex):
            yield f"{type(node).__name__} {pointer.count('/annexes/') if isinstance(node, Annex) else pointer.count('/body/')} deep"


def _of_notes(record: Declaration, calls: list[str]) -> Iterator[str]:
    for note in record.notes:
        yield (
            "a note never called"
            if note.eid not in calls
            else "a note called again"
            if calls.count(note.eid) > 1
            else "a note"
        )
        yield "a foreign note" if "authorialNote" not in note.eid else "a named note"


def _of_text(block: TextBlock, pointer: str) -> Iterator[str]:
    wide = [(mark.start, mark.end) for mark in block.marks if mark.start < mark.end]
    for name, part in BLOCK.items():
        if part in pointer:
            yield f"text in {name}"
            yield from (f"{mark.kind} in {name}" for mark in block.marks)
    yield from (f"mark {mark.kind}" for mark in block.marks)
    yield from (f"basis {mark.basis}" for mark in block.marks)
    if len(set(wide)) < len(wide):
        yield "equal spans"
    if any(a < c <= d < b or a <= c < d < b for a, b in wide for c, d in wide):
        yield "nested marks"
    if any(a[1] == b[0] for a in wide for b in wide):
        yield "adjacent marks"
    edges = {edge for span in wide for edge in span}
    if any(mark.kind == "note" and mark.start in edges for mark in block.marks):
        yield "a note at an edge"
    for name, there in (
        ("empty", not block.text), ("a line break", "\n" in block.text), ("right to left", "\u0590" < max(block.text, default="") < "\u0700"),
        ("astral", max(block.text, default="") > "\uffff"), ("spaces around", block.text != block.text.strip(" ")),
        ("two spaces", "  " in block.text), ("a no-break space", "\u00a0" in block.text), ("U+0085", "\u0085" in block.text),
        ("U+2028", "\u2028" in block.text), ("a bidi control", "\u202e" in block.text), ("an end of CDATA", "]]>" in block.text),
    ):  # fmt: skip
        if there:
            yield f"text with {name}"


WANTED = [
    *(f"kind {kind}" for kind in ("section", "article", "chapter", "part", "title", "division")),
    *(f"mark {kind}" for kind in MARK_KINDS),
    *(f"note in {name}" for name in BLOCK), *(f"text in {name}" for name in BLOCK),
    *(f"basis {basis}" for basis in ("None", "text", "external", "inferred")),
    *(f"{kind} {has} {field}" for kind in ("Recital", "Paragraph", "Point", "Section") for has in ("with", "without")
      for field in ("num", "heading")),
    *(f"Declaration {has} {field}" for has in ("with", "without") for field in
      ("cover", "title", "subtitles", "short_title", "preamble", "body", "closing", "annexes", "notes", "date", "place",
       "source", "signatories", "entities", "authenticity", "translation_of", "identifiers")),
    "RecitalGroup with num", "RecitalGroup with heading", "Recital with role", "Cell with header", "Table with caption",
    "Cell without content", "ReferenceMark without href", "ReferenceMark with href", "Signatory with members",
    "Annex with kind", "Annex without kind", "Annex with num", "CoverField without label", "Note without marker", "ActMark with due",
    "Entity with same_as", "Entity with acronym", "Entity with names", "Member with remark", "Signature with signatory", "points 3 deep", "Section 3 deep", "Annex 2 deep",
    "text points", "points text", "text points text", "table text", "points points", "table points",
    "a note", "a note called again", "a note never called", "a foreign note", "a named note", "a note at an edge",
    "equal spans", "nested marks", "adjacent marks",
    *(f"text with {name}" for name in ("empty", "a line break", "right to left", "astral", "spaces around", "two spaces",
      "a no-break space", "U+0085", "U+2028", "a bidi control", "an end of CDATA")),
]  # fmt: skip


def found() -> frozenset[str]:
    """What some hundred declarations have. Examples of one run are alike: several runs are not, and
    are made until all is seen.
    """
    seen: set[str] = set()
    for number in range(RUNS):
        if seen.issuperset(WANTED):
            break

        @seed(number)
        @settings(max_examples=EXAMPLES, database=None, phases=[Phase.generate])
        @given(testing.declarations())
        def look(record: Declaration) -> None:
            seen.update(constructs(record))

        look()
    return frozenset(seen)


def test_declarations_have_every_construct() -> None:
    assert set(WANTED) - found() == set()


PARTS: list[tuple[Callable[[], st.SearchStrategy[Any]], type]] = [
    (testing.annexes, Annex), (testing.covers, Cover), (testing.entities, Entity), (testing.notes, Note),
    (testing.paragraphs, Paragraph), (testing.recital_groups, RecitalGroup), (testing.recitals, Recital),
    (testing.sections, Section), (testing.signatories, Signatory), (testing.signatures, Signature),
    (testing.tables, Table), (testing.text_blocks, TextBlock),
]  # fmt: skip


@pytest.mark.parametrize(("strategy", "kind"), PARTS)
@given(data=st.data())
def test_a_strategy_for_a_part_gives_that_part(
    strategy: Callable[[], st.SearchStrategy[Any]], kind: type, data: st.DataObject
) -> None:
    assert isinstance(data.draw(strategy()), kind)


@given(testing.blocks(), testing.marks())
def test_blocks_and_marks_are_of_every_kind_but_calls_of_notes(
    block: Any, mark: Any
) -> None:
    assert isinstance(block, TextBlock | PointList | Table)
    assert mark.kind != "note"
    assert mark.start < mark.end


def test_there_is_a_strategy_for_every_name_that_is_public() -> None:
    assert all(
        isinstance(getattr(testing, name)(), st.SearchStrategy)
        for name in testing.__all__
    )


def test_a_declaration_is_of_moderate_size_and_none_is_thrown_away() -> None:
    sizes: list[int] = []

    @settings(max_examples=50, derandomize=True, database=None, phases=[Phase.generate])
    @given(testing.declarations())
    def count(record: Declaration) -> None:
        sizes.append(len(record.blocks))

    count()
    assert len(sizes) == 50
    assert 10 < sum(sizes) / len(sizes) < 60
