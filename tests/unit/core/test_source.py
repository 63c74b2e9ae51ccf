"""Bytes that were given to be read, and places in them."""

import codecs
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.core.source import Fault, Limits, Source, Span, nearly_utf8


def fault(data: bytes) -> Fault:
    decoded = Source("x", data).decoded
    assert isinstance(decoded, Fault)
    return decoded


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert Source("x", codecs.BOM_UTF8 + b"a").text == "a"


@pytest.mark.parametrize(
    ("data", "named", "offset"),
    [
        (codecs.BOM_UTF16_LE + "a".encode("utf-16-le"), "UTF-16", 0),
        (codecs.BOM_UTF16_BE + "a".encode("utf-16-be"), "UTF-16", 0),
        (codecs.BOM_UTF32_LE + "a".encode("utf-32-le"), "UTF-32", 0),
        (
            "the parties agree".encode("utf-16-le"),
            "UTF-16 without a byte order mark",
            1,
        ),
        ("pošiljatelj: država članica".encode("iso8859-2"), "ISO 8859-2", 2),
        ("„člen“ – države".encode("cp1250"), "Windows-1250", 0),
        ("l’été à Paris".encode("cp1252"), "Windows-125", 1),
        (b"one\0two", "zero byte", 3),
        (b"ab\xc3", "0xC3", 2),
    ],
)
def test_an_encoding_that_is_not_utf_8_is_named_with_its_place(
    data: bytes, named: str, offset: int
) -> None:
    found = fault(data)
    assert named in found.message
    assert found.offset == offset


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_utf_16_with_a_byte_order_mark_is_the_same_text_in_utf_8(mark: bytes) -> None:
    codec = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    wide = Source("x", mark + "č𝄞\r\nb".encode(codec)).in_utf8()
    assert (wide.text, wide.position(4)) == ("č𝄞\r\nb", (2, 1))
    for data in (
        codecs.BOM_UTF16_LE + b"a",
        codecs.BOM_UTF32_LE + b"a\0\0\0",
        b"ab",
        "Ñandú".encode("cp1252"),
    ):
        assert Source("x", data).in_utf8().data == data


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("Čas voda".encode() + b"\xff", "Čas voda\ufffd"),
        ("“Čas”\r\nv".encode() + b"\x92da", "“Čas”\r\nv\ufffdda"),
        (
            "水".encode() + b"\xff" + "水".encode() * 2 + "水".encode()[:2],
            "水\ufffd水水\ufffd",
        ),
        (b"a \x93word\x94", None),
        ("Ñandú “é”".encode("cp1252"), None),
        ("Договор о реках и озёрах".encode("koi8-r"), None),
        ("川の水をまもる".encode("shift-jis"), None),
        ("ข้อตกลงว่าด้วยแม่น้ำ".encode("tis-620"), None),
    ],
)
def test_what_is_utf_8_but_for_some_bytes_keeps_its_letters(
    data: bytes, found: str | None
) -> None:
    assert nearly_utf8(data) == found
    assert Source("x", data).in_utf8().data == (
        data if found is None else found.encode()
    )


def test_a_file_that_was_cut_in_a_character_is_no_text() -> None:
    data = "水".encode() * 3 + "水".encode()[:2]
    assert nearly_utf8(data) == "水水水\ufffd"
    assert Source("x", data).in_utf8().data == data


def test_the_offset_of_a_fault_counts_the_byte_order_mark() -> None:
    assert fault(codecs.BOM_UTF8 + b"ab\xff").offset == 5


def test_asking_for_the_text_of_what_is_none_raises() -> None:
    with pytest.raises(ValueError, match="UTF-8"):
        _ = Source("x", b"\xff").text


def test_a_line_ends_as_editors_count() -> None:
    source = Source("x", "a\nb\r\nc\rd\x0be\x0cf\u2028g\x85h".encode())
    assert list(source.line_starts) == [0, 2, 5, 7]


@given(st.text(alphabet="ab\n\rč𝔘\u2028", max_size=40), st.data())
def test_a_position_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    source = Source("x", text.encode())
    offset = data.draw(st.integers(0, len(text)))
    line, column = source.position(offset)
    assert source.line_starts[line - 1] + column - 1 == offset
    assert line >= 1
    assert column >= 1


def test_a_span_has_both_ends_in_lines_and_in_offsets() -> None:
    assert Source("x", b"ab\ncd").span(1, 4) == Span(1, 2, 2, 2, 1, 4)


def test_a_huge_file_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    path.write_bytes(b"a" * 1000)
    source = Source.open(path, Limits(size=10))
    assert source.name == str(path)
    assert len(source.data) == 11


def test_opening_what_is_not_there_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Source.open(tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("data", "message", "offset"),
    [
        (b"ab\xc3", "byte 0xC3 begins a character, and the file ends in it", 2),
        (
            b"ab\xed\xa0\x80c",
            "byte 0xED begins half of a surrogate pair, which is not a character",
            2,
        ),
        (
            "Čeč žaš".encode() + b"\xff" + "ščž".encode(),
            "byte 0xFF is not valid UTF-8; the file looks like damaged UTF-8",
            11,
        ),
        (
            "države članice".encode("iso8859-2"),
            "byte 0xBE is not valid UTF-8; the file looks like ISO 8859-2 (Latin-2) or Windows-1250",
            2,
        ),
        (
            codecs.BOM_UTF16_LE + "voda".encode("utf-16-le")[:-1],
            "byte 0x61 begins a character, and the file ends in it",
            8,
        ),
        (
            codecs.BOM_UTF16_BE
            + "a".encode("utf-16-be")
            + b"\xd8\x01"
            + "b".encode("utf-16-be"),
            "byte 0xD8 begins half of a surrogate pair, which is not a character",
            4,
        ),
    ],
)
def test_what_is_wrong_with_bytes_is_said(
    data: bytes, message: str, offset: int
) -> None:
    found = fault(data)
    assert (found.message, found.offset) == (message, offset)


def test_a_copy_for_another_process_has_the_name_and_the_bytes() -> None:
    source = Source("a.txt", "š\nb".encode() * 1000)
    assert source.position(2) == (2, 1)
    assert len(pickle.dumps(source)) < len(source.data) + 200
    assert pickle.loads(pickle.dumps(source)) == source
