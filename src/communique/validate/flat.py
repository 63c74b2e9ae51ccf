"""A schema of the record without alternatives, which says of a wrong value what is wrong with it, and nothing else.

`anyOf` is a value or null, `oneOf` is told by `kind`: so each is a condition, and a validator need not report what every
alternative misses.
"""

from typing import Any


def escaped(part: str | int) -> str:
    """A key or index as a part of a JSON pointer (RFC 6901)."""
    return str(part).replace("~", "~0").replace("/", "~1")


def flattened(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with `anyOf` and `oneOf` as conditions; it accepts the same values."""
    flat: dict[str, Any] = _flat(schema, schema["$defs"])
    return flat


def _flat(schema: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(schema, list):
        return [_flat(each, definitions) for each in schema]
    if not isinstance(schema, dict):
        return schema
    flat = {
        key: {name: _flat(each, definitions) for name, each in value.items()}
        if key in ("properties", "$defs")
        else _flat(value, definitions)
        for key, value in schema.items()
        if key not in ("anyOf", "oneOf", "default", "examples")
    }
    if "anyOf" in schema:
        flat |= {"if": {"not": {"type": "null"}}, "then": _flat(_not_null(schema), definitions)}
    if "oneOf" in schema:
        kinds = {kind: branch for branch in schema["oneOf"] for kind in _kinds(branch, definitions)}
        flat |= {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": list(kinds)}}}
        flat["allOf"] = [
            _if_kind([kind for kind in kinds if kinds[kind] is branch], branch) for branch in schema["oneOf"]
        ]
    return flat


def _if_kind(kinds: list[str], branch: dict[str, Any]) -> dict[str, Any]:
    is_one = {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": kinds}}}
    return {"if": is_one, "then": branch}


def _not_null(schema: dict[str, Any]) -> dict[str, Any]:
    """What a nullable value is when it is not null."""
    branch: dict[str, Any] = next(each for each in schema["anyOf"] if each != {"type": "null"})
    return branch


def _kinds(branch: dict[str, Any], definitions: dict[str, Any]) -> list[str]:
    """Which kinds of node an alternative is for."""
    kind = definitions[branch["$ref"].rpartition("/")[2]]["properties"]["kind"]
    return list(kind.get("enum", [kind.get("const")]))


def node_at(schema: dict[str, Any], value: Any, path: tuple[str | int, ...]) -> tuple[dict[str, Any], Any]:
    """The schema of the value at a path, alternatives decided by the values on the way, and that value."""
    node = _decided(schema, schema, value)
    for part in path:
        value = value[part]
        inner = node["items"] if isinstance(part, int) else node["properties"][part]
        node = _decided(inner, schema, value)
    return node, value


def _decided(node: dict[str, Any], root: dict[str, Any], value: Any) -> dict[str, Any]:
    """Without references and alternatives; where no alternative fits, what all of them have in common."""
    while True:
        if "$ref" in node:
            node = root["$defs"][node["$ref"].rpartition("/")[2]]
        elif "anyOf" in node:
            node = _not_null(node)
        elif "oneOf" in node:
            branches: dict[Any, Any] = {kind: each for each in node["oneOf"] for kind in _kinds(each, root["$defs"])}
            kind = value.get("kind") if isinstance(value, dict) else None
            known = isinstance(kind, str) and kind in branches
            common = {"type": "object", "properties": {"kind": {"enum": list(branches)}}, "required": ["kind"]}
            node = branches[kind] if known else common
        else:
            return node
