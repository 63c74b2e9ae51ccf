"""Commands run as a user runs them."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from communique.cli import communique


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


def run(*words: str | Path, stdin: bytes = b"") -> Said:
    """Run a command in this process. It ends in an exit status: whatever else it raises fails the
    test.
    """
    result = CliRunner().invoke(
        communique, [str(word) for word in words], input=stdin, prog_name="communique"
    )
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Said(result.exit_code, result.stdout, result.stderr)


def start(*words: str | Path, stdin: bytes = b"", **variables: str) -> Said:
    """Run a command in a process of its own; what it prints is read as UTF-8."""
    result = subprocess.run(
        [sys.executable, "-m", "communique", *map(str, words)],
        input=stdin,
        capture_output=True,
        env={**os.environ, **variables},
        check=False,
        timeout=120,
    )
    return Said(result.returncode, result.stdout.decode(), result.stderr.decode())
