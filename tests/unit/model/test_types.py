from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from pydantic import TypeAdapter, ValidationError
from tests.laws.damage import STRANGERS
from tools.generate.schema import SCALARS

from communique.model import types
from communique.model.types import EXPECTED, expected

NAMES = (*SCALARS, "Offset", "Columns", "Rows")
EDGES: tuple[Any, ...] = (
    *STRANGERS, "a" * 3 + "-x", "sr-Latn", "a-" + "b" * 9, "2023-12-31", "2023-13", "12023", "/akn/", "/akn//x", "/akn/x/%C4%8D",
    "/akn/x/č", "urn:x", "mailto:a@b", "http://h:1/p?q#f", "http://[::1]/", "http:", "a/b:c", "?#", "##", "%", "%2", "%zz", "\U0010ffff",
    "0" * 64, "0" * 63, "F" * 64, 1000, 1000.0, 65534, 65534.0, 0.5, -1.0, 2**53, 2.0**60, "\u00a0", "a\u00a0b", "\u2028", "x\u0085", " ", "\t",
)  # fmt: skip


def adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(getattr(types, name))


def takes(known: TypeAdapter[Any], value: Any) -> bool:
    try:
        known.validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", NAMES)
def test_three_engines_read_a_type_alike(name: str) -> None:
    """Rust's patterns in pydantic and jsonschema-rs, Python's in jsonschema."""
    known = adapter(name)
    schema = known.json_schema()
    rust, python = (
        jsonschema_rs.Draft202012Validator(schema),
        jsonschema.Draft202012Validator(schema),
    )
    said = {
        repr(each): (takes(known, each), rust.is_valid(each), python.is_valid(each))
        for each in EDGES
    }
    assert {
        value: verdicts for value, verdicts in said.items() if len(set(verdicts)) > 1
    } == {}
    assert {verdict for verdicts in said.values() for verdict in verdicts} == {
        True,
        False,
    }


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("Text", ["", "a\nb", "\u2028", "\u0085", "\U0001fffe"], ["\r", "\t", "\x00", "\ufffe", "\uffff"]),
        ("Line", [" ", "a\u2028b"], ["", "a\nb", "a\n"]),
        ("Eid", ["para_1", "člen", "a\u00a0b", "q'\"<>&"], ["", "a b", "a#b", "50%", "[1]", "a\n"]),
        ("Slug", ["a", "g7", "a-1"], ["", "A", "1a", "a-", "a--b", "a_b", "a\n"]),
        ("Kind", ["a", "joint-declaration", "g7-b2"], ["a-1", "A", "a-"]),
        ("Language", ["sl", "und", "zh-Hans", "de-1996", "qaa-x-y"], ["", "s", "SL", "sl-", "slov", "sl_SI", "sl\n"]),
        ("Date", ["2023", "2023-07", "2023-07-12", "0000"], ["2023-7", "2023-13", "2023-07-32", "23", "2023-07-12T00:00", "2023\n"]),
        ("Uri", ["http://a", "urn:x:y", "x:/"], ["", "a", "/a", "#a", "http://a b", "http://a/%zz", "http://[::1]"]),
        ("Reference", ["", "#a", "a/b", "//a", "?q", "http://a#b"], ["#a#b", "1:2", "a b", "%zz", "http://[", "\n"]),
        ("Iri", ["/akn/eu", "/akn/eu/x/!main@"], ["/akn", "/akn/", "akn/eu", "http://x/akn/eu", "/akn/č", "/akn/eu\n"]),
        ("Sha256", ["0" * 64], ["0" * 63, "A" * 64, "0" * 64 + "\n"]),
    ],
)  # fmt: skip
def test_a_string_is_taken_or_refused(
    name: str, good: list[str], bad: list[str]
) -> None:
    known = adapter(name)
    assert [each for each in good if not takes(known, each)] == []
    assert [each for each in bad if takes(known, each)] == []
    assert [each for each in (None, 7, True, b"x", ["x"]) if takes(known, each)] == []


def test_a_lone_surrogate_is_no_text() -> None:
    assert not takes(adapter("Text"), "\ud800")


def test_every_pattern_has_words_for_what_is_expected() -> None:
    assert EXPECTED[types.TEXT_PATTERN] == "words without control characters but U+000A"
    assert all(
        words and words == words.strip() and not words.endswith(".")
        for words in EXPECTED.values()
    )


@pytest.mark.parametrize(
    ("description", "words"),
    [
        ("An eid: an address.", "an eid"),
        ("An absolute URI (RFC 3986).", "an absolute URI (RFC 3986)"),
        ("A tag; `und`.", "a tag"),
    ],
)
def test_a_description_begins_with_what_is_expected(
    description: str, words: str
) -> None:
    assert expected(description) == words
