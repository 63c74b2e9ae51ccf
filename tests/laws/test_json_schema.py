"""The published JSON Schema is a product of the model: whoever checks by it, in whichever engine,
says what the model says.
"""

import json
from typing import Any

import jsonschema
import jsonschema_rs
from hypothesis import given
from hypothesis import strategies as st
from tests.house.checkout import ROOT
from tests.laws.damage import damaged
from tests.laws.nesting import deepest

from communique.core.codes import LAWS
from communique.core.source import Source
from communique.formats.json import read, write
from communique.model import Declaration
from communique.testing import declarations

SCHEMA = json.loads((ROOT / "schema" / "declaration.schema.json").read_text("utf-8"))
ENGINES = (
    jsonschema_rs.Draft202012Validator(SCHEMA),
    jsonschema.Draft202012Validator(SCHEMA),
)


def is_valid(value: Any) -> bool:
    """Whether the schema takes a value. Both engines must say the same."""
    said = {engine.is_valid(value) for engine in ENGINES}
    assert len(said) == 1, said
    return said.pop()


def source(value: Any) -> Source:
    return Source("a.json", json.dumps(value, ensure_ascii=False).encode())


@given(declarations())
def test_every_record_is_valid_by_the_schema(declaration: Declaration) -> None:
    assert is_valid(json.loads(write(declaration)))


def test_the_deepest_record_is_valid_by_the_schema() -> None:
    assert is_valid(json.loads(write(Declaration.model_validate(deepest()))))


@given(declarations())
def test_a_record_without_what_the_model_can_supply_is_valid_too(
    declaration: Declaration,
) -> None:
    spare = _kinds_kept(
        declaration.model_dump(mode="json"),
        declaration.model_dump(mode="json", exclude_defaults=True),
    )
    assert read(source(spare)).declaration == declaration
    assert is_valid(spare)


def _kinds_kept(whole: Any, spare: Any) -> Any:
    """What is not a default, and every `kind`."""
    if isinstance(spare, list):
        return [_kinds_kept(*pair) for pair in zip(whole, spare, strict=True)]
    if not isinstance(spare, dict):
        return spare
    return {
        key: _kinds_kept(whole[key], spare.get(key, whole[key]))
        for key in whole
        if key in spare or key == "kind"
    }


@given(st.data(), declarations())
def test_the_schema_refuses_what_the_model_refuses_but_for_laws_across_fields(
    data: st.DataObject, declaration: Declaration
) -> None:
    hurt = data.draw(damaged(json.loads(write(declaration))))
    refused = [
        finding for finding in read(source(hurt)).findings if finding.code not in LAWS
    ]
    assert is_valid(hurt) == (not refused), refused


@given(st.data(), declarations())
def test_every_fault_has_a_place_and_a_reason(
    data: st.DataObject, declaration: Declaration
) -> None:
    for finding in read(
        source(data.draw(damaged(json.loads(write(declaration)))))
    ).findings:
        assert finding.span is not None
        assert "\n" not in finding.message
