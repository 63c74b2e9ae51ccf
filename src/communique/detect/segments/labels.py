"""Labels at the beginning of a line: `1.` `(a)` `iv)` `§ 2` `Article 3` `第３条` `SEGUNDO.-` `–`, and what number each can be.

A label has readings: `(i)` is the first roman number and the ninth letter. Which one is meant, the run of labels tells.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from sys import intern

from communique.core.numerals import han_number, roman
from communique.core.scripts import BULLETS, finished, is_small
from communique.detect.wordlists import WORD_LISTS
from communique.languages import all_languages
from communique.lines import Line
from communique.naming.labels import HAN_ORDINAL, ROMAN_WORD, folded, shape_of

ALPHABETS: Mapping[str, str] = WORD_LISTS["alphabets"]
"""Sequences of letters used as labels; a letter may have a place in several."""

_LABEL = re.compile(
    rf"""(?P<label>
        (?P<bullet>——|\\?[{re.escape(BULLETS)}]|[oO▫](?=[ \t\u00a0]{{2,}}))
      | (?P<sign>§{{1,2}}|№|N°)[ \u00a0]{{0,2}}(?P<after>\d{{1,5}}[a-z]?\.?)
      | (?P<open>\\?[(\[（【〔‘’]?)
        (?: (?P<digits>\d{{1,5}}(?:[.．]\d{{1,3}}){{0,5}}[a-z]?) (?P<closed>[.]?[ºª°]\.?|\.[-–—]|\\?[.)\]）】〕、．。۔‘’]{{1,2}}|[-–](?=[ \u00a0])|[ \u00a0](?:[-–—]|\.(?=[ ]))(?=[ \t\u00a0]+[*_]*[^\W\d_])|[ \u00a0]§)?
          | (?P<letters>[^\W\d_]{{1,7}}) (?P<close>\\?[.)\]）】〕、．]|\)\.) )
    )(?P<space>[ \t\u00a0\u2002\u2003\u200b\u3000]+|$|(?<=[、．）】〕])|(?<=[.)–—•-])(?=["“„«]?[^\W\d_]))""",
    re.VERBOSE,
)
_ABBREVIATED = re.compile(r"[^\W\d_]{1,4}\.[^\W\d_]{1,4}[.,)]|[^\W\d_]\)?[-–]")
_TENS = re.compile("([二三四五六七八九]?)十([一二三四五六七八九]?)(?<=..)")
_NUMBER = re.compile(r"\d+")

Reading = tuple[str, int]
"""A sequence (`arabic`, `roman`, or a name of `ALPHABETS`) and a place in it, from 1; a bullet has place 0."""


@dataclass(slots=True)
class Label:
    """A label that may stand at a line's start. Offsets count from the beginning of the line's text.

    `mask` is its shape: `#.` `(a)` `–`; labels of one run have one mask. `end` is where the label ends, `content` where
    the words after it begin. `whole`: it is a word for a part of a text and its number (`Article 3`), alone in its line as a rule.
    """

    mask: str
    readings: tuple[Reading, ...]
    start: int
    end: int
    content: int
    printed: str
    whole: bool = False

    @property
    def bullet(self) -> bool:
        """Whether it is a bullet or dash."""
        return self.readings[0][1] == 0


def label_at(text: str) -> Label | None:
    """The label that a line begins with, if it looks like one; its neighbours are not considered."""
    first, word = text[:1], text.partition(" ")[0]
    if word.isalpha() and word not in "oO":
        return _ordinal(
            text
        )  # the commonest case: letters are a label with a mark behind them; a bullet can be one
    if first in _ENCIRCLED and len(text) > 1:
        mask, number = _ENCIRCLED[first]
        content = len(text) - len(text[1:].lstrip())
        return Label(mask, (("han" if mask == "(a)" else "arabic", number),), 0, 1, content, first)
    match = _LABEL.match(text)
    if match is None:
        return _ordinal(text)
    if match["space"] == "" and match.end() < len(text) and _ABBREVIATED.match(text):
        return None
    end = match.end("label")
    content = match.end()
    printed = match["label"].replace("\\", "")
    if match["bullet"]:
        return (
            Label(printed, (("bullet", 0),), 0, end, content, printed)
            if content < len(text)
            else None
        )
    if match["sign"]:
        value = int(folded(_NUMBER.findall(match["after"])[0]))
        return Label("§#", (("arabic", value),), 0, end, content, printed)
    opening = match["open"].replace("\\", "")
    if match["digits"]:
        return _digits(match, opening, end, content, printed, text)
    closing = match["close"].replace("\\", "")[:1]  # `a).` is another way to write `a)`
    letters = match["letters"]
    readings = letter_readings(letters)
    if not readings:
        return _ordinal(text)
    if opening and closing == ".":
        return None
    case = "A" if letters[0].isupper() else "a"
    return Label(f"{opening}{case}{closing}", readings, 0, end, content, printed)


_ALEF = "الف"
"""The first letter by its name: alone it is a thin stroke."""
_ORDINAL = re.compile(
    r"(?P<words>[^\W\d_][^\s\d.:,،–—-]{2,11}(?: [^\s\d.:,،–—-]{4,12})?)(?:\.?[-–—]|[.:]|(?P<comma>[,،]))+(?=[ \t\u00a0])"
)


def _ordinal(text: str) -> Label | None:
    """The word that numbers a clause in some language, with the marks that set it off: `PRIMERO.-`, `Segunda:`, `THIRD,`.

    A comma does so only behind a word without small letters.
    """
    match = None if is_small(text[:1]) else _ORDINAL.match(text)
    number = match and _ordinals().get(match["words"].lower())
    if not match or not number or (match["comma"] and any(map(str.islower, match["words"]))):
        return None
    content = len(text) - len(text[match.end() :].lstrip())
    return Label("W.", (("arabic", number),), 0, match.end(), content, match.group())


@cache
def _ordinals() -> dict[str, int]:
    numbered = (
        each for language in all_languages() for each in enumerate(language.ordinals, start=1)
    )
    return {form: number for number, forms in numbered for form in forms}


_ENCIRCLED = {chr(code): (mask, code - first + 1) for first, last, mask in
              ((0x2460, 0x2473, "①"), (0x2474, 0x2487, "(#)"), (0x2488, 0x249B, "#."), (0x3220, 0x3229, "(a)"))
              for code in range(first, last + 1)}  # fmt: skip
"""Signs that are a whole label: their shape and number."""
_QUOTES = ("‘", "’")
"""What is set around numbers one level below letters in some houses."""
_CLOSING = (")", "]", "）", "】", "〕", *_QUOTES)


def _digits(
    match: "re.Match[str]", opening: str, end: int, content: int, printed: str, text: str
) -> Label | None:
    digits, closing = match["digits"], (match["closed"] or "").replace("\\", "").strip()
    parts = _NUMBER.findall(digits)
    if closing[1:] and closing[1] in "-–—.":
        closing = closing[0]  # `1.-` is another way to write `1.`, and `1).` to write `1)`
    if (opening and closing not in _CLOSING) or (closing in _QUOTES and not opening):
        return None
    if not closing and len(parts) == 1:
        wide = len(match["space"]) > 1 or match["space"] in "\t\u2003\u3000"
        if not wide or content >= len(text):
            return None
    if not closing and len(parts) > 1 and len(parts[-1]) > 2:
        return None
    if opening in _QUOTES:
        opening, closing = (
            _QUOTES  # in a text from right to left they are written the other way round
        )
    shape = ".".join("#" for _ in parts)
    return Label(
        intern(f"{opening}{shape}{closing}"),
        (("arabic", int(folded(parts[-1]))),),
        0,
        end,
        content,
        printed,
    )


_NARROW = {code: code - 0xFEE0 for code in range(0xFF41, 0xFF5B)}
"""The letters as wide as Chinese characters, and those that they are."""


def letter_readings(letters: str) -> tuple[Reading, ...]:
    """What places a letter, or a roman number, can have; empty for a word."""
    lower = letters.lower()
    if lower[0] > "\uff40":
        lower = lower.translate(_NARROW)
    readings: list[Reading] = []
    if len(lower) == 1:
        for name, alphabet in ALPHABETS.items():
            place = alphabet.find(lower)
            if place >= 0:
                readings.append((name, place + 1))
    elif len(set(lower)) == 1 and len(lower) == 2 and lower not in ("ii", "cc", "xx", "mm"):
        readings.extend((name, len(alphabet) + alphabet.find(lower[0]) + 1)
                        for name, alphabet in ALPHABETS.items() if lower[0] in alphabet)  # fmt: skip
    elif lower == _ALEF:
        readings.extend((("abjad", 1), ("hija", 1)))
    number = roman(lower)
    if number is not None:
        readings.append(("roman", number))
    tens = _TENS.fullmatch(lower)
    if tens is not None:
        high, low = (ALPHABETS["han"].find(part) + 1 for part in tens.groups())
        readings.append(("han", 10 * (high or 1) + low))
    return tuple(readings)


_WORDED = re.compile(
    r"(?P<emphasis>[*_]{0,3})(?P<word>[^\W\d_]{2,20}\.?)[ \u00a0](?P<number>\d{1,4}(?:er|ère|[a-z])?|[IVXLC]{1,7}|[^\W\d_]{4,14})"
    r"(?P<mark>[.º°ª]*(?:[ \u00a0]?(?:--|[-–—:])|\.[-–—])?(?P=emphasis))(?:[ \t\u00a0]+|$)"
    r"|(?P<han>[第제] ?(?P<ordinal>\d{1,3}|[〇零一二三四五六七八九十百]{1,7}) ?(?P<of>[^\W\d_]))(?:[ \u3000\u00a0：:]+|(?=[（(])|$)"
)


@cache
def _number_first(words: frozenset[str]) -> re.Pattern[str]:
    """The same where the number comes first: `1. člen (namen)`, `1-modda. Maqsad`, `１条　目的`. The word is in small letters, or in
    capitals alone: `1. Article` begins a sentence.
    """
    forms = sorted(
        {form for word in words - {"§"} for form in (word, word.upper())}, key=len, reverse=True
    )
    return re.compile(
        r"(?P<emphasis>[*_]{0,3})(?P<number>\d{1,4})(?P<join>\.?[ \u00a0]|-(?:[^\W\d_]{1,4} )?|(?=[\u2e80-\uffff]))"
        rf"(?P<word>{'|'.join(map(re.escape, forms))})(?![^\W\d_])"
        r"(?P<mark>\.?(?:[ \u00a0]?(?:--|[-–—:]))?(?P=emphasis))(?:[ \t\u00a0\u3000]+(?!\d)|$)"
    )


_LEADER = re.compile(r"(?:\.\s?){4}|…\s?…")
"""What leads to the number of a page in a table of contents."""
_MARKS = " .:–—-"
"""What can set a number off from what stands behind it."""
_TITLE = 12
"""A title behind a number without a mark has so many words at most."""


def worded(
    lines: Sequence[Line], words: Iterable[str], breaks: Callable[[int], bool]
) -> dict[int, Label]:
    """Labels that are a word and its number before other words, by index: `Article 3 – Fees`, `Art. 5. The Parties agree`,
    `**Article 5.** The Parties agree`. `breaks`: whether layout lets a block begin at a line.

    The numbers of the same word count on, three of them, or two of a word for `article`. Behind one of these a title can stand
    without a mark, `Article 3 Fees`, and a sentence where all of them count on from 1.
    """
    known = frozenset(word.casefold().strip(".") for word in words)
    number_first = _number_first(known)
    rows: dict[str, list[tuple[int, int, Label | None, bool]]] = {}
    for index, line in enumerate(lines):
        first = None if line.text[0].isalpha() else number_first.match(line.text)
        match = first or (None if line.text[0].isdecimal() else _WORDED.match(line.text))
        if match is None:
            continue
        han = None if first else match["han"]
        word, content = (match["of"] if han else match["word"]).casefold().strip("."), match.end()
        rest = line.text[content:]
        part = word in known or han is not None
        bare = not match["mark"] and not han
        if rest and (is_small(rest[0]) or (bare and not part) or _LEADER.search(rest)):
            continue
        name, value = _counted(match["ordinal"] if han else match["number"])
        if (not value and (bare or not (rest and part))) or not (index == 0 or breaks(index)):
            continue
        value = value or 1  # `Article premier : Objet`, which counts if 2 comes next
        sentence = bare and (len(rest.split()) > _TITLE or finished(rest))
        signs = len(match["emphasis"] or "")
        end = len(match[0].rstrip()) - signs
        sign = "@" if name == "roman" else "#"
        mask = han.replace(match["ordinal"], sign) if han else f"{match['word']} {sign}"
        if first:  # `1 дүгээр зүйл` and `2 дугаар зүйл` are of one row
            word = word.split()[-1]
            mask = f"{sign}{match['join']}{word}"
        label = (
            Label(mask, ((name, value),), signs, end, content, line.text[signs:end], whole=part)
            if rest
            else None
        )
        rows.setdefault(word, []).append((value, index, label, sentence))
    found: dict[int, Label] = {}
    for word, row in rows.items():
        steps = [after[0] == before[0] + 1 for before, after in pairwise(row)]
        if sum(steps) + 1 < (2 if word in known else 3):
            continue
        from_one = all(steps) and row[0][0] == 1 and len(row) >= 3
        for (_, index, label, sentence), before, after in zip(
            row, [False, *steps], [*steps, False], strict=True
        ):
            if label and (before or after) and (from_one or not sentence):
                found[index] = label
    return found


_UNMARKED = re.compile(r"(?P<number>\d{1,3})[ \u00a0](?=[^\W\d_])")


def unmarked(lines: Sequence[Line], breaks: Callable[[int], bool]) -> dict[int, Label]:
    """Numbers with neither a mark nor much room behind them, `1 The Parties`, by index: where they count on from 1 to 3 or further.

    `breaks`: whether layout lets a block begin at a line.
    """
    rows: list[list[tuple[int, Label]]] = []
    for index, line in enumerate(lines):
        match = _UNMARKED.match(line.text)
        if match is None or is_small(line.text[match.end()]) or not (index == 0 or breaks(index)):
            continue
        value = int(folded(match["number"]))
        if value == 1:
            rows.append([])
        if rows and value == len(rows[-1]) + 1:
            label = Label(
                "#", (("arabic", value),), 0, match.end("number"), match.end(), match["number"]
            )
            rows[-1].append((index, label))
    # two before sentences in a script that has no spaces elsewhere: `1 橋を直すこと。`
    clauses = [
        all(
            lines[at].text[label.content] > "\u2e7f" and finished(lines[at].text)
            for at, label in row
        )
        for row in rows
    ]
    least = [2 if clause else ROW for clause in clauses]
    return {
        at: label
        for row, few in zip(rows, least, strict=True)
        if len(row) >= few
        for at, label in row
    }


ROW = 3
"""Numbers without a mark are labels where so many count on: two can be days, or rows of a table."""


def _counted(number: str) -> Reading:
    """What a number of digits, in Chinese characters, or a roman one in capitals says, or a word for one; 0 for any other word."""
    if number[0].isdigit():
        return "arabic", int(folded(_NUMBER.findall(number)[0][:6]))
    if ROMAN_WORD.fullmatch(number):
        return "roman", roman(number.lower()) or 0
    han = number[0] in "〇零一二三四五六七八九十百"
    return "arabic", han_number(number) if han else _ordinals().get(number.lower(), 0)


def whole_labels(lines: Sequence[Line], words: Iterable[str]) -> dict[int, Label]:
    """Lines that are a label as a whole, by index: their shape returns three times, or holds a word for `article`."""
    shapes: dict[int, str] = {}
    for index, line in enumerate(lines):
        if len(line.text) <= 40:
            shape = shape_of(line.text)
            if shape is not None:
                shapes[index] = shape.rstrip(_MARKS)
    counts = Counter(shapes.values())
    known = {word.casefold().strip(".") for word in words}
    found: dict[int, Label] = {}
    for index, shape in shapes.items():
        tokens = {token.strip(".:#@").casefold() for token in shape.split()}
        if counts[shape] < 3 and not (tokens & known and len(tokens - known - {""}) == 0):
            continue
        text = lines[index].text
        numbers = _NUMBER.findall(text) or HAN_ORDINAL.findall(text) or ROMAN_WORD.findall(text)
        reading = _counted(numbers[0])
        found[index] = Label(shape, (reading,), 0, len(text), len(text), text, whole=True)
    _first_in_words(lines, found)
    return found


FIRST_REACH = 60
"""So many lines before the second article the first is looked for."""


def _first_in_words(lines: Sequence[Line], found: dict[int, Label]) -> None:
    """`Article premier` before `Article 2`: the first one's number can be a word; the other words are the same, in any language."""
    for second, label in [each for each in found.items() if each[1].readings[0][1] == 2]:
        printed = [word.casefold() for word in label.printed.split()]
        for index in range(second - 1, max(-1, second - FIRST_REACH), -1):
            if index in found:
                break
            text = lines[index].text
            words = [word.casefold() for word in text.split()]
            alike = (
                len(words) > 1
                and len(printed) > 1
                and (words[0] == printed[0] or words[-1] == printed[-1])
            )
            if (
                alike
                and len(words) <= len(printed) + 1
                and len(text) <= 40
                and text[-1] not in ".;,"
            ):
                found[index] = Label(
                    label.mask, (("arabic", 1),), 0, len(text), len(text), text, whole=True
                )
                break
