import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.cli.running import run
from tests.samples import block, declaration

from communique.core.bundle import shipped
from communique.documents import write

SCHEMA = Draft202012Validator(
    json.loads(shipped("schema/diagnostic.schema.json").read_text("utf-8"))
)


@pytest.fixture
def bad_json(good_json: Path, tmp_path: Path) -> Path:
    """JSON that breaks a law of the record: two paragraphs have one eid."""
    path = tmp_path / "bad.json"
    path.write_text(
        good_json.read_text("utf-8").replace('"para_4"', '"para_3"'), "utf-8"
    )
    return path


@pytest.fixture
def bad_xml(good_xml: Path, tmp_path: Path) -> Path:
    """XML that the OASIS schema refuses, and that reads well."""
    path = tmp_path / "bad.xml"
    path.write_text(
        good_xml.read_text("utf-8").replace(
            "<paragraph ", '<paragraph nautical="yes" ', 1
        ),
        "utf-8",
    )
    return path


def as_json(*words: str | Path, stdin: bytes = b"") -> dict[str, Any]:
    content: dict[str, Any] = json.loads(
        run("validate", "--output-format", "json", *words, stdin=stdin).out
    )
    SCHEMA.validate(content)
    return content


def test_good_files_of_every_format_are_valid(
    good_json: Path, good_xml: Path, good_text: Path
) -> None:
    said = run(
        "validate",
        good_json,
        good_xml,
        good_text,
        "--language",
        "en",
        "--ignore",
        "DET",
    )
    assert (said.status, said.err) == (0, "")
    assert said.out == f"{good_json}: valid\n{good_xml}: valid\n{good_text}: valid\n"


def test_quiet_says_nothing_about_good_files(good_json: Path, bad_json: Path) -> None:
    assert run("validate", "-q", good_json).out == ""
    assert f"{bad_json}: invalid" in run("validate", "--quiet", good_json, bad_json).out


def test_a_bad_file_is_invalid_and_shown_with_its_line(bad_json: Path) -> None:
    said = run("validate", bad_json)
    assert said.status == 1
    assert "error MOD010 duplicate-eid: eid 'para_3' is used twice" in said.out
    assert "^" in said.out
    assert said.out.endswith(f"{bad_json}: invalid (1 error)\n")


def test_concise_findings_are_one_line_each(bad_json: Path) -> None:
    said = run("validate", "--output-format", "concise", bad_json)
    line = said.out.splitlines()[0]
    path, number, column, rest = line.split(":", 3)
    assert path == str(bad_json)
    found = bad_json.read_text("utf-8").splitlines()[int(number) - 1]
    assert '"eid": "para_3"' in found
    assert found[int(column) - 1 :] == '"para_3",'
    assert rest == " error MOD010 duplicate-eid: eid 'para_3' is used twice"


def test_what_the_xml_schema_refuses_is_invalid_at_its_line(bad_xml: Path) -> None:
    content = as_json(bad_xml)
    (finding,) = [
        each
        for each in content["files"][0]["findings"]
        if each["code"].startswith("XSD")
    ]
    assert content["verdict"] == "invalid"
    assert "nautical" in bad_xml.read_text("utf-8").splitlines()[finding["line"] - 1]


def test_json_says_the_same_as_the_other_formats(
    good_json: Path, bad_json: Path
) -> None:
    content = as_json(good_json, bad_json)
    assert content["verdict"] == "invalid"
    assert [
        (file["path"], file["verdict"], len(file["findings"]))
        for file in content["files"]
    ] == [
        (str(good_json), "valid", 0),
        (str(bad_json), "invalid", 1),
    ]


def test_standard_input_is_checked(good_json: Path, bad_xml: Path) -> None:
    assert run("validate", "-", stdin=good_json.read_bytes()).out == "<stdin>: valid\n"
    assert as_json("-", stdin=bad_xml.read_bytes())["files"][0]["path"] == "<stdin>"


def test_the_format_can_be_named(good_json: Path, tmp_path: Path) -> None:
    (tmp_path / "odd.xml").write_bytes(good_json.read_bytes())
    assert run("validate", tmp_path / "odd.xml").status == 2
    assert run("validate", tmp_path / "odd.xml", "--from", "json").status == 0


def test_findings_are_selected_and_ignored(bad_json: Path, bad_xml: Path) -> None:
    assert run("validate", bad_json, bad_xml).status == 1
    assert run("validate", bad_json, bad_xml, "--ignore", "MOD010,XSD").status == 0
    assert (
        run(
            "validate",
            bad_json,
            bad_xml,
            "--ignore",
            "duplicate-eid",
            "--ignore",
            "XSD",
        ).status
        == 0
    )
    content = as_json(bad_json, bad_xml, "--select", "MOD")
    assert [
        [each["code"] for each in file["findings"]] for file in content["files"]
    ] == [
        ["MOD010"],
        [],
    ]


def test_severities_are_changed(bad_json: Path) -> None:
    said = run("validate", bad_json, "--severity", "duplicate-eid=warning")
    assert said.status == 0
    assert said.out.endswith("valid (1 warning)\n")
    assert (
        run(
            "validate", bad_json, "--severity", "MOD=warning", "--fail-on", "warning"
        ).status
        == 1
    )
    assert (
        run("validate", bad_json, "--severity", "MOD=info", "--fail-on", "info").status
        == 1
    )


