"""The JSON Schema of a configuration, for editors: `schema/config.schema.json`."""

import json
from pathlib import Path

from communique.generate import Files
from communique.validate.config_file import KEYS

PATH = "schema/config.schema.json"


def make(_: Path) -> Files:
    """The schema file."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:communique:config:1",
        "title": "Configuration of communique",
        "description": "The file communique.toml, or the table [tool.communique] of pyproject.toml.",
        "type": "object",
        "properties": KEYS,
        "additionalProperties": False,
    }
    return {PATH: (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()}
