"""Reading what others write: every guess is a finding, no word is lost, ids are kept."""

from typing import Any

import pytest
from tests.unit.formats.akn import samples
from tests.unit.formats.akn.samples import AKN, parsed, statement

from communique.checking.xsd import check
from communique.core.codes import (
    GUESSED,
    NOT_FOLLOWED,
    NOT_KEPT,
    UNSUPPORTED,
    UNUSABLE_ID,
    UNUSABLE_VALUE,
)
from communique.core.diagnostics import Severity
from communique.core.source import Source
from communique.draft import Parsed
from communique.formats.akn.writer import write
from communique.model import (
    Declaration,
    Point,
    PointList,
    Section,
    Signature,
    Table,
    TextBlock,
)

WORK = '<identification source="#x"><FRBRWork>{}</FRBRWork></identification>'


def of(body: str = "", **parts: str) -> Declaration:
    """The declaration of a small file; what it is written as is valid, and reads back equal."""
    read = parsed(statement(body, **parts))
    assert read.ledger.balanced
    assert not any("nobody knows" in each.message for each in read.findings)
    declaration = read.require()
    xml = write(declaration)
    assert check(Source("again.xml", xml.encode())) == []
    assert parsed(xml).declaration == declaration
    return declaration


def said(read: Parsed, code: object) -> list[str]:
    return [each.message for each in read.findings if each.code == code]


def plain(value: Any) -> Any:
    """Text, lists and numbers of a content, without anything else."""
    match value:
        case TextBlock():
            return value.text
        case PointList():
            return [plain(point) for point in value.points]
        case Point():
            return (value.num, *map(plain, value.content))
        case Table():
            return [[plain(cell.content) for cell in row.cells] for row in value.rows]
        case tuple():
            return list(map(plain, value))
        case _:
            return value


def test_a_file_of_somebody_else_comes_out_whole() -> None:
    read = parsed(samples.FOREIGN)
    declaration = read.require()
    assert (declaration.kind, declaration.language, declaration.iri) == (
        "resolution", "en", "/akn/xx/statement/resolution/2020-02-03/5",
    )  # fmt: skip
    assert str(declaration.title) == "Resolution 5 on rivers"
    assert list(map(str, declaration.subtitles)) == [
        "RF/5",
        "Adopted on 3 February 2020",
    ]
    assert [(each.role, each.text.splitlines()[0]) for each in declaration.recitals] == [
        ("opening", "The River Forum,"), (None, "Recalling its earlier words,"), ("opening", "Having in mind:"),
        (None, "that water flows;"),
    ]  # fmt: skip
    assert [each.text for each in declaration.footnotes] == [
        "A note of the editors.",
        "Of the number.",
    ]
    assert isinstance(declaration.closing[1], Signature)
    assert read.ledger.left_over == 0
    assert read.ledger.balanced
    assert check(Source("again.xml", write(declaration).encode())) == []


def test_every_guess_has_an_exact_place() -> None:
    read = parsed(samples.FOREIGN)
    guesses = [each for each in read.findings if each.code == GUESSED]
    assert len(guesses) > 10
    for guess in guesses:
        assert guess.severity is Severity.INFO
        assert guess.span is not None
        assert samples.FOREIGN[guess.span.start : guess.span.end][:3] == "<a:"


def test_foreign_eids_are_kept() -> None:
    declaration = parsed(samples.FOREIGN).require()
    for eid in ("container_1", "rec_9", "para_4", "art_1", "authorialNote_1", "note_1"):
        assert declaration[eid] is not None


@pytest.mark.parametrize("eid", ["a b", "a#b", "50%", "[x]", "body", "?1"])
def test_an_eid_that_the_record_cannot_keep_is_dropped_with_a_finding(eid: str) -> None:
    read = parsed(
        statement(
            f'<paragraph eId="{eid}"><num>3.</num><content><p>x</p></content></paragraph>'
        )
    )
    assert read.require().commitments[0].eid == "para_3"
    assert said(read, UNUSABLE_ID) == [
        f"the eId {eid!r} is not kept: the record does not take it"
    ]


