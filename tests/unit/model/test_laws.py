from typing import Any

import pytest
from hypothesis import given
from pydantic import TypeAdapter
from tests.samples import block, declaration, numbered

from communique.core.codes import LAWS
from communique.model import Declaration
from communique.model.laws import MAX_LEVELS, RESERVED, Broken, broken_laws
from communique.testing import declarations


def broken(**changed: Any) -> list[Broken]:
    """What is wrong with a record that pydantic would refuse: made without asking the laws."""
    record = Declaration.model_validate(
        {
            **declaration().model_dump(mode="json"),
            "notes": [],
            "preamble": [],
            "body": [],
        }
    )
    return broken_laws(
        record.model_copy(
            update={name: field(name, value) for name, value in changed.items()}
        )
    )


def field(name: str, value: Any) -> Any:
    """The value of one field of a record, validated alone."""
    annotation: Any = Declaration.model_fields[name].annotation
    return TypeAdapter(annotation).validate_python(value)


def said(**changed: Any) -> list[tuple[str, str]]:
    return [(each.law.name, each.message) for each in broken(**changed)]


def paragraph(eid: str, *content: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "eid": eid,
        **numbered("paragraph", None, *(content or (block("x"),))),
        **more,
    }


def mark(start: int, end: int, kind: str = "emphasis", **more: Any) -> dict[str, Any]:
    given = {
        "emphasis": {"style": "bold"},
        "note": {"ref": "n"},
        "date": {"date": "2023"},
    }
    return {"kind": kind, "start": start, "end": end, **given.get(kind, {}), **more}


def note(eid: str, *content: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "note", "eid": eid, "content": list(content or (block("x"),))}


NOTE = [note("n")]


@given(declarations())
def test_a_record_breaks_no_law(record: Declaration) -> None:
    assert broken_laws(record) == []


def test_the_codes_of_the_laws_are_theirs_alone() -> None:
    assert (
        len({law.code for law in LAWS}) == len({law.name for law in LAWS}) == len(LAWS)
    )
    assert all(law.code >= "MOD010" for law in LAWS)


@pytest.mark.parametrize(
    "changed",
    [
        {"body": [paragraph("p"), paragraph("p")]},
        {
            "body": [paragraph("p")],
            "preamble": [{"eid": "p", **numbered("recital", None, block("x"))}],
        },
        {"body": [paragraph("p")], "annexes": [{"eid": "p"}]},
        {"body": [paragraph("p")], "notes": [note("p")]},
        {
            "body": [paragraph("p")],
            "entities": [{"id": "p", "type": "topic", "label": "P"}],
        },
        {"entities": [{"id": "p", "type": "topic", "label": "P"}] * 2},
        {"signatories": [{"id": "p"}, {"id": "p"}]},
        {"body": [{"kind": "section", "eid": "p", "body": [paragraph("p")]}]},
        {
            "body": [
                paragraph(
                    "q",
                    {
                        "kind": "points",
                        "points": [{"eid": "q", **numbered("point", None, block("x"))}],
                    },
                )
            ]
        },
        {
            "body": [
                paragraph("q", {"kind": "table", "eid": "q", "rows": [{"cells": [{}]}]})
            ]
        },
    ],
)
def test_no_name_is_used_twice(changed: dict[str, Any]) -> None:
    assert [name for name, _ in said(**changed)] == ["duplicate-eid"]


def test_two_notes_of_one_name_are_found() -> None:
    assert {name for name, _ in said(notes=[note("n"), note("n")])} == {"duplicate-eid"}


def test_an_entity_of_the_cover_shares_its_name_with_no_node_of_the_cover() -> None:
    cover = {"kind": "note", "iri": "/akn/x/y", "paragraphs": [paragraph("cover__p")]}
    assert said(cover=cover, entities=[{"id": "p", "type": "topic", "label": "P"}]) == [
        ("duplicate-eid", "id 'p' is used twice")
    ]


@pytest.mark.parametrize("eid", sorted(RESERVED))
def test_a_name_that_files_use_themselves_is_refused(eid: str) -> None:
    assert said(body=[paragraph(eid)]) == [("reserved-id", f"eid {eid!r} is reserved")]
    cover = {
        "kind": "note",
        "iri": "/akn/x/y",
        "paragraphs": [paragraph(f"cover__{eid}")],
    }
    assert [name for name, _ in said(cover=cover)] == ["reserved-id"]


@pytest.mark.parametrize("name", ["body", "preface", "preamble", "conclusions"])
def test_an_entity_has_no_such_name_either(name: str) -> None:
    assert said(entities=[{"id": name, "type": "topic", "label": "P"}]) == [
        ("reserved-id", f"id {name!r} is reserved")
    ]


