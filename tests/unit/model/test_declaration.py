import pickle
from collections.abc import Callable
from copy import deepcopy
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from pydantic import ValidationError
from tests.samples import block, declaration, numbered

from communique.model import (
    ActMark,
    Declaration,
    EntityMark,
    Paragraph,
    RecitalGroup,
    Table,
    TextBlock,
)
from communique.testing import declarations


def full() -> Declaration:
    """A record with something in every part."""
    call = {"kind": "note", "start": 1, "end": 1, "ref": "n2"}
    sea = {"kind": "entity", "start": 0, "end": 3, "ref": "sea"}
    table = {
        "kind": "table",
        "caption": block("Table"),
        "rows": [{"cells": [{"content": [block("cell")]}]}],
    }
    return declaration(
        cover={
            "kind": "note", "iri": "/akn/eu/doc/x", "fields": [{"key": "subject", "value": block("Sea", sea)}],
            "paragraphs": [numbered("paragraph", "9.", block("cover paragraph"))], "annex_label": block("ANNEX"),
        },
        title=block("Sea Declaration", sea),
        subtitles=[block("of ports")],
        preamble=[
            {**numbered("recital", None, block("The Ports –")), "role": "opening"},
            {"kind": "recitals", "heading": block("Tides"), "recitals": [numbered("recital", "1.", block("aware,"))]},
            {**numbered("recital", None, block("have agreed:")), "role": "formula"},
        ],
        body=[
            {"kind": "section", "num": "I", "heading": block("Aims"), "body": [
                {"kind": "article", "num": "Article 2", "body": [numbered("paragraph", "1.", block("deep"))]}]},
            numbered("paragraph", "٢.", block("We"), {"kind": "points", "points": [
                {**numbered("point", "–", block("Sea", sea)), "heading": block("At")}]}, table),
        ],
        closing=[block("Done"), {"kind": "signature", "lines": [{"part": "name", "value": block("N. N.")}]}],
        annexes=[{"num": "ANNEX", "title": block("Ports"), "body": [numbered("paragraph", "1.", block("annexed", call))]}],
        notes=[{"kind": "note", "eid": "n2", "marker": "*", "content": [block("a note")]}],
        entities=[{"id": "sea", "type": "topic", "label": "Sea"}],
    )  # fmt: skip


def test_recitals_are_those_of_groups_too_without_formulas() -> None:
    assert [each.text for each in full().recitals] == ["The Ports –", "aware,"]


def test_commitments_are_the_paragraphs_of_the_body_through_all_sections() -> None:
    assert [each.text.splitlines()[0] for each in full().commitments] == ["deep", "We"]


def test_blocks_come_in_document_order_with_the_eids_of_their_nodes() -> None:
    assert [(eid, str(each)) for eid, each in full().blocks] == [
        ("cover", "Sea"), ("cover__para_9", "cover paragraph"), ("cover", "ANNEX"), ("preface", "Sea Declaration"),
        ("preface", "of ports"), ("formula_1", "The Ports –"), ("recs_1", "Tides"), ("recs_1__rec_1", "aware,"),
        ("formula_2", "have agreed:"), ("sec_I", "Aims"), ("para_1", "deep"), ("para_2", "We"),
        ("para_2__list_1__point_1", "At"), ("para_2__list_1__point_1", "Sea"), ("para_2__table_1", "Table"),
        ("para_2__table_1", "cell"), ("conclusions", "Done"), ("conclusions", "N. N."), ("att_1__preface", "Ports"),
        ("att_1__para_1", "annexed"), ("n2", "a note"),
    ]  # fmt: skip


@given(declarations())
def test_every_text_is_among_the_blocks_once(record: Declaration) -> None:
    written = record.model_dump_json()
    assert sum(
        '"kind":"text"' in each.model_dump_json() for _, each in record.blocks
    ) == written.count('"kind":"text"')


@pytest.mark.parametrize(
    ("eid", "kind"),
    [("sec_I", "section"), ("art_2", "article"), ("para_2", "paragraph"), ("para_2__list_1__point_1", "point"),
     ("n2", "note"), ("att_1__para_1", "paragraph"), ("cover__para_9", "paragraph")],
)  # fmt: skip
def test_a_node_is_had_by_its_eid(eid: str, kind: str) -> None:
    assert getattr(full()[eid], "kind", None) == kind


def test_tables_groups_and_entities_are_had_by_their_names() -> None:
    record = full()
    assert isinstance(record["para_2__table_1"], Table)
    assert isinstance(record["recs_1"], RecitalGroup)
    assert record["sea"] is record.entities[0]


def test_an_eid_that_is_not_there_is_a_key_error_that_names_the_record() -> None:
    with pytest.raises(
        KeyError, match="no node of harbour-declaration has the eid 'para_99'"
    ):
        full()["para_99"]


@pytest.mark.parametrize("number", [2, "2", "2.", "(2)", "٢"])
def test_a_paragraph_is_had_by_its_printed_number_however_it_is_spelt(
    number: int | str,
) -> None:
    assert full().paragraph(number).eid == "para_2"


