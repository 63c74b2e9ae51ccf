"""Public names have words that say what they give."""

import ast
import doctest
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from tests.house.checkout import ROOT, SOURCE, modules

VAGUE = {"utils", "util", "common", "base", "helper", "helpers", "manager", "misc"}


def dotted(module: Path) -> str:
    parts = ["communique", *module.relative_to(SOURCE).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def undocumented(node: ast.Module | ast.ClassDef, prefix: str) -> Iterator[str]:
    """The public classes, functions and methods without a docstring."""
    for child in node.body:
        if not isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or child.name.startswith("_"):
            continue
        name = f"{prefix}{child.name}"
        overload = any("overload" in ast.unparse(decorator) for decorator in child.decorator_list)
        if not overload and ast.get_docstring(child) is None:
            yield name
        if isinstance(child, ast.ClassDef):
            yield from undocumented(child, f"{name}.")


@pytest.mark.parametrize("module", modules(), ids=dotted)
def test_every_public_name_is_documented(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    assert ast.get_docstring(tree) is not None
    assert list(undocumented(tree, "")) == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert {module.stem for module in modules()} & VAGUE == set()


@pytest.mark.parametrize("module", [each for each in modules() if ">>> " in each.read_text("utf-8")], ids=dotted)
def test_the_examples_in_docstrings_are_true(module: Path) -> None:
    result = doctest.testmod(import_module(dotted(module)), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.attempted > 0
    assert result.failed == 0


def test_every_name_of_the_public_face_is_in_the_reference() -> None:
    reference = (ROOT / "docs" / "api.md").read_text("utf-8")
    public = import_module("communique").__all__
    assert [name for name in public if f"`{name}`" not in reference] == []
