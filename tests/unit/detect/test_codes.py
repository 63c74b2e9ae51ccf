"""What the reading of raw text has to say."""

from communique.detect.codes import CODES, LEFT_OVER
from communique.diagnostics import Severity


def test_codes_are_numbered_one_by_one() -> None:
    assert [code.code for code in CODES] == [f"DET{number:03}" for number in range(1, len(CODES) + 1)]


def test_names_and_summaries_are_told_apart() -> None:
    assert len({code.name for code in CODES}) == len({code.summary for code in CODES}) == len(CODES)


def test_what_is_left_over_is_an_error() -> None:
    assert LEFT_OVER.severity is Severity.ERROR
    assert not any(code.fatal for code in CODES)
