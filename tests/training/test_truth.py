"""What a page broke is one block."""

from tools.training.examples import reading_of, states
from tools.training.printed import reprinted
from tools.training.truth import Document, Row, stretches

BROKEN = "Noting the nets of the\n\nA/7\n\nport, and its boats,\n\nThe port says so.\n\nIt says more.\n"
ROWS = (
    Row(1, "recital", words="Noting the nets"),
    Row(3, "furniture", words="A/7"),
    Row(5, "continuation", words="port, and its"),
    Row(7, "paragraph", words="The port says"),
    Row(9, "continuation", words="It says more"),
)


def document(text: str = BROKEN, rows: tuple[Row, ...] = ROWS) -> Document:
    return Document("own", "own/broken", "broken", text, rows)


def test_a_block_that_a_page_broke_is_one_with_what_stands_between() -> None:
    assert [(BROKEN[start:end].strip()[-9:], row.role) for start, end, row in stretches(document())] == [
        ("ts boats,", "recital"),
        ("A/7", "furniture"),
        (" says so.", "paragraph"),
        ("ays more.", "continuation"),
    ]


def test_its_second_part_goes_on_to_the_decoder() -> None:
    assert "recital+" in states(document(), reading_of(document()))
    assert "continuation" in states(document(), reading_of(document()))


def test_what_is_printed_again_has_it_as_one_block() -> None:
    again = reprinted(document())
    assert again is not None
    assert [row.role for row in again.rows][:2] == ["recital", "paragraph"]
    assert "nets of the port, and" in " ".join(again.text.split())
