import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.core.source import Source, Span
from communique.formats.json.scanning import Scan, scan


def scanned(text: str, depth: int = 256) -> Scan:
    return scan(Source("a.json", text.encode()), depth=depth)


def said(text: str) -> list[tuple[str, str, int, int]]:
    places = [(each, each.span) for each in scanned(text).faults]
    return [
        (each.code.code, each.message, span.line, span.column)
        for each, span in places
        if span is not None
    ]


scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=6),
    st.sampled_from(("\\", '"', "/", "~", "\u2028", "\ud7ff", "\U0001f6a2", "\x7f", "\ufffe", "a\nb")),
)  # fmt: skip
names = st.one_of(
    st.sampled_from(("a", "b/c", "d~e", "", '"', "\\")), st.text(max_size=3)
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(names, inner, max_size=4)
    ),
    max_leaves=12,
)
layouts = st.sampled_from(
    ({}, {"indent": 1}, {"separators": (" ,\r\n", "\t:\r ")}, {"ensure_ascii": True})
)


def at(value: Any, pointer: str) -> Any:
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        value = value[int(name)] if isinstance(value, list) else value[name]
    return value


@given(values, layouts)
def test_a_good_text_gives_its_value_and_a_place_for_each_part(
    value: Any, layout: dict[str, Any]
) -> None:
    text = json.dumps(value, **{"ensure_ascii": False, **layout})
    found = scanned(text)
    assert found.faults == []
    assert found.value == value
    assert len(found.spans) == len(list(found.spans))
    for pointer, (span,) in found.spans.items():
        assert json.loads(text[span.start : span.end]) == at(value, pointer)
        assert span == Source("a", text.encode()).span(span.start or 0, span.end or 0)


def refuses(word: str) -> None:
    raise ValueError(word)


HALF = re.compile(r"\\u[Dd][89AB-Fab-f]")


@given(values, layouts, st.data())
def test_what_is_no_json_has_one_fault_and_what_is_has_none(
    value: Any, layout: dict[str, Any], data: st.DataObject
) -> None:
    text = json.dumps(value, **{"ensure_ascii": False, **layout})
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 3)))
    put = data.draw(st.sampled_from(("", "", '"', "\\", ",", ":", "{", "}", "[", "]", "1", "-", ".", "e", "t", "null", "NaN", "-Infinity", "\t", "\x0b", "\u00a0", "é", "\\u12", "\\x", "//", "'")))  # fmt: skip
    text = text[:start] + put + text[end:]
    try:
        expected = json.loads(text, parse_constant=refuses)
    except ValueError:
        broken = True
    else:
        broken = bool(HALF.search(text))
    found = scanned(text)
    fatal = [fault for fault in found.faults if fault.code.code != "SRC016"]
    if not HALF.search(text):
        assert bool(fatal) is broken
    assert len(fatal) <= 1
    if not broken:
        assert json.dumps(found.value) == json.dumps(expected)
    for fault in found.faults:
        assert "\n" not in fault.message
        assert fault.span is not None
        assert fault.span.start is not None
        assert 0 <= fault.span.start <= len(text)


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ("", "the text ends where a value should be", 1, 1),
        ('{"a": 1,\n "b" 2}', "2 is where ':' should be", 2, 6),
        ('{"a": 1\n "b": 2}', "\"b\" is where ',' or '}' should be", 2, 2),
        ("[1\n2]", "2 is where ',' or ']' should be", 2, 1),
        ("[1,]", "] is where a value should be", 1, 4),
        ('{"a":1,}', "} is where a key should be", 1, 8),
        ("{]", "] is where a key or '}' should be", 1, 2),
        ("[}", "} is where a value or ']' should be", 1, 2),
        ('{"a":}', "} is where a value should be", 1, 6),
        ("{'a':1}", "\"'\" is where a key or '}' should be", 1, 2),
        ("[tru]", "tru is where a value should be", 1, 2),
        ("[1.]", "'.' is where ',' or ']' should be", 1, 3),
        ("\x0c[]", "U+000C is where a value should be", 1, 1),
        ("[1] [2]", "there is more text after the end of the value", 1, 5),
        ("[1]\n\x0c", "there is more text after the end of the value", 2, 1),
        ("]", "] is where a value should be", 1, 1),
        ('["a', "the text ends inside a string", 1, 2),
        ('["a\\', "'\\\\' is not an escape sequence of JSON", 1, 4),
        ('["a\\x"]', "'\\\\x' is not an escape sequence of JSON", 1, 4),
        ('["\\u00g0"]', "'\\\\u' is not an escape sequence of JSON", 1, 3),
        ('["a\tb"]', "U+0009 is not escaped in a string", 1, 4),
        ('["a\nb"]', "U+000A is not escaped in a string", 1, 4),
        ("[NaN]", "NaN is not JSON", 1, 2),
        ("[-Infinity]", "-Infinity is not JSON", 1, 2),
        ('["x\\ud800"]', "\\ud800 is half of a surrogate pair, which is not a character", 1, 4),
        ('["\\uDC00\\ud800"]', "\\uDC00 is half of a surrogate pair, which is not a character", 1, 3),
        ('["\\ud83d\\ude00\\ud83d\\n"]', "\\ud83d is half of a surrogate pair, which is not a character", 1, 15),
        ("1\u2028", "there is more text after the end of the value", 1, 2),
        ("{" + "x" * 99, "x" * 40 + "… is where a key or '}' should be", 1, 2),
    ],
)  # fmt: skip
def test_a_fault_is_named_at_its_place(
    text: str, message: str, line: int, column: int
) -> None:
    assert said(text) == [("SRC002", message, line, column)]


