"""What is seen of one atom, in no language and in every script.

Words count only by their class (`Lexicon`), so that a language without a file has all the rest.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from sys import intern

from communique.core.expressions import compile_late
from communique.core.scripts import (
    CLOSERS,
    COLONS,
    COMMAS,
    SEMICOLONS,
    begins_lower,
    is_small,
    last_mark,
    unaccented,
)
from communique.detect.dates.lines import days
from communique.detect.kinds import MAX_NUMBERED_KIND
from communique.detect.lexicon import Lexicon
from communique.detect.segments.atoms import Atom
from communique.detect.segments.layout import has_gutter
from communique.detect.segments.numbering import Run
from communique.detect.signing import signing_look
from communique.languages import LanguageData

ENDS = {
    **dict.fromkeys(".!?…。！？؟।॥։۔።", "."),
    **dict.fromkeys(COMMAS, ","),
    **dict.fromkeys(f"·\u0387{SEMICOLONS}", ";"),
    **dict.fromkeys(COLONS, ":"),
    **dict.fromkeys("–—―-‐", "-"),
}
"""Marks at the end, folded over scripts."""
SIZES = (2, 5, 12, 25, 45, 70, 110, 180, 300, 600, 1200)
"""Limits of lengths, in characters of Latin script."""
WIDE = 2.5
"""A character of a script without blanks says as much as this many others."""
SHORT, MIDDLING, NOT_LONG = 5, 6, 8
"""Sizes: of a heading, of a line of a signature, of what is known again by its words."""
MAX_SENTENCES = 3
"""More sentences behind the first one are not counted."""
HEAD, WHOLE_HEAD = 100, 400
"""Of words longer than `WHOLE_HEAD` only this many characters at both ends are looked at."""
BESIDE_DAY = 30
"""A line with a day and no more other characters says no more than when and where."""
DAY = len("2024-05-03")

CONJUNCTION = compile_late(r"[;,؛،；，፣፤]\s+[^\W\d_]{1,5}$")
"""A mark and a word for *and* at the end of a clause."""
SYMBOL = compile_late(
    r"(?=\S*\d)[\w.()-]{1,18}(?:/[\w.()-]{1,18}){1,5}(?:\s?\(\d{4}\))?\*?"
)
"""The symbol of a document."""
_CELLS = compile_late(r"[ \t\u00a0]{3,}|\t")
_YEAR = compile_late(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_DIGITS = compile_late(r"\d+")
_LETTERS = compile_late(r"[^\W\d_]+")
_FIELD = compile_late(r"[^:.]{2,30}(?:(?<![\u0561-\u0587]):|：)\s")
_BOLD = compile_late(r"\*\*[^*]+\*\*[:.]?")
_ITALIC = compile_late(r"[*_][^*_\s]")
_SENTENCE = compile_late(
    r"[.!?…।؟۔。！？](?:(?<=[^\W\d_]{4}[.!?…।؟۔])\W{0,3}?\s+\W{0,2}(\w)|(?<=[。！？])(\w))"
)
"""Where one sentence ends and the next begins, if that is no small letter: short words before a
stop can be cut words.
"""
_FOLD_LABEL = str.maketrans("［］（）‘’．、。۔º°-–—W", "[]()().........#")

bucket = bisect_right
"""How many limits a number reaches."""


@dataclass(slots=True)
class Look:
    """What is seen of one atom.

    `end`: the mark at its end, folded, or what ends it instead. `label`: the shape of its label.
    `size`: its length, as a bucket of `SIZES`. `caps`: its capitals. `marked`: its level by marks
    of Markdown, or its emphasis. `words`: the classes of its words. `first`, `last`: its first
    word, and its last one if it is short. `begins`: what its first character is. `key`: if it is
    not long, a number by which its words are known again (the words would take too much memory).
    `signs`: what of a signature a short one looks like. `when`: whether it says a day, and more.
    `shape`: whether it is a symbol, a number, has a year. `sentences`: how many follow the first.
    """

    end: str
    label: str
    size: int
    caps: str
    marked: str
    words: tuple[str, ...]
    first: str
    key: int
    begins: str
    last: str
    signs: str = "long"
    when: str = "no"
    shape: str = ""
    sentences: int = 0


EDGE = Look("edge", "edge", -1, "edge", "edge", (), "", 0, "edge", "")
"""What stands before the first atom, and behind the last one."""


def text_of(atom: Atom) -> str:
    """The words of an atom without its label, lines joined by a space."""
    first, *others = atom.lines
    return " ".join(
        [first.text[atom.content :], *(line.text for line in others)]
    ).strip()


def look(atom: Atom, words: Lexicon, language: LanguageData, nest: int = 0) -> Look:
    """What is seen of an atom alone. `nest`: how many labels its own is nested in."""
    text = text_of(atom)
    bare = text.lstrip("*_#> ")
    size = bucket(SIZES, len(text) * (WIDE if _is_wide(bare[:1]) else 1))
    head = unaccented(_head(bare))
    classes = words.classes(head, size)
    first = _LETTERS.search(head)
    found = Look(
        end=_end(text),
        label=_label(atom, nest),
        size=size,
        caps=_caps(bare),
        marked=_marked(atom, text, bare),
        words=classes,
        first=intern(first.group()) if first else "",
        key=hash(head) if size <= NOT_LONG else 0,
        begins=_begins(bare),
        last=_last_word(head) if size <= SHORT else "",
        sentences=min(sentences(text), MAX_SENTENCES),
    )
    if 0 < size <= MIDDLING and bare:
        found.signs = _signs(atom, bare)
        found.when = _when(bare, classes, language)
    if size <= NOT_LONG:
        found.shape = _shape(bare)
        numbered = found.shape in ("year", "digits") and len(bare) <= MAX_NUMBERED_KIND
        if numbered and "kind" in classes:
            found.shape = "kind-number"
    return found


def sentences(text: str) -> int:
    """How many sentences follow the first one.

    Clauses of a preamble, openings and headings are one sentence each.
    """
    return sum(
        not (match[1] or match[2]).islower() for match in _SENTENCE.finditer(text)
    )


def nests(atoms: Sequence[Atom]) -> list[int]:
    """In how many labels each one's is nested, by the order of atoms.

    Labels of articles and sections do not count, so that the paragraphs of all are at 0.
    """
    found: list[int] = []
    above: list[Run] = []
    known: dict[int, int] = {}
    for atom in atoms:
        if atom.label is None:
            found.append(0)
            continue
        run = atom.label.run
        while above and above[-1].depth >= run.depth:
            above.pop()
        nest = known.get(id(run))
        if nest is None:
            nest = sum(not (each.whole or each.section) for each in above)
            known[id(run)] = nest
        above.append(run)
        found.append(nest)
    return found


def _is_wide(char: str) -> bool:
    """Whether a character is of a script that writes no blanks between words."""
    return char > "\u2e7f" or "\u0e00" < char < "\u0e80"


def _head(bare: str) -> str:
    if len(bare) <= WHOLE_HEAD:
        return bare[: 2 * HEAD]
    return f"{bare[:HEAD]} {bare[-HEAD:]}"


def _last_word(head: str) -> str:
    words = _LETTERS.findall(head)
    return intern(words[-1]) if words else ""


def _marked(atom: Atom, text: str, bare: str) -> str:
    """The level of a heading by marks, or how the words are emphasised; empty if not at all."""
    if atom.marked is not None:
        return f"h{min(atom.marked, 4)}"
    if len(bare) == len(text):
        return ""
    if _BOLD.fullmatch(text):
        return "bold"
    if text.startswith("**"):
        return "lead"
    return "italic" if _ITALIC.match(text) else "sign"


def _signs(atom: Atom, bare: str) -> str:
    """What of a signature a short text looks like; `beside`: each of its columns looks like some."""
    line = atom.lines[0].text
    if has_gutter(line):
        columns = _CELLS.split(line.strip("*_ \t"))
        if all(signing_look(column) != "none" for column in columns):
            return "beside"
    return signing_look(bare.rstrip("*_ "))


def _when(text: str, classes: tuple[str, ...], language: LanguageData) -> str:
    """Whether a short text says a day, and whether it says more than when and where."""
    if not ("month" in classes or "年" in text or _DIGITS.search(text)):
        return "no"
    for day in days(text, language):
        if len(day.value) == DAY:
            beside = len(text) - (day.end - day.start)
            return "day" if beside <= BESIDE_DAY else "inside"
    return "no"


def _end(text: str) -> str:
    mark = last_mark(text)
    folded = ENDS.get(mark)
    if folded:
        return folded
    if not mark:
        return "nothing"
    if CONJUNCTION.search(text[-12:]):
        return ";"
    if mark.isdigit():
        return "digit"
    return "letter" if mark.isalpha() else "sign"


def _label(atom: Atom, nest: int) -> str:
    if atom.label is None:
        return "none"
    label = atom.label.label
    run = atom.label.run
    if label.bullet:
        return f"bullet{min(nest, 2)}"
    if label.whole:
        return "whole"
    alone = "1" if len(run.members) == 1 else ""
    section = "s" if run.section else ""
    mask = label.mask.translate(_FOLD_LABEL).replace("#§", "#.")
    if label.readings[0][0] == "han":
        mask = mask.replace("a", "#")
    return intern(f"{mask}{min(nest, 2)}{section}{alone}")


def _caps(text: str) -> str:
    head = text[:160]
    first = next(filter(str.isalpha, head), "")
    if not first:
        return "nothing"
    if first.lower() == first.upper():
        return "caseless"
    if head.isupper() and sum(map(str.isalpha, head)) > 2:
        return "upper"
    words = [word[0] for word in head.split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(map(str.isupper, words))
    return "title" if len(words) > 1 and capitals * 4 >= len(words) * 3 else "plain"


def _begins(text: str) -> str:
    char = text[:1]
    if not char:
        return "nothing"
    if char.isalpha():
        if is_small(char):
            return "lower"
        return "upper" if char.isupper() else "caseless"
    if char.isdigit():
        return "digit"
    if begins_lower(text[:6]):
        return "lower"
    if char in CLOSERS or char in "„‚¿¡":
        return "quote"
    return "dash" if char in "-–—•" else "sign"


def _shape(text: str) -> str:
    digit = _DIGITS.search(text)
    if digit and SYMBOL.fullmatch(text):
        return "symbol"
    if not any(map(str.isalpha, text)):
        return "number" if any(map(str.isdigit, text)) else "signs"
    if digit and _YEAR.search(text, digit.start()):
        return "year"
    if _FIELD.match(text):
        return "field"
    return "digits" if digit else "words"
