import pytest
from tests.unit.fixes.mending import akn, findings

from communique.fixes import FIXABLE, FIXERS, _fixer
from communique.source import Source
from communique.validate.codes import every_code
from communique.validate.engine import examine


@pytest.mark.parametrize("name", sorted({name for codes in FIXERS.values() for name in codes.values()}))
def test_every_fixer_is_there(name: str) -> None:
    assert callable(_fixer(name))


def test_what_is_fixable_is_a_code() -> None:
    assert {each.code for each in every_code()} >= FIXABLE


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
