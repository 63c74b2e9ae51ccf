"""The published JSON Schema and the model agree, and so do the two engines."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.laws.damage import damaged

from communique.formats.native import read, write
from communique.model import Declaration
from communique.model.laws import LAWS
from communique.source import Source
from communique.testing import declarations
from communique.validate.jsonschema import check, fast_engine, plain_engine


def source(value: Any) -> Source:
    return Source("a.json", json.dumps(value, ensure_ascii=False).encode())


@given(declarations())
def test_every_record_is_valid_by_both_engines(declaration: Declaration) -> None:
    written = Source("a.json", write(declaration).encode())
    assert check(written, engine=fast_engine()) == []
    assert check(written, engine=plain_engine()) == []


@given(declarations())
def test_a_record_without_what_the_model_can_supply_is_valid_too(declaration: Declaration) -> None:
    spare = source(
        _kinds_kept(declaration.model_dump(mode="json"), declaration.model_dump(mode="json", exclude_defaults=True))
    )
    assert read(spare).declaration == declaration
    assert check(spare, engine=fast_engine()) == check(spare, engine=plain_engine()) == []


def _kinds_kept(whole: Any, spare: Any) -> Any:
    """What is not a default, and every `kind`."""
    if isinstance(spare, list):
        return [_kinds_kept(*pair) for pair in zip(whole, spare, strict=True)]
    if not isinstance(spare, dict):
        return spare
    return {key: _kinds_kept(whole[key], spare.get(key, whole[key])) for key in whole if key in spare or key == "kind"}


@given(st.data(), declarations())
def test_the_schema_refuses_what_the_model_refuses_but_for_laws_across_fields(
    data: st.DataObject, declaration: Declaration
) -> None:
    hurt = source(data.draw(damaged(json.loads(write(declaration)))))
    refused = [finding for finding in read(hurt).findings if finding.code not in LAWS]
    assert bool(check(hurt, engine=fast_engine())) == bool(refused), refused


@given(st.data(), declarations())
def test_both_engines_say_the_same_of_a_damaged_record(data: st.DataObject, declaration: Declaration) -> None:
    hurt = source(data.draw(damaged(json.loads(write(declaration)))))
    assert check(hurt, engine=fast_engine()) == check(hurt, engine=plain_engine())


@given(st.data(), declarations())
def test_the_schema_gives_every_fault_a_place_and_a_reason(data: st.DataObject, declaration: Declaration) -> None:
    hurt = source(data.draw(damaged(json.loads(write(declaration)))))
    for finding in check(hurt):
        assert finding.span is not None
        assert finding.code.code != "JSN005"
        assert "\n" not in finding.message
