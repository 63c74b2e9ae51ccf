"""The outline: every passage at its place, nested, in each format."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from lsprotocol import types
from tests.samples import block, declaration, numbered

from communique.documents import read, write
from communique.lsp.analysis import Text, outline
from communique.model import Declaration
from communique.model.passages import passages
from communique.testing import declarations

FORMS = ("akn", "json", "text")
FEW = max(10, (settings.default or settings()).max_examples // 4)
"""Each example is written and read in three formats. That every passage has its place in each is a
law of these formats, in tests/laws; here it is asked what the outline makes of it.
"""


def symbols_of(text: str, form: str) -> list[types.DocumentSymbol]:
    client = Text(text)
    return outline(read(client.source("a"), form), client)


def every(symbols: list[types.DocumentSymbol]) -> Iterator[types.DocumentSymbol]:
    for symbol in symbols:
        yield symbol
        yield from every(list(symbol.children or []))


def shape(symbols: list[types.DocumentSymbol]) -> list[object]:
    return [
        (symbol.detail, shape(list(symbol.children))) if symbol.children else symbol.detail
        for symbol in symbols
    ]  # fmt: skip


def words(text: str, where: types.Range) -> str:
    client = Text(text)
    return text[client.offset(where.start) : client.offset(where.end)]


def holds(outer: types.Range, inner: types.Range) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


NOTE = ["authorialNote_1"]


@pytest.mark.parametrize(
    ("form", "in_clause", "at_the_end"),
    [("akn", NOTE, []), ("json", [], NOTE), ("text", [], NOTE)],
)
def test_recitals_paragraphs_points_and_notes_are_nested_as_the_file_has_them(
    form: str, in_clause: list[str], at_the_end: list[str]
) -> None:
    first = ("recs_1__rec_1", in_clause) if in_clause else "recs_1__rec_1"
    assert shape(symbols_of(write(declaration(), form), form)) == [
        "preface", first, "recs_1__rec_2", "para_3", ("para_4", ["para_4__list_1__point_a"]), *at_the_end,
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["akn", "json"])
def test_sections_groups_and_annexes_hold_what_is_in_them(form: str) -> None:
    paragraph = numbered("paragraph", "1.", block("We meet."))
    made = declaration(
        preamble=[{"kind": "recitals", "heading": block("Aware:"), "recitals": [numbered("recital", None, block("So."))]}],
        body=[{"kind": "section", "num": "I", "body": [{"kind": "chapter", "num": "1", "body": [paragraph]}]}],
        annexes=[{"num": "ANNEX", "body": [numbered("paragraph", None, block("More."))]}],
        notes=[],
    )  # fmt: skip
    assert shape(symbols_of(write(made, form), form)) == [
        "preface", ("recs_1", ["recs_1__rec_1"]), ("sec_I", [("sec_I__chp_1", ["para_1"])]),
        ("att_1", ["att_1__para_1"]),
    ]  # fmt: skip


def test_a_name_is_the_label_and_the_first_words() -> None:
    long = declaration(
        body=[numbered("paragraph", "3.", block("word " * 40 + "end"))],
        notes=[],
        preamble=[],
    )
    names = [symbol.name for symbol in symbols_of(write(long, "akn"), "akn")]
    assert names[0] == "Harbour Declaration"
    assert names[1].startswith("3. word word")
    assert len(names[1]) == 80
    assert names[1].endswith("…")


@pytest.mark.parametrize(
    ("form", "chosen", "first", "last"),
    [
        ("akn", "3.", "<paragraph", "2024</date>."),
        ("json", '"3."', "{", "}"),
        ("text", "3.", "3. We", "2024."),
    ],
)
def test_the_range_is_that_of_the_passage_and_the_label_is_selected(
    form: str, chosen: str, first: str, last: str
) -> None:
    text = write(declaration(), form)
    (symbol,) = (
        each for each in every(symbols_of(text, form)) if each.detail == "para_3"
    )
    whole = words(text, symbol.range)
    assert whole.startswith(first)
    assert whole.endswith(last)
    if (
        form != "akn"
    ):  # there the reader knows where a label's element is, and the words, but not the label
        assert words(text, symbol.selection_range) == chosen


@settings(max_examples=FEW)
@given(made=declarations())
def test_every_passage_is_there_once_inside_what_it_is_in(made: Declaration) -> None:
    for form in FORMS:
        every_passage_is_there_once_inside_what_it_is_in(form, made)


def every_passage_is_there_once_inside_what_it_is_in(
    form: str, made: Declaration
) -> None:
    text = write(made, form)
    client = Text(text)
    parsed = read(client.source("a"), form)
    found = outline(parsed, client)
    assert parsed.declaration is not None or found == []
    if parsed.declaration is not None:
        known = sorted(each.eid for each in passages(parsed.declaration))
        details = sorted(symbol.detail or "" for symbol in every(found))
        assert set(details) <= set(known)
        if form == "json":
            assert details == known
    for symbol in every(found):
        assert symbol.name
        assert holds(symbol.range, symbol.selection_range)
        assert all(holds(symbol.range, child.range) for child in symbol.children or [])


@pytest.mark.parametrize(
    ("text", "form"), [("<akomaNtoso", "akn"), ("{", "json"), ("", "text")]
)
def test_what_is_no_declaration_has_no_outline(text: str, form: str) -> None:
    assert symbols_of(text, form) == []
