"""What is reported and what is not: selections, comments in the file."""

from pathlib import Path
from typing import Any

import pytest
from tests.cli.running import run
from tests.cli.test_validate import as_json
from tests.rules.documents import document, example
from tests.unit.checking.test_profiles import GAPS

from communique.rules import RULES


@pytest.fixture
def gaps(tmp_path: Path) -> Path:
    """A file with 25 gaps in its numbers."""
    path = tmp_path / "gaps.xml"
    path.write_bytes(document(GAPS))
    return path


def commented(path: Path, comment: str) -> None:
    """Put a comment before the last paragraph."""
    text = path.read_text("utf-8")
    at = text.rindex("<paragraph ")
    path.write_text(f"{text[:at]}<!-- {comment} -->{text[at:]}", "utf-8")


def codes(file: dict[str, Any]) -> set[str]:
    return {finding["code"] for finding in file["findings"]}


def test_a_selection_is_extended(gaps: Path) -> None:
    assert codes(as_json(gaps, "--select", "EID")["files"][0]) == set()
    assert codes(
        as_json(gaps, "--select", "EID", "--extend-select", "numbering-gap")["files"][0]
    ) == {"NUM001"}


def test_a_rule_is_asked_that_the_profile_leaves_out(tmp_path: Path) -> None:
    (rule,) = [each for each in RULES if each.code.code == "CNS002"]
    form, data = example(rule, rule.page.bad)
    path = tmp_path / (
        "bad.txt" if form == "text" else "bad.json" if form == "json" else "bad.xml"
    )
    path.write_bytes(data)
    assert "CNS002" not in codes(as_json(path, "--profile", "generic")["files"][0])
    (found,) = as_json(
        path, "--profile", "generic", "--extend-select", "CNS002", "--select", "CNS"
    )["files"][0]["findings"]
    assert (found["code"], found["severity"]) == ("CNS002", "warning")


def test_a_comment_ignores_a_finding_and_is_counted(gaps: Path) -> None:
    commented(gaps, "communique: ignore NUM001 - so it is printed")
    (file,) = as_json(gaps, "--select", "NUM001", "--max-findings", "100")["files"]
    assert len(file["findings"]) == 24
    assert [(each["by"], each["reason"]) for each in file["suppressed"]] == [
        ("comment", "so it is printed")
    ]
    assert run("validate", gaps, "--select", "NUM001").out.endswith(
        "valid (21 warnings; 1 ignored by comment)\n"
    )


@pytest.mark.parametrize(
    ("comment", "name"),
    [
        ("communique: ignore NUM001", "ignore-without-reason"),
        ("communique: ignore NTE001 - so it is printed", "unused-ignore"),
        ("communique: ignore NUM0001 - so it is printed", "wrong-ignore"),
    ],
)
def test_what_is_wrong_with_a_comment_is_a_finding_of_its_own(
    comment: str, name: str, gaps: Path
) -> None:
    commented(gaps, comment)
    (finding,) = [
        each for each in as_json(gaps)["files"][0]["findings"] if each["name"] == name
    ]
    assert finding["severity"] == "warning"
    assert name not in run("validate", gaps, "--ignore", name).out
