"""The library says what the command says, whatever it is given: a path, bytes, a record."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.cli.running import run
from tests.samples import declaration

import communique
from communique.core.diagnostics import Diagnostic, Report
from communique.documents import write
from communique.report.programs import as_json


def damaged(text: str, *, old: str = "para_4", new: str = "para_3") -> str:
    return text.replace(old, new)


DAMAGES: dict[str, Callable[[str], str]] = {
    "good": lambda text: text,
    "an eid twice": damaged,
    "cut off": lambda text: text[: len(text) // 2],
    "a number gone": lambda text: text.replace("4.", "5."),
    "empty": lambda _: "",
}


def said(*words: str | Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(
        run("validate", "--output-format", "json", *words).out
    )
    return content


def written(*reports: Report) -> dict[str, Any]:
    content: dict[str, Any] = json.loads("".join(as_json(reports)))
    return content


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize(
    ("form", "ending"), [("json", "json"), ("akn", "xml"), ("text", "txt")]
)
def test_a_path_and_its_bytes_have_the_findings_that_the_command_prints(
    form: str, ending: str, damage: str, tmp_path: Path
) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_text(DAMAGES[damage](write(declaration(), form)), "utf-8", newline="\n")
    expected = said(path)
    assert written(communique.validate(path)) == expected
    of_bytes = communique.validate(path.read_bytes(), format=form)
    assert written(replace(of_bytes, path=str(path))) == expected
    (many,) = communique.validate_all([path])
    assert [many] == list(communique.validate_all(str(path)))
    assert written(many) == expected


@pytest.mark.parametrize("profile", ["generic", "declaration", "council", "akn4un"])
def test_options_mean_the_same(profile: str, good_xml: Path) -> None:
    options = (
        "--profile",
        profile,
        "--select",
        "EID,NUM,STR",
        "--ignore",
        "STR001",
        "--max-findings",
        "1",
    )
    report = communique.validate(
        good_xml,
        profile=profile,
        select=["EID", "NUM", "STR"],
        ignore=["STR001"],
        limit=1,
    )
    assert written(report) == said(good_xml, *options)


def without_place(finding: Diagnostic) -> tuple[object, ...]:
    return (
        finding.code.code,
        finding.severity,
        finding.message,
        finding.eid,
        finding.pointer,
        finding.quote,
        finding.hint,
    )


@pytest.mark.parametrize("language", ["en", "sl"])
def test_a_record_has_the_findings_of_its_json_without_places(
    language: str, tmp_path: Path
) -> None:
    record = declaration(
        language=language,
        body=declaration().model_dump(mode="json")["body"][:1],
        kind="pledge",
    )
    path = tmp_path / "a.json"
    path.write_text(write(record, "json"), "utf-8")
    of_record, of_file = communique.validate(record), communique.validate(path)
    assert of_file.findings
    assert [without_place(each) for each in of_record.findings] == [
        without_place(each) for each in of_file.findings
    ]
    assert (of_record.verdict, of_record.profile) == (of_file.verdict, of_file.profile)
    assert all(each.span is None for each in of_record.findings)


def test_a_record_that_was_made_past_the_model_is_judged_by_it() -> None:
    report = communique.validate(
        declaration().model_copy(update={"language": "No Language"})
    )
    assert [each.code.code for each in report.findings] == ["MOD003"]


def test_many_are_what_the_command_prints(
    good_json: Path, good_xml: Path, tmp_path: Path
) -> None:
    (tmp_path / "torn.json").write_bytes(b"{")
    given = [str(tmp_path), "missing.json", f"{tmp_path}/*.none"]
    expected = said(*given)
    assert [file["verdict"] for file in expected["files"]] == [
        "valid",
        "valid",
        *["undetermined"] * 3,
    ]
    for jobs in (1, 2):
        assert written(*communique.validate_all(given, jobs=jobs)) == expected
