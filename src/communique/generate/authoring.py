"""What an editor shows of a schema while a document is written: titles, descriptions and examples, on every key.

Examples are the values of one invented declaration, `schema/declaration.example.json`, in which every type has its place: so
they fit together, and whoever begins a declaration can begin with it.
"""

import json
from collections.abc import Iterator
from typing import Any

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
    """The schema with a title and a description for each key; one that has none takes that of the type of its values."""
    definitions = schema["$defs"]
    for made in (schema, *definitions.values()):
        properties = made.get("properties", {})
        for key, value in properties.items():
            said = next((each["description"] for each in _types(value, definitions) if "description" in each), None)
            always = f"Says what this is: always `{value['const']}`." if "const" in value else None
            about = {"title": _title(key), "description": said or always}
            if value.get("enum") == list(ACTS):  # no word of JSON Schema's, but editors read it
                about["enumDescriptions"] = [f"Those who speak {meaning}." for meaning in ACTS.values()]
            properties[key] = {**{word: each for word, each in about.items() if each is not None}, **value}
    schema["$defs"] = {name: {"title": name, **made} for name, made in definitions.items()}
    return schema


def _title(key: str) -> str:
    return key.replace("_", " ").capitalize()


def exemplified(schema: Schema, record: Any) -> Schema:
    """The schema with examples out of a record: of each type the fullest value, of strings up to three."""
    definitions = schema["$defs"]
    found: dict[int, list[Any]] = {}
    _collect(schema, record, definitions, found)
    for made in (schema, *definitions.values()):
        values = found.get(id(made), [])
        if made["type"] == "object":
            made["examples"] = [max(values, key=_fullness)]
            for key in made["properties"].values():
                given = [each for each in _distinct(found.get(id(key), [])) if isinstance(each, str | int)]
                if given and not {"const", "enum"} & {word for each in _types(key, definitions) for word in each}:
                    key["examples"] = given[:_MOST]
        else:
            made["examples"] = _distinct(values)[:_MOST]
    return schema


def _fullness(value: dict[str, Any]) -> tuple[int, int]:
    """How many keys say something; of two values with as many, the shorter is the fuller."""
    return sum(each not in (None, [], "") for each in value.values()), -len(json.dumps(value))


def _distinct(values: list[Any]) -> list[Any]:
    return [each for at, each in enumerate(values) if each is not None and each not in values[:at]]


def _types(made: Schema, definitions: Schema) -> Iterator[Schema]:
    """The schema of a key, and, if its values are of one type, or null, or an array of one type, the schema of that."""
    yield made
    inner = made.get("items", made)
    branches = [each for each in inner.get("anyOf", [inner]) if each != {"type": "null"}]
    if len(branches) == 1 and branches[0] is not made:
        yield branches[0]
    if len(branches) == 1 and "$ref" in branches[0]:
        yield definitions[branches[0]["$ref"].rpartition("/")[2]]


def _collect(made: Schema, value: Any, definitions: Schema, found: dict[int, list[Any]]) -> None:
    """Keep a value, and all values in it, by the identity of the schemas that they are values of."""
    found.setdefault(id(made), []).append(value)
    if value is None:
        return
    if "$ref" in made:
        _collect(definitions[made["$ref"].rpartition("/")[2]], value, definitions, found)
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
