from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.samples import BROKEN, DOUBTFUL, finding
from tests.unit.report.drawing import reports

from communique.core.diagnostics import Report, Severity
from communique.core.message import Message
from communique.report import programs

# What Jenkins and GitLab both read of it: the elements and attributes that are written here, and no
# others.
FORM = etree.RelaxNG(
    etree.fromstring("""
<element name="testsuites" xmlns="http://relaxng.org/ns/structure/1.0"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <attribute name="name"/>
  <zeroOrMore><element name="testsuite">
    <attribute name="name"/>
    <attribute name="tests"><data type="positiveInteger"/></attribute>
    <attribute name="failures"><data type="nonNegativeInteger"/></attribute>
    <attribute name="errors"><data type="nonNegativeInteger"/></attribute>
    <oneOrMore><element name="testcase">
      <attribute name="classname"/>
      <attribute name="name"/>
      <choice>
        <empty/>
        <element name="system-out"><text/></element>
        <element><choice><name>failure</name><name>error</name></choice>
          <attribute name="type"/><attribute name="message"/><text/>
        </element>
      </choice>
    </element></oneOrMore>
  </element></zeroOrMore>
</element>""")
)


def said(*given_reports: Report, fail_on: Severity = Severity.ERROR) -> etree._Element:
    """The document, which is well-formed, has the form, and counts right."""
    root = etree.fromstring(
        "".join(programs.as_junit(given_reports, fail_on)).encode("utf-8")
    )
    FORM.assertValid(root)
    for suite in root:
        assert int(suite.get("tests", "")) == len(suite)
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("errors", "")) == len(suite.findall("testcase/error"))
        keys = [(case.get("classname"), case.get("name")) for case in suite]
        assert len(set(keys)) == len(keys), (
            "GitLab passes over a second case of the same name"
        )
    return root


def test_a_file_without_findings_is_a_case_that_passes() -> None:
    ((suite),) = said(Report("acts/a.xml", "council", ()))
    assert suite.get("name") == "acts/a.xml"
    assert [dict(case.attrib) for case in suite] == [
        {"classname": "acts/a.xml", "name": "no findings"}
    ]
    assert len(suite[0]) == 0


def test_a_code_is_a_case_with_all_its_findings() -> None:
    two = (
        finding(line=2),
        replace(
            finding(line=7, message=Message("'sea' was left over")),
            hint=Message("look there"),
        ),
    )
    (case,) = said(Report("a.txt", None, two))[0]
    assert case.get("name") == "DET001 left-over"
    (failure,) = case
    assert dict(failure.attrib) == {
        "type": "error",
        "message": "'tide' was left over (and 1 more)",
    }
    assert failure.text == (
        "a.txt:2:5: error: 'tide' was left over\na.txt:7:5: error: 'sea' was left over\n    hint: look there"
    )


@pytest.mark.parametrize(
    ("fail_on", "kinds"),
    [("error", ["failure", "system-out"]), ("warning", ["failure", "failure"])],
)
def test_a_case_fails_where_the_command_does(fail_on: str, kinds: list[str]) -> None:
    suite = said(
        Report("a", None, (finding(), finding(DOUBTFUL))),
        fail_on=Severity.parse(fail_on),
    )[0]
    assert [case[0].tag for case in suite] == kinds


def test_what_leaves_no_verdict_is_an_error_of_the_case() -> None:
    suite = said(
        Report("a", None, (finding(), replace(finding(BROKEN, "no text"), span=None)))
    )[0]
    assert [case[0].tag for case in suite] == ["failure", "error"]
    assert suite[1][0].text == "a: error: no text"


def test_a_case_is_named_alike_after_an_edit() -> None:
    one, other = said(
        Report("a", None, (finding(line=2),)),
        Report("a", None, (finding(line=9), finding(line=12))),
    )
    assert one[0].attrib == other[0].attrib


@given(reports(), st.sampled_from(Severity))
def test_any_finding_is_well_formed_and_in_its_case(
    given_reports: list[Report], fail_on: Severity
) -> None:
    root = said(*given_reports, fail_on=fail_on)
    assert len(root) == len(given_reports)
    for suite, report in zip(root, given_reports, strict=True):
        words = "\n".join(suite.itertext())
        for each in report.findings:
            assert f": {each.severity}: " in words
        failing = any(
            each.code.fatal or each.severity >= fail_on for each in report.findings
        )
        assert (
            bool(suite.findall("testcase/failure") + suite.findall("testcase/error"))
            is failing
        )
