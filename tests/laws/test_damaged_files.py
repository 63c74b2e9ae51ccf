"""Bad input is reported: no reader raises, whatever is cut out of a good file, put into it or
exchanged in it.
"""

from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.drawn import Sheet, pdf
from tests.office import docx, p, unzipped, zipped

from communique import Declaration, Verdict, read, write
from communique.checking.engine import examine
from communique.core.codes import ENGINE_FAULT
from communique.core.diagnostics import Severity
from communique.core.source import Limits, Source
from communique.draft import ReadOptions
from communique.formats import FORMATS, format_named
from communique.testing import declarations

FORMEX = (
    Path(__file__).parents[1] / "unit" / "formats" / "akn" / "formex.xml"
).read_bytes()
READ = [each.name for each in FORMATS if each.reads]

# What comes between the bytes of files in life: marks of other encodings, ends of lines, pieces of
# grammar, half characters.
STRANGERS = [
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc4", b"\xed\xa0\x80", b"\r", b"\x0c", b"\x85", "\u2028".encode(), b"\x1b[31m",
    b"<", b">", b"</p>", b"&", b"&amp", b"&#0;", b"&x;", b"<!--", b"]]>", b"<?x?>", b"<!DOCTYPE a>", b' eId="para_1"', b"=",
    b"{", b"}", b"[", b"]", b",", b'"', b"\\", b"\\ud800", b"NaN", b"null", b"1e999", b'"kind":', b"1. ", b"(a) ", b"\n\n", b" ",
]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes with one to four faults: a hole, a stranger, a stretch that stands twice or
    elsewhere, an early end.
    """
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        piece = data[start:end]
        match draw(st.sampled_from(("hole", "stranger", "twice", "moved", "end"))):
            case "hole":
                data = data[:start] + data[end:]
            case "stranger":
                data = data[:start] + draw(st.sampled_from(STRANGERS)) + data[start:]
            case "twice":
                data = data[:end] + piece + data[end:]
            case "moved":
                rest = data[:start] + data[end:]
                to = draw(st.integers(0, len(rest)))
                data = rest[:to] + piece + rest[to:]
            case _:
                data = data[:start]
    return data


@st.composite
def torn(draw: st.DrawFn, data: bytes) -> bytes:
    """Good bytes with holes, pieces doubled or exchanged, foreign bytes put in, the end cut off, or
    another encoding.
    """
    for _ in range(draw(st.integers(1, 3))):
        start, end = sorted(
            (draw(st.integers(0, len(data))), draw(st.integers(0, len(data))))
        )
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
                encoding = draw(
                    st.sampled_from(
                        ("utf-16", "utf-16-le", "utf-32", "iso8859-2", "cp1252")
                    )
                )
                data = data.decode("utf-8", "replace").encode(encoding, "replace")
    return data


FOREIGN = (
    b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbf\xbe", b"\xef\xbb\xbf", b"\r", b"\n", b"\x0b", b"\x1b", b"&", b"&#0;",
    b"&nbsp;", b"<", b">", b"<!--", b"]]>", b"<![CDATA[", b"<?x?>", b"<b>", b"</p>", b'"', b"'", b"\\", b"\\u0000",
    b"\\ud800", b"{", b"}", b"[", b"]", b",", b":", b'"a":1,', b"NaN", b"1e999", b"<!DOCTYPE a>", b"\xc2\x85", b"\xe2\x80\xa8",
)  # fmt: skip


def _drawable(char: str) -> bool:
    return char == "\n" or char.isprintable()


def damaged_file(data: st.DataObject, declaration: Declaration, form: str) -> bytes:
    """A good file with faults; of a word processor's file what is packed in it has them, and of a
    PDF what it draws too.
    """
    if form == "pdf":
        words = write(declaration, "text").encode("cp1252", "ignore").decode("cp1252")
        return data.draw(
            damaged(pdf(Sheet().lines(60, 780, "".join(filter(_drawable, words)))))
        )
    if form != "docx" or data.draw(st.booleans()):
        good = (
            FORMEX if form == "formex" else format_named(form).write_bytes(declaration)
        )
        return data.draw(damaged(good) | torn(good))
    words = "".join(
        char
        for char in write(declaration, "text")
        if char.isprintable() or char == "\n"
    )
    parts = unzipped(docx("".join(map(p, escape(words).split("\n")))))
    return zipped(
        {**parts, "word/document.xml": data.draw(damaged(parts["word/document.xml"]))}
    )


@pytest.mark.parametrize("form", READ)
@given(declaration=declarations(), data=st.data())
def test_no_reader_raises_every_ledger_adds_up_and_every_finding_has_a_place(
    form: str, declaration: Declaration, data: st.DataObject
) -> None:
    """All that is asked of a damaged file, which is drawn, read and checked once."""
    damaged = Source("damaged", damaged_file(data, declaration, form))
    examined = examine(
        damaged, ReadOptions(limits=Limits(size=200_000, line=50_000)), format=form
    )
    parsed, report = examined.parsed, examined.report
    assert parsed is not None, [each.message for each in report.findings]
    assert parsed.ledger.balanced
    assert ENGINE_FAULT not in {each.code for each in report.findings}, [
        each.message for each in report.findings
    ]
    assert parsed.declaration is not None or any(
        each.severity is Severity.ERROR for each in parsed.findings
    )
    if parsed.declaration is not None:
        for other in ("akn", "json"):
            assert (
                read(write(parsed.declaration, other).encode(), other).declaration
                == parsed.declaration
            )
    assert report.verdict in Verdict
    text = parsed.source.data  # of a file that holds a text: that text
    lines = text.count(b"\n") + text.count(b"\r") + 1
    for finding in report.findings:
        assert finding.message
        assert "\n" not in finding.message
        assert finding.span is None or (
            1 <= finding.span.line <= lines and finding.span.column >= 1
        )