def test_an_operative_paragraph_goes_before_a_recital_of_the_same_number() -> None:
    assert isinstance(full().paragraph(1), Paragraph)
    assert declaration().paragraph(1).text == "Aware of the tides,"


@pytest.mark.parametrize("number", [9, -1, "-1", "", "–", "x"])
def test_a_number_that_no_paragraph_bears_is_a_key_error(number: int | str) -> None:
    with pytest.raises(KeyError):
        full().paragraph(number)


def test_mentions_are_the_places_where_an_entity_is_named() -> None:
    found = full().mentions("sea")
    assert [(each.eid, each.text) for each in found] == [
        ("cover", "Sea"), ("preface", "Sea"), ("para_2__list_1__point_1", "Sea"),
    ]  # fmt: skip
    assert all(isinstance(each.mark, EntityMark) for each in found)
    with pytest.raises(KeyError, match="no entity 'land'"):
        full().mentions("land")


def test_dates_acts_and_references_are_collected_with_their_words() -> None:
    reference = {"kind": "reference", "start": 0, "end": 2, "href": "#para_3"}
    record = declaration(title=block("cf. above", reference))
    assert [(each.eid, each.text, each.mark.date) for each in record.dates] == [
        ("para_3", "1 March 2024", "2024-03-01")
    ]
    assert [(each.text, each.mark.act) for each in record.acts] == [
        ("commit", "commit"),
        ("meet", "agree"),
    ]
    assert [(each.words, each.href) for each in record.references] == [
        ("cf", "#para_3")
    ]


def test_words_are_found_with_their_places() -> None:
    hits = full().find("SEA")
    assert [(each.eid, each.text, each.start) for each in hits] == [
        ("cover", "Sea", 0), ("preface", "Sea", 0), ("para_2__list_1__point_1", "Sea", 0),
    ]  # fmt: skip
    assert full().find("") == ()


def test_a_paragraph_knows_its_footnotes_and_the_record_all() -> None:
    record = declaration()
    assert [note.marker for note in record.recitals[0].footnotes] == ["1"]
    assert record.recitals[1].footnotes == ()
    assert record.footnotes == record.notes


@given(declarations())
def test_a_record_is_equal_to_its_copy_and_hashes_alike(record: Declaration) -> None:
    for copy in (
        Declaration.model_validate(record.model_dump()),
        pickle.loads(pickle.dumps(record)),
    ):
        assert copy == record
        assert hash(copy) == hash(record)
        assert copy.model_dump_json() == record.model_dump_json()


@pytest.mark.parametrize(
    "copied", [deepcopy, lambda record: pickle.loads(pickle.dumps(record))]
)
def test_nodes_of_a_copy_know_their_notes(
    copied: Callable[[Declaration], Declaration],
) -> None:
    copy = copied(declaration())
    assert [note.marker for note in copy.recitals[0].footnotes] == ["1"]
    assert copy.recitals[0].footnotes[0] is copy.notes[0]


def test_a_record_of_which_something_was_asked_is_compared_and_copied_by_its_fields() -> (
    None
):
    one, other = declaration(), declaration()
    for each in (one, other):
        assert each[each.body[0].eid] is each.body[0]
        assert each.blocks
    assert one == other
    assert hash(one) == hash(other)
    assert deepcopy(one) == one
    changed = one.model_copy(update={"body": (), "preamble": ()})
    assert len(changed.blocks) < len(one.blocks)
    assert changed != one


def test_a_note_that_calls_itself_is_compared_all_the_same() -> None:
    call = {"kind": "note", "start": 0, "end": 0, "ref": "n1"}
    item = {"eid": "n1__list_1__item_1", **numbered("point", None, block("x", call))}
    note = {
        "kind": "note",
        "eid": "n1",
        "content": [{"kind": "points", "points": [item]}],
    }
    one, other = (
        declaration(preamble=[], notes=[note]),
        declaration(preamble=[], notes=[note]),
    )
    assert one == other
    assert hash(one) == hash(other)
    assert pickle.loads(pickle.dumps(one)) == one


def test_a_record_cannot_be_changed() -> None:
    record = declaration()
    with pytest.raises(ValidationError, match="frozen"):
        record.id = "other"  # type: ignore[misc]  # what types forbid is tried
    with pytest.raises(FrozenInstanceError):
        record.body[0].eid = "other"  # type: ignore[misc]  # what types forbid is tried


def test_a_record_that_breaks_a_law_cannot_be_made() -> None:
    with pytest.raises(ValidationError, match="eid 'p' is used twice"):
        Declaration(
            id="a", iri="/akn/eu/a", language="en", kind="declaration",
            body=(Paragraph(eid="p", content=(TextBlock(text="x"),)), Paragraph(eid="p", content=(TextBlock(text="y"),))),
        )  # fmt: skip


def test_the_words_of_a_mark_are_had_of_the_record_that_holds_it() -> None:
    record = declaration()
    assert (
        [record.words_of(each.mark) for each in record.acts]
        == [each.text for each in record.acts]
        != []
    )
    assert [record.words_of(each.mark) for each in record.dates] == [
        each.text for each in record.dates
    ]
    strange = ActMark(start=0, end=2, act="agree", basis="text")
    with pytest.raises(KeyError, match="no text of"):
        record.words_of(strange)
