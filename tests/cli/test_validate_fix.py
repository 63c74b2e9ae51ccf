"""`communique validate --fix` and `--diff`, as a user runs them."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.running import run, start
from tests.samples import declaration

import communique.core.atomic
from communique.documents import write


@pytest.fixture
def bad_xml(good_xml: Path) -> Path:
    """The good file with an eId that is not that of the convention, among formatting of its own."""
    text = (
        good_xml.read_text("utf-8")
        .replace('"para_4', '"para_9')
        .replace("<meta>", "<!-- our own --><meta >")
    )
    text = text.replace(
        '<paragraph eId="para_9"', "<paragraph\n\t eId = 'para_9' "
    ).replace("\n", "\r\n")
    good_xml.write_bytes(b"\xef\xbb\xbf" + text.encode())
    return good_xml


@pytest.fixture
def swapped_xml(tmp_path: Path) -> Path:
    """The sample declaration as Akoma Ntoso, with the eIds of two paragraphs swapped."""
    text = write(declaration(), "akn")
    text = (
        text.replace('"para_3', '"para_X')
        .replace('"para_4', '"para_3')
        .replace('"para_X', '"para_4')
    )
    path = tmp_path / "swapped.xml"
    path.write_text(text, "utf-8", newline="\n")
    return path


def test_the_file_is_mended_and_what_was_untouched_stays(bad_xml: Path) -> None:
    before = bad_xml.read_bytes()
    said = run("validate", "--fix", bad_xml)
    assert (said.status, said.out) == (0, f"{bad_xml}: valid\n")
    assert said.err == f"{bad_xml}: fixed 1 finding (EID004 1)\n"
    assert bad_xml.read_bytes() == before.replace(b"para_9", b"para_4")


def test_a_second_time_there_is_nothing_to_do(swapped_xml: Path) -> None:
    assert (
        run("validate", "--fix", swapped_xml).err
        == f"{swapped_xml}: fixed 2 findings (EID004 2)\n"
    )
    before = swapped_xml.read_bytes(), swapped_xml.stat().st_mtime_ns
    assert run("validate", "--fix", swapped_xml).err == ""
    assert before == (swapped_xml.read_bytes(), swapped_xml.stat().st_mtime_ns)


def test_a_diff_is_printed_and_nothing_is_changed(
    bad_xml: Path, good_json: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bad_xml.parent)
    before = bad_xml.read_bytes()
    said = start("validate", "--diff", bad_xml.name, good_json.name)
    assert (said.status, bad_xml.read_bytes()) == (1, before)
    assert said.err == f"{bad_xml.name}: would fix 1 finding (EID004 1)\n"
    outside = {**os.environ, "GIT_CEILING_DIRECTORIES": str(bad_xml.parent.parent)}
    subprocess.run(
        ["git", "apply", "-p0", "-"], input=said.out.encode(), env=outside, check=True
    )
    assert bad_xml.read_bytes() == before.replace(b"para_9", b"para_4")


def test_without_anything_to_mend_the_diff_is_empty_and_the_status_0(
    good_json: Path, good_text: Path
) -> None:
    said = run("validate", "--diff", good_json, good_text, "--language", "en")
    assert (said.status, said.out, said.err) == (0, "", "")


def test_the_diff_of_what_cannot_be_read_has_status_2(
    swapped_xml: Path, tmp_path: Path
) -> None:
    (tmp_path / "torn.xml").write_text("<a")
    assert run("validate", "--diff", swapped_xml, tmp_path / "torn.xml").status == 2
    assert run("validate", "--diff", tmp_path / "missing.xml").status == 2


def test_standard_input_can_be_diffed_and_not_fixed(swapped_xml: Path) -> None:
    data = swapped_xml.read_bytes()
    said = run("validate", "--diff", "-", stdin=data)
    assert (said.status, said.out.startswith("--- <stdin>\n+++ <stdin>\n")) == (1, True)
    assert run("validate", "--fix", "-", stdin=data).status == 2


@pytest.mark.parametrize(
    "words",
    [
        ("--fix", "--diff"),
        ("--fix", "--cross", "a", "b"),
        ("--diff", "--cross", "a", "b"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    words: tuple[str, ...], swapped_xml: Path
) -> None:
    before = swapped_xml.read_bytes()
    said = run("validate", swapped_xml, *words)
    assert (said.status, said.out, swapped_xml.read_bytes()) == (2, "", before)


def test_what_is_left_decides_the_exit_status(swapped_xml: Path) -> None:
    swapped_xml.write_text(
        swapped_xml.read_text("utf-8").replace("1 March 2024", "2 April 2024"), "utf-8"
    )
    said = run(
        "validate",
        "--fix",
        "--fail-on",
        "warning",
        "--output-format",
        "json",
        swapped_xml,
    )
    left = json.loads(said.out)["files"][0]["findings"]
    assert (said.status, "EID004" in {each["code"] for each in left}, "DAT001" in {each["code"] for each in left}) == (
        1, False, True,
    )  # fmt: skip


def test_only_what_is_selected_is_mended(swapped_xml: Path) -> None:
    before = swapped_xml.read_bytes()
    assert run("validate", "--fix", "--select", "REF", swapped_xml).status == 0
    assert swapped_xml.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ("--select", "MET"),
        ("--ignore", "EID"),
        ("--select", "MET", "--jobs", "2"),
        ("--ignore", "EID", "--jobs", "2"),
    ],
)
def test_what_is_not_chosen_is_not_mended_however_many_processes_look(
    words: tuple[str, ...], bad_xml: Path, tmp_path: Path
) -> None:
    bad_xml.write_bytes(
        bad_xml.read_bytes().replace(
            b'FRBRcountry value="xx"', b'FRBRcountry value="XX"'
        )
    )
    other = tmp_path / "other.xml"
    shutil.copy(bad_xml, other)
    assert b'value="XX"' in other.read_bytes()
    run("validate", "--fix", *words, bad_xml, other)
    for path in (bad_xml, other):
        assert b"para_9" in path.read_bytes()
        assert b'value="XX"' not in path.read_bytes()


def test_quiet_says_nothing_of_what_was_mended(swapped_xml: Path) -> None:
    said = run("validate", "-q", "--fix", swapped_xml)
    assert (said.status, said.out, said.err) == (0, "", "")


def test_a_whole_folder_is_mended(swapped_xml: Path, bad_xml: Path) -> None:
    said = run("validate", "--fix", swapped_xml.parent)
    assert sorted(said.err.splitlines()) == [
        f"{bad_xml}: fixed 1 finding (EID004 1)", f"{swapped_xml}: fixed 2 findings (EID004 2)"
    ]  # fmt: skip


# --- what can go wrong
# -----------------------------------------------------------------------------------------------


def test_a_link_stays_one_and_permissions_stay(swapped_xml: Path) -> None:
    swapped_xml.chmod(0o640)
    link = swapped_xml.parent / "link.xml"
    link.symlink_to(swapped_xml.name)
    assert run("validate", "--fix", link).status == 0
    assert link.is_symlink()
    assert swapped_xml.stat().st_mode & 0o777 == 0o640
    assert run("validate", "--diff", swapped_xml).status == 0


def one_sentence(said_err: str, path: Path, reason: str) -> None:
    assert said_err.splitlines() == [f"communique: {path}: not fixed: {reason}"]


def test_a_read_only_file_is_left_and_the_next_one_mended(
    swapped_xml: Path, bad_xml: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swapped_xml.chmod(0o444)
    before = swapped_xml.read_bytes()
    monkeypatch.setattr(
        os,
        "access",
        lambda path, _: os.fspath(path) != os.fspath(swapped_xml.resolve()),
    )  # root may write
    said = run("validate", "--fix", swapped_xml, bad_xml)
    assert (said.status, swapped_xml.read_bytes()) == (2, before)
    assert said.err.splitlines() == [
        f"communique: {swapped_xml}: not fixed: permission denied", f"{bad_xml}: fixed 1 finding (EID004 1)",
    ]  # fmt: skip
    assert "EID004" in said.out


@pytest.mark.skipif(os.name == "nt", reason="there is no limit on the size of files")
def test_a_full_disk_leaves_the_file_as_it_was(swapped_xml: Path) -> None:
    before = swapped_xml.read_bytes()
    words = [sys.executable, "-m", "communique", "validate", "--fix", str(swapped_xml)]
    size = (len(before) // 1024) - 1
    command = f"trap '' XFSZ; ulimit -f {size}; exec \"$@\""
    unmeasured = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("COVERAGE")
    }  # it writes too
    said = subprocess.run(
        ["bash", "-c", command, "-", *words],
        capture_output=True,
        check=False,
        timeout=120,
        env=unmeasured,
    )
    assert (said.returncode, swapped_xml.read_bytes()) == (2, before)
    one_sentence(said.stderr.decode(), swapped_xml, "file too large")
    assert [path.name for path in swapped_xml.parent.iterdir()] == [swapped_xml.name]


KILLED = """
import os, signal, sys
import communique.core.atomic as atomic
os.fsync = lambda _: os.kill(os.getpid(), signal.{signal})
from communique.__main__ import main
sys.argv = ["communique", "validate", "--fix", sys.argv[1]]
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="processes are not ended by signals")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_a_kill_in_the_middle_leaves_the_file_as_it_was(
    name: str, swapped_xml: Path
) -> None:
    before = swapped_xml.read_bytes()
    said = subprocess.run(
        [sys.executable, "-c", KILLED.format(signal=name), swapped_xml],
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert said.returncode == (130 if name == "SIGINT" else -getattr(signal, name))
    assert b"Traceback" not in said.stderr
    assert swapped_xml.read_bytes() == before
    assert (
        run("validate", "--fix", swapped_xml).status == 0
    )  # what was left beside it is in nobody's way
    assert run("validate", "--diff", swapped_xml).status == 0


def test_a_file_that_somebody_else_changes_meanwhile_is_left_alone(
    swapped_xml: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = communique.core.atomic._stage

    def changed(target: Path, data: bytes) -> Path:
        swapped_xml.write_text("{}")
        return stage(target, data)

    monkeypatch.setattr(communique.core.atomic, "_stage", changed)
    said = run("validate", "--fix", swapped_xml)
    assert (said.status, swapped_xml.read_text()) == (2, "{}")
    one_sentence(
        said.err, swapped_xml, "the file changed since it was read, and is left alone"
    )


@pytest.mark.slow
def test_of_processes_that_mend_one_file_each_leaves_it_mended_or_says_why_not(
    swapped_xml: Path, tmp_path: Path
) -> None:
    copies = [swapped_xml]
    for at in range(12):  # more files, more chances to meet
        copies.append(tmp_path / f"copy-{at}.xml")
        shutil.copy(swapped_xml, copies[-1])
    words = [sys.executable, "-m", "communique", "validate", "--fix", *map(str, copies)]
    several = [
        subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    said = [(*each.communicate(timeout=120), each.returncode) for each in several]
    fixed = 0
    for _, err, status in said:
        lines = err.decode().splitlines()
        fixed += sum("fixed 2 findings" in line for line in lines)
        refused = [line for line in lines if "fixed 2 findings" not in line]
        assert all(line.endswith("left alone") for line in refused), refused
        assert status == (2 if refused else 0)
    assert fixed == len(copies)
    assert run("validate", "--diff", *copies).status == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        path.name for path in copies
    )


def test_the_installed_command_mends(swapped_xml: Path) -> None:
    command = Path(sys.executable).with_name("communique")
    said = subprocess.run(
        [command, "validate", "--fix", swapped_xml],
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert said.returncode == 0
    assert said.stderr.decode() == f"{swapped_xml}: fixed 2 findings (EID004 2)\n"
