"""The file of an overlay: its shape, and the line of each thing it says."""

import json
from typing import Any

import pytest

from communique.core.source import Source
from communique.detect.overlay import read_overlay
from communique.draft import ReadOptions
from communique.formats.text import read


def overlay(text: str) -> Source:
    return Source("o.json", text.encode())


def test_each_entity_and_each_mark_comes_with_the_line_it_begins_on() -> None:
    found = read_overlay(
        overlay(
            '{"entities": [\n {"id": "a"},\n\n {"id": "b"}],\n "marks": [{"in": "t", "words": "w", "kind": "act"}]}'
        )
    )
    assert found.entities is not None
    assert [(item.value["id"], item.line) for item in found.entities] == [
        ("a", 2),
        ("b", 4),
    ]
    assert [item.line for item in found.marks] == [5]
    assert found.findings == []


def test_a_file_without_entities_does_not_speak_of_them() -> None:
    assert read_overlay(overlay("{}")).entities is None
    assert read_overlay(overlay('{"entities": []}')).entities == ()


def test_null_says_that_a_fact_is_not_known() -> None:
    found = read_overlay(
        overlay('{"document": {"date": null, "cover": {"date": null}}}')
    )
    assert (found.document, found.cover, found.findings) == (
        {"date": None},
        {"date": None},
        [],
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"entity": []}', "'entity' is not a key of an overlay"),
        ('{"entities": [5]}', "entities has a value that is not an object"),
        ('{"entities": "x"}', "entities has a value that is not an object"),
        ('{"entities": [{"label": "x"}]}', "an entity has no 'id'"),
        (
            '{"entities": [{"id": "x", "colour": 1}]}',
            "'colour' is not a key of an entity",
        ),
        (
            '{"entities": [{"id": "x", "forms": "y"}]}',
            "'forms' of an entity is not a list",
        ),
        (
            '{"entities": [{"id": "x", "forms": [""]}]}',
            "'forms' of an entity has a value that is not text",
        ),
        (
            '{"entities": [{"id": "x", "nests": [1]}]}',
            "'nests' of an entity has a value that is not text",
        ),
        ('{"marks": [{}]}', "a mark has no 'in'"),
        (
            '{"marks": [{"in": "a", "words": "", "kind": "act"}]}',
            "'words' of a mark is not a text",
        ),
        (
            '{"marks": [{"in": "a", "words": "b", "kind": "act", "nth": true}]}',
            "'nth' of a mark is not a number",
        ),
        ('{"signatories": {}}', "signatories is not a list"),
        ('{"document": []}', "document is not an object"),
        (
            '{"document": {"colour": 1}}',
            "'colour' is not a field that an overlay can give a document",
        ),
        ('{"document": {"date": "2020"}}', "'date' of the document is not an object"),
        (
            '{"document": {"cover": {"fields": []}}}',
            "'fields' is not a field that an overlay can give a cover",
        ),
    ],
)
def test_what_has_the_wrong_shape_is_a_finding_and_left_out(
    text: str, message: str
) -> None:
    found = read_overlay(overlay(text))
    assert [
        finding.message.partition(": ")[2][: len(message)] for finding in found.findings
    ] == [message]
    assert not found.entities
    assert not found.marks
    assert not found.document


WHOLE: dict[str, Any] = {
    "hints": [],
    "document": {"id": "a", "date": {"value": "2020"}, "cover": {"kind": "note"}},
    "entities": [
        {
            "id": "a",
            "type": "topic",
            "label": "report",
            "same_as": [],
            "forms": ["report"],
            "nests": [],
        }
    ],
    "signatories": [{"id": "s", "name": {"text": "x"}, "members": [{"ref": "a"}]}],
    "marks": [
        {
            "in": "para_1",
            "words": "welcome",
            "nth": 1,
            "kind": "act",
            "act": "welcome",
            "actors": ["a"],
        }
    ],
}


STRANGE: list[Any] = [
    5,
    "x",
    [],
    {},
    None,
    True,
    [[]],
    [5],
    ["\ud800"],
    {"kind": {}},
]
TEXT = Source("a.txt", b"1. We welcome the report.\n\n2. We agree.")
Place = tuple[str | int, ...]
"""The keys and indices that lead from the whole overlay to one of its values."""


def places(value: Any, path: Place = ()) -> list[Place]:
    """Return the place of a value and the places of all values within it."""
    inner: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    found = [path]
    for key, each in inner:
        found += places(each, (*path, key))
    return found


def replaced(value: Any, place: Place, strange: Any) -> Any:
    """Return a copy of a value with something strange at a place."""
    if not place:
        return strange
    copy = value.copy()
    copy[place[0]] = replaced(value[place[0]], place[1:], strange)
    return copy


def fault(damaged: Any) -> str | None:
    """Return how a reader with a damaged overlay fails, or None if it reads or says why not."""
    options = ReadOptions(language="en", hints=overlay(json.dumps(damaged)))
    try:
        parsed = read(TEXT, options)
    except Exception as raised:  # noqa: BLE001 - the test is about whatever it raises
        return repr(raised)
    if parsed.declaration is None and not parsed.findings:
        return "nothing is read and nothing is said"
    return None


def test_a_strange_value_anywhere_never_makes_the_reader_raise() -> None:
    offenders: list[tuple[Place, Any, str]] = []
    for place in places(WHOLE):
        for strange in STRANGE:
            failed = fault(replaced(WHOLE, place, strange))
            if failed is not None:
                offenders.append((place, strange, failed))
    assert offenders == []
