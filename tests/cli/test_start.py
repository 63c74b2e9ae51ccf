"""What a command imports before it does anything: the help and completion wait for no part of the
library.
"""

import json
from pathlib import Path

import pytest
from tests.house.checkout import ROOT, python
from tools.generate.completions import make

from communique.catalogues import CATALOGUES
from communique.checking.settings import OUTPUT_FORMATS
from communique.cli import COMMANDS, options, validate
from communique.core.source import MAX_DEPTH, MAX_SECONDS
from communique.formats import FORMATS
from communique.rules.rule import LIMIT, Profile

OWN = {
    "communique._version",
    "communique.__main__",
    "communique.core",
    "communique.core.errors",
    "communique.core.bundle",
}
"""The modules of communique that may be loaded besides those of the command line."""
HEAVY = ("pydantic", "lxml", "hashlib", "importlib.resources")

LOADED = (
    "import contextlib, io, sys\n"
    "from communique.__main__ import main\n"
    "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):\n"
    "    main()\n"
    "print(*sorted(sys.modules))\n"
)


def loaded(words: list[str], **variables: str) -> set[str]:
    """The modules that a call of the command line has loaded when it ends."""
    setting = "".join(
        f"os.environ[{name!r}] = {value!r}\n" for name, value in variables.items()
    )
    code = f"import os, sys\n{setting}sys.argv = ['communique', *{words!r}]\n{LOADED}"
    return set(python(code).split())


def needless(modules: set[str]) -> list[str]:
    """The modules that a call without work need not load."""
    heavy = {
        each for each in modules if each.partition(".")[0] in HEAVY or each in HEAVY
    }
    library = {each for each in modules if each.startswith("communique.")} - OWN
    return sorted(
        heavy | {each for each in library if not each.startswith("communique.cli")}
    )


@pytest.mark.parametrize(
    "words", [["--version"], ["--help"], *([name, "--help"] for name in COMMANDS)]
)
def test_help_loads_the_command_line_and_nothing_else(words: list[str]) -> None:
    # The list of commands has those of other packages, which the standard library finds.
    allowed = (
        {"communique.core.plugins", "importlib.resources"}
        if words == ["--help"]
        else set()
    )
    assert [each for each in needless(loaded(words)) if each not in allowed] == []


@pytest.mark.parametrize(
    ("typed", "position"),
    [
        ("communique con", "1"),
        ("communique convert --la", "2"),
        ("communique explain NUM", "2"),
        ("communique show eu-c", "2"),
        ("communique validate --select NUM", "3"),
    ],
)
def test_completion_loads_the_command_line_and_nothing_else(
    typed: str, position: str
) -> None:
    variables = {
        "_COMMUNIQUE_COMPLETE": "bash_complete",
        "COMP_WORDS": typed,
        "COMP_CWORD": position,
    }
    assert needless(loaded([], **variables)) == []


def test_the_copies_of_lists_are_the_lists() -> None:
    assert list(options.READABLE) == [each.name for each in FORMATS if each.reads]
    assert options.DEPTH == MAX_DEPTH
    assert options.SECONDS == MAX_SECONDS
    assert list(validate.PROFILES) == [str(each) for each in Profile]
    assert validate.OUTPUT_FORMATS == OUTPUT_FORMATS
    assert validate.LANGUAGES == CATALOGUES
    shown = next(
        each for each in validate.validate.params if each.name == "max_findings"
    )
    assert shown.show_default == str(LIMIT)  # type: ignore[attr-defined]  # it is an option


def test_the_completed_codes_are_all_codes() -> None:
    for path, content in make(ROOT).items():
        assert json.loads((ROOT / path).read_bytes()) == json.loads(content)
    assert Path(ROOT / "src/communique/cli/codes.json").is_file()
