"""The GitHub action: by the schema of actions, and its steps run as a runner runs them."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from tests.house.checkout import BIN, ROOT, run
from tests.rules.documents import GOOD

ACTION: dict[str, Any] = YAML(typ="safe").load((ROOT / "action.yml").read_text("utf-8"))
INSTALL, VALIDATE = ACTION["runs"]["steps"]
EXPRESSION = re.compile(r"\$\{\{ (.+?) \}\}")


def step(
    wanted: dict[str, Any], folder: Path, path: Path, **inputs: str
) -> subprocess.CompletedProcess[str]:  # fmt: skip
    """Run a step in a folder, with the programs of another; inputs that are not given have their
    defaults.
    """
    values = {
        f"inputs.{name}": each["default"] for name, each in ACTION["inputs"].items()
    }
    values |= {
        f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()
    }
    values["github.action_path"] = str(ROOT)
    variables = {
        **os.environ,
        **{
            name: EXPRESSION.sub(lambda match: values[match[1]], value)
            for name, value in wanted["env"].items()
        },
        "RUNNER_TEMP": str(folder / "temp"),
        "GITHUB_PATH": str(folder / "path"),
        "PATH": f"{path}:{os.environ['PATH']}",
        "PIP_NO_COMPILE": "0",  # pip's way to say in a variable that it is on: only what is imported is compiled
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", wanted["run"]],
        cwd=folder, env=variables, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with a good declaration, and another with an eId that stands twice, in a folder
    with a space in its name.
    """
    (tmp_path / "good.xml").write_text(GOOD, "utf-8")
    (tmp_path / "some more").mkdir()
    (tmp_path / "some more" / "bad.xml").write_text(
        GOOD.replace("recs_1__rec_2", "recs_1__rec_1"), "utf-8"
    )
    return tmp_path


def test_it_is_an_action_by_the_schema() -> None:
    said = run(
        [
            BIN / "check-jsonschema",
            "--builtin-schema",
            "vendor.github-actions",
            ROOT / "action.yml",
        ]
    )
    assert said.returncode == 0, said.stdout + said.stderr


def test_what_is_given_to_it_never_becomes_part_of_a_script() -> None:
    assert all("${{" not in each["run"] for each in ACTION["runs"]["steps"])


def test_every_input_is_explained_and_used() -> None:
    used = {
        match
        for each in ACTION["runs"]["steps"]
        for value in each["env"].values()
        for match in EXPRESSION.findall(value)
    }
    assert used == {
        "github.action_path",
        *(f"inputs.{name}" for name in ACTION["inputs"]),
    }
    assert all(each["description"] for each in ACTION["inputs"].values())


def test_without_inputs_all_is_validated_and_findings_are_annotations(
    folder: Path,
) -> None:
    said = step(VALIDATE, folder, BIN)
    assert said.returncode == 1
    assert "::error file=some more/bad.xml,line=" in said.stdout
    assert "good.xml" not in said.stdout


def test_paths_are_lines_and_may_hold_spaces(folder: Path) -> None:
    assert step(VALIDATE, folder, BIN, paths="good.xml").returncode == 0
    said = step(VALIDATE, folder, BIN, paths="good.xml\n\nsome more/bad.xml\n")
    assert said.returncode == 1
    assert (
        step(VALIDATE, folder, BIN, paths="$(touch harm)\n`touch harm`").returncode == 2
    )
    assert not (folder / "harm").exists()


def test_profile_and_severity_are_handed_on(folder: Path) -> None:
    (folder / "info.xml").write_text(
        GOOD.replace('value="xml"', 'value="html"'), "utf-8"
    )
    assert step(VALIDATE, folder, BIN, paths="info.xml").returncode == 0
    assert step(VALIDATE, folder, BIN, paths="info.xml", fail_on="info").returncode == 1
    assert step(VALIDATE, folder, BIN, paths="good.xml", profile="none").returncode == 2


def test_findings_are_written_as_sarif_too(folder: Path) -> None:
    said = step(VALIDATE, folder, BIN, paths="some more", sarif="findings.sarif")
    assert said.returncode == 1
    assert json.loads((folder / "findings.sarif").read_text("utf-8"))["runs"][0][
        "results"
    ]
    assert (
        step(
            VALIDATE,
            folder,
            BIN,
            paths="good.xml",
            sarif="no/such/folder/findings.sarif",
        ).returncode
        != 0
    )


@pytest.mark.slow
def test_it_installs_the_version_that_it_is_itself(folder: Path) -> None:
    (folder / "temp").mkdir()
    said = step(INSTALL, folder, BIN)
    assert said.returncode == 0, said.stderr
    programs = Path((folder / "path").read_text("utf-8").strip())
    assert programs.is_relative_to(folder / "temp")
    variables = {
        name: value for name, value in os.environ.items() if name != "PYTHONPATH"
    }
    version = subprocess.run(
        [programs / "communique", "--version"],
        env=variables,
        capture_output=True,
        check=True,
    )
    assert version.stdout.decode() == run([BIN / "communique", "--version"]).stdout
    assert step(VALIDATE, folder, programs, paths="good.xml").returncode == 0
