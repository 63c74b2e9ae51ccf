"""What holds for every format that is read and written: nothing is lost on the way, and nothing comes of chance."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import unescape
from itertools import chain
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fuzz.oracles import LAID_OUT, written_keeps_words

from communique.core.diagnostics import Severity
from communique.core.source import Limits, Source
from communique.draft import ReadOptions
from communique.formats import FORMATS, Format, format_named, sniff
from communique.model import Declaration
from communique.testing import declarations

EXACT = [format_named("json"), format_named("akn")]
READ = [known for known in FORMATS if known.reads and known.writes and known.name not in LAID_OUT]
exact = pytest.mark.parametrize("known", EXACT, ids=lambda known: known.name)
read = pytest.mark.parametrize("known", READ, ids=lambda known: known.name)


def source(known: Format, data: bytes) -> Source:
    return Source(f"a{known.suffixes[0]}", data)


@given(declaration=declarations())
def test_every_word_is_in_whatever_is_written(declaration: Declaration) -> None:
    for known in FORMATS:
        if known.writes and known not in EXACT and known.name not in LAID_OUT:
            written_keeps_words(declaration, known.name)


@exact
@given(declaration=declarations())
def test_a_byte_order_mark_and_line_ends_of_other_systems_change_nothing(
    known: Format, declaration: Declaration
) -> None:
    written = known.write(declaration)
    assert known.read(source(known, b"\xef\xbb\xbf" + written.encode())).declaration == declaration
    assert known.read(source(known, written.replace("\n", "\r\n").encode())).declaration == declaration


@exact
@given(declaration=declarations())
def test_what_is_written_is_known_by_its_first_character(known: Format, declaration: Declaration) -> None:
    assert sniff(Source("nameless", known.write(declaration).encode())) is known


@read
@given(data=st.data(), declaration=declarations())
def test_no_reader_raises_whatever_was_done_to_the_bytes(
    known: Format, data: st.DataObject, declaration: Declaration
) -> None:
    hurt = data.draw(damaged_bytes(known.write_bytes(declaration)))
    parsed = known.read(source(known, hurt))
    assert parsed.declaration is not None or any(each.severity is Severity.ERROR for each in parsed.findings)
    assert parsed.ledger.balanced
    read = parsed.source.data  # of a file that holds a text, that text
    lines = read.count(b"\n") + read.count(b"\r") + 1
    for finding in parsed.findings:
        assert "\n" not in finding.message
        assert finding.span is None or 1 <= finding.span.line <= lines
        assert finding.span is None or finding.span.column >= 1


@st.composite
def damaged_bytes(draw: st.DrawFn, data: bytes) -> bytes:
    """Good bytes with holes, pieces doubled or exchanged, foreign bytes put in, the end cut off, or another encoding."""
    for _ in range(draw(st.integers(1, 3))):
        start, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        end = min(end, start + draw(st.sampled_from((1, 2, 10, 100))))
        hole = data[start:end]
        match draw(st.sampled_from(("cut", "cut", "end", "put", "twice", "encoded"))):
            case "cut":
                data = data[:start] + data[end:]
            case "end":
                data = data[:start]
            case "put":
                data = data[:start] + draw(st.sampled_from(FOREIGN)) + data[start:]
            case "twice":
                data = data[:end] + hole + data[end:]
            case _:
                encoding = draw(st.sampled_from(("utf-16", "utf-16-le", "utf-32", "iso8859-2", "cp1252")))
                data = data.decode("utf-8", "replace").encode(encoding, "replace")
    return data


FOREIGN = (
    b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbf\xbe", b"\xef\xbb\xbf", b"\r", b"\n", b"\x0b", b"\x1b", b"&", b"&#0;",
    b"&nbsp;", b"<", b">", b"<!--", b"]]>", b"<![CDATA[", b"<?x?>", b"<b>", b"</p>", b'"', b"'", b"\\", b"\\u0000",
    b"\\ud800", b"{", b"}", b"[", b"]", b",", b":", b'"a":1,', b"NaN", b"1e999", b"<!DOCTYPE a>", b"\xc2\x85", b"\xe2\x80\xa8",
)  # fmt: skip


@exact
@given(declaration=declarations())
def test_limits_are_kept(known: Format, declaration: Declaration) -> None:
    data = known.write(declaration).encode()
    lines = [Limits(line=10)] if known.name == "text" else []  # a record's paragraph may be one long line of a file
    for limits in (Limits(size=len(data) - 1), Limits(depth=1), *lines):
        parsed = known.read(source(known, data), ReadOptions(limits=limits))
        assert parsed.declaration is None
        assert [finding.code.fatal for finding in parsed.findings] == [True]


@pytest.mark.parametrize("name", ["akn", "json", "csv", "jsonld", "html"])
@given(declaration=declarations())
def test_what_is_said_of_a_document_is_in_each_format_with_a_place_for_it(name: str, declaration: Declaration) -> None:
    wanted = format_named(name)
    said = list(wanted.write_files(declaration).values()) if wanted.several else [wanted.write(declaration)]
    if name == "html":
        said = [re.sub(r"<script.*?</script>|<[^>]*>", "", each, flags=re.DOTALL) for each in said]
    whole = " ".join(said)
    if name == "akn":
        parts = [
            (each.text or "", *each.attrib.values(), each.get("dictionary", "")) for each in ET.fromstring(whole).iter()
        ]
        whole = " ".join(chain.from_iterable((*words, unquote(dictionary)) for *words, dictionary in parts))
    written = _ink(unescape(whole) if name == "html" else whole)
    facts = declaration.model_dump(
        include={"related_documents", "subjects", "sponsors", "votes"}, exclude_none=True, mode="json"
    )
    for words in _words(facts):
        quoted = json.dumps(words, ensure_ascii=False)[1:-1]
        assert any(_ink(each) in written for each in (words, quoted, words.replace('"', '""'))), words


def _words(value: object) -> Iterator[str]:
    """The words of facts, as they were put in: no codes, dates, ids or reasons, which each format writes its own way."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(inner, str) or key in ("value", "label", "code", "scheme", "text", "outcome"):
                yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)
    elif isinstance(value, str):
        yield value


def _ink(text: str) -> str:
    return "".join(text.split())
