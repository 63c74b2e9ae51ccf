"""Reading our own files: to the letter, and what becomes of them when somebody changes them."""

import re

import pytest
from tests.unit.formats.akn import samples
from tests.unit.formats.akn.samples import AKN, parsed

from communique.core.codes import (
    DOCTYPE,
    EMPTY,
    NOT_KEPT,
    NOT_TEXT,
    NOT_WELL_FORMED,
    OTHER_DOCUMENT_TYPE,
    OTHER_NAMESPACE,
    TOO_LARGE,
    TOO_NESTED,
    UNSUPPORTED,
)
from communique.core.diagnostics import Severity
from communique.core.source import Limits
from communique.draft import weight
from communique.formats.akn.writer import write
from communique.model import Paragraph


def test_a_file_with_every_construct_reads_back_equal_and_is_written_the_same() -> None:
    read = parsed(samples.CARRIED)
    assert read.findings == ()
    assert read.declaration == samples.declaration()
    assert write(read.require()) == samples.CARRIED


def test_a_bare_statement_reads_back_equal() -> None:
    assert parsed(write(samples.bare())).declaration == samples.bare()


def test_the_ledger_of_our_files_counts_words_and_labels() -> None:
    ledger = parsed(samples.CARRIED).ledger
    outside = re.sub(r"(?s)<meta>.*?</meta>", "", samples.CARRIED)
    text = re.sub(r"<[^>]*>", "", outside.partition("?>")[2])
    for entity, character in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
        ("&quot;", '"'),
    ):
        text = text.replace(entity, character)
    text = re.sub(r"&#x([0-9A-F]+);", lambda match: chr(int(match[1], 16)), text)
    assert ledger.total == weight(text)
    assert ledger.balanced
    assert ledger.left_over == 0
    assert ledger.structure == sum(
        map(weight, re.findall(r"<num>(.*?)</num>", outside))
    ) + weight("A:Doc. prius:Res:")


def test_indentation_that_an_editor_changed_changes_nothing() -> None:
    changed = re.sub(r"\n *<", "\n<", samples.CARRIED)
    assert parsed(changed).declaration == samples.declaration()
    assert (
        parsed(samples.CARRIED.replace("\n", "\r\n")).declaration
        == samples.declaration()
    )


def test_a_line_break_that_an_editor_put_between_words_is_a_space() -> None:
    changed = samples.CARRIED.replace(
        "<p>sine numero quoque;</p>", "<p>sine\n    numero\n  quoque;</p>"
    )
    assert parsed(changed).declaration == samples.declaration()


def test_white_space_counts_as_it_is_written_whatever_an_editor_broke_elsewhere() -> (
    None
):
    changed = samples.CARRIED.replace("sine numero quoque;", "sine  numero quoque;")
    changed = changed.replace(
        "<p>Ante omnia gratias agunt.</p>", "<p>Ante omnia\n  gratias agunt.</p>"
    )
    read = parsed(changed)
    assert read.findings == ()
    written = write(read.require())
    assert "<p>Ante omnia gratias agunt.</p>" in written
    assert '<p xml:space="preserve">sine  numero quoque;' in written


def test_other_prefixes_for_the_same_namespaces_change_nothing() -> None:
    changed = re.sub(r"<(/?)(?![?c!/])", r"<\1k:", samples.CARRIED).replace(
        "xmlns=", "xmlns:k="
    )
    changed = re.sub(r"\bc:", "own:", changed).replace("xmlns:c=", "xmlns:own=")
    assert parsed(changed.replace("<caption", "<k:caption").replace("</caption", "</k:caption")
                  .replace("<content", "<k:content").replace("</content", "</k:content")
                  .replace("<conc", "<k:conc").replace("</conc", "</k:conc")
                  .replace("<container", "<k:container").replace("</container", "</k:container")
                  .replace("<componen", "<k:componen").replace("</componen", "</k:componen")
                  ).declaration == samples.declaration()  # fmt: skip


def test_a_comment_or_instruction_inside_words_leaves_no_trace() -> None:
    changed = samples.CARRIED.replace(
        "sine numero", "sine <!-- nota --><?pi pi?>numero"
    )
    assert parsed(changed).declaration == samples.declaration()


