"""PDF files that a text is taken out of, and those that none can be taken out of."""

import sys

import pytest
from tests.drawn import LOCKED, Sheet, pdf

from communique import read
from communique.core.source import Limits, Source
from communique.inputs.blocks import Extracted
from communique.inputs.pdf import extract, listed
from communique.model import TextBlock

LEFT = """The harbour towns of the north met
to speak of storms and of the tides
that reach their walls each winter,
and agreed to build what they lack
before the next season has begun."""
RIGHT = """A second column stands beside them
and says in as many words what the
islands had asked for in the spring
when their own quays were under the
water for nearly three full weeks."""
FULL = """The towns of both shores met at Drumhaven and spoke of the storms and of the tides that
reach their walls, and of what is to be built before the next season has begun."""


def taken(data: bytes, limits: Limits | None = None) -> Extracted:
    return extract(Source("drawn.pdf", data), limits or Limits())


def text_of(*sheets: Sheet) -> str:
    found = taken(pdf(*sheets))
    assert found.usable
    return found.text


def codes(found: Extracted) -> list[str]:
    return [finding.code.name for finding in found.findings]


def test_a_line_of_the_page_is_a_line_with_its_indent_and_its_room() -> None:
    sheet = Sheet().lines(60, 700, f"{FULL}\n\n    (a)  one\n    (b)  two")
    assert text_of(sheet) == f"{FULL}\n\n    (a)  one\n    (b)  two\n"


def test_pages_end_with_a_form_feed() -> None:
    assert (
        text_of(Sheet().put(60, 700, "One"), Sheet().put(60, 700, "Two"))
        == "One\n\fTwo\n"
    )


def test_columns_of_running_text_are_read_one_after_the_other_and_that_is_said() -> (
    None
):
    title = "DECLARATION OF THE TOWNS AND OF THE ISLANDS ON STORMS"
    found = taken(
        pdf(Sheet().put(60, 780, title).lines(60, 740, LEFT).lines(310, 740, RIGHT))
    )
    assert [
        block.strip("\n").split("\n")
        for block in found.text.split("\n\n")
        if block.strip()
    ] == [
        [title],
        LEFT.split("\n"),
        RIGHT.split("\n"),
    ]
    assert codes(found) == ["columns-in-turn"]
    assert "1" in found.findings[0].message


def test_columns_whose_lines_stand_at_other_heights_are_columns_too() -> None:
    found = taken(pdf(Sheet().lines(60, 740, LEFT).lines(310, 734, RIGHT)))
    assert found.text.split() == f"{LEFT}\n{RIGHT}".split()


def test_figures_under_one_another_beside_words_are_a_table() -> None:
    sheet = Sheet()
    for number, row in enumerate(
        (
            ("Port", "Lamps"),
            ("North", "14"),
            ("South", "9"),
            ("East", "27"),
            ("West", "3"),
        )
    ):
        sheet.put(60, 700 - 14 * number, row[0]).put(300, 700 - 14 * number, row[1])
    assert text_of(sheet).splitlines() == [
        "| Port | Lamps |",
        "| --- | --- |",
        "| North | 14 |",
        "| South | 9 |",
        "| East | 27 |",
        "| West | 3 |",
    ]


def test_footnotes_stand_behind_a_line_of_blanks_and_their_calls_are_superscripts() -> (
    None
):
    sheet = (
        Sheet()
        .line(
            60, 740, "They recall the treaty¹ and its annex², which were signed there."
        )
        .lines(60, 728, FULL)
    )
    sheet.lines(60, 100, "¹ First note.\n² Second note.", 8).put(300, 40, "7")
    body, notes = text_of(sheet).split(f"\n{' ' * 20}\n")
    assert body.startswith(
        "They recall the treaty¹ and its annex², which were signed there.\n"
    )
    assert notes.split("\n")[:2] == ["¹ First note.", "² Second note."]
    assert notes.split()[-1] == "7"


