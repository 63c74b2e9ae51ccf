"""The JSON Schemas of a configuration and of a baseline: `schema/config.schema.json`, `schema/baseline.schema.json`."""

from pathlib import Path
from typing import Any

from communique.generate import Files, json_file
from communique.generate.schema import object_of
from communique.validate.baseline import KEY, VERSION
from communique.validate.config_file import Configuration

BASELINE: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": f"urn:communique:baseline:{VERSION}",
    "title": "Baseline of communique",
    "description": "Findings that are known, and not reported again.",
    "type": "object",
    "required": ["version", "files"],
    "properties": {
        "version": {
            "description": "Of this form; it changes when a program that reads it would have to.",
            "const": VERSION,
        },
        "files": {
            "description": "By the path of a file from the folder of the baseline, with /: how many findings of each key.",
            "type": "object",
            "additionalProperties": {
                "description": "By a code and a fingerprint: how many such findings are known.",
                "type": "object",
                "propertyNames": {
                    "pattern": KEY,
                    "not": {"pattern": r"\n"},
                },  # some engines let `$` stand before a line feed
                "additionalProperties": {"type": "integer", "minimum": 1},
            },
        },
    },
    "additionalProperties": False,
}


def config() -> dict[str, Any]:
    """The schema of a configuration, made from its model; a default that says nothing is left out."""
    head = {"$schema": BASELINE["$schema"], "$id": "urn:communique:config:1", "title": "Configuration of communique"}
    made = Configuration.model_json_schema()
    schema = head | {"description": made["description"]} | object_of(made, head)
    for each in schema["properties"].values():
        if not each.get("default"):
            each.pop("default")
    return schema


def make(_: Path) -> Files:
    """The two files."""
    schemas = {"baseline": BASELINE, "config": config()}
    return {f"schema/{name}.schema.json": json_file(schema) for name, schema in schemas.items()}
