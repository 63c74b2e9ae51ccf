"""Numbers that are not written in decimal digits: roman ones and those in Chinese characters."""

import re

_ROMAN = re.compile(
    r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}

HAN_DIGITS = {char: number for number, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "元": 1,
}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}


def roman(word: str) -> int | None:
    """The value of a roman number in lower case, or None.

    >>> roman("xiv"), roman("iiii")
    (14, None)
    """
    if not _ROMAN.fullmatch(word):
        return None
    total = 0
    for char, following in zip(word, [*word[1:], ""], strict=True):
        value = _ROMAN_VALUES[char]
        if value < _ROMAN_VALUES.get(following, 0):
            total -= value
        else:
            total += value
    return total


def han_number(text: str) -> int:
    """The value of a number in Chinese characters, or in figures.

    >>> (
    ...     han_number("三十"),
    ...     han_number("十二"),
    ...     han_number("一百零五"),
    ...     han_number("二〇二四"),
    ... )
    (30, 12, 105, 2024)
    """
    if _HAN_UNITS.keys().isdisjoint(text):
        return int("".join(str(HAN_DIGITS.get(char, char)) for char in text))
    total = 0
    digit = 0
    for char in text:
        if char in _HAN_UNITS:
            total += max(digit, 1) * _HAN_UNITS[char]
            digit = 0
        else:
            digit = HAN_DIGITS[char] if char in HAN_DIGITS else int(char)
    return total + digit
