"""What is said of a file whose text is taken out."""

from communique.core.message import say
from communique.inputs.codes import CODES, set_aside


def test_a_code_stands_once_and_a_fatal_one_is_an_error() -> None:
    assert len({each.code for each in CODES}) == len({each.name for each in CODES}) == len(CODES)
    assert all(each.severity.name == "ERROR" for each in CODES if each.fatal)


def test_words_that_are_set_aside_are_all_quoted() -> None:
    words = ["word"] * 100
    [finding] = set_aside(say("hidden words"), words)
    assert finding.quote == " ".join(words)
    assert len(finding.message) < 120


def test_where_there_are_no_words_nothing_is_set_aside() -> None:
    assert [*set_aside(say("hidden words"), ["", " \n"])] == []
