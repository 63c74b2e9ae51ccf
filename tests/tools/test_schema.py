import json
from typing import Any

import jsonschema
import pytest
from tests.house.checkout import ROOT
from tools.generate import schema as generator

from communique.model import Declaration, types


def definitions() -> dict[str, Any]:
    found: dict[str, Any] = generator.schema()["$defs"]
    return found


def test_it_is_a_schema_of_the_2020_12_kind() -> None:
    made = generator.schema()
    jsonschema.Draft202012Validator.check_schema(made)
    assert made["$schema"].endswith("2020-12/schema")
    assert made["$id"] == generator.ID


def test_the_file_is_what_the_model_makes() -> None:
    ((path, data),) = generator.make(ROOT).items()
    assert without_examples(json.loads(data)) == without_examples(generator.schema())
    assert (ROOT / path).read_bytes() == data


def without_examples(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: without_examples(each)
            for key, each in value.items()
            if key != "examples"
        }
    return (
        [without_examples(each) for each in value] if isinstance(value, list) else value
    )


def test_every_key_of_the_model_is_described_in_its_order() -> None:
    assert list(generator.schema()["properties"]) == [
        "$schema",
        *Declaration.model_fields,
        "urn:communique:places:1",
    ]


def objects() -> list[tuple[str, dict[str, Any]]]:
    return [
        ("Declaration", generator.schema()),
        *((n, each) for n, each in definitions().items() if each["type"] == "object"),
    ]


@pytest.mark.parametrize(("name", "made"), objects())
def test_an_object_has_no_other_keys_is_described_and_says_its_kind(
    name: str, made: dict[str, Any]
) -> None:
    assert made["additionalProperties"] is False
    assert made["description"]
    assert "\n" not in made["description"]
    assert "`str(" not in made["description"]
    if "const" in made["properties"].get("kind", {}):
        assert made["required"][0] == "kind"


def test_what_is_required_is_what_the_model_requires_and_the_kind() -> None:
    assert definitions()["TextBlock"]["required"] == ["kind", "text"]
    assert definitions()["EntityMark"]["required"] == ["kind", "start", "end", "ref"]
    assert "required" not in definitions()["Cell"]
    assert generator.schema()["required"] == ["id", "iri", "language", "kind"]


def test_strings_of_a_type_refer_to_its_definition() -> None:
    assert set(generator.SCALARS) <= set(definitions())
    assert definitions()["TextBlock"]["properties"]["text"]["$ref"] == "#/$defs/Text"
    about = {"title": "Id", "description": "The slug of the work."}
    assert generator.schema()["properties"]["id"] == {**about, "$ref": "#/$defs/Slug"}


def references(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*map(references, value.values()))
    return set().union(*map(references, value)) if isinstance(value, list) else set()


def test_every_definition_is_used_and_every_reference_is_defined() -> None:
    assert references(generator.schema()) == {
        f"#/$defs/{name}" for name in definitions()
    }


def test_patterns_are_written_for_three_engines() -> None:
    """No look-around and no `\\u{...}`; a pattern with `$` is joined by what Python's `$` would let
    through.
    """
    text = json.dumps(generator.schema())
    assert not any(
        sign in text
        for sign in ("(?=", "(?!", "(?<", "\\\\u{", "\\\\p{", "\\\\d", "\\\\w")
    )
    assert all("not" in each for each in definitions().values() if "pattern" in each)
    assert definitions()["Text"]["not"]["pattern"] in f"[{types.TEXT_PATTERN}]".replace(
        "[^[^", "["
    ).replace("]*$]", "]")
