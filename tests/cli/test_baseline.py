"""A baseline is made, used, and shrinks; a bad one is one sentence, and left as it is."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.cli.running import run
from tests.cli.test_config import config
from tests.cli.test_control import gaps
from tests.cli.test_validate import as_json, bad_json

from communique.core.bundle import shipped

__all__ = ["bad_json", "gaps"]
SCHEMA = Draft202012Validator(
    json.loads(shipped("schema/baseline.schema.json").read_text("utf-8"))
)


@pytest.fixture
def baseline(gaps: Path, tmp_path: Path) -> Path:
    """A baseline of the file with gaps."""
    path = tmp_path / "known.json"
    assert run("validate", gaps, "--baseline", path, "--update-baseline").status == 0
    return path


def test_a_baseline_is_made_and_then_nothing_is_new(gaps: Path, tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    said = run("validate", gaps, "--baseline", path, "--update-baseline")
    assert (said.status, said.err) == (0, f"{path}: created, findings: 25\n")
    assert said.out == f"{gaps}: valid (25 in the baseline)\n"
    SCHEMA.validate(json.loads(path.read_text("utf-8")))
    said = run("validate", gaps, "--baseline", path, "--max-findings", "1")
    assert (said.status, said.out, said.err) == (
        0,
        f"{gaps}: valid (25 in the baseline)\n",
        "",
    )
    (file,) = as_json(gaps, "--baseline", path)["files"]
    assert (file["findings"], {each["by"] for each in file["suppressed"]}) == (
        [],
        {"baseline"},
    )


def test_what_is_new_is_reported_and_never_put_in(gaps: Path, baseline: Path) -> None:
    before = baseline.read_bytes()
    gaps.write_bytes(gaps.read_bytes().replace(b"<num>9.</num>", b"<num>8.</num>"))
    said = run("validate", gaps, "--baseline", baseline, "--fail-on", "warning")
    assert said.status == 1
    assert "findings that no longer occur: " in said.err
    assert baseline.read_bytes() == before
    again = run(
        "validate",
        gaps,
        "--baseline",
        baseline,
        "--update-baseline",
        "--fail-on",
        "warning",
    )
    assert (again.status, again.out) == (1, said.out)
    assert "findings removed: " in again.err
    known = json.loads(baseline.read_text("utf-8"))["files"]["gaps.xml"]
    assert known.items() <= json.loads(before)["files"]["gaps.xml"].items()
    assert (
        run("validate", gaps, "-q", "--baseline", baseline, "--update-baseline").err
        == ""
    )


def test_what_leaves_no_verdict_is_never_known(gaps: Path, tmp_path: Path) -> None:
    gaps.write_bytes(gaps.read_bytes()[:-30])
    path = tmp_path / "known.json"
    assert run("validate", gaps, "--baseline", path, "--update-baseline").status == 2
    assert json.loads(path.read_text("utf-8"))["files"] == {}
    assert run("validate", gaps, "--baseline", path).status == 2


def test_a_configuration_names_the_baseline_and_a_folder_with_it_is_checked(
    gaps: Path, tmp_path: Path
) -> None:
    config(tmp_path, "baseline = 'known.json'")
    assert run("validate", tmp_path, "--update-baseline").status == 0
    said = run("validate", tmp_path)
    assert (said.status, said.out) == (0, f"{gaps}: valid (25 in the baseline)\n")
    assert f"skipped 1 (excluded): {tmp_path}/known.json\n" in said.err


def test_standard_input_is_known_by_its_name(gaps: Path, baseline: Path) -> None:
    said = run(
        "validate",
        "-",
        "--stdin-filename",
        gaps,
        "--baseline",
        baseline,
        stdin=gaps.read_bytes(),
    )
    assert (said.status, said.out) == (0, f"{gaps}: valid (25 in the baseline)\n")


def test_a_pair_is_held_to_the_baseline(
    good_json: Path, good_xml: Path, tmp_path: Path
) -> None:
    good_xml.write_text(
        good_xml.read_text("utf-8").replace(
            "Harbour Declaration", "Harbor Declaration"
        ),
        "utf-8",
    )
    path = tmp_path / "known.json"
    assert run("validate", "--cross", good_json, good_xml).status == 1
    assert (
        run(
            "validate",
            "--cross",
            good_json,
            good_xml,
            "--baseline",
            path,
            "--update-baseline",
        ).status
        == 0
    )
    assert (
        run("validate", "--cross", good_json, good_xml, "--baseline", path).status == 0
    )


def test_what_is_fixed_is_taken_out(bad_json: Path, tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    assert (
        run("validate", bad_json, "--baseline", path, "--update-baseline").status == 0
    )
    bad_json.write_text(
        bad_json.read_text("utf-8").replace('"eid": "para_3"', '"eid": "para_4"'),
        "utf-8",
    )
    run("validate", bad_json, "--baseline", path, "--update-baseline", "--fix")
    assert json.loads(path.read_text("utf-8"))["files"] == {}


def test_calls_that_make_no_sense_are_refused(
    gaps: Path, baseline: Path, tmp_path: Path
) -> None:
    before = baseline.read_bytes()
    for options in (
        ["--update-baseline"],
        ["--baseline", tmp_path / "missing.json"],
        ["--baseline", tmp_path],
        ["--baseline", tmp_path / "missing" / "b.json", "--update-baseline"],
        ["--baseline", baseline, "--update-baseline", "--diff"],
    ):
        said = run("validate", gaps, *options)
        assert (said.status, said.out) == (2, "")
        assert said.err
        assert "Traceback" not in said.err
    assert baseline.read_bytes() == before


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b'{"version": 2, "files": {}}',
            "a baseline of version 2, and only version 1 is read",
        ),
        (b'{"version": 1,\n', "2:1: not a baseline: expecting property name"),
        (b"\0", "not a baseline: "),
        (b"", "1:1: not a baseline: expecting value"),
    ],
)
def test_a_bad_baseline_is_one_sentence_and_left_alone(
    data: bytes, said: str, gaps: Path, tmp_path: Path
) -> None:
    path = tmp_path / "known.json"
    path.write_bytes(data)
    for options in ([], ["--update-baseline"]):
        result = run("validate", gaps, "--baseline", path, *options)
        assert (result.status, result.out) == (2, "")
        assert result.err.startswith(f"communique: {path}:")
        assert said in result.err
        assert result.err.count("\n") == 1
    assert path.read_bytes() == data


def test_two_updates_at_once_leave_one_whole(gaps: Path, baseline: Path) -> None:
    gaps.write_bytes(gaps.read_bytes().replace(b"<num>9.</num>", b"<num>8.</num>"))
    command = [
        sys.executable,
        "-m",
        "communique",
        "validate",
        str(gaps),
        "--baseline",
        str(baseline),
        "--update-baseline",
        "--fail-on",
        "warning",
    ]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    for each in running:
        _, err = each.communicate(timeout=120)
        assert each.returncode in {1, 2}
        assert b"Traceback" not in err
    SCHEMA.validate(json.loads(baseline.read_text("utf-8")))
    assert [
        path.name for path in baseline.parent.iterdir() if path.suffix == ".tmp"
    ] == []
    assert "gone" not in run("validate", gaps, "--baseline", baseline).err
