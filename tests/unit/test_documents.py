from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from tests.office import docx, p
from tests.samples import declaration

import communique
from communique.acts import promises
from communique.core.errors import BadOption, NotReadable, NotWritable, UnknownFormat
from communique.core.source import Limits, Source
from communique.documents import read, write
from communique.formats import FORMATS, Format, format_named, sniff


@pytest.mark.parametrize("name", ["json", "akn"])
def test_what_is_written_is_read_back(name: str) -> None:
    assert read(write(declaration(), name).encode(), name).require() == declaration()


@pytest.mark.parametrize(("name", "ending"), [("json", "json"), ("akn", "xml")])
def test_a_path_says_its_format_by_its_ending(
    name: str, ending: str, tmp_path: Path
) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_text(write(declaration(), name), "utf-8")
    assert read(path).require() == declaration()
    assert read(str(path)).source.name == str(path)


@pytest.mark.parametrize("name", ["json", "akn"])
def test_bytes_say_their_format_by_how_they_begin(name: str) -> None:
    assert read(write(declaration(), name).encode()).require() == declaration()


def test_a_source_keeps_its_name() -> None:
    assert read(Source("letter.json", b"{")).source.name == "letter.json"


def test_an_unknown_format_is_raised() -> None:
    with pytest.raises(UnknownFormat, match="akn, formex, json, text"):
        read(b"", "odt")
    with pytest.raises(UnknownFormat, match="'odt'"):
        write(declaration(), "odt")


def test_a_missing_file_and_a_folder_are_raised(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "missing.json")
    with pytest.raises(IsADirectoryError):
        read(tmp_path)
    with pytest.raises(FileNotFoundError):
        read(b"1. Words.", "text", hints=tmp_path / "missing.json")


@pytest.mark.parametrize("language", ["", "English", "sl_SI", "sl\n", "s"])
def test_a_language_that_is_no_tag_is_raised(language: str) -> None:
    with pytest.raises(BadOption, match="BCP 47"):
        read(b"1. Words.", "text", language=language)


def test_bad_bytes_are_findings_and_not_raised() -> None:
    parsed = read(b"\xff\xfe", "json")
    assert parsed.declaration is None
    assert [finding.code.fatal for finding in parsed.findings] == [True]
    with pytest.raises(NotReadable):
        parsed.require()


def test_limits_reach_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(write(declaration(), "json"), "utf-8")
    parsed = communique.read(path, limits=Limits(size=10))
    assert [finding.code.name for finding in parsed.findings] == ["too-large"]
    assert len(parsed.source.data) == 11


def _breaks(*_: object, **__: object) -> None:
    raise IndexError("the roof fell in")


