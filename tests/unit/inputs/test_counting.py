"""Numbers as lists print them."""

import pytest

from communique.inputs.counting import columns, counted, letters, roman


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (7, "decimal", "7"), (7, "decimalZero", "07"), (9, "upperRoman", "IX"), (1994, "lowerRoman", "mcmxciv"), (27, "lowerLetter", "aa"),
        (2, "upperLetter", "B"), (0, "lowerLetter", "0"), (-3, "lowerRoman", "-3"), (2, "ordinal", "2nd"), (11, "ordinal", "11th"),
        (3, "russianLower", "в"), (3, "greekLower", "γ"), (12, "hindiNumbers", "१२"), (4, "decimalEnclosedParen", "(4)"), (5, "none", ""),
        (6, "no such form", "6"), (10**9, "upperRoman", str(10**9)), (2, "arabicAbjad", "ب"),
        (1, "chineseCounting", "一"), (10, "japaneseCounting", "十"), (11, "chineseCountingThousand", "十一"), (20, "taiwaneseCounting", "二十"),
        (99, "japaneseCounting", "九十九"), (100, "japaneseCounting", "100"), (21, "koreanCounting", "이십일"), (0, "chineseCounting", "0"),
        (3, "ideographTraditional", "丙"), (2, "ideographZodiac", "丑"), (2, "ganada", "나"), (5, "aiueoFullWidth", "オ"), (3, "irohaFullWidth", "ハ"),
        (2, "russianUpper", "Б"), (-1, "greekLower", "-1"),
    ],
)  # fmt: skip
def test_a_number_is_printed_in_its_form(number: int, form: str, text: str) -> None:
    assert counted(number, form) == text


def test_letters_are_doubled_by_word_processors_and_counted_on_by_browsers() -> None:
    assert [letters(each) for each in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]
    assert [columns(each) for each in (1, 26, 27, 53, 703)] == ["a", "z", "aa", "ba", "aaa"]
    assert len(letters(10**6)) == 30
    assert roman(3999) == "MMMCMXCIX"
