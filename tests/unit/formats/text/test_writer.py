"""A declaration as plain text."""

from typing import cast

import pytest
from tests.samples import block, declaration, numbered

from communique.core.source import Source
from communique.core.values import DeclarationValues, Values
from communique.draft import Draft, build
from communique.formats.text import call_of, write
from communique.model import Declaration, Note


def made(**values: object) -> Declaration:
    base: Values = {"kind": "declaration", "language": "en", **values}
    return build(Draft(Source("made", b""), cast("DeclarationValues", base))).require()


def test_a_declaration_is_written_block_by_block() -> None:
    assert write(declaration()) == (
        "Harbour Declaration\n\n\n1. Aware¹ of the tides,\n\n2. recalling the storms,\n\n"
        "3. We commit by 1 March 2024.\n\n4. We meet again:\n\n    (a) at sea,\n\n\n"
        "____________________\n¹ See the annual report.\n"
    )


def note(marker: str | None) -> Values:
    return {"kind": "note", "eid": "n", "marker": marker, "content": [block("Nine.")]}


@pytest.mark.parametrize(
    ("marker", "call"),
    [
        ("1", "¹"),
        ("12", "¹²"),
        ("*", "*"),
        ("†", "†"),
        ("a", "[a]"),
        ("(1)", "[(1)]"),
        (None, ""),
    ],
)
def test_a_note_is_called_by_a_sign_that_is_read_back(
    marker: str | None, call: str
) -> None:
    assert call_of(Note.model_validate(note(marker))) == call


def test_points_are_indented_by_their_depth() -> None:
    inner = numbered("point", "(i)", block("red;"))
    outer = {
        "kind": "points",
        "points": [
            numbered(
                "point", "(a)", block("lamps:"), {"kind": "points", "points": [inner]}
            )
        ],
    }
    text = write(made(body=[numbered("paragraph", "1.", block("We buy:"), outer)]))
    assert text.split("\n\n") == ["1. We buy:", "    (a) lamps:", "        (i) red;\n"]


def test_sections_have_label_and_heading_on_one_line_articles_on_two() -> None:
    section = {
        "kind": "section",
        "num": "I.",
        "heading": block("LAMPS"),
        "body": [numbered("paragraph", "1.", block("Oil."))],
    }
    article = {
        "kind": "article",
        "num": "Article 2",
        "heading": block("Nets"),
        "body": [numbered("paragraph", None, block("Hemp."))],
    }
    assert (
        write(made(body=[section, article])).strip()
        == "I. LAMPS\n\n1. Oil.\n\nArticle 2\nNets\n\nHemp."
    )


def test_cover_closing_and_annexes_stand_in_their_order() -> None:
    cover = {
        "kind": "note",
        "iri": "/akn/xx/doc/note/9999/x",
        "fields": [
            {"key": "number", "value": block("9021/24")},
            {"key": "from", "label": "From:", "value": block("Presidency")},
        ],
        "paragraphs": [numbered("paragraph", None, block("See below."))],
        "annex_label": block("ANNEX"),
    }
    signature = {
        "kind": "signature",
        "lines": [
            {"part": "name", "value": block("Edda Holm")},
            {"part": "role", "value": block("Mayor")},
        ],
    }
    annex = {"num": "ANNEX I", "title": block("Lamps")}
    text = write(
        made(
            title=block("Declaration"),
            cover=cover,
            closing=[block("Done at Low Wick"), signature],
            annexes=[annex],
        )
    )
    assert [line for line in text.split("\n") if line] == [
        "9021/24", "From: Presidency", "See below.", "ANNEX", "Declaration", "Done at Low Wick",
        "Edda Holm", "Mayor", "ANNEX I", "Lamps",
    ]  # fmt: skip


def test_a_row_of_a_table_is_a_line_between_pipes() -> None:
    rows = [
        {
            "cells": [
                {"content": [block("oil")]},
                {"content": [block("red"), block("blue")]},
            ]
        }
    ]
    table = {"kind": "table", "caption": block("Prices"), "rows": rows}
    assert write(made(body=[numbered("paragraph", "1.", table)])).strip() == (
        "1.\n\nPrices\n\n|  |  |\n| --- | --- |\n| oil | red blue |"
    )


def test_where_markers_begin_again_notes_stand_at_the_feet_of_pages() -> None:
    def called(num: str, text: str, ref: str) -> Values:
        return numbered(
            "paragraph",
            num,
            block(text, {"kind": "note", "start": 2, "end": 2, "ref": ref}),
        )

    notes = [
        {**note("1"), "eid": eid, "content": [block(words)]}
        for eid, words in (("a", "Nine."), ("b", "Six."))
    ]
    text = write(
        made(
            body=[called("1.", "We met.", "a"), called("2.", "We part.", "b")],
            notes=notes,
        )
    )
    first, second = text.split("\f")
    assert first.rstrip().endswith("1. We¹ met.\n\n\n____________________\n¹ Nine.")
    assert second.strip() == "2. We¹ part.\n\n\n____________________\n¹ Six."


def test_a_number_alone_has_room_behind_it() -> None:
    assert "1  We met." in write(
        made(body=[numbered("paragraph", "1", block("We met."))])
    )


def test_every_text_ends_with_one_line_feed() -> None:
    assert write(made()) == "\n"
    assert write(declaration()).endswith(".\n")