def test_of_two_equal_eids_the_first_is_kept() -> None:
    read = parsed(
        statement('<paragraph eId="p"><content><p>x</p></content></paragraph>' * 2)
    )
    assert [each.eid for each in read.require().commitments] == ["p", "para_2"]
    assert said(read, UNUSABLE_ID) == [
        "the eId 'p' is not kept: another node or entity has it"
    ]


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("<paragraph><content><p>a</p><p>b</p></content></paragraph>", ["a", "b"]),
        ("<paragraph><intro><p>a</p></intro><point><num>-</num><content><p>b</p></content></point></paragraph>",
         ["a", [("-", "b")]]),
        (("<paragraph><list><point><content><p>a</p></content></point><sublist><point><content><p>b</p></content></point>"
         "</sublist></list></paragraph>"), [[(None, "a", [(None, "b")])]]),
        ("<paragraph><content><ul><li>a</li><li>b<ul><li>c</li></ul></li></ul></content></paragraph>",
         [[(None, "a"), (None, "b", [(None, "c")])]]),
        (("<paragraph><content><p>a</p><blockList><listIntroduction>b</listIntroduction><item><num>1)</num><p>c</p></item>"
         "<listWrapUp>d</listWrapUp></blockList></content></paragraph>"), ["a", "b", [("1)", "c")], "d"]),
        ("<point><num>a)</num><content><p>x</p></content></point><point><num>b)</num><content><p>y</p></content></point>",
         [[("a)", "x"), ("b)", "y")]]),
        (("<paragraph><subparagraph><content><p>a</p></content></subparagraph><alinea><content><p>b</p></content></alinea>"
         "</paragraph>"), ["a", "b"]),
        ("<paragraph><subparagraph><num>a)</num><content><p>b</p></content></subparagraph></paragraph>", [[("a)", "b")]]),
        ("<p>a<br/>b</p>", ["a\nb"]),
        ("<paragraph><content><container name='x'><p>a</p><p>b</p></container></content></paragraph>", ["a", "b"]),
        ("<table><tr><td>a</td><td><ul><li>b</li></ul></td></tr></table>", [[[["a"], ["b"]]]]),
        (("<paragraph><content><table><tr><td><blockList><item><num>1.</num><p>a</p></item></blockList></td></tr></table>"
         "</content></paragraph>"), [[[["1. a"]]]]),
        ("<list><point><content><p>a</p></content></point></list>", [[(None, "a")]]),
        ("<blockList><item><p>a</p></item></blockList>", [[(None, "a")]]),
        ("<paragraph><num>1.</num></paragraph>", [""]),
        ("<paragraph>loose <b>words</b><content><p>a</p></content></paragraph>", ["loose words", "a"]),
    ],
)  # fmt: skip
def test_each_foreign_construct_of_a_paragraph_has_its_place(
    body: str, content: list[Any]
) -> None:
    assert plain(of(body).commitments[0].content) == content


def test_an_interposed_heading_opens_a_section_that_holds_what_follows() -> None:
    body = "<section><heading>A</heading><p>one</p><crossHeading eId='ch'>B</crossHeading><p>two</p><p>three</p></section>"
    section = of(body).body[0]
    assert isinstance(section, Section)
    inner = section.body[1]
    assert isinstance(inner, Section)
    assert (inner.eid, str(inner.heading), len(inner.body)) == ("ch", "B", 2)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("article", "article"), ("chapter", "chapter"), ("title", "title"), ("book", "section"), ("hcontainer", "section"),
     ("clause", "section"), ("tblock", "section")],
)  # fmt: skip
def test_divisions_keep_their_kind_or_are_sections(name: str, kind: str) -> None:
    section = of(f"<{name}><num>1</num><heading>H</heading><content><p>x</p></content></{name}>".replace(
        "<content><p>x</p></content>", "<p>x</p>" if name == "tblock" else "<content><p>x</p></content>")).body[0]  # fmt: skip
    assert isinstance(section, Section)
    assert (section.kind, section.num, str(section.heading)) == (kind, "1", "H")


