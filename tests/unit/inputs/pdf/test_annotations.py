"""Form fields and notes that are laid over a page."""

from tests.drawn import Sheet, form, pdf

from communique.core.source import Limits, Source
from communique.inputs.blocks import Extracted
from communique.inputs.pdf import extract

WORDS = "The towns of both shores met at Drumhaven"
PLACE = "/Type /Annot /Rect [110 600 610 670]"
FIELD = f"{PLACE} /Subtype /Widget /FT /Tx /T (name) /V (Ana Diaz)"
NOTE = f"{PLACE} /Subtype /FreeText /Contents (Ana Diaz) /DA (/F1 10 Tf)"
APPEARANCE = "/AP << /N 7 0 R >>"
FORM = "/AcroForm << /Fields [6 0 R] /DA (/F1 10 Tf) /DR << /Font << /F1 3 0 R >> >> >>"


def taken(annotation: str, picture: str, catalog: str = "") -> Extracted:
    sheet = (
        Sheet(laid_over=[6])
        .put(60, 700, WORDS)
        .put(60, 605, "Signed:")
        .put(60, 500, "The end")
    )
    drawn = form(picture)
    data = pdf(sheet, catalog=catalog, more=[f"<< {annotation} >>", drawn])
    return extract(Source("drawn.pdf", data), Limits())


def codes(found: Extracted) -> list[str]:
    return [finding.code.code for finding in found.findings]


PICTURE = "BT /F1 10 Tf 2 5 Td (Ana Diaz) Tj ET"


def test_the_value_of_a_field_is_read_beside_its_label() -> None:
    found = taken(f"{FIELD} {APPEARANCE}", PICTURE, FORM)
    assert [line.split() for line in found.text.split("\n") if "Signed" in line] == [
        ["Signed:", "Ana", "Diaz"]
    ]
    assert codes(found) == ["INP037"]
    assert found.findings[0].message.endswith(" 1")


def test_the_value_of_a_field_that_has_no_picture_is_drawn() -> None:
    found = taken(FIELD, PICTURE, FORM)
    assert "Ana Diaz" in found.text
    assert codes(found) == ["INP037"]


def test_a_note_is_read_where_it_is_drawn() -> None:
    found = taken(f"{NOTE} {APPEARANCE}", PICTURE)
    assert found.text.split() == [
        *WORDS.split(),
        "Signed:",
        "Ana",
        "Diaz",
        "The",
        "end",
    ]
    assert codes(found) == ["INP037"]


def test_a_note_that_is_not_drawn_is_reported_with_its_page() -> None:
    found = taken(NOTE, PICTURE)
    assert "Ana" not in found.text
    (finding,) = found.findings
    assert finding.code.code == "INP009"
    assert finding.quote == "Ana Diaz"
    assert finding.message.startswith("page 1 ")


def test_a_note_that_is_not_drawn_is_reported_where_the_page_is_empty() -> None:
    data = pdf(Sheet(laid_over=[6]), more=[f"<< {NOTE} >>"])
    assert codes(extract(Source("drawn.pdf", data), Limits())) == ["INP022", "INP009"]


def test_what_is_hidden_is_not_read() -> None:
    found = taken(f"{NOTE} {APPEARANCE} /F 2", PICTURE)
    assert "Ana" not in found.text
    assert codes(found) == []


def test_a_picture_without_words_is_not_reported() -> None:
    found = taken(f"{PLACE} /Subtype /Stamp {APPEARANCE}", "0 0 m 50 50 l S")
    assert codes(found) == []


def test_pictures_of_notes_are_counted_as_forms_before_they_are_drawn() -> None:
    note = f"<< {NOTE} /AP << /N 7 0 R >> >>"
    endless = form("/X Do /X Do", X=7)
    data = pdf(Sheet(laid_over=[6]).put(60, 700, WORDS), more=[note, endless])
    assert codes(extract(Source("drawn.pdf", data), Limits())) == ["INP001"]
