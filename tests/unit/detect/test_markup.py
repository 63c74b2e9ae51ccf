"""Markdown's signs become structure, and are set aside."""

import pytest
from tests.unit.detect.read import flow, lines, parsed

from communique import read
from communique.detect.claims import Claims, Flow
from communique.detect.emphasis import Found, emphasis, placed_signs, signs_in
from communique.detect.markup import place_signs, read_markup
from communique.lines import FileLines, FileRow, Sign, lined
from communique.model import EmphasisMark, Point, TextBlock


def test_a_text_without_signs_is_left_alone() -> None:
    text = "The ports * met.\n\n* bread\n"
    found = lines(text)
    claims = Claims(text)
    assert not read_markup(text, found, claims)[0]
    assert claims.made == []


def test_headings_have_their_level_and_lose_their_signs() -> None:
    text = "# Lamps\n\n### Oil ###\n\nWe buy.\n"
    found = lines(text)
    read_markup(text, found, Claims(text))
    assert [(line.text, line.level) for line in found] == [
        ("Lamps", 1),
        ("Oil", 3),
        ("We buy.", None),
    ]


def test_a_heading_may_have_no_blank_behind_its_sign_and_a_word_with_the_sign_is_none() -> (
    None
):
    text = "#Our lamps\n\n#lamps\n\n#lamps #oil for all\n"
    found = lines(text)
    read_markup(text, found, Claims(text))
    assert [line.level for line in found] == [1, *[None] * (len(found) - 1)]


def test_a_line_wholly_in_bold_is_a_heading() -> None:
    text = "**Our lamps**\n\nWe **buy** oil.\n"
    found = lines(text)
    read_markup(text, found, Claims(text))
    assert [line.level for line in found] == [0, *[None] * (len(found) - 1)]


def test_a_heading_may_be_underlined_too() -> None:
    text = "**<u>Our lamps</u>**\n\nWe buy oil.\n"
    found = lines(text)
    read_markup(text, found, Claims(text))
    assert [line.level for line in found] == [0, *[None] * (len(found) - 1)]
    assert found[0].text == "Our lamps"


def test_the_signs_of_a_quotation_are_set_aside_and_its_empty_lines_are_empty() -> None:
    text = "# Lamps\n\n> ## Oil\n>\n> We buy\n> > oil.\n"
    found = lines(text)
    claims = Claims(text)
    read_markup(text, found, claims)
    assert [(line.text, line.gap) for line in found] == [
        ("Lamps", 0),
        ("Oil", 1),
        ("We buy", 1),
        ("oil.", 0),
    ]
    assert found[1].level == 2
    assert claims.settle()[0].furniture == {"markup": 8}


def test_a_heading_in_a_quotation_of_a_quotation_is_a_sign_of_markdown() -> None:
    text = "> > # Lamps\n> >\n> > We buy oil.\n"
    found = lines(text)
    assert read_markup(text, found, Claims(text))[0]
    assert [line.text for line in found] == ["Lamps", "We buy oil."]


def test_tags_of_html_around_a_line_are_set_aside_and_say_what_is_a_heading() -> None:
    text = '# Lamps\n\n<div class="page">\n<h3 id="oil">Oil</h3>\n<p>We buy oil.<br>\n</div>\n'
    found = lines(text)
    read_markup(text, found, Claims(text))
    assert [(line.text, line.level) for line in found] == [
        ("Lamps", 1),
        ("Oil", 3),
        ("We buy oil.", None),
    ]


@pytest.mark.parametrize(
    "line",
    ["{{< box type=1 >}}", "{% include head.html %}", "{: .lead}", ":::", "&nbsp;"],
)
def test_a_line_for_the_program_that_makes_the_page_is_set_aside(line: str) -> None:
    text = f"# Lamps\n\n{line}\n\nWe buy {{oil}}: <all>.\n"
    found = lines(text)
    claims = Claims(text)
    read_markup(text, found, claims)
    assert [(each.text, each.gap) for each in found] == [
        ("Lamps", 0),
        ("We buy {oil}: <all>.", 3),
    ]


def test_a_named_fence_is_set_aside_only_where_a_line_of_colons_closes_it() -> None:
    text = "# Lamps\n\n:::note\nWe buy oil.\n:::\n\n:::tip Mind it\n\n:::end\n"
    found = lines(text)
    read_markup(text, found, Claims(text))
    words = ["Lamps", "We buy oil.", ":::tip Mind it", ":::end"]
    assert [each.text for each in found] == words


