"""eIds, ids and IRIs by the naming convention."""

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.core.values import DeclarationValues, Values, nodes
from communique.naming.convention import (
    PROVISIONAL,
    is_formula,
    name_nodes,
    slug,
    work_iri,
)


def text(words: str = "words", *marks: Values) -> Values:
    return {"kind": "text", "text": words, "marks": list(marks)}


def node(kind: str, num: str | None = None, *content: Values, **more: Any) -> Values:
    return {"kind": kind, "num": num, "content": [text(), *content], **more}


def points(*labels: str | None) -> Values:
    return {"kind": "points", "points": [node("point", label) for label in labels]}


def named(**values: Any) -> list[str]:
    name_nodes(cast("DeclarationValues", values))
    return [each["eid"] for each in nodes(cast("DeclarationValues", values))]


def test_recitals_are_named_within_their_run() -> None:
    assert named(preamble=[node("recital", "1."), node("recital", "2.")]) == [
        "recs_1__rec_1",
        "recs_1__rec_2",
    ]


def test_an_unnumbered_recital_is_counted_by_its_place() -> None:
    assert named(preamble=[node("recital"), node("recital")]) == [
        "recs_1__rec_1",
        "recs_1__rec_2",
    ]


def test_a_formula_is_no_recital_and_parts_the_run() -> None:
    formula = node("recital", role="formula")
    assert named(preamble=[node("recital"), formula, node("recital")]) == [
        "recs_1__rec_1", "formula_1", "recs_2__rec_1",
    ]  # fmt: skip


def test_a_group_of_recitals_is_a_run_of_its_own() -> None:
    group = {
        "kind": "recitals",
        "recitals": [node("recital", "1."), node("recital", "2.")],
    }
    assert named(preamble=[node("recital"), group]) == [
        "recs_1__rec_1", "recs_2", "recs_2__rec_1", "recs_2__rec_2",
    ]  # fmt: skip


def test_points_bear_the_list_and_their_label() -> None:
    assert named(body=[node("paragraph", "3.", points("(a)", "(b)"), points("i)"))]) == [
        "para_3", "para_3__list_1__point_a", "para_3__list_1__point_b", "para_3__list_2__point_i",
    ]  # fmt: skip


def test_points_of_a_recital_are_items() -> None:
    assert named(preamble=[node("recital", "3.", points("(a)"))]) == [
        "recs_1__rec_3",
        "recs_1__rec_3__list_1__item_a",
    ]


def test_a_bullet_is_counted_by_its_place() -> None:
    assert named(body=[node("paragraph", None, points("–", "–"))])[1:] == [
        "para_1__list_1__point_1", "para_1__list_1__point_2",
    ]  # fmt: skip


def section(num: str, *body: Values, kind: str = "section") -> Values:
    return {"kind": kind, "num": num, "body": list(body)}


def test_numbers_that_run_through_the_body_take_no_section_before_them() -> None:
    body = [
        section("I.", node("paragraph", "1.")),
        section("II.", node("paragraph", "2.")),
    ]
    assert named(body=body) == ["sec_I", "para_1", "sec_II", "para_2"]


def test_numbers_that_begin_again_take_their_section_before_them() -> None:
    body = [
        section("I.", node("paragraph", "1.")),
        section("II.", node("paragraph", "1.")),
    ]
    assert named(body=body) == ["sec_I", "sec_I__para_1", "sec_II", "sec_II__para_1"]


def test_a_number_that_stands_twice_is_told_apart() -> None:
    assert named(body=[node("paragraph", "2."), node("paragraph", "2.")]) == [
        "para_2",
        "para_2-2",
    ]


def test_an_annex_gives_its_name_to_what_is_in_it() -> None:
    annex = {"kind": "annex", "body": [node("paragraph", "1.")]}
    assert named(body=[node("paragraph", "1.")], annexes=[annex]) == [
        "para_1",
        "att_1",
        "att_1__para_1",
    ]


