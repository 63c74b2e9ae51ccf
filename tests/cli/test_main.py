import os
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from tests.cli.running import run, start

from communique import cli
from communique._version import __version__
from communique.cli import communique
from communique.formats import FORMATS, Format
from communique.formats import json as native

MODULES = [
    import_module(f"communique.cli.{path.stem}")
    for path in Path(cli.__file__).parent.glob("[!_]*.py")
]
DEFINED = {
    name: value
    for module in MODULES
    for name, value in vars(module).items()
    if isinstance(value, click.Command) and value is not communique
}
WITHIN = [
    each
    for group in DEFINED.values()
    if isinstance(group, click.Group)
    for each in group.commands.values()
]
COMMANDS = sorted(
    name.replace("_", "-") for name, value in DEFINED.items() if value not in WITHIN
)


def test_without_arguments_the_help_is_printed() -> None:
    said = run()
    assert (said.status, said.err) == (0, "")
    assert said.out == run("--help").out == run("-h").out
    assert all(f"\n  {command} " in said.out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    said = run(command, "--help")
    assert said.status == 0
    assert said.out.startswith(f"Usage: communique {command}")


def test_the_help_names_the_formats_that_there_are() -> None:
    names = [each.name for each in FORMATS if each.reads]
    assert f"{', '.join(names[:-1])} or {names[-1]}" in run(
        "convert", "--help"
    ).out.replace("\n" + " " * 22, " ")


def test_the_version_is_printed_by_the_module_and_by_the_command() -> None:
    assert (
        run("--version").out == start("--version").out == f"communique {__version__}\n"
    )


NOT_KNOWN = (["--nonsense"], ["nonsense"], ["validate", "--nonsense", "a"])


def test_what_is_not_known_is_a_usage_error() -> None:
    """One call in a process of its own; the others are handled by the same code."""
    for said in (*(run(*words) for words in NOT_KNOWN), start(*NOT_KNOWN[-1])):
        assert (said.status, said.out) == (2, "")
        assert "nonsense" in said.err
        assert "Traceback" not in said.err


def breaks(*_: object) -> None:
    raise RuntimeError("the roof fell in")


def test_a_fault_is_one_sentence_and_no_verdict(
    good_json: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(native, "write", breaks)
    said = run("convert", good_json)
    assert (said.status, said.out) == (2, "")
    assert said.err.splitlines()[-1].startswith(
        "communique: the writer of json failed: RuntimeError: the roof fell in;"
    )
    import_module("communique.checking.json")  # imported now, it would keep what breaks
    monkeypatch.setattr(native, "read", breaks)
    said = run("convert", good_json)
    assert (said.status, said.out) == (2, "")
    assert "RUN002" in said.err
    said = run("validate", "--output-format", "concise", good_json)
    assert said.status == 2
    assert said.out.startswith(f"{good_json}: error RUN002 engine-fault: ")


def test_a_fault_is_shown_whole_when_that_is_asked_for(
    good_json: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(native, "write", breaks)
    monkeypatch.setenv("COMMUNIQUE_DEBUG", "1")
    with pytest.raises(RuntimeError, match="the roof fell in"):
        run("convert", good_json)


def test_an_interruption_is_quiet(
    good_json: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Format, "read", interrupted)
    said = run("convert", good_json)
    assert (said.status, said.out, said.err) == (130, "", "")


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
def test_an_interrupted_process_leaves_no_traceback() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "communique", "convert", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    process.stdin.write(b" " * 300_000)  # more than a pipe holds: now it reads
    process.stdin.flush()
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")


@pytest.mark.skipif(os.name != "posix", reason="pipes are those of POSIX")
@pytest.mark.parametrize(
    "words", ["rules", "convert big.json", "validate --output-format json big.json"]
)
def test_nobody_reading_is_no_fault(
    words: str, good_json: Path, tmp_path: Path
) -> None:
    text = good_json.read_text("utf-8").replace("Harbour", "Harbour " * 100_000)
    (tmp_path / "big.json").write_text(text, "utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as nobody:
        process = subprocess.run(
            [sys.executable, "-m", "communique", *words.split()],
            cwd=tmp_path,
            stdout=nobody,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert process.returncode == 141
    assert b"Error" not in process.stderr
    assert b"Traceback" not in process.stderr


@pytest.mark.skipif(os.name != "posix", reason="the shell is that of POSIX")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("--help > /dev/full", "no space left on device"),
        ("show eu-clasi-2023 > /dev/full", "no space left on device"),
        ("show eu-clasi-2023 >&-", "standard output is closed"),
        ("label - <&-", "standard input is closed"),
    ],
)
def test_a_stream_that_is_closed_or_full_is_said(words: str, sentence: str) -> None:
    process = subprocess.run(
        f"{sys.executable} -m communique {words}",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (process.returncode, process.stdout, process.stderr) == (
        2,
        "",
        f"communique: {sentence}\n",
    )


@pytest.mark.skipif(os.name != "posix", reason="the shell is that of POSIX")
def test_what_is_said_of_a_call_never_stands_among_its_results() -> None:
    process = subprocess.run(
        f"{sys.executable} -m communique show nothing 2>&-",
        shell=True,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (process.returncode, process.stdout) == (2, b"")


def test_colours_are_for_terminals_that_want_them(good_json: Path) -> None:
    program = (
        "import pty, os, sys\n"
        "status = pty.spawn([sys.executable, '-m', 'communique', 'validate', sys.argv[1]])\n"
        "sys.exit(os.waitstatus_to_exitcode(status))"
    )
    bad = good_json.with_name("bad.json")
    bad.write_text(
        good_json.read_text("utf-8").replace('"para_4"', '"para_3"'), "utf-8"
    )
    shown = {}
    for no_colour in ("", "1"):
        environment = {**os.environ, "NO_COLOR": no_colour}
        shown[no_colour] = subprocess.run(
            [sys.executable, "-c", program, str(bad)],
            capture_output=True,
            env=environment,
            check=False,
            timeout=60,
        )
    assert b"\x1b[" in shown[""].stdout
    assert b"\x1b[" not in shown["1"].stdout
    assert {each.returncode for each in shown.values()} == {1}


def test_every_command_that_is_defined_can_be_called() -> None:
    assert sorted(cli.COMMANDS) == COMMANDS


def test_a_misspelled_command_gets_the_names_most_like_it() -> None:
    assert "No such command 'promise'. Did you mean promises?" in run("promise").err
    assert "Did you mean" not in run("xyzzy").err
