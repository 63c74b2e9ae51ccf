"""A package adds a format, a rule and a command by entry points; what is broken in one is a finding
or a sentence.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.house.checkout import ROOT, run

pytestmark = pytest.mark.slow

TEXT = "Declaration of the Ports\n\n1. WE LIGHT THE LAMPS OF THE PORT.\n\n2. We trim the wicks.\n"
Call = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example package, as pip installs it."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    done = run(
        [
            *pip,
            "--no-deps",
            "--no-build-isolation",
            "--target",
            folder,
            ROOT / "tests" / "plugin",
        ]
    )
    assert done.returncode == 0, done.stderr
    return folder


def add(folder: Path, package: str, points: str, module: str) -> None:
    """Put a package with entry points and one module into a folder on the path."""
    metadata = folder / f"{package}-2.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {package}\nVersion: 2.0\n"
    )
    (metadata / "entry_points.txt").write_text(points)
    (folder / f"{package}.py").write_text(module)


@pytest.fixture
def call(tmp_path: Path) -> Call:
    """Run `communique` with folders of packages on the path, in a folder with the text."""
    (tmp_path / "ports.txt").write_text(TEXT)

    def called(*words: str, folders: tuple[Path, ...] = ()) -> CompletedProcess[str]:
        known = [*map(str, folders), *filter(None, [os.environ.get("PYTHONPATH")])]
        return run(
            [sys.executable, "-m", "communique", *words],
            folder=tmp_path,
            variables={"PYTHONPATH": os.pathsep.join(known)},
        )

    return called


def test_its_format_is_written_by_name_and_by_ending(
    call: Call, installed: Path
) -> None:
    said = call("convert", "-q", "ports.txt", "--to", "minutes", folders=(installed,))
    assert said.stdout.splitlines()[1:] == [
        "1. WE LIGHT THE LAMPS OF THE PORT.",
        "2. We trim the wicks.",
    ]
    done = call(
        "convert", "-q", "ports.txt", "-o", "ports.minutes", folders=(installed,)
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_its_rule_is_held_listed_and_chosen(call: Call, installed: Path) -> None:
    said = call("validate", "ports.txt", folders=(installed,))
    assert "MIN001 no-shouting: paragraph 1. is in capitals" in said.stdout
    assert "MIN001" in call("rules", folders=(installed,)).stdout
    ignored = call("validate", "ports.txt", "--ignore", "MIN001", folders=(installed,))
    assert "MIN001" not in ignored.stdout
    assert "MIN001" not in call("validate", "ports.txt").stdout


def test_its_command_is_in_the_help_and_runs(call: Call, installed: Path) -> None:
    assert "communique-minutes 1.0" in call("--help", folders=(installed,)).stdout
    said = call("minutes", "ports.txt", folders=(installed,))
    assert said.stdout.endswith("2. We trim the wicks.\n")
    assert call("minutes", "ports.txt").returncode == 2


RAISING = """
from dataclasses import replace
from communique import RULES
from communique.core.diagnostics import Code, Severity

def check(record):
    raise RuntimeError("out of coal")

RULE = replace(RULES[0], code=Code("BRK001", "broken", Severity.ERROR, "it breaks"), check=check)
"""


@pytest.mark.parametrize(
    ("points", "module", "problem"),
    [
        (
            "[communique.rules]\nBRK001 = broken:RULE\n",
            RAISING,
            "RuntimeError: out of coal",
        ),
        ("[communique.rules]\nBRK001 = broken:RULE\n", "1 / 0", "ZeroDivisionError"),
        ("[communique.rules]\nBRK001 = broken:RULE\n", "RULE = 1", "is not a Rule"),
        (
            "[communique.formats]\nbroken = broken:FORMAT\n",
            "1 / 0",
            "ZeroDivisionError",
        ),
        (
            "[communique.formats]\nbroken = broken:FORMAT\n",
            "FORMAT = 1",
            "is not a Format",
        ),
    ],
)
def test_a_broken_rule_or_format_is_a_finding_and_breaks_nothing(
    call: Call, tmp_path: Path, points: str, module: str, problem: str
) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    add(folder, "broken", points, module)
    said = call("validate", "ports.txt", folders=(folder,))
    assert said.returncode == call("validate", "ports.txt").returncode
    assert "RUN007 broken-plugin" in said.stdout
    assert problem in said.stdout
    assert (
        call("convert", "-q", "ports.txt", "--to", "json", folders=(folder,)).returncode
        == 0
    )


def test_a_broken_command_is_a_sentence(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    add(folder, "broken", "[communique.commands]\nbreak = broken:command\n", "1 / 0")
    assert call("--help", folders=(folder,)).returncode == 0
    said = call("break", folders=(folder,))
    assert said.returncode == 2
    assert "'break' of broken 2.0 cannot be loaded: ZeroDivisionError" in said.stderr


@pytest.mark.parametrize(
    ("points", "module", "words"),
    [
        (
            "[communique.formats]\njson = other:FORMAT\n",
            "from communique import Format\nFORMAT = Format('json', ('.x',), 'x')",
            ("convert", "ports.txt", "--to", "other"),
        ),
        (
            "[communique.commands]\nshow = other:show\n",
            "import click\nshow = click.Command('show')",
            ("--help",),
        ),
    ],
)
def test_two_of_one_name_are_an_error_that_names_both(
    call: Call, tmp_path: Path, points: str, module: str, words: tuple[str, ...]
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    add(folder, "other", points, module)
    said = call(*words, folders=(folder,))
    assert said.returncode == 2
    assert "one of communique and one of other 2.0" in said.stderr


def test_two_packages_with_one_rule_are_an_error_that_names_both(
    call: Call, tmp_path: Path, installed: Path
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    add(folder, "other", "[communique.rules]\nMIN001 = other:RULE\n", "RULE = 1")
    said = call("validate", "ports.txt", folders=(installed, folder))
    assert said.returncode == 2
    assert "communique-minutes 1.0" in said.stderr + said.stdout
    assert "other 2.0" in said.stderr + said.stdout