def test_an_attribute_that_nothing_reads_is_a_finding_at_its_element() -> None:
    changed = samples.CARRIED.replace(
        "<p>sine numero quoque;</p>", '<p class="x">sine numero quoque;</p>'
    )
    read = parsed(changed)
    assert read.declaration == samples.declaration()
    finding = read.findings[0]
    assert (finding.code, finding.severity) == (NOT_KEPT, Severity.INFO)
    assert finding.span is not None
    assert (
        samples.CARRIED.splitlines()[finding.span.line - 1].find("<p>sine numero") + 1
        == finding.span.column
    )


def test_text_where_none_belongs_is_left_over_at_its_exact_place() -> None:
    changed = samples.CARRIED.replace(
        '<section eId="att_1__sec_1">', '<section eId="att_1__sec_1"> errans '
    )
    read = parsed(changed)
    assert read.declaration == samples.declaration()
    assert (read.ledger.left_over, read.ledger.balanced) == (6, True)
    finding = next(each for each in read.findings if each.code == UNSUPPORTED)
    assert (finding.severity, finding.quote) == (Severity.ERROR, "errans")
    span = finding.span
    assert span is not None
    assert (
        changed.splitlines()[span.line - 1][span.column - 1 : span.end_column - 1]
        == "errans"
    )
    assert changed[span.start : span.end] == "errans"


def test_metadata_that_the_record_has_no_place_for_is_a_finding_of_its_kind() -> None:
    added = '<classification source="#x"><keyword value="a" showAs="a" dictionary="#x"/></classification>'
    changed = samples.CARRIED.replace(
        "      </identification>", f"      </identification>{added}", 1
    )
    read = parsed(changed)
    assert read.declaration == samples.declaration()
    assert [each.message for each in read.findings] == [
        "<classification> in meta has no place in the record"
    ]


def test_names_of_an_entity_that_the_file_does_not_declare_are_not_dropped_in_silence() -> (
    None
):
    changed = samples.CARRIED.replace(
        '<c:entity of="#att_1__societas">', '<c:entity of="#att_1__nemo">'
    )
    read = parsed(changed)
    assert read.require().entity("societas").names == ()
    (finding,) = [each for each in read.findings if "nemo" in each.message]
    assert (
        finding.message
        == "the names of 'nemo' are not kept: the file declares no such entity"
    )


@pytest.mark.parametrize(
    "name",
    ["act", "bill", "judgment", "debate", "amendment", "portion", "officialGazette"],
)
def test_another_document_type_is_refused_in_words_that_say_so(name: str) -> None:
    read = parsed(
        f'<akomaNtoso xmlns="{AKN}">\n  <{name} name="x"><meta/><body/></{name}></akomaNtoso>'
    )
    assert read.declaration is None
    finding = read.findings[0]
    assert finding.code == OTHER_DOCUMENT_TYPE
    assert f"{name}, not a declaration" in finding.message
    assert finding.span is not None
    assert (finding.span.line, finding.span.column) == (2, 3)


def test_xml_that_is_no_akoma_ntoso_is_refused_by_its_root() -> None:
    read = parsed('<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>')
    assert [each.message for each in read.findings] == [
        "the root element is <html>, so this is not Akoma Ntoso"
    ]
    assert read.declaration is None


@pytest.mark.parametrize(
    "namespace",
    [
        "http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD13",
        "http://www.akomantoso.org/2.0",
        "",
    ],
)
def test_another_version_of_the_namespace_is_read_with_one_finding_that_names_it(
    namespace: str,
) -> None:
    xml = samples.statement(
        "<paragraph><num>1.</num><content><p>Words.</p></content></paragraph>"
    )
    read = parsed(
        xml.replace(f'xmlns="{AKN}"', f'xmlns="{namespace}"' if namespace else "")
    )
    assert [each.text for each in read.require().commitments] == ["Words."]
    said = [each for each in read.findings if each.code == OTHER_NAMESPACE]
    assert len(said) == 1
    assert (namespace or "no namespace") in said[0].message


