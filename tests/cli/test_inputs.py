"""What is checked: files, folders, patterns, standard input; and what is said to be skipped."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.running import run, start
from tests.office import docx, p


def test_a_folder_is_all_that_can_be_read_in_it(
    good_json: Path, good_xml: Path, tmp_path: Path
) -> None:
    (tmp_path / "picture.png").write_bytes(b"")
    said = run("validate", tmp_path)
    assert said.out == f"{good_json}: valid\n{good_xml}: valid\n"
    assert (
        said.err
        == f"skipped 1 (its extension is not that of a format): {tmp_path}/picture.png\n"
    )
    assert run("validate", "-q", tmp_path).err == ""


def test_a_folder_with_nothing_to_read_has_no_verdict(tmp_path: Path) -> None:
    assert run("validate", tmp_path).status == 2


def test_a_pattern_that_the_shell_left_as_it_is_is_expanded(
    good_json: Path, good_xml: Path, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    good_xml.rename(tmp_path / "in" / "good.xml")
    said = start("validate", tmp_path / "**" / "good.*")
    assert said.out == f"{good_json}: valid\n{tmp_path}/in/good.xml: valid\n"
    said = run("validate", tmp_path / "*.xml")
    assert said.status == 2
    assert "no file matches this pattern" in said.out


def test_what_is_named_twice_is_checked_once(good_json: Path, tmp_path: Path) -> None:
    assert (
        run("validate", good_json, tmp_path, good_json).out == f"{good_json}: valid\n"
    )


def test_links_out_of_a_folder_and_pipes_are_said_to_be_skipped(
    good_json: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "out.json").symlink_to(good_json)
    (folder / "up").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.json")
    said = run("validate", folder)
    assert said.status == 2
    assert said.err.splitlines() == [
        f"skipped 2 (a link out of the folder, or to a folder): {folder}/out.json, {folder}/up",
        f"skipped 1 (not a regular file): {folder}/pipe.json",
    ]


@pytest.mark.parametrize("name", ["draft.json", "drafts/draft.json"])
def test_standard_input_has_the_name_that_it_is_given(
    good_json: Path, name: str
) -> None:
    said = run("validate", "-", "--stdin-filename", name, stdin=good_json.read_bytes())
    assert (said.status, said.out) == (0, f"{name}: valid\n")


def test_the_ending_of_the_name_of_standard_input_counts(good_json: Path) -> None:
    assert (
        run(
            "validate", "-", "--stdin-filename", "a.xml", stdin=good_json.read_bytes()
        ).status
        == 2
    )


def at_terminal(*words: str | Path) -> tuple[str, str]:
    """What a command prints on standard output and, where that is a terminal, on standard error."""
    terminal, end = os.openpty()
    command = [sys.executable, "-m", "communique", *map(str, words)]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=end, check=False, timeout=120
    )
    os.close(end)
    said = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # nobody has the other end any more
            break
        if not piece:
            break
        said += piece
    os.close(terminal)
    return done.stdout.decode(), said.decode()


def test_a_terminal_is_shown_how_far_the_call_is_and_nothing_of_it_stays(
    good_json: Path, good_xml: Path, good_text: Path, tmp_path: Path
) -> None:
    files = (good_json, good_xml, good_text)
    out, said = at_terminal(
        "validate", *files, "--ignore", "DET", "--output-format", "concise"
    )
    assert out == "".join(f"{path}: valid\n" for path in files)
    assert "1 of 3" in said
    assert "2 of 3" in said
    assert said.endswith("\r\x1b[2K")
    assert at_terminal("validate", good_json)[1] == ""
    assert at_terminal("validate", *files, "-q")[1] == ""


def test_what_is_no_terminal_is_shown_no_progress(
    good_json: Path, good_xml: Path
) -> None:
    assert start("validate", good_json, good_xml).err == ""


def test_a_place_in_a_file_that_holds_a_text_is_shown_in_that_text(
    tmp_path: Path,
) -> None:
    page = "<!doctype html><p>Declaration of the Ports</p>\n\n\n<ol><li>We will meet.</li><li>We will write.</li><li value=7>We will sail.</li></ol>"
    (tmp_path / "a.html").write_text(page, "utf-8")
    (tmp_path / "a.docx").write_bytes(
        docx(
            p("Declaration of the Ports")
            + p("1. We meet.")
            + p("2. We write.")
            + p("7. We will sail.")
        )
    )
    for name in ("a.html", "a.docx"):
        said = run("validate", "--output-format", "full", tmp_path / name).out
        assert "7 | 7. We will sail." in said
        assert said.endswith("valid (1 warning)\n")
