"""A draft's values, walked in document order."""

from typing import cast

from communique.core.values import (
    DeclarationValues,
    Values,
    all_blocks,
    content_blocks,
    content_nodes,
    nodes,
    notes_in_order,
    text_blocks,
)


def text(words: str, *calls: str) -> Values:
    marks = [
        {"kind": "note", "start": len(words), "end": len(words), "ref": ref}
        for ref in calls
    ]
    return {"kind": "text", "text": words, "marks": marks}


def node(kind: str, eid: str, *content: Values) -> Values:
    return {"kind": kind, "eid": eid, "content": list(content)}


TABLE: Values = {
    "kind": "table", "eid": "t", "caption": text("caption"),
    "rows": [{"cells": [{"content": [text("cell one")]}, {"content": [text("cell two")]}]}],
}  # fmt: skip
POINTS: Values = {
    "kind": "points",
    "points": [node("point", "p1", text("point one")), node("point", "p2", TABLE)],
}

DOCUMENT: Values = {
    "cover": {
        "fields": [{"key": "from", "value": text("from")}],
        "paragraphs": [node("paragraph", "c1", text("cover paragraph", "n2"))],
        "annex_label": text("annex"),
    },
    "title": text("title"),
    "subtitles": [text("subtitle")],
    "preamble": [
        node("recital", "r1", text("recital one", "n1")),
        {"kind": "recitals", "eid": "g", "heading": text("group"), "recitals": [node("recital", "r2", text("recital two"))]},
    ],
    "body": [
        {"kind": "section", "eid": "s", "heading": text("section"), "body": [node("paragraph", "b1", text("one"), POINTS)]},
    ],
    "closing": [text("closing"), {"kind": "signature", "lines": [{"part": "name", "value": text("name")}]}],
    "annexes": [
        {"kind": "annex", "eid": "a", "title": text("annex title"), "body": [node("paragraph", "a1", text("annexed", "n4"))]},
    ],
    "notes": [
        node("note", "n1", text("note one", "n3")),
        node("note", "n2", text("note two")),
        node("note", "n3", text("called by a note")),
        node("note", "n4", text("of the annex")),
        node("note", "n5", text("called by none")),
    ],
}  # fmt: skip

WORDS = [
    "from", "cover paragraph", "annex", "title", "subtitle", "recital one", "group", "recital two", "section", "one",
    "point one", "caption", "cell one", "cell two", "closing", "name", "annex title", "annexed",
]  # fmt: skip


def test_text_blocks_come_in_document_order() -> None:
    assert [
        block["text"] for _, block in text_blocks(cast("DeclarationValues", DOCUMENT))
    ] == WORDS


def test_a_text_block_knows_whether_it_stands_in_the_cover_or_an_annex() -> None:
    scopes = {
        block["text"]: scope
        for scope, block in text_blocks(cast("DeclarationValues", DOCUMENT))
    }
    assert scopes["from"] == scopes["annex"] == "cover__"
    assert scopes["annexed"] == scopes["annex title"] == "a__"
    assert scopes["title"] == scopes["name"] == ""


def test_all_blocks_end_with_those_of_the_notes() -> None:
    assert [block["text"] for block in all_blocks(cast("DeclarationValues", DOCUMENT))][len(WORDS) :] == [
        "note one", "note two", "called by a note", "of the annex", "called by none",
    ]  # fmt: skip


def test_nodes_are_all_that_has_an_eid() -> None:
    assert [each["eid"] for each in nodes(cast("DeclarationValues", DOCUMENT))] == [
        "c1", "r1", "g", "r2", "s", "b1", "p1", "p2", "t", "a", "a1", "n1", "n2", "n3", "n4", "n5",
    ]  # fmt: skip


def test_nodes_and_blocks_of_a_content_go_through_points_and_tables() -> None:
    assert [each["eid"] for each in content_nodes([text("x"), POINTS])] == [
        "p1",
        "p2",
        "t",
    ]
    assert [each["text"] for each in content_blocks([text("x"), POINTS])][:3] == [
        "x",
        "point one",
        "caption",
    ]


def test_notes_come_by_their_first_call_those_of_notes_after_them_uncalled_ones_last() -> (
    None
):
    found = [
        (scope, note["eid"], called)
        for scope, note, called in notes_in_order(cast("DeclarationValues", DOCUMENT))
    ]
    assert found == [
        ("cover__", "n2", True), ("", "n1", True), ("", "n3", True), ("a__", "n4", True), ("", "n5", False),
    ]  # fmt: skip


def test_notes_that_call_each_other_come_once() -> None:
    values: Values = {
        "notes": [
            node("note", "n1", text("one", "n2")),
            node("note", "n2", text("two", "n1")),
        ]
    }
    assert [
        note["eid"] for _, note, _ in notes_in_order(cast("DeclarationValues", values))
    ] == [
        "n1",
        "n2",
    ]


def test_two_notes_of_one_name_are_both_kept() -> None:
    values: Values = {
        "notes": [node("note", "n", text("one")), node("note", "n", text("two"))]
    }
    contents = [
        note["content"]
        for _, note, _ in notes_in_order(cast("DeclarationValues", values))
    ]
    assert [
        block["text"] for content in contents for block in content_blocks(content)
    ] == [
        "one",
        "two",
    ]


def test_nothing_comes_of_nothing() -> None:
    assert not [*nodes({}), *text_blocks({}), *notes_in_order({})]
