"""Notes in the order of their calls."""

from lxml import etree
from tests.office import NAMES

from communique.inputs.docx.story import Notes


def test_notes_are_numbered_when_they_are_first_called() -> None:
    root = etree.fromstring(
        f'<w:footnotes {NAMES}><w:footnote w:id="0" w:type="separator"/><w:footnote w:id="2"/><w:footnote w:id="3"/></w:footnotes>'
    )
    notes = Notes({"footnote": root, "endnote": None})
    assert [notes.call("footnote", each) for each in ("3", "9", "3", "0")] == [
        1,
        None,
        1,
        None,
    ]
    assert [key for key in notes.elements if key not in notes.numbers] == [
        ("footnote", "2")
    ]


def test_a_number_that_a_note_was_given_is_its_sign_unless_another_is_counted_by_it() -> (
    None
):
    words = "".join(f'<w:footnote w:id="{each}"/>' for each in range(4))
    notes = Notes(
        {"footnote": etree.fromstring(f"<w:footnotes {NAMES}>{words}</w:footnotes>")}
    )
    for each in range(4):
        notes.call("footnote", str(each))
    notes.mark(2, "15")
    assert notes.markers == {2: "^15", 3: "^2", 4: "^3"}
    notes.mark(4, "2")
    assert notes.markers == {2: "^15", 3: "^2", 4: "^3"}
    notes.mark(1, "9" * 5000)
    assert notes.markers == {2: "^15", 3: "^2", 4: "^3"}
