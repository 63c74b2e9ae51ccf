"""A case is a folder: `source.txt`, the bytes read, and beside it all that is to come of them.

`outline.txt`: the structure, written by hand before the reader ran. `expected.json`,
`expected.xml`: the record. `expected.findings`: what is said about it. `hints.json` and
`options.json` (`{"language": "sl"}`) may be given.

`pytest tests/golden --update-golden` writes what the reader gives now, and shows what changed.
"""

import difflib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tests.golden.outline import outline

from communique.core.diagnostics import Diagnostic
from communique.core.source import Source
from communique.draft import Parsed, ReadOptions
from communique.formats import format_named

HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("*/source.txt"))
REQUIRED = {
    "source.txt",
    "outline.txt",
    "expected.json",
    "expected.xml",
    "expected.findings",
}
OPTIONAL = {"hints.json", "options.json"}


@cache
def read(case: str) -> Parsed:
    """What the reader makes of a case: read once, however many tests look at it."""
    folder = HERE / case
    options = folder / "options.json"
    hints = folder / "hints.json"
    given = json.loads(options.read_text("utf-8")) if options.exists() else {}
    return format_named("text").read(
        Source("source.txt", (folder / "source.txt").read_bytes()),
        ReadOptions(language=given.get("language"), hints=Source("hints.json", hints.read_bytes()) if hints.exists() else None),
    )  # fmt: skip


def finding(found: Diagnostic) -> str:
    at = f"{found.span.line}:{found.span.column}" if found.span else "-"
    return f"{at} {found.severity} {found.code.code} {found.code.name}: {found.message}"


def products(parsed: Parsed) -> Iterator[tuple[str, str]]:
    """Each file of a case, as it would be written now."""
    declaration = parsed.require()
    yield "outline.txt", "\n".join(outline(declaration)) + "\n"
    yield "expected.findings", "".join(f"{finding(each)}\n" for each in parsed.findings)
    yield "expected.json", format_named("json").write(declaration)
    yield "expected.xml", format_named("akn").write(declaration)


def difference(file: Path, now: str) -> str:
    if not file.exists():
        return "there was none"
    before = file.read_bytes().decode()
    lines = difflib.unified_diff(
        before.splitlines(), now.splitlines(), "as it was", "as it is", lineterm="", n=1
    )
    return "\n".join(lines) or ("" if before == now else "line ends differ")


@pytest.mark.parametrize("case", CASES)
def test_a_case_comes_out_as_it_did(case: str, request: pytest.FixtureRequest) -> None:
    changed = {}
    for name, now in products(read(case)):
        file = HERE / case / name
        changes = difference(file, now)
        if changes:
            changed[name] = changes
            if request.config.getoption("update_golden"):
                file.write_bytes(now.encode())
    report = "\n".join(f"{case}/{name}\n{changes}" for name, changes in changed.items())
    if changed and request.config.getoption("update_golden"):
        terminal = request.config.pluginmanager.get_plugin("terminalreporter")
        if terminal is not None:
            terminal.write(f"\n{report}\n")
        return
    assert not changed, report


@pytest.mark.parametrize("case", CASES)
def test_the_ledger_of_a_case_adds_up_and_nothing_is_left_over(case: str) -> None:
    ledger = read(case).ledger
    assert ledger.balanced
    assert ledger.left_over == 0


def test_every_case_is_complete() -> None:
    offenders: dict[str, list[str]] = {}
    for case in CASES:
        there = {path.name for path in (HERE / case).iterdir()} - OPTIONAL
        if there != REQUIRED:
            offenders[case] = sorted(there ^ REQUIRED)
    assert offenders == {}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", ["json", "akn"])
def test_what_a_case_holds_is_read_back_equal(case: str, name: str) -> None:
    declaration = read(case).require()
    written = format_named(name).write(declaration)
    assert (
        format_named(name).read(Source(f"{case}.{name}", written.encode())).require()
        == declaration
    )


def test_there_are_cases() -> None:
    assert len(CASES) > 40