@pytest.mark.parametrize(
    "text",
    [
        '"\\ud83d\\ude00"',
        '"\\\\ud800"',
        '"\\\\\\\\ud800"',
        '"\\ud83d\\ude00\\ud83d\\ude00"',
    ],
)
def test_whole_pairs_and_escaped_backslashes_are_characters(text: str) -> None:
    assert scanned(text).faults == []
    assert scanned(text).value == json.loads(text)


def test_each_repeated_key_is_named_and_the_last_value_kept() -> None:
    found = scanned('{"a": 1, "b": {"a": 1},\n "a": 2, "\\u0061": 3}')
    assert found.value == {"a": 3, "b": {"a": 1}}
    assert said('{"a": 1, "b": {"a": 1},\n "a": 2, "\\u0061": 3}') == [
        ("SRC016", "the key 'a' is used twice in one object", 2, 2),
        ("SRC016", "the key 'a' is used twice in one object", 2, 10),
    ]
    assert found.spans["/a"] == (Span(2, 20, 2, 21, 43, 44),)


@pytest.mark.parametrize("bracket", ["[", '{"a":'])
def test_nesting_ends_at_the_limit(bracket: str) -> None:
    assert scanned(bracket * 9 + "1", 9).faults[
        0
    ].message == "the text ends where ',' or '}' should be".replace(
        "}", "}" if "{" in bracket else "]"
    )
    (fault,) = scanned(bracket * 100_000, 9).faults
    assert (fault.code.code, fault.message) == (
        "SRC006",
        "values are nested deeper than 9 levels",
    )
    assert fault.span is not None
    assert fault.span.start == 9 * len(bracket)


@pytest.mark.parametrize(
    "number", ["9" * 5000, "-" + "9" * 5000, "1e999", "1.5", "-0", "1E+2", "0.1e-7"]
)
def test_numbers_of_any_length_are_numbers(number: str) -> None:
    found = scanned(number)
    assert found.faults == []
    assert isinstance(found.value, int | float)


@pytest.mark.parametrize(
    "text",
    [
        '["' + "a" * 200_000,
        "[" + '"a",' * 50_000,
        '"' + "\\n" * 100_000,
        "[" + " " * 200_000,
        "1" * 200_000 + "x",
    ],
)
def test_a_long_text_that_breaks_off_is_read_once(text: str) -> None:
    """A pattern that runs back would never come to the end of these."""
    assert len(scanned(text).faults) == 1
