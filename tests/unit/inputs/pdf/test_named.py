"""What the named places of a PDF that was written here say of its blocks."""

from tests.laws.reprinted import ARTICLES, HARBOURS
from tests.samples import block, numbered
from tests.unit.inputs.pdf.test_columns import row

from communique import write
from communique.core.source import Limits, Source
from communique.draft import Draft, Given, build
from communique.formats.html.printed import printed
from communique.inputs.blocks import Extracted
from communique.inputs.pdf import extract
from communique.inputs.pdf.glyphs import Glyph
from communique.inputs.pdf.structure import Element, Name, Named, given_by, in_order, match


def taken(data: bytes) -> Extracted:
    return extract(Source("a.pdf", data), Limits())


def blocks(found: Extracted) -> list[tuple[str, int, str]]:
    return [
        (each.role, each.level, found.text[each.start : each.label].strip()) for each in found.given
    ]


def test_each_block_says_what_it_is_how_deep_and_where_its_label_ends() -> None:
    found = taken(write(HARBOURS, "pdf"))
    assert blocks(found) == [
        ("title", 0, ""), ("opening", 0, ""), ("recital", 0, ""), ("recital", 0, ""), ("paragraph", 0, "1."), ("paragraph", 0, "2."),
        ("point", 1, "(a)"), ("point", 1, "(b)"), ("point", 1, "(c)"), ("paragraph", 0, "3."),
        ("note", 0, ""), ("note", 0, ""),
    ]  # fmt: skip
    assert found.said == ()


def test_headings_have_their_level_and_label() -> None:
    found = taken(write(ARTICLES, "pdf"))
    assert [each for each in blocks(found) if each[0] == "heading"] == [
        ("heading", 1, "Article premier"), ("heading", 1, "Article 2"),
    ]  # fmt: skip


def test_blocks_that_go_on_in_other_columns_and_on_other_pages_are_read_whole_and_in_their_order() -> (
    None
):
    found = taken(printed(HARBOURS, "@page { size: A6 } body { columns: 2 }"))
    whole = taken(write(HARBOURS, "pdf"))
    for notes in (False, True):  # notes stand at the foot of their page
        assert [
            words_of(found, each) for each in found.given if (each.role == "note") is notes
        ] == [words_of(whole, each) for each in whole.given if (each.role == "note") is notes]


def words_of(found: Extracted, given: Given) -> tuple[str, str]:
    return given.role, found.text[given.start : given.end].strip()


def test_what_a_stretch_draws_is_what_it_says_that_it_does() -> None:
    words = "हर\u00a0कोई नदी से पानी ले सकता है।  And (a) said so."
    body = [numbered("paragraph", "१", block(words))]
    declaration = build(
        Draft(
            Source("by hand", b""),
            {"id": "river", "kind": "declaration", "language": "hi", "body": body},
        )
    ).require()
    found = taken(write(declaration, "pdf"))
    assert found.text.strip() == f"१ {words}"


def test_a_block_without_its_place_makes_all_of_them_guesses() -> None:
    glyph = Glyph("A", 70, 76, 700, 11, 0, spaced=False, tag=3)
    element = Element(words={3: "A"})
    name = Name(1, "paragraph", 0, 0, labelled=False, x=70, y=712)
    there, away = Named(), Named()
    assert match(there, [name], [element], [glyph]) == {3: (1, "")}
    assert there.whole
    match(away, [], [element], [glyph])
    assert not away.whole
    page = [(0, "A", (1, ""))]
    assert given_by(there, [page]) == (Given(0, 1, "paragraph"),)
    assert given_by(away, [page]) == ()


def test_a_block_whose_characters_the_library_does_not_give_begins_at_the_next_place() -> None:
    glyph = Glyph("A", 70, 76, 700, 11, 0, spaced=False, tag=4)
    elements = [Element("H4", words={3: "一"}), Element(words={4: "A"})]
    names = [
        Name(1, "heading", 1, 0, labelled=False, x=70, y=740),
        Name(2, "paragraph", 0, 0, labelled=False, x=70, y=712),
    ]
    named = Named()
    assert match(named, names, elements, [glyph]) == {3: (1, ""), 4: (2, "")}
    assert named.whole


def test_what_goes_on_in_another_column_is_no_heading_that_stands_at_its_height() -> None:
    glyphs = [
        Glyph("a", 300, 306, 751, 11, 0, spaced=False, tag=3),
        Glyph("B", 70, 76, 749, 13, 1, spaced=False, tag=4),
    ]
    elements = [Element(words={3: "and a"}), Element("H2", words={4: "B"})]
    named = Named(names={7: Name(7, "paragraph", 0, 0, labelled=False, x=70, y=90)}, labels={7: 0})
    assert match(
        named, [Name(8, "title", 0, 0, labelled=False, x=70, y=763)], elements, glyphs
    ) == {
        3: (7, ""),
        4: (8, ""),
    }


def test_the_words_of_a_table_are_those_that_its_cells_say() -> None:
    rows = [row(700, (50, "Ra")), row(690, (54, "gusa"), (80, "1s0"))]
    for each in (segment for line in rows for segment in line.segments):
        each.tag = 1
    table = Element("Table", words={1: "Ragusa100"}, rows=[["Ragusa ", "100"]])
    assert [each.cells for each in in_order(rows, [table])] == [["Ragusa", "100"]]
