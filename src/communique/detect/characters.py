"""What the characters at a line's beginning and end say, and its words by class: what phrases of the languages of a text begin it, end
it, or stand anywhere in a short one.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from operator import add

from communique.languages import LanguageData, all_languages

COMMAS, SEMICOLONS, COLONS = ",،、，፣", ";؛；፤", ":：፦՝"
"""Each of these signs as the scripts of the world write it."""
CLAUSES = tuple(COMMAS + SEMICOLONS)
"""The marks that end a clause before the sentence ends."""
TERMINAL = frozenset(f".!?–—…。！？؟۔।॥።։‥⁇⁈⁉·\u0387{SEMICOLONS}{COLONS}")
"""Marks that finish a line in the scripts that the declarations of the world are written in."""
CLOSERS = "”’“\"'»›«‹)]}」』】》〉*_ \u00a0\u200f\u200e"
"""What may stand after the mark that finishes a line."""
HYPHENS = "-\u2010\u00ad"
"""What breaks a word at the end of a line."""
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SUPERSCRIPT_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
BULLETS = "–—•·▪●■◆❖◦‣∙►▸➢✓✔☑⁃*-"
"""Signs that begin an item of a list."""

_GLUED = re.compile(
    rf"(?<=[.;:!?,”“\"'»)\]–—…])(?:\d{{1,3}}|[{SUPERSCRIPTS}]+|\[\^?\d{{1,3}}\]|\^\d{{1,3}})$"
)
_YEAR = re.compile(r"(?<!\d)[12]\d{3}$")
_CONJUNCTION = re.compile(r";\s+\w{1,5}$")


def last_mark(text: str) -> str:
    """The last character that is no closing quote, bracket or note marker; empty if there is none.

    The colon behind an Armenian letter is how that script's full stop is typed.
    """
    bare = text.rstrip(CLOSERS)
    if bare and bare[-1].isdigit():
        marker = _GLUED.search(text.rstrip()) or _GLUED.search(bare)
        at = marker.start() if marker is not None else 0
        # digits behind a stop are a number's: `1.5`; behind a year and a stop stands a note's marker
        decimal = (
            bare[at - 1] in ".,"
            and bare[: at - 1][-1:].isdigit()
            and not _YEAR.search(bare[: at - 1])
        )
        if marker is not None and not decimal:
            bare = bare[:at].rstrip(CLOSERS)
    return "։" if bare[-1:] == ":" and "\u0561" <= bare[-2:-1] <= "\u0587" else bare[-1:]


def finished(text: str) -> bool:
    """Whether a line ends a sentence or clause: with `. ! ? ; : – —` or their like, or `; and`."""
    if text[-1:].isalpha():
        return ";" in text[-8:] and bool(_CONJUNCTION.search(text, max(0, len(text) - 8)))
    return last_mark(text) in TERMINAL


def upper(text: str) -> bool:
    """Whether it is wholly in capitals: at least three, among no more letters of a script without case, none in lower case."""
    if not text.isupper():
        return False
    capitals = sum(map(str.isupper, text[:40]))
    return capitals >= 3 and capitals * 2 >= sum(map(str.isalpha, text[:40]))


@lru_cache(4096)
def is_small(char: str) -> bool:
    """Whether it is a lower-case letter of a script that begins sentences with capitals: Georgian has some, and does not."""
    return char.islower() and char.title() != char


def led(text: str, leads: tuple[str, ...]) -> bool:
    """Whether a text begins with one of these phrases in small letters: as whole words where letters have a case, but for an
    ending behind a long one.
    """
    folded = text.casefold()
    return folded.startswith(leads) and any(
        folded.startswith(lead) and _ends(folded, lead) for lead in leads
    )


def _ends(folded: str, lead: str) -> bool:
    rest = folded[len(lead) : len(lead) + ENDING + 1]
    letters = next((at for at, char in enumerate(rest) if not char.isalpha()), len(rest))
    return not (is_small(lead[-1]) and letters) or (letters <= ENDING and len(lead) > STEM)


@cache
def phrases(
    fields: str, languages: tuple[LanguageData, ...] = (), fold: Callable[[str], str] = str.casefold
) -> tuple[str, ...]:
    """The phrases of fields of `LanguageData` in these languages, or in all, each once, folded."""
    known = (
        getattr(each, field) for each in languages or all_languages() for field in fields.split()
    )
    return tuple(dict.fromkeys(fold(phrase) for given in known for phrase in given))


STEM, ENDING = 5, 2
"""A phrase of more letters can have an ending of so many: `pažymėdama`, and `pažymėdamas`; but no `Dazu` for `da`."""


def begins_capital(text: str) -> bool:
    """Whether the first letter is a capital, or of a script without capitals."""
    first = next((char for char in text if char.isalpha() or char.isdigit()), "")
    return first.isdigit() or (first.isalpha() and not is_small(first))


def begins_lower(text: str) -> bool:
    """Whether the first letter or digit is a lower-case letter."""
    return is_small(next(filter(str.isalnum, text), ""))


def unaccented(text: str) -> str:
    """The text in lower case without diacritics: capitals are often printed without them."""
    if text.isascii():
        return text.lower()
    if len(text) > MOST_WORDS:
        return _unaccented.__wrapped__(text)
    return " ".join(map(_unaccented, text.split(" ")))


MOST_WORDS = 400
"""In a text up to so long words are remembered: they return."""


@lru_cache(20_000)
def _unaccented(text: str) -> str:
    return unicodedata.normalize("NFD", text.casefold()).translate(_WITHOUT_MARKS)


TATWEEL = "\u0640"
"""It makes a word of Arabic longer to fill a line, and is no letter."""


class Learning(dict[int, str]):
    """A table for `str.translate` that learns what becomes of a character when it first meets it."""

    def __init__(self, learn: Callable[[str], str]) -> None:
        """By what a function says of each."""
        self.learn = learn

    def __missing__(self, code: int) -> str:
        found = self[code] = self.learn(chr(code))
        return found


_WITHOUT_MARKS = Learning(
    lambda char: "" if unicodedata.combining(char) or char == TATWEEL else char
)


LONGEST = 6
"""A phrase has no more words."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by which words are classed: at the beginning, at the end, anywhere in a short text.

    `anywhere`: by the first two letters. `first` and `last`: the first words of those at the beginning, the last words of those
    at the end.
    """

    leads: dict[str, tuple[str, ...]]
    ends: dict[str, tuple[str, ...]]
    anywhere: dict[str, tuple[tuple[str, str], ...]]
    first: frozenset[str] = frozenset()
    last: tuple[str, ...] = ()

    def classes(self, plain: str, size: int) -> tuple[str, ...]:
        """The classes of a text in lower case without accents, sorted."""
        found: set[str] = set()
        words = plain[:90].split(None, LONGEST)[:LONGEST]
        for count in range(
            len(words) if words and words[0].strip(_TRIM) in self.first else 0, 0, -1
        ):
            classes = self.leads.get(" ".join([*words[: count - 1], words[count - 1].strip(_TRIM)]))
            if classes:
                found.update(classes)
                break
        if plain[:1] > "\u0e00":
            begins = (plain[:count] for count in range(8, 0, -1))
            found.update(next((self.leads[each] for each in begins if each in self.leads), ()))
        tail = plain[-90:].rstrip(_TRIM)
        last = tail.rsplit(None, LONGEST)[-LONGEST:] if tail.endswith(self.last) else []
        ends = (" ".join(last[-count:]) for count in range(len(last), 0, -1))
        found.update(next((self.ends[each] for each in ends if each in self.ends), ()))
        if size <= 7:
            twos = self.anywhere.keys() & map(add, plain, plain[1:])
            found.update(
                name for two in twos for phrase, name in self.anywhere[two] if phrase in plain
            )
        return tuple(sorted(found))


_TRIM = " .,:;–—-*_()[]\"'“”«»،؛，。：；、"


def classes_of(spoken: tuple[LanguageData, ...]) -> Lexicon:
    """The phrases of the languages of a text, or of all where the first is not known."""
    return _lexicon(spoken if spoken and spoken[0].months else all_languages())


@cache
def _lexicon(languages: tuple[LanguageData, ...]) -> Lexicon:
    leads: dict[str, set[str]] = {}
    ends: dict[str, set[str]] = {}
    anywhere: dict[tuple[str, str], None] = {}
    for each in languages:
        for name, phrases in (
            ("recital", each.recital_leads), ("operative", each.operative_leads), ("enacts", each.enacting),
            ("closing", each.closing_words), ("party", each.party_words), ("annex", each.annex), ("article", each.article),
            ("preamble", each.preamble_words), ("body", each.institutions),
        ):  # fmt: skip
            for phrase in phrases:
                leads.setdefault(_plain(phrase), set()).add(name)
        for phrase in each.enacting:
            ends.setdefault(_plain(phrase), set()).add("enacts$")
        for phrase in each.party_words:
            ends.setdefault(_plain(phrase), set()).add("party$")
        for names in each.declaration_kinds.values():
            anywhere.update(dict.fromkeys((unaccented(name), "kind") for name in names))
        anywhere.update(
            dict.fromkeys((unaccented(name), "names-body") for name in each.institutions)
        )
        anywhere.update(
            dict.fromkeys(
                (unaccented(month), "month")
                for names in each.months
                for month in names
                if len(month) > 3
            )
        )
    return Lexicon(
        {phrase: tuple(sorted(names)) for phrase, names in leads.items() if phrase},
        {phrase: tuple(sorted(names)) for phrase, names in ends.items() if phrase},
        {two: tuple(some) for two, some in groupby(sorted(anywhere), lambda each: each[0][:2])},
        frozenset(phrase.split()[0].strip(_TRIM) for phrase in leads if phrase),
        tuple({phrase.split()[-1] for phrase in ends if phrase}),
    )


def _plain(phrase: str) -> str:
    return unaccented(" ".join(phrase.split())).strip(_TRIM)
