"""Numbers as lists print them: in figures, letters, roman figures, and the signs of some scripts."""

from collections.abc import Callable

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
    (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ALPHABETS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz", "greekLower": "αβγδεζηθικλμνξοπρστυφχψω",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя", "hebrew2": "אבגדהוזחטיכלמנסעפצקרשת",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸", "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥", "ganada": "가나다라마바사아자차카타파하",
    "aiueoFullWidth": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "irohaFullWidth": "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン",
}  # fmt: skip
_TENS = {"koreanCounting": "일이삼사오육칠팔구십"} | dict.fromkeys(
    ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand"), "一二三四五六七八九十"
)  # fmt: skip
"""The signs for one to ten of those that count 21 as two tens and one; it is the same in all of them below a hundred."""
_DIGITS = {"hindiNumbers": 0x966, "arabic-indic": 0x660, "thaiNumbers": 0xE50, "decimalFullWidth": 0xFF10}
MOST_LETTERS = 30


def roman(number: int) -> str:
    """A number in roman figures.

    >>> roman(14)
    'XIV'
    """
    made = ""
    for worth, sign in _ROMAN:
        made += sign * (number // worth)
        number %= worth
    return made


def letters(number: int, alphabet: str = _ALPHABETS["lowerLetter"]) -> str:
    """A number as a letter; beyond the alphabet the letter is doubled, as word processors do.

    >>> letters(2), letters(28)
    ('b', 'bb')
    """
    return alphabet[(number - 1) % len(alphabet)] * min((number - 1) // len(alphabet) + 1, MOST_LETTERS)


def columns(number: int) -> str:
    """A number as letters that count on as the columns of a sheet do, as web pages do it.

    >>> columns(26), columns(28)
    ('z', 'ab')
    """
    made = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        made = chr(97 + rest) + made
    return made


_ENDS = {1: "st", 2: "nd", 3: "rd"}
_FORMS: dict[str, Callable[[int], str]] = {
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": lambda number: letters(number).upper(),
    "russianUpper": lambda number: letters(number, _ALPHABETS["russianLower"]).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "ordinal": lambda n: f"{n}{'th' if n % 100 in {11, 12, 13} else _ENDS.get(n % 10, 'th')}",
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda _: "",
}
"""Forms of numbers by their names in ECMA-376 part 1, 17.18.59; those that are not here are counted in figures."""


def counted(number: int, form: str = "decimal") -> str:
    """A number in a form; in figures where the form has no sign for it, as there is none for zero.

    >>> counted(4, "lowerRoman"), counted(0, "upperLetter")
    ('iv', '0')
    """
    if form in _DIGITS:
        return str(number).translate({48 + digit: _DIGITS[form] + digit for digit in range(10)})
    if form in _ALPHABETS and number > 0:
        return letters(number, _ALPHABETS[form])
    if form in _TENS and 0 < number < 100:
        tens, ones = divmod(number, 10)
        signs = _TENS[form]
        return signs[tens - 1] * (tens > 1) + signs[9] * (tens > 0) + signs[ones - 1 : ones]
    made = _FORMS.get(form)
    if made is None or (number < 1 and form not in {"decimalZero", "ordinal", "none"}) or number > 32767:
        return str(number)
    return made(number)
