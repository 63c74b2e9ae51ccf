"""What words at the beginning of a text say, by class."""

import pytest

from communique.detect.lexicon import led


@pytest.mark.parametrize("text", ["Da die Häfen", "Da, wo", "鉴于各港"])
def test_a_lead_is_whole_words_where_letters_have_a_case(text: str) -> None:
    assert led(text, ("da", "鉴于"))


@pytest.mark.parametrize("text", ["Dazu werden wir", "Das ist", "und da"])
def test_a_longer_word_is_no_lead(text: str) -> None:
    assert not led(text, ("da", "鉴于"))
