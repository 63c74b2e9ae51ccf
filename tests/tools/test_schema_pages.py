import json
from pathlib import Path
from typing import Any

import pytest
from tests.house.checkout import ROOT
from tools.generate.schema import EXAMPLE
from tools.generate.schema_pages import FOLDER, make


def page(tmp_path: Path, **schema: Any) -> str:
    (tmp_path / "schema").mkdir()
    (tmp_path / EXAMPLE).symlink_to(ROOT / EXAMPLE)
    (tmp_path / "schema" / "port.schema.json").write_text(
        json.dumps({"title": "Port", **schema}), "utf-8"
    )
    files = make(tmp_path)
    assert {
        f"{FOLDER}/index.md",
        f"{FOLDER}/port.md",
        f"{FOLDER}/declaration.md",
    } < set(files)
    return files[f"{FOLDER}/port.md"].decode()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"type": "string", "pattern": "^a|b$"}, "string, matching `^a\\|b$`; else"),
        (
            {"anyOf": [{"$ref": "#/$defs/Lamp"}, {"type": "null"}]},
            "[Lamp](#lamp) or null",
        ),
        (
            {"type": "array", "items": {"enum": ["a", 1]}, "minItems": 1},
            'list of `"a"` or `1`, at least 1 in it',
        ),
        ({"type": ["string", "null"]}, "string or null"),
        ({"const": None}, "`null`"),
        (
            {"type": "object", "additionalProperties": {"type": "integer"}},
            "object, each value integer",
        ),
        ({}, "any value"),
    ],
)
def test_what_a_key_holds_is_said_in_words(
    value: dict[str, Any], said: str, tmp_path: Path
) -> None:
    assert f"| `lamp` | {said}" in page(
        tmp_path, properties={"lamp": value | {"default": None}}
    )


def test_what_must_be_there_is_said_and_what_lies_within_has_rows(
    tmp_path: Path,
) -> None:
    inner = {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["a"],
            "properties": {"a": {"type": "null"}},
        },
    }
    assert "| `lamps[].a` | null, always there |" in page(
        tmp_path, properties={"lamps": inner}
    )


def test_a_definition_has_a_section_that_is_led_to(tmp_path: Path) -> None:
    lamp = {"description": "A light.", "type": "string", "examples": ["north", "south"]}
    made = page(
        tmp_path,
        properties={},
        **{
            "$defs": {
                "Lamp": lamp,
                "Long": {"type": "string", "examples": ["l" * 2000]},
            }
        },
    )
    assert '\n## Lamp\n\nA light.\n\nString.\n\n```json\n"north"\n```\n' in made
    assert made.count("```json") == 1
