"""What the named places of a PDF that was written here say of its blocks."""

from tests.laws.reprinted import ARTICLES, HARBOURS
from tests.samples import block, numbered

from communique import write
from communique.core.source import Limits, Source
from communique.draft import Draft, Given, build
from communique.formats.html.printed import printed
from communique.inputs.blocks import Extracted
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
        ("note", 0, ""), ("note", 0, ""),
    ]  # fmt: skip
    assert found.said == ()


def test_headings_have_their_level_and_label() -> None:
    found = taken(write(ARTICLES, "pdf"))
    assert [each for each in blocks(found) if each[0] == "heading"] == [
        ("heading", 1, "Article premier"), ("heading", 1, "Article 2"),
    ]  # fmt: skip


def test_blocks_that_go_on_in_other_columns_and_on_other_pages_are_read_whole_and_in_their_order() -> None:
    found = taken(printed(HARBOURS, "@page { size: A6 } body { columns: 2 }"))
    whole = taken(write(HARBOURS, "pdf"))
    for notes in (False, True):  # notes stand at the foot of their page
        assert [words_of(found, each) for each in found.given if (each.role == "note") is notes] == [
            words_of(whole, each) for each in whole.given if (each.role == "note") is notes
        ]


def words_of(found: Extracted, given: Given) -> tuple[str, str]:
    return given.role, found.text[given.start : given.end].strip()


def test_what_a_stretch_draws_is_what_it_says_that_it_does() -> None:
    words = "हर\u00a0कोई नदी से पानी ले सकता है।  And (a) said so."
    body = [numbered("paragraph", "१", block(words))]
    declaration = build(
        Draft(Source("by hand", b""), {"id": "river", "kind": "declaration", "language": "hi", "body": body})
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
