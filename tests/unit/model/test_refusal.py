"""Why values are no record."""

from typing import Any

import pytest
from pydantic import ValidationError
from tests.samples import block, declaration, numbered

from communique.core.diagnostics import Diagnostic
from communique.core.source import Span
from communique.model import Declaration
from communique.model.refusal import findings_of, nearest
from communique.model.text import names_of


def record(**changed: Any) -> dict[str, Any]:
    return {**declaration().model_dump(mode="json"), **changed}


def findings(values: dict[str, Any], **places: Span) -> list[Diagnostic]:
    with pytest.raises(ValidationError) as refused:
        Declaration.model_validate(values)
    return findings_of(
        refused.value, values, {pointer: (span,) for pointer, span in places.items()}
    )


def said(values: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    return [(each.code.code, each.message, each.pointer) for each in findings(values)]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"language": 7}, ("MOD003", "language is 7, but should be a string", "/language")),
        ({"language": None}, ("MOD003", "language is null, but should be a string", "/language")),
        ({"language": "sl\n"}, ("MOD003", "language is 'sl\\n', but should be a BCP 47 language tag", "/language")),
        ({"title": "x"}, ("MOD003", "title is 'x', but should be an object", "/title")),
        ({"title": []}, ("MOD003", "title is an array, but should be an object", "/title")),
        ({"body": {}}, ("MOD003", "body is an object, but should be an array", "/body")),
        ({"authenticity": "x"}, ("MOD003", "authenticity is 'x', but only 'official' or 'unofficial' is allowed here",
                                 "/authenticity")),
        ({"colour": 1}, ("MOD002", "unknown field 'colour'", "/colour")),
        ({"a/b~c": 1}, ("MOD002", "unknown field 'a/b~c'", "/a~1b~0c")),
        ({"body": [{"eid": "p"}]}, ("MOD001", "'kind' is missing", "/body/0/kind")),
        ({"body": [{"kind": "verse"}]}, ("MOD003", ("kind is 'verse', but only 'section', 'article', 'chapter', 'part', "
                                         "'title', 'division', 'paragraph' is allowed here"), "/body/0/kind")),
        ({"body": ["x"]}, ("MOD003", "body/0 is 'x', but should be an object", "/body/0")),
        ({"body": [{"kind": "paragraph", "eid": "p", "content": []}]}, ("MOD003", "content is empty", "/body/0/content")),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_what_should_stand_in_its_place(
    changed: dict[str, Any], expected: tuple[str, str, str]
) -> None:
    assert said(record(**changed)) == [expected]


def test_a_kind_that_is_named_like_a_field_leads_nowhere_else() -> None:
    """Pydantic puts the kind of an item into its location, and a text has a `text`, a date a
    `date`.
    """
    date = {"kind": "date", "start": 0, "end": 1, "date": "x"}
    wrong = [numbered("paragraph", None, block("x", date), {"kind": "text", "text": 7})]
    assert said(record(body=[{"eid": "p", **each} for each in wrong])) == [
        (
            "MOD003",
            "date is 'x', but should be an ISO 8601 date",
            "/body/0/content/0/marks/0/date",
        ),
        ("MOD003", "text is 7, but should be a string", "/body/0/content/1/text"),
    ]


def test_a_field_that_is_named_like_the_kind_is_a_place() -> None:
    cell = {"content": [{"kind": "text", "text": 7}]}
    table = {"kind": "table", "eid": "t", "rows": [{"cells": [cell]}]}
    annexes = [{"eid": "a", "kind": "title", "title": {"kind": "text", "text": 7}}]
    values = record(
        body=[{"eid": "p", **numbered("paragraph", None, table)}], annexes=annexes
    )
    assert [pointer for _, _, pointer in said(values)] == [
        "/body/0/content/0/rows/0/cells/0/content/0/text",
        "/annexes/0/title/text",
    ]


def test_an_array_is_not_said_to_be_empty_because_its_items_are_wrong() -> None:
    values = record(
        body=[{"eid": "p", **numbered("paragraph", None, {"kind": "text", "text": 7})}]
    )
    assert [message for _, message, _ in said(values)] == [
        "text is 7, but should be a string"
    ]


def test_a_long_value_is_cut() -> None:
    ((_, message, _),) = said(record(id="X" * 1000))
    assert len(message) < 150
    assert "…" in message


def test_a_broken_law_stands_at_its_node_and_bears_the_eid_above_it() -> None:
    marks = [
        {"kind": "note", "start": 1, "end": 1, "ref": "authorialNote_1"},
        {"kind": "note", "start": 1, "end": 1, "ref": "lost"},
    ]
    values = record(
        body=[{"eid": "p", **numbered("paragraph", None, block("x", *marks))}]
    )
    place = Span(4, 2, 4, 9)
    (found,) = findings(values, **{"/body/0/content/0/marks/1": place})
    assert (found.code.code, found.eid, found.span) == ("MOD017", "p", place)
    assert found.pointer == "/body/0/content/0/marks/1"


def test_equal_nodes_are_told_apart() -> None:
    same = {"eid": "p", **numbered("paragraph", "1.", block("x"))}
    values = record(body=[same, {**same, "eid": "q"}, same, same])
    assert [each.pointer for each in findings(values)] == ["/body/2", "/body/3"]


def test_the_nearest_place_is_that_of_the_pointer_or_of_one_above_it() -> None:
    outer, inner = Span(1, 1, 1, 2), Span(5, 1, 5, 2)
    spans = {"": (outer,), "/body/0": (inner, outer), "/body/1": ()}
    assert nearest("/body/0/content/0/text", spans) == inner
    assert nearest("/body/1", spans) == outer
    assert nearest("/body", {}) is None


@pytest.mark.parametrize(
    ("key", "meant"),
    [("lang", "language"), ("Title", "title"), ("bodyy", "body"), ("qqq", None)],
)
def test_the_field_that_an_unknown_one_is_like_is_named(
    key: str, meant: str | None
) -> None:
    (found,) = findings(record(**{key: "x"}))
    assert found.hint is not None
    before, _, fields = found.hint.partition("the fields here are ")
    assert before == ("" if meant is None else f"did you mean {meant!r}? ")
    assert fields.split(", ") == list(names_of(Declaration))


def test_the_fields_of_the_node_that_holds_an_unknown_one_are_named() -> None:
    mark = {"kind": "entity", "start": 0, "end": 1, "reff": "x"}
    paragraph = {
        "eid": "p",
        **numbered("paragraph", None, block("x", mark)),
        "colour": 1,
    }
    values = record(body=[paragraph], date={"value": "2024", "bais": "text"})
    assert {
        each.message: each.hint
        for each in findings(values)
        if each.code.code == "MOD002"
    } == {
        "unknown field 'bais'": "did you mean 'basis'? the fields here are value, basis, source",
        "unknown field 'colour'": "the fields here are kind, eid, num, heading, content",
        "unknown field 'reff'": (
            "did you mean 'ref'? the fields here are kind, start, end, basis, source, ref"
        ),
    }
