from typing import Any

import pytest
from pydantic import ValidationError
from tests.samples import block, numbered

from communique.model import Cell, Node, Note, Paragraph, Point
from communique.model.blocks import text_blocks, text_of


def paragraph(num: str | None = None, *content: dict[str, Any]) -> Paragraph:
    return Paragraph.model_validate(
        {"eid": "p", **numbered("paragraph", num, *(content or (block("x"),)))}
    )


def points(*found: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": "points",
        "points": [{"eid": f"i{at}", **each} for at, each in enumerate(found)],
    }


ACT = {"kind": "act", "start": 0, "end": 1, "act": "agree"}
TABLE = {
    "kind": "table",
    "eid": "t",
    "caption": block("caption"),
    "rows": [{"cells": [{"content": [block("a"), block("b", ACT)]}, {}]}],
}
DEEP = points(
    {
        **numbered(
            "point",
            "(a)",
            block("one", ACT),
            points(numbered("point", "i.", block("deep"))),
        ),
        "heading": block("Head"),
    },
    numbered("point", None, block("two")),
)


def test_the_text_of_a_paragraph_has_a_line_for_each_block_labels_of_points_before_their_words() -> (
    None
):
    assert paragraph("1.", block("We:"), DEEP, block("all"), TABLE).text.splitlines() == [
        "We:", "(a) Head", "one", "i. deep", "two", "all", "caption", "a", "b",
    ]  # fmt: skip


def test_text_blocks_are_all_below_in_order() -> None:
    found = text_blocks(paragraph(None, block("We:"), DEEP, TABLE).content)
    assert [each.text for each in found] == [
        "We:",
        "Head",
        "one",
        "deep",
        "two",
        "caption",
        "a",
        "b",
    ]


def test_a_point_that_is_a_table_without_words_has_a_line_for_its_label() -> None:
    bare = {"kind": "table", "eid": "t", "rows": [{"cells": [{}]}]}
    assert text_of(paragraph(None, points(numbered("point", "(a)", bare))).content) == [
        "(a)"
    ]


@pytest.mark.parametrize(
    ("num", "number"),
    [
        ("16.", "16"),
        ("(a)", "a"),
        ("Article 2", "2"),
        ("3. člen", "3"),
        ("第３条", "第３条"),
        ("–", None),
        ("•", None),
        (None, None),
    ],
)
def test_the_number_is_the_label_without_what_is_around_it(
    num: str | None, number: str | None
) -> None:
    assert paragraph(num).number == number


def test_acts_are_collected_through_points_and_tables() -> None:
    assert len(paragraph(None, DEEP, TABLE).acts) == 2


def test_a_paragraph_alone_knows_no_footnotes() -> None:
    assert paragraph().footnotes == ()


def test_a_note_has_text_too() -> None:
    assert (
        Note.model_validate(
            {"kind": "note", "eid": "n", "content": [block("a"), block("b")]}
        ).text
        == "a\nb"
    )


def test_nodes_of_different_kinds_are_never_equal() -> None:
    values = {"eid": "p", "num": None, "content": [block("x")]}
    other: Node = Point.model_validate(values)
    assert Paragraph.model_validate(values) != other
    assert Paragraph.model_validate(values) == paragraph()
    assert (
        len(
            {paragraph(), paragraph(), Paragraph.model_validate({**values, "eid": "q"})}
        )
        == 2
    )


@pytest.mark.parametrize(
    "values",
    [{"header": 1}, {"header": "true"}, {"colspan": 0}, {"colspan": 1001}, {"rowspan": 65535}, {"colspan": True}, {"colspan": "1"},
     {"colspan": 1.5}, {"colspan": float("nan")}, {"colspan": float("inf")}, {"colspan": None}],
)  # fmt: skip
def test_spans_and_headers_are_what_they_are(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Cell.model_validate(values)


def test_one_and_zero_tenths_is_one() -> None:
    cell = Cell.model_validate({"colspan": 1.0, "rowspan": 65534})
    assert (cell.colspan, cell.rowspan) == (1, 65534)
    assert type(cell.colspan) is int
    assert (
        cell.model_dump_json()
        == '{"header":false,"colspan":1,"rowspan":65534,"content":[]}'
    )


@pytest.mark.parametrize("kind", ["paragraph", "points", "table", "note"])
def test_nothing_is_empty_that_a_page_cannot_show_empty(kind: str) -> None:
    from communique.model import PointList, Table

    empty: dict[str, tuple[type[Any], dict[str, Any]]] = {
        "paragraph": (Paragraph, {"eid": "p", "content": []}), "points": (PointList, {"points": []}),
        "table": (Table, {"eid": "t", "rows": []}), "note": (Note, {"eid": "n", "content": []}),
    }  # fmt: skip
    model, values = empty[kind]
    with pytest.raises(ValidationError):
        model.model_validate(values)
