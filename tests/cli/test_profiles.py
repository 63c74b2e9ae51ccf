import json
from pathlib import Path

import pytest
from tests.cli.running import run
from tests.rules.documents import document

GAPS = "".join(
    f'<paragraph eId="para_{n}"><num>{n}.</num><content><p>We meet.</p></content></paragraph>'
    for n in range(5, 55, 2)
)


@pytest.fixture
def gaps(tmp_path: Path) -> Path:
    """A file with 25 gaps in its numbers."""
    path = tmp_path / "gaps.xml"
    path.write_bytes(document(GAPS))
    return path


def test_a_profile_makes_a_finding_graver_or_lighter(gaps: Path) -> None:
    strict = run(
        "validate",
        gaps,
        "--select",
        "NUM001",
        "--profile",
        "council",
        "--output-format",
        "json",
    )
    assert strict.status == 1
    lax = run("validate", gaps, "--select", "NUM001", "--output-format", "json")
    assert json.loads(lax.out)["files"][0]["profile"] == "declaration"
    assert lax.status == 0
    assert {
        finding["severity"] for finding in json.loads(lax.out)["files"][0]["findings"]
    } == {"warning"}


def test_so_many_findings_of_a_rule_are_shown_and_the_rest_counted(gaps: Path) -> None:
    few = run(
        "validate",
        gaps,
        "--select",
        "NUM001",
        "--max-findings",
        "2",
        "--output-format",
        "concise",
    ).out
    assert few.count("numbering-gap") == 3
    assert "23 more like this" in few


def test_a_finding_names_its_page(gaps: Path) -> None:
    content = json.loads(
        run("validate", gaps, "--select", "NUM001", "--output-format", "json").out
    )
    assert {finding["url"] for finding in content["files"][0]["findings"]} == {
        "rules/NUM001.md"
    }


def test_an_unknown_profile_is_a_usage_error(gaps: Path) -> None:
    said = run("validate", gaps, "--profile", "akn4xx")
    assert said.status == 2
    assert "akn4un" in said.err


def test_a_rule_is_explained_with_reason_remedy_and_examples() -> None:
    said = run("explain", "numbering-gap").out
    assert all(
        word in said
        for word in (
            "NUM001",
            "Why:",
            "Fix:",
            "Bad:",
            "Good:",
            "council error",
            "rules/NUM001.md",
        )
    )