def test_a_note_that_goes_on_at_the_next_foot_stands_together() -> None:
    first = (
        Sheet()
        .line(60, 740, "They recall the treaty¹ and what it says.")
        .lines(60, 720, FULL)
    )
    first.lines(60, 100, "¹ First note, which is long and", 8)
    second = Sheet().line(60, 740, "They go on² with it.").lines(60, 720, FULL)
    second.lines(60, 100, "goes on here.\n² Second note.", 8)
    one, two = text_of(first, second).split("\f")
    assert one.split("\n")[-3:] == [
        "¹ First note, which is long and",
        "goes on here.",
        "",
    ]
    assert "goes on here" not in two
    assert two.rstrip().endswith("² Second note.")


def test_a_note_is_anchored_by_the_reader_of_raw_text() -> None:
    sheet = Sheet().put(60, 780, "DECLARATION OF THE TOWNS", 14)
    sheet.line(
        60, 740, "1.   They recall the treaty¹ and its annex, signed at Drumhaven."
    ).lines(60, 715, f"2.   {FULL}")
    sheet.lines(60, 100, "¹ The treaty of the lamps.", 8)
    parsed = read(pdf(sheet))
    (note,) = parsed.require().notes
    (block,) = note.content
    assert isinstance(block, TextBlock)
    assert block.text == "The treaty of the lamps."
    assert not [
        finding
        for finding in parsed.findings
        if finding.code.name == "note-without-call"
    ]


def test_running_heads_stay_at_the_edges_of_their_pages() -> None:
    sheets = [
        Sheet()
        .put(60, 800, "HL 7/24")
        .lines(60, 700, FULL)
        .put(300, 40, str(number), 8)
        for number in range(1, 4)
    ]
    pages = text_of(*sheets).split("\f")
    assert [page.split("\n")[0] for page in pages] == ["HL 7/24"] * 3
    assert [page.split()[-1] for page in pages] == ["1", "2", "3"]


def test_notes_in_the_margin_are_put_behind_the_text() -> None:
    rows = f"{LEFT}\n{RIGHT}"
    found = taken(
        pdf(
            Sheet()
            .lines(200, 700, rows)
            .put(60, 700, "Storms", 7)
            .put(60, 652, "Quays", 7)
        )
    )
    body, margin = found.text.split("\f")
    assert body.split() == rows.split()
    assert margin.split() == ["Storms", "Quays"]
    assert codes(found) == ["margin-notes"]


@pytest.mark.parametrize(
    ("rotate", "matrix"), [(90, "0 1 -1 0"), (180, "-1 0 0 -1"), (270, "0 -1 1 0")]
)
def test_a_turned_page_reads_as_any_other(rotate: int, matrix: str) -> None:
    sheet = Sheet(rotate=rotate)
    across, down = {90: (1, 0), 180: (0, 1), 270: (-1, 0)}[rotate]
    for number, row in enumerate(LEFT.split("\n")):
        sheet.put(
            300 + 12 * number * across, 400 + 12 * number * down, row, matrix=matrix
        )
    assert text_of(sheet) == f"{LEFT}\n"


def test_words_at_an_angle_stand_at_the_end_of_their_page() -> None:
    found = taken(
        pdf(
            Sheet()
            .lines(60, 700, LEFT)
            .put(20, 300, "Stamp of the port", matrix="0 1 -1 0")
        )
    )
    assert found.text == f"{LEFT}\n\nStamp of the port\n"
    assert codes(found) == ["turned-words"]


def test_a_locked_file_is_named() -> None:
    found = taken(pdf(Sheet().put(60, 700, "Words"), trailer=LOCKED))
    assert (found.usable, found.text, codes(found)) == (False, "", ["encrypted-file"])


def test_pages_without_text_ask_for_ocr() -> None:
    found = taken(pdf(Sheet(), Sheet().rule(60, 700, 300, 700)))
    assert (found.usable, codes(found)) == (False, ["no-text-layer"])
    assert "OCR" in str(found.findings[0].hint)
    found = taken(pdf(Sheet().put(60, 700, "Words"), Sheet(), Sheet()))
    assert (found.usable, codes(found)) == (True, ["pages-without-text"])
    assert "2-3" in found.findings[0].message


def test_letters_without_a_character_are_counted() -> None:
    sheet = Sheet()
    sheet.drawn.append(r"BT /F1 10 Tf 60 700 Td (Words \001\001 here) Tj ET")
    found = taken(pdf(sheet))
    assert codes(found) == ["unreadable-letters"]
    assert found.text.split() == ["Words", "\ufffd\ufffd", "here"]


