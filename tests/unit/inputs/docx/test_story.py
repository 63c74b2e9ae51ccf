"""What stands in a file of a word processor, and what of it is words of the text."""

import pytest
from tests.office import docx, p

from communique.core.source import Limits, Source
from communique.inputs.docx import extract


def text_of(body: str, **parts: str) -> str:
    found = extract(Source("a.docx", docx(body, **parts)), Limits())
    assert found.usable, found.findings
    return found.text


def said(body: str, **parts: str) -> list[tuple[str, str | None]]:
    findings = extract(Source("a.docx", docx(body, **parts)), Limits()).findings
    return [(each.code.name, each.quote or each.message) for each in findings]


def run(inner: str, properties: str = "") -> str:
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr>{inner}</w:r></w:p>"


def test_paragraphs_stand_apart() -> None:
    assert text_of(p("We met.") + p("") + p("We wrote.")) == "We met.\n\nWe wrote.\n"


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ("<w:t>a</w:t><w:tab/><w:t>b</w:t>", "a\tb"),
        ("<w:t>a</w:t><w:br/><w:t>b</w:t>", "a\nb"),
        ("<w:t>a</w:t><w:cr/><w:t>b</w:t>", "a\nb"),
        ("<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t>", "a\u2011b"),
        ("<w:t>a</w:t><w:softHyphen/><w:t>b</w:t>", "ab"),
        ('<w:t>a </w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t> b</w:t>', "a ≥ b"),
        (
            '<w:sym w:font="Wingdings" w:char="F0FC"/><w:t xml:space="preserve"> done</w:t>',
            "✓ done",
        ),
        (
            "<w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>海</w:t></w:r></w:rubyBase></w:ruby>",
            "海",
        ),
    ],
)
def test_what_is_printed_for_a_sign(inner: str, words: str) -> None:
    assert text_of(run(inner)) == f"{words}\n"


def test_raised_figures_are_raised_and_other_raised_words_are_words() -> None:
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    body = f"<w:p><w:r><w:t>30 m</w:t></w:r><w:r>{raised}<w:t>2</w:t></w:r><w:r><w:t xml:space='preserve'> on the 1</w:t></w:r><w:r>{raised}<w:t>st</w:t></w:r></w:p>"
    assert text_of(body) == "30 m² on the 1st\n"


def test_nothing_in_the_words_is_a_sign_of_markdown() -> None:
    text = text_of(p("# 1 * 2 _x_ a_b \\* [3]") + p("___________"))
    assert text == "\\# 1 \\* 2 \\_x\\_ a_b \\\\\\* [3\\]\n\n___________\n"


def test_bold_and_italics_become_emphasis_and_a_bold_line_a_heading() -> None:
    body = (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Done</w:t></w:r><w:r><w:t xml:space='preserve'> at </w:t></w:r>"
        "<w:r><w:rPr><w:i/></w:rPr><w:t xml:space='preserve'>sea </w:t></w:r><w:r><w:t>today</w:t></w:r></w:p>"
    )
    assert (
        text_of(body + run("<w:t>1. Ports</w:t>", "<w:b/>"))
        == "**Done** at *sea* today\n\n**1. Ports**\n"
    )


def test_a_label_stands_before_the_sign_of_emphasis() -> None:
    assert (
        text_of(
            run("<w:t>4a. The ports</w:t>", "<w:i/>")
            + run("<w:t>Article 3</w:t>", "<w:i/>")
        )
        == "4a. *The ports*\n\nArticle 3\n"
    )


def test_a_field_is_its_result() -> None:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    words = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    body = (
        f"<w:p>{words.format('See page ')}{sign('begin')}<w:r><w:instrText>PAGEREF a</w:instrText></w:r>{sign('separate')}"
        f"{words.format('7')}{sign('end')}<w:fldSimple w:instr='DATE'>{words.format(' of May')}</w:fldSimple></w:p>"
    )
    assert text_of(body) == "See page 7 of May\n"


