import builtins
from typing import Any

import pypdfium2
import pytest
from tests.samples import block, declaration, numbered

from communique import write
from communique.core.errors import NotWritable
from communique.formats.html.printed import printed


def pages(data: bytes) -> list[str]:
    return [
        page.get_textpage().get_text_bounded().replace("\r\n", "\n")
        for page in pypdfium2.PdfDocument(data)
    ]


def test_the_same_bytes_come_every_time() -> None:
    assert write(declaration(), "pdf") == write(declaration(), "pdf")


def test_labels_stand_before_their_words_and_notes_at_the_foot() -> None:
    (page,) = pages(write(declaration(), "pdf"))
    lines = [line.strip() for line in page.split("\n")]
    assert lines[0] == "Harbour Declaration"
    assert "3. We commit by 1 March 2024." in lines
    assert "(a) at sea," in lines
    assert lines[-1] == "1 See the annual report."


def test_pages_have_numbers_where_there_are_several() -> None:
    body = [
        numbered("paragraph", f"{number}.", block("Lamps are lit. " * 40))
        for number in range(3, 20)
    ]
    made = pages(write(declaration(body=body), "pdf"))
    assert [page.strip().split("\n")[-1] for page in made] == [
        str(number) for number in range(1, len(made) + 1)
    ]


def test_a_page_begins_where_signs_of_notes_begin_again() -> None:
    notes = [
        {
            "kind": "note",
            "eid": f"authorialNote_{number}",
            "marker": "1",
            "content": [block(f"Note {number}.")],
        }
        for number in (1, 2)
    ]
    body = [
        numbered("paragraph", f"{number}.", block("Lit.", {"kind": "note", "start": 3, "end": 3, "ref": f"authorialNote_{number}"}))
        for number in (1, 2)
    ]  # fmt: skip
    made = pages(write(declaration(preamble=[], body=body, notes=notes), "pdf"))
    assert ["Note 1." in page for page in made] == [True, False]
    assert ["Note 2." in page for page in made] == [False, True]


def test_the_paragraph_of_a_note_that_is_on_no_page_begins_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert len(pages(write(declaration(), "pdf"))) == 1
    monkeypatch.setattr("communique.formats.html.printed._words_of", lambda _: set())
    first, second = pages(write(declaration(), "pdf"))
    assert "See the annual report." not in first
    assert "See the annual report." in second


def test_a_note_that_nothing_calls_stands_at_the_end() -> None:
    note = {
        "kind": "note",
        "eid": "authorialNote_1",
        "marker": "1",
        "content": [block("Not called.")],
    }
    (page,) = pages(write(declaration(preamble=[], notes=[note]), "pdf"))
    assert page.rstrip().endswith("1 Not called.")


def test_a_page_is_as_large_as_a_style_says() -> None:
    document = pypdfium2.PdfDocument(printed(declaration(), "@page { size: letter }"))
    assert document[0].get_size() == (612, 792)
    assert [
        round(side)
        for side in pypdfium2.PdfDocument(printed(declaration()))[0].get_size()
    ] == [595, 842]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ImportError("none"), "is not installed"),
        (OSError("libpango"), "finds no Pango"),
    ],
)
def test_what_is_missing_is_said_with_what_installs_it(
    error: Exception, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "weasyprint":
            raise error
        return imported(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(
        NotWritable, match=f"{said}.*pip install 'communique\\[print\\]'"
    ):
        write(declaration(), "pdf")