EMPHASIS = {
    "italic": ("the *lamps* of", "the lamps of", [("italic", "lamps")]),
    "bold": ("the **lamps** of", "the lamps of", [("bold", "lamps")]),
    "both": (
        "the ***lamps*** of",
        "the lamps of",
        [("bold", "lamps"), ("italic", "lamps")],
    ),
    "one in the other": (
        "the **lamps *of* the** north",
        "the lamps of the north",
        [("bold", "lamps of the"), ("italic", "of")],
    ),
    "underscores": ("the _lamps_ of", "the lamps of", [("italic", "lamps")]),
    "none in a word": ("the snake_case_word", "the snake_case_word", []),
    "none without a partner": ("the *lamps of", "the *lamps of", []),
    "none around blanks": ("2 * 3 * 4", "2 * 3 * 4", []),
    "around quotes": (
        "the *“lamps”* of (*red*).",
        "the “lamps” of (red).",
        [("italic", "“lamps”"), ("italic", "red")],
    ),
    "around tags": (
        "the *<b>lamps</b>* of",
        "the lamps of",
        [("italic", "lamps"), ("bold", "lamps")],
    ),
    "tags": (
        'the 27<sup class="x">th</sup> of May, H<sub>2</sub>O',
        "the 27th of May, H2O",
        [("superscript", "th"), ("subscript", "2")],
    ),
    "the address of a link is words": (
        'of <a href="a.html">May</a>',
        'of <a href="a.html">May</a>',
        [],
    ),
    "a tag without a partner": (
        "the lamps</strong> of <EM>Riga",
        "the lamps of Riga",
        [],
    ),
    "tags that cross": (
        "the <b>lamps <i>of</b> Riga</i>",
        "the lamps of Riga",
        [("italic", "of Riga")],
    ),
    "a tag that is escaped": ("the \\<b>lamps", "the <b>lamps", []),
    "no tag": ("a < b, 2 <3 and <lamps>", "a < b, 2 <3 and <lamps>", []),
    "escapes": ("the \\*lamps\\* of", "the *lamps* of", []),
}


@pytest.mark.parametrize(("text", "words", "marks"), EMPHASIS.values(), ids=EMPHASIS)
def test_signs_of_emphasis_become_marks(
    text: str, words: str, marks: list[tuple[str, str]]
) -> None:
    kept, made = emphasis(flow(text), [], Claims(text), signs_in(flow(text).text))
    assert kept.text == words
    assert sorted(
        (mark["style"], words[mark["start"] : mark["end"]]) for mark in made
    ) == sorted(marks)


def test_note_markers_and_emphasis_are_cut_together() -> None:
    text = "the *lamps*1 of"
    kept, made = emphasis(
        flow(text), [(11, 12, "n")], Claims(text), signs_in(flow(text).text)
    )
    assert kept.text == "the lamps of"
    assert [(mark["kind"], mark["start"], mark["end"]) for mark in made] == [
        ("emphasis", 4, 9),
        ("note", 9, 9),
    ]


def of_file(*rows: FileRow) -> FileLines:
    return lined(rows)


def test_the_signs_of_a_file_are_where_its_reader_says() -> None:
    signs = (Sign(0, 2, "heading"),)
    given = of_file(
        FileRow("## C# and #", signs=signs), FileRow(""), FileRow("# no heading")
    )
    found = given.copies()
    claims = Claims(given.text)
    assert place_signs(found, given, claims) == []
    assert [(line.text, line.level) for line in found] == [
        ("C# and #", 2),
        ("# no heading", None),
    ]
    assert claims.made == [(0, 3, "furniture", "markup")]


def test_lines_that_are_bold_as_a_whole_are_a_heading() -> None:
    bold = (Sign(0, 2, "opening"), Sign(14, 16, "closing"))
    part = (Sign(0, 2, "opening"), Sign(5, 7, "closing"))
    given = of_file(
        FileRow("**Oil\nof lamps**", signs=bold), FileRow("**Oil** we buy", signs=part)
    )
    found = given.copies()
    rest = place_signs(found, given, Claims(given.text))
    assert [(line.text, line.level, line.begins) for line in found] == [
        ("Oil", 0, True),
        ("of lamps", 0, False),
        ("**Oil** we buy", None, False),
    ]
    assert [given.text[sign.start : sign.end] for sign in rest] == ["**", "**"]


