"""Labels at the beginning of a line, and what number each can be.

As in `1.` `(a)` `iv)` `§ 2` `Article 3` `第３条` `SEGUNDO.-` `–`. A label has readings: `(i)` is the
first roman number and the ninth letter. The run of labels tells which one is meant.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from math import inf
from sys import intern
from typing import NamedTuple

from communique.core.expressions import compile_late
from communique.core.numerals import han_number, roman
from communique.core.scripts import BULLETS, finished, is_small
from communique.detect.wordlists import WORD_LISTS
from communique.languages import in_every_language
from communique.lines import Line
from communique.naming.labels import HAN_ORDINAL, ROMAN_WORD, folded, shape_of

ALPHABETS: Mapping[str, str] = WORD_LISTS["alphabets"]
"""Sequences of letters used as labels; a letter may have a place in several."""

_LABEL = compile_late(
    rf"""(?P<label>
        (?P<bullet>——|\\?[{re.escape(BULLETS)}]|[oO▫](?=[ \t\u00a0]{{2,}}))
      | (?P<sign>§{{1,2}}|№|N°)[ \u00a0\u202f]{{0,2}}(?P<after>\d{{1,5}}[a-z]?\.?)
      | (?P<open>\\?[(\[（【〔‘’]?|[„“](?=\d))
        (?: (?P<digits>\d{{1,5}}(?:[.．]\d{{1,3}}){{0,5}}[a-z]?) (?P<closed>[.]?[ºª°]\.?|\.[-–—]|\\?[.)\]）】〕、．。۔‘’]{{1,2}}|[-–](?=[ \u00a0])|[ \u00a0](?:[-–—]|\.(?=[ ]))(?=[ \t\u00a0]+[*_(]*[^\W\d_]|$)|[ \u00a0]§)?
          | (?P<letters>[^\W\d_]{{1,7}}) (?P<close>\\?[.)\]）】〕、．]|\)\.) )
    )(?P<space>[ \t\u00a0\u2002-\u200b\u202f\u3000]+|$|(?<=[、．）】〕])|(?<=[.)–—•-])(?=["“„«]?[^\W\d_]))""",
    re.VERBOSE,
)
_ABBREVIATED = compile_late(r"[^\W\d_]{1,4}\.[^\W\d_]{1,4}[.,)]|[^\W\d_]\)?[-–]")
_TENS = compile_late("([二三四五六七八九]?)十([一二三四五六七八九]?)(?<=..)")
_NUMBER = compile_late(r"\d+")

Reading = tuple[str, int]
"""A sequence (`arabic`, `roman`, or a name of `ALPHABETS`) and a place in it, from 1; of a bullet
0.
"""


@dataclass(slots=True)
class Label:
    """A label that can be at a line's start. Offsets count from the beginning of the line's text."""

    mask: str
    """Its shape: `#.` `(a)` `–`; labels of one run have one mask."""
    readings: tuple[Reading, ...]
    start: int
    end: int
    content: int
    """Where the words after it begin."""
    printed: str
    whole: bool = False
    """Whether it is a word for a part of a text and its number: `Article 3`."""

    @property
    def bullet(self) -> bool:
        """Whether it is a bullet or dash."""
        return self.readings[0][1] == 0


def label_at(text: str) -> Label | None:
    """The label that a line begins with, if it looks like one; its neighbours are not considered."""
    first = text[:1]
    word = text.partition(" ")[0]
    if word.isalpha() and word not in "oO":
        return _ordinal(
            text
        )  # the commonest case: letters need a mark behind them to be a label
    if first in _ENCIRCLED and len(text) > 1:
        return _encircled(text)
    match = _LABEL.match(text)
    if match is None:
        return _ordinal(text)
    if match["space"] == "" and match.end() < len(text) and _ABBREVIATED.match(text):
        return None
    if match["bullet"]:
        return _bullet(match) if match.end() < len(text) else None
    if match["sign"]:
        return _label(match, "§#", (("arabic", _value(match["after"])),))
    if match["digits"]:
        return _digits(match)
    return _letters(match)


def _label(match: re.Match[str], mask: str, readings: tuple[Reading, ...]) -> Label:
    """A label that a line begins with, where the expression for labels matched it."""
    end = match.end("label")
    return Label(mask, readings, 0, end, match.end(), _unescaped(match["label"]))


def _unescaped(printed: str) -> str:
    """A part of a label without the backslashes of Markdown."""
    return printed.replace("\\", "")


def _value(digits: str) -> int:
    """The first number of digits in any script."""
    return int(folded(_NUMBER.findall(digits)[0]))


def _encircled(text: str) -> Label:
    """A label that is one sign: `①`, `⑴`, `⒈`, `㈠`."""
    mask, number = _ENCIRCLED[text[0]]
    content = len(text) - len(text[1:].lstrip())
    sequence = "han" if mask == "(a)" else "arabic"
    return Label(mask, ((sequence, number),), 0, 1, content, text[0])


def _bullet(match: re.Match[str]) -> Label:
    return _label(match, _unescaped(match["label"]), (("bullet", 0),))


def _letters(match: re.Match[str]) -> Label | None:
    """A letter or a roman number with its marks."""
    opening = _unescaped(match["open"])
    closing = _unescaped(match["close"])[:1]  # `a).` is another way to write `a)`
    letters = match["letters"]
    readings = letter_readings(letters)
    if not readings:
        return _ordinal(match.string)
    if opening and closing == ".":
        return None
    case = "A" if letters[0].isupper() else "a"
    return _label(match, f"{opening}{case}{closing}", readings)


_ALEF = "الف"
"""The first letter by its name: alone it is a thin stroke."""
_ORDINAL = compile_late(
    r"(?P<words>[^\W\d_][^\s\d.:,،–—-]{2,11}(?: [^\s\d.:,،–—-]{4,12})?)"
    r"(?:\.?[-–—]|[.:]|(?P<comma>[,،]))+(?=[ \t\u00a0])"
)


def _ordinal(text: str) -> Label | None:
    """The word that numbers a clause in some language, with its marks: `PRIMERO.-`, `THIRD,`.

    A comma is such a mark only behind a word without small letters.
    """
    if is_small(text[:1]):
        return None
    match = _ORDINAL.match(text)
    if match is None:
        return None
    number = _ordinals().get(match["words"].lower())
    if not number:
        return None
    if match["comma"] and any(map(str.islower, match["words"])):
        return None
    content = len(text) - len(text[match.end() :].lstrip())
    return Label("W.", (("arabic", number),), 0, match.end(), content, match[0])


@cache
def _ordinals() -> dict[str, int]:
    """The words that number clauses, in all languages."""
    numbers: dict[str, int] = {}
    for _, number, forms in in_every_language("ordinals"):
        numbers.update(dict.fromkeys(forms, int(number)))
    return numbers


_SIGN_BLOCKS = (
    (0x2460, 0x2473, "①"),
    (0x2474, 0x2487, "(#)"),
    (0x2488, 0x249B, "#."),
    (0x3220, 0x3229, "(a)"),
)
"""Blocks of signs that are a whole label: the first code, the last one, their shape."""
_ENCIRCLED = {
    chr(code): (mask, code - first + 1)
    for first, last, mask in _SIGN_BLOCKS
    for code in range(first, last + 1)
}
"""The shape and the number of each of these signs."""
_QUOTES = ("‘", "’")
"""Some houses put them around numbers one level below letters."""
_CLOSING = (")", "]", "）", "】", "〕", *_QUOTES)
MAX_BARE_PART = 2
"""The last part of a number without a mark behind it, `2.13`, has at most this many digits."""


def _digits(match: re.Match[str]) -> Label | None:
    """A number with its marks."""
    opening = _unescaped(match["open"]).strip("„“")
    closing = _unescaped(match["closed"] or "").strip()
    parts = _NUMBER.findall(match["digits"])
    if closing[1:] and closing[1] in "-–—.":
        closing = closing[
            0
        ]  # `1.-` is another way to write `1.`, and `1).` to write `1)`
    if opening and closing not in _CLOSING:
        return None
    if closing in _QUOTES and not opening:
        return None
    if not closing and not _can_be_bare(match, parts):
        return None
    if opening in _QUOTES:
        opening, closing = (
            _QUOTES  # in a text from right to left they are the other way round
        )
    shape = ".".join("#" for _ in parts)
    mask = intern(f"{opening}{shape}{closing}")
    return _label(match, mask, (("arabic", int(folded(parts[-1]))),))


def _can_be_bare(match: re.Match[str], parts: Sequence[str]) -> bool:
    """Whether a number without a mark behind it can be a label."""
    if len(parts) > 1:
        return len(parts[-1]) <= MAX_BARE_PART
    space = match["space"]
    wide = len(space) > 1 or space in "\t\u2003\u3000"
    return wide and match.end() < len(match.string)


_NARROW = {code: code - 0xFEE0 for code in range(0xFF41, 0xFF5B)}
"""The letters as wide as Chinese characters, and those that they are."""
_TATWEEL = "\u0640"
"""What makes an Arabic letter longer, and is none itself."""
_CYRILLIC, _LATIN = "асеіорху", "aceiopxy"
_LOOKALIKES = str.maketrans(_CYRILLIC + _LATIN, _LATIN + _CYRILLIC)
"""Letters that look alike. Typists take one for the other: `a) b) с)` with the last in Cyrillic."""


def letter_readings(letters: str) -> tuple[Reading, ...]:
    """The places that a letter, a doubled letter or a roman number can have; empty for a word."""
    lower = letters.lower().replace(_TATWEEL, "")
    if not lower:
        return ()
    if lower[0] > "\uff40":
        lower = lower.translate(_NARROW)
    readings = _places_in_alphabets(lower)
    lookalike = lower.translate(_LOOKALIKES)
    if lookalike != lower:
        readings.extend(_places_in_alphabets(lookalike))
    number = roman(lower)
    if number is not None:
        readings.append(("roman", number))
    tens = _TENS.fullmatch(lower)
    if tens is not None:
        high, low = (ALPHABETS["han"].find(part) + 1 for part in tens.groups())
        readings.append(("han", 10 * (high or 1) + low))
    return tuple(readings)


def _places_in_alphabets(letters: str) -> list[Reading]:
    """The places of a letter in each alphabet; `aa` follows the last letter."""
    if letters == _ALEF:
        return [("abjad", 1), ("hija", 1)]
    letter = letters[0]
    doubled = letters == 2 * letter
    if len(letters) > 1 and not doubled:
        return []
    readings: list[Reading] = []
    for name, alphabet in ALPHABETS.items():
        place = alphabet.find(letter) + 1
        if place:
            readings.append((name, place + len(alphabet) if doubled else place))
    return readings


_WORDED = compile_late(
    r"(?P<emphasis>[*_]{0,3})(?P<word>[^\W\d_]{2,20}\.?(?: [^\W\d_]{2,3})??)[ \u00a0]"
    r"(?P<number>\d{1,4}(?:er|ère|[a-z])?|[IVXLC]{1,7}|[^\W\d_]{4,14})"
    r"(?P<mark>[.º°ª]*(?:[ \u00a0]?(?:--|[-–—:])|\.[-–—])?(?P=emphasis))(?:[ \t\u00a0]+|$)"
    r"|(?P<han>[第제] ?(?P<ordinal>\d{1,3}|[〇零一二三四五六七八九十百]{1,7}) ?(?P<of>[^\W\d_]))"
    r"(?:[ \u3000\u00a0：:]+|(?=[（(])|$)"
)


@cache
def _number_first(words: frozenset[str]) -> re.Pattern[str]:
    """The same where the number comes first: `1. člen (namen)`, `1-modda. Maqsad`, `１条　目的`.

    The word is in small letters, or in capitals alone: `1. Article` begins a sentence.
    """
    known = words - {"§"}
    forms = known.union(word.upper() for word in known)
    longest_first = sorted(forms, key=len, reverse=True)
    join = r"\.?[ \u00a0]|-(?:[^\W\d_]{1,4} )?|(?=[\u2e80-\uffff])"
    return compile_late(
        rf"(?P<emphasis>[*_]{{0,3}})(?P<number>\d{{1,4}})(?P<join>{join})"
        rf"(?P<word>{'|'.join(map(re.escape, longest_first))})(?![^\W\d_])"
        r"(?P<mark>\.?(?:[ \u00a0]?(?:--|[-–—:]))?(?P=emphasis))(?:[ \t\u00a0\u3000]+(?!\d)|$)"
    )


_LEADER = compile_late(r"(?:\.\s?){4}|…\s?…")
"""What leads to the number of a page in a table of contents."""
_MARKS = " .:–—-"
"""Marks that can set a number off from what follows it."""
MAX_UNMARKED_TITLE = 12
"""A title behind a number without a mark has at most this many words."""
MIN_ROW = 3
"""This many numbers must count on. Two can be days, or rows of a table."""
MIN_KNOWN_ROW = 2
"""Of a word for `article`, or of sentences in a script without spaces, two are enough."""


@dataclass(frozen=True, slots=True)
class _Worded:
    """A line that begins with a word and its number."""

    line: int
    word: str
    value: int
    label: Label | None
    """None if the line has no other words."""
    sentence: bool
    """Whether a sentence follows the number, without a mark between them."""


def worded(
    lines: Sequence[Line], words: Iterable[str], breaks: Callable[[int], bool]
) -> dict[int, Label]:
    """Labels that are a word and its number before other words, by index.

    As in `Article 3 – Fees`, `Art. 5. The Parties agree`, `**Article 5.** The Parties agree`.
    `breaks`: whether layout lets a block begin at a line.

    The numbers of the same word count on, three of them, or two of a word for `article`. Behind one
    of these a title can follow without a mark, `Article 3 Fees`, and a sentence where all of them
    count on from 1.
    """
    known = frozenset(word.casefold().strip(".") for word in words)
    rows: dict[str, list[_Worded]] = {}
    for index, line in enumerate(lines):
        found = _worded_at(index, line.text, known, breaks)
        if found is not None:
            rows.setdefault(found.word, []).append(found)
    labels: dict[int, Label] = {}
    for word, row in rows.items():
        least = MIN_KNOWN_ROW if word in known else MIN_ROW
        labels.update(_counting_on(row, least))
    return labels


def _worded_at(
    index: int, text: str, known: frozenset[str], breaks: Callable[[int], bool]
) -> _Worded | None:
    """The word and number that a line begins with, if they can be a label."""
    parts = _word_and_number(text, known)
    if parts is None:
        return None
    rest = text[parts.content :]
    divides = parts.divides
    if rest and (
        is_small(rest[0]) or _LEADER.search(rest) or (parts.bare and not divides)
    ):
        return None
    sequence, value = _counted(parts.number)
    first_in_words = bool(rest) and divides and not parts.bare
    if not value and not first_in_words:
        return None
    if index > 0 and not breaks(index):
        return None
    value = value or 1  # `Article premier : Objet`, which counts if 2 comes next
    mask = parts.mask.replace("#", "@") if sequence == "roman" else parts.mask
    label = None
    if rest:
        printed = text[parts.start : parts.end]
        reading = (sequence, value)
        label = Label(
            mask,
            (reading,),
            parts.start,
            parts.end,
            parts.content,
            printed,
            whole=divides,
        )
    is_sentence = len(rest.split()) > MAX_UNMARKED_TITLE or finished(rest)
    return _Worded(index, parts.word, value, label, parts.bare and is_sentence)


class _Parts(NamedTuple):
    """A word and a number at the beginning of a line."""

    word: str
    """In small letters, without its full stop; lines with the same word can be of one row."""
    number: str
    mask: str
    """Its shape, with `#` for the number."""
    bare: bool
    """Whether no mark follows it."""
    divides: bool
    """Whether the word is one for a part of a text."""
    start: int
    """Where it begins, behind marks of emphasis."""
    end: int
    content: int


def _word_and_number(text: str, known: frozenset[str]) -> _Parts | None:
    """The word and the number that a line begins with, in either order."""
    first = text[0]
    if not first.isalpha():
        match = _number_first(known).match(text)
        if match is not None:
            word = match["word"].casefold().strip(".")
            last = word.split()[
                -1
            ]  # `1 дүгээр зүйл` and `2 дугаар зүйл` are of one row
            mask = f"#{match['join']}{last}"
            return _parts(match, last, match["number"], mask, divides=word in known)
    match = None if first.isdecimal() else _WORDED.match(text)
    if match is None:
        return None
    if match["han"]:
        word = match["of"].casefold()
        mask = match["han"].replace(match["ordinal"], "#")
        return _parts(match, word, match["ordinal"], mask, divides=True)._replace(
            bare=False
        )
    word = match["word"].casefold().strip(".")
    if " " in word and word not in known:  # `Ibara ya 1` is a label, `page of 3` none
        return None
    mask = f"{match['word']} #"
    return _parts(match, word, match["number"], mask, divides=word in known)


def _parts(
    match: re.Match[str], word: str, number: str, mask: str, *, divides: bool
) -> _Parts:
    start = len(match["emphasis"] or "")
    end = len(match[0].rstrip()) - start
    return _Parts(
        word, number, mask, not match["mark"], divides, start, end, match.end()
    )


def _counting_on(row: Sequence[_Worded], least: int) -> dict[int, Label]:
    """The labels of a row whose numbers count on, at least this many of them."""
    steps = [after.value == before.value + 1 for before, after in pairwise(row)]
    if sum(steps) + 1 < least:
        return {}
    from_one = all(steps) and row[0].value == 1 and len(row) >= MIN_ROW
    found: dict[int, Label] = {}
    for each, before, after in zip(row, [False, *steps], [*steps, False], strict=True):
        counts_on = before or after
        if each.label and counts_on and (from_one or not each.sentence):
            found[each.line] = each.label
    return found


_UNMARKED = compile_late(r"(?P<number>\d{1,3})[ \u00a0](?=[^\W\d_])")


def unmarked(lines: Sequence[Line], breaks: Callable[[int], bool]) -> dict[int, Label]:
    """Numbers with neither a mark nor much room behind them, by index: `1 The Parties`.

    They count on from 1 to 3 or further. `breaks`: whether layout lets a block begin at a line.
    """
    rows: list[list[tuple[int, Label]]] = []
    for index, line in enumerate(lines):
        match = _UNMARKED.match(line.text)
        if match is None or is_small(line.text[match.end()]):
            continue
        if index > 0 and not breaks(index):
            continue
        printed = match["number"]
        value = int(folded(printed))
        if value == 1:
            rows.append([])
        if rows and value == len(rows[-1]) + 1:
            end = match.end("number")
            label = Label("#", (("arabic", value),), 0, end, match.end(), printed)
            rows[-1].append((index, label))
    found: dict[int, Label] = {}
    for row in rows:
        least = MIN_KNOWN_ROW if _are_unspaced_sentences(row, lines) else MIN_ROW
        if len(row) >= least:
            found.update(row)
    return found


def _are_unspaced_sentences(
    row: Sequence[tuple[int, Label]], lines: Sequence[Line]
) -> bool:
    """Whether sentences in a script without spaces follow all numbers of a row: `1 橋を直すこと。`."""
    for index, label in row:
        text = lines[index].text
        if text[label.content] <= "\u2e7f" or not finished(text):
            return False
    return True


def _counted(number: str) -> Reading:
    """What a number says: in digits, in Chinese characters, roman in capitals, or an ordinal word.

    The place is 0 for any other word.
    """
    if number[0].isdigit():
        return "arabic", int(folded(_NUMBER.findall(number)[0][:6]))
    if ROMAN_WORD.fullmatch(number):
        return "roman", roman(number.lower()) or 0
    if number[0] in "〇零一二三四五六七八九十百":
        return "arabic", han_number(number)
    return "arabic", _ordinals().get(number.lower(), 0)


TWO_LABELS = 16
"""Two labels behind one another are within this many first characters of a line."""
_CLOSES = re.compile(r"[.)）．、]")


def behind_labels(lines: Sequence[Line]) -> dict[int, list[int]]:
    """Where a list begins right behind the label of a line, by index: `4. (a) The Committee`.

    The next label of the list is at the beginning of a later line, before the next one of the
    other label's shape.
    """
    inner: dict[int, list[Label]] = {}
    for index, line in enumerate(lines):
        found = _first_labels(line.text)
        if len(found) > 1:
            inner[index] = found
    if not inner:
        return {}
    cuts: dict[int, list[int]] = {}
    places: dict[Counted, int] = {}
    for index in range(len(lines) - 1, -1, -1):
        if index in inner:
            cut = _list_starts(inner[index], places)
            if cut:
                cuts[index] = cut
        label = label_at(lines[index].text)
        if label is not None:
            places.update(dict.fromkeys(_counted_in(label), index))
    return cuts


Counted = tuple[str, str, int]
"""The shape of a label, a sequence and a place in it."""


def _counted_in(label: Label, step: int = 0) -> list[Counted]:
    """What a label can be, or what the label can be that is so many steps behind it."""
    return [(label.mask, name, value + step) for name, value in label.readings]


def _first_labels(text: str) -> list[Label]:
    """The labels that a line begins with, one behind the other. Offsets count in the line."""
    found: list[Label] = []
    begin = 0
    while len(_CLOSES.findall(text, begin, TWO_LABELS)) > (not found):
        label = label_at(text[begin:])
        if label is None or label.bullet or (begin and not _is_first(label)):
            break
        found.append(replace(label, start=begin, content=begin + label.content))
        begin += label.content
    return found


def _is_first(label: Label) -> bool:
    return any(value == 1 for _, value in label.readings)


def _list_starts(labels: Sequence[Label], places: Mapping[Counted, int]) -> list[int]:
    """Where the lists begin that go on before the outer label does. `places`: of later labels."""
    starts: list[int] = []
    end = inf
    for outer, label in pairwise(labels):
        end = min([end, *_places(places, _counted_in(outer, 1))])
        seconds = [each for each in _counted_in(label, 1) if each[2] == 2]
        after = min(_places(places, seconds), default=inf)
        if after >= end:
            break
        starts.append(label.start)
    return starts


def _places(places: Mapping[Counted, int], keys: Iterable[Counted]) -> list[int]:
    return [places[key] for key in keys if key in places]


_ORDINAL_SHAPE = compile_late(r"#\.?(?:[ºª°]|[^\W\d_]{1,3})?\.?")
"""A number in a shape, perhaps with the ending of an ordinal number: `1.º`, `1er`, `1.o`."""
MAX_WHOLE_LABEL = 40
"""A line that is a label as a whole has at most this many characters."""
FIRST_REACH = 60
"""The first article is looked for in this many lines before the second."""


def whole_labels(lines: Sequence[Line], words: Iterable[str]) -> dict[int, Label]:
    """Lines that are a label as a whole, by index.

    Their shape comes three times, or holds a word for `article`.
    """
    shapes: dict[int, str] = {}
    for index, line in enumerate(lines):
        if len(line.text) <= MAX_WHOLE_LABEL:
            shape = shape_of(line.text)
            if shape is not None:
                shapes[index] = " ".join(shape.split()).rstrip(_MARKS)
    counts = Counter(shapes.values())
    known = {part.strip(".") for word in words for part in word.casefold().split()}
    found: dict[int, Label] = {}
    for index, shape in shapes.items():
        if counts[shape] < MIN_ROW and not _is_known_shape(shape, known):
            continue
        text = lines[index].text
        numbers = (
            _NUMBER.findall(text)
            or HAN_ORDINAL.findall(text)
            or ROMAN_WORD.findall(text)
        )
        found[index] = _whole(shape, _counted(numbers[0]), text)
    _find_first_in_words(lines, found)
    return found


def _whole(shape: str, reading: Reading, text: str) -> Label:
    return Label(shape, (reading,), 0, len(text), len(text), text, whole=True)


def _is_known_shape(shape: str, known: set[str]) -> bool:
    """Whether all words of a shape are words for `article`, beside a number and its ending."""
    words = [token for token in shape.split() if not _ORDINAL_SHAPE.fullmatch(token)]
    tokens = {word.strip(".:#@").casefold() for word in words} - {""}
    return bool(tokens) and tokens <= known


def _find_first_in_words(lines: Sequence[Line], found: dict[int, Label]) -> None:
    """Add `Article premier` before `Article 2`: the number of the first can be a word.

    The other words are the same, in any language.
    """
    seconds = [each for each in found.items() if each[1].readings[0][1] == 2]
    for second, label in seconds:
        for index in range(second - 1, max(-1, second - FIRST_REACH), -1):
            if index in found:
                break
            text = lines[index].text
            if _is_like(text, label.printed):
                sequence = label.readings[0][0]
                found[index] = _whole(label.mask, (sequence, 1), text)
                break


def _is_like(text: str, printed: str) -> bool:
    """Whether a short line begins or ends with the same word as a label of several words."""
    if len(text) > MAX_WHOLE_LABEL or text[-1] in ".;,":
        return False
    words = text.casefold().split()
    label_words = printed.casefold().split()
    if len(words) < 2 or len(label_words) < 2 or len(words) > len(label_words) + 1:
        return False
    return words[0] == label_words[0] or words[-1] == label_words[-1]
