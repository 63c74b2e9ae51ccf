"""Faults are put into a copy of the code, one at a time, and the tests should see each: `python
mutation.py CHECKOUT --out FILE`.

A sample with a seed, so that two versions of the tests meet the same faults. A checkout has its own
environment in `.venv`; its files are not touched.
"""

import argparse
import ast
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import asdict, dataclass
from pathlib import Path

PACKAGES = ("model", "draft", "detect", "formats/akn")
"""What is tried unless something else is named: folders or modules of `src/communique`."""
MEMORY = 6 << 30
"""Bytes that a process of the tests may ask for: a fault can also be a list that grows for ever."""

UNSHRUNK = """
from hypothesis import Phase, settings

def pytest_configure():
    settings.register_profile("unshrunk", settings.get_profile("ci"), phases=[Phase.explicit, Phase.generate])
    settings.load_profile("unshrunk")
"""
"""A plugin: a test that fails says so, and does not look for the smallest example."""

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
JOINED: dict[type[ast.boolop], type[ast.boolop]] = {ast.And: ast.Or, ast.Or: ast.And}

Change = tuple[str, Callable[[], None]]
"""The operator's name, and what makes the change in the tree."""


def of_expression(node: ast.AST) -> Iterator[Change]:
    """The faults that an expression can be given."""
    match node:
        case ast.Compare():
            yield (
                "comparison",
                lambda: node.ops.__setitem__(0, COMPARED[type(node.ops[0])]()),
            )
        case ast.BoolOp():
            yield "and, or", lambda: setattr(node, "op", JOINED[type(node.op)]())
        case ast.BinOp(op=operator) if type(operator) in COUNTED:
            yield "arithmetic", lambda: setattr(node, "op", COUNTED[type(operator)]())
        case ast.Constant(value=bool(value)):
            yield "constant", lambda: setattr(node, "value", not value)
        case ast.Constant(value=int(number)):
            yield "constant", lambda: setattr(node, "value", number + 1)
        case ast.IfExp() | ast.If() | ast.While():
            yield (
                "condition",
                lambda: setattr(node, "test", ast.UnaryOp(ast.Not(), node.test)),
            )
        case ast.comprehension(ifs=[test, *_]):
            yield (
                "condition",
                lambda: node.ifs.__setitem__(0, ast.UnaryOp(ast.Not(), test)),
            )
        case ast.Return(value=ast.expr() as given) if not (
            isinstance(given, ast.Constant) and given.value is None
        ):
            yield "return", lambda: setattr(node, "value", ast.Constant(None))
        case _:
            pass


def removed(body: list[ast.stmt], at: int) -> Iterator[Change]:
    """A statement left out, where what comes after can still run: a call, an addition, the way out
    of a loop.
    """
    match body[at]:
        case (
            ast.Expr(value=ast.Call() | ast.YieldFrom() | ast.Yield())
            | ast.AugAssign()
            | ast.Continue()
            | ast.Break()
        ):
            yield "statement", lambda: body.__setitem__(at, ast.Pass())
        case _:
            pass


def changes(
    node: ast.AST, *, inside: bool = False
) -> Iterator[tuple[int, str, Callable[[], None]]]:
    """Every fault of a tree with its line, in the order of the source. Annotations run nowhere; of what is outside a function, only
    what is compared and counted.
    """  # fmt: skip
    inside = inside or isinstance(node, ast.FunctionDef | ast.Lambda)
    for name, value in ast.iter_fields(node):
        if (
            name
            in {
                "annotation",
                "returns",
                "decorator_list",
                "type_params",
                "bases",
                "keywords",
            }
            and not inside
        ):
            continue
        if name in {"annotation", "returns"}:
            continue
        children = value if isinstance(value, list) else [value]
        for at, child in enumerate(children):
            if not isinstance(child, ast.AST) or checked_only(child):
                continue
            line = getattr(child, "lineno", getattr(node, "lineno", 0))
            for operator, change in of_expression(child):
                if inside or operator in {"comparison", "arithmetic"}:
                    yield line, operator, change
            if inside and isinstance(child, ast.stmt):
                for operator, change in removed(children, at):
                    yield line, operator, change
            yield from changes(child, inside=inside)


def checked_only(node: ast.AST) -> bool:
    """Whether only the type checker reads something."""
    return (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)) or (
        isinstance(node, ast.Expr) and "assert_never" in ast.unparse(node)
    )


@dataclass
class Mutant:
    """A fault, and what became of it."""

    package: str
    path: str
    line: int
    operator: str
    number: int
    """Which fault of the file, so that it can be made again."""
    before: str = ""
    after: str = ""
    outcome: str = ""
    by: str = ""
    """The first test that saw it."""
    seconds: float = 0.0


