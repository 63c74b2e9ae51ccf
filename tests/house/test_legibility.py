"""The code gets no denser: each measure of each package stays at or below its ceiling.

A ceiling is what was measured when it was last lowered: `python -m tests.house.legibility --lower`.
"""

import json

import pytest
from tests.house.legibility import CEILINGS, measured, values_now


def test_no_package_is_denser_than_its_ceilings_allow() -> None:
    allowed = json.loads(CEILINGS.read_text("utf-8"))
    over = []
    for package, values in values_now().items():
        assert package in allowed, (
            "a new package: python -m tests.house.legibility --lower"
        )
        for name, value in values.items():
            if value > allowed[package][name]:
                over.append((package, name, value, allowed[package][name]))
    assert over == []


@pytest.mark.parametrize(
    ("code", "measure", "value"),
    [
        ("x = 1 if a else 2 if b else 3\n", "nested conditionals", 1),
        ("x = 1 if a else 2\n", "nested conditionals", 0),
        ("for x in y if a else ():\n    pass\n", "loops over a conditional", 1),
        ("x = [y for y in (a if b else [])]\n", "loops over a conditional", 1),
        ("a, b = 1, 2\n", "assignments of several to several", 1),
        ("a, b = c\n", "assignments of several to several", 0),
        (f"x = '{'a' * 120}'\n", "lines over 120 columns", 1),
        (f"x = 'https://{'a' * 120}'\n", "lines over 120 columns", 0),
        ("x: Any = 1\n", "lines with Any", 1),
        ("x = 1\n", "nodes per statement", 4),
        ("x = 1\n", "tokens per line", 3),
        ('"""A docstring."""\nimport a\n', "tokens per line", 0),
        ("def f():\n    return a and b or c\n", "largest complexity", 3),
        ("def f():\n    return [x for x in y if x]\n", "largest complexity", 3),
    ],
)
def test_a_measure_counts_what_it_names(code: str, measure: str, value: float) -> None:
    assert measured(code).values()[measure] == value


def test_a_function_inside_a_function_counts_for_itself() -> None:
    code = "def f():\n    def g():\n        if a:\n            pass\n"
    assert sorted(measured(code).complexities) == [1, 2]
