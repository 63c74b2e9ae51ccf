"""Notes in the order of their calls."""

from lxml import etree
from tests.office import NAMES

from communique.inputs.docx.story import Notes


def test_notes_are_numbered_when_they_are_first_called() -> None:
    root = etree.fromstring(
        f'<w:footnotes {NAMES}><w:footnote w:id="0" w:type="separator"/><w:footnote w:id="2"/><w:footnote w:id="3"/></w:footnotes>'
    )
    notes = Notes({"footnote": root, "endnote": None})
    assert [notes.call("footnote", each) for each in ("3", "9", "3", "0")] == [1, None, 1, None]
    assert (len(notes.uncalled), notes.kinds) == (1, {"footnote"})
