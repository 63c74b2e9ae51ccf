"""What is right stays unsaid: forms that rules once took for faults, each beside the fault that it
looks like.
"""

import pytest
from tests.rules.documents import GOOD

from communique import validate

CLAUSE = "We will meet again."
CONCLUSIONS = (
    '<conclusions eId="conclusions"><container eId="{}" name="signatures"><p>Done at the harbour.</p></container>'
    "</conclusions></statement>"
)


def said(document: str, code: str) -> int:
    report = validate(document.encode(), format="akn", select=[code])
    assert report.verdict.value != "undetermined"
    return len(report.findings)


def with_entry(eid: str) -> str:
    return GOOD.replace(
        '<TLCOrganization eId="ports"', f'<TLCOrganization {eid}="ports"'
    )


def with_words(words: str) -> str:
    return GOOD.replace(CLAUSE, words)


def with_closing(eid: str) -> str:
    return GOOD.replace("</statement>", CONCLUSIONS.format(eid))


@pytest.mark.parametrize(
    ("code", "right", "wrong"),
    [
        pytest.param("ONT001", with_entry("xml:id"), GOOD.replace('refersTo="#ports"', 'refersTo="#port"'), id="xml:id"),
        pytest.param("ONT002", with_entry("xml:id"), GOOD.replace('href="#ports"', 'href="#port"'), id="author by xml:id"),
        pytest.param("EID003", with_closing("conclusions__container_1"), with_closing("para_9__container_1"),
                     id="container in conclusions"),
        pytest.param("TXT001", with_words("We apply Regulation 748/2012 to ships."),
                     with_words("We apply 6123/24 ab/CD/ef 2 it to ships."), id="number of a regulation"),
        pytest.param("TXT003", with_words("نضيء الموانئ كلَّها."), with_words("We light the ca&#xFFFD;e."), id="shadda"),
        pytest.param("NTE003", with_words("See Article5 and Schedule1 of it."), with_words("We met on 12 July 20231 there."),
                     id="number without a blank"),
    ],
)  # fmt: skip
def test_a_right_form_is_silent_where_its_fault_speaks(
    code: str, right: str, wrong: str
) -> None:
    assert said(wrong, code) >= 1
    assert said(right, code) == 0
