"""The unit tests mirror the package, file by file."""

import ast
from pathlib import Path

import pytest
from tests.house.checkout import ROOT, SOURCE, modules

UNIT = ROOT / "tests" / "unit"

# What has no unit test file of its own, a module or a room, and the tests that hold it instead.
HELD_BY: dict[str, str] = {
    "__main__.py": "tests/cli",  # every command is started
    "_version.py": "tests/house/test_pages.py",
    "formats/akn/": "tests/laws/test_round_trip.py",  # its two doors are `read` and `write`
    "formats/__init__.py": "tests/laws/test_formats.py",
    "testing/": "tests/laws/test_round_trip.py",  # what the strategies draw is written and read by every law
    "generate/__main__.py": "tests/unit/generate",
    "validate/xsd.py": "tests/laws/test_round_trip.py",  # every document that is written is valid by it
    "lsp/server.py": "tests/cli/test_lsp.py",  # it is started, and spoken with
    "cli/": "tests/cli",  # a command has no logic of its own: its input, its output, its status
    "rule.py": "tests/rules",  # every rule is made by it
    "validate/profiles.py": "tests/rules",
    "validate/cross/__init__.py": "tests/unit/validate/test_cross.py",  # with the modules of its room
    "generate/rule_pages.py": "tests/unit/generate",  # its pages are held for drift
    "rules/": "tests/rules",  # each rule's Bad and Good, and a mutation that makes it speak
}


def says_something(module: Path) -> bool:
    """Whether a module defines anything: one that only gathers names has nothing to test."""
    body = ast.parse(module.read_text("utf-8")).body
    return any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in body)


def where_tests_stand(module: Path) -> list[Path]:
    """Where the tests of a module may stand: in a file of its name, or of its room's name beside the room.

    Those of a package's `__init__` stand beside the others or bear the package's name.
    """
    where = module.relative_to(SOURCE)
    if where.name == "__init__.py":
        folder = where.parent
        return [UNIT / folder / "test_init.py", UNIT / folder / f"test_{folder.name}.py", UNIT / f"test_{folder}.py"]
    return [
        UNIT / where.parent / f"test_{where.stem.lstrip('_')}.py",
        UNIT / where.parent.parent / f"test_{where.parent.name}.py",
    ]


def held_elsewhere(module: Path) -> bool:
    where = module.relative_to(SOURCE).as_posix()
    return any(where == name or (name.endswith("/") and where.startswith(name)) for name in HELD_BY)


@pytest.mark.parametrize(
    "module",
    [each for each in modules() if says_something(each)],
    ids=lambda module: str(module.relative_to(SOURCE)),
)
def test_a_module_has_tests_or_a_reason(module: Path) -> None:
    assert held_elsewhere(module) or any(path.exists() for path in where_tests_stand(module))


def test_a_unit_test_has_a_module() -> None:
    expected = {path for module in modules() for path in where_tests_stand(module)}
    assert [path.relative_to(UNIT) for path in UNIT.rglob("test_*.py") if path not in expected] == []


def test_what_holds_a_module_instead_exists_and_so_does_the_module() -> None:
    for name, tests in HELD_BY.items():
        assert (SOURCE / name).exists(), name
        assert (ROOT / tests).exists(), tests
