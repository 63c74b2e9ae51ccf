"""Findings, and the verdict that follows from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.core.diagnostics import (
    Code,
    Diagnostic,
    Report,
    Severity,
    Verdict,
    in_order,
)
from communique.core.message import Message
from communique.core.source import Span

LOSS = Code("TST001", "lost-words", Severity.ERROR, "words were lost")
GUESS = Code("TST002", "guess", Severity.WARNING, "something was guessed")
CRASH = Code("TST003", "no-engine", Severity.ERROR, "a check could not run", fatal=True)


@pytest.mark.parametrize("severity", list(Severity))
def test_a_severity_is_read_as_it_is_printed(severity: Severity) -> None:
    assert Severity.parse(str(severity)) is severity


def test_an_unknown_severity_raises() -> None:
    with pytest.raises(KeyError):
        Severity.parse("grave")


def test_a_finding_is_as_grave_as_its_code_unless_another_severity_is_given() -> None:
    assert Diagnostic.of(GUESS, Message("m")).severity is Severity.WARNING
    assert (
        Diagnostic.of(GUESS, Message("m"), severity=Severity.ERROR).severity
        is Severity.ERROR
    )


def test_a_fingerprint_survives_moving_to_another_line() -> None:
    first = Diagnostic.of(
        LOSS, Message("m"), Span(1, 1, 1, 2), eid="para_1", quote="words"
    )
    assert (
        first.fingerprint
        == Diagnostic.of(
            LOSS, Message("m"), Span(9, 4, 9, 5), eid="para_1", quote="words"
        ).fingerprint
    )
    assert len(first.fingerprint) == 16


@pytest.mark.parametrize(
    "other",
    [
        Diagnostic.of(GUESS, Message("m"), eid="para_1", quote="words"),
        Diagnostic.of(LOSS, Message("m"), eid="para_2", quote="words"),
        Diagnostic.of(LOSS, Message("m"), eid="para_1", quote="other words"),
    ],
)
def test_another_code_eid_or_quote_has_another_fingerprint(other: Diagnostic) -> None:
    assert (
        other.fingerprint
        != Diagnostic.of(LOSS, Message("m"), eid="para_1", quote="words").fingerprint
    )


def test_a_fingerprint_is_made_of_any_words() -> None:
    assert Diagnostic.of(LOSS, Message("m"), quote="\ud800").fingerprint


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ((), Verdict.VALID),
        ((Diagnostic.of(GUESS, Message("m")),), Verdict.VALID),
        (
            (Diagnostic.of(GUESS, Message("m")), Diagnostic.of(LOSS, Message("m"))),
            Verdict.INVALID,
        ),
        (
            (Diagnostic.of(GUESS, Message("m"), severity=Severity.ERROR),),
            Verdict.INVALID,
        ),
        (
            (Diagnostic.of(LOSS, Message("m")), Diagnostic.of(CRASH, Message("m"))),
            Verdict.UNDETERMINED,
        ),
        (
            (Diagnostic.of(CRASH, Message("m"), severity=Severity.INFO),),
            Verdict.UNDETERMINED,
        ),
    ],
)
def test_the_verdict_follows_from_the_findings(
    findings: tuple[Diagnostic, ...], verdict: Verdict
) -> None:
    assert Report("x", None, findings).verdict is verdict


@given(st.permutations(range(5)))
def test_findings_stand_in_the_order_of_their_places_however_they_came(
    order: list[int],
) -> None:
    findings = [
        Diagnostic.of(LOSS, Message("of the whole file")),
        Diagnostic.of(GUESS, Message("m"), Span(1, 9, 1, 10)),
        Diagnostic.of(LOSS, Message("a"), Span(2, 1, 2, 2)),
        Diagnostic.of(LOSS, Message("b"), Span(2, 1, 2, 2)),
        Diagnostic.of(GUESS, Message("a"), Span(2, 1, 2, 2)),
    ]
    assert in_order(findings[index] for index in order) == tuple(findings)
