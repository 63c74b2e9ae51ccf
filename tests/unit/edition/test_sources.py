"""How a record is made of a source that is marked up already."""

import json
from typing import Any

from tests.samples import declaration

from communique.core.source import Source
from communique.documents import read, write
from communique.draft import Parsed
from communique.edition.sources import named_as, record_of

MARKED = write(
    declaration(
        preamble=[],
        body=[
            {"kind": "paragraph", "eid": "x9", "num": "1.", "content": [{"kind": "text", "text": "See paragraph 2.",
             "marks": [{"kind": "reference", "start": 4, "end": 15, "scheme": "akn", "href": "#x4"},
                       {"kind": "note", "start": 16, "end": 16, "ref": "n7"}]}]},
            {"kind": "paragraph", "eid": "x4", "num": "2.", "content": [{"kind": "text", "text": "We write."}]},
        ],
        notes=[{"eid": "n7", "marker": "1", "content": [{"kind": "text", "text": "Here."}]}],
        entities=[{"id": "nobody", "type": "organization", "label": "Nobody", "basis": "inferred"}],
        signatories=[], place=None,
    ),
    "akn",
)  # fmt: skip


def made(overlay: Any = None) -> Parsed:
    hints = (
        None
        if overlay is None
        else Source("en.overlay.json", json.dumps(overlay).encode())
    )
    return record_of(Source("en.xml", MARKED.encode()), "en", hints)


def test_nodes_are_named_anew_and_what_refers_to_them_follows() -> None:
    record = made().require()
    assert [paragraph.eid for paragraph in record.commitments] == ["para_1", "para_2"]
    assert record.references[0].href == "#para_2"
    assert [note.eid for note in record.notes] == ["authorialNote_1"]


def test_entities_that_nothing_names_are_left_out() -> None:
    assert read(MARKED.encode(), "akn").require().entities
    assert made().require().entities == ()


def test_an_overlay_speaks_of_marked_up_text_too_by_the_new_names() -> None:
    said = {
        "document": {"id": "another"},
        "marks": [{"in": "para_2", "words": "We write", "kind": "act", "act": "agree"}],
    }
    record = made(said).require()
    assert record.id == "another"
    assert [act.eid for act in record.acts] == ["para_2"]


def test_words_of_an_overlay_that_are_not_there_are_a_finding() -> None:
    said = made(
        {"marks": [{"in": "para_2", "words": "absent", "kind": "act", "act": "agree"}]}
    ).findings
    assert any(
        "the words 'absent' are not in para_2" in finding.message for finding in said
    )


def test_a_record_keeps_its_names_where_two_nodes_would_have_one() -> None:
    record = made().require()
    assert named_as(record, {"para_1": "para_2"}) is record
    assert [
        each.eid for each in named_as(record, {"para_1": "para_7"}).commitments
    ] == [
        "para_7",
        "para_2",
    ]
