"""`communique mcp` as a person calls it, and what the registry is told about it."""

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from tests.house.checkout import ROOT, python

from communique._version import __version__
from communique.mcp.problems import REMEDIES


def started(*options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "communique", "mcp", *map(str, options)],
        input="",
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_a_server_ends_with_its_input() -> None:
    said = started()
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


@pytest.mark.parametrize("options", [[], ["--http", "0"]])
def test_an_interrupt_ends_it(options: list[str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "communique", "mcp", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    if options:
        process.stderr.readline()
    else:
        message = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
        process.stdin.write(json.dumps(message).encode() + b"\n")
        process.stdin.flush()
        process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert process.wait(120) == 130
    assert b"Traceback" not in process.communicate()[1]


def test_a_folder_without_a_corpus_is_refused(tmp_path: Path) -> None:
    said = started("--corpus", tmp_path)
    assert said.returncode == 2
    assert "no corpus" in said.stderr


def test_a_port_that_is_taken_is_refused() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = started("--http", taken.getsockname()[1])
    assert said.returncode == 2
    assert "in use" in said.stderr


@pytest.mark.parametrize("missing", ["mcp", "uvicorn"])
def test_without_the_extra_a_sentence_says_what_to_install(missing: str) -> None:
    said = python(
        "import sys, contextlib\n"
        f"sys.modules[{missing!r}] = None\n"
        "from communique.__main__ import main\n"
        "sys.argv = ['communique', 'mcp', '--http', '0']\n"
        "sys.stderr = sys.stdout\n"
        "with contextlib.suppress(SystemExit): main()"
    )
    assert 'pip install "communique[mcp]"' in said


def test_the_page_lists_every_code_of_an_error() -> None:
    page = (ROOT / "docs" / "mcp.md").read_text("utf-8")
    assert [code for code in REMEDIES if f"`{code}`" not in page] == []


def test_the_registry_is_told_the_version_and_the_name_of_the_readme() -> None:
    server = json.loads((ROOT / "server.json").read_text("utf-8"))
    [package] = server["packages"]
    assert server["version"] == package["version"] == __version__
    assert len(server["description"]) <= 100
    assert f"mcp-name: {server['name']}" in (ROOT / "README.md").read_text("utf-8")