@pytest.mark.parametrize("eid", ["p", "cover__", "cover__att_1", "cover_1", "Cover__p"])
def test_the_eids_of_the_cover_are_its_own(eid: str) -> None:
    cover = {"kind": "note", "iri": "/akn/x/y", "paragraphs": [paragraph(eid)]}
    assert [name for name, _ in said(cover=cover)] == ["cover-eid"]


def test_beside_a_cover_no_other_eid_looks_like_one_of_its_own() -> None:
    cover = {"kind": "note", "iri": "/akn/x/y"}
    assert [
        name for name, _ in said(cover=cover, body=[paragraph("cover__att_1")])
    ] == ["cover-eid"]
    assert said(body=[paragraph("cover__att_1")]) == []


@pytest.mark.parametrize(
    ("marks", "law"),
    [
        ([mark(0, 4)], "mark-outside-text"),
        ([mark(2, 1)], "mark-outside-text"),
        ([mark(1, 1)], "mark-width"),
        ([mark(1, 2, "note")], "mark-width"),
        ([mark(1, 2), mark(0, 1)], "mark-order"),
        ([mark(0, 1), mark(0, 2)], "mark-order"),
        ([mark(0, 1), mark(0, 0, "note")], "mark-order"),
        ([mark(0, 3), mark(1, 2), mark(0, 1)], "mark-order"),
        ([mark(1, 1, "note"), mark(0, 1)], "mark-order"),
        ([mark(0, 2), mark(1, 3)], "marks-straddle"),
        ([mark(0, 3), mark(0, 2), mark(1, 3)], "marks-straddle"),
        ([mark(1, 1, "note", ref="m")], "dangling-note"),
        ([mark(0, 3, "date", date="2023-02-30")], "no-such-day"),
        ([mark(0, 3, "date", date="0000")], "no-such-day"),
        ([mark(0, 3, "act", act="agree", due="2023-04-31")], "no-such-day"),
    ],
)
def test_marks_that_cannot_stand_so_are_refused(
    marks: list[dict[str, Any]], law: str
) -> None:
    found = broken(body=[paragraph("p", block("abc", *marks))], notes=NOTE)
    assert found[0].law.name == law
    assert found[0].node.__class__.__name__.endswith("Mark")


@pytest.mark.parametrize(
    "marks",
    [
        [mark(0, 3), mark(0, 3), mark(0, 3)],
        [mark(0, 1), mark(1, 2), mark(2, 3)],
        [mark(0, 3), mark(0, 2), mark(0, 1), mark(1, 2), mark(2, 3)],
        [
            mark(0, 0, "note"),
            mark(0, 3),
            mark(1, 1, "note"),
            mark(1, 2),
            mark(2, 2, "note"),
            mark(3, 3, "note"),
        ],
        [mark(1, 1, "note"), mark(1, 1, "note"), mark(1, 2)],
        [mark(0, 3, "date", date="2024-02-29")],
        [],
    ],
)
def test_marks_that_nest_and_follow_each_other_are_taken(
    marks: list[dict[str, Any]],
) -> None:
    assert said(body=[paragraph("p", block("abc", *marks))], notes=NOTE) == []


@pytest.mark.parametrize(
    "place",
    [
        "title",
        "subtitle",
        "heading",
        "section",
        "group",
        "caption",
        "cell",
        "point",
        "closing",
        "signature",
        "annex",
        "note",
    ],
)
def test_marks_are_looked_at_wherever_they_stand(place: str) -> None:
    wrong = block("abc", mark(0, 4))
    point = {"eid": "i", **numbered("point", None, wrong)}
    table = {"kind": "table", "eid": "t", "caption": wrong, "rows": [{"cells": [{}]}]}
    recital = {"eid": "r", **numbered("recital", None, block("x"))}
    changed: dict[str, dict[str, Any]] = {
        "title": {"title": wrong}, "subtitle": {"subtitles": [wrong]}, "heading": {"body": [paragraph("p", heading=wrong)]},
        "section": {"body": [{"kind": "part", "eid": "s", "heading": wrong}]},
        "group": {"preamble": [{"kind": "recitals", "eid": "g", "heading": wrong, "recitals": [recital]}]},
        "caption": {"body": [paragraph("p", table)]},
        "cell": {"body": [paragraph("p", {**table, "caption": None, "rows": [{"cells": [{"content": [wrong]}]}]})]},
        "point": {"body": [paragraph("p", {"kind": "points", "points": [point]})]}, "closing": {"closing": [wrong]},
        "signature": {"closing": [{"kind": "signature", "lines": [{"part": "name", "value": wrong}]}]},
        "annex": {"annexes": [{"eid": "a", "title": wrong}]}, "note": {"notes": [note("n", wrong)]},
    }  # fmt: skip
    assert [name for name, _ in said(**changed[place])] == ["mark-outside-text"]


