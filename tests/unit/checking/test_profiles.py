import json

import pytest
from tests import samples
from tests.rules.documents import GOOD, document, record

from communique import BadOption, Severity, Source, validate, write
from communique.checking.profiles import Selection, check
from communique.documents import read
from communique.rules.rule import Profile

GAPS = "".join(
    f'<paragraph eId="para_{n}"><num>{n}.</num><content><p>We meet.</p></content></paragraph>'
    for n in range(5, 55, 2)
)


def test_of_each_rule_so_many_findings_are_given_and_the_rest_counted() -> None:
    parsed = read(document(GAPS), "akn")
    findings = check(
        parsed, format="akn", selection=Selection(select=("NUM001",)), limit=4
    ).findings
    assert len(findings) == 5
    assert findings[-1].message == "… and 21 more like this are not shown"
    assert (
        len(
            check(
                parsed, format="akn", selection=Selection(select=("NUM001",)), limit=25
            ).findings
        )
        == 25
    )


@pytest.mark.parametrize(
    ("form", "data", "profile"),
    [
        ("akn", GOOD.encode(), Profile.DECLARATION),
        ("json", record({}), Profile.DECLARATION),
        ("json", record({"cover": {}}), Profile.COUNCIL),
        ("json", record({"iri": "/akn/un/statement/declaration/2024-03-01/harbour"}), Profile.AKN4UN),
        ("akn", GOOD.replace("<c:record", "<c:other").encode(), Profile.GENERIC),
        ("akn", GOOD.replace("<c:record", "<c:other").replace('name="declaration"', 'name="resolution"').encode(),
         Profile.AKN4UN),
        ("text", b"Harbour Declaration\n\n1. We meet.\n", Profile.GENERIC),
    ],
)  # fmt: skip
def test_the_profile_is_told_from_the_document(
    form: str, data: bytes, profile: Profile
) -> None:
    report = validate(Source("a", data), format=form)
    assert report.profile == profile
    assert (
        validate(Source("a", data), format=form, profile="generic").profile == "generic"
    )


def test_an_unknown_profile_is_a_bad_option() -> None:
    with pytest.raises(BadOption, match="akn4xx"):
        validate(GOOD.encode(), profile="akn4xx")
    with pytest.raises(BadOption, match="0"):
        validate(GOOD.encode(), limit=0)


@pytest.mark.parametrize("form", ["akn", "json"])
def test_words_are_underlined_where_they_stand(form: str) -> None:
    text = "We met in the harb- our, and č in the harb- our again."
    body = [
        samples.numbered("paragraph", "3.", samples.block(text)),
        samples.numbered("paragraph", "4.", samples.block("x")),
    ]
    source = Source(f"a.{form}", write(samples.declaration(body=body), form).encode())
    findings = [
        finding
        for finding in validate(source).findings
        if finding.code.code == "TXT002"
    ]
    spans = [finding.span for finding in findings]
    assert len(spans) == 2
    assert [source.text[span.start : span.end] for span in spans if span] == [
        "harb- our",
        "harb- our",
    ]
    assert spans[0] != spans[1]
    assert {finding.eid for finding in findings} == {"para_3"}
    assert {finding.quote for finding in findings} == {"harb- our"}


def test_a_declaration_is_checked_like_its_json() -> None:
    declaration = samples.declaration(title=None)
    by_file = validate(Source("a.json", write(declaration, "json").encode()))
    by_value = validate(declaration)
    assert [(f.code, f.pointer, f.eid) for f in by_value.findings] == [
        (f.code, f.pointer, f.eid) for f in by_file.findings
    ]
    assert by_value.profile == "declaration"
    assert "STR003" in {finding.code.code for finding in by_value.findings}


def test_what_a_rule_says_no_reader_says_in_words_of_its_own() -> None:
    text = b"1. We meet.\n\n2. We part.\n\n4. We write.\n"
    codes = {
        finding.code.code
        for finding in validate(Source("a.txt", text), language="en").findings
    }
    assert "NUM001" in codes
    assert "DET005" not in codes
    left = {
        finding.code.code
        for finding in validate(
            Source("a.txt", text), language="en", ignore=["NUM"]
        ).findings
    }
    assert "NUM001" not in left


def test_a_severity_can_be_changed_and_a_rule_ignored() -> None:
    data = document(GAPS)
    report = validate(
        data, format="akn", severity={"NUM001": Severity.INFO}, select=["NUM001"]
    )
    assert {finding.severity for finding in report.findings} == {Severity.INFO}
    assert (
        validate(data, format="akn", ignore=["numbering-gap"], select=["NUM"]).findings
        == ()
    )


def test_another_document_type_is_held_to_what_rules_say_of_every_file() -> None:
    act = (
        GOOD.replace("statement", "act")
        .replace("mainBody", "body")
        .replace(' eId="para_3"', "")
    )
    report = validate(act.encode(), format="akn")
    assert "EID005" in {finding.code.code for finding in report.findings}
    assert report.profile == "declaration" or report.profile == "generic"


def test_an_element_in_a_draft_namespace_is_left_alone() -> None:
    old = (
        document(GAPS)
        .decode()
        .replace("ns/akn/3.0", "ns/akn/3.0/CSD13")
        .replace(' eId="para_5"', "")
    )
    report = validate(old.encode(), format="akn")
    others = [finding for finding in report.findings if finding.code.code != "NUM001"]
    assert [(finding.code.code, finding.severity) for finding in others] == [
        ("SRC010", Severity.ERROR)
    ]
    assert read(old.encode(), "akn").findings[0].severity is Severity.WARNING


def test_a_rule_that_breaks_down_leaves_no_verdict(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("communique.checking.engine.check", breaks)
    report = validate(json.dumps(json.loads(record({}))).encode(), format="json")
    assert [finding.code.code for finding in report.findings] == ["RUN002"]
