"""What the reading of raw text has to say."""

from communique.core.diagnostics import Severity
from communique.detect.codes import CODES, LEFT_OVER

RETIRED = {2, 3, 13, 14}
"""Numbers of guesses that are one doubt now: a code is never used again."""


def test_a_number_is_used_once_and_a_retired_one_never_again() -> None:
    numbers = sorted(int(code.code.removeprefix("DET")) for code in CODES)
    assert numbers == [number for number in range(1, max(numbers) + 1) if number not in RETIRED]


def test_names_and_summaries_are_told_apart() -> None:
    assert len({code.name for code in CODES}) == len({code.summary for code in CODES}) == len(CODES)


def test_what_is_left_over_is_an_error() -> None:
    assert LEFT_OVER.severity is Severity.ERROR
    assert not any(code.fatal for code in CODES)
