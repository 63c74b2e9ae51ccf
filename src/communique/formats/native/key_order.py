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
        self._known: dict[tuple[Keys, Any], Keys] = {}

    def written(self, keys: Keys, kind: Any) -> Keys:
        """The keys of an object of that `kind` in the order in which they are written; as they are where no node has them."""
        known = self._known.get((keys, kind))
        if known is None:
            fitting = [each["properties"] for each in self._nodes if _fits(each, keys, kind)]
            orders = [tuple(name for name in properties if name in keys) for properties in fitting]
            known = self._known[keys, kind] = keys if keys in orders or not orders else orders[0]
        return known

    def misplaced(self, value: Any) -> int:
        """How many objects among a record's plain values have their keys in another order than it is written in."""
        number = 0
        waiting = [value]
        for each in waiting:
            if type(each) is dict:
                keys = tuple(each)
                number += self.written(keys, each.get("kind")) != keys
                waiting += [inner for inner in each.values() if type(inner) is dict or type(inner) is list]
            else:
                waiting += [inner for inner in each if type(inner) is dict or type(inner) is list]
        return number


@cache
def key_order() -> KeyOrder:
    """The order of the published schema. Raises BundleMissing if it is not there."""
    return KeyOrder(json.loads(shipped(SCHEMA).read_text("utf-8")))


def _fits(node: Any, keys: Keys, kind: Any) -> bool:
    """Whether an object of these keys and this `kind` can be a node of the schema."""
    said = node["properties"].get("kind", {})
    kinds = said.get("enum") or ([said["const"]] if "const" in said else [])
    return set(node.get("required", ())) <= set(keys) <= set(node["properties"]) and (not kinds or kind in kinds)
