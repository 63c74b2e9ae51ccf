from xml.etree.ElementTree import fromstring

import pytest

from communique.core.diagnostics import Edit
from communique.core.source import Source
from communique.rules.markup import Markup, in_order

TEXT = """<?xml version='1.0'?>\r
<!-- <p a="1"/> é --><a xmlns="u" xmlns:c = 'v'
   one = 'x &amp; "y"' c:two="1 &gt; 2"  ><b   three='>'
/><b/>é<c:d xmlns:e='w' e:f=' a  b '></c:d></a>"""


@pytest.fixture
def markup() -> Markup:
    return Markup(Source("a.xml", b"\xef\xbb\xbf" + TEXT.encode()), fromstring(TEXT))


def made(*edits: Edit) -> str:
    text = TEXT
    for edit in reversed(in_order(edits)):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def test_the_place_of_every_attribute_is_known(markup: Markup) -> None:
    shown = [
        {name: TEXT[slice(*place)] for name, place in markup.values(each).items()}
        for each in markup.elements
    ]
    assert shown == [
        {"one": 'x &amp; "y"', "{v}two": "1 &gt; 2"}, {"three": ">"}, {}, {"{w}f": " a  b "},
    ]  # fmt: skip


def test_an_element_is_found_by_its_start_tag(markup: Markup) -> None:
    for element in markup.elements:
        assert markup.element_at(markup.tags[id(element)]) is element
    assert markup.element_at(None) is None


def test_a_value_is_written_in_the_quotation_marks_that_stand_there(
    markup: Markup,
) -> None:
    root, first, second, last = markup.elements
    assert "one = '&apos;\"&lt;&amp;>'" in made(markup.put(root, "one", "'\"<&>"))
    assert made(markup.put(second, "eId", 'b_"2"')) == TEXT.replace(
        "<b/>", '<b eId="b_&quot;2&quot;"/>'
    )
    assert "<b eId=\"b_1\"   three='>'\n/>" in made(markup.put(first, "eId", "b_1"))
    assert "three='>' placement=\"bottom\"\n/>" in made(
        markup.put(first, "placement", "bottom")
    )
    assert '\' x=""></c:d>' in made(markup.put(last, "x", ""))


def test_an_attribute_goes_with_the_white_space_before_it(markup: Markup) -> None:
    root, first, *_ = markup.elements
    assert "<b\n/><b/>" in made(markup.drop(first, "three"))
    assert """= 'v' c:two="1 &gt; 2"  >""" in made(markup.drop(root, "one"))


def test_tokens_are_replaced_where_they_stand(markup: Markup) -> None:
    root, *_, last = markup.elements
    assert "e:f=' a  #b '" in made(
        *markup.swap(last, "{w}f", lambda token: "#b" if token == "b" else token)
    )
    assert list(markup.swap(last, "{w}f", str)) == []
    assert 'c:two="1 > 3"' in made(
        *markup.swap(root, "{v}two", lambda token: token.replace("2", "3"))
    )
