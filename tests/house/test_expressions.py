"""No regular expression takes time that grows with the square of a text: by its form, whatever it
is tried on.
"""

import ast
import builtins
import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.house.checkout import SOURCE, modules
from tests.house.expressions import faults

SEARCHES = {"search", "split", "findall", "finditer", "sub", "subn"}
FUNCTIONS = SEARCHES | {"compile", "match", "fullmatch"}

# By module and name (or function): why an expression is fit although it does not look so.
FIT = {
    "formats/html/packed.py text": "it reads only the script of this package, whose comments all end",
    "formats/html/packed.py style": "it reads only the style sheets of this package, whose comments all end",
    "lines/__init__.py _LINES": "what ends the repeat is always there: the end of a line or of the text",
    "rules/iri.py _WORK": "no IRI is tried that is longer than 1,000 characters",
}
# Made of the data of languages when they are first used, or of a record's values: tests of linear
# time look at them.
MADE = {
    "acts/leads.py",
    "acts/measure_words.py",
    "core/expressions.py",
    "detect/mentions/documents.py",
    "detect/mentions/union.py",
    "acts/phrasebook.py",
    "rules/references.py",
}


class Expression(NamedTuple):
    """An expression: where it stands and under which name, and what it is, or None if only a run
    could tell.
    """

    module: str
    name: str
    pattern: str | bytes | None
    flags: int
    searched: bool
    whole: bool


class Names(dict[str, Any]):
    """The names of a module; what is known only when a function runs is some word."""

    def __missing__(self, name: str) -> Any:
        return getattr(builtins, name, "x")


def expressions(path: Path) -> Iterator[Expression]:
    """Every expression of a module that is given to a function of `re`, or to `compile_late`."""
    module = path.relative_to(SOURCE)
    tree = ast.parse(path.read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = {
        id(node.value): ast.unparse(node.targets[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
    }
    of = [
        (node, ast.unparse(node.func.value), node.func.attr)
        for node in calls
        if isinstance(node.func, ast.Attribute)
    ]
    used = {
        name: {function for _, other, function in of if other == name}
        for _, name, _ in of
    }
    late = [
        (node, "re", "compile")
        for node in calls
        if isinstance(node.func, ast.Name) and node.func.id == "compile_late"
    ]
    for node, name, function in [*of, *late]:
        if name == "re" and function in FUNCTIONS:
            own = named.get(id(node), function)
            found = _given(module, node)
            uses = used.get(own, set()) | {function}
            whole = "fullmatch" in uses or uses == {"compile"}
            yield Expression(
                module.as_posix(), own, *found, bool(uses & SEARCHES), whole
            )


def _given(module: Path, node: ast.Call) -> tuple[str | bytes | None, int]:
    """The pattern and the flags of a call."""
    dotted = ".".join(("communique", *module.with_suffix("").parts)).removesuffix(
        ".__init__"
    )
    names = Names(vars(importlib.import_module(dotted)))
    flags = next(
        (each for each in node.args[1:] if re.match(r"re\.[A-Z]", ast.unparse(each))),
        ast.Constant(0, lineno=1, col_offset=0),
    )
    try:
        pattern, said = (
            eval(compile(ast.Expression(each), "", "eval"), {}, names)
            for each in (node.args[0], flags)
        )
        re.compile(pattern, said)
    except Exception:  # noqa: BLE001 - what only a run could tell
        return None, 0
    return pattern, int(said)


@cache
def every() -> list[Expression]:
    """Those of all modules, which are imported for it: not while tests are collected, which each
    worker does.
    """
    return [
        each
        for path in modules()
        if path.name != "__main__.py"
        for each in expressions(path)
    ]


@cache
def wrong() -> dict[str, list[str]]:
    """What is wrong with which expressions."""
    return {
        f"{each.module} {each.name}": found
        for each in every()
        if each.pattern is not None
        and (
            found := faults(
                each.pattern, each.flags, searched=each.searched, whole=each.whole
            )
        )
    }


def test_no_expression_repeats_what_another_repeat_beside_it_can_match() -> None:
    unknown = {name: found for name, found in wrong().items() if name not in FIT}
    assert unknown == {}


def test_what_is_excused_needs_it() -> None:
    found = wrong()
    assert FIT.keys() - found.keys() == set()


def test_every_expression_is_looked_at() -> None:
    assert len(every()) > 100
    assert {each.module for each in every() if each.pattern is None} == MADE


@pytest.mark.parametrize("pattern", [
    r"a*a*x", r"#\s+(.*?)\s*#*$", r"(a+)+x", r"(?:a+b?)*x", r"(\s+REV\s*)*x", r"\s*\n\s*x", r".*,.*x", r"(a|b)*[ab]*x",
    r"\w+(?:-?\w+)*x", r"(?i)a*A+x", r"\d+(?:\.\d+)?\d*x", r"[^\]]*.*x", r"a*(?:b|a*)x", r"(?:x(?:a+)?)?a*y",
])  # fmt: skip
def test_slow_forms_are_seen(pattern: str) -> None:
    assert faults(pattern)


@pytest.mark.parametrize("pattern", [
    r"\d+(?:\.\d+)*", r"\s*+(?::\s*+)?x", r"[^,]*,.*x", r"(?:\d+-)*\d+", r"\w+\s+\w+", r"a{1,9}a{1,9}", r"(?:(?:a)+b)+", r"#+ (?!#).*",
    r"(?>a+)a", r"[a-z]*[A-Z]*x", r"\[[^\[\]]*\]",
])  # fmt: skip
def test_quick_forms_are_left_alone(pattern: str) -> None:
    assert faults(pattern) == []


@pytest.mark.parametrize(
    "pattern", [r"\s+$", r"\[[^\]]*\]", r"\w+-", r"<!--.*?-->", r"(\w+):"]
)
def test_a_search_that_begins_again_within_a_repeat_is_seen(pattern: str) -> None:
    assert faults(pattern, searched=True)
    assert faults(pattern) == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"\s+",
        r"(?<!\s)\s+$",
        r"\[[^\[\]]*\]",
        r"\b\w+-",
        r"^\s+$",
        r"\w+\s*",
        r"(?<![^\W\d_])[^\W\d_]+\Z",
    ],
)
def test_a_search_that_begins_at_few_places_is_left_alone(pattern: str) -> None:
    assert faults(pattern, searched=True) == []
