"""The registry of codes."""

from communique.core.codes import CODES, LAWS, LEFT_OVER
from communique.core.diagnostics import Severity

RETIRED = {2, 3, 13, 14}
"""Numbers of guesses of the reader that are one doubt now: a number is never used again."""


def test_a_code_a_name_and_a_summary_are_used_once() -> None:
    for key in ("code", "name", "summary"):
        assert len({getattr(each, key) for each in CODES}) == len(CODES)


def test_a_retired_number_is_not_used_again() -> None:
    numbers = {int(each.code[3:]) for each in CODES if each.code.startswith("DET")}
    assert numbers == set(range(1, max(numbers) + 1)) - RETIRED


def test_a_code_without_which_there_is_no_verdict_is_an_error() -> None:
    assert all(each.severity is Severity.ERROR for each in CODES if each.fatal)
    assert all(each.severity is Severity.ERROR for each in LAWS)
    assert LEFT_OVER.severity is Severity.ERROR


def test_an_echo_is_no_code_without_which_there_is_no_verdict() -> None:
    fatal = {each.code for each in CODES if each.fatal}
    assert all(fatal.isdisjoint(each.echoes) for each in CODES)
