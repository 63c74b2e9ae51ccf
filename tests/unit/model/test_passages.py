"""A declaration as a row of passages."""

from typing import Any

from hypothesis import given
from tests.samples import block, declaration, numbered

from communique.model import Declaration
from communique.model.passages import KINDS, PARTS, passages
from communique.testing import declarations


def at_pointer(record: Any, pointer: str) -> Any:
    for step in pointer.split("/")[1:]:
        record = record[int(step)] if isinstance(record, list) else record[step]
    return record


@given(declarations())
def test_passages_are_the_record_part_by_part(made: Declaration) -> None:
    """All that is asked of any record, which is drawn once: that takes longer than to look at it."""
    the_words_of_all_passages_are_the_words_of_the_record(made)
    a_pointer_leads_to_the_words_in_the_record(made)
    marks_are_found_at_their_offsets_in_the_passage(made)
    passages_are_counted_from_one_and_hang_together(made)


def the_words_of_all_passages_are_the_words_of_the_record(made: Declaration) -> None:
    found = [words.block for passage in passages(made) for words in passage.words()]
    wanted = [held for _, held in made.blocks]
    assert sorted(map(id, found)) == sorted(map(id, wanted))


def a_pointer_leads_to_the_words_in_the_record(made: Declaration) -> None:
    record = made.model_dump(mode="json")
    for passage in passages(made):
        at_pointer(record, passage.pointer)
        for words in passage.words():
            assert at_pointer(record, words.pointer)["text"] == words.block.text


def marks_are_found_at_their_offsets_in_the_passage(made: Declaration) -> None:
    for passage in passages(made):
        heading = passage.heading.block.text if passage.heading else ""
        for marked in passage.marks():
            within = heading if marked.field == "heading" else passage.text
            assert within[marked.start : marked.end] == marked.words


def passages_are_counted_from_one_and_hang_together(made: Declaration) -> None:
    found = passages(made)
    assert [each.position for each in found] == list(range(1, len(found) + 1))
    seen: set[str] = set()
    for each in found:
        assert each.kind in KINDS
        assert each.part in PARTS
        assert each.parent is None or each.parent in seen
        seen.add(each.eid)


def test_a_point_follows_its_paragraph_and_keeps_its_own_words() -> None:
    paragraph, point = (
        each for each in passages(declaration()) if each.eid.startswith("para_4")
    )
    assert (paragraph.kind, paragraph.number, paragraph.text) == (
        "paragraph",
        "4",
        "We meet again:",
    )
    assert (point.kind, point.parent, point.num, point.number, point.text) == (
        "point",
        "para_4",
        "(a)",
        "a",
        "at sea,",
    )


def test_blocks_of_one_paragraph_are_joined_by_line_feeds() -> None:
    mark = {"kind": "emphasis", "start": 0, "end": 3, "style": "bold"}
    made = declaration(
        body=[numbered("paragraph", "1.", block("One."), block("Two.", mark))]
    )
    (paragraph,) = (each for each in passages(made) if each.kind == "paragraph")
    assert paragraph.text == "One.\nTwo."
    assert [(each.start, each.end, each.words) for each in paragraph.marks()] == [
        (5, 8, "Two")
    ]


def test_an_annex_and_all_in_it_are_told_from_the_declaration() -> None:
    annex = {
        "num": "ANNEX",
        "title": block("List"),
        "body": [numbered("paragraph", "1.", block("Item."))],
    }
    found = [
        each for each in passages(declaration(annexes=[annex])) if "att_1" in each.eid
    ]
    assert [(each.kind, each.part, each.annex) for each in found] == [
        ("annex", "annex", None), ("title", "preface", "att_1"), ("paragraph", "body", "att_1"),
    ]  # fmt: skip
