"""What stands beside a record in a file that carries it, and where words are others than those it
was printed with.
"""

import json

import pytest

from communique.inputs.carried import (
    Carried,
    joined,
    packed,
    printed_words,
    stated,
    unpacked,
)

TEXT = "# Rules\n\n1. The lamps *are* lit\nat night.\n"


def carried(text: str = TEXT) -> Carried:
    found = unpacked(packed('{"id": "rules"}', text))
    assert found is not None
    return found


def test_what_is_packed_is_unpacked() -> None:
    found = carried()
    assert json.loads(found.record) == {"id": "rules"}
    assert found.words == "Rules 1. The lamps are lit at night."


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Rules 1. The lamps are lit at night.",
        "## Rules\n\n\n**1.**  The lamps\fare lit at night.\r\n",
    ],
)
def test_blanks_and_signs_are_no_words(text: str) -> None:
    assert carried().difference(text) is None


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("lit", "dark", "lit at night.", "dark at night."),
        ("night.", "night. Always.", "", "Always."),
        ("\nat night.", "", "at night.", ""),
        ("# Rules\n\n", "", "Rules 1. The lamps are", "1. The lamps are lit"),
    ],
)
def test_the_first_word_that_is_another_is_named(
    old: str, new: str, before: str, after: str
) -> None:
    changed = TEXT.replace(old, new)
    found = carried().difference(changed)
    assert found is not None
    assert (found.before, found.after) == (before, after)
    assert printed_words(changed[found.start : found.end]) == after


@pytest.mark.parametrize(
    "data",
    ["", "{", "[]", "{}", '{"record": {}}', '{"communique": 2, "sha256": "", "words": "", "record": {}}',
     '{"communique": 1, "sha256": 5, "words": "", "record": {}}', '{"communique": 1, "sha256": "", "words": "", "record": 5}',
     b"\xff", "[" * 100_000],
)  # fmt: skip
def test_anything_else_is_no_record(data: str | bytes) -> None:
    assert unpacked(data) is None


def test_a_record_and_what_is_stated_beside_it_can_stand_apart() -> None:
    assert joined('{"id": "rules"}', stated(TEXT)) == carried()
    assert joined("{}", "{") is None
