import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.samples import block, declaration

from communique.formats.native import parser, write
from communique.formats.native.parser import coarse_bound, fine_bound, parse
from communique.model import Declaration
from communique.testing import declarations, texts


def keys_of(value: Any) -> int:
    if isinstance(value, dict):
        return len(value) + sum(map(keys_of, value.values()))
    return sum(map(keys_of, value)) if isinstance(value, list) else 0


nasty = st.one_of(
    texts(), st.sampled_from(('":', '" :', '\\":', "\\", '\\\\":', "http://a", "a:", ":", '"', "From: x"))
)
keys = st.sampled_from(("kind", "text", "eid", "num", "date", "a b", "é"))
values = st.recursive(
    st.one_of(nasty, st.integers(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3)),
    max_leaves=10,
)
layouts = st.sampled_from(
    ({}, {"indent": 2}, {"separators": (",", ":")}, {"separators": (" ,\n", " \t: ")}, {"ensure_ascii": True})
)


def begins_with_a_colon(value: Any) -> int:
    """How many strings do, white space aside."""
    if isinstance(value, str):
        return value.lstrip(" ").startswith(":")
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return sum(map(begins_with_a_colon, inner))


@given(values, layouts)
def test_keys_are_counted_however_they_are_laid_out(value: Any, layout: dict[str, Any]) -> None:
    data = json.dumps(value, **{"ensure_ascii": False, **layout}).encode()
    assert fine_bound(data) == keys_of(value) + begins_with_a_colon(value)


@given(values, layouts)
def test_the_fast_count_is_never_too_low(value: Any, layout: dict[str, Any]) -> None:
    data = json.dumps(value, **{"ensure_ascii": False, **layout}).encode()
    if parser._is_usual(data):
        assert coarse_bound(data) >= fine_bound(data)


@pytest.mark.parametrize("url", ["http://example.org", "https://example.org", "urn:lex:eu", "mailto:a@b.example"])
def test_an_address_is_taken_for_no_key(url: str) -> None:
    data = write(declaration(source={"url": url})).encode()
    assert coarse_bound(data) == fine_bound(data)


@given(declarations())
def test_what_is_written_is_parsed_unless_a_string_begins_with_a_colon(declaration: Declaration) -> None:
    colon = begins_with_a_colon(declaration.model_dump(mode="json"))
    assert parse(write(declaration).encode()) == (None if colon else declaration)


@given(declarations())
def test_either_validator_makes_the_same_record(declaration: Declaration) -> None:
    data = write(declaration).encode()
    made = parser._trusting().validate_json(data)
    assert made == declaration
    assert type(made) is Declaration
    assert write(made).encode() == data


def test_the_second_validator_is_used_once_it_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    work = parser._Work()
    monkeypatch.setattr(parser, "PAYS", 100)
    assert work.validator(b"x" * 100) is Declaration.__pydantic_validator__
    assert work.validator(b"x") is parser._trusting()


def test_without_a_second_validator_the_first_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise TypeError("no such option")

    monkeypatch.setattr(parser, "SchemaValidator", fails)
    assert parser._trusting.__wrapped__() is Declaration.__pydantic_validator__


@pytest.mark.parametrize("escape", ["\\u0001", "\\t", "\\r", "\\b", "\\f", "\\uFFFE", "\\u0000", "\ufffe", "\uffff"])
def test_a_character_that_no_text_holds_is_refused_by_either(escape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = write(declaration(title=block("Harbour"))).replace("Harbour", f"Har{escape}bour", 1).encode()
    for pays in (0, 1 << 40):
        monkeypatch.setattr(parser, "PAYS", pays)
        with pytest.raises(ValidationError):
            parse(data)


@pytest.mark.parametrize("title", ["a\nb", 'a"b', "a\\b", 'a":b', "http://a", "\uff01", "\\u0000"])
def test_what_must_be_escaped_is_parsed(title: str) -> None:
    record = declaration(title=block(title))
    assert parse(write(record).encode()) == record


@pytest.mark.parametrize(
    "spelt", ['"kind":"text"', '"kind" :"text"', '"kind"\n\t: "text"', '"\\u006bind":"text"', '"k\\u0069nd" :"text"']
)
def test_a_key_that_stands_twice_is_noticed_however_it_is_spelt(spelt: str) -> None:
    data = write(declaration()).encode()
    assert parse(data) is not None
    for place in ('"text": "Harbour', '"text": "We commit'):
        assert parse(data.replace(place.encode(), f"{spelt}, {place}".encode(), 1)) is None


def test_a_node_that_does_not_say_its_kind_is_noticed() -> None:
    assert parse(write(declaration()).replace('"kind": "text",', "", 1).encode()) is None
