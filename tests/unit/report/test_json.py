import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from tests.samples import BROKEN, DOUBTFUL, finding
from tests.unit.report.drawing import reports as drawn_reports

from communique.core.bundle import shipped
from communique.core.diagnostics import (
    Diagnostic,
    Edit,
    Fix,
    Report,
    Suppressed,
    Verdict,
)
from communique.core.message import Message
from communique.core.source import Span
from communique.report.programs import as_json, overall

SCHEMA = json.loads(shipped("schema/diagnostic.schema.json").read_text("utf-8"))
VALID = Report("good.xml", None, ())
INVALID = Report("bad.xml", "council", (finding(), finding(DOUBTFUL)))
UNDETERMINED = Report("torn.xml", None, (replace(finding(BROKEN), span=None),))


def said(*reports: Report) -> dict[str, Any]:
    content: dict[str, Any] = json.loads("".join(as_json(reports)).encode("utf-8"))
    Draft202012Validator(SCHEMA).validate(content)
    return content


def test_the_published_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("reports", "verdict"),
    [
        ((), "valid"),
        ((VALID, VALID), "valid"),
        ((VALID, INVALID), "invalid"),
        ((INVALID, UNDETERMINED, VALID), "undetermined"),
    ],
)
def test_the_verdict_is_the_worst_of_the_files(
    reports: tuple[Report, ...], verdict: str
) -> None:
    assert said(*reports)["verdict"] == verdict
    assert overall(report.verdict for report in reports) is Verdict(verdict)


def test_a_finding_has_every_key_of_the_contract() -> None:
    file = said(INVALID)["files"][0]
    assert (file["path"], file["verdict"], file["profile"]) == (
        "bad.xml",
        "invalid",
        "council",
    )
    assert file["findings"][0] == {
        "code": "DET001",
        "name": "left-over",
        "severity": "error",
        "message": "'tide' was left over",
        "line": 2,
        "column": 5,
        "end_line": 2,
        "end_column": 9,
        "eid": None,
        "quote": None,
        "hint": None,
        "url": None,
        "fix": None,
        "fingerprint": finding().fingerprint,
    }


def test_a_suppressed_finding_is_listed_with_its_reason() -> None:
    known = (
        Suppressed(finding(), "comment", "so\ud800"),
        Suppressed(finding(), "baseline"),
    )
    (file,) = said(Report("a", None, (), known))["files"]
    assert file["verdict"] == "valid"
    assert [(each["by"], each["reason"]) for each in file["suppressed"]] == [
        ("comment", "so\\ud800"),
        ("baseline", None),
    ]
    assert file["suppressed"][0]["finding"] == said(INVALID)["files"][0]["findings"][0]


def test_a_finding_without_a_place_has_null_for_it() -> None:
    found = said(UNDETERMINED)["files"][0]["findings"][0]
    assert [found[key] for key in ("line", "column", "end_line", "end_column")] == [
        None
    ] * 4


def test_a_text_that_utf8_cannot_hold_is_written_as_an_escape() -> None:
    torn = Diagnostic.of(BROKEN, Message("the string '\ud800' ends"), quote="\ud800")
    content = said(Report("name-\udcff", None, (torn,)))
    assert content["files"][0]["path"] == "name-\\udcff"
    assert content["files"][0]["findings"][0]["quote"] == "\\ud800"


def test_the_schema_refuses_a_finding_that_lacks_a_key_or_has_another() -> None:
    content = said(INVALID)
    schema = Draft202012Validator(SCHEMA)
    for key in list(content["files"][0]["findings"][0]):
        damaged = json.loads(json.dumps(content))
        del damaged["files"][0]["findings"][0][key]
        assert not schema.is_valid(damaged)
    content["files"][0]["findings"][0]["other"] = 1
    assert not schema.is_valid(content)


def test_a_fix_is_written_with_its_edits() -> None:
    fix = Fix(Message("write #ports"), (Edit(Span(2, 5, 2, 5, 14, 14), "#"),))
    (found,) = said(Report("a.xml", None, (replace(finding(), fix=fix),)))["files"][0][
        "findings"
    ]
    edit = {"line": 2, "column": 5, "end_line": 2, "end_column": 5, "text": "#"}
    assert found["fix"] == {"title": "write #ports", "sure": True, "edits": [edit]}


@given(drawn_reports())
def test_any_report_is_valid_by_the_schema(reports: list[Report]) -> None:
    files = said(*reports)["files"]
    assert [[each["code"] for each in file["findings"]] for file in files] == [
        [each.code.code for each in report.findings] for report in reports
    ]
    assert [file["verdict"] for file in files] == [report.verdict for report in reports]
