import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from tests.rules.documents import GOOD
from tests.samples import declaration

from communique.core.source import Source
from communique.documents import write
from communique.lsp.analysis import Analysis, Text, analyse, format_name


def analysis(
    text: str, name: str = "a.xml", language: str = "", *, encoding: str = "utf-16"
) -> Analysis:
    return analyse(Text(text, encoding), name, language)


def damaged(*changes: tuple[str, str]) -> str:
    text = GOOD
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def of_code(found: Analysis, code: str) -> types.Diagnostic:
    (diagnostic,) = (each for each in found.diagnostics if each.code == code)
    return diagnostic


@pytest.mark.parametrize("form", ["akn", "json"])
def test_of_a_good_document_there_is_nothing_to_say(form: str) -> None:
    assert (
        analysis(
            write(declaration(), form), "a", {"akn": "xml", "json": "json"}[form]
        ).diagnostics
        == []
    )


def test_a_diagnostic_has_code_page_severity_place_and_the_hint_below_the_message() -> (
    None
):
    found = analysis(damaged(('eId="para_3"', 'eId="🚢para_3"')))
    diagnostic = of_code(found, "EID001")
    finding = next(
        each for each in found.examined.report.findings if each.code.code == "EID001"
    )
    assert diagnostic.source == "communique"
    assert diagnostic.severity == types.DiagnosticSeverity.Warning
    assert diagnostic.code_description is not None
    assert diagnostic.code_description.href.endswith("/rules/EID001.md")
    assert diagnostic.message.split("\n") == [
        finding.message,
        *([finding.hint] if finding.hint else []),
    ]
    lines = found.text.text.split("\n")
    line = lines[diagnostic.range.start.line]
    assert line[diagnostic.range.start.character :].startswith(
        '<paragraph eId="🚢para_3"'
    )
    assert (
        diagnostic.range.end.character == line.index(">") + 1 + 1
    )  # the ship is two units


@pytest.mark.parametrize(
    ("change", "code", "tag"),
    [
        (
            ('eId="para_3"', 'eId="para_3" wId="para_3"'),
            "EID006",
            types.DiagnosticTag.Unnecessary,
        ),
        (
            ('eId="para_3"', 'eId="para_3" class="big"'),
            "SRC011",
            types.DiagnosticTag.Unnecessary,
        ),
        (("ns/akn/3.0", "ns/akn/3.0/WD17"), "SRC010", types.DiagnosticTag.Deprecated),
    ],
)
def test_what_nobody_reads_and_what_is_out_of_date_has_a_tag(
    change: tuple[str, str], code: str, tag: types.DiagnosticTag
) -> None:
    found = [
        each for each in analysis(damaged(change)).diagnostics if each.code == code
    ]
    assert found
    assert all(each.tags == [tag] for each in found)


def test_a_finding_without_a_place_stands_at_the_beginning() -> None:
    (diagnostic,) = analysis("", "a.xml").diagnostics
    assert diagnostic.range == types.Range(types.Position(0, 0), types.Position(0, 0))


def test_hovering_over_a_finding_shows_its_page_and_elsewhere_nothing() -> None:
    found = analysis(damaged(('eId="para_3"', 'eId="paragraph-3"')))
    diagnostic = of_code(found, "EID001")
    hover = found.hover(diagnostic.range.start)
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert "**EID001**" in hover.contents.value
    assert hover.range == diagnostic.range
    assert found.hover(types.Position(0, 5)) is None


@pytest.mark.parametrize(
    ("name", "language", "text", "format"),
    [
        ("a.xml", "json", "{", "akn"),
        ("a.akn", "", "", "akn"),
        ("a.json", "xml", "<", "json"),
        ("a.md", "", "", "text"),
        ("untitled:Untitled-1", "xml", "", "akn"),
        ("untitled:Untitled-1", "jsonc", '{"a": 1}', "json"),
        ("/a/b", "", "<a/>", "akn"),
        ("/a/b.csv", "csv", "a,b", "text"),
    ],
)
def test_the_format_is_by_the_name_else_by_the_language_else_by_a_look(
    name: str,
    language: str,
    text: str,
    format: str,
) -> None:
    assert format_name(Source(name, text.encode()), language) == format


@given(
    text=st.one_of(
        st.text(), st.binary().map(lambda data: data.decode("utf-8", "surrogateescape"))
    ),
    form=st.sampled_from(["a.xml", "a.json", "a.txt"]),
    encoding=st.sampled_from(["utf-8", "utf-16", "utf-32"]),
)
def test_whatever_the_text_there_is_an_answer(
    text: str, form: str, encoding: str
) -> None:
    found = analysis(text, form, encoding=encoding)
    assert len(found.diagnostics) == len(found.examined.report.findings)
    assert all(each.code != "RUN002" for each in found.diagnostics)
    assert isinstance(found.symbols, list)


HOLES = [write(declaration(), "akn"), write(declaration(), "json"), GOOD]


@given(data=st.data())
def test_a_hole_in_a_good_document_is_found_inside_the_document(
    data: st.DataObject,
) -> None:
    text = data.draw(st.sampled_from(HOLES))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 300)))
    left = (
        text[:start]
        + data.draw(st.sampled_from(["", "\r", "🚢", "\ufeff", "\x00"]))
        + text[end:]
    )
    found = analysis(left, "a.json" if left.lstrip().startswith("{") else "a.xml")
    for diagnostic in found.diagnostics:
        assert diagnostic.range.start <= diagnostic.range.end
        assert (
            found.text.position(found.text.offset(diagnostic.range.end))
            == diagnostic.range.end
        )
    assert all(each.code != "RUN002" for each in found.diagnostics)
