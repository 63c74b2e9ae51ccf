"""Public names have words that say what they give."""

import ast
import doctest
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from tests.house.checkout import SOURCE, modules

VAGUE = {"utils", "util", "common", "base", "helper", "helpers", "manager", "misc"}


def dotted(module: Path) -> str:
    parts = ["communique", *module.relative_to(SOURCE).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def undocumented(node: ast.Module | ast.ClassDef, prefix: str) -> Iterator[str]:
    """The public classes, functions and methods without a docstring."""
    for child in node.body:
        if not isinstance(
            child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        ) or child.name.startswith("_"):
            continue
        name = f"{prefix}{child.name}"
        overload = any(
            "overload" in ast.unparse(decorator) for decorator in child.decorator_list
        )
        if not overload and ast.get_docstring(child) is None:
            yield name
        if isinstance(child, ast.ClassDef):
            yield from undocumented(child, f"{name}.")


def test_every_public_name_is_documented() -> None:
    trees = {
        dotted(module): ast.parse(module.read_text("utf-8")) for module in modules()
    }
    assert [
        name for name, tree in trees.items() if ast.get_docstring(tree) is None
    ] == []
    assert [
        name
        for module, tree in trees.items()
        for name in undocumented(tree, f"{module}.")
    ] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert {module.stem for module in modules()} & VAGUE == set()


def test_the_examples_in_docstrings_are_true() -> None:
    shown = [
        dotted(module) for module in modules() if ">>> " in module.read_text("utf-8")
    ]
    results = {
        name: doctest.testmod(
            import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE
        )
        for name in shown
    }
    assert shown
    assert {
        name: result
        for name, result in results.items()
        if result.failed or not result.attempted
    } == {}
