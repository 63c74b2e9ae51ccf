from tests.unit.rules.fixing import akn, findings, native

from communique.checking.codes import every_code
from communique.checking.engine import examine
from communique.core.source import Source
from communique.rules.fixers import FIXERS


def test_what_is_fixable_is_a_code() -> None:
    assert {each.code for each in every_code()} >= FIXERS.keys()


def test_a_finding_that_has_no_fixer_has_no_fix() -> None:
    (found,) = findings(akn(('value="false"', 'value="true"')), "MET004")
    assert found.fix is None


def test_a_file_of_another_namespace_is_left_alone() -> None:
    text = akn(("/ns/akn/3.0", "/ns/akn/3.0/CSD13"), ('"para_3"', '"para_5"'))
    assert all(each.fix is None for each in findings(text))


def test_a_record_and_raw_text_are_left_alone() -> None:
    (found,) = findings(
        native().replace('"eid": "para_3"', '"eid": "para_5"'), "EID004"
    )
    assert found.fix is None
    report = examine(Source("a.txt", b"1. We meet.\n3. We part.\n")).report
    assert report.findings
    assert all(each.fix is None for each in report.findings)
