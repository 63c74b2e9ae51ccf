"""What is printed as PDF and taken out again: the same words in the same order, none lost, whatever
the bytes.
"""

import re
import unicodedata
from collections import Counter

import playa
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.drawn import Sheet, pdf
from tests.laws.page import RULE, Page
from tests.laws.printable import printed

from communique import read
from communique.core.source import Limits, Source
from communique.formats import format_named
from communique.inputs.pdf import extract
from communique.model import Declaration, Paragraph, Table
from communique.testing import declarations

TEXT = format_named("text")
SHEET = 55
"""So many lines stand on a page."""
MARK_ALONE = re.compile(
    r"^(?=.*[⁰¹²³⁴-⁹])[ ⁰¹²³⁴-⁹]+$|(?<=\S) {2,}[⁰¹²³⁴-⁹]", re.MULTILINE
)
PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")


def taken(data: bytes) -> str:
    return extract(Source("drawn.pdf", data), Limits()).text


def in_ascii(text: str) -> str:
    """The words in the letters of the font: calls stay superscripts, any other sign is a letter of
    the alphabet.
    """
    kept = (
        char if " " <= char < "\x7f" or char in "\n⁰¹²³⁴⁵⁶⁷⁸⁹" else "x" for char in text
    )
    return "".join(kept)


def sheets(text: str) -> list[Sheet]:
    """The pages of a text, its notes smaller at the foot of the last."""
    body, _, notes = text.partition(RULE)
    rows = body.split("\n")
    made = [
        Sheet().lines(50, 800, "\n".join(rows[at : at + SHEET]))
        for at in range(0, len(rows), SHEET)
    ]
    if RULE in text:
        made.append(
            Sheet().line(
                50,
                800,
                "The notes stand below these words, of which most are larger.",
                10,
            )
        )
        made[-1].lines(50, 760, notes, 8)
    return made


@given(declarations())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_the_words_of_a_declaration_come_out_of_a_pdf_in_their_order(
    declaration: Declaration,
) -> None:
    text = in_ascii(Page(width=80).lay(TEXT.write(declaration)))
    assume(
        not MARK_ALONE.search(text)
    )  # a small figure without a word beside it is not raised above anything
    again = taken(pdf(*sheets(text)))
    words = text.replace(
        RULE, "The notes stand below these words, of which most are larger.", 1
    )
    assert again.split() == words.split()


@given(printed())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_no_character_is_lost_by_the_count_of_another_reader(
    declaration: Declaration,
) -> None:
    data = pdf(*sheets(in_ascii(Page(width=80).lay(TEXT.write(declaration)))))
    with playa.parse(data) as document:
        theirs = Counter(
            char
            for page in document.pages
            for glyph in page.glyphs
            for char in glyph.text or ""
        )
    ours = Counter(unicodedata.normalize("NFC", taken(data).translate(PLAIN)))
    blank = re.compile(r"\s")
    assert {c: n for c, n in ours.items() if not blank.match(c)} == {
        c: n for c, n in theirs.items() if not blank.match(c)
    }


cells = st.text("abc XY1-|", min_size=1, max_size=9).filter(
    lambda text: text == " ".join(text.split())
)


@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(
            st.lists(cells, min_size=width, max_size=width), min_size=2, max_size=9
        )
    )
)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_the_cells_of_a_ruled_table_are_those_of_the_record(
    rows: list[list[str]],
) -> None:
    rows = [
        [f"Port {row[0]}", *row[1:]] for row in rows
    ]  # bullets before words would be a list
    sheet = Sheet().lines(
        60,
        760,
        "Declaration on harbours\n\nThe towns of both shores agree on these numbers.",
    )
    declaration = read(pdf(sheet.grid(60, 700, [100] * len(rows[0]), rows))).require()
    paragraphs = (part for part in declaration.body if isinstance(part, Paragraph))
    (table,) = (
        block
        for part in paragraphs
        for block in part.content
        if isinstance(block, Table)
    )
    assert [
        [" ".join(text.text for text in cell.content) for cell in row.cells]
        for row in table.rows
    ] == rows


WHOLE = pdf(
    Sheet()
    .lines(60, 700, "Some words\nand more¹ of them")
    .grid(60, 500, [60, 60], [["Port", "Lamps"], ["North", "14"]]),
    Sheet(rotate=90).put(60, 700, "Turned"),
)


@given(st.data())
def test_no_bytes_make_it_raise(data: st.DataObject) -> None:
    damaged = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 30))):
        damaged[data.draw(st.integers(0, len(WHOLE) - 1))] = data.draw(
            st.integers(0, 255)
        )
    found = extract(Source("drawn.pdf", bytes(damaged)), Limits())
    assert found.usable or found.findings


@pytest.mark.parametrize("count", [1, 2])
def test_the_same_file_gives_the_same_text(count: int) -> None:
    assert {taken(WHOLE) for _ in range(count + 1)} == {taken(WHOLE)}
