import subprocess
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.core.source import Source
from communique.fixes.difference import unified


def test_no_difference_is_nothing() -> None:
    assert unified(Source("a", b"x\n"), Source("a", b"x\n")) == ""


@pytest.mark.parametrize(("old", "new"), [
    ("a\nb\nc\n", "a\nB\nc\n"), ("a\r\nb\r\nc", "a\r\nB\r\nc"), ("\ufeffa\nb", "\ufeffA\nb\n"), ("a\u2028b\x0cc\rd\n", "a\u2028b\x0cC\rd\n"),
    ("", "a\n"), ("a\n", ""), ("a", "a\n"), ("a\n\n\nb\n", "\na\n\nb\n\n"), ("".join(f"{at}\n" for at in range(30)), "".join(f"{at}\n" for at in range(30) if at != 15)),
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


def patched(old: str, diff: str) -> str:
    """The old text with the hunks of a diff made, each line of context checked."""
    lines, new, at = old.split("\n"), [], 0
    no_end = "\\ No newline at end of file"
    said = diff.split("\n")[2:-1]
    for number, line in enumerate(said):
        last = said[number + 1 : number + 2] == [no_end]
        if line.startswith("@@"):
            start, _, size = line.split()[1][1:].partition(",")
            first = int(start) - (size != "0")
            new += [f"{each}\n" for each in lines[at:first]]
            at = first
        elif line != no_end:
            if line[0] in " -":
                assert lines[at] == line[1:]
                at += 1
            if line[0] in " +":
                new.append(line[1:] + ("" if last else "\n"))
    rest = lines[at:]
    return "".join(new) + "\n".join(rest)


TEXTS = st.lists(
    st.sampled_from(["a", "b", "c", "d\r", "", "{", "}"]), max_size=30
).map("\n".join)


@given(TEXTS, TEXTS)
def test_the_hunks_make_the_new_text_of_the_old(old: str, new: str) -> None:
    diff = unified(Source("a", old.encode()), Source("a", new.encode()))
    assert (diff == "") is (old == new)
    if diff:
        assert patched(old, diff) == new


def test_many_like_lines_take_no_time_that_grows_with_their_square() -> None:
    old = "".join(f'{{\n"eid": "para_{at}",\n"marks": []\n}},\n' for at in range(4000))
    new = "".join(
        f'{{\n"eid": "para_{at + 1}",\n"marks": []\n}},\n' for at in range(4000)
    )
    missing = "".join('{\n"marks": []\n},\n' for at in range(4000))
    start = process_time()
    for other in (new, missing):
        unified(Source("a", old.encode()), Source("a", other.encode()))
    assert process_time() - start < 5  # by difflib alone it takes minutes
