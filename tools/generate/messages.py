"""The English catalogue: every template that the code says, with its form for one where it counts,
and the rules' hints.
"""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

from communique.core.errors import NotReadable
from communique.generate import Files
from communique.rules import RULES

SOURCE = "src/communique"
CATALOGUE = "src/communique/catalogues/en.json"


def make(top: Path) -> Files:
    """The catalogue, sorted by template. Raises NotReadable where a template is no literal string."""
    found: dict[str, str | dict[str, str]] = {}
    for path in sorted((top / SOURCE).rglob("*.py")):
        found.update(
            templates(path.read_text("utf-8"), path.relative_to(top).as_posix())
        )
    hints = (rule.hint.template for rule in RULES if rule.hint is not None)
    found.update((hint, hint) for hint in hints)
    content = {
        "plural": {"one": [1]},
        "modulo": 10**9,
        "templates": dict(sorted(found.items())),
    }
    return {
        CATALOGUE: (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
    }


def templates(code: str, path: str) -> Iterator[tuple[str, str | dict[str, str]]]:
    """The templates of one module's `say`, `template` and `count`, and of `Pair.differs`. Raises
    NotReadable, with path and line, where one is no literal.
    """
    tree = ast.parse(code)
    imported = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "communique.core.message"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr == "differs":
            template = _literal(node, 0, path)
            yield template, template
        match imported.get(node.func.id) if isinstance(node.func, ast.Name) else None:
            case "say" | "template":
                template = _literal(node, 0, path)
                yield template, template
            case "count":
                one, many = _literal(node, 0, path), _literal(node, 1, path)
                yield many, {"one": one, "other": many}


def _literal(call: ast.Call, number: int, path: str) -> str:
    given = call.args[number] if len(call.args) > number else None
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        return given.value
    raise NotReadable(
        f"{path}:{call.lineno}: the template of a message is no literal string"
    )