def test_several_numbers_and_headings_are_one_of_each() -> None:
    section = of(
        "<section><num>1</num><num>bis</num><heading>A</heading><subheading>B</subheading></section>"
    ).body[0]
    assert isinstance(section, Section)
    assert (section.num, str(section.heading)) == ("1 bis", "A\nB")


def test_a_note_in_a_number_is_called_by_the_first_words() -> None:
    number = '<num>1.<authorialNote marker="*"><p>n</p></authorialNote></num>'
    declaration = of(f"<paragraph>{number}<content><p>words</p></content></paragraph>")
    paragraph = declaration.commitments[0]
    assert paragraph.num == "1."
    assert [each.text for each in paragraph.footnotes] == ["n"]


def test_a_note_that_is_called_before_it_stands_is_found() -> None:
    body = '<p>a<noteRef href="#n"/></p><p>b<authorialNote eId="n"><p>words</p></authorialNote></p>'
    declaration = of(body)
    assert [
        [note.eid for note in each.footnotes] for each in declaration.commitments
    ] == [
        ["n"],
        ["n"],
    ]


def test_a_call_without_a_note_is_a_finding_and_no_mark() -> None:
    read = parsed(statement('<p>a<noteRef href="#none"/></p>'))
    assert said(read, UNUSABLE_VALUE) == [
        "no note has the eId 'none': its call is left out"
    ]


def test_white_space_collapses_and_marks_move_with_the_words() -> None:
    block = (
        of('<p xml:space="preserve">\n\t<b> one </b>\n  <i>two </i> <br/>three</p>')
        .commitments[0]
        .content[0]
    )
    assert isinstance(block, TextBlock)
    assert block.text == "one two\nthree"
    assert [block.quoted(mark) for mark in block.marks] == ["one ", "two"]


@pytest.mark.parametrize(
    ("inline", "expected"),
    [
        ('<a href="https://example.org/x">w</a>', {"kind": "reference", "href": "https://example.org/x"}),
        ('<a href="https://example.org/Č x">w</a>', {"kind": "reference", "href": "https://example.org/%C4%8C%20x"}),
        ('<a href="http://[">w</a>', {"kind": "reference", "href": None}),
        ('<span class="italic">w</span>', {"kind": "emphasis", "style": "italic"}),
        ('<span xml:lang="fr">w</span>', {"kind": "foreign", "language": "fr"}),
        ('<date date="2020-02-03T10:00:00">w</date>', {"kind": "date", "date": "2020-02-03"}),
        ('<person refersTo="#Ann">w</person>', {"kind": "entity", "ref": "ann"}),
        ('<person refersTo="Ann">w</person>', {"kind": "entity", "ref": "ann"}),
        ('<sup>w</sup>', {"kind": "emphasis", "style": "superscript"}),
    ],
)  # fmt: skip
def test_inline_elements_are_marks(inline: str, expected: dict[str, Any]) -> None:
    meta = '<references source="#x"><TLCPerson eId="Ann" href="/o/ann" showAs="Ann"/></references>'
    block = of(f"<p>a {inline} b</p>", meta=meta).commitments[0].content[0]
    assert isinstance(block, TextBlock)
    (mark,) = block.marks
    assert block.quoted(mark) == "w"
    assert expected.items() <= mark.model_dump().items()


@pytest.mark.parametrize(
    "inline",
    ['<date date="2020-02-30">w</date>', '<person refersTo="#nobody">w</person>', '<span xml:lang="not a tag">w</span>'],
)  # fmt: skip
def test_a_mark_that_the_record_does_not_take_is_left_out_and_its_words_stay(
    inline: str,
) -> None:
    read = parsed(statement(f"<p>a {inline} b</p>"))
    assert read.require().commitments[0].text == "a w b"
    assert len(said(read, UNUSABLE_VALUE)) == 1


def test_a_picture_is_a_finding() -> None:
    read = parsed(statement('<p>a<img src="seal.png" alt="seal"/></p>'))
    (finding,) = [each for each in read.findings if each.code == NOT_KEPT]
    assert (finding.message, finding.quote) == (
        "a picture has no place in the record: seal.png",
        "seal",
    )