def test_words_in_the_code_of_a_field_that_does_not_end_are_not_lost() -> None:
    body = '<w:p><w:r><w:t>a</w:t><w:fldChar w:fldCharType="begin"/><w:t>lost words</w:t></w:r></w:p>'
    assert said(body) == [("set-aside", "lost words")]


def test_tracked_changes_are_read_as_accepted_and_counted() -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>We </w:t></w:r><w:del><w:r><w:delText>might well</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>will</w:t></w:r></w:ins><w:r><w:t xml:space='preserve'> meet.</w:t></w:r></w:p>"
        "<w:moveFrom><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:moveFrom>"
    )
    assert text_of(body) == "We will meet.\n"
    assert said(body) == [
        (
            "tracked-changes",
            "the file has tracked changes and is read as if all were accepted: 1 words come in, 3 go",
        )
    ]


def test_words_of_rows_that_came_in_or_went_are_counted_too() -> None:
    rows = (
        f"<w:ins><w:tr><w:tc>{p('two words')}</w:tc></w:tr></w:ins>"
        f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('gone')}</w:tc></w:tr><w:tr><w:tc>{p('stays')}</w:tc></w:tr>"
    )
    [(_, message)] = said(f"<w:tbl>{rows}</w:tbl>{p('We met.')}")
    assert message is not None
    assert message.endswith("2 words come in, 1 go")


def test_a_paragraph_whose_end_is_deleted_goes_on_with_the_next() -> None:
    assert (
        text_of(p("We will ", "<w:rPr><w:del/></w:rPr>") + p("meet."))
        == "We will meet.\n"
    )


def test_a_row_that_is_deleted_is_gone() -> None:
    row = "<w:tr>{}<w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    gone = row.format("<w:trPr><w:del/></w:trPr>", p("x"), p("y"))
    body = f"<w:tbl>{row.format('', p('Port'), p('Ships'))}{gone}{row.format('', p('Alba'), p('3'))}</w:tbl>"
    assert text_of(body) == "| Port | Ships |\n| --- | --- |\n| Alba | 3 |\n"


