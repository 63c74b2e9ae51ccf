"""Positions, against a plain way to count them: the text is encoded, and cut at each line end."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from communique.lsp.analysis import Lines, Text, split_lines

CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
ENCODINGS = tuple(CODECS)
TEXTS = st.text(
    st.sampled_from("ab\r\n\u2028\x0b\x85\x0cčšž語\ufeff🚢👩\U0010ffff"), max_size=40
)
LONG = "🚢 aé語" * 700 + "\n" + "x" * 3000 + "é🚢\r\n"


def position(line: int, character: int) -> types.Position:
    return types.Position(line, character)


def plainly(text: str, offset: int, encoding: str) -> types.Position:
    """The position of an offset that does not split a CRLF."""
    before = re.split(r"\r\n|\r|\n", text[:offset])
    codec, size = CODECS[encoding]
    return position(len(before) - 1, len(before[-1].encode(codec)) // size)


def ends(text: str) -> set[int]:
    """The offsets inside a CRLF, which no position has."""
    return {match.start() + 1 for match in re.finditer("\r\n", text)}


@given(TEXTS)
def test_lines_are_cut_at_the_line_ends_of_the_protocol_and_nowhere_else(
    text: str,
) -> None:
    lines = split_lines(text)
    assert "".join(lines) == text
    assert [line.rstrip("\r\n") for line in lines] == re.split(r"\r\n|\r|\n", text)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS, number=st.integers(0, 40))
def test_an_offset_has_the_position_that_counting_gives_and_is_found_again(
    encoding: str, text: str, number: int
) -> None:
    offset = min(number, len(text))
    if offset not in ends(text):
        found = Text(text, encoding).position(offset)
        assert found == plainly(text, offset, encoding)
        assert Text(text, encoding).offset(found) == offset


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_offset_of_a_long_text_is_found_again(encoding: str) -> None:
    text = Text(LONG, encoding)
    for offset in range(0, len(LONG) + 1, 97):
        assert text.position(offset) == plainly(LONG, offset, encoding)
        assert text.offset(text.position(offset)) == offset


@pytest.mark.parametrize(
    ("encoding", "units"),
    [("utf-16", [0, 0, 1, 2]), ("utf-8", [0, 0, 0, 0, 1, 2]), ("utf-32", [0, 1, 2])],
)
def test_a_position_inside_a_character_is_before_it(
    encoding: str, units: list[int]
) -> None:
    text = Text("🚢a", encoding)
    assert [text.offset(position(0, each)) for each in range(len(units))] == units


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_positions_outside_the_text_are_its_edges(encoding: str) -> None:
    text = Text("é🚢\r\nb", encoding)
    assert text.offset(position(0, 99)) == 2
    assert text.offset(position(1, 99)) == 5
    assert text.offset(position(9, 0)) == 5
    assert text.position(99) == position(1, 1)
    assert text.position(-1) == position(0, 0)


def test_a_span_of_a_source_is_a_range_though_a_mark_stands_before_its_first_line() -> (
    None
):
    text = Text("\ufeffa🚢b\nc🚢d", "utf-16")
    source = text.source("a.txt")
    assert source.text == "a🚢b\nc🚢d"
    assert text.range(*text.offsets(source.span(2, 3))) == types.Range(
        position(0, 4), position(0, 5)
    )
    assert text.range(*text.offsets(source.span(5, 7))) == types.Range(
        position(1, 1), position(1, 4)
    )
    assert text.offsets(source.span(2, 3)) == (3, 4)


def test_half_of_a_pair_is_no_character_of_the_source_and_breaks_nothing() -> None:
    text = Text("a\ud83d\nb", "utf-16")
    assert not isinstance(text.source("a.txt").decoded, str)
    assert text.position(2) == position(0, 2)
    assert Text("\ud83db", "utf-8").offset(position(0, 3)) == 1


def partial(
    start: tuple[int, int], end: tuple[int, int], text: str
) -> types.TextDocumentContentChangePartial:
    return types.TextDocumentContentChangePartial(
        types.Range(position(*start), position(*end)), text
    )


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(data=st.data())
def test_edits_make_the_text_that_they_make_of_a_plain_string(
    encoding: str, data: st.DataObject
) -> None:
    text = data.draw(TEXTS)
    lines = Lines(text, encoding)
    for _ in range(data.draw(st.integers(1, 5))):
        places = [offset for offset in range(len(text) + 1) if offset not in ends(text)]
        start, end = sorted(
            data.draw(st.tuples(st.sampled_from(places), st.sampled_from(places)))
        )
        put = data.draw(TEXTS)
        where = types.Range(
            plainly(text, start, encoding), plainly(text, end, encoding)
        )
        lines.change([types.TextDocumentContentChangePartial(where, put)])
        text = text[:start] + put + text[end:]
        assert lines.text == text
        assert "".join(split_lines(text)) == text
        assert lines._lines == split_lines(text)


def test_changes_are_made_one_after_the_other() -> None:
    lines = Lines("one\ntwo", "utf-16")
    lines.change(
        [
            partial((1, 0), (1, 3), "2"),
            types.TextDocumentContentChangeWholeDocument("new\n"),
            partial((1, 0), (1, 0), "x"),
        ]
    )
    assert lines.text == "new\nx"


def test_an_edit_outside_the_text_or_turned_round_is_made_at_its_edge() -> None:
    lines = Lines("one\r\ntwo", "utf-16")
    lines.change([partial((9, 9), (10, 0), "!")])
    assert lines.text == "one\r\ntwo!"
    lines.change([partial((0, 99), (0, 99), "?")])
    assert lines.text == "one?\r\ntwo!"
    lines.change([partial((1, 1), (0, 0), "-")])
    assert lines.text == "one?\r\nt-wo!"


def test_a_thousand_edits_of_a_large_document_are_made_at_once() -> None:
    lines = Lines("a line of some words\n" * 60_000, "utf-16")
    lines.change(
        [
            partial((number, 2), (number, 6), "LINE🚢")
            for number in range(59_000, 58_000, -1)
        ]
    )
    assert lines.text.count("a LINE🚢 of") == 1000
