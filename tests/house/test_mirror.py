"""The unit tests mirror the package, file by file."""

import ast
from pathlib import Path

import pytest
from tests.house.checkout import ROOT, SOURCE, modules

UNIT = ROOT / "tests" / "unit"

# A module without a unit test of its own, and what holds it instead.
HELD_ELSEWHERE: dict[str, str] = {
    "__main__.py": "tests/cli starts it",
    "_version.py": "tests/house/test_pages.py compares it",
    "generate/__main__.py": "tests/unit/generate/test_init.py runs it",
}


def says_something(module: Path) -> bool:
    """Whether a module defines anything: one that only gathers names has nothing to test."""
    body = ast.parse(module.read_text("utf-8")).body
    return any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in body)


def where_tests_stand(module: Path) -> list[Path]:
    """Where the tests of a module may stand; those of a package's `__init__` stand beside it or bear its name."""
    where = module.relative_to(SOURCE)
    if where.name == "__init__.py":
        folder = where.parent
        return [UNIT / folder / "test_init.py", UNIT / folder / f"test_{folder.name}.py", UNIT / f"test_{folder}.py"]
    return [UNIT / where.parent / f"test_{where.stem.lstrip('_')}.py"]


@pytest.mark.parametrize(
    "module",
    [each for each in modules() if says_something(each)],
    ids=lambda module: str(module.relative_to(SOURCE)),
)
def test_a_module_has_tests_or_a_reason(module: Path) -> None:
    held = module.relative_to(SOURCE).as_posix() in HELD_ELSEWHERE
    assert held or any(path.exists() for path in where_tests_stand(module))


def test_a_unit_test_has_a_module() -> None:
    expected = {path for module in modules() for path in where_tests_stand(module)}
    assert [path.relative_to(UNIT) for path in UNIT.rglob("test_*.py") if path not in expected] == []


def test_a_reason_stands_only_for_a_module_that_exists() -> None:
    assert [name for name in HELD_ELSEWHERE if not (SOURCE / name).exists()] == []
