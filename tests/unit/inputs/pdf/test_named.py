"""What the named places of a PDF that was written here say of its blocks."""

from tests.laws.reprinted import ARTICLES, HARBOURS

from communique import write
from communique.core.source import Limits, Source
from communique.draft import Given
from communique.formats.html.printed import printed
from communique.inputs.extracted import Extracted
from communique.inputs.pdf import extract
from communique.inputs.pdf.glyphs import Glyph
from communique.inputs.pdf.named import Element, Name, Named, given_by, match


def taken(data: bytes) -> Extracted:
    return extract(Source("a.pdf", data), Limits())


def blocks(found: Extracted) -> list[tuple[str, int, str]]:
    return [(each.role, each.level, found.text[each.start : each.label].strip()) for each in found.given]


def test_each_block_says_what_it_is_how_deep_and_where_its_label_ends() -> None:
    found = taken(write(HARBOURS, "pdf"))
    assert blocks(found) == [
        ("title", 0, ""), ("opening", 0, ""), ("recital", 0, ""), ("recital", 0, ""), ("paragraph", 0, "1."), ("paragraph", 0, "2."),
        ("point", 1, "(a)"), ("point", 1, "(b)"), ("point", 1, "(c)"), ("paragraph", 0, "3."),
    ]  # fmt: skip
    assert found.said == ()


def test_headings_have_their_level_and_label() -> None:
    found = taken(write(ARTICLES, "pdf"))
    assert [each for each in blocks(found) if each[0] == "heading"] == [
        ("heading", 1, "Article premier"), ("heading", 1, "Article 2"),
    ]  # fmt: skip


def test_blocks_of_columns_are_read_in_their_order_and_go_on_in_the_next() -> None:
    found = taken(printed(HARBOURS, "@page { size: A6 } body { columns: 2 }"))
    roles = [each.role for each in found.given]
    assert [role for role in roles if role != "+"] == [role for role, *_ in blocks(taken(write(HARBOURS, "pdf")))]
    assert "+" in roles


def test_a_block_without_its_place_makes_all_of_them_guesses() -> None:
    glyph = Glyph("A", 70, 76, 700, 11, 0, spaced=False, tag=3)
    element = Element([3])
    name = Name(1, "paragraph", 0, 0, labelled=False, x=70, y=712)
    there, away = Named(), Named()
    assert match(there, [name], [element], [glyph]) == {3: (1, "")}
    assert there.whole
    match(away, [], [element], [glyph])
    assert not away.whole
    page = [(0, "A", (1, ""))]
    assert given_by(there, [page]) == (Given(0, 1, "paragraph"),)
    assert given_by(away, [page]) == ()