@pytest.mark.parametrize(
    "known", [each for each in FORMATS if each.reads], ids=lambda each: each.name
)
def test_a_reader_that_breaks_down_is_a_finding_and_no_declaration(
    known: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    if known.taken_out is None:
        room, name = (
            ("akn.reader", "read_with_tree")
            if known.name == "akn"
            else (known.module, "read")
        )
        monkeypatch.setattr(import_module(f"communique.formats.{room}"), name, _breaks)
    else:
        monkeypatch.setattr(
            import_module(f"communique.inputs.{known.taken_out}"), "extract", _breaks
        )
    here = Limits(
        seconds=None
    )  # a PDF is read in this process, in which the reader breaks down
    parsed = read(b"words", known.name, limits=here)
    assert parsed.declaration is None
    assert [(each.code.code, each.code.fatal) for each in parsed.findings] == [
        ("RUN002", True)
    ]
    assert (
        parsed.findings[0].message
        == f"the reader of {known.name} failed: IndexError: the roof fell in"
    )
    report = communique.validate(b"words", format=known.name, limits=here)
    assert report.verdict == "undetermined"


@pytest.mark.parametrize(
    "known", [each for each in FORMATS if each.writes], ids=lambda each: each.name
)
def test_a_writer_that_breaks_down_is_one_error_of_ours(
    known: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        import_module(f"communique.formats.{known.module}"), "write", _breaks
    )
    with pytest.raises(
        NotWritable, match=f"the writer of {known.name} failed: IndexError"
    ):
        write(declaration(), known.name)


def test_the_cause_of_a_breakdown_is_raised_where_a_developer_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(import_module("communique.formats.text"), "read", _breaks)
    monkeypatch.setenv("COMMUNIQUE_DEBUG", "1")
    for call in (read, communique.validate):
        with pytest.raises(IndexError, match="the roof fell in"):
            call(b"words", format="text")


@pytest.mark.parametrize("words", ["We met.", "We met.\n" * 2000, "We\0met."])
def test_a_text_given_as_a_path_is_told_how_text_is_read(words: str) -> None:
    with pytest.raises(FileNotFoundError, match=r"read\(text\.encode\(\)\)"):
        read(words)
    assert read(b"1. We met.", "text", language="en").declaration is not None


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"PK\x03\x04\x14\0mimetypeapplication/epub+zip", "EPUB"),
        (b"PK\x03\x04\x14\0mimetypeapplication/vnd.oasis.opendocument.text", "ODT"),
        (b"PK\x03\x04\x14\0", "ZIP"),
        (b"{\\rtf1 words}", "RTF"),
        (b"From: <Saved by Blink>\nMIME-Version: 1.0\n\n<p>words", "MHTML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC, XLS or PPT"),
    ],
)
@pytest.mark.parametrize("form", [None, "text", "json", "akn"])
def test_a_file_that_is_no_text_is_named_and_what_to_do_is_said(
    data: bytes, name: str, form: str | None
) -> None:
    (finding,) = read(data, form).findings
    assert (finding.code.name, finding.message) == (
        "not-text",
        f"this is a file in the {name} format, not text",
    )
    assert finding.hint is not None


@pytest.mark.parametrize("form", ["text", "json", "akn"])
def test_a_pdf_taken_for_another_format_is_named(form: str) -> None:
    (finding,) = read(b"%PDF-1.7\n1 0 obj", form).findings
    assert (finding.code.name, finding.message) == (
        "not-text",
        "this is a file in the PDF format, not text",
    )


def test_a_pdf_is_read_as_one_without_being_asked() -> None:
    (finding,) = read(b"%PDF-1.7\n1 0 obj").findings
    assert finding.code.name == "damaged-input"


def test_a_page_taken_for_akoma_ntoso_is_named() -> None:
    (finding,) = read(b"<!doctype html><title>Words</title>", "akn").findings
    assert finding.message == "this is a page in HTML, not Akoma Ntoso"


AKN = write(declaration(), "akn").encode()
WORDS = b"Declaration\n\n1. We met.\n"
PAGE = b"<!doctype html><p>We met.</p>"
OFFICE = docx(p("We met."))


@pytest.mark.parametrize(
    ("name", "data", "known"),
    [
        ("a", OFFICE, "docx"), ("a.docx", OFFICE, "docx"), ("a.txt", OFFICE, "docx"), ("a.xml", OFFICE, "docx"), ("a.docx", WORDS, "text"),
        ("a.docx", AKN, "akn"), ("a.docx", PAGE, "html"), ("a.docx", b"PK\x03\x04", "docx"), ("a", b"PK\x03\x04", "text"),
        ("a", b"PK\x03\x04xl/workbook.xml", "text"), ("a", PAGE, "html"), ("a.html", PAGE, "html"), ("a.xml", PAGE, "html"), ("a.json", PAGE, "html"),
        ("a.htm", WORDS, "html"), ("a.html", AKN, "akn"), ("a", b"\xef\xbb\xbf <!-- a --> <html>", "html"), ("a", PAGE.decode().encode("utf-16"), "html"),
        ("a", b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'a'>", "html"), ("a", b"<body><p>a", "html"), ("a.md", b"<div>\n\n# a", "text"),
        ("a", b"<meta name='title' content='a'>\n\n1. We met.", "akn"), ("a", b"<preface>", "akn"), ("a.txt", b"<p>", "text"), ("a", b"", "text"),
    ],
)  # fmt: skip
def test_what_a_file_is_is_told_by_its_bytes_then_by_its_name(
    name: str, data: bytes, known: str
) -> None:
    assert sniff(Source(name, data)).name == known


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", WORDS, 1),
        ("a.txt", PAGE, 1),
        ("a.docx", OFFICE, 0),
        ("a", PAGE, 0),
        ("a.docx", b"{\\rtf1 We met.}", 0),
    ],
)
def test_a_file_whose_ending_says_another_kind_is_told_so(
    name: str, data: bytes, said: int
) -> None:
    codes = [each.code.name for each in read(Source(name, data)).findings]
    assert codes.count("other-kind") == said


