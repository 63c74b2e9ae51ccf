"""What a file has to say, and a value in Python need not."""

import inspect
import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from tests.samples import declaration

from communique import model
from communique.model import Declaration, Node
from communique.model.declaration import judge, judge_of_whole


@pytest.fixture(autouse=True, scope="module")
def _known() -> None:
    """Each node has a validator of its own, which asks for less and must not be taken."""
    for kind in vars(model).values():
        if inspect.isclass(kind) and issubclass(kind, Node) and kind is not Node:
            TypeAdapter(kind).rebuild(force=True)


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for each in (
        value.values()
        if isinstance(value, dict)
        else value
        if isinstance(value, list)
        else ()
    ):
        yield from objects(each)


def test_every_field_is_asked_for_in_a_whole_record_and_every_kind_in_any() -> None:
    value = declaration().model_dump(mode="json")
    assert judge_of_whole().validate_json(json.dumps(value)) == declaration()
    for each in objects(value):
        for key in list(each):
            left_out = each.pop(key)
            with pytest.raises(ValidationError):
                judge_of_whole().validate_json(json.dumps(value))
            if key == "kind":
                with pytest.raises(ValidationError):
                    judge().validate_json(json.dumps(value))
            each[key] = left_out


def test_what_is_not_asked_for_has_its_default() -> None:
    value = declaration().model_dump(mode="json", exclude_none=True)
    assert (
        judge().validate_json(json.dumps(value))
        == declaration()
        == Declaration.model_validate(value)
    )