def table(*rows: tuple[str, str], properties: str = "") -> str:
    made = "".join(
        f"<w:tr><w:tc>{left}</w:tc><w:tc>{right}</w:tc></w:tr>" for left, right in rows
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{made}</w:tbl>"


def test_the_head_of_a_letter_stands_in_two_columns() -> None:
    head = table((p("Council of Ports"), p("Brumeville, 3 May 2024") + p("12/24")))
    labels = table((p("From:"), p("Pilots")), (p("To:"), p("Harbours")))
    figures = table((p("Alba"), p("3")))
    lines = text_of(head + labels + p("We met.") + figures).split("\n")
    assert lines[:5] == [
        f"Council of Ports{' ' * 6}Brumeville, 3 May 2024",
        f"{' ' * 22}12/24",
        "",
        "From:      Pilots",
        "To:        Harbours",
    ]
    assert "| Alba | 3 |" in lines


def test_columns_with_a_line_between_them_are_a_table() -> None:
    ruled = '<w:tblBorders><w:insideV w:val="single"/></w:tblBorders>'
    assert text_of(
        table((p("From:"), p("Pilots")), (p("To:"), p("Harbours")), properties=ruled)
    ).startswith("| From: | Pilots |")


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<wps:txbx><w:txbxContent>{p('In a box')}</w:txbxContent></wps:txbx>"
    body = (
        "<w:p><w:r><w:t>Before</w:t><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert text_of(body + p("Behind")) == "Before\n\nIn a box\n\nBehind\n"


DRAWN = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def test_words_in_shapes_and_wordart_are_read_behind_their_paragraph() -> None:
    shape = f"<a:sp {DRAWN}><a:p><a:r><a:t>In a</a:t></a:r><a:br/><a:r><a:t>shape</a:t></a:r></a:p></a:sp>"
    assert text_of(run(f"<w:t>We met.</w:t><w:drawing>{shape}</w:drawing>")) == (
        "We met.\n\nIn a\nshape\n"
    )
    art = "<v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textpath string='DRAFT'/></v:shape>"
    assert (
        text_of(run(f"<w:t>We met.</w:t><w:pict>{art}</w:pict>"))
        == "We met.\n\nDRAFT\n"
    )


def test_words_that_only_the_other_form_of_a_content_has_are_said() -> None:
    def forms(choice: str, fallback: str) -> str:
        inner = f"<mc:Choice Requires='x'>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>"
        return run(f"<mc:AlternateContent>{inner}</mc:AlternateContent>")

    sign = forms("<w16se:symEx xmlns:w16se='urn:x'/>", "<w:t>☺</w:t>")
    assert text_of(sign) == "☺\n"
    assert said(sign) == []
    assert said(forms("<w:t>We met.</w:t>", "<w:t>met. We</w:t>")) == []
    both = forms("<w:t>We met.</w:t>", "<w:t>We met twice.</w:t>")
    assert text_of(both) == "We met.\n"
    assert said(both) == [("set-aside", "We met twice.")]


def test_words_in_elements_that_are_not_known_are_said() -> None:
    body = p("We met.") + "<w:odd><w:p><w:r><w:t>And left</w:t></w:r></w:p></w:odd>"
    assert text_of(body) == "We met.\n"
    assert said(body) == [("set-aside", "And left")]
    hidden = run(
        f"<w:drawing><a:p {DRAWN}><a:t>DRAFT</a:t></a:p></w:drawing>", "<w:vanish/>"
    )
    assert said(p("We met.") + hidden) == [("set-aside", "DRAFT")]


def test_words_within_content_controls_and_links_are_words() -> None:
    body = f"<w:sdt><w:sdtContent>{p('One')}</w:sdtContent></w:sdt><w:p><w:hyperlink><w:r><w:t>two</w:t></w:r></w:hyperlink></w:p>"
    assert text_of(body) == "One\n\ntwo\n"


def test_hidden_words_and_readings_are_set_aside_with_their_words() -> None:
    body = p("Shown") + run("<w:t>hidden</w:t>", "<w:vanish/>")
    assert text_of(body) == "Shown\n"
    assert said(body) == [("set-aside", "hidden")]


def test_a_formula_keeps_its_words() -> None:
    assert text_of("<w:p><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>") == "a+b\n"


def test_parts_that_are_not_read_are_said() -> None:
    body = (
        p("Words")
        + "<w:altChunk r:id='r9'/>"
        + run(
            '<w:t>x</w:t><w:sym w:font="Odd" w:char="F123"/><w:drawing><a:blip/></w:drawing>'
        )
    )
    names = [name for name, _ in said(body)]
    assert names == ["not-read", "not-read", "not-read"]


def test_cells_of_several_paragraphs_are_blocks_and_a_label_beside_words_is_their_label() -> (
    None
):
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    assert (
        text_of(f"<w:tbl>{row(p('a') + p('b'), p('c') + p('d'))}</w:tbl>")
        == "a\n\nb\n\nc\n\nd\n"
    )
    assert (
        text_of(
            f"<w:tbl>{row(p('(1)'), p('The ports;'))}{row(p('(2)'), p('the isles.'))}</w:tbl>"
        )
        == "(1) The ports;\n\n(2) the isles.\n"
    )
    assert (
        text_of(f"<w:tbl>{row(p('only') + p('column'))}</w:tbl>") == "only\n\ncolumn\n"
    )


def test_a_cell_over_several_columns_leaves_the_others_empty() -> None:
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(cells)}</w:tr>"

    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("a")}</w:tc>'
    cells = [f"<w:tc>{p(each)}</w:tc>" for each in "bcd"]
    assert text_of(f"<w:tbl>{row(*cells)}{row(wide, cells[0])}</w:tbl>").endswith(
        "| a |  | b |\n"
    )
