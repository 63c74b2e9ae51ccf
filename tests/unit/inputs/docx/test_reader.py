"""A file of a word processor as a whole: its notes, headings, properties, and why it cannot be
read.
"""

import pytest
from tests.office import docx, p, zipped
from tests.unit.inputs.docx.test_story import said, text_of

import communique
from communique.core.source import Limits, Source
from communique.inputs.docx import extract
from communique.model.blocks import text_blocks


def style(identity: str, name: str, more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{more}</w:style>'


def styled(words: str, identity: str) -> str:
    return p(words, f'<w:pStyle w:val="{identity}"/>')


def note(kind: str, identity: int, words: str) -> str:
    return f'<w:{kind} w:id="{identity}">{p(words)}</w:{kind}>'


def call(kind: str, identity: int, before: str = "We met") -> str:
    return f'<w:p><w:r><w:t>{before}</w:t><w:{kind}Reference w:id="{identity}"/><w:t>.</w:t></w:r></w:p>'


STYLES = (
    style("Title", "Title")
    + style("H1", "heading 1")
    + style("H2", "heading 2")
    + style("Own", "Own", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
)


def test_a_note_with_a_sign_of_its_own_keeps_it_and_is_not_counted() -> None:
    own = '<w:p><w:r><w:t>We met</w:t><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r></w:p>'
    notes = note("footnote", 1, "* At sea.") + note("footnote", 2, "In May.")
    assert said(own + call("footnote", 2, "And again"), footnotes=notes) == []
    assert text_of(own + call("footnote", 2, "And again"), footnotes=notes) == (
        "We met*\n\nAnd again[^1].\n\n\n* At sea.\n\n\n[^1]: In May.\n"
    )


def test_a_sign_that_two_notes_have_is_no_sign_and_that_is_said() -> None:
    own = '<w:p><w:r><w:t>We met</w:t><w:footnoteReference w:customMarkFollows="1" w:id="{}"/><w:t>*</w:t></w:r></w:p>'
    notes = note("footnote", 1, "* At sea.") + note("footnote", 2, "* In May.")
    body = own.format(1) + own.format(2)
    assert [name for name, _ in said(body, footnotes=notes)] == ["numbered-notes"]
    assert (
        text_of(body, footnotes=notes)
        == "We met*\n\nWe met[^1]\n\n\n* At sea.\n\n\n[^1]: In May.\n"
    )


def test_much_room_above_a_paragraph_is_more_empty_lines() -> None:
    body = (
        p("From: Port")
        + p("We met.", '<w:spacing w:before="720"/>')
        + p("We parted.", '<w:spacing w:before="240"/>')
    )
    assert text_of(body) == "From: Port\n\n\n\nWe met.\n\nWe parted.\n"


def test_headings_have_the_level_of_their_style_below_the_title() -> None:
    body = (
        styled("The Ports", "Title")
        + styled("First", "H1")
        + styled("Second", "H2")
        + styled("Third", "Own")
        + p("We met.")
    )
    assert (
        text_of(body, styles=STYLES)
        == "# The Ports\n\n## First\n\n### Second\n\n## Third\n\nWe met.\n"
    )


def test_what_styles_say_is_evidence_for_roles() -> None:
    names = {
        "Considrant": "Manual Considérant",
        "Fait": "Fait à",
        "Toc": "toc 2",
        "Own": "Own",
        "N": "Normal",
    }
    styles = "".join(style(identity, name) for identity, name in names.items()).replace(
        "</w:style>", '<w:basedOn w:val="Fait"/></w:style>', 4
    )
    found = extract(
        Source(
            "a.docx",
            docx("".join(styled("The ports", each) for each in names), styles=styles),
        ),
        Limits(),
    )
    origins = [line.origin for line in found.lines.lines if line.origin]
    roles = ["recital", "closing", "contents", "closing", ""]
    assert [each.role for each in origins] == roles
    assert [each.style for each in origins] == list(names.values())
    assert [each.block for each in origins] == [1, 2, 3, 4, 5]
    assert [each.element for each in origins] == [
        f"(//w:p)[{number}]" for number in range(1, 6)
    ]
    assert {line.text for line in found.lines.lines} == {"The ports"}


def test_the_only_heading_of_the_first_level_is_the_title() -> None:
    assert (
        text_of(
            styled("The Ports", "H1") + styled("Trade", "H2") + p("We met."),
            styles=STYLES,
        )
        == "# The Ports\n\n## Trade\n\nWe met.\n"
    )


def test_a_style_of_headings_used_for_clauses_makes_no_headings() -> None:
    body = "".join(
        styled(f"the ports agree on point {each};", "H2") for each in range(4)
    )
    assert "#" not in text_of(body, styles=STYLES)


def test_footnotes_are_numbered_in_the_order_of_their_calls() -> None:
    body = call("footnote", 7) + call("footnote", 3, "We wrote")
    notes = note("footnote", 3, "In spring.") + note("footnote", 7, "At sea.")
    assert (
        text_of(body, footnotes=notes)
        == "We met[^1].\n\nWe wrote[^2].\n\n\n[^1]: At sea.\n\n\n[^2]: In spring.\n"
    )
    assert said(body, footnotes=notes) == []


def test_endnotes_follow_and_that_their_numbers_are_ours_is_said() -> None:
    found = said(
        call("footnote", 1) + call("endnote", 1),
        footnotes=note("footnote", 1, "a"),
        endnotes=note("endnote", 1, "b"),
    )
    assert [name for name, _ in found] == ["numbered-notes"]


def test_a_note_that_nothing_calls_is_set_aside() -> None:
    assert said(p("Words"), footnotes=note("footnote", 5, "Nobody calls me")) == [
        ("set-aside", "Nobody calls me")
    ]


def test_the_notes_of_a_file_are_the_notes_of_the_record() -> None:
    body = (
        p("Declaration of the Ports")
        + call("footnote", 1, "1. We will meet")
        + p("2. We will write.")
    )
    record = communique.read(
        docx(body, footnotes=note("footnote", 1, "In spring."))
    ).require()
    assert [
        each.text for note in record.notes for each in text_blocks(note.content)
    ] == ["In spring."]
    assert record.paragraph(1).text == "We will meet."


def test_headers_footers_and_comments_are_set_aside_with_their_words() -> None:
    found = said(
        p("Words"),
        header=p("The Ports"),
        footer=p("Page one"),
        comments=f"<w:comment>{p('Really?')}</w:comment>",
    )
    assert found == [
        ("set-aside", "The Ports"),
        ("set-aside", "Page one"),
        ("set-aside", "Really?"),
    ]


def test_a_page_number_is_no_word() -> None:
    assert said(p("Words"), footer=p("12")) == []


def test_a_title_of_the_properties_counts_if_it_is_printed() -> None:
    assert (
        text_of(p("The Ports"), title="The Ports")
        == '---\ntitle: "The Ports"\n---\n\nThe Ports\n'
    )
    assert said(p("The Ports"), title="Microsoft Word - Draft3") == [
        ("other-title", "Microsoft Word - Draft3")
    ]


def test_the_strict_form_of_the_standard_is_read() -> None:
    data = zipped(
        {
            "word/document.xml": '<d:document xmlns:d="http://purl.oclc.org/ooxml/wordprocessingml/main"><d:body><d:p><d:r><d:t>We met.</d:t></d:r></d:p></d:body></d:document>'
        }
    )
    assert extract(Source("a.docx", data), Limits()).text == "We met.\n"


def test_every_body_of_a_damaged_file_is_read() -> None:
    assert text_of(f"{p('We met.')}</w:body><w:body>{p('We agree.')}") == (
        "We met.\n\nWe agree.\n"
    )


def test_the_words_of_elements_within_words_are_read() -> None:
    assert text_of("<w:p><w:r><w:t>We <w:b>all</w:b> agree.</w:t></w:r></w:p>") == (
        "We all agree.\n"
    )


WHOLE = docx(p("We met. " * 200))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (WHOLE[:200], "damaged-input", "not a complete ZIP archive"),
        (
            zipped({"word/other.xml": "<a/>"}),
            "damaged-input",
            "no document of a word processor",
        ),
        (zipped({"word/document.xml": "<a><b></a>"}), "damaged-input", "is not XML"),
        (zipped({"word/document.xml": "<a/>"}), "damaged-input", "holds no document"),
        (
            zipped({"word/document.xml": BOMB}),
            "damaged-input",
            "document type declaration",
        ),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "encrypted-file",
            "locked with a password",
        ),
        (OLE + b"WordDocument", "damaged-input", "older Office format"),
        (
            zipped({"word/document.xml": b" " * 30_000_000}),
            "inflated",
            "larger than 20000000 bytes",
        ),
        (docx(""), "without-words", "no words"),
        (
            docx("<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"),
            "without-words",
            "no words",
        ),
        (b"", "empty-file", "empty"),
        (b"P" * 20_000_001, "too-large", "larger than 20000000 bytes"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_one_sentence(
    data: bytes, code: str, words: str
) -> None:
    parsed = communique.read(data, "docx", limits=Limits(size=20_000_000))
    fatal = [each for each in parsed.findings if each.code.fatal]
    assert parsed.declaration is None
    assert [(each.code.name, words in each.message) for each in fatal] == [(code, True)]


def test_damage_anywhere_is_never_raised() -> None:
    data = docx(
        p("We met.") * 5, footnotes=note("footnote", 1, "a"), numbering="<w:num/>"
    )
    for at in range(0, len(data), 7):
        parsed = communique.read(data[:at] + b"\xff\x00" + data[at + 2 :], "docx")
        assert all(each.code.code != "RUN002" for each in parsed.findings)
