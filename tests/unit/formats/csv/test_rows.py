"""The rows of each table against the record they come from."""

import pytest
from hypothesis import given
from tests.samples import block, declaration

from communique.draft import weight
from communique.formats.csv import Rows, rows_of
from communique.formats.csv.catalog import TABLES, CsvRow
from communique.model import Declaration
from communique.model.text import ActMark
from communique.testing import declarations


@given(declarations())
def test_rows_are_the_record_table_by_table(made: Declaration) -> None:
    """All that is asked of any record, which is drawn once: that takes longer than to look at it."""
    rows = rows_of(made)
    every_word_of_the_record_stands_in_one_paragraph(made, rows["paragraphs"])
    every_mark_is_an_act_or_a_mention_at_its_place_in_a_paragraph(made, rows)
    every_row_has_the_columns_of_its_table_and_a_key_of_its_own(rows)
    a_row_that_is_referred_to_is_there(rows)


def every_word_of_the_record_stands_in_one_paragraph(
    made: Declaration, rows: list[CsvRow]
) -> None:
    words = sum(weight(f"{row['heading'] or ''}{row['text']}") for row in rows)
    assert words == sum(weight(held.text) for _, held in made.blocks)


def every_mark_is_an_act_or_a_mention_at_its_place_in_a_paragraph(
    made: Declaration, rows: Rows
) -> None:
    paragraphs = {row["position"]: row for row in rows["paragraphs"]}
    marks = [mark for _, held in made.blocks for mark in held.marks]
    acts = [mark for mark in marks if isinstance(mark, ActMark)]
    assert (len(rows["acts"]), len(rows["mentions"])) == (
        len(acts),
        len(marks) - len(acts),
    )
    for row in (*rows["acts"], *rows["mentions"]):
        start, end = row["start"], row["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert (
            str(paragraphs[row["passage"]][str(row["field"])])[start:end]
            == row["words"]
        )


def every_row_has_the_columns_of_its_table_and_a_key_of_its_own(rows: Rows) -> None:
    assert list(rows) == [table.name for table in TABLES]
    for table in TABLES:
        keys = [tuple(row[name] for name in table.key) for row in rows[table.name]]
        assert len(set(keys)) == len(keys)
        for row in rows[table.name]:
            assert set(row) == set(table.header())
            for column in table.columns:
                value = row[column.name]
                assert not (column.required and value is None)
                assert not column.enum or value is None or value in column.enum


def a_row_that_is_referred_to_is_there(rows: Rows) -> None:
    for table in TABLES:
        for reference in table.references:
            known = {
                tuple(row[name] for name in reference.named)
                for row in rows[reference.table]
            }
            assert {
                tuple(row[name] for name in reference.columns)
                for row in rows[table.name]
            } <= known


def test_acts_are_ranked_by_the_order_of_strength() -> None:
    marks = [
        {"kind": "act", "start": 0, "end": 3, "act": "decide"},
        {"kind": "act", "start": 4, "end": 7, "act": "call"},
    ]
    made = declaration(
        body=[{"kind": "paragraph", "num": "1.", "content": [block("one two", *marks)]}]
    )
    first, second = rows_of(made)["acts"]
    assert (first["rank"], first["words"], first["number"]) == (1, "one", "1")
    assert isinstance(second["rank"], int)
    assert second["rank"] > 1


def test_members_are_named_as_the_entities_they_are() -> None:
    entity = {"id": "haven", "type": "state", "label": "Haven"}
    members = [
        {"ref": "haven", "basis": "inferred", "remark": "Since when is not known."}
    ]
    signatory = {"id": "ports", "name": {"text": "The Ports"}, "members": members}
    rows = rows_of(declaration(entities=[entity], signatories=[signatory]))
    (member,) = rows["members"]
    assert (member["signatory"], member["ref"], member["label"], member["basis"]) == (
        "ports", "haven", "Haven", "inferred",
    )  # fmt: skip
    assert member["remark"] == "Since when is not known."
    assert rows["signatories"][0]["members"] == 1


@pytest.mark.parametrize(
    ("language", "english"), [("sl", "The Haven"), ("en-GB", "Haven")]
)
def test_an_entity_has_its_english_name_beside_its_label(
    language: str, english: str
) -> None:
    entity = {
        "id": "haven",
        "type": "state",
        "label": "Haven",
        "names": [{"language": "en", "text": "The Haven"}],
    }
    bare = {"id": "tide", "type": "topic", "label": "Plima"}
    named, unnamed = rows_of(declaration(language=language, entities=[entity, bare]))[
        "entities"
    ]
    assert named["name_en"] == english
    assert unnamed["name_en"] == (None if language == "sl" else "Plima")


def test_a_footnote_names_the_passages_that_call_it() -> None:
    (note,) = rows_of(declaration())["footnotes"]
    assert (note["marker"], note["text"], note["called_in"]) == (
        "1",
        "See the annual report.",
        ("recs_1__rec_1",),
    )


def test_numbers_are_of_the_document_its_cover_or_another() -> None:
    related = {"relation": "draft", "scheme": "un", "value": "A/L.1", "date": "2024"}
    cover = {
        "kind": "note",
        "iri": "/akn/xx/doc/note/2024/1",
        "identifiers": [{"scheme": "c", "value": "2"}],
    }
    made = declaration(
        identifiers=[{"scheme": "un", "value": "A/1"}],
        cover=cover,
        related_documents=[related],
    )
    rows = rows_of(made)["documents"]
    assert [(row["position"], row["relation"], row["value"], row["date"]) for row in rows] == [
        (1, "self", "A/1", None), (2, "cover", "2", None), (3, "draft", "A/L.1", "2024"),
    ]  # fmt: skip