def test_the_cover_gives_its_name_to_its_paragraphs() -> None:
    values = {"cover": {"paragraphs": [node("paragraph"), node("paragraph")]}}
    assert named(**values) == ["cover__para_1", "cover__para_2"]


def test_a_foreign_eid_is_kept_and_not_given_again() -> None:
    body = [node("paragraph", "1.", eid="para_2"), node("paragraph", "2.")]
    assert named(body=body) == ["para_2", "para_2-2"]


def test_an_entity_holds_its_name_against_a_node() -> None:
    assert named(body=[node("paragraph", "1.")], entities=[{"id": "para_1"}]) == [
        "para_1-2"
    ]


def call(ref: str) -> Values:
    return {"kind": "note", "start": 5, "end": 5, "ref": ref}


def test_notes_are_put_in_the_order_of_their_calls_and_the_calls_follow() -> None:
    first, second = f"{PROVISIONAL}a", f"{PROVISIONAL}b"
    values: Values = {
        "body": [
            {"kind": "paragraph", "num": "1.", "content": [text("words", call(second))]}
        ],
        "notes": [node("note", eid=first), node("note", eid=second)],
    }
    name_nodes(cast("DeclarationValues", values))
    assert [note["eid"] for note in values["notes"]] == ["authorialNote_1", "note_2"]
    assert values["body"][0]["content"][0]["marks"][0]["ref"] == "authorialNote_1"


def test_a_foreign_note_keeps_its_eid() -> None:
    values: Values = {
        "body": [
            {"kind": "paragraph", "num": "1.", "content": [text("words", call("fn3"))]}
        ],
        "notes": [node("note", eid="fn3")],
    }
    name_nodes(cast("DeclarationValues", values))
    assert (
        values["notes"][0]["eid"]
        == values["body"][0]["content"][0]["marks"][0]["ref"]
        == "fn3"
    )


@given(st.lists(st.sampled_from(["1.", "2.", "(a)", "–", None]), max_size=8))
def test_no_eid_is_given_twice(labels: list[str | None]) -> None:
    found = named(
        preamble=[node("recital", label) for label in labels],
        body=[node("paragraph", each) for each in labels],
    )
    assert len(set(found)) == len(found) == 2 * len(labels)


def test_naming_again_changes_nothing() -> None:
    values: Values = {
        "body": [node("paragraph", "2.", points("(a)")), node("paragraph", "2.")]
    }
    first = named(**values)
    assert named(**values) == first


@pytest.mark.parametrize(
    ("recital", "formula"),
    [
        ({"role": "formula", "num": None, "heading": None}, True),
        ({"role": "opening"}, True),
        ({"role": "opening", "num": "1."}, False),
        ({"role": "formula", "heading": text()}, False),
        ({"role": None}, False),
    ],
)
def test_a_formula_has_a_role_and_neither_number_nor_heading(
    recital: Values, *, formula: bool
) -> None:
    assert is_formula(recital) is formula


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Déclaration conjointe UE–Asie", "declaration-conjointe-ue-asie"),
        ("2023 Łódź Declaration", "lodz-declaration"),
        ("One two three four five six seven", "one-two-three-four-five-six"),
        ("Parties' will", "parties-will"),
        ("…", "resolution"),
        ("", "resolution"),
        ("Декларация", "resolution"),
    ],
)
def test_a_slug_is_made_of_ascii_words_of_the_title(title: str, expected: str) -> None:
    assert slug(title, "resolution") == expected


def test_the_iri_of_a_work_names_country_kind_date_and_name() -> None:
    assert (
        work_iri("eu", "joint-declaration", "2023-09-28", "x")
        == "/akn/eu/statement/joint-declaration/2023-09-28/x"
    )
    assert work_iri("eu", "note", None, "x", carrier=True) == "/akn/eu/doc/note/9999/x"
