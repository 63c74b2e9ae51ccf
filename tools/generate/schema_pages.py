"""The JSON Schemas as pages to read: `docs/schema/`, a page for each, a section for each
definition.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.generate import data_schemas
from tools.generate import schema as declaration_schema

from communique.generate import Files

FOLDER = "docs/schema"
_INDEX = """# JSON Schemas

*These pages are generated from the files in `schema/`, which every validator of JSON Schema 2020-12 reads.*

| Schema | Of | File |
| --- | --- | --- |
"""
_LONGEST = 1200
"""So many characters of an example are shown; a longer one is seen in the schema itself."""
_RULES = {
    "minLength": "at least {} long", "minItems": "at least {} in it", "minimum": "at least {}", "maximum": "at most {}",
    "format": "in the form `{}`", "pattern": "matching `{}`",
}  # fmt: skip
"""How what a schema demands of a value is said, in the order in which it is said."""


def make(top: Path) -> Files:
    """The pages and their index."""
    pages: Files = {}
    rows = []
    for path, data in sorted(_schemas(top).items()):
        schema = json.loads(data)
        name = path.rpartition("/")[2].partition(".")[0]
        pages[f"{FOLDER}/{name}.md"] = "".join(_page(schema, path)).encode()
        rows.append(
            f"| [{schema['title']}]({name}.md) | {_first(schema.get('description', ''))} | `{path}` |\n"
        )
    return {f"{FOLDER}/index.md": (_INDEX + "".join(rows)).encode(), **pages}


def _schemas(top: Path) -> Files:
    """The schemas by their paths: as they are made now, where they are made, and not as they lie
    there.
    """
    by_hand = {
        path.relative_to(top).as_posix(): path.read_bytes()
        for path in (top / "schema").glob("*.schema.json")
    }
    return by_hand | declaration_schema.make(top) | data_schemas.make(top)


def _page(schema: Any, path: str) -> Iterator[str]:
    identity = f" It is known as `{schema['$id']}`." if "$id" in schema else ""
    yield f"# {schema['title']}\n\n{schema.get('description', '')}\n\n"
    yield f"*Generated from `{path}`.{identity}*\n"
    yield from _object(schema)
    for name, definition in schema.get("$defs", {}).items():
        yield f"\n## {name}\n\n{definition.get('description', '')}\n"
        if "properties" in definition:
            yield from _object(definition)
        else:
            yield f"\n{_capital(_type(definition))}.\n"
        yield from _example(definition)


def _object(schema: Any, prefix: str = "") -> Iterator[str]:
    """The keys of an object: those that must be there, what they hold, what they mean."""
    yield "\n| Key | Value | What it says |\n| --- | --- | --- |\n"
    yield from _rows(schema, prefix)


def _rows(schema: Any, prefix: str) -> Iterator[str]:
    required = schema.get("required", ())
    for key, value in schema.get("properties", {}).items():
        must = (
            ", always there"
            if key in required
            else f"; else `{_json(value['default'])}`"
            if "default" in value
            else ""
        )
        yield f"| `{prefix}{key}` | {_cell(_type(value) + must)} | {_cell(value.get('description', ''))} |\n"
        inner = value.get("items", value)
        if "properties" in inner:
            yield from _rows(
                inner, f"{prefix}{key}{'[]' if inner is not value else ''}."
            )


def _example(schema: Any) -> Iterator[str]:
    """The first example, where it is short enough to be read beside the table."""
    for example in schema.get("examples", ())[:1]:
        shown = json.dumps(example, ensure_ascii=False, indent=2)
        if len(shown) <= _LONGEST:
            yield f"\n```json\n{shown}\n```\n"


def _type(schema: Any) -> str:
    """What a value may be, in words."""
    if schema is True or not schema:
        return "any value"
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return " or ".join(_type(each) for each in schema[key])
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "const" in schema:
        return f"`{_json(schema['const'])}`"
    if "enum" in schema:
        return " or ".join(f"`{_json(each)}`" for each in schema["enum"])
    return ", ".join([_kind(schema), *_demands(schema)])


def _kind(schema: Any) -> str:
    kinds = schema.get("type", "any value")
    if isinstance(kinds, list):
        return " or ".join(_kind({**schema, "type": kind}) for kind in kinds)
    if kinds == "array":
        return f"list of {_type(schema.get('items', {}))}"
    if kinds == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"object, each value {_type(schema['additionalProperties'])}"
    return str(kinds)


def _demands(schema: Any) -> Iterator[str]:
    for key, words in _RULES.items():
        if key in schema:
            yield words.format(schema[key])
    if "pattern" in schema.get("not", {}):
        yield f"without `{schema['not']['pattern']}`".replace("\n", "\\n")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _first(text: str) -> str:
    return text.partition(". ")[0].rstrip(".")
