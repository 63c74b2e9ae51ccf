"""The forms of a report, as the command prints them."""

import json
import os
import sys
from pathlib import Path

import pytest
from lxml import etree
from tests.cli.running import run, start

from communique.checking.settings import OUTPUT_FORMATS


@pytest.fixture
def bad_json(good_json: Path, tmp_path: Path) -> Path:
    """JSON that breaks a law of the record: two paragraphs have one eid."""
    path = tmp_path / "bad.json"
    path.write_text(
        good_json.read_text("utf-8").replace('"para_4"', '"para_3"'), "utf-8"
    )
    return path


@pytest.mark.parametrize("output_format", OUTPUT_FORMATS)
def test_the_status_is_the_same_in_every_form(
    output_format: str, good_json: Path, bad_json: Path
) -> None:
    assert run("validate", "--output-format", output_format, good_json).status == 0
    said = run("validate", "--output-format", output_format, good_json, bad_json)
    assert said.status == 1
    assert "MOD010" in said.out
    assert (
        run(
            "validate", "--output-format", output_format, bad_json, "missing.json"
        ).status
        == 2
    )


def test_sarif_names_files_from_where_the_command_was_run(
    bad_json: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for given in (bad_json, Path("bad.json")):
        (run_said,) = json.loads(
            run("validate", "--output-format", "sarif", given).out
        )["runs"]
        (result,) = run_said["results"]
        assert (
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            == "bad.json"
        )


def test_github_is_given_commands_only(good_json: Path, bad_json: Path) -> None:
    assert run("validate", "--output-format", "github", good_json).out == ""
    assert run(
        "validate", "--output-format", "github", good_json, bad_json
    ).out.startswith("::error file=")


def test_junit_fails_as_the_command_does(bad_json: Path) -> None:
    said = run(
        "validate", "--output-format", "junit", bad_json, "--severity", "MOD=warning"
    )
    assert (
        said.status,
        etree.fromstring(said.out.encode()).findall("*/*/failure"),
    ) == (0, [])
    said = run(
        "validate",
        "--output-format",
        "junit",
        bad_json,
        "--severity",
        "MOD=warning",
        "--fail-on",
        "warning",
    )
    assert (
        said.status,
        len(etree.fromstring(said.out.encode()).findall("*/*/failure")),
    ) == (1, 1)


@pytest.mark.skipif(
    sys.platform != "linux", reason="only there may a name be any bytes"
)
@pytest.mark.parametrize("output_format", OUTPUT_FORMATS)
def test_a_name_that_is_no_text_breaks_no_form(
    output_format: str, tmp_path: Path
) -> None:
    path = os.fsencode(tmp_path) + b"/a\xff\x1b\n%25,b.json"
    Path(os.fsdecode(path)).write_bytes(b"\xed\xa0\x80")
    said = start(
        "validate", "--output-format", output_format, tmp_path, LC_ALL="C.UTF-8"
    )
    assert (said.status, said.err) == (2, "")
    assert "SRC001" in said.out
    assert "\x1b" not in said.out
