"""Forms of a PDF that draw forms: they are counted before anything is drawn."""

import time

import pytest
from tests.drawn import Sheet, form, pdf, stream

from communique.core.source import Limits, Source
from communique.inputs.blocks import Extracted
from communique.inputs.pdf import extract
from communique.inputs.pdf.forms import Forms

WORDS = "The towns of both shores met at Drumhaven"
SMALL = "BT /F1 10 Tf 60 20 Td (In a form) Tj ET"


def sheet(**forms: int) -> Sheet:
    made = Sheet(forms=forms).put(60, 700, WORDS)
    made.drawn.extend(f"/{name} Do" for name in forms)
    return made


def chain(length: int, times: int) -> bytes:
    """A file whose form draws the next one some times, and so on."""
    drawn = "/X Do " * times
    more = [form(drawn, X=7 + number) for number in range(length)]
    return pdf(sheet(X=6), more=[*more, form(SMALL)])


def taken(data: bytes) -> Extracted:
    return extract(Source("drawn.pdf", data), Limits())


@pytest.mark.parametrize(
    ("data", "number"),
    [
        (pdf(Sheet().put(60, 700, WORDS)), 0),
        (chain(0, 1), 1),
        (chain(2, 3), 1 + 3 + 9),
        (chain(9, 10), sum(10**depth for depth in range(10))),
    ],
)
def test_forms_are_counted_as_often_as_they_are_drawn(data: bytes, number: int) -> None:
    assert Forms(data).drawn_on(0) == number


@pytest.mark.parametrize(
    "data",
    [
        chain(9, 10),
        pdf(sheet(X=6), more=[form("/X Do /X Do", X=6)]),
        pdf(sheet(X=6), more=[form("/Y Do /Y Do", Y=7), form("/X Do /X Do", X=6)]),
        pdf(sheet(X=6), more=[form("/#58 Do /#58 Do", X=6)]),
    ],
)
def test_a_page_of_endless_forms_is_not_drawn_and_that_is_said(data: bytes) -> None:
    begun = time.monotonic()
    found = taken(data)
    assert time.monotonic() - begun < 5
    assert not found.usable
    assert [each.code.code for each in found.findings] == ["INP001"]


def test_the_other_pages_are_read() -> None:
    endless = sheet(X=8)
    found = taken(pdf(sheet(), endless, more=[form("/X Do /X Do", X=8)]))
    assert found.text.split() == WORDS.split()
    (finding,) = found.findings
    assert finding.code.code == "INP027"
    assert finding.message.endswith(": 2")


def test_letters_that_draw_forms_are_counted() -> None:
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0]"
        " /FirstChar 97 /LastChar 97 /Widths [9] /CharProcs << /a 7 0 R >>"
        " /Encoding << /Differences [97 /a] >> /Resources << /XObject << /X 8 0 R >> >> >>"
    )
    page = pdf(Sheet(), more=[font, stream("9 0 d0 /X Do"), form("/X Do /X Do", X=8)])
    data = page.replace(b"/F1 3 0 R >>", b"/F1 6 0 R >>", 1)
    assert Forms(data).drawn_on(0) > 1_000_000


def test_a_form_that_names_itself_and_does_not_draw_itself_is_read() -> None:
    data = pdf(sheet(X=6), more=[form(SMALL, X=6)])
    assert Forms(data).drawn_on(0) == 1
    assert "In a form" in taken(data).text


def test_pictures_are_no_forms() -> None:
    picture = stream(
        " ",
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
    )
    data = pdf(sheet(X=6, Y=7), more=[picture, form("/X Do " * 100, X=6)])
    assert Forms(data).drawn_on(0) == 1


@pytest.mark.parametrize("damaged", [b"", b"/Form", b"%PDF-1.4 /Form"])
def test_what_cannot_be_counted_counts_as_nothing(damaged: bytes) -> None:
    assert Forms(damaged).drawn_on(0) == 0
