import json
from typing import Any

import pytest
from tests.samples import declaration

from communique import Verdict, validate
from communique.checking.json import check_of
from communique.core.diagnostics import Diagnostic
from communique.core.source import Source
from communique.formats.json import read, write

GOOD = write(declaration())


def said(text: str) -> list[Diagnostic]:
    source = Source("a.json", text.encode())
    check = check_of(read(source))
    assert check is not None
    return check(source)


def test_nothing_is_said_of_what_is_written() -> None:
    assert said(GOOD) == []
    assert said(json.dumps(json.loads(GOOD))) == []


def test_objects_with_keys_in_another_order_are_counted_at_the_beginning() -> None:
    values = json.loads(GOOD)
    values = {"iri": values.pop("iri"), **values}
    (found,) = said("\n " + json.dumps(values))
    assert found.code.code == "JSN006"
    assert (
        found.message
        == "the keys of 1 object stand in another order than a record is written in"
    )
    assert (found.span and (found.span.line, found.span.column)) == (2, 2)


def test_a_schema_that_is_named_stands_first() -> None:
    values = json.loads(GOOD)
    assert said(json.dumps({"$schema": "x", **values})) == []
    assert [
        each.code.code for each in said(json.dumps({**values, "$schema": "x"}))
    ] == ["JSN006"]


@pytest.mark.parametrize("text", [
    "[]", "null", '{"colour": "red"}', "{", GOOD.replace('"iri"', '"uri"', 1), GOOD.replace('  "iri"', '  "id": 7,\n  "iri"'),
])  # fmt: skip
def test_nothing_is_asked_of_what_is_no_record(text: str) -> None:
    assert check_of(read(Source("a.json", text.encode()))) is None


@pytest.mark.parametrize(("values", "verdict"), [
    ({"work": "harbour", "events": []}, Verdict.VALID), ({"work": 7, "events": []}, Verdict.INVALID),
])  # fmt: skip
def test_a_follow_up_is_judged_by_its_own_model(
    values: dict[str, Any], verdict: Verdict
) -> None:
    report = validate(json.dumps(values).encode(), format="json")
    assert report.verdict is verdict
    assert all(each.span is not None for each in report.findings)


def test_each_fault_of_a_record_is_said_once_at_its_place() -> None:
    values = {
        **json.loads(GOOD),
        "language": 7,
        "title": {"text": "x"},
        "body": [7, {}],
        "colour": "red",
    }
    found = validate(json.dumps(values, indent=1).encode(), format="json").findings
    assert [
        (each.code.code, each.message) for each in found if each.span is not None
    ] == [
        ("MOD003", "language is 7, but should be a string"),
        ("MOD001", "'kind' is missing"),
        ("MOD003", "body/0 is 7, but should be an object"),
        ("MOD001", "'kind' is missing"),
        ("MOD002", "unknown field 'colour'"),
    ]
    assert all(each.span is not None for each in found)
