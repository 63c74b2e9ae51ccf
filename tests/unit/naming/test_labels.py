"""What a printed label says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.naming.labels import bare, eid_number, folded


@pytest.mark.parametrize(
    ("label", "says"),
    [
        ("16.", "16"),
        ("(16)", "16"),
        ("16)", "16"),
        ("[16]", "16"),
        ("§ 1", "1"),
        ("Article 2", "2"),
        ("3. člen", "3"),
        ("CHAPTER I", "I"),
        ("(a)", "a"),
        ("1.2.", "1.2"),
        ("•", ""),
        ("–", ""),
        ("", ""),
        ("   ", ""),
    ],
)
def test_a_label_says_its_number_without_the_punctuation_around_it(
    label: str, says: str
) -> None:
    assert bare(label) == says


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("١٦.", "16"),
        ("第３条", "3"),
        ("제 3 조", "3"),
        ("I.1", "I.1"),
        ("12-a", "12-a"),
        ("(أ)", None),
        ("α)", None),
        ("•", None),
        ("1/2 3/4", None),
    ],
)
def test_the_number_in_an_eid_is_ascii_or_there_is_none(
    label: str, number: str | None
) -> None:
    assert eid_number(label) == number


@given(st.text(max_size=12))
def test_the_number_in_an_eid_could_stand_in_one(label: str) -> None:
    number = eid_number(label)
    assert number is None or (
        number.isascii()
        and not set(number) & set(" #%[]/")
        and number == number.strip(".-")
    )


@given(st.text(max_size=12))
def test_folding_keeps_everything_but_digits(text: str) -> None:
    assert len(folded(text)) == len(text)
    assert all(
        was == now or (was.isdecimal() and now in "0123456789")
        for was, now in zip(text, folded(text), strict=True)
    )
