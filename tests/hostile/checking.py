"""Files checked in a process of their own, in which nothing else may be done."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.house.checkout import ROOT

GUARDED = Path(__file__).with_name("guarded.py")


def suite(name: str, folder: str = "node/node_modules") -> Path:
    """A suite of others that `make suites` installs. Where it cannot be installed the test is
    skipped, and says so.
    """
    found = ROOT / "build" / folder / name
    if not found.exists():
        if shutil.which("npm") is None:
            pytest.skip(f"NOT TESTED: {name} comes by npm, which is not installed")
        pytest.fail(f"{name} is not installed: run `make suites`")
    return found


@dataclass(frozen=True)
class Checked:
    """What came of checking a file."""

    path: str
    format: str
    verdict: str
    codes: list[str]
    messages: list[str]
    seconds: float
    opened: list[str]


def check(files: Iterable[tuple[str, Path]], *, timeout: float = 300) -> list[Checked]:
    """What came of each file, by format and path. It is a failure for the process to end early or
    to print anything else.
    """
    wanted = "".join(f"{form} {path}\n" for form, path in files)
    result = subprocess.run(
        [sys.executable, GUARDED],
        input=wanted,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=timeout,
    )
    said = [Checked(**json.loads(line)) for line in result.stdout.splitlines()]
    assert (result.returncode, result.stderr) == (0, ""), (
        f"after {said[-1:]}: {result.stderr[-2000:]}"
    )
    assert len(said) == wanted.count("\n")
    return said
