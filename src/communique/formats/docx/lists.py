"""Labels that a word processor counts: only those that it then prints exactly as they were printed; others are words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.inputs.counting import counted, letters, roman

_PARTS = re.compile(r"(?P<before>[(\[]?)(?P<number>\d{1,5}|[a-zA-Z]{1,8})(?P<after>[.)\]:°]{0,2})")
_BULLETS = frozenset("–—•·▪●■◦‣-*")
DEEPEST = 8
INDENT, HANGING = 567, 567
"""How far each level stands in, and how much further the words behind a label: twentieths of a point, a centimetre."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a list prints a number: `decimal`, `(%1)`; and on which level it stands."""

    counts: str
    text: str
    depth: int

    def printed(self, number: int) -> str:
        """The label of a number."""
        return self.text.replace("%1", counted(number, self.counts))


class Lists:
    """The lists of a document: which forms there are, and in which of them, from which number, each list counts."""

    def __init__(self) -> None:
        self.forms: dict[Form, int] = {}
        self.lists: list[tuple[int, int]] = []

    def of(self, labels: Iterable[str | None], depth: int) -> Iterator[int | None]:
        """For labels in their order the list that counts each, from 1; None where none does."""
        row = list(labels)
        form: Form | None = None
        number = 0
        for index, label in enumerate(row):
            if form is not None and label == form.printed(number + 1):
                number += 1
            else:
                following = next((each for each in row[index + 1 :] if each is not None), None)
                form, number = _begun(label, following, min(depth, DEEPEST))
                if form is not None:
                    self.lists.append((self.forms.setdefault(form, len(self.forms)), number))
            yield None if form is None else len(self.lists)

    def part(self) -> str:
        """The lists as the part `numbering.xml` has them, without its root."""
        forms = [
            f'<w:abstractNum w:abstractNumId="{identity}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
            f'<w:start w:val="1"/><w:numFmt w:val="{form.counts}"/><w:lvlText w:val="{form.text}"/><w:lvlJc w:val="left"/>'
            f"<w:pPr>{indent(form.depth)}</w:pPr></w:lvl></w:abstractNum>"
            for form, identity in self.forms.items()
        ]
        lists = [
            f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{form}"/><w:lvlOverride w:ilvl="0">'
            f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            for identity, (form, start) in enumerate(self.lists, 1)
        ]
        return "".join([*forms, *lists])


def indent(depth: int, *, hanging: bool = True) -> str:
    """How far in a paragraph of a level stands; `hanging`: its first line begins at the label."""
    left = INDENT * min(depth, DEEPEST) + HANGING
    return f'<w:ind w:left="{left}" w:hanging="{HANGING}"/>' if hanging else f'<w:ind w:left="{left}"/>'


def _begun(label: str | None, following: str | None, depth: int) -> tuple[Form | None, int]:
    """The form and number of a label that begins a list; of two readings (`i`) the one that the next label goes on with."""
    if label is None:
        return None, 0
    if label in _BULLETS:
        return Form("bullet", label, depth), 1
    parts = _PARTS.fullmatch(label)
    if parts is None:
        return None, 0
    text = f"{parts['before']}%1{parts['after']}"
    found = [(Form(counts, text, depth), number) for counts, number in _readings(parts["number"])]
    exact = [(form, number) for form, number in found if form.printed(number) == label]
    goes_on = (each for each in exact if each[0].printed(each[1] + 1) == following)
    return next(goes_on, exact[0] if exact else (None, 0))


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def _readings(number: str) -> Iterator[tuple[str, int]]:
    """What a number can be: a figure; else a letter, doubled beyond the alphabet, or a Roman figure."""
    if number.isdecimal():
        if number.isascii() and 0 < int(number) < 32768:
            yield "decimal", int(number)
        return
    case = "lower" if number.islower() else "upper"
    small = number.lower()
    as_letters = ord(small[0]) - 96 + 26 * (len(small) - 1)
    if letters(as_letters) == small:
        yield f"{case}Letter", as_letters
    if _ROMAN.keys() >= set(small):
        values = [_ROMAN[sign] for sign in small]
        total = sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0]))
        if roman(total).lower() == small:
            yield f"{case}Roman", total
