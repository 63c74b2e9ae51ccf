"""Who judges data: the model, asking each node for its kind, as the published schema does; or asking for every field.

In Python a node knows its kind, and a field that is not given has its default. A file is for every tool: it says what it holds.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, cast

from pydantic_core import CoreSchema, SchemaValidator

from communique.model.declaration import Declaration

_LEFT = frozenset({"metadata", "serialization", "cls", "config", "default", "generic_origin"})
"""What in a schema of pydantic's core is no schema."""


@cache
def judge() -> SchemaValidator:
    """The model, where each node says its kind."""
    return _asking(lambda name, schema: name == "kind" and schema["type"] == "literal")


@cache
def judge_of_whole() -> SchemaValidator:
    """The model, where every field is given, as in all that is written here."""
    return _asking(lambda *_: True)


def _asking(asked: Callable[[str, Any], bool]) -> SchemaValidator:
    """A validator by the model's schema, without the defaults of the fields that are asked for."""

    def without(part: Any, name: str) -> Any:
        if isinstance(part, list):
            return [without(each, name) for each in part]
        if not isinstance(part, dict):
            return part
        if part.get("type") == "default" and asked(name, part["schema"]):
            return without(part["schema"], name)
        if part.get("type") == "model-fields":
            return {**part, "fields": {key: without(each, key) for key, each in part["fields"].items()}}
        if part.get("type") == "dataclass-field":
            name = part["name"]
        if part.get("type") == "dataclass":  # as a generic's: not the validator that the class has by itself
            part = {**part, "generic_origin": part["cls"]}
        return {key: each if key in _LEFT else without(each, name) for key, each in part.items()}

    Declaration.model_rebuild()
    return SchemaValidator(cast("CoreSchema", without(Declaration.__pydantic_core_schema__, "")))
