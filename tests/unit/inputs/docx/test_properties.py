"""Properties of styles and paragraphs."""

from lxml import etree
from tests.office import NAMES, W

from communique.inputs.docx.numbering import Styles, child, is_on, whole


def part(inner: str) -> etree._Element:
    return etree.fromstring(f"<w:x {NAMES}>{inner}</w:x>")


STYLES = Styles(
    part(
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Bold"/><w:basedOn w:val="C"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="heading 3"/><w:basedOn w:val="B"/><w:rPr><w:i/></w:rPr></w:style>'
    )
)


def test_a_style_has_what_the_styles_before_it_have_even_in_a_circle() -> None:
    paragraph = part('<w:pPr><w:pStyle w:val="B"/></w:pPr>')[0]
    assert [STYLES.run_is(name, None, paragraph) for name in ("b", "i", "vanish")] == [
        True,
        True,
        False,
    ]
    run = part('<w:rPr><w:b w:val="0"/></w:rPr>')[0]
    assert STYLES.run_is("b", run, paragraph) is False


def test_the_level_of_a_heading_is_its_outline_or_the_name_of_its_style() -> None:
    assert STYLES.level(part('<w:pPr><w:pStyle w:val="C"/></w:pPr>')[0]) == 3
    assert STYLES.level(part('<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')[0]) == 2
    assert STYLES.level(part('<w:pPr><w:outlineLvl w:val="9"/></w:pPr>')[0]) is None
    assert STYLES.level(None) is None
    assert STYLES.of_paragraph(None) == "N"


def test_odd_values_have_a_default() -> None:
    assert [whole(each, 4) for each in ("3", "2.7", "x", "", None, "1e999")] == [
        3,
        2,
        4,
        4,
        4,
        4,
    ]
    assert is_on(part('<w:b w:val="true"/>')[0])
    assert not is_on(part('<w:b w:val="off"/>')[0])
    assert child(part("<w:a><w:b/></w:a>"), "a", "b") is not None
    assert W in NAMES
