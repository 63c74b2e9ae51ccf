import json
from typing import Any

import pytest
from tests.unit.fixes.mending import findings, fixes, made, mended, native


def paragraph(eid: str, num: str | None, *more: dict[str, Any], marks: Any = ()) -> dict[str, Any]:
    words = {"kind": "text", "text": "We will meet again.", "marks": list(marks)}
    return {"kind": "paragraph", "eid": eid, "num": num, "content": [words, *more]}


def points(*eids: str) -> dict[str, Any]:
    return {"kind": "points", "points": [
        {"kind": "point", "eid": eid, "num": f"({chr(97 + at)})", "content": [{"kind": "text", "text": "at sea"}]}
        for at, eid in enumerate(eids)]}  # fmt: skip


def link(href: str, start: int = 0) -> dict[str, Any]:
    return {"kind": "reference", "start": start, "end": start + 2, "href": href}


@pytest.mark.parametrize(("code", "eid"), [
    ("EID001", "para-3"), ("EID001", "3"), ("EID002", "art_3"), ("EID004", "para_5"),
])  # fmt: skip
def test_a_wrong_eid_becomes_that_of_the_convention(code: str, eid: str) -> None:
    assert mended(native(body=[paragraph(eid, "3.")]), code) == native(
        body=[paragraph("para_3", "3.")]
    )


def test_a_point_that_hangs_on_nothing_gets_its_place() -> None:
    good = native(
        body=[
            paragraph("para_3", "3.", points("para_3__list_1__point_a", "para_3__list_1__point_b"))
        ]
    )
    assert (
        mended(good.replace("para_3__list_1__point_b", "para_9__list_1__point_b"), "EID003") == good
    )


def test_points_and_references_follow() -> None:
    marks = [link("#para_5"), link("/akn/xx/statement/declaration/2024-03-01/harbour#para_5", 3), link("/akn/xx/a#para_5", 6),
             link("para_5", 9)]  # fmt: skip
    text = native(body=[paragraph("para_5", "3.", points("para_5__list_1__point_a"), marks=marks)])
    assert mended(text, "EID004") == text.replace("para_5", "para_3").replace(
        "/a#para_3", "/a#para_5"
    )


def test_swapped_eids_are_swapped_back_with_their_references() -> None:
    text = native(
        body=[paragraph("para_4", "3.", marks=[link("#para_3")]), paragraph("para_3", "4.")]
    )
    assert mended(text, "EID004") == native(
        body=[paragraph("para_3", "3.", marks=[link("#para_4")]), paragraph("para_4", "4.")]
    )


def test_a_note_and_its_calls_follow() -> None:
    call = {"kind": "note", "start": 2, "end": 2, "ref": "fn_1"}
    note = {
        "kind": "note",
        "eid": "fn_1",
        "marker": "1",
        "content": [{"kind": "text", "text": "In spring."}],
    }
    text = native(body=[paragraph("para_3", "3.", marks=[call])], notes=[note])
    assert mended(text, "EID002") == text.replace("fn_1", "authorialNote_1")


def test_an_eid_that_stands_twice_is_given_to_the_first() -> None:
    good = native(body=[paragraph("para_3", "3."), paragraph("para_4", "4.")])
    assert mended(good.replace("para_4", "para_3"), "MOD010") == good


def test_an_eid_that_stands_twice_and_is_referred_to_is_left_alone() -> None:
    text = native(
        body=[paragraph("para_3", "3.", marks=[link("#para_3")]), paragraph("para_4", "4.")]
    )
    assert fixes(text.replace("para_4", "para_3"), "MOD010") == []


@pytest.mark.parametrize("indent", [None, 2, "\t"])
def test_a_missing_eid_is_put_in_behind_the_kind(indent: Any) -> None:
    values = json.loads(native())
    good = json.dumps(values, indent=indent)
    del values["body"][0]["eid"]
    bad = json.dumps(values, indent=indent)
    assert mended(bad, "MOD001") == good


def test_a_missing_field_of_another_name_is_left_alone() -> None:
    assert fixes(native().replace('"iri"', '"uri"', 1), "MOD001") == []


def test_a_good_record_has_nothing_to_mend() -> None:
    assert all(each.fix is None for each in findings(native()))


def test_a_note_outside_an_annex_without_an_eid_keeps_its_own() -> None:
    call = {"kind": "note", "start": 2, "end": 2, "ref": "fn"}
    note = {
        "kind": "note",
        "eid": "fn",
        "marker": "1",
        "content": [{"kind": "text", "text": "In."}],
    }
    annex = {"eid": "att_1", "num": "ANNEX I", "body": [paragraph("att_1__para_1", "1.")]}
    good = native(body=[paragraph("para_3", "3.", marks=[call])], annexes=[annex], notes=[note])
    bad = good.replace('"eid": "att_1",\n      ', "")
    (fix,) = fixes(bad, "MOD001")
    assert fix.title == "give it the eId att_1"
    assert json.loads(made(bad, fix)) == json.loads(good)


def test_notes_of_a_renamed_annex_follow() -> None:
    call = {"kind": "note", "start": 2, "end": 2, "ref": "annex_1__authorialNote_1"}
    note = {
        "kind": "note",
        "eid": "annex_1__authorialNote_1",
        "marker": "1",
        "content": [{"kind": "text", "text": "In."}],
    }
    annex = {
        "eid": "annex_1",
        "num": "ANNEX I",
        "body": [paragraph("annex_1__para_1", "1.", marks=[call])],
    }
    text = native(annexes=[annex], notes=[note])
    assert mended(text, "EID002") == text.replace("annex_1", "att_1")