def test_a_kind_that_is_named_is_taken_without_a_word() -> None:
    assert "other-kind" not in [
        each.code.name for each in read(Source("a.docx", PAGE), "text").findings
    ]


ABOUT = {
    "date": {"value": "2031-07-19", "basis": "external", "source": "a list"},
    "place": {"text": "Hafnarvik", "basis": "external", "source": "a list"},
    "identifiers": [
        {
            "scheme": "council",
            "value": "4711/31",
            "basis": "external",
            "source": "a list",
        }
    ],
    "related_documents": [
        {"relation": "draft", "scheme": "ports", "value": "Keels 12/31"}
    ],
    "short_title": "Lantern text",
    "authenticity": "official",
    "subjects": [{"scheme": "EuroVoc", "label": "pilotage"}],
    "sponsors": [{"text": "Skerryland"}],
    "votes": [{"outcome": "carried by acclaim"}],
    "entities": [{"id": "isles", "label": "League of Isles", "type": "organization"}],
}
SHOWS = {"date": "2031-07-19", "place": "Hafnarvik", "identifiers": "4711/31", "related_documents": "Keels 12/31",
         "short_title": "Lantern text", "subjects": "pilotage", "sponsors": "Skerryland", "votes": "carried by acclaim",
         "entities": "League of Isles"}  # fmt: skip


@pytest.mark.parametrize(
    "known", [each for each in FORMATS if each.writes], ids=lambda known: known.name
)
def test_what_a_writer_leaves_out_is_what_is_not_in_its_text(known: Format) -> None:
    full = declaration(**ABOUT)
    if known.binary:
        written = known.read(
            Source("", known.write_bytes(full, record=False))
        ).source.text
    else:
        written = (
            "".join(known.write_files(full).values())
            if known.several
            else known.write(full)
        )
    absent = {name for name, words in SHOWS.items() if words not in written}
    assert absent == set(known.left_out(full)) & set(SHOWS)
    assert known.left_out(declaration(date=None)).keys() <= {"date marks", "act marks"}


@pytest.mark.parametrize(
    "known", [each for each in FORMATS if each.binary], ids=lambda known: known.name
)
def test_what_is_no_text_is_given_as_bytes_and_never_as_text(known: Format) -> None:
    data: object = write(declaration(), known.name)
    assert isinstance(data, bytes)
    assert data == known.write_bytes(declaration())
    with pytest.raises(UnknownFormat, match="write_bytes"):
        known.write(declaration())
    assert (
        format_named("json").write_bytes(declaration())
        == write(declaration(), "json").encode()
    )


def test_what_was_read_is_shown_in_a_few_words_at_a_prompt() -> None:
    text = (
        "We, the ministers, agree.\n\n"
        + "1. We will meet again by the end of 2030, in Rome or in Madrid.\n" * 50
    )
    parsed = read(text.encode())
    shown = repr(replace(parsed, findings=()))
    assert f"Declaration(id='{parsed.require().id}', language='en'" in shown
    assert len(shown) < 300
    assert len(repr(promises(parsed)[0])) < 1000