ENTITIES = '<!DOCTYPE a [<!ENTITY b "&c;&c;"><!ENTITY c "x">]>'
BAD = {
    "nothing": (b"", EMPTY),
    "white space": (b" \n\t", EMPTY),
    "a mark alone": (b"\xef\xbb\xbf", EMPTY),
    "UTF-16": ("<a/>".encode("utf-16"), NOT_TEXT),
    "UTF-16 without a mark": ("<akomaNtoso/>".encode("utf-16-le"), NOT_TEXT),
    "Latin-2": ("<a>č</a>".encode("iso8859-2"), NOT_TEXT),
    "another declared encoding": (
        b'<?xml version="1.0" encoding="ISO-8859-2"?><a/>',
        NOT_TEXT,
    ),
    "a NUL": (b"<a>\0</a>", NOT_TEXT),
    "a surrogate": (b"<a>\xed\xa0\x80</a>", NOT_TEXT),
    "a DOCTYPE": (b"<!-- a -->\n<!DOCTYPE html><html/>", DOCTYPE),
    "entities": ((ENTITIES + "<a>&b;</a>").encode(), DOCTYPE),
    "an external entity": (
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        DOCTYPE,
    ),
    "an unknown entity": (b"<a>&nbsp;</a>", NOT_WELL_FORMED),
    "a truncated file": (samples.CARRIED.encode()[:9000], NOT_WELL_FORMED),
    "tags that do not match": (b"<a><b></a></b>", NOT_WELL_FORMED),
    "a control character": (b"<a>\x01</a>", NOT_WELL_FORMED),
    "a noncharacter": ("<a>\ufffe</a>".encode(), NOT_WELL_FORMED),
    "text": (b"Declaration of nothing", NOT_WELL_FORMED),
    "too many levels": (b"<a>" * 100_000 + b"</a>" * 100_000, TOO_NESTED),
}


@pytest.mark.parametrize(("data", "code"), BAD.values(), ids=BAD.keys())
def test_bad_input_is_one_finding_and_no_declaration(data: bytes, code: object) -> None:
    read = parsed(data)
    assert [each.code for each in read.findings] == [code]
    assert read.findings[0].code.fatal
    assert read.declaration is None
    assert "\n" not in read.findings[0].message


def test_limits_are_those_of_the_options() -> None:
    xml = samples.CARRIED
    assert parsed(xml, limits=Limits(size=100)).findings[0].code == TOO_LARGE
    assert parsed(xml, limits=Limits(line=100)).declaration is not None
    assert parsed(xml, limits=Limits(depth=10)).findings[0].code == TOO_NESTED
    assert (
        parsed("<a>" * 300 + "</a>" * 300, limits=Limits(depth=300)).findings[0].code
        == OTHER_DOCUMENT_TYPE
    )


def test_nesting_beyond_what_can_be_read_is_a_finding_whatever_the_limit() -> None:
    deep = "<section>" * 5000 + "</section>" * 5000
    read = parsed(samples.statement(deep), limits=Limits(depth=100_000))
    assert [each.code for each in read.findings] == [TOO_NESTED]


def test_an_error_in_the_xml_names_the_tags_and_their_lines() -> None:
    read = parsed("<akomaNtoso>\n <a>\n</akomaNtoso>")
    finding = read.findings[0]
    assert finding.message == "the end tag </akomaNtoso> does not match <a> of line 2"
    assert finding.span is not None
    assert (finding.span.line, finding.span.column) == (3, 3)
    assert (
        parsed("<a>\n <b>\n").findings[0].message
        == "the file ends before the element <b> of line 2 is closed"
    )


def test_a_value_that_the_record_does_not_take_is_a_finding_at_its_element() -> None:
    changed = samples.CARRIED.replace('c:act="agree"', 'c:act="dance"')
    read = parsed(changed)
    assert read.declaration is None
    finding = read.findings[0]
    assert "dance" in finding.message
    assert finding.span is not None
    assert 'c:act="dance"' in changed.splitlines()[finding.span.line - 1]


def test_every_text_of_ours_has_its_exact_place() -> None:
    read = parsed(samples.CARRIED)
    declaration = read.require()
    (span,) = read.spans["/body/0/content/0"]
    assert samples.CARRIED[span.start : span.end] == "Ante omnia gratias agunt."
    assert samples.CARRIED.splitlines()[span.line - 1][span.column - 1 :].startswith(
        "Ante omnia"
    )
    (span,) = read.spans["/annexes/0/preamble/2"]
    assert samples.CARRIED[span.start : span.end].startswith(
        '<recital eId="att_1__att_1__recs_1__rec_2"'
    )
    assert len([each for each in read.spans if each.endswith("/text")]) == 0
    assert isinstance(declaration["para_7"], Paragraph)


def test_places_are_known_in_what_others_write() -> None:
    read = parsed(samples.FOREIGN)
    (span,) = read.spans["/body/0/content/0"]
    assert samples.FOREIGN[span.start : span.end] == "Words without a paragraph."