def test_what_has_no_place_is_left_over_with_all_its_characters() -> None:
    body = '<p>a</p><toc><tocItem level="1" href="#x">Contents 1</tocItem></toc>'
    read = parsed(statement(body))
    (finding,) = [each for each in read.findings if each.code == UNSUPPORTED]
    assert finding.severity is Severity.ERROR
    assert (
        finding.message
        == "<toc> has no place in the record: 9 characters are left over"
    )
    assert (finding.quote, read.ledger.left_over, read.ledger.total) == (
        "Contents 1",
        9,
        10,
    )


def test_text_between_the_parts_of_a_body_is_left_over() -> None:
    read = parsed(statement("<p>a</p> stray words <p>b</p>"))
    (finding,) = [each for each in read.findings if each.code == UNSUPPORTED]
    assert finding.quote == "stray words"
    assert (read.ledger.left_over, read.ledger.balanced) == (10, True)


@pytest.mark.parametrize("stray", ["\u200b", " \u2060\n", "\ufeff"])
def test_what_prints_nothing_is_a_control_character_and_no_word(stray: str) -> None:
    read = parsed(statement(f"<p>a</p>{stray}<p>b</p>"))
    assert not any(each.code == UNSUPPORTED for each in read.findings)
    assert (read.ledger.left_over, read.ledger.furniture) == (0, {"control": 1})
    assert read.ledger.balanced


def test_xinclude_and_links_to_other_files_are_not_followed() -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    after = '<attachments><attachment><documentRef href="/akn/other" showAs="x"/></attachment></attachments>'
    read = parsed(statement(f"{include}<p>a {include}b</p>", after=after))
    assert read.require().commitments[0].text == "a b"
    assert said(read, NOT_FOLLOWED) == [
        "<include> was not followed: file:///etc/passwd", "<include> was not followed: file:///etc/passwd",
        "<documentRef> was not followed: /akn/other",
    ]  # fmt: skip


def test_metadata_without_a_place_is_one_finding_for_each_kind() -> None:
    meta = '<workflow source="#x"/><lifecycle source="#x"/><workflow source="#x"/>'
    read = parsed(statement("<p>a</p>", meta=meta))
    assert said(read, NOT_KEPT) == [
        "<workflow> in meta has no place in the record (2 times)", "<lifecycle> in meta has no place in the record",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("/akn/xx/statement/2020/a", "/akn/xx/statement/2020/a"),
        ("/akn/xx/statement/2020/a/", "/akn/xx/statement/2020/a"),
        ("http://example.org/akn/xx/statement/2020/a", "/akn/xx/statement/2020/a"),
        ("/xx/old/2020/a", "/akn/xx/statement/declaration/9999/declaration"),
    ],
)
def test_an_iri_is_kept_where_the_record_takes_it_and_minted_where_not(
    given: str, kept: str
) -> None:
    assert of("<p>a</p>", meta=WORK.format(f'<FRBRuri value="{given}"/>')).iri == kept


@pytest.mark.parametrize(
    ("date", "value"),
    [('date="2020-02-03" name="adoption"', "2020-02-03"), ('date="2020-02-01" name="monthOnly"', "2020-02"),
     ('date="9999-01-01" name="unknown"', None), ('date="2020-02-31" name="adoption"', None)],
)  # fmt: skip
def test_dates_of_the_work_are_read_by_their_names(
    date: str, value: str | None
) -> None:
    claim = of("<p>a</p>", meta=WORK.format(f"<FRBRdate {date}/>")).date
    assert (claim and claim.value) == value


def test_clauses_named_by_their_first_word_are_acts_in_the_language_of_the_text() -> (
    None
):
    language = '<FRBRExpression><FRBRlanguage language="{}"/></FRBRExpression>'
    for code, name, words in (
        ("eng", "Welcoming", "Welcoming the rain"),
        ("fra", "Rappelant", "Rappelant la pluie"),
    ):
        meta = f'<identification source="#x">{language.format(code)}</identification>'
        before = (
            f'<preamble><container name="{name}"><p>{words},</p></container></preamble>'
        )
        (recital,) = of("<p>a</p>", meta=meta, before=before).recitals
        assert [recital.text[mark.start : mark.end] for mark in recital.acts] == [name]


