import json
import re
from collections.abc import Iterator
from typing import Any, get_args

import jsonschema
import pytest
from tests.house.checkout import ROOT
from tools.generate.schema import ACTS, EXAMPLE, PATH

from communique import Declaration, Verdict, read, validate, write
from communique.model.types import ActKind

BY_HAND = (PATH, "schema/overlay.schema.json", "schema/follow-up.schema.json")
"""The schemas of what people write."""


def load(path: str) -> Any:
    return json.loads((ROOT / path).read_text("utf-8"))


def types(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield schema["title"], schema
    yield from schema["$defs"].items()


@pytest.mark.parametrize("path", BY_HAND)
def test_every_type_and_every_key_has_a_title_and_a_description(path: str) -> None:
    for name, made in types(load(path)):
        for key, value in [("", made), *made.get("properties", {}).items()]:
            assert value.get("title"), (name, key)
            assert value.get("description"), (name, key)


def test_every_type_has_an_example_and_every_key_one_of_its_own_or_of_its_type() -> (
    None
):
    schema = load(PATH)
    for name, made in types(schema):
        assert made["examples"], name
        for key, value in made.get("properties", {}).items():
            said = json.dumps(value)
            assert (
                any(
                    word in said
                    for word in (
                        '"examples"',
                        '"$ref"',
                        '"enum"',
                        '"const"',
                        '"boolean"',
                    )
                )
                or key == "$schema"
            )


def test_every_example_is_valid() -> None:
    schema = load(PATH)
    for name, made in types(schema):
        places = [made, *made.get("properties", {}).values()]
        for place in places:
            check = jsonschema.Draft202012Validator({**place, "$defs": schema["$defs"]})
            for example in place.get("examples", ()):
                assert list(check.iter_errors(example)) == [], (name, example)


@pytest.mark.parametrize("form", ["json", "akn"])
def test_nothing_is_wrong_with_the_example(form: str) -> None:
    declaration = read((ROOT / EXAMPLE).read_bytes(), "json").require()
    report = validate(write(declaration, form).encode(), format=form)
    assert (report.verdict, report.findings) == (Verdict.VALID, ())


def test_the_example_is_written_as_records_are_written() -> None:
    data = (ROOT / EXAMPLE).read_bytes()
    assert write(Declaration.model_validate_json(data), "json").encode() == data


def test_the_kinds_of_acts_mean_what_their_page_says() -> None:
    page = (ROOT / "docs" / "acts.md").read_text("utf-8")
    assert (
        dict(
            re.findall(
                r"^\| `(\w+)` \| ([^|]+) \| [^|]+ \| [^|]+ \|$", page, re.MULTILINE
            )
        )
        == ACTS
    )
    assert tuple(ACTS) == get_args(ActKind)
    schema = load(PATH)["$defs"]["ActMark"]["properties"]["act"]
    assert len(schema["enumDescriptions"]) == len(schema["enum"])
