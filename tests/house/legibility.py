"""How densely the code is written: what a reader has to keep in mind on one line and in one
function.

`python -m tests.house.legibility` prints a row for each package. With `--lower` it writes the
ceilings that the tests hold the code to (`ceilings.json`). A ceiling only falls: one that the code
exceeds stays.
"""

import argparse
import ast
import io
import json
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.house.checkout import SOURCE, modules

CEILINGS = Path(__file__).with_name("ceilings.json")
COMPLEX = 15
"""A function over this complexity counts as complex."""
WIDE = 120
"""A line over this number of columns counts as wide, unless it holds an address."""
NOT_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}
SIMPLE = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Return, ast.Expr, ast.Raise)
BRANCHES = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.IfExp,
    ast.ExceptHandler,
    ast.match_case,
)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass
class Measures:
    """Counts over some modules."""

    lines: int = 0
    tokens: int = 0
    statements: int = 0
    nodes: int = 0
    complexities: list[int] = field(default_factory=list)
    nested_conditionals: int = 0
    loops_over_conditionals: int = 0
    several_to_several: int = 0
    wide_lines: int = 0
    lines_with_any: int = 0

    def add(self, other: "Measures") -> None:
        """Add what was counted in other modules."""
        self.lines += other.lines
        self.tokens += other.tokens
        self.statements += other.statements
        self.nodes += other.nodes
        self.complexities += other.complexities
        self.nested_conditionals += other.nested_conditionals
        self.loops_over_conditionals += other.loops_over_conditionals
        self.several_to_several += other.several_to_several
        self.wide_lines += other.wide_lines
        self.lines_with_any += other.lines_with_any

    def values(self) -> dict[str, float]:
        """Each measure by its name; of all of them a smaller value is a better one."""
        functions = max(1, len(self.complexities))
        complex_functions = sum(value > COMPLEX for value in self.complexities)
        return {
            "nodes per statement": round(self.nodes / max(1, self.statements), 2),
            "tokens per line": round(self.tokens / max(1, self.lines), 2),
            "percent of functions over complexity 15": round(
                100 * complex_functions / functions, 2
            ),
            "largest complexity": max(self.complexities, default=0),
            "nested conditionals": self.nested_conditionals,
            "loops over a conditional": self.loops_over_conditionals,
            "assignments of several to several": self.several_to_several,
            "lines over 120 columns": self.wide_lines,
            "lines with Any": self.lines_with_any,
        }


def is_docstring(node: ast.AST) -> bool:
    """Whether a statement is a string alone: a docstring, or the text below an assignment."""
    if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Constant):
        return False
    return isinstance(node.value.value, str)


def lines_aside(tree: ast.Module) -> set[int]:
    """The lines of docstrings and imports, which are not code to read."""
    aside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom) or is_docstring(node):
            assert isinstance(node, ast.stmt)
            aside.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return aside


def nodes_of_function(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes inside a function, without those of the functions inside it."""
    waiting = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if isinstance(node, FUNCTIONS):
            continue
        yield node
        waiting.extend(ast.iter_child_nodes(node))


def complexity(function: ast.AST) -> int:
    """One, and one more for each place where a function can go two ways."""
    count = 1
    for node in nodes_of_function(function):
        if isinstance(node, BRANCHES):
            count += 1
        elif isinstance(node, ast.comprehension):
            count += 1 + len(node.ifs)
        elif isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
    return count


def is_empty(node: ast.expr) -> bool:
    """Whether an expression is an empty tuple, list or string, or None."""
    if isinstance(node, ast.Tuple | ast.List):
        return not node.elts
    return isinstance(node, ast.Constant) and node.value in {"", None}


def is_nested_conditional(node: ast.AST) -> bool:
    """Whether a conditional expression has another one as a branch."""
    if not isinstance(node, ast.IfExp):
        return False
    return isinstance(node.body, ast.IfExp) or isinstance(node.orelse, ast.IfExp)


def loops_over_conditional(node: ast.AST) -> bool:
    """Whether a loop or comprehension runs over `values if condition else ()`."""
    if not isinstance(node, ast.For | ast.comprehension):
        return False
    over = node.iter
    return isinstance(over, ast.IfExp) and (
        is_empty(over.body) or is_empty(over.orelse)
    )


def assigns_several_to_several(node: ast.AST) -> bool:
    """Whether a statement assigns several values to several names: `a, b = x, y`."""
    if not isinstance(node, ast.Assign):
        return False
    return isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple)


def count_tokens(text: str, aside: set[int], measures: Measures) -> None:
    """Count the tokens of code, and the lines that hold any."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in NOT_CODE or token.start[0] in aside:
            continue
        measures.tokens += 1
        lines.update(range(token.start[0], token.end[0] + 1))
        if token.type == tokenize.NAME and token.string == "Any":
            measures.lines_with_any += 1
    measures.lines += len(lines)


def measured(text: str) -> Measures:
    """What one module's text counts."""
    tree = ast.parse(text)
    measures = Measures()
    count_tokens(text, lines_aside(tree), measures)
    for line in text.splitlines():
        measures.wide_lines += len(line) > WIDE and "://" not in line
    for node in ast.walk(tree):
        if isinstance(node, FUNCTIONS):
            measures.complexities.append(complexity(node))
        if isinstance(node, SIMPLE) and not is_docstring(node):
            measures.statements += 1
            measures.nodes += sum(1 for _ in ast.walk(node))
        measures.nested_conditionals += is_nested_conditional(node)
        measures.loops_over_conditionals += loops_over_conditional(node)
        measures.several_to_several += assigns_several_to_several(node)
    return measures


def package_of(module: Path) -> str:
    """The package that a module is counted in; `.` for those directly in `communique`."""
    inside = module.relative_to(SOURCE).parts
    return inside[0] if len(inside) > 1 else "."


def by_package() -> dict[str, Measures]:
    """The measures of each package, and under `all` of all together."""
    found: dict[str, Measures] = defaultdict(Measures)
    for module in modules():
        measures = measured(module.read_text("utf-8"))
        found[package_of(module)].add(measures)
        found["all"].add(measures)
    return dict(sorted(found.items()))


def values_now() -> dict[str, dict[str, float]]:
    """Each measure of each package; of all together also how many tokens there are."""
    now: dict[str, dict[str, float]] = {}
    for package, measures in by_package().items():
        now[package] = measures.values()
        if package == "all":
            now[package]["tokens"] = measures.tokens
    return now


def lowered(ceilings: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """The ceilings with each value that the code now stays below, and those of new packages."""
    fresh: dict[str, dict[str, float]] = {}
    for package, values in values_now().items():
        before = ceilings.get(package, {})
        fresh[package] = {
            name: min(value, before.get(name, value)) for name, value in values.items()
        }
    return fresh


def main() -> None:
    """Print the measures; lower the ceilings where that is asked for."""
    parser = argparse.ArgumentParser(description="How densely the code is written.")
    parser.add_argument("--lower", action="store_true", help="write lower ceilings")
    if parser.parse_args().lower:
        ceilings = json.loads(CEILINGS.read_text("utf-8")) if CEILINGS.exists() else {}
        CEILINGS.write_text(json.dumps(lowered(ceilings), indent=1) + "\n", "utf-8")
    for package, values in values_now().items():
        print(
            f"{package:12}",
            "  ".join(f"{name} {value:g}" for name, value in values.items()),
        )


if __name__ == "__main__":
    main()
