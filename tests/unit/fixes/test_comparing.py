from dataclasses import replace

from tests.samples import DOUBTFUL, LOST

from communique.core.codes import KEY_ORDER
from communique.core.diagnostics import Diagnostic, Edit, Severity
from communique.core.message import Message
from communique.core.source import Source
from communique.fixes.apply import new_findings
from communique.fixes.edits import Shift

SOURCE = Source("a", b"0123456789" * 9)
MOVED = Shift([Edit(SOURCE.span(20, 20), "xxxxx")])


def at(offset: int, message: str = "wrong") -> Diagnostic:
    return Diagnostic.of(LOST, Message(message), SOURCE.span(offset, offset + 1))


def test_a_finding_that_moved_with_the_text_is_not_new() -> None:
    assert (
        new_findings([at(10, "a"), at(30, "b")], [at(10, "c"), at(35, "d")], MOVED)
        == []
    )


def test_a_finding_at_another_place_is_new() -> None:
    assert new_findings([at(30, "b")], [at(36, "c")], MOVED) == [at(36, "c")]


def test_a_second_finding_at_one_place_is_new() -> None:
    assert new_findings([at(10)], [at(10, "c"), at(10, "d")], MOVED) == [at(10, "d")]


def test_a_finding_that_says_the_same_elsewhere_is_not_new_but_a_second_is() -> None:
    assert new_findings([at(10)], [at(50)], MOVED) == []
    assert new_findings([at(10)], [at(50), at(60)], MOVED) == [at(60)]


def test_the_place_counts_before_what_is_said() -> None:
    before = [
        replace(at(offset, "wrong"), eid=f"para_{offset}") for offset in (10, 30, 50)
    ]
    after = [
        replace(at(offset, "wrong"), eid=f"para_{eid}")
        for offset, eid in ((10, 5), (35, 10), (55, 30))
    ]
    assert new_findings(before, after, MOVED) == []


def test_another_code_or_severity_at_the_place_is_new() -> None:
    other, graver = (
        Diagnostic.of(DOUBTFUL, Message("w"), at(10).span),
        replace(at(10, "w"), severity=Severity.INFO),
    )
    assert new_findings([at(10)], [other, graver], MOVED) == [other, graver]


def test_findings_without_a_place_are_compared_too() -> None:
    nowhere = [Diagnostic.of(LOST, Message(message)) for message in "ab"]
    assert new_findings(nowhere[:1], nowhere[1:], MOVED) == []
    assert new_findings([], nowhere, MOVED) == nowhere


def test_what_only_a_record_shows_is_not_new_where_none_was_read() -> None:
    assert new_findings([], [at(10)], MOVED, only_now_read=True) == []
    assert (
        new_findings(
            [], [Diagnostic.of(KEY_ORDER, Message("keys"))], MOVED, only_now_read=True
        )
        == []
    )
    broken = Diagnostic.of(replace(LOST, code="MOD010"), Message("twice"))
    assert new_findings([], [broken], MOVED, only_now_read=True) == [broken]
