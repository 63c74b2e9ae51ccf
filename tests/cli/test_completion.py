"""Completion, in a real bash at a terminal: what is there after Tab was pressed."""

import os
import pty
import select
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.running import run
from tests.house.checkout import BIN

from communique.rules import RULES

PATIENCE = 30.0


class Terminal:
    """An interactive bash."""

    def __init__(self, folder: Path) -> None:
        self.screen, end = pty.openpty()
        variables = {
            "PATH": f"{BIN}:{os.environ['PATH']}",
            "PS1": "$ ",
            "TERM": "dumb",
            "INPUTRC": "/dev/null",
        }
        self.process = subprocess.Popen(
            ["bash", "--noprofile", "--norc", "-i"],
            stdin=end,
            stdout=end,
            stderr=end,
            cwd=folder,
            env={**os.environ, **variables},
            start_new_session=True,
        )
        os.close(end)
        self.type(
            "bind 'set show-all-if-ambiguous on'; bind 'set page-completions off'\n"
        )
        self.type('eval "$(communique completion bash)"; echo rea""dy\n')
        self.see("ready")

    def type(self, keys: str) -> None:
        os.write(self.screen, keys.encode())

    def see(self, wanted: str) -> str:
        """All that is shown until the wanted words are."""
        shown, until = "", time.monotonic() + PATIENCE
        while wanted not in shown:
            ready, _, _ = select.select(
                [self.screen], [], [], max(0.0, until - time.monotonic())
            )
            assert ready, f"{wanted!r} is not in {shown!r}"
            shown += os.read(self.screen, 4096).decode()
        return shown

    def tab(self, typed: str, wanted: str) -> str:
        """What is shown after words and Tab, until what is wanted is; the line is then thrown away."""
        self.type(f"{typed}\t")
        shown = self.see(wanted)
        self.type("\x15")
        return shown

    def close(self) -> None:
        self.type("\x15exit\n")
        self.process.wait(PATIENCE)
        os.close(self.screen)


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    folder = tmp_path_factory.mktemp("folder")
    (folder / "harbour.json").write_text("{}", "utf-8")
    opened = Terminal(folder)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("communique val", "communique validate "),
        ("communique validate --no-conf", "--no-config "),
        ("communique validate --profile cou", "--profile council "),
        ("communique explain note-n", "explain note-never-called "),
        ("communique explain NTE004", "explain NTE004 "),
        ("communique validate --select MOD001,UNR", "--select MOD001,UNR001 "),
        ("communique show eu-c", "show eu-clasi-2023 "),
        ("communique diff harbour.json eu-c", "harbour.json eu-clasi-2023 "),
        ("communique validate harb", "validate harbour.json "),
        ("communique diff harb", "diff harbour.json "),
        ("communique convert -o harb", "-o harbour.json "),
        ("communique completion ba", "completion bash "),
    ],
)
def test_one_thing_that_begins_so_is_completed(
    terminal: Terminal, typed: str, wanted: str
) -> None:
    terminal.tab(typed, wanted)


def test_several_things_that_begin_so_are_listed(terminal: Terminal) -> None:
    codes = sorted(rule.code.code for rule in RULES if rule.code.code.startswith("NTE"))
    shown = terminal.tab("communique explain NTE", codes[-1])
    assert all(code in shown for code in codes)
    options = terminal.tab("communique new --", "--help")
    assert all(
        option in options
        for option in ("--title", "--language", "--kind", "--date", "--to", "--force")
    )


@pytest.mark.parametrize(
    ("shell", "begins"),
    [
        ("bash", "_communique_completion()"),
        ("zsh", "#compdef communique"),
        ("fish", "function _communique"),
    ],
)
def test_a_script_is_printed_for_each_shell(shell: str, begins: str) -> None:
    said = run("completion", shell)
    assert (said.status, said.err) == (0, "")
    assert said.out.lstrip().startswith(begins)


def test_other_shells_are_refused_by_name() -> None:
    said = run("completion", "csh")
    assert (said.status, said.out) == (2, "")
    assert "'csh'" in said.err
