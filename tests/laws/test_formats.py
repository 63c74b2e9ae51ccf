"""What holds for every format that is read and written: nothing is lost on the way, and nothing
comes of chance.
"""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import unescape
from itertools import chain
from urllib.parse import unquote

from hypothesis import given
from tests.fuzz.oracles import LAID_OUT, written_keeps_words

from communique.core.source import Limits, Source
from communique.draft import ReadOptions
from communique.formats import FORMATS, Format, format_named, sniff
from communique.model import Declaration
from communique.testing import declarations

EXACT = [format_named("json"), format_named("akn")]


def source(known: Format, data: bytes) -> Source:
    return Source(f"a{known.suffixes[0]}", data)


@given(declaration=declarations())
def test_every_word_is_in_whatever_is_written(declaration: Declaration) -> None:
    for known in FORMATS:
        if known.writes and known not in EXACT and known.name not in LAID_OUT:
            written_keeps_words(declaration, known.name)


@given(declaration=declarations())
def test_what_holds_the_whole_record_is_known_read_and_bounded(
    declaration: Declaration,
) -> None:
    """All that is asked of such a format, of a record that is drawn and written once: that takes
    longest.
    """
    for known in EXACT:
        written = known.write(declaration)
        assert sniff(Source("nameless", written.encode())) is known, (
            "it is known by its first character"
        )
        a_byte_order_mark_and_line_ends_of_other_systems_change_nothing(
            known, written, declaration
        )
        limits_are_kept(known, written.encode())


def a_byte_order_mark_and_line_ends_of_other_systems_change_nothing(
    known: Format, written: str, declaration: Declaration
) -> None:
    assert (
        known.read(source(known, b"\xef\xbb\xbf" + written.encode())).declaration
        == declaration
    )
    assert (
        known.read(source(known, written.replace("\n", "\r\n").encode())).declaration
        == declaration
    )


def limits_are_kept(known: Format, data: bytes) -> None:
    for limits in (Limits(size=len(data) - 1), Limits(depth=1)):
        parsed = known.read(source(known, data), ReadOptions(limits=limits))
        assert parsed.declaration is None
        assert [finding.code.fatal for finding in parsed.findings] == [True]


@given(declaration=declarations())
def test_what_is_said_of_a_document_is_in_each_format_with_a_place_for_it(
    declaration: Declaration,
) -> None:
    facts = declaration.model_dump(
        include={"related_documents", "subjects", "sponsors", "votes"},
        exclude_none=True,
        mode="json",
    )
    for name in ("akn", "json", "csv", "jsonld", "html"):
        written = _said(name, declaration)
        for words in _words(facts):
            quoted = json.dumps(words, ensure_ascii=False)[1:-1]
            assert any(
                _ink(each) in written
                for each in (words, quoted, words.replace('"', '""'))
            ), (name, words)


def _said(name: str, declaration: Declaration) -> str:
    """The ink of what is written in a format."""
    wanted = format_named(name)
    said = (
        list(wanted.write_files(declaration).values())
        if wanted.several
        else [wanted.write(declaration)]
    )
    if name == "html":
        said = [
            re.sub(r"<script.*?</script>|<[^>]*>", "", each, flags=re.DOTALL)
            for each in said
        ]
    whole = " ".join(said)
    if name == "akn":
        parts = [
            (each.text or "", *each.attrib.values(), each.get("dictionary", ""))
            for each in ET.fromstring(whole).iter()
        ]
        whole = " ".join(
            chain.from_iterable(
                (*words, unquote(dictionary)) for *words, dictionary in parts
            )
        )
    return _ink(unescape(whole) if name == "html" else whole)


def _words(value: object) -> Iterator[str]:
    """The words of facts, as they were put in: no codes, dates, ids or reasons, which each format
    writes its own way.
    """
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(inner, str) or key in (
                "value",
                "label",
                "code",
                "scheme",
                "text",
                "outcome",
            ):
                yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)
    elif isinstance(value, str):
        yield value


def _ink(text: str) -> str:
    return "".join(text.split())
