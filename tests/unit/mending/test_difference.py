import subprocess
from pathlib import Path

import pytest

from communique.mending.difference import unified
from communique.source import Source


def test_no_difference_is_nothing() -> None:
    assert unified(Source("a", b"x\n"), Source("a", b"x\n")) == ""


@pytest.mark.parametrize(("old", "new"), [
    ("a\nb\nc\n", "a\nB\nc\n"), ("a\r\nb\r\nc", "a\r\nB\r\nc"), ("\ufeffa\nb", "\ufeffA\nb\n"), ("a\u2028b\x0cc\rd\n", "a\u2028b\x0cC\rd\n"),
    ("", "a\n"),
])  # fmt: skip
def test_git_makes_the_new_one_of_the_old(old: str, new: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(old.encode())
    text = unified(Source("a.xml", old.encode()), Source("a.xml", new.encode()))
    subprocess.run(
        ["git", "apply", "-p0", "--unidiff-zero", "--whitespace=nowarn", "-"], input=text.encode(), cwd=tmp_path, check=True,
        env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert path.read_bytes() == new.encode()