def test_the_act_of_a_clause_stands_behind_a_note_at_its_beginning() -> None:
    language = '<identification source="#x"><FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification>'
    words = (
        '<p><authorialNote marker="1"><p>N.</p></authorialNote>Welcoming the rain,</p>'
    )
    before = f'<preamble><container name="Welcoming">{words}</container></preamble>'
    (recital,) = of("<p>a</p>", meta=language, before=before).recitals
    (block,) = recital.content
    assert isinstance(block, TextBlock)
    assert [mark.kind for mark in block.marks] == ["note", "act"]


def test_a_clause_whose_first_words_are_others_has_no_act_and_a_finding() -> None:
    read = parsed(
        statement(
            "<p>a</p>",
            before='<preamble><container name="Noting"><p>The rain,</p></container></preamble>',
        )
    )
    assert read.require().recitals[0].acts == ()
    assert "the clause is named 'Noting', its first words are others" in said(
        read, GUESSED
    )


def test_citations_are_recitals_and_headings_make_groups() -> None:
    before = (
        "<preamble><citations><citation><p>c</p></citation></citations>"
        "<recitals><heading>H</heading><recital><num>1</num><p>r</p></recital></recitals></preamble>"
    )
    declaration = of("<p>a</p>", before=before)
    assert [each.text for each in declaration.recitals] == ["c", "r"]
    assert [part.kind for part in declaration.preamble] == ["recital", "recitals"]


def carrier(inside: str, cover: str = "") -> str:
    return (
        f'<akomaNtoso xmlns="{AKN}"><doc name="coverNote"><meta/><preface>{cover}</preface>'
        f"<mainBody><p>Please find this.</p></mainBody><attachments>{inside}</attachments></doc></akomaNtoso>"
    )


STATEMENT = '<statement name="declaration"><meta/><mainBody><p eId="x">Words.</p></mainBody></statement>'


def test_a_doc_with_an_attached_statement_is_a_cover_note() -> None:
    cover = '<p><inline name="fromLabel">From:</inline> the chair</p><p><docTitle>A title</docTitle></p><p>else</p>'
    read = parsed(
        carrier(f"<attachment><heading>ANNEX</heading>{STATEMENT}</attachment>", cover)
    )
    declaration = read.require()
    assert declaration.cover is not None
    assert [(each.key, each.label, each.value.text) for each in declaration.cover.fields] == [
        ("from", "From:", "the chair"), ("subject", None, "A title"), ("line", None, "else"),
    ]  # fmt: skip
    assert [each.text for each in declaration.cover.paragraphs] == ["Please find this."]
    assert str(declaration.cover.annex_label) == "ANNEX"
    assert [each.text for each in declaration.commitments] == ["Words."]
    assert read.ledger.balanced
    assert read.ledger.left_over == 0
    assert check(Source("again.xml", write(declaration).encode())) == []


def test_what_is_attached_beside_the_declaration_is_an_annex_of_it() -> None:
    other = '<attachment><doc name="table"><meta/><mainBody><p>More.</p></mainBody></doc></attachment>'
    declaration = parsed(
        carrier(f"<attachment>{STATEMENT}</attachment>{other}")
    ).require()
    assert len(declaration.annexes) == 1


def test_a_collection_is_read_by_the_statement_in_it() -> None:
    collection = (
        f'<akomaNtoso xmlns="{AKN}"><documentCollection name="dossier"><meta/><collectionBody>'
        f'<component><doc name="note"><meta/><mainBody><p>Note.</p></mainBody></doc></component>'
        f"<component>{STATEMENT}</component>"
        f'<component><doc name="annex"><meta/><mainBody><p>More.</p></mainBody></doc></component>'
        f"</collectionBody></documentCollection></akomaNtoso>"
    )
    read = parsed(collection)
    declaration = read.require()
    assert declaration.cover is not None
    assert declaration.cover.kind == "note"
    assert [each.text for each in declaration.commitments] == ["Words."]
    assert len(declaration.annexes) == 1
    assert read.ledger.balanced


