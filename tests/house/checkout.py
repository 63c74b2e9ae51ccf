"""The checkout that the house tests look at."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "communique"
BIN = Path(sys.executable).parent


def modules() -> list[Path]:
    """Every module of the package."""
    return sorted(SOURCE.rglob("*.py"))


def pages() -> list[Path]:
    """Every page of documentation: those at the top, those of the site, those that stand beside
    data and schema.
    """
    folders = ("", "docs", "data", "schema", "akn", "tests", "benchmarks")
    found = {
        page for folder in folders if folder for page in (ROOT / folder).rglob("*.md")
    }
    return sorted(found | set(ROOT.glob("*.md")))


def run(
    command: Sequence[str | Path],
    *,
    folder: Path = ROOT,
    variables: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end; standard output and standard error are captured as UTF-8."""
    environment = {
        **os.environ,
        "PYTHONUTF8": "1",
        "NO_COLOR": "1",
        **(variables or {}),
    }
    return subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )


def python(program: str, *, folder: Path = ROOT) -> str:
    """What a program prints in a fresh interpreter of this environment; it is a failure for it to
    fail.
    """
    result = run([sys.executable, "-c", program], folder=folder)
    assert result.returncode == 0, result.stderr
    return result.stdout
