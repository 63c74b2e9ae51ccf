"""The package that a file of a word processor is."""

import pytest
from tests.office import docx, p, relations, zipped

from communique.core.source import Limits, Source
from communique.inputs.docx import Package, Unusable


def package(data: bytes, size: int = 1_000_000) -> Package:
    return Package(Source("a.docx", data), Limits(size=size))


def test_parts_are_found_by_what_refers_to_them() -> None:
    parts = {"_rels/.rels": relations({"/doc/main.xml": "officeDocument"}), "doc/main.xml": "<a/>",
             "doc/_rels/main.xml.rels": relations({"../b/notes.xml": "footnotes"})}  # fmt: skip
    found = package(zipped(dict(parts)))
    assert found.document() == "doc/main.xml"
    assert found.relations("doc/main.xml") == [("footnotes", "b/notes.xml")]
    assert found.tree("missing.xml") is None


def test_all_parts_together_stay_below_the_limit() -> None:
    found = package(zipped({"a": b"x" * 600, "b": b"x" * 600}), 1000)
    assert found.data("a") == b"x" * 600
    with pytest.raises(Unusable, match="larger than 1000 bytes"):
        found.data("b")


def test_lines_are_counted_as_they_arrive_with_words_or_without() -> None:
    data = docx("<w:p/>" * 50_000 + "<w:p><w:r><w:br/></w:r></w:p>")
    found = Package(Source("a.docx", data), Limits(lines=50_002))
    assert found.tree("word/document.xml") is not None
    with pytest.raises(Unusable, match="more than 50001 lines"):
        Package(Source("a.docx", data), Limits(lines=50_001)).tree("word/document.xml")


def test_a_file_with_too_many_lines_is_not_parsed_to_its_end() -> None:
    data = docx("<w:p/>" * 50_000 + "</wrong>")
    with pytest.raises(Unusable, match="more than 100 lines"):
        Package(Source("a.docx", data), Limits(lines=100)).tree("word/document.xml")


def test_a_target_outside_the_file_is_never_a_part() -> None:
    rels = relations({"http://example.org/a.xml": "attachedTemplate"}).replace(
        "Target=", 'TargetMode="External" Target='
    )
    found = package(zipped({"_rels/.rels": rels, "word/document.xml": "<a/>"}))
    assert found.relations("") == []
    assert found.document() == "word/document.xml"


def test_a_locked_part_is_told_from_a_broken_one() -> None:
    data = bytearray(docx(p("a")))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := data.find(signature, place + 1)) >= 0:
            data[place + at] |= 1
    with pytest.raises(Unusable, match="password"):
        package(bytes(data)).tree("word/document.xml")