def test_a_collection_of_bills_is_refused() -> None:
    collection = (
        f'<akomaNtoso xmlns="{AKN}"><documentCollection name="x"><meta/><collectionBody><component><bill name="b"><meta/>'
        f"<body/></bill></component></collectionBody></documentCollection></akomaNtoso>"
    )
    read = parsed(collection)
    assert read.declaration is None
    assert (
        read.findings[0].message
        == "the file contains a documentCollection of bill, not a declaration"
    )


def test_a_bill_attached_to_a_statement_is_left_over() -> None:
    bill = '<attachment><bill name="b"><meta/><body><section><content><p>Law.</p></content></section></body></bill></attachment>'
    read = parsed(statement("<p>a</p>", after=f"<attachments>{bill}</attachments>"))
    assert read.ledger.left_over == 4
    assert read.ledger.balanced


def test_annexes_as_components_and_headings_of_annexes_are_read() -> None:
    component = '<component><heading>Annex I</heading><doc name="annex"><meta/><mainBody><p>More.</p></mainBody></doc></component>'
    (annex,) = of("<p>a</p>", after=f"<components>{component}</components>").annexes
    assert str(annex.title) == "Annex I"


def test_signature_blocks_are_found_by_name_and_by_element() -> None:
    after = (
        '<conclusions><p>Done.</p><container name="signatures"><p>A</p><p>B</p></container>'
        "<p><signature>C</signature></p></conclusions>"
    )
    closing = of("<p>a</p>", after=after).closing
    assert [part.kind for part in closing] == ["text", "signature", "signature"]


def test_who_signs_is_told_where_one_is_named() -> None:
    names = ("edda", "piers")
    entries = "".join(
        f'<TLCPerson eId="{name}" href="/o" showAs="{name}"/>' for name in names
    )
    one, other = (f'<person refersTo="#{name}">{name}</person>' for name in names)
    lines = "".join(
        f"<p><signature>{words}</signature></p>"
        for words in ("C", one, f"{one} {other}")
    )
    after = f"<conclusions>{lines}</conclusions>"
    closing = of(
        "<p>a</p>", meta=f'<references source="#x">{entries}</references>', after=after
    ).closing
    parts = [
        [line.part for line in part.lines]
        for part in closing
        if isinstance(part, Signature)
    ]
    assert parts == [["other"], ["name"], ["other"]]


def test_ids_of_entities_become_slugs_that_nothing_else_has() -> None:
    entries = "".join(
        f'<TLCOrganization eId="{name}" href="/o" showAs="O"/>'
        for name in ("EU_1", "eu-1", "É", "body")
    )
    declaration = of("<p>a</p>", meta=f'<references source="#x">{entries}</references>')
    assert [each.id for each in declaration.entities] == [
        "eu-1",
        "eu-1-2",
        "e",
        "body-2",
    ]


def test_a_language_option_serves_where_the_file_says_nothing() -> None:
    assert parsed(statement("<p>a</p>"), language="pt").require().language == "pt"
    assert parsed(statement("<p>a</p>")).require().language == "und"


def test_words_in_elements_of_another_namespace_are_kept_as_text() -> None:
    assert (
        of('<p>a <x:em xmlns:x="urn:x">b</x:em> c</p>').commitments[0].text == "a b c"
    )


