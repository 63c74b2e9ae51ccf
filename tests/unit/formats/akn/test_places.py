"""Exact places of elements and of the words in and behind them."""

import pytest

from communique.core.source import Limits, Source
from communique.formats.akn.places import Layout, Part, numbered
from communique.formats.akn.tree import Element, parse

XML = '<a>\r\n č <b x="a>b"> 𝄞 <c/> tail <!-- no --> more </b>\n  end </a>'


def words(xml: str, tag: str, part: Part) -> str:
    source = Source("a", xml.encode())
    root = parse(source, Limits())
    assert isinstance(root, Element)
    number = numbered(root)
    wanted = next(element for element in root.iter() if element.tag == tag)
    (span,) = Layout(source).spans([(number[id(wanted)], part)])
    text = source.text
    assert (span.line, span.column) == source.position(span.start or 0)
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("tag", "part", "expected"),
    [
        ("a", Part.TAG, "<a>"),
        ("a", Part.TEXT, "č"),
        ("b", Part.TAG, '<b x="a>b">'),
        ("b", Part.TEXT, "𝄞"),
        ("b", Part.CONTENT, "𝄞 <c/> tail <!-- no --> more"),
        ("b", Part.TAIL, "end"),
        ("c", Part.TAG, "<c/>"),
        ("c", Part.CONTENT, ""),
        ("c", Part.TEXT, ""),
        ("c", Part.TAIL, "tail <!-- no --> more"),
    ],
)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_part_of_an_element_has_its_exact_place(
    tag: str, part: Part, expected: str, mark: str
) -> None:
    assert words(mark + XML, tag, part) == expected
