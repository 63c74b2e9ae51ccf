"""A hint overrules the reader at its place, whatever it says; one that holds nowhere, or in two
places, is a finding.
"""

import json

import pytest
from tests.golden.outline import outline

from communique.core.codes import HINT_NOT_FOUND, HINT_WRONG
from communique.core.source import Source
from communique.detect.hints import KINDS
from communique.detect.reading import read as read_source
from communique.detect.roles import ROLES
from communique.draft import Parsed, ReadOptions
from communique.formats import format_named

TEXT = """Statement of the Cider Presses

1. The presses met in Applecross. They tasted the cider
and found it sound.

2. They will meet
3. times a year.

Note to readers

They thank the pickers.

Signed by all
"""


def read(*hints: object) -> Parsed:
    source = Source("hints.json", json.dumps(hints).encode())
    return format_named("text").read(
        Source("text", TEXT.encode()), ReadOptions(language="en", hints=source)
    )


def lines(parsed: Parsed) -> list[str]:
    return [line.split("  #")[0] for line in outline(parsed.require(), shown=99)]


EFFECTS = (
    ("They tasted", "break", "paragraph - | They tasted the cider and found it sound."),
    ("Note to", "join", "paragraph 3. | times a year. Note to readers"),
    ("3. times", "text", "paragraph 2. | They will meet 3. times a year."),
    ("3. times", "label", "paragraph 3. | times a year."),
    ("They thank", "heading", "section - | They thank the pickers."),
    (
        "1. The",
        "title",
        "title | Statement of the Cider Presses 1. The presses met in Applecross. They tasted the cider and found it sound.",
    ),
    ("2. They", "recital", "recital 2. | They will meet"),
    ("Statement", "paragraph", "paragraph - | Statement of the Cider Presses"),
    ("Note to", "annex", "annex Note to readers"),
    ("Signed by", "closing", "closing | Signed by all"),
    ("They thank", "note", "note - (not called) | They thank the pickers."),
)


@pytest.mark.parametrize(
    ("at", "what", "line"), EFFECTS, ids=[what for _, what, _ in EFFECTS]
)
def test_a_hint_overrules_the_reader(at: str, what: str, line: str) -> None:
    parsed = read({"at": at, "is": what, "why": "a test"})
    assert line in map(str.strip, lines(parsed))
    assert parsed.ledger.balanced
    assert parsed.ledger.left_over == 0


def test_what_a_hint_calls_furniture_is_set_aside() -> None:
    parsed = read({"at": "Note to", "is": "furniture"})
    assert not any("Note to readers" in line for line in lines(parsed))
    assert parsed.ledger.furniture == {"header-footer": len("Notetoreaders")}


def test_every_kind_of_hint_is_tried_here() -> None:
    assert {what for _, what, _ in EFFECTS} | {"furniture"} | set(ROLES) >= set(KINDS)


@pytest.mark.parametrize(
    "role", sorted(set(ROLES) & set(KINDS) - {"furniture", "note"})
)
def test_a_hint_decides_a_role_and_no_word_is_lost(role: str) -> None:
    hints = Source(
        "hints.json", json.dumps([{"at": "They tasted", "is": role}]).encode()
    )
    reading = read_source(
        Source("text", TEXT.encode()), ReadOptions(language="en", hints=hints)
    )
    decided = {
        atom.lines[0].text[:11]: decision.state
        for atom, decision in zip(reading.atoms, reading.decisions, strict=True)
    }
    assert decided["They tasted"] == role
    parsed = read({"at": "They tasted", "is": role})
    assert parsed.ledger.left_over == 0
    assert "tasted" in json.dumps(parsed.require().model_dump(mode="json"))


def test_hints_hold_together() -> None:
    found = lines(
        read({"at": "They tasted", "is": "break"}, {"at": "Signed by", "is": "closing"})
    )
    assert "paragraph - | They tasted the cider and found it sound." in found
    assert any("Signed by all" in line for line in found)


@pytest.mark.parametrize(
    ("words", "said"), [("never", "not"), ("They", "more than once")]
)
def test_a_hint_that_matches_no_place_or_two_is_a_finding(
    words: str, said: str
) -> None:
    parsed = read({"at": words, "is": "break"})
    (found,) = [each for each in parsed.findings if each.code is HINT_NOT_FOUND]
    assert f"{words!r} is {said} in the source" in found.message
    assert lines(parsed) == lines(read())


@pytest.mark.parametrize(
    ("hint", "said"),
    [
        ("break", "no object"),
        ({"at": "They tasted", "is": "brake"}, "'brake'"),
        ({"at": "", "is": "break"}, "'at'"),
        ({"is": "break"}, "'at'"),
        ({"at": "They tasted", "is": "break", "because": "x"}, "'because'"),
        ({"at": 7, "is": "break"}, "'at'"),
    ],
)
def test_a_hint_that_is_none_is_a_finding_that_names_what_is_wrong(
    hint: object, said: str
) -> None:
    parsed = read(hint)
    (found,) = [each for each in parsed.findings if each.code is HINT_WRONG]
    assert said in found.message
    assert lines(parsed) == lines(read())


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[", b"\xff", b"7", b'"x"', b"[" * 100_000, b"null"]
)
def test_a_file_of_hints_that_is_none_is_a_finding(data: bytes) -> None:
    options = ReadOptions(language="en", hints=Source("hints.json", data))
    parsed = format_named("text").read(Source("text", TEXT.encode()), options)
    assert HINT_WRONG in {each.code for each in parsed.findings}
    assert lines(parsed) == lines(read())