def test_facts_of_metadata_have_a_place_and_a_basis() -> None:
    read = parsed(samples.UN)
    record = read.require()
    river = {
        "scheme": "RIV",
        "code": "12",
        "label": "rivers",
        "uri": "http://rivers.example/12",
    }
    why = {"basis": "external", "source": "http://rivers.example"}
    assert [each.model_dump(exclude_none=True) for each in record.subjects] == [
        {**river, "role": "subject", **why},
        {"scheme": "The List", "label": "Floods", "role": "subject", **why},
        {"scheme": "R/1", "code": "[7]", "label": "WATER", "role": "agenda", **why},
        {"scheme": "LIB", "label": "On rivers", "role": "title", **why},
    ]
    desk = {"basis": "external", "source": "The Desk"}
    assert [each.model_dump(exclude_none=True) for each in record.sponsors] == [
        {"text": "Northland and Southland", **desk}
    ]
    assert [
        each.model_dump(exclude_none=True) for each in record.related_documents
    ] == [
        {
            "relation": "draft",
            "scheme": "un",
            "value": "R/L.5",
            "date": "2020-01-30",
            **desk,
        },
        {
            "relation": "record",
            "scheme": "un",
            "value": "R/PV.9",
            "date": "2020-02-03",
            **desk,
        },
    ]
    (vote,) = record.votes
    assert vote.model_dump(exclude_none=True, exclude={"voters"}) == {
        "outcome": "Adopted 2-1-1; by mail", "in_favour": 2, "against": 1, "abstaining": 1, "date": "2020-02-03", **desk,
    }  # fmt: skip
    assert [(each.choice, each.text) for each in vote.voters] == [
        ("in-favour", "NORTHLAND"), ("in-favour", "SOUTHLAND"), ("abstaining", "EASTLAND"),
    ]  # fmt: skip
    assert [(each.scheme, each.value, each.basis) for each in record.identifiers] == [
        ("un", "R/RES/5 (2020)", "text")
    ]
    (lost,) = [
        each
        for each in read.findings
        if each.code == NOT_KEPT and each.severity is Severity.WARNING
    ]
    assert (lost.message, lost.quote) == (
        "<presentation> in meta has no place in the record",
        "20-0001 (E)",
    )
    assert parsed(write(record)).declaration == record


@pytest.mark.parametrize(
    ("before", "after", "quote"),
    [
        ('dictionary="RIV"', 'dictionary=""', "12 http://rivers.example/12 rivers"),
        (
            'outcome="adopted"',
            'outcome="tabled"',
            "2020-02-03 tabled R/PV.9 Adopted 2-1-1; by mail",
        ),
        ('value="002"', 'value="two"', "two NORTHLAND SOUTHLAND"),
        ('refersTo="abstaining"', 'refersTo="asleep"', "001 EASTLAND"),
        ('<quorum value=""/>', '<quorum value="3"/>', "3"),
    ],
)
def test_facts_that_the_record_cannot_hold_are_said_with_their_words(
    before: str, after: str, quote: str
) -> None:
    read = parsed(samples.UN.replace(before, after))
    read.require()
    assert quote in [
        " ".join((each.quote or "").split())
        for each in read.findings
        if each.code == NOT_KEPT and each.severity is Severity.WARNING
    ]


def test_the_attributes_of_a_step_that_are_not_read_are_said() -> None:
    read = parsed(
        samples.UN.replace('as="R/PV.9"', 'as="R/PV.9" refersTo="Chapter VII"')
    )
    assert "the attribute refersTo has no place in the record" in said(read, NOT_KEPT)


def test_a_second_preamble_is_read_and_said() -> None:
    one, two = (
        f"<preamble><recitals><recital><p>{each}</p></recital></recitals></preamble>"
        for each in "ab"
    )
    beside = parsed(statement("<p>c</p>", before=one + two))
    behind = parsed(statement("<p>c</p>", before=one, after=two))
    for read, message, severity in (
        (beside, "<preamble> is read as more of the <preamble> before it", Severity.INFO),
        (behind, "<preamble> comes after parts that it precedes in the record: its words are moved before them", Severity.WARNING),
    ):  # fmt: skip
        assert [block.text for _, block in read.require().blocks][:2] == ["a", "b"]
        assert [each.severity for each in read.findings if each.message == message] == [
            severity
        ]


def test_a_date_of_the_year_1_is_none_and_the_next_printed_day_counts() -> None:
    days = '<p><docDate date="0001-01-01">no day</docDate> <docDate date="2020-02-04">4 February</docDate></p>'
    xml = samples.UN.replace(
        'date="2020-02-03" name="adoption"', 'date="0001-01-01" name="adoption"'
    )
    record = parsed(xml.replace("</coverPage>", f"{days}</coverPage>")).require()
    assert record.date is not None
    assert (record.date.value, record.date.basis) == ("2020-02-04", "text")
