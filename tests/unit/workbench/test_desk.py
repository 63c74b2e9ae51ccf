"""What the page is told, and that its corrections are those of the command line."""

import json
from typing import Any

import pytest

from communique import read, write
from communique.core.source import Source
from communique.workbench.desk import MOST_BYTES, Desk, Refusal, answered, quotation

STATEMENT = """\
HARBOUR STATEMENT

Nauplia, 4 May 2031

Ports of the eastern shore

We, the ports of Nauplia and Tolo, met today to speak about the tides.

1. We will publish the tide tables of Tolo by 1 March 2032.

2. We ask the Harbour Commission to share its charts with Tolo and Tolo Bay.
"""
NAME = "harbour.txt"


def desk(text: str = STATEMENT) -> Desk:
    made = Desk()
    made.open(NAME, text.encode())
    return made


def view(made: Desk, overlay: str = "") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(made.read(overlay))
    return found


def block(seen: dict[str, Any], words: str) -> dict[str, Any]:
    [found] = [each for each in seen["blocks"] if words in each["text"]]
    return dict(found)


def test_every_word_of_the_source_is_in_the_lines_once() -> None:
    seen = view(desk())
    lines = ["".join(words for words, _ in line["parts"]) for line in seen["lines"]]
    assert "\n".join(lines) == STATEMENT


def test_lines_are_counted_as_findings_count_them() -> None:
    seen = view(desk("one\r\ntwo\rthree\n"))
    words = ["".join(part[0] for part in line["parts"]) for line in seen["lines"]]
    assert words == ["one", "two", "three", ""]


def test_a_stretch_of_a_line_names_the_block_that_has_its_words() -> None:
    seen = view(desk())
    for line in seen["lines"]:
        for words, number in line["parts"]:
            if number is None:
                continue
            owner = seen["blocks"][number]
            said = f"{owner['num']} {owner['heading']} {owner['text']}"
            assert words.strip() in said


def test_a_role_that_is_given_is_taken_and_written_as_on_the_command_line() -> None:
    made = desk()
    start = block(view(made), "eastern shore")["start"]
    at = made.quotation(start)
    overlay = json.dumps({"hints": [{"at": at, "is": "paragraph"}]})
    assert block(view(made, overlay), "eastern shore")["kind"] == "paragraph"
    own = read(
        Source(NAME, STATEMENT.encode()), hints=Source("h.json", overlay.encode())
    )
    for format in ("json", "akn"):
        assert made.write(format).decode() == write(own.require(), format)


@pytest.mark.parametrize(
    ("kind", "choice", "value", "mark"),
    [
        ("date", "", "2032-03-01", {"date": "2032-03-01"}),
        ("reference", "", "https://harbour.example/", {"href": "https://harbour.example/"}),
        ("act", "commit", "", {"act": "commit"}),
    ],
)  # fmt: skip
def test_selected_words_become_a_mark(
    kind: str, choice: str, value: str, mark: dict[str, str]
) -> None:
    made = desk()
    seen = view(made)
    number = seen["blocks"].index(block(seen, "tide tables"))
    given = {"block": number, "field": "text", "words": "tide tables", "before": "We will publish the ",
             "kind": kind, "choice": choice, "value": value}  # fmt: skip
    step = json.loads(answered(made, "mark", given))
    view(made, json.dumps({"marks": [step["mark"]]}))
    [found] = [
        each
        for each in json.loads(made.write("json"))["body"][1]["content"][0]["marks"]
        if each["kind"] == kind and each["start"] == len("We will publish the ")
    ]
    assert mark.items() <= found.items()


def test_words_that_are_there_twice_are_marked_where_they_were_selected() -> None:
    made = desk()
    seen = view(made)
    number = seen["blocks"].index(block(seen, "Harbour Commission"))
    text = seen["blocks"][number]["text"]
    before = text[: text.rindex("Tolo")]
    given = {"block": number, "field": "text", "words": "Tolo", "before": before,
             "kind": "reference", "choice": "", "value": ""}  # fmt: skip
    step = json.loads(answered(made, "mark", given))
    assert step["mark"]["nth"] == 2
    assert view(made, json.dumps({"marks": [step["mark"]]}))["is_read"]


def test_an_entity_that_is_marked_keeps_those_that_were_found() -> None:
    made = desk()
    seen = view(made)
    before = json.loads(made.write("json"))["entities"]
    number = seen["blocks"].index(block(seen, "Harbour Commission"))
    given = {"block": number, "field": "text", "words": "Tolo Bay", "before": "",
             "kind": "entity", "choice": "place", "value": "Tolo Bay"}  # fmt: skip
    step = json.loads(answered(made, "mark", given))
    view(made, json.dumps(step))
    after = {each["label"] for each in json.loads(made.write("json"))["entities"]}
    assert {"Tolo Bay"} <= after
    assert {each["label"] for each in before} <= after


def test_a_quotation_goes_on_until_it_stands_once() -> None:
    text = "the same words here and there, and everywhere: one. "
    text += "the same words here and there, and everywhere: two."
    assert "one." in quotation(text, 0)
    assert text.count(quotation(text, 0)) == 1
    with pytest.raises(Refusal, match="not-unique"):
        quotation("ab ab", 3)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("page.html", b"<!doctype html><html><p>We will.</p></html>", "no-html"),
        ("long.txt", b" " * (MOST_BYTES + 1), "too-large"),
    ],
)
def test_what_cannot_be_read_in_a_browser_is_refused(
    name: str, data: bytes, code: str
) -> None:
    with pytest.raises(Refusal, match=code):
        Desk().open(name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [("empty.pdf", b"%PDF-1.7\n%%EOF\n"), ("binary.tar", b"\0\1\2"), ("empty.txt", b"")],
)  # fmt: skip
def test_what_holds_no_text_has_findings_and_no_record(name: str, data: bytes) -> None:
    made = Desk()
    made.open(name, data)
    seen = view(made)
    assert not seen["is_read"]
    assert seen["findings"]
    with pytest.raises(Refusal, match="no-record"):
        made.write("json")
