"""What the structure tree of a tagged PDF says of stretches of its text."""

from tests.drawn import Sheet, pdf
from weasyprint import HTML

from communique.core.source import Limits, Source
from communique.inputs.blocks import Extracted
from communique.inputs.pdf import extract
from communique.inputs.pdf.structure import Line, said_of, set_apart


def tagged(markup: str) -> bytes:
    """A tagged PDF that was not written here."""
    made = HTML(string=f"<html lang=en><body>{markup}").write_pdf(pdf_tags=True)
    assert isinstance(made, bytes)
    return made


def blocks_of(found: Extracted) -> list[tuple[str | None, str]]:
    """The role and the words of each block that the tags tell apart."""
    blocks: dict[int, tuple[str | None, list[str]]] = {}
    for line in found.lines.lines:
        assert line.origin is not None
        if line.origin.block:
            block = blocks.setdefault(line.origin.block, (line.origin.role, []))
            block[1].append(line.text)
    return [(role, " ".join(words)) for role, words in blocks.values()]


def test_headings_paragraphs_and_items_are_stretches_of_the_text() -> None:
    markup = "<h1>Safety of Ships</h1><p>Recognising that storms know no border,</p><ol><li>to replace the lamps;<li>to draw up chains.</ol>"
    found = extract(Source("a.pdf", tagged(markup)), Limits())
    assert [(role, words[:22]) for role, words in blocks_of(found)] == [
        ("h1", "Safety of Ships"), ("text", "Recognising that storm"), ("text", "1. to replace the lamp"), ("text", "2. to draw up chains."),
    ]  # fmt: skip


def test_levels_of_headings_are_those_of_the_tags() -> None:
    markup = "<h1>Rivers</h1><h2>Article 1</h2><p>We met.</p><h2>Article 2</h2><p>We met again.</p>"
    found = extract(Source("a.pdf", tagged(markup)), Limits())
    assert [role for role, _ in blocks_of(found) if role != "text"] == [
        "h1",
        "h2",
        "h2",
    ]


def test_a_file_without_tags_says_nothing() -> None:
    found = extract(Source("a.pdf", pdf(Sheet().put(60, 700, "We met."))), Limits())
    assert blocks_of(found) == []
    assert [line.origin.page for line in found.lines.lines if line.origin] == [1]


def test_where_several_headings_are_of_the_first_level_none_is_the_title() -> None:
    page = [
        (0, "LAMPS", (1, "h1")),
        (10, "We met.", (2, "")),
        (20, "NETS", (3, "h1")),
        (30, "we met;", (4, "h2")),
    ]
    assert said_of([page]) == (
        (0, 5, "h2"),
        (10, 17, "text"),
        (20, 24, "h2"),
        (30, 37, "text"),
    )


def test_a_page_can_begin_with_what_goes_on_and_lines_of_no_block_say_nothing() -> None:
    first = [(0, "We met.", (1, ""))]
    page = [
        (10, "1", None),
        (12, "the tides", (1, "")),
        (22, "and storms", (1, "")),
        (40, "We met.", (2, "")),
    ]
    assert said_of([first, page]) == ((0, 7, ""), (12, 32, None), (40, 47, ""))


def test_a_line_that_ends_early_can_be_one_of_its_own() -> None:
    page = [
        (0, "Article 2", (1, "")),
        (10, "The lamps of the ports", (1, "")),
        (40, "We light the lamps of every port in the autumn", (2, "")),
    ]
    assert said_of([page]) == ((0, 9, ""), (10, 32, None), (40, 86, ""))


def test_bold_words_in_the_middle_are_the_title_before_all_others() -> None:
    page = [
        (0, "RULES", (1, "centred")),
        (10, "We met.", (2, "")),
        (20, "Lamps", (3, "centred")),
    ]
    assert [role for *_, role in said_of([page])] == ["title", "", ""]


def test_one_bold_line_in_the_middle_of_a_paragraph_is_no_heading() -> None:
    page = [
        (0, "(1) We met and", (1, "")),
        (20, "we meet again", (1, "centred")),
        (40, "in the spring.", (1, "")),
    ]
    assert said_of([page]) == ((0, 54, ""),)


def lined(*lines: str) -> list[Line]:
    """Lines of a page without tags; an empty one is room."""
    found: list[Line] = []
    at = 0
    for line in lines:
        if line:
            found.append((at, line, None))
        at += len(line) + 1
    return found


LONG = "The lamps of the ports shall burn through the night in every winter and"


def test_where_blocks_stand_apart_lines_without_room_between_them_go_on() -> None:
    page = lined(*[LONG, "Members pay for it.", ""] * 12)
    said = set_apart([page])
    assert [role for *_, role in said] == [None] * 12
    assert said[0][:2] == (0, len(LONG) + len("Members pay for it.") + 1)
    assert set_apart([lined(*[LONG, "Members pay for it."] * 12)]) == ()
    assert set_apart([page[:4]]) == ()


def test_a_paragraph_that_ends_early_at_the_end_of_a_page_does_not_go_on() -> None:
    first = [(0, LONG, (1, "")), (80, "Members pay for it.", (1, ""))]
    full = [(0, "Members pay for it.", (1, "")), (80, f"{LONG}.", (1, ""))]
    after = [(160, "Ships pay as well, and the towns behind the ports do", (2, ""))]
    assert said_of([first, after])[-1][2] == ""
    assert said_of([full, after])[-1][2] is None
    assert said_of([first, [(160, "and ships pay as well.", (2, ""))]])[-1][2] is None