def test_of_pages_on_which_nothing_is_drawn_that_is_said() -> None:
    found = taken(pdf(Sheet(), Sheet()))
    assert (found.usable, codes(found)) == (False, ["no-text-layer"])
    assert "empty" in found.findings[0].message
    assert "OCR" not in str(found.findings[0].hint)


def test_a_file_that_is_cut_off_is_named_at_any_length() -> None:
    whole = pdf(
        Sheet().put(60, 700, "First words"), Sheet().put(60, 700, "Second words")
    )
    for end in range(0, len(whole) - 8, 7):
        found = taken(whole[:end])
        assert {"damaged-input", "cut-off", "empty-file", "no-text-layer"} & set(
            codes(found)
        ), end
    assert codes(taken(whole)) == []


def test_bytes_that_are_no_pdf_are_a_finding() -> None:
    assert codes(taken(b"")) == ["empty-file"]
    assert codes(taken(b"%PDF-1.7\n" + bytes(range(256)) * 40)) == ["damaged-input"]
    assert codes(taken(pdf(Sheet()), Limits(size=100))) == ["too-large"]


def test_pages_beyond_the_limits_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.inputs.pdf.MOST_PAGES", 2)
    found = taken(pdf(*(Sheet().put(60, 700, f"Page {number}") for number in range(5))))
    assert found.text.count("\f") == 1
    assert codes(found) == ["pages-left-out"]
    assert "3 pages" in found.findings[0].message
    monkeypatch.setattr("communique.inputs.pdf.MOST_CHARACTERS", 10)
    found = taken(
        pdf(
            Sheet().put(60, 700, "Words"),
            Sheet().put(60, 700, "Words beyond all measure"),
        )
    )
    assert "Words\n" in found.text
    assert codes(found) == ["pages-left-out"]


def test_without_the_library_it_is_said_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.delitem(sys.modules, "communique.inputs.pdf")
    in_this_process = Limits(seconds=None)
    found = read(pdf(Sheet().put(60, 700, "Words")), limits=in_this_process)
    assert (found.declaration, [finding.code.name for finding in found.findings]) == (
        None,
        ["not-installed"],
    )
    assert "pip install 'communique[pdf]'" in str(found.findings[0].hint)


def test_numbers_are_listed_by_the_ends_of_their_rows() -> None:
    assert listed([2, 3, 5, 7, 8, 9]) == "2-3, 5, 7-9"


def test_letters_that_look_like_no_language_are_said() -> None:
    shifted = "".join(
        char if char.isspace() else chr((ord(char) - 29) % 94 + 33)
        for char in f"{FULL}\n{LEFT}\n{RIGHT}"
    )
    data = pdf(Sheet().lines(60, 700, shifted))
    assert "garbled-text" in [finding.code.name for finding in read(data).findings]
    assert "garbled-text" not in [
        finding.code.name for finding in read(data, language="mt").findings
    ]
    whole = pdf(Sheet().lines(60, 700, f"{FULL}\n{LEFT}\n{RIGHT}"))
    assert "garbled-text" not in [finding.code.name for finding in read(whole).findings]


def test_where_words_stand_on_pages_can_be_asked_of_what_was_read() -> None:
    first = Sheet().put(60, 700, "Rules of the port").lines(60, 660, FULL)
    parsed = read(
        pdf(first, Sheet().lines(60, 740, f"The last page.\n{FULL}")),
        "pdf",
        language="en",
    )
    start = parsed.source.text.index("The last page.")
    [line] = parsed.lines_at(parsed.source.span(start + 4, start + 8))
    assert line.text == parsed.source.text[line.start : line.end] == "The last page."
    assert line.origin is not None
    assert line.origin.page == 2
    assert line.origin.box is not None
    left, bottom, right, top = line.origin.box
    assert (round(left), bottom < 740 < top, right > left) == (60, True, True)
    whole = parsed.lines_at(parsed.source.span(0, len(parsed.source.text)))
    assert whole == parsed.lines
    pages = [each.origin.page for each in whole if each.origin]
    assert pages == sorted(pages)
    assert len(pages) == len(whole)
