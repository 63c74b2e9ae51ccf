import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.running import run

from communique.checking.codes import every_code
from communique.core.bundle import shipped
from communique.core.diagnostics import Code
from communique.rules.fixers import FIXERS


def is_explained(code: Code) -> bool:
    """Tell whether `explain` says what a code means, and whether it allows no verdict."""
    said = run("explain", code.code)
    says_no_verdict = "no verdict" in said.out
    return (
        said.status == 0 and code.summary in said.out and says_no_verdict is code.fatal
    )


def test_every_code_is_explained() -> None:
    assert [code.code for code in every_code() if not is_explained(code)] == []


def test_a_name_is_explained_as_its_code_is() -> None:
    offenders = [
        code.name
        for code in every_code()
        if run("explain", code.name) != run("explain", code.code)
    ]
    assert offenders == []


def test_a_misspelt_code_is_answered_by_the_nearest() -> None:
    said = run("explain", "duplicate-ied")
    assert (said.status, said.out) == (2, "")
    assert (
        said.err
        == "communique: unknown code or name 'duplicate-ied'; did you mean duplicate-eid?\n"
    )


def test_what_can_be_mended_is_said() -> None:
    assert (
        "  validate --fix can fix some of these in Akoma Ntoso files\n"
        in run("explain", "EID004").out
    )
    assert "--fix" not in run("explain", "NUM001").out
    assert "  warning  fix  an eId is not in the form" in run("rules").out


def test_rules_are_listed_one_in_a_line() -> None:
    said = run("rules")
    assert said.status == 0
    assert [line.split()[0] for line in said.out.splitlines()] == [
        each.code for each in every_code()
    ]


def test_rules_are_listed_for_programs() -> None:
    rows = json.loads(run("rules", "--output-format", "json").out)
    assert [each["code"] for each in rows] == [each.code for each in every_code()]
    assert [
        json.loads(run("explain", each["name"], "--output-format", "json").out)
        for each in rows[::7]
    ] == rows[::7]
    assert {row["code"] for row in rows if row["fixable"]} == FIXERS.keys()


@pytest.mark.slow
def test_where_python_drops_docstrings_that_is_said_and_no_fault_or_damage() -> None:
    for words, status, sentence in (
        ("explain NUM001", 0, b"Why: Python's option -OO leaves this out."),
        (
            f"data verify {Path(str(shipped('data'))).parent}",
            0,
            b"files as they should be",
        ),
    ):
        process = subprocess.run(
            [sys.executable, "-OO", "-m", "communique", *words.split()],
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert process.returncode == status
        assert sentence in process.stdout + process.stderr
