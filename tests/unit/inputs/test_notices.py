"""What is said of a file whose text is taken out."""

from communique.core.message import say
from communique.inputs.notices import set_aside


def test_words_that_are_set_aside_are_all_quoted() -> None:
    words = ["word"] * 100
    [finding] = set_aside(say("hidden words"), words)
    assert finding.quote == " ".join(words)
    assert len(finding.message) < 120


def test_where_there_are_no_words_nothing_is_set_aside() -> None:
    assert [*set_aside(say("hidden words"), ["", " \n"])] == []
