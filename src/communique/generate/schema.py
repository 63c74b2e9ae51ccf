"""The JSON Schema of the record, made from the model and an example: `schema/declaration.schema.json`."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from communique.generate import Files
from communique.generate.authoring import exemplified, explained
from communique.model import Declaration, types

PATH = "schema/declaration.schema.json"
EXAMPLE = "schema/declaration.example.json"
ID = "urn:communique:declaration:1"

SCALARS = ("Date", "Eid", "Iri", "Kind", "Language", "Line", "Reference", "Sha256", "Slug", "Text", "Uri")
"""The types of strings that have a definition of their own, by their names in `communique.model.types`."""

_ORDER = ("$ref", "description", "type", "const", "enum", "minLength", "pattern", "not", "minimum", "maximum",
          "minItems", "items", "anyOf", "oneOf", "default")  # fmt: skip


def make(top: Path) -> Files:
    """The schema file. Raises OSError if the example is not there."""
    made = exemplified(schema(), json.loads((top / EXAMPLE).read_text("utf-8")))
    return {PATH: (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()}


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the record, without examples.

    What the model refuses and the schema does not is a law across fields (`MOD010` and after). A `kind` that the model
    knows by itself is required in data, so that every tool can tell what it has before it. `$schema` is no part of the
    record: the reader passes over it.
    """
    made = schema_of(
        Declaration,
        ID,
        "A political declaration in one language, every word accounted for. Strings are printed words, marks stand off from "
        "them; offsets count code points and are half-open.",
    )
    address = {
        "title": "Schema",
        "description": "Where this schema is, for editors. No part of the record.",
        "type": "string",
    }
    return made | {"properties": {"$schema": address, **made["properties"]}}


def schema_of(model: type[BaseModel], identity: str, description: str) -> dict[str, Any]:
    """JSON Schema (2020-12) of a model whose parts are those of the record or like them. Each time another one, to change."""
    made: dict[str, Any] = json.loads(_text_of(model, identity, description))
    return made


@cache
def _text_of(model: type[BaseModel], identity: str, description: str) -> str:
    """The schema as text: the descriptor of the data and the generator want it, and making it takes long."""
    made = model.model_json_schema(ref_template="#/$defs/{model}")
    definitions = made.pop("$defs", {})
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": identity,
        "title": model.__name__,
        "description": description,
    }
    nodes = {name: _object(each) for name, each in definitions.items()}
    whole = head | _object(made, head)
    said = json.dumps([whole, nodes])
    scalars = {name: _ordered(each) for name, each in _scalars().items() if f'"#/$defs/{name}"' in said}
    return json.dumps(explained(whole | {"$defs": dict(sorted((nodes | scalars).items()))}))


@cache
def _scalars() -> dict[str, dict[str, Any]]:
    return {name: TypeAdapter(getattr(types, name)).json_schema() for name in SCALARS}


def _object(made: dict[str, Any], head: dict[str, Any] | None = None) -> dict[str, Any]:
    """The schema of one kind of node, its keys in reading order."""
    properties = {name: _value(each) for name, each in made["properties"].items()}
    required = set(made.get("required", ()))
    if "const" in properties.get("kind", {}):
        required.add("kind")
        properties["kind"].pop("default", None)
    about = {} if head else {"title": made["title"], "description": _line(made["description"])}
    listed = [name for name in properties if name in required]
    return about | {
        "type": "object",
        **({"required": listed} if listed else {}),
        "properties": properties,
        "additionalProperties": False,
    }


def _value(made: Any) -> Any:
    """The schema of a value: titles that repeat the key and OpenAPI's `discriminator`, which no validator knows, go."""
    if isinstance(made, list):
        return [_value(each) for each in made]
    if not isinstance(made, dict):
        return made
    kept = {key: _value(each) for key, each in made.items() if key not in ("title", "discriminator")}
    if "description" in kept:
        kept["description"] = _line(kept["description"])
    return _ordered(_named(kept))


def _named(made: dict[str, Any]) -> dict[str, Any]:
    """A string of a type that has a definition refers to it, and keeps what is said of it here alone."""
    for name, scalar in _scalars().items():
        if {"description", *made} >= set(scalar) and all(
            made[key] == value for key, value in scalar.items() if key != "description"
        ):
            rest = {key: value for key, value in made.items() if scalar.get(key) != value}
            return {"$ref": f"#/$defs/{name}", **rest}
    return made


def _ordered(made: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(made.items(), key=lambda pair: _ORDER.index(pair[0])))


def _line(text: str) -> str:
    """A docstring as one line."""
    return re.sub(r"\s+", " ", text).strip()