def test_notes_stand_in_the_order_of_their_first_calls() -> None:
    calls = block(
        "ab",
        mark(0, 0, "note", ref="m"),
        mark(1, 1, "note", ref="n"),
        mark(2, 2, "note", ref="m"),
    )
    body = [paragraph("p", calls)]
    assert said(body=body, notes=[note("m"), note("n"), note("uncalled")]) == []
    assert said(body=body, notes=[note("n"), note("m")]) == [
        ("note-order", "note 'n' stands where 'm' is to, which is called before")
    ]
    assert [
        name
        for name, _ in said(body=body, notes=[note("uncalled"), note("m"), note("n")])
    ] == ["note-order"]


def test_a_note_called_in_a_note_follows_it() -> None:
    inner = note("m", block("x", mark(0, 0, "note", ref="inner")))
    body = [
        paragraph(
            "p", block("ab", mark(0, 0, "note", ref="m"), mark(1, 1, "note", ref="n"))
        )
    ]
    assert said(body=body, notes=[inner, note("inner"), note("n")]) == []
    assert [
        name for name, _ in said(body=body, notes=[inner, note("n"), note("inner")])
    ] == ["note-order"]


@pytest.mark.parametrize(
    "changed",
    [
        {"date": {"value": "2023-02-29"}},
        {"source": {"retrieved": "1900-02-29"}},
        {"cover": {"kind": "note", "iri": "/akn/x/y", "date": {"value": "2023-06-31"}}},
    ],
)
def test_a_day_that_is_in_no_calendar_is_refused(changed: dict[str, Any]) -> None:
    assert [name for name, _ in said(**changed)] == ["no-such-day"]


def test_a_group_of_recitals_bears_a_number_or_a_heading() -> None:
    group = {
        "kind": "recitals",
        "eid": "g",
        "recitals": [{"eid": "r", **numbered("recital", None, block("x"))}],
    }
    assert [name for name, _ in said(preamble=[group])] == ["bare-group"]
    assert (
        said(preamble=[{**group, "num": "I"}])
        == said(preamble=[{**group, "heading": block("")}])
        == []
    )


def nested(kind: str, levels: int) -> dict[str, Any]:
    match kind:
        case "points":
            content = [block("x")]
            for level in range(levels):
                content = [
                    {
                        "kind": "points",
                        "points": [
                            {"eid": f"i{level}", **numbered("point", None, *content)}
                        ],
                    }
                ]
            return {"body": [paragraph("p", *content)]}
        case "sections":
            body = [paragraph("p")]
            for level in range(levels):
                body = [{"kind": "section", "eid": f"s{level}", "body": body}]
            return {"body": body}
        case "annexes":
            annexes: list[dict[str, Any]] = []
            for level in range(levels):
                annexes = [{"eid": f"a{level}", "annexes": annexes}]
            return {"annexes": annexes}
        case _:
            calls = [
                note(f"n{level}", block("x", mark(0, 0, "note", ref=f"n{level + 1}")))
                for level in range(levels - 1)
            ]
            return {"notes": [*calls, note(f"n{levels - 1}")]}


@pytest.mark.parametrize("kind", ["points", "sections", "annexes", "notes"])
def test_nesting_has_an_end(kind: str) -> None:
    assert said(**nested(kind, MAX_LEVELS)) == []
    assert {name for name, _ in said(**nested(kind, MAX_LEVELS + 1))} == {"too-deep"}


def test_points_and_the_notes_called_in_them_count_together() -> None:
    deep = nested("points", MAX_LEVELS)["body"]
    point = deep[0]["content"][0]
    while point["kind"] == "points":
        point = point["points"][0]["content"][0]
    point["marks"] = [mark(0, 0, "note")]
    assert [name for name, _ in said(body=deep, notes=NOTE)] == ["too-deep"]


def test_all_broken_laws_are_found_in_document_order() -> None:
    body = [paragraph("p", block("x", mark(0, 2))), paragraph("p"), paragraph("body")]
    assert [name for name, _ in said(date={"value": "2023-02-30"}, body=body)] == [
        "mark-outside-text", "duplicate-eid", "reserved-id", "no-such-day",
    ]  # fmt: skip


SIGNED = {
    "kind": "signature",
    "signatory": "jane",
    "lines": [{"part": "name", "value": block("Jane")}],
}


@pytest.mark.parametrize(
    "closing",
    [
        {"closing": [SIGNED]},
        {"annexes": [{"eid": "a", "closing": [SIGNED]}]},
    ],
)
def test_a_signature_names_a_signatory_of_the_record(closing: dict[str, Any]) -> None:
    assert [name for name, _ in said(signatories=[], **closing)] == [
        "unknown-signatory"
    ]
    assert said(signatories=[{"id": "jane"}], **closing) == []
