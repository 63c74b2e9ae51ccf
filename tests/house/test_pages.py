"""The documentation: its links lead somewhere, its examples run, what they print is what it says
they print.
"""

import doctest
import json
import re
import shlex
import subprocess
import tomllib
import unicodedata
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from tests.house.checkout import BIN, ROOT, pages, run

from communique import formats
from communique.cli import communique
from communique.formats import FORMATS
from communique.rules.rule import Profile

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(
    r"(?:^<!-- not run: (?P<reason>[^\n]+) -->\n\n?)?"
    r"^```(?P<language>\w*)(?: title=\"(?P<title>[^\"\n]+)\")?\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
COMMAND = re.compile(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
ALONE = re.compile(r"communique [^*?\[\]{}$|<>&;()`~#!\\\n]+")
"""A command that a shell would start as it is written."""
PACKAGE = Path(formats.__file__).parents[1]
"""The package that runs the examples: that of the checkout, or one that is installed."""
SURROUNDINGS = {"NO_COLOR": "1", "COLUMNS": "120"}
TARGET = re.compile(r"\bmake ([a-z]+)\b")


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path, *languages: str) -> list[str]:
    found = FENCE.finditer(page.read_text("utf-8"))
    return [block["body"] for block in found if block["language"] in languages]


def titled(page: Path, title: str) -> str:
    """The block of a page with this title."""
    found = FENCE.finditer(page.read_text("utf-8"))
    return next(block["body"] for block in found if block["title"] == title)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and Python-Markdown make them."""
    text = FENCE.sub("", page.read_text("utf-8"))
    found = set()
    for heading in HEADING.findall(text):
        plain = unicodedata.normalize(
            "NFKD", re.sub(r"[`*]|\[|\]\([^)]*\)", "", heading)
        )
        words = re.sub(r"[^\w\s-]", "", plain).strip().lower()
        found.update({re.sub(r"\s", "-", words), re.sub(r"[-\s]+", "-", words)})
    return found


def test_a_link_leads_to_a_file_and_a_heading_that_exist() -> None:
    found = {page: anchors(page) for page in pages()}
    broken = []
    for page in found:
        for link in LINK.findall(FENCE.sub("", page.read_text("utf-8"))):
            path, _, anchor = link.partition("#")
            target = (page.parent / path).resolve() if path else page
            if not re.match(r"[a-z]+:", link) and (
                not target.exists()
                or (anchor and target.suffix == ".md" and anchor not in found[target])
            ):
                broken.append(f"{name(page)}: {link}")
    assert broken == []


SHELL = ("sh", "console")
PYTHON = ("python", "pycon")
TUTORIALS = ROOT / "docs" / "tutorials"
IN_CHECKOUT = PACKAGE.is_relative_to(ROOT)
EXAMPLES = [
    page
    for page in pages()
    if blocks(page, *SHELL, *PYTHON) and not (IN_CHECKOUT and page.parent == TUTORIALS)
]
"""Tutorials are run from what is installed: see test_wheel."""


@pytest.mark.slow
@pytest.mark.parametrize("page", EXAMPLES, ids=name)
def test_the_examples_of_a_page_print_what_it_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In their order, in one folder, with the files whose blocks have a title. Tutorials begin in
    an empty folder; for other pages it has the `data`, `akn` and `schema` of a checkout.
    """
    if page.parent != TUTORIALS:
        for top in ("data", "akn", "schema"):
            (tmp_path / top).symlink_to(ROOT / top)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in FENCE.finditer(page.read_text("utf-8")):
        if block["title"]:
            path = tmp_path / block["title"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block["body"], "utf-8")
        elif block["reason"]:
            continue
        elif block["language"] in PYTHON:
            run_session(block["body"], names)
        elif block["language"] in SHELL:
            run_commands(block["body"], tmp_path)


def run_session(session: str, names: dict[str, object]) -> None:
    examples = doctest.DocTestParser().get_doctest(session, names, "page", "page", 0)
    assert examples.examples, "a Python example is written as a session, with >>>"
    runner = doctest.DocTestRunner(
        optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    )
    said: list[str] = []
    runner.run(examples, out=said.append, clear_globs=False)
    assert runner.failures == 0, "".join(said)
    names.update(examples.globs)


def run_commands(session: str, folder: Path) -> None:
    commands = COMMAND.findall(session)
    assert commands, (
        "a shell example is written as a session, with $, or is marked: <!-- not run: why -->"
    )
    for command, expected in commands:
        said, status = (
            run_here(command)
            if ALONE.fullmatch(command)
            else run_in_shell(command, folder)
        )
        wanted = ".*".join(re.escape(piece) for piece in expected.rstrip().split("..."))
        assert re.fullmatch(wanted, said.rstrip(), re.DOTALL), f"$ {command}\n{said}"
        assert status == 0, (
            f"$ {command}; echo $?  # is the way to show another exit status"
        )


def run_here(command: str) -> tuple[str, int]:
    """What a command of ours prints that needs nothing of a shell, and its status: the program is
    not started anew for each.
    """
    result = CliRunner().invoke(
        communique, shlex.split(command)[1:], prog_name="communique", env=SURROUNDINGS
    )
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output, result.exit_code


def run_in_shell(command: str, folder: Path) -> tuple[str, int]:
    result = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={
            "PATH": f"{BIN}:/usr/bin:/bin",
            "PYTHONPATH": str(PACKAGE.parent),
            "PYTHONUTF8": "1",
            **SURROUNDINGS,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return result.stdout, result.returncode


@pytest.mark.parametrize(
    ("language", "parse"), [("json", json.loads), ("toml", tomllib.loads)]
)
def test_what_a_page_shows_of_data_is_well_formed(
    language: str, parse: Callable[[str], object]
) -> None:
    for page in pages():
        for block in blocks(page, language):
            parse(block)


def test_every_make_target_that_a_page_names_exists() -> None:
    targets = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    )
    for page in pages():
        code = "\n".join(
            [
                *re.findall(r"`([^`\n]+)`", FENCE.sub("", page.read_text("utf-8"))),
                *blocks(page, "sh", "console"),
            ]
        )
        assert set(TARGET.findall(code)) <= targets, name(page)


def test_the_readme_sets_up_a_checkout_with_two_commands() -> None:
    shell = blocks(ROOT / "README.md", *SHELL)
    commands = [
        [shlex.split(line, comments=True) for line in block.splitlines()]
        for block in shell
    ]
    assert [["make", "demo"], ["make", "test"]] in commands


def test_every_command_and_option_has_a_place_on_the_pages_about_them() -> None:
    pages = "".join(
        (ROOT / "docs" / f"{each}.md").read_text("utf-8")
        for each in ("command-line", "corpus", "editors")
    )
    whole = click.Context(communique)
    commands = {
        name: communique.get_command(whole, name)
        for name in communique.list_commands(whole)
    }
    within = [
        each
        for known in commands.values()
        if isinstance(known, click.Group)
        for each in known.commands.values()
    ]
    options = {
        name for known in (*commands.values(), *within) if known for each in known.params for name in each.opts if name.startswith("--")
    }  # fmt: skip
    assert [name for name in commands if f"`{name}`" not in pages] == []
    assert sorted(name for name in options if name not in pages) == []
    assert [each.name for each in FORMATS if f"`{each.name}`" not in pages] == []
    assert [each.value for each in Profile if f"`{each.value}`" not in pages] == []


def test_every_page_is_in_the_menu_of_the_site() -> None:
    menu = (ROOT / "mkdocs.yml").read_text("utf-8")
    docs = ROOT / "docs"
    listed = {
        docs / "rules" / name
        for name in re.findall(
            r"\]\(([A-Z]{3}\d{3}\.md)\)",
            (docs / "rules" / "index.md").read_text("utf-8"),
        )
    }
    found = [page for page in pages() if docs in page.parents and page not in listed]
    assert [
        page for page in found if page.relative_to(docs).as_posix() not in menu
    ] == []


def test_the_house_is_drawn_as_it_is_built() -> None:
    drawn = set(
        re.findall(
            r"^  +([a-z_0-9]+)(?:/|\.py)",
            (ROOT / "docs" / "design.md").read_text("utf-8"),
            re.MULTILINE,
        )
    )
    built = {
        path.stem
        for path in (ROOT / "src" / "communique").iterdir()
        if path.name not in {"__pycache__", "py.typed"}
    }
    assert built - drawn == set()


def test_the_citation_of_the_project_is_valid() -> None:
    words = [
        "--builtin-schema",
        "vendor.citation-file-format",
        "--no-cache",
        "CITATION.cff",
    ]
    result = run([BIN / "check-jsonschema", *words])
    assert result.returncode == 0, result.stdout


def test_one_version_stands_everywhere() -> None:
    version = run([BIN / "communique", "--version"]).stdout
    stated = re.search(
        r"^version: (.+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE
    )
    assert stated is not None
    assert stated[1] in version
