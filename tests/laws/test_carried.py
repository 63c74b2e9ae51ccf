"""A file that carries its record is read by it as long as nobody changes a word, whatever programs
it goes through.
"""

import io
import shutil
import subprocess
from pathlib import Path

import playa
import pytest
from pypdfium2 import PdfDocument
from tests.laws.reprinted import ARTICLES, BY_HAND, HARBOURS, ODD
from tests.office import unzipped, zipped

from communique import Declaration, Parsed, Source, read, write
from communique.core.codes import RECORD_DAMAGED, RECORD_SET_ASIDE, RECORD_USED
from communique.formats.html import printed
from communique.inputs import carried

FORMS = ("docx", "html", "pdf")
CARRIED = {RECORD_USED, RECORD_SET_ASIDE, RECORD_DAMAGED}


def written(declaration: Declaration, form: str, *, record: bool = True) -> bytes:
    made: str | bytes = write(declaration, form, record=record)
    return made.encode() if isinstance(made, str) else made


def said(parsed: Parsed) -> list[str]:
    """The codes of what is said about the record."""
    return [each.code.name for each in parsed.findings if each.code in CARRIED]


@pytest.mark.parametrize("form", FORMS)
def test_that_the_record_is_read_is_said(form: str) -> None:
    parsed = read(written(HARBOURS, form), form)
    assert parsed.require() == HARBOURS
    assert said(parsed) == ["record-used"]


@pytest.mark.parametrize("form", FORMS)
def test_the_words_are_read_where_the_record_is_ignored_or_left_out(form: str) -> None:
    ignored = read(written(HARBOURS, form), form, language="en", ignore_record=True)
    bare = read(written(HARBOURS, form, record=False), form, language="en")
    assert said(ignored) == said(bare) == []
    assert ignored.require() == bare.require()
    assert ignored.require() != HARBOURS


@pytest.mark.parametrize("form", FORMS)
def test_hints_are_about_the_words(form: str) -> None:
    assert said(read(written(HARBOURS, form), form, language="en", hints=b"{}")) == []


def changed_docx(old: bytes, new: bytes) -> bytes:
    parts = unzipped(write(HARBOURS, "docx"))
    assert old in parts["word/document.xml"]
    return zipped(
        {**parts, "word/document.xml": parts["word/document.xml"].replace(old, new)}
    )


def set_aside(parsed: Parsed) -> tuple[str, str]:
    """What the warning quotes, and the words at its place."""
    [finding] = [each for each in parsed.findings if each.code == RECORD_SET_ASIDE]
    assert finding.span is not None
    assert finding.span.start is not None
    assert finding.span.end is not None
    return str(finding.message), parsed.source.text[
        finding.span.start : finding.span.end
    ]


def test_a_word_that_somebody_changed_in_a_docx_is_named_and_read() -> None:
    parsed = read(
        changed_docx(b"the outer moles", b"the inner moles"), "docx", language="en"
    )
    message, words = set_aside(parsed)
    assert "'outer moles, and to keep' is now 'inner moles, and to keep'" in message
    assert words == "inner moles, and to keep"
    assert any("the inner moles" in block.text for _, block in parsed.require().blocks)


def test_a_word_that_somebody_changed_in_a_page_is_named_and_read() -> None:
    page = write(HARBOURS, "html")
    article, _, rest = page.partition("</article>")
    changed = f"{article.replace('outer moles', 'inner moles')}</article>{rest}"
    parsed = read(changed.encode(), "html", language="en")
    message, words = set_aside(parsed)
    assert "is now 'inner moles, and to keep'" in message
    assert words == "inner moles, and to keep"


def test_a_record_of_other_words_in_a_pdf_is_set_aside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        printed,
        "packed",
        lambda record, text: carried.packed(record, text.replace("lamps", "lights")),
    )
    parsed = read(write(HARBOURS, "pdf"), "pdf", language="en")
    message, words = set_aside(parsed)
    assert "'lights of the outer moles,' is now 'lamps of the outer moles,'" in message
    assert " ".join(words.split()) == "lamps of the outer moles,"


@pytest.mark.parametrize("old", [b'"communique": 1', b'"kind":"resolution"'])
def test_a_record_that_cannot_be_read_is_said_and_the_words_are_read(
    old: bytes,
) -> None:
    parts = unzipped(write(HARBOURS, "docx"))
    assert old in parts["customXml/item1.xml"]
    damaged = parts["customXml/item1.xml"].replace(old, b'"other":true')
    parsed = read(
        zipped({**parts, "customXml/item1.xml": damaged}), "docx", language="en"
    )
    assert said(parsed) == ["record-damaged"]
    assert parsed.declaration is not None


def test_custom_parts_of_others_are_not_read() -> None:
    parts = unzipped(write(HARBOURS, "docx"))
    for other in (b"<a>urn:x-communique:record</a>", b"<a", b""):
        assert (
            said(
                read(
                    zipped({**parts, "customXml/item1.xml": other}),
                    "docx",
                    language="en",
                )
            )
            == []
        )


@pytest.mark.parametrize("name", BY_HAND)
def test_pdfium_keeps_the_record_of_a_pdf_that_it_saves(name: str) -> None:
    saved = io.BytesIO()
    PdfDocument(write(BY_HAND[name], "pdf")).save(saved)
    parsed = read(saved.getvalue(), "pdf")
    assert parsed.require() == BY_HAND[name]
    assert said(parsed) == ["record-used"]


def test_a_pdf_says_that_the_attached_file_belongs_to_it() -> None:
    with playa.parse(write(HARBOURS, "pdf")) as document:
        [reference] = document.catalog["AF"]
        file = reference.resolve()
        assert file["UF"] == b"communique.json"
        assert file["AFRelationship"].name == "Alternative"
    with playa.parse(write(HARBOURS, "pdf", record=False)) as document:
        assert "AF" not in document.catalog


def saved_by_office(folder: Path, data: bytes) -> bytes:
    """A DOCX file after LibreOffice has opened and saved it."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    source = folder / "file.docx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    kind = "docx:MS Word 2007 XML"
    command: list[str | Path] = [
        office,
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        folder / "saved",
        source,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "saved" / "file.docx").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize(
    "declaration", [HARBOURS, ARTICLES, ODD], ids=["harbours", "articles", "odd"]
)
def test_libreoffice_keeps_the_record_of_a_docx_that_it_saves(
    declaration: Declaration, tmp_path: Path
) -> None:
    parsed = read(saved_by_office(tmp_path, write(declaration, "docx")), "docx")
    assert parsed.require() == declaration
    assert said(parsed) == ["record-used"]


@pytest.mark.slow
def test_a_word_changed_in_libreoffice_sets_the_record_aside(tmp_path: Path) -> None:
    changed = changed_docx(b"the outer moles", b"the inner moles")
    parsed = read(saved_by_office(tmp_path, changed), "docx", language="en")
    assert "is now 'inner moles, and to keep'" in set_aside(parsed)[0]


@pytest.mark.parametrize("form", ["docx", "html"])
def test_a_file_with_a_record_is_the_kind_that_its_ending_says(form: str) -> None:
    source = Source(f"statement.{form}", written(HARBOURS, form))
    parsed = read(source)
    assert parsed.source.name == source.name
    assert [each.code.code for each in parsed.findings] == ["INP032"]
