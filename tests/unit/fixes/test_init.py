from tests.unit.fixes.mending import akn, findings

from communique.checking.codes import every_code
from communique.checking.engine import examine
from communique.core.source import Source
from communique.fixes import fixable, fixed_in, fixers


def test_a_room_has_fixers_and_another_format_has_none() -> None:
    assert fixers("akn").keys() | fixers("json").keys() == fixable()
    assert fixers("text") == {}
    assert fixed_in("NTE004") == ("akn", "json")


def test_what_is_fixable_is_a_code() -> None:
    assert {each.code for each in every_code()} >= fixable()


def test_a_finding_that_nobody_mends_has_no_fix() -> None:
    (found,) = findings(akn(('value="false"', 'value="true"')), "MET004")
    assert found.fix is None


def test_a_file_of_another_namespace_is_left_alone() -> None:
    text = akn(("/ns/akn/3.0", "/ns/akn/3.0/CSD13"), ('"para_3"', '"para_5"'))
    assert all(each.fix is None for each in findings(text))


def test_raw_text_is_left_alone() -> None:
    report = examine(Source("a.txt", b"1. We meet.\n3. We part.\n")).report
    assert report.findings
    assert all(each.fix is None for each in report.findings)