def mutated(source: str, number: int) -> str:
    """A module with one of its faults. Comments go; lines do not stay where they were."""
    tree = ast.parse(source)
    _, _, change = list(changes(tree))[number]
    change()
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def differing(before: str, after: str) -> tuple[str, str]:
    """The first line in which a fault shows, without it and with it."""
    plain = ast.unparse(ast.parse(before)).splitlines()
    for old, new in zip(plain, after.splitlines(), strict=False):
        if old != new:
            return old.strip(), new.strip()
    return "", ""


def sample(source: Path, package: str, count: int, seed: int) -> list[Mutant]:
    """Faults of a package: each of all that there are is as likely."""
    base = source / "communique" / package
    files = sorted(base.rglob("*.py")) if base.is_dir() else [base.with_suffix(".py")]
    every = [
        Mutant(package, str(file.relative_to(source)), line, operator, number)
        for file in files
        for number, (line, operator, _) in enumerate(
            changes(ast.parse(file.read_text()))
        )
    ]
    return random.Random(f"{seed} {package}").sample(every, min(count, len(every)))


def tests_of(checkout: Path, package: str) -> list[str]:
    """The files of tests whose path names a package, and the golden cases."""
    name = package.rsplit("/", 1)[-1]
    paths = sorted((checkout / "tests").rglob("test_*.py"))
    relative = [str(path.relative_to(checkout)) for path in paths]
    named = [path for path in relative if name in re.split(r"[/_.]", path)]
    return [
        "tests/golden",
        *sorted(named, key=lambda path: path.startswith("tests/laws")),
    ]  # what is quick first


def run(
    checkout: Path, source: Path, tests: list[str], limit: int
) -> tuple[str, str, float]:
    """Whether some tests pass over a copy of the code, the first that does not, and the seconds of
    processor time.
    """

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {
        **os.environ,
        "PYTHONPATH": str(source),
        "HYPOTHESIS_PROFILE": "ci",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [
        ".venv/bin/python",
        "-m",
        "pytest",
        "-q",
        "-x",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-p",
        "unshrunk",
        *tests,
    ]
    done = subprocess.run(
        command,
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=bounded,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode == 0:
        return "survived", "", seconds
    if done.returncode < 0:
        return "timeout", "", seconds
    seen = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    return "killed", seen[1] if seen else f"exit {done.returncode}", seconds


def copied(checkout: Path, into: Path) -> Path:
    """The code of a checkout, once more, and beside it by links all that it looks for around it."""
    for child in checkout.iterdir():
        if child.name not in {"src", ".git"}:
            (into / child.name).symlink_to(child)
    shutil.copytree(
        checkout / "src", into / "src", ignore=shutil.ignore_patterns("__pycache__")
    )
    (into / "src" / "unshrunk.py").write_text(UNSHRUNK)
    return into / "src"


def tried(
    checkout: Path, source: Path, mutant: Mutant, tests: list[str], limit: int
) -> Mutant:
    """A fault after the tests have met it."""
    file = source / mutant.path
    plain = file.read_text()
    try:
        changed = mutated(plain, mutant.number)
        mutant.before, mutant.after = differing(plain, changed)
        file.write_text(changed)
        mutant.outcome, mutant.by, mutant.seconds = run(checkout, source, tests, limit)
    finally:
        file.write_text(plain)
    return mutant


def main() -> None:
    """Put faults into each package, and say of each what became of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkout", type=Path)
    parser.add_argument(
        "--package", action="append", help=f"default: {', '.join(PACKAGES)}"
    )
    parser.add_argument("--mutants", type=int, default=12, help="of each package")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--limit",
        type=int,
        default=300,
        help="seconds of processor time for the tests of a package",
    )
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        help="a line of JSON for each fault; what stands there is not tried again",
    )
    options = parser.parse_args()
    checkout = options.checkout.resolve()
    known = (
        [json.loads(line) for line in options.out.read_text().splitlines()]
        if options.out.exists()
        else []
    )
    with tempfile.TemporaryDirectory() as folder:
        source = copied(checkout, Path(folder))
        for package in options.package or PACKAGES:
            tests = tests_of(checkout, package)
            mutants = sample(source, package, options.mutants, options.seed)
            done = {
                (row["path"], row["number"]): row
                for row in known
                if row["package"] == package
            }
            waiting = [
                mutant for mutant in mutants if (mutant.path, mutant.number) not in done
            ]
            outcomes = Counter(row["outcome"] for row in done.values())
            for mutant in waiting:
                row = asdict(
                    tried(checkout, source, deepcopy(mutant), tests, options.limit)
                )
                with options.out.open("a") as out:
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")
                outcomes[row["outcome"]] += 1
                print(
                    "  {outcome:9} {seconds:4.0f} s {path}:{line} {before} -> {after}".format(
                        **row
                    ),
                    flush=True,
                )
            if not outcomes[
                "survived"
            ]:  # a fault that survives shows as well that the tests pass without one
                whole, by, _ = run(checkout, source, tests, options.limit)
                if whole != "survived":
                    sys.exit(f"{package}: the tests do not pass without a fault: {by}")
            print(f"{package}: {dict(outcomes)}", flush=True)


if __name__ == "__main__":
    main()
