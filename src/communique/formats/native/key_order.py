"""The order in which the keys of a record are written: that of the published schema, node by node."""

import json
from functools import cache
from typing import Any

from communique.bundle import shipped

SCHEMA = "schema/declaration.schema.json"

Keys = tuple[str, ...]


class KeyOrder:
    """The order of the keys of every kind of node that a schema describes."""

    def __init__(self, schema: Any) -> None:
        self._nodes = [each for each in (schema, *schema["$defs"].values()) if "properties" in each]
        self._refs = tuple(f'"#/$defs/{name}"' for name, each in schema["$defs"].items() if "properties" in each)
        self._known: dict[tuple[Keys, Any], tuple[Keys, Keys]] = {}

    def written(self, keys: Keys, kind: Any) -> Keys:
        """The keys of an object of that `kind` in the order in which they are written; as they are where no node has them."""
        return (self._known.get((keys, kind)) or self._look_up(keys, kind))[0]

    def misplaced(self, value: Any) -> int:
        """How many objects of a valid record have their keys in another order than it is written in."""
        number = 0
        known, waiting = self._known, [value]
        for each in waiting:
            if type(each) is dict:
                keys, kind = tuple(each), each.get("kind")
                order, inner = known.get((keys, kind)) or self._look_up(keys, kind)
                number += order != keys
                waiting += [each[key] for key in inner if each[key]]
            elif type(each) is list:
                waiting += each
        return number

    def _look_up(self, keys: Keys, kind: Any) -> tuple[Keys, Keys]:
        """The keys in the order in which they are written, and those under which there may be other objects."""
        fitting = [each["properties"] for each in self._nodes if _fits(each, keys, kind)]
        orders = [tuple(name for name in properties if name in keys) for properties in fitting]
        order = keys if keys in orders or not orders else orders[0]
        inner = tuple(key for key in keys if not fitting or any(self._holds(each[key]) for each in fitting))
        self._known[keys, kind] = order, inner
        return order, inner

    def _holds(self, made: Any) -> bool:
        said = json.dumps(made)
        return any(ref in said for ref in self._refs)


@cache
def key_order() -> KeyOrder:
    """The order of the published schema. Raises BundleMissing if it is not there."""
    return KeyOrder(json.loads(shipped(SCHEMA).read_text("utf-8")))


def _fits(node: Any, keys: Keys, kind: Any) -> bool:
    """Whether an object of these keys and this `kind` can be a node of the schema."""
    said = node["properties"].get("kind", {})
    kinds = said.get("enum") or ([said["const"]] if "const" in said else [])
    return set(node.get("required", ())) <= set(keys) <= set(node["properties"]) and (not kinds or kind in kinds)