def test_one_file_without_a_verdict_leaves_the_others_theirs(
    good_json: Path, bad_json: Path, tmp_path: Path
) -> None:
    said = run("validate", tmp_path / "missing.xml", good_json, bad_json)
    assert said.status == 2
    assert "missing.xml: undetermined (1 error)" in said.out
    assert f"{good_json}: valid" in said.out
    assert f"{bad_json}: invalid (1 error)" in said.out
    assert as_json(tmp_path / "missing.xml", bad_json)["verdict"] == "undetermined"


def test_an_unreadable_file_cannot_be_ignored_into_validity(tmp_path: Path) -> None:
    (tmp_path / "torn.json").write_bytes(b"{")
    assert (
        run(
            "validate",
            tmp_path / "torn.json",
            "--ignore",
            "SRC",
            "--severity",
            "SRC=info",
        ).status
        == 2
    )


def test_a_pair_that_agrees_is_valid(good_json: Path, good_xml: Path) -> None:
    said = run("validate", "--cross", good_json, good_xml)
    assert (said.status, said.out) == (0, f"{good_json}: valid\n{good_xml}: valid\n")
    assert (
        said.err
        == f"{good_json} and {good_xml}, compared as one text in two files: everything must agree\n"
    )
    assert run("validate", "-q", "--cross", good_json, good_xml).err == ""


def test_a_pair_that_differs_is_invalid_and_the_place_is_named(
    good_json: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.xml"
    other.write_text(
        write(declaration(title=block("Harbor Declaration")), "akn"), "utf-8"
    )
    said = run("validate", "--output-format", "concise", "--cross", good_json, other)
    assert said.status == 1
    assert (
        f"the words here are 'Harbor Declaration', but 'Harbour Declaration' in {good_json}"
        in said.out
    )
    (finding,) = as_json("--cross", good_json, other)["files"][1]["findings"]
    assert finding["code"] == "CRS007"
    assert "Harbor" in other.read_text("utf-8").splitlines()[finding["line"] - 1]


def test_a_pair_and_files_are_checked_in_one_call(
    good_json: Path, good_xml: Path, bad_json: Path
) -> None:
    content = as_json(bad_json, "--cross", good_json, good_xml)
    assert [file["verdict"] for file in content["files"]] == [
        "invalid",
        "valid",
        "valid",
    ]


@pytest.mark.parametrize(
    "options",
    [
        ["--from", "odt"],
        ["--select", "XYZ123"],
        ["--ignore", ""],
        ["--severity", "MOD"],
        ["--severity", "MOD=fatal"],
        ["--severity", "MODD=info"],
        ["--fail-on", "never"],
        ["--output-format", "pdf"],
        ["--language", "no language"],
        ["--cross", "one.json"],
        ["--hints", "missing.json"],
    ],
)
def test_a_bad_call_is_refused_in_words(options: list[str], good_json: Path) -> None:
    said = run("validate", good_json, *options)
    assert said.status == 2
    assert "Traceback" not in said.err
    assert said.err


def test_a_misspelt_code_is_answered_by_the_nearest(good_json: Path) -> None:
    assert (
        "did you mean duplicate-eid?"
        in run("validate", good_json, "--select", "duplicate-ied").err
    )


def test_without_a_path_the_command_says_what_it_needs() -> None:
    said = run("validate")
    assert said.status == 2
    assert "name a file" in said.err


def test_the_id_of_a_shipped_declaration_is_checked_unless_a_file_has_that_name(
    good_json: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (
        run("validate", "eu-clasi-2023").out
        == "declarations/eu-clasi-2023/sl.json: valid\n"
    )
    (tmp_path / "eu-clasi-2023").write_bytes(good_json.read_bytes())
    assert run("validate", "eu-clasi-2023").out == "eu-clasi-2023: valid\n"
    assert run("validate", "no-such-declaration").status == 2


def test_a_file_that_holds_a_follow_up_is_checked_as_one(tmp_path: Path) -> None:
    text = shipped("data/follow-up/eu-clasi-2023.json").read_text("utf-8")
    path = tmp_path / "events.json"
    path.write_text(text, "utf-8")
    said = run("validate", path)
    assert said.status == 0
    assert "the follow-up of a declaration" in said.out
    path.write_text(text.replace('"effect": "', '"effect": "un', 1), "utf-8")
    said = run("validate", path)
    assert said.status == 1
    assert "wrong-value: effect is " in said.out
    events = json.loads(text)
    events["events"].append(events["events"][0])
    path.write_text(json.dumps(events), "utf-8")
    said = run("validate", path)
    assert said.status == 1
    assert "is used twice" in said.out


def test_json_that_holds_no_declaration_is_told_so_once_and_has_no_verdict(
    tmp_path: Path,
) -> None:
    (tmp_path / "package.json").write_text(
        '{"name": "harbour", "version": "1.0.0", "resources": []}', "utf-8"
    )
    said = run("validate", "--output-format", "concise", tmp_path / "package.json")
    assert said.status == 2
    assert said.out.count("error ") == 1
    assert "SRC007" in said.out
