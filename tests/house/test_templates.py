"""What is said has a value for each brace of its template, and none too many: a message must not
fail where it is needed.
"""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

from tests.house.checkout import SOURCE, modules


def said(module: Path) -> Iterator[tuple[int, set[str], set[str]]]:
    """Each template of a module: its line, the names in its braces, the values that it is given."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        differs = isinstance(node.func, ast.Attribute) and node.func.attr == "differs"
        if not differs and not (
            isinstance(node.func, ast.Name) and node.func.id in ("say", "count")
        ):
            continue
        texts = [
            each.value
            for each in node.args
            if isinstance(each, ast.Constant) and isinstance(each.value, str)
        ]
        names = {
            name
            for text in texts
            for _, name, _, _ in string.Formatter().parse(text)
            if name
        }
        values = {each.arg for each in node.keywords if each.arg is not None}
        values = (
            values - {"quote"} | {"name"} if differs else values
        )  # what `Pair.differs` is given besides, and adds
        if all(each.arg is not None for each in node.keywords):
            yield node.lineno, names, values


def test_a_template_has_the_values_that_it_names() -> None:
    wrong = [
        (f"{module.relative_to(SOURCE)}:{line}", names ^ values)
        for module in modules()
        for line, names, values in said(module)
        if (names ^ values) - {"n"}
    ]
    assert wrong == []
