from dataclasses import replace

import pytest
from tests.samples import BROKEN, DOUBTFUL, LOST, declaration, finding

from communique import validate
from communique.checking import engine
from communique.checking.engine import examine, examine_declaration
from communique.core.codes import OTHER_DOCUMENT_TYPE
from communique.core.diagnostics import Diagnostic, Verdict
from communique.core.errors import UnknownFormat
from communique.core.message import Message
from communique.core.source import Limits, Source
from communique.documents import read, write
from communique.draft import Parsed, ReadOptions
from communique.formats import json as native

GOOD = Source("good.json", write(declaration(), "json").encode())
SCHEMA = replace(LOST, code="JSN001", name="schema")


def fails(*_: object) -> Parsed:
    raise RuntimeError("the roof\nfell in")


def says(
    monkeypatch: pytest.MonkeyPatch,
    read: list[Diagnostic],
    schema: list[Diagnostic] | None = None,
) -> None:
    """Let the reader of any format, and its schema, say this."""
    monkeypatch.setattr(
        native, "read", lambda source, _: Parsed(source, None, tuple(read))
    )
    monkeypatch.setattr(
        engine, "_schema_of", lambda *_: None if schema is None else lambda _: schema
    )


@pytest.mark.parametrize(("known", "name"), [("json", "a.json"), ("akn", "a.xml")])
def test_a_good_document_is_valid(known: str, name: str) -> None:
    found = examine(Source(name, write(declaration(), known).encode()))
    assert found.report.findings == ()
    assert found.report.verdict is Verdict.VALID
    assert found.parsed is not None
    assert found.parsed.declaration == declaration()


def test_an_unknown_format_is_raised() -> None:
    with pytest.raises(UnknownFormat):
        examine(GOOD, format="odt")


def test_a_reader_that_breaks_down_leaves_no_verdict(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(native, "read", fails)
    report = examine(GOOD).report
    assert report.verdict is Verdict.UNDETERMINED
    assert [each.message for each in report.findings] == [
        "the reader of json failed: RuntimeError: the roof fell in"
    ]


def test_a_schema_that_breaks_down_leaves_no_verdict(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "_schema_of", lambda *_: fails)
    assert examine(GOOD).report.verdict is Verdict.UNDETERMINED


def test_a_file_that_cannot_be_read_is_not_shown_to_the_schema(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    says(monkeypatch, [finding(BROKEN)], [finding(SCHEMA)])
    assert [each.code for each in examine(GOOD).report.findings] == [BROKEN]


def test_another_document_type_is_checked_by_the_schema_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    act = finding(OTHER_DOCUMENT_TYPE, "an act")
    says(monkeypatch, [act], [])
    report = examine(GOOD).report
    assert report.verdict is Verdict.VALID
    assert [(each.code.name, each.message) for each in report.findings] == [
        ("schema-only", "an act")
    ]
    says(monkeypatch, [act], [finding(SCHEMA)])
    assert examine(GOOD).report.verdict is Verdict.INVALID
    says(monkeypatch, [act], None)
    assert examine(GOOD).report.verdict is Verdict.UNDETERMINED


def test_what_the_schema_says_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    says(monkeypatch, [], [Diagnostic.of(SCHEMA, Message("wrong"), pointer="/body")])
    assert examine(GOOD).report.verdict is Verdict.INVALID


def test_findings_stand_in_the_order_of_their_places(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    says(
        monkeypatch,
        [finding(LOST, line=3), finding(DOUBTFUL, line=1), finding(SCHEMA, line=2)],
    )
    assert [each.code for each in examine(GOOD).report.findings] == [
        DOUBTFUL,
        SCHEMA,
        LOST,
    ]


def test_a_declaration_is_checked_without_places() -> None:
    assert examine_declaration(declaration()).verdict is Verdict.VALID
    damaged = declaration().model_copy(update={"language": "No Language"})
    report = examine_declaration(damaged)
    assert report.verdict is Verdict.INVALID
    assert {each.span for each in report.findings} == {None}
    assert "/language" in {each.pointer for each in report.findings}


def test_a_declaration_that_cannot_be_written_leaves_no_verdict(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "write", fails)
    assert examine_declaration(declaration()).verdict is Verdict.UNDETERMINED


def test_options_reach_the_reader() -> None:
    options = ReadOptions(language="sl")
    assert examine(Source("a.txt", b"1. Words."), options).source.name == "a.txt"


def test_limits_that_are_raised_are_raised_for_the_schema_too() -> None:
    source = Source("a.xml", write(declaration(), "akn").encode())
    narrow = ReadOptions(limits=Limits(size=len(source.data) - 1))
    assert examine(source, narrow).report.verdict is Verdict.UNDETERMINED
    assert examine(source).report.verdict is Verdict.VALID


@pytest.mark.parametrize("name", ["a.xml", "a.AKN"])
def test_a_file_named_as_xml_is_checked_as_xml_whatever_it_begins_with(
    name: str,
) -> None:
    page = Source(name, b"<!DOCTYPE html>\n<p>Declaration.<p>1. We will meet.")
    assert validate(page).verdict is not Verdict.VALID
    assert "SRC003" in {finding.code.code for finding in validate(page).findings}
    assert "SRC003" not in {f.code.code for f in validate(page, format="html").findings}
    assert read(page).declaration is not None
