"""Lines joined to running text."""

import pytest
from tests.unit.detect.read import joiner, lines

from communique.detect.claims import Flow

JOINED = [
    # lines, text, furniture by kind, hyphens kept
    ("the ports\nof the isles", "the ports of the isles", {}, 0),
    ("the EU-\nCLASS port", "the EU-CLASS port", {}, 0),
    ("in 2020-\n2024", "in 2020-2024", {}, 0),
    (
        "the light-\nhouse; the lighthouse",
        "the lighthouse; the lighthouse",
        {"hyphen": 1},
        0,
    ),
    ("a well-\nknown port is well-known", "a well-known port is well-known", {}, 0),
    ("a har-\nbour", "a har-bour", {}, 1),
    ("a har\u00ad\nbour", "a harbour", {"hyphen": 1}, 0),
    ("ports -\nand isles", "ports - and isles", {}, 0),
    ("海の\n港", "海の港", {}, 0),
    ("항구\n섬", "항구 섬", {}, 0),
    ("the   ports\tof", "the ports of", {}, 0),
    ("the\u00a0ports", "the\u00a0ports", {}, 0),
    ("the\u2009ports", "the\u2009ports", {}, 0),
    ("po\x07rts", "po rts", {"control": 1}, 0),
    ("the\n\x07ports", "the ports", {"control": 1}, 0),
    ("the ports\x07\nmet", "the ports met", {"control": 1}, 0),
]


@pytest.mark.parametrize(
    ("text", "words", "furniture", "kept"),
    JOINED,
    ids=[repr(text) for text, *_ in JOINED],
)
def test_lines_are_joined(
    text: str, words: str, furniture: dict[str, int], kept: int
) -> None:
    made = joiner(text)
    flow = Flow(text)
    for line in lines(text):
        made.add(flow, line.start, line.end)
    assert flow.text == words
    assert {kind: end - start for start, end, kind in flow.dropped} == furniture
    assert len(made.kept) == kept


def test_a_kept_hyphen_has_its_place() -> None:
    text = "a har-\nbour"
    made, flow = joiner(text), Flow(text)
    for line in lines(text):
        made.add(flow, line.start, line.end)
    assert [text[offset] for offset in made.kept] == ["-"]


def test_a_stretch_of_control_characters_is_set_aside_whole() -> None:
    made = joiner("a\x07 \x1bb")
    assert made.sets_aside(1, 4)
    assert not made.sets_aside(0, 4)
    assert [kind for _, _, _, kind in made.claims.made] == ["control"]
