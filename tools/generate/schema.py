"""The JSON Schema of the record, made from the model and an example:
`schema/declaration.schema.json`.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from communique.generate import Files, json_file
from communique.model import Declaration, types
from communique.places import NAMESPACE

Schema = dict[str, Any]

ACTS = {
    "decide": "make it so by saying it",
    "commit": "bind themselves in so many words",
    "undertake": "say what they will do",
    "agree": "state that they are of one mind on what is to be done",
    "review": "say that they will look again at what was done",
    "support": "give their backing to what others do or are to do",
    "request": "ask a named body for a thing that it is to deliver",
    "urge": "press somebody to act",
    "call": "call on somebody, or for something",
    "invite": "leave it to somebody to act",
    "encourage": "speak for what somebody does already, or may do",
    "condemn": "reject what somebody does",
    "affirm": "take a position",
    "reaffirm": "take again a position taken before",
    "welcome": "greet what has happened, or look forward to what is to come",
    "stress": "give weight to something",
    "recognise": "grant that something is so, or matters",
    "concern": "say that something worries them",
    "note": "take note, without a judgment",
    "recall": "point to what was said or done before",
    "aware": "have something in mind",
    "consider": "take something into account",
}
"""What the speakers do by each kind of act, as the documentation's page on acts has it."""
_MOST = 3
"""How many examples of a string are given."""


def explained(schema: Schema) -> Schema:
    """The schema with a title and a description for each key; one that has none takes that of the
    type of its values.
    """
    definitions = schema["$defs"]
    for made in (schema, *definitions.values()):
        properties = made.get("properties", {})
        for key, value in properties.items():
            said = next(
                (
                    each["description"]
                    for each in _types(value, definitions)
                    if "description" in each
                ),
                None,
            )
            always = (
                f"Says what this is: always `{value['const']}`."
                if "const" in value
                else None
            )
            about = {
                "title": key.replace("_", " ").capitalize(),
                "description": said or always,
            }
            if value.get("enum") == list(
                ACTS
            ):  # no word of JSON Schema's, but editors read it
                about["enumDescriptions"] = [
                    f"Those who speak {meaning}." for meaning in ACTS.values()
                ]
            properties[key] = {
                **{word: each for word, each in about.items() if each is not None},
                **value,
            }
    schema["$defs"] = {
        name: {"title": name, **made} for name, made in definitions.items()
    }
    return schema


def exemplified(schema: Schema, record: Any) -> Schema:
    """The schema with examples out of a record: of each type the fullest value, of strings up to
    three.
    """
    definitions = schema["$defs"]
    found: dict[int, list[Any]] = {}
    _collect(schema, record, definitions, found)
    for made in (schema, *definitions.values()):
        values = found.get(id(made), [])
        if made["type"] == "object":
            # The value of which most keys say something; of two with as many, the shorter is the
            # fuller.
            full = [
                (
                    sum(each not in (None, [], "") for each in value.values()),
                    -len(json.dumps(value)),
                )
                for value in values
            ]
            made["examples"] = [values[full.index(max(full))]]
            for key in made["properties"].values():
                given = [
                    each
                    for each in _distinct(found.get(id(key), []))
                    if isinstance(each, str | int)
                ]
                if given and not {"const", "enum"} & {
                    word for each in _types(key, definitions) for word in each
                }:
                    key["examples"] = given[:_MOST]
        else:
            made["examples"] = _distinct(values)[:_MOST]
    return schema


def _distinct(values: list[Any]) -> list[Any]:
    return [
        each
        for at, each in enumerate(values)
        if each is not None and each not in values[:at]
    ]


def _types(made: Schema, definitions: Schema) -> Iterator[Schema]:
    """The schema of a key, and, if its values are of one type, or null, or an array of one type,
    the schema of that.
    """
    yield made
    inner = made.get("items", made)
    branches = [
        each for each in inner.get("anyOf", [inner]) if each != {"type": "null"}
    ]
    if len(branches) == 1 and branches[0] is not made:
        yield branches[0]
    if len(branches) == 1 and "$ref" in branches[0]:
        yield definitions[branches[0]["$ref"].rpartition("/")[2]]


def _collect(
    made: Schema, value: Any, definitions: Schema, found: dict[int, list[Any]]
) -> None:
    """Keep a value, and all values in it, by the identity of the schemas that they are
    values of.
    """
    found.setdefault(id(made), []).append(value)
    if value is None:
        return
    if "$ref" in made:
        _collect(
            definitions[made["$ref"].rpartition("/")[2]], value, definitions, found
        )
    for branch in made.get("anyOf", ()):
        if branch != {"type": "null"}:
            _collect(branch, value, definitions, found)
    for branch in made.get("oneOf", ()):
        kind = definitions[branch["$ref"].rpartition("/")[2]]["properties"]["kind"]
        if value["kind"] in kind.get("enum", [kind.get("const")]):
            _collect(branch, value, definitions, found)
    for each in value if "items" in made else ():
        _collect(made["items"], each, definitions, found)
    for key, inner in made.get("properties", {}).items():
        if key in value:
            _collect(inner, value[key], definitions, found)


