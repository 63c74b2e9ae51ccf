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
        (2, "russianUpper", "Б"), (-1, "greekLower", "-1"), (26, "hex", "1A"), (7, "001, 002, 003, ...", "007"), (0, "cardinalText", "0"),
        (100, "cardinalText", "100"), (21, "decimalEnclosedCircle", "21"), (10, "taiwaneseDigital", "一○"), (21, "ideographDigital", "二一"),
        (60, "ideographZodiacTraditional", "癸亥"), (61, "ideographZodiacTraditional", "61"), (3, "chosung", "ㄷ"), (12, "decimalFullWidth2", "１２"),
    ],
)  # fmt: skip
def test_a_number_is_printed_in_its_form(number: int, form: str, text: str) -> None:
    assert counted(number, form) == text


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("cardinalText", "One Two Nine Ten Eleven Fifteen Twenty Twenty-one Ninety-nine"),
        ("ordinalText", "First Second Ninth Tenth Eleventh Fifteenth Twentieth Twenty-first Ninety-ninth"),
        ("koreanDigital", "일 이 구 일영 일일 일오 이영 이일 구구"), ("koreanDigital2", "一 二 九 一零 一一 一五 二零 二一 九九"),
        ("koreanLegal", "하나 둘 아홉 열 열하나 열다섯 스물 스물하나 아흔아홉"),
        ("chineseLegalSimplified", "壹 贰 玖 壹拾 壹拾壹 壹拾伍 贰拾 贰拾壹 玖拾玖"),
        ("ideographLegalTraditional", "壹 貳 玖 壹拾 壹拾壹 壹拾伍 貳拾 貳拾壹 玖拾玖"),
        ("hebrew1", "א ב ט י יא טו כ כא צט"), ("thaiLetters", "ก ข ฌ ญ ฎ ฒ ท ธ"), ("chicago", "* † *** ††† ‡‡‡ ‡‡‡‡ §§§§§ ******"),
        ("aiueo", "ｱ ｲ ｹ ｺ ｻ ｿ ﾄ ﾅ"), ("iroha", "ｲ ﾛ ﾘ ﾇ ﾙ ﾖ ﾈ ﾅ"), ("decimalEnclosedCircleChinese", "① ② ⑨ ⑩ ⑪ ⑮ ⑳"),
    ],
)  # fmt: skip
def test_numbers_are_printed_as_libreoffice_prints_them(
    form: str, printed: str
) -> None:
    words = printed.split()
    assert [
        counted(each, form) for each in (1, 2, 9, 10, 11, 15, 20, 21, 99)[: len(words)]
    ] == words


def test_letters_are_doubled_by_word_processors_and_counted_on_by_browsers() -> None:
    assert [letters(each) for each in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]
    assert [columns(each) for each in (1, 26, 27, 53, 703)] == [
        "a",
        "z",
        "aa",
        "ba",
        "aaa",
    ]
    assert len(letters(10**6)) == 30
    assert roman(3999) == "MMMCMXCIX"
