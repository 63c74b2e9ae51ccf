"""What holds of all rules together."""

from collections import Counter
from typing import cast

import pytest
from hypothesis import given
from tests.laws.printable import printed

from communique.checking import validate
from communique.checking.codes import every_code
from communique.checking.profiles import check
from communique.core.diagnostics import Severity
from communique.core.source import Source
from communique.core.values import DeclarationValues
from communique.documents import read, write
from communique.draft import Draft, ReadOptions, build
from communique.formats import format_named
from communique.model import Declaration
from communique.rules import RULES
from communique.rules.rule import EVERY, Profile
from communique.testing import declarations


def test_codes_and_names_are_used_once() -> None:
    every = every_code()
    assert [
        code
        for code, times in Counter(each.code for each in every).items()
        if times > 1
    ] == []
    assert [
        name
        for name, times in Counter(each.name for each in every).items()
        if times > 1
    ] == []


def test_a_rule_says_where_it_comes_from() -> None:
    assert [rule.code.code for rule in RULES if not rule.sources] == []


def test_a_summary_is_one_short_sentence() -> None:
    offenders: list[tuple[str, str]] = []
    for rule in RULES:
        summary = rule.page.summary
        is_short_sentence = len(summary) < 130 and summary.endswith(".")
        if not is_short_sentence or rule.code.summary.endswith("."):
            offenders.append((rule.code.code, summary))
    assert offenders == []


def test_a_rule_says_what_it_is_for_and_how_to_mend() -> None:
    offenders: list[tuple[str, str]] = []
    for rule in RULES:
        if len(rule.page.why) <= 40:
            offenders.append((rule.code.code, rule.page.why))
        if len(rule.page.fix) <= 20:
            offenders.append((rule.code.code, rule.page.fix))
    assert offenders == []


# Under `generic` a document that the model takes has no errors: whoever draws it at random breaks
# no law of the standard.
# The profile of our own declarations is another matter: numbers drawn at random have gaps, and
# dates are not as printed.
# What is drawn at random also names nodes and entities that it does not have, and may hold no word.
DRAWN_WRONG = {"REF001", "ONT001", "STR010"}


@given(declaration=declarations())
def test_a_document_that_the_model_takes_has_no_errors_in_general(
    declaration: Declaration,
) -> None:
    findings = check(declaration, profile=Profile.GENERIC).findings
    source = Source("a.xml", write(declaration, "akn").encode())
    parsed = format_named("akn").read(source, ReadOptions())
    findings += check(parsed, profile=Profile.GENERIC, format="akn").findings
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert [f.message for f in errors if f.code.code not in DRAWN_WRONG] == []


@pytest.mark.parametrize("form", ["akn", "json", "text"])
@given(declaration=printed())
def test_a_declaration_as_councils_print_them_has_nothing_wrong(
    form: str, declaration: Declaration
) -> None:
    """It is written, read and looked at by a schema once; what a profile changes is which rules are
    asked.
    """
    source = Source(f"a.{form}", write(declaration, form).encode())
    language = None if form != "text" else declaration.language
    parsed = read(source, form, language=language)
    found = [*validate(source, format=form, language=language).findings]
    for profile in EVERY:
        found += check(parsed, profile=profile, format=form).findings
    assert [
        finding.message for finding in found if finding.severity > Severity.INFO
    ] == []


@given(declaration=declarations())
def test_every_finding_has_a_place_and_fits_on_a_line(declaration: Declaration) -> None:
    source = Source("a.xml", write(declaration, "akn").encode())
    parsed = format_named("akn").read(source, ReadOptions())
    for finding in (
        each
        for profile in EVERY
        for each in check(parsed, profile=profile, format="akn").findings
    ):
        assert finding.span is not None, finding
        assert finding.span.line >= 1
        assert "\n" not in finding.message
        assert not finding.message[0].isupper()
        assert not finding.message.endswith(".")


@pytest.mark.parametrize("label", ["1n", "1:", "12-", "1.)", ".", "²", "1²"])
def test_a_label_of_any_form_is_looked_at(label: str) -> None:
    content = [{"kind": "text", "text": "Words."}]
    values = {
        "kind": "declaration",
        "language": "en",
        "body": [{"kind": "paragraph", "num": label, "content": content}],
    }
    found = check(
        build(Draft(Source("a", b""), cast("DeclarationValues", values))).require(),
        profile=Profile.GENERIC,
    )
    assert [
        finding.message
        for finding in found.findings
        if finding.severity is Severity.ERROR
    ] == []