def test_signs_of_a_file_become_marks_whatever_is_beside_them() -> None:
    text = "a**b**c and ** or \\*"
    signs = [Sign(1, 3, "opening"), Sign(4, 6, "closing"), Sign(18, 19, "escape")]
    kept, made = emphasis(flow(text), [], Claims(text), placed_signs(flow(text), signs))
    assert kept.text == "abc and ** or *"
    assert [(mark["kind"], mark["start"], mark["end"]) for mark in made] == [
        ("emphasis", 1, 2)
    ]


def test_a_sign_that_is_cut_in_two_or_has_no_partner_is_no_word() -> None:
    text = "a ***b*** c ** d"
    signs = [Sign(2, 5, "opening"), Sign(6, 9, "closing"), Sign(12, 14, "opening")]
    halves = Flow(text, [(0, 7, ""), (7, len(text), "")])
    kept, made = emphasis(halves, [], Claims(text), placed_signs(halves, signs))
    assert kept.text == "a b c d"
    assert [mark["style"] for mark in made] == ["bold", "italic"]


def test_a_text_without_signs_has_no_marks() -> None:
    kept, made = emphasis(flow("a*b*"), [], Claims("a*b*"), Found())
    assert (kept.text, made) == ("a*b*", [])


METADATA = "---\ntags: x\ntitle: Joint Statement of the Ports\n---\n\n1. We met.\n\n2. We part.\n"


def test_the_title_of_metadata_stands_in_where_there_is_none() -> None:
    found = parsed(METADATA)
    assert str(found.require().title) == "Joint Statement of the Ports"
    assert found.ledger.furniture == {"metadata": len("---tags:xtitle:---")}


def test_it_is_set_aside_where_there_is_one() -> None:
    found = parsed(METADATA.replace("1. We", "# Lamps\n\n1. We"))
    assert str(found.require().title) == "Lamps"
    assert found.ledger.furniture["metadata"] == len(
        "---tags:xtitle:JointStatementofthePorts---"
    )


def test_marks_reach_the_record() -> None:
    found = parsed("# Statement\n\n1. We buy *oil*.\n\n2. We part.\n").require()
    block = found.blocks[1][1]
    assert [
        block.quoted(mark) for mark in block.marks if isinstance(mark, EmphasisMark)
    ] == ["oil"]


def test_escaped_numbers_are_labels_without_their_backslash() -> None:
    found = parsed("1\\. We met.\n\n2\\. We part.\n")
    assert [part.num for part in found.require().commitments] == ["1.", "2."]
    assert found.ledger.furniture == {"markup": 2}


def test_what_begins_a_line_is_no_part_of_the_word_before() -> None:
    text = "# Ports\n\n1. We agree on a plan for an\n**Agreement** on light, and for the\n*Harbour* of the north.\n\n2. We will meet again.\n"
    block = (
        read(text.encode(), format="text", language="en")
        .require()
        .paragraph(1)
        .content[0]
    )
    assert isinstance(block, TextBlock)
    assert (
        block.text
        == "We agree on a plan for an Agreement on light, and for the Harbour of the north."
    )
    assert [
        block.text[mark.start : mark.end]
        for mark in block.marks
        if mark.kind == "emphasis"
    ] == [
        "Agreement",
        "Harbour",
    ]


def test_the_bullet_of_an_item_with_a_label_is_a_sign_and_so_is_a_backslash_that_breaks_a_line() -> (
    None
):
    found = parsed(
        "# Ports\n\nWe buy:\n\n- (a) oil;\n\n- (b) wicks.\n\nEdda Holm\\\nPilot\n"
    )
    declaration = found.require()
    assert [
        node.num for node in declaration._nodes.values() if isinstance(node, Point)
    ] == [
        "(a)",
        "(b)",
    ]
    assert "\\" not in " ".join(each.text for _, each in declaration.blocks)
    assert found.ledger.furniture == {"markup": 4}
    assert (found.ledger.balanced, found.ledger.left_over) == (True, 0)


def test_a_number_below_a_marked_heading_is_a_label() -> None:
    text = "# Joint Statement of the Ports\n\n1. The Strait is dredged in spring.\n\n2. The sand is sold.\n"
    assert [part.num for part in parsed(text).require().commitments] == ["1.", "2."]
