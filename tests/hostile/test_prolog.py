"""No DOCTYPE gets past the look before parsing, whatever stands before it: what the parser would
see, that look sees.
"""

from contextlib import suppress
from itertools import product
from xml.parsers import expat

import pytest

from communique.core.codes import DOCTYPE, NOT_WELL_FORMED
from communique.core.source import Limits, Source
from communique.formats.akn.tree import parse, refused

PIECES = (
    b"<!--",
    b"-->",
    b">",
    b"-",
    b"<?x",
    b"?>",
    b"<a>",
    b"\xef\xbb\xbf",
    b" ",
    b"<?xml version='1.0'?>",
)
"""What may stand before it, whole and in pieces."""
DEFINED = b"<!DOCTYPE a [<!ENTITY e 'ha'>]><a>&e;</a>"


def has_doctype(data: bytes) -> bool:
    """Whether an XML parser meets a document type declaration before anything is wrong."""
    met: list[object] = []
    parser = expat.ParserCreate("utf-8")
    parser.StartDoctypeDeclHandler = lambda *said: met.append(said)
    with suppress(expat.ExpatError):
        parser.Parse(data, True)
    return bool(met)


def test_whatever_has_a_doctype_is_refused_before_it_is_parsed() -> None:
    met = 0
    for length in range(5):
        for before in product(PIECES, repeat=length):
            data = b"".join(before) + DEFINED
            if has_doctype(data):
                met += 1
                assert refused(Source("a.xml", data), Limits()), data
    assert met > 100


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b"<!-->-->",
        b"<!--><a>-->",
        b"<!--->-->",
        b"<?x?>",
        b"<?x ?>\n<!-- a -->",
        b"\n",
        b"<?x <!-- ?>",
    ],
)
def test_a_doctype_is_found_behind_comments_and_instructions(before: bytes) -> None:
    data = before + DEFINED
    assert has_doctype(data)
    assert [finding.code for finding in refused(Source("a.xml", data), Limits())] == [
        DOCTYPE
    ]


def test_a_doctype_in_a_comment_is_none() -> None:
    assert refused(Source("a.xml", b"<!-- <!DOCTYPE a> --><a/>"), Limits()) == []


def test_two_byte_order_marks_are_no_xml_though_the_parser_would_pass_over_both() -> (
    None
):
    for rest in (b"<a/>", DEFINED):
        found = parse(Source("a.xml", b"\xef\xbb\xbf" * 2 + rest), Limits())
        assert isinstance(found, list)
        assert [finding.code for finding in found] == [NOT_WELL_FORMED]