PATH = "schema/declaration.schema.json"
EXAMPLE = "schema/declaration.example.json"
ID = "urn:communique:declaration:1"

SCALARS = (
    "Date",
    "Eid",
    "Iri",
    "Kind",
    "Language",
    "Line",
    "Reference",
    "Sha256",
    "Slug",
    "Text",
    "Uri",
)
"""The types of strings that have a definition of their own, by their names in
`communique.model.types`.
"""

_ORDER = ("$ref", "description", "type", "const", "enum", "minLength", "pattern", "not", "minimum", "maximum",
          "minItems", "items", "additionalProperties", "anyOf", "oneOf", "default")  # fmt: skip


def make(top: Path) -> Files:
    """The schema file. Raises OSError if the example is not there."""
    made = exemplified(schema(), json.loads((top / EXAMPLE).read_text("utf-8")))
    return {PATH: json_file(made)}


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the record, without examples.

    What the model refuses and the schema does not is a law across fields (`MOD010` and after). A
    `kind` that the model knows by itself is required in data, so that every tool can tell what it
    has before it. `$schema` and the layer of places are not part of the record: the reader passes
    over them.
    """
    made = schema_of(
        Declaration,
        ID,
        "A political declaration in one language, with every word accounted for. "
        "Strings hold the printed words; marks are stored apart from them. "
        "Offsets count code points and are half-open.",
    )
    address = {
        "title": "Schema",
        "description": (
            "The address of this schema, for editors. It is not part of the record."
        ),
        "type": "string",
    }
    layer = {
        "title": "Places",
        "description": (
            "The place of each node in the source, in the form of "
            "`places.schema.json`. It is not part of the record."
        ),
        "examples": [{"text_sha256": "0" * 64, "nodes": []}],
        "type": "object",
    }
    return made | {
        "properties": {"$schema": address, **made["properties"], NAMESPACE: layer}
    }


def schema_of(
    model: type[BaseModel], identity: str, description: str
) -> dict[str, Any]:
    """JSON Schema (2020-12) of a model whose parts are those of the record or like them. Each time
    another one, to change.
    """
    made: dict[str, Any] = json.loads(_text_of(model, identity, description))
    return made


@cache
def _text_of(model: type[BaseModel], identity: str, description: str) -> str:
    """The schema as text: the descriptor of the data and the generator want it, and making it takes
    long.
    """
    made = model.model_json_schema(ref_template="#/$defs/{model}")
    definitions = made.pop("$defs", {})
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": identity,
        "title": model.__name__,
        "description": description,
    }
    nodes = {name: object_of(each) for name, each in definitions.items()}
    whole = head | object_of(made, head)
    said = json.dumps([whole, nodes])
    scalars = {
        name: _ordered(each)
        for name, each in _scalars().items()
        if f'"#/$defs/{name}"' in said
    }
    return json.dumps(
        explained(whole | {"$defs": dict(sorted((nodes | scalars).items()))})
    )


@cache
def _scalars() -> dict[str, dict[str, Any]]:
    return {name: TypeAdapter(getattr(types, name)).json_schema() for name in SCALARS}


def object_of(
    made: dict[str, Any], head: dict[str, Any] | None = None
) -> dict[str, Any]:
    """The schema of one kind of node, its keys in reading order."""
    properties = {name: _value(each) for name, each in made["properties"].items()}
    required = set(made.get("required", ()))
    if "const" in properties.get("kind", {}):
        required.add("kind")
        properties["kind"].pop("default", None)
    about = (
        {}
        if head
        else {"title": made["title"], "description": _line(made["description"])}
    )
    listed = [name for name in properties if name in required]
    return about | {
        "type": "object",
        **({"required": listed} if listed else {}),
        "properties": properties,
        "additionalProperties": False,
    }


def _value(made: Any) -> Any:
    """The schema of a value: titles that repeat the key and OpenAPI's `discriminator`, which no
    validator knows, go.
    """
    if isinstance(made, list):
        return [_value(each) for each in made]
    if not isinstance(made, dict):
        return made
    kept = {
        key: _value(each)
        for key, each in made.items()
        if key not in ("title", "discriminator")
    }
    if "description" in kept:
        kept["description"] = _line(kept["description"])
    return _ordered(_named(kept))


def _named(made: dict[str, Any]) -> dict[str, Any]:
    """A string of a type that has a definition refers to it, and keeps what is said of it here
    alone.
    """
    for name, scalar in _scalars().items():
        if {"description", *made} >= set(scalar) and all(
            made[key] == value for key, value in scalar.items() if key != "description"
        ):
            rest = {
                key: value for key, value in made.items() if scalar.get(key) != value
            }
            return {"$ref": f"#/$defs/{name}", **rest}
    return made


def _ordered(made: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(made.items(), key=lambda pair: _ORDER.index(pair[0])))


def _line(text: str) -> str:
    """A docstring as one line."""
    return re.sub(r"\s+", " ", text).strip()
