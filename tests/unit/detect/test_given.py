"""Files that say what each of their blocks is are read so, until somebody works on them."""

from dataclasses import replace

import pytest
from tests.laws.reprinted import ARTICLES, HARBOURS, printed
from tests.office import unzipped, zipped
from tests.samples import block, numbered

from communique import Declaration, read, write
from communique.core.source import Source
from communique.draft import Draft, Given, ReadOptions, build
from communique.formats import format_named

ODD = build(Draft(Source("by hand", b""), {
    "id": "odd", "kind": "declaration", "language": "en",
    "title": block("Rules"),
    "body": [
        {"kind": "section", "num": "Part One", "heading": block("Lamps"), "body": [
            numbered("paragraph", "1 -", block("whereas the lamps are lit")),
            numbered("paragraph", None, block("Recalling nothing,"), {"kind": "points", "points": [
                numbered("point", "first", block("oil"), {"kind": "points", "points": [numbered("point", "a", block("of fish"))]}),
                numbered("point", None, block("wicks")),
            ]}, block("in every port.")),
        ]},
    ],
    "closing": [{"kind": "signature", "lines": [
        {"part": "name", "value": block("Edda Holm")}, {"part": "role", "value": block("for the pilots")}]},
        block("Done at night.")],
    "annexes": [{"eid": "att_1", "num": None, "kind": None, "title": None, "body": [numbered("paragraph", None, block("We met again."))]}],
})).require()  # fmt: skip
"""What nobody would guess."""


@pytest.mark.parametrize("form", ["docx", "pdf", "markdown"])
@pytest.mark.parametrize(
    "declaration", [ODD, HARBOURS, ARTICLES], ids=["odd", "harbours", "articles"]
)
def test_what_a_file_says_of_its_blocks_is_what_they_are(
    declaration: Declaration, form: str
) -> None:
    data = format_named(form).write_bytes(declaration)
    found = read(
        data, "text" if form == "markdown" else form, language=declaration.language
    ).require()
    assert printed(found) == printed(declaration)


@pytest.mark.parametrize("form", ["docx", "pdf", "markdown", "text"])
def test_a_paragraph_has_its_heading_again_with_words_or_without(form: str) -> None:
    body = [numbered("paragraph", "1.", block("All lamps burn.")) | {"heading": block("Oil")},
            numbered("paragraph", None, block("")) | {"heading": block("Wicks")},
            numbered("paragraph", "2.", block("Wicks are short."), block("They are dry."))]  # fmt: skip
    values = {
        "id": "lamps",
        "kind": "declaration",
        "language": "en",
        "title": block("Rules"),
        "body": body,
    }
    declaration = build(Draft(Source("by hand", b""), values)).require()
    data = format_named(form).write_bytes(declaration)
    known = "text" if form == "markdown" else form
    assert printed(read(data, known, language="en").require()) == printed(declaration)


@pytest.mark.parametrize("form", ["docx", "pdf", "markdown"])
@pytest.mark.parametrize("marker", ["6", None])
def test_a_note_that_nothing_calls_is_called_by_no_number_in_the_words(
    marker: str | None, form: str
) -> None:
    values = {"id": "lamps", "kind": "declaration", "language": "en", "title": block("Rules"),
              "body": [numbered("paragraph", "1.", block("All lamps6 of plan EC.6 burn."))],
              "notes": [{"kind": "note", "eid": "note_1", "marker": marker, "content": [block("Since 1984.")]}]}  # fmt: skip
    declaration = build(Draft(Source("by hand", b""), values)).require()
    known = "text" if form == "markdown" else form
    data = format_named(form).write_bytes(declaration)
    assert printed(read(data, known, language="en").require()) == printed(declaration)


def test_words_that_a_line_breaks_stay_whole() -> None:
    words = "lamps—oars sea/shore\u00a04 cross- and inter-tidal " * 40
    body = [numbered("paragraph", None, block(words.strip()))]
    values = {
        "id": "broken",
        "kind": "declaration",
        "language": "en",
        "title": block("Rules"),
        "body": body,
    }
    declaration = build(Draft(Source("by hand", b""), values)).require()
    assert printed(read(write(declaration, "pdf"), "pdf", language="en").require()) == printed(
        declaration
    )


def test_a_paragraph_of_no_style_of_ours_makes_the_others_evidence() -> None:
    parts = unzipped(write(HARBOURS, "docx"))
    added = parts["word/document.xml"].replace(
        b"<w:sectPr>", b"<w:p><w:r><w:t>4. Decides to rest.</w:t></w:r></w:p><w:sectPr>", 1
    )
    parsed = read(zipped({**parts, "word/document.xml": added}), "docx", language="en")
    assert parsed.ledger.left_over == 0
    assert [each.num for each in parsed.require().body] == ["1.", "2.", "3.", "4."]


def test_words_of_no_block_make_a_reader_guess_as_ever() -> None:
    source = Source("a.txt", b"Rules\n\n1. We met.\n\n2. We part.\n")
    options = ReadOptions(language="en", given=(Given(0, 5, "title"),))
    text = format_named("text")
    assert (
        text.read(source, options).require()
        == text.read(source, replace(options, given=())).require()
    )
